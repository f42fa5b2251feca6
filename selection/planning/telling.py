"""Telling candidates of their appointment, and the panel of the sittings, each with a calendar file.

A first invitation waits in the outbox until HR released it. A change or a cancellation goes out by itself as soon as whoever plans chose to tell it: moving
a moment mails nothing, so that a morning of shifting gives one message a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

import sqlalchemy as sa

from selection import audit
from selection.accounts.models import Account
from selection.accounts.tokens import new_token, token_hash
from selection.applications.models import Application
from selection.candidates.models import Candidate
from selection.db import now, session
from selection.documents.calendar import Appointment, calendar_file
from selection.i18n import _, date_long, speaking, time
from selection.i18n.figures import BRUSSELS
from selection.mail import outbox
from selection.mail.outbox import Recipient
from selection.organisation.queries import organisation
from selection.planning import queries
from selection.planning.models import NoticeKind, Slot, SlotNotice
from selection.planning.queries import Moment
from selection.planning.scope import PartScope, role_of
from selection.planning.times import minutes
from selection.planning.words import where

audit.register({"slots.told": {"part", "invitations", "updates", "cancellations"}})
PATH = "/afspraak/"
EVENTS = {NoticeKind.UPDATE: "afspraak-gewijzigd", NoticeKind.CANCELLATION: "afspraak-vervalt"}


@dataclass(frozen=True, kw_only=True)
class Word:
    """Something to tell a candidate: the appointment as it is now (as it was, where it lapses), and what was told before."""

    kind: NoticeKind
    person: queries.Person
    now: Moment
    before: SlotNotice | None = None


@dataclass(frozen=True, kw_only=True)
class ToTell:
    """What candidates do not know yet, by kind, in order of time; `waiting` invitations stand in the outbox until HR releases them."""

    words: Sequence[Word] = field(default=())
    waiting: Sequence[queries.Person] = field(default=())

    def of(self, kind: str) -> list[Word]:
        """Words of one kind."""
        return [word for word in self.words if word.kind == kind]


def to_tell(
    scope: PartScope, slots: Sequence[Slot], people: Mapping[UUID, queries.Person], told: Mapping[tuple[UUID, str], queries.Told] | None = None
) -> ToTell:
    """What the candidates of a part do not know yet (`told`: what they were told, read before). Of a moment that has begun nothing is told any more."""
    known = queries.told(scope.procedure.id, part_code=scope.part.code) if told is None else told
    known = {key: one for key, one in known.items() if key[1] == scope.part.code}
    mine = {slot.candidate_id: slot for slot in slots if slot.candidate_id is not None and slot.part_code == scope.part.code}
    words: list[Word] = []
    for candidate_id, slot in mine.items():
        before, person = known.get((candidate_id, scope.part.code)), people.get(candidate_id)
        if person is None or queries.past(slot) or (before and before.waits):
            continue
        if before is None or not before.stands:
            words.append(Word(kind=NoticeKind.INVITATION, person=person, now=slot))
        elif not queries.same(slot, before.notice):
            words.append(Word(kind=NoticeKind.UPDATE, person=person, now=slot, before=before.notice))
    gone = [told for (candidate_id, _part), told in known.items() if told.stands and candidate_id not in mine and candidate_id in people]
    words += [
        Word(kind=NoticeKind.CANCELLATION, person=people[told.notice.candidate_id], now=told.notice, before=told.notice)
        for told in gone
        if not queries.past(told.notice)
    ]
    waiting = [people[candidate_id] for (candidate_id, _part), told in known.items() if told.waits and candidate_id in people]
    return ToTell(words=sorted(words, key=lambda word: word.now.begins_at), waiting=waiting)


def tell(scope: PartScope, words: Sequence[Word], *, until: date, bring: Sequence[str], actor: Account, site: str) -> None:
    """Ask for the letters. `until`: the last day to report being unable to come; `bring`: what to bring along (empty: the identity card)."""
    found = session().scalars(sa.select(Candidate).where(Candidate.id.in_([word.person.id for word in words])))
    candidates = {candidate.id: candidate for candidate in found}
    rows = sa.select(Application.candidate_id, Application.language).where(Application.candidate_id.in_(candidates))
    languages = {row.candidate_id: row.language for row in session().execute(rows)}
    counts = dict.fromkeys(NoticeKind, 0)
    for word in words:
        candidate = candidates[word.person.id]
        _say(scope, word, candidate, languages.get(candidate.id, "nl"), until=until, bring=bring, actor=actor, site=site)
        counts[NoticeKind(word.kind)] += 1
    audit.record(
        "slots.told",
        actor=actor,
        role=role_of(scope.hats),
        procedure_id=scope.procedure.id,
        part=scope.part.code,
        invitations=counts[NoticeKind.INVITATION],
        updates=counts[NoticeKind.UPDATE],
        cancellations=counts[NoticeKind.CANCELLATION],
    )


def _say(scope: PartScope, word: Word, candidate: Candidate, language: str, *, until: date, bring: Sequence[str], actor: Account, site: str) -> None:
    sequence, spoken = queries.next_sequence(candidate.id, scope.part.code), "en" if language == "en" else "nl"
    token = new_token() if word.kind == NoticeKind.INVITATION else ""
    with speaking(spoken):
        entry = appointment(word.now, candidate.id, scope, sequence=sequence, cancelled=word.kind == NoticeKind.CANCELLATION, site=site)
    entry = replace(entry, attendee=candidate.person.email, attendee_name=candidate.person.name)
    letter = outbox.ask(
        _event(scope, word),
        recipient=Recipient(
            kind="candidate", id=candidate.id, name=candidate.person.name, address=candidate.person.email, language="en" if spoken == "en" else "nl"
        ),
        procedure_id=scope.procedure.id,
        facts=_facts(scope, word, until, bring),
        secrets={"link": site.rstrip("/") + PATH + token} if token else None,
        automatic=word.kind != NoticeKind.INVITATION,
        asked_by=actor,
        calendar=calendar_file([entry], made_at=now(), invites=True),
        key=f"slot {candidate.id} {scope.part.code} {sequence}",
    )
    session().add(
        SlotNotice(
            procedure_id=scope.procedure.id,
            candidate_id=candidate.id,
            part_code=scope.part.code,
            kind=word.kind,
            letter_id=letter.id,
            sequence=sequence,
            begins_at=word.now.begins_at,
            ends_at=word.now.ends_at,
            place=word.now.place,
            video=word.now.video,
            token_hash=token_hash(token) if token else None,
            told_at=now(),
            told_by=actor.id,
        )
    )
    session().flush()


def _event(scope: PartScope, word: Word) -> str:
    if word.kind == NoticeKind.INVITATION:
        return "uitnodiging-volgende-ronde" if scope.preceding else "uitnodiging-eerste-ronde"
    return EVENTS[NoticeKind(word.kind)]


def _facts(scope: PartScope, word: Word, until: date, bring: Sequence[str]) -> dict[str, Any]:
    """What the letters need and only the planning knows, worded for each language that a letter may have a part in."""
    facts: dict[str, Any] = {"ronde": _subject(scope)}
    if word.before is not None:
        facts["oude_afspraak"] = outbox.in_each_language(partial(_in_one_line, word.before))
    if word.kind == NoticeKind.CANCELLATION:
        return facts
    begins: datetime = word.now.begins_at.astimezone(BRUSSELS)
    facts |= {
        "afspraak_datum": {"date": begins.date().isoformat(), "weekday": True},
        "afspraak_uur": outbox.in_each_language(lambda: time(begins, letter=True)),
        "afspraak_duur": outbox.in_each_language(lambda: _("about %(minutes)s minutes", minutes=minutes(word.now.begins_at, word.now.ends_at))),
        "plaats": outbox.in_each_language(lambda: where(word.now)),
        "mee_te_brengen": list(bring) or outbox.in_each_language(lambda: [_("Your identity card")]),
        "verwittigen_tot": {"date": until.isoformat()},
    }
    if scope.preceding:
        facts["vorige_ronde"] = scope.preceding[-1].title
    if scope.part.preparation:
        facts["voorbereiding"] = {"fragment": "voorbereiding", "tekst": " ".join(scope.part.preparation.split())}
    return facts


def _in_one_line(moment: Moment) -> str:
    """An appointment as it was told before."""
    day = date_long(moment.begins_at.astimezone(BRUSSELS), weekday=True)
    return _("%(day)s at %(time)s, %(place)s", day=day, time=time(moment.begins_at, letter=True), place=where(moment))


def _subject(scope: PartScope) -> str:
    """What the appointment is for: the round, with the part where the round has several."""
    return scope.round.title if len(scope.round.parts) == 1 else f"{scope.round.title} ({scope.part.title})"


def appointment(moment: Moment, candidate_id: UUID, scope: PartScope, *, sequence: int, cancelled: bool, site: str) -> Appointment:
    """The entry in the candidate's calendar: one name for a candidate and a part, for ever, so that a change replaces it."""
    about, host = organisation(), urlsplit(site).hostname or ""
    return Appointment(
        uid=f"{uuid5(NAMESPACE_URL, f'{candidate_id} {scope.part.code}')}@{host}",
        begins=moment.begins_at.astimezone(BRUSSELS),
        ends=moment.ends_at.astimezone(BRUSSELS),
        title=f"{scope.procedure.title}: {_subject(scope)}",
        place=where(moment),
        url=moment.video if moment.video.startswith("https://") else "",
        organiser=about.contact_email or about.sender_at(host),
        organiser_name=about.name,
        sequence=sequence,
        cancelled=cancelled,
    )
