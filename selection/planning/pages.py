"""The pages of the planning as finished objects: days with their moments, what is still to be done, and one's own agenda."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import url_for
from flask_babel import LazyString

from scoring.scheme import Part, Round
from selection.accounts.models import Account
from selection.candidates.models import Candidate
from selection.db import now, session
from selection.i18n import _, date_long, date_plan, moment, time
from selection.planning import panel, queries, telling
from selection.planning.models import Slot
from selection.planning.overlaps import span
from selection.planning.queries import Person
from selection.planning.scope import PartScope, closed_to_planning, may_plan, readable, reads_names
from selection.planning.standing import QUIET, TAGS, State, state_of
from selection.planning.times import day_of
from selection.planning.words import where
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats, definition_of, hats_of, open_round, procedures_of

Tag = tuple[str, str, LazyString]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A moment on a page. `person` is None where it is free; `tag` says what is out of the ordinary, `quiet` what is in order, and `note` what the
    candidate wrote on not being able to come, for who reads names. `url` leads on.
    """

    hours: str
    where: str
    video: str
    person: Person | None
    state: State | None = None
    tag: Tag | None = None
    quiet: LazyString | str = ""
    note: str = ""
    url: str = ""
    subject: str = ""


@dataclass(frozen=True, kw_only=True)
class Day:
    """The moments of a day, in order of time."""

    day: date
    heading: str
    lines: Sequence[Line]


@dataclass(frozen=True, kw_only=True)
class PartPlan:
    """A part with its days. `planning`: this person plans it and nothing stands in the way (`closed` says what does).

    `colleagues`: how many of the panel do not know the sittings as they are now.
    `unplaced`: candidates who are admitted and have no moment; None as long as it is not known who takes part.
    """

    code: str
    title: str
    round_code: str
    round: str
    days: Sequence[Day]
    planning: bool
    closed: str
    free: int
    unplaced: Sequence[Person] | None
    to_tell: int
    colleagues: int
    unable: int
    waiting: int


def plan_of(procedure: Procedure, hats: Hats, day: date | None = None, state: State | None = None) -> list[PartPlan]:
    """The parts that this person reads, in the order of the rules; of one day, and of moments in one state, where that is asked."""
    definition = definition_of(procedure)
    rounds = [round_ for round_ in definition.scheme.rounds if readable(hats, round_.code)]
    slots = queries.slots_of(procedure.id, [round_.code for round_ in rounds])
    told = queries.told(procedure.id)
    named, coded = queries.people(procedure.id, names=True), queries.people(procedure.id, names=False)
    plans = []
    for round_ in rounds:
        people = named if reads_names(procedure, hats, round_.code) else coded
        scopes = [PartScope(procedure=procedure, hats=hats, definition=definition, round=round_, part=part) for part in round_.parts]
        admitted = queries.may_come(procedure, round_.code, scopes[0].preceding) if may_plan(hats, round_.code) else None
        found = [_part_plan(scope, [slot for slot in slots if slot.part_code == scope.part.code], told, people, admitted, day, state) for scope in scopes]
        plans += [replace(found[0], colleagues=len(panel.changes(procedure, round_.code, slots, coded))), *found[1:]] if found[0].planning else found
    return plans


def filter_of(day: date | None, state: State | None) -> dict[str, Any]:
    """What the address of a filtered plan holds."""
    return ({"dag": day.isoformat()} if day else {}) | ({"stand": str(state)} if state else {})


def _part_plan(
    scope: PartScope,
    slots: Sequence[Slot],
    told: Mapping[tuple[UUID, str], queries.Told],
    people: Mapping[UUID, Person],
    admitted: frozenset[UUID] | None,
    day: date | None,
    state: State | None,
) -> PartPlan:
    plans, closed = may_plan(scope.hats, scope.round.code), closed_to_planning(scope.procedure, scope.round.code)
    placed = {slot.candidate_id for slot in slots}
    left = telling.to_tell(scope, slots, people, told) if plans else telling.ToTell()
    lines = [(slot, _line(scope, slot, told, people, admitted, plans=plans and not closed, kept=filter_of(day, state))) for slot in slots]
    return PartPlan(
        code=scope.part.code,
        title=scope.part.title,
        round_code=scope.round.code,
        round=scope.round.title,
        days=_days([(slot, line) for slot, line in lines if (day is None or day_of(slot.begins_at) == day) and state in (None, line.state)]),
        planning=plans and not closed,
        closed=closed if plans else "",
        free=sum(slot.candidate_id is None and not queries.past(slot) for slot in slots),
        unplaced=None if admitted is None else [person for person in people.values() if person.id in admitted and person.id not in placed],
        to_tell=len(left.words),
        colleagues=0,
        unable=sum(line.state == State.UNABLE for _slot, line in lines),
        waiting=len(left.waiting),
    )


