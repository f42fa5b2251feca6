"""The sittings of a round: the days on which the panel sits, from the first moment to the last, and the invitation of its people to them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from selection import audit
from selection.accounts import actions as accounts
from selection.accounts import links
from selection.accounts.models import Account
from selection.db import now, session
from selection.documents.calendar import Appointment, calendar_file
from selection.i18n import _, date_long, speaking, time
from selection.i18n.figures import BRUSSELS
from selection.mail import outbox
from selection.mail.outbox import Recipient
from selection.organisation.queries import organisation
from selection.planning import queries
from selection.planning.models import SittingNotice, Slot
from selection.planning.times import day_of
from selection.planning.words import where
from selection.procedures.models import Procedure, Seat
from selection.procedures.queries import current_seats
from selection.procedures.words import seat_kind

audit.register({"sittings.told": {"round", "count"}})
NO_LIMIT = {"nl": "het einde van de procedure", "en": "the end of the procedure"}


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A day of a round: first and last hour, and where."""

    day: date
    begins_at: datetime
    ends_at: datetime
    places: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Invited:
    """One of the panel: the seat, whether invited to the sittings as they are now, and when last."""

    seat: Seat
    told_at: datetime | None
    current: bool


def sittings_of(slots: Sequence[Slot]) -> list[Sitting]:
    """The days of these moments."""
    days: dict[date, list[Slot]] = defaultdict(list)
    for slot in slots:
        days[day_of(slot.begins_at)].append(slot)
    return [
        Sitting(
            day=day,
            begins_at=min(slot.begins_at for slot in found),
            ends_at=max(slot.ends_at for slot in found),
            places=tuple(dict.fromkeys(where(slot) for slot in found)),
        )
        for day, found in sorted(days.items())
    ]


def line(sitting: Sitting, *, letter: bool = False) -> str:
    """A sitting in words, for a page or for a letter, in the language that is being spoken."""
    words = {"day": date_long(sitting.day, weekday=True), "begin": time(sitting.begins_at, letter=letter), "end": time(sitting.ends_at, letter=letter)}
    return _("%(day)s, %(begin)s to %(end)s, %(place)s", place="; ".join(sitting.places), **words)


def panel_of(procedure: Procedure, round_code: str, sittings: Sequence[Sitting]) -> list[Invited]:
    """The people of the round, with what they were told of the sittings."""
    known, held = queries.sitting_notices(procedure.id, round_code), _held(sittings)
    made = []
    for seat in current_seats(procedure, round_code):
        notice = known.get(seat.account_id)
        made.append(Invited(seat=seat, told_at=notice.told_at if notice else None, current=notice is not None and notice.sittings == held))
    return made


def invite(
    procedure: Procedure,
    round_code: str,
    seats: Sequence[Seat],
    sittings: Sequence[Sitting],
    *,
    conflicts_by: date,
    allowance: str,
    actor: Account,
    site: str,
) -> int:
    """Ask for a letter to each of these people with the sittings and a calendar file; they wait in the outbox until HR releases them."""
    for seat in seats:
        _invite(procedure, round_code, seat, sittings, conflicts_by=conflicts_by, allowance=allowance, actor=actor, site=site)
    audit.record("sittings.told", actor=actor, role="hr", procedure_id=procedure.id, round=round_code, count=len(seats))
    return len(seats)


def _invite(
    procedure: Procedure, round_code: str, seat: Seat, sittings: Sequence[Sitting], *, conflicts_by: date, allowance: str, actor: Account, site: str
) -> None:
    account, sequence = seat.account, queries.next_sitting_sequence(procedure.id, round_code, seat.account_id)
    language: Literal["nl", "en"] = "en" if account.language == "en" else "nl"
    before = queries.sitting_notices(procedure.id, round_code).get(account.id)
    facts: dict[str, object] = {"verklaring_tot": {"date": conflicts_by.isoformat()}}
    secrets = None
    if account.password_hash is None and not (account.is_hr or account.is_administrator):
        facts["link_geldig_tot"] = {"moment": (now() + links.VALID_FOR).isoformat()}
        secrets = {"link": links.address_of(accounts.renew_link(account, by=actor), site)}
    else:
        facts |= {"link_geldig_tot": NO_LIMIT[language], "link": site.rstrip("/") + "/"}
    with speaking(language):
        facts |= {"rol": seat_kind(seat.kind).lower(), "zittingen": [line(sitting, letter=True) for sitting in sittings]}
        if allowance:
            facts["vergoeding"] = {"fragment": "vergoeding", "tekst": allowance}
        entries = _entries(procedure, round_code, account.id, sittings, before, sequence, site)
    letter = outbox.ask(
        "uitnodiging-jurylid",
        recipient=Recipient(kind="account", id=account.id, name=account.name, address=account.email, language=language),
        procedure_id=procedure.id,
        facts=facts,
        secrets=secrets,
        asked_by=actor,
        calendar=calendar_file(entries, made_at=now(), invites=True),
        key=f"sittings {procedure.id} {round_code} {account.id} {sequence}",
    )
    days = ",".join(sitting.day.isoformat() for sitting in sittings)
    notice = SittingNotice(procedure_id=procedure.id, round_code=round_code, account_id=account.id, letter_id=letter.id, sequence=sequence, days=days)
    notice.sittings, notice.told_at, notice.told_by = _held(sittings), now(), actor.id
    session().add(notice)
    session().flush()


def _entries(
    procedure: Procedure, round_code: str, account_id: UUID, sittings: Sequence[Sitting], before: SittingNotice | None, sequence: int, site: str
) -> list[Appointment]:
    """An entry a day; a day that lapsed since the invitation before is cancelled in it."""
    about, host = organisation(), urlsplit(site).hostname

    def entry(day: date, begins: datetime, ends: datetime, place: str, *, cancelled: bool) -> Appointment:
        return Appointment(
            uid=f"{uuid5(NAMESPACE_URL, f'{procedure.id} {round_code} {account_id} {day}')}@{host}",
            begins=begins.astimezone(BRUSSELS),
            ends=ends.astimezone(BRUSSELS),
            title=procedure.title,
            place=place,
            organiser=about.contact_email,
            organiser_name=about.name if about.contact_email else "",
            sequence=sequence,
            cancelled=cancelled,
        )

    made = [entry(one.day, one.begins_at, one.ends_at, "; ".join(one.places), cancelled=False) for one in sittings]
    held = {one.day for one in sittings}
    gone = [date.fromisoformat(day) for day in (before.days.split(",") if before and before.days else [])]
    for day in (day for day in gone if day not in held):
        begins = datetime.combine(day, datetime.min.time(), BRUSSELS).replace(hour=9)
        made.append(entry(day, begins, begins + timedelta(hours=8), "", cancelled=True))
    return made


def _held(sittings: Sequence[Sitting]) -> str:
    """What an invitation said of the sittings, to be compared."""
    return "; ".join(f"{one.begins_at.isoformat()}/{one.ends_at.isoformat()} {' + '.join(one.places)}" for one in sittings)[:4000]