def _line(
    scope: PartScope,
    slot: Slot,
    told: Mapping[tuple[UUID, str], queries.Told],
    people: Mapping[UUID, Person],
    admitted: frozenset[UUID] | None,
    *,
    plans: bool,
    kept: Mapping[str, Any],
) -> Line:
    person = people.get(slot.candidate_id) if slot.candidate_id else None
    known = told.get((person.id, slot.part_code)) if person else None
    state = state_of(slot, person, known, admitted) if may_plan(scope.hats, slot.round_code) else State.FREE if person is None else None
    answer = known.answer if known is not None and state in (State.UNABLE, State.CHANGED) else None
    return Line(
        hours=hours(slot),
        where=slot.place,
        video=slot.video,
        person=person,
        state=state,
        tag=TAGS.get(state) if state else None,
        quiet=QUIET.get(state, "") if state else "",
        note=answer.words if answer is not None and person is not None and person.name else "",
        url=url_for("planning.slot", procedure_id=slot.procedure_id, slot_id=slot.id, **kept) if plans else "",
    )


def hours(slot: queries.Moment) -> str:
    """9:00 to 9:45."""
    return _("%(begin)s to %(end)s", begin=time(slot.begins_at), end=time(slot.ends_at))


def _days(rows: Sequence[tuple[Slot, Line]]) -> list[Day]:
    found: dict[date, list[Line]] = defaultdict(list)
    for slot, line in rows:
        found[day_of(slot.begins_at)].append(line)
    return [Day(day=day, heading=heading(day), lines=lines) for day, lines in sorted(found.items())]


def heading(day: date) -> str:
    """The day in full, as a heading."""
    text = date_long(day, weekday=True)
    return text[0].upper() + text[1:]


def days_of(plans: Sequence[PartPlan]) -> list[tuple[date, str]]:
    """Every day on which something is planned, in order, with its words."""
    return [(day, date_plan(day)) for day in sorted({each.day for plan in plans for each in plan.days})]


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """The moments of the rounds in which a person has a seat (of all rounds of the own procedures for HR): to come, and before today (latest first).

    `news`: of which procedures the sittings changed after this person was invited, in words.
    """

    today: date
    news: Sequence[str]
    coming: Sequence[Day]
    before: Sequence[Day]


@dataclass(frozen=True, kw_only=True)
class Attended:
    """A moment of one's agenda, with its procedure, round and part."""

    slot: Slot
    procedure: Procedure
    hats: Hats
    round: Round
    part: Part
    person: Person | None


def attended(account: Account) -> list[Attended]:
    """Every moment of the person's rounds, in order of time; with names only where the person may read them."""
    procedures = {procedure.id: procedure for procedure in procedures_of(account) if not procedure.ended}
    slots = session().scalars(sa.select(Slot).where(Slot.procedure_id.in_(procedures)).order_by(Slot.begins_at, Slot.id)).all()
    ids = {slot.candidate_id for slot in slots if slot.candidate_id}
    candidates = {one.id: one for one in session().scalars(sa.select(Candidate).where(Candidate.id.in_(ids)))} if ids else {}
    found = []
    for slot in slots:
        procedure = procedures[slot.procedure_id]
        hats, scheme = hats_of(procedure, account), definition_of(procedure).scheme
        part = scheme.part(slot.part_code)
        if part is None or not readable(hats, slot.round_code):
            continue
        one = candidates.get(slot.candidate_id) if slot.candidate_id else None
        named = one is not None and reads_names(procedure, hats, slot.round_code)
        person = Person(id=one.id, code=one.code or "", name=one.person.name if named else "") if one else None
        found.append(Attended(slot=slot, procedure=procedure, hats=hats, round=scheme.round_of(part.code), part=part, person=person))
    return found


def agenda_of(account: Account) -> Agenda:
    """One's own schedule, day by day."""
    today = day_of(now())
    mine = attended(account)
    days = _days([(one.slot, _agenda_line(one)) for one in mine])
    before = [day for day in days if day.day < today]
    return Agenda(today=today, news=_news(account, mine), coming=[day for day in days if day.day >= today], before=before[::-1])


def _news(account: Account, mine: Sequence[Attended]) -> list[str]:
    titles = {one.procedure.id: one.procedure.title for one in mine if not queries.past(one.slot)}
    told = queries.sitting_notices(titles, account_id=account.id).values() if titles else ()
    return [
        _(
            "%(title)s: the planning changed. On %(at)s you were sent the sittings as they are now.",
            title=titles[one.notice.procedure_id],
            at=moment(one.notice.told_at),
        )
        for one in told
        if one.notice.sequence and not one.waits
    ]


def _agenda_line(one: Attended) -> Line:
    current = open_round(one.procedure)
    rates = current is not None and current.code == one.round.code and one.hats.rates_in(one.round.code) and not one.part.is_verdict
    url = url_for("scoresheets.sheet", procedure_id=one.procedure.id, part_code=one.part.code, candidate_id=one.person.id) if rates and one.person else ""
    return Line(
        hours=hours(one.slot),
        where=one.slot.place,
        video=one.slot.video,
        person=one.person,
        url=url,
        subject=f"{one.procedure.title}: {one.part.title}",
    )


@registry.candidate_moment.register
def candidate_moment(candidate_id: UUID, part_code: str) -> str:
    """When and where a candidate comes for a part."""
    slot = session().scalar(sa.select(Slot).where(Slot.candidate_id == candidate_id, Slot.part_code == part_code))
    return " · ".join([span(slot.begins_at, slot.ends_at), slot.place or _("Video call")]) if slot is not None else ""


__all__ = ["Agenda", "PartPlan", "agenda_of", "attended", "candidate_moment", "days_of", "heading", "hours", "plan_of", "where"]
