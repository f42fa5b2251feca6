"""“What is up to me”: per procedure and day which sheets are open for this person now, and what is done. Own sheets only; nothing of others.

The number of queries depends on the number of procedures with an open round, not on candidates or sheets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import url_for

from scoring.scheme import Part, Round
from selection.accounts.models import Account
from selection.candidates.models import Candidate, CandidatePerson, Finding, NotSitting
from selection.db import as_stored, now, session
from selection.i18n import _, date_long, date_plan
from selection.i18n.figures import BRUSSELS
from selection.procedures import registry
from selection.procedures.blindness import names_hidden
from selection.procedures.models import Procedure, ProcedureDefinition, ProcedureState, Seat
from selection.procedures.queries import open_round, procedures_of, thawed
from selection.scoresheets.admission import admitted_to
from selection.scoresheets.days import Days, Section, When, nearness, sections, spread, when
from selection.scoresheets.models import Rating, Scoresheet, SheetState
from selection.scoresheets.neighbours import order
from selection.scoresheets.places import NO_SHEET_KINDS
from vacancies import Definition

LAST = datetime.max.replace(tzinfo=UTC)
STATES = {"draft": 0, "not_started": 0, "submitted": 1, "away": 2, "recused": 2}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One candidate in one part: `state` of the own sheet (not_started, draft, submitted), or away or recused where none is expected.

    `begins_at` is when the candidate comes, as far as it is planned.
    """

    code: str
    name: str
    url: str
    state: str
    detail: str
    begins_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """One part of an open round of one procedure, as far as it falls on these days: what is open for this person first, then what is done.

    `note` says in a sentence what is not known of the days; empty where each candidate comes on the one day.
    """

    title: str
    number: str
    round: str
    part: str
    days: Days
    note: str
    tasks: Sequence[Task]
    open: int

    @property
    def planned(self) -> bool:
        """Whether an hour is known of any of them."""
        return any(task.begins_at is not None for task in self.tasks)

    @property
    def done(self) -> int:
        """How many sheets are submitted."""
        return sum(task.state == "submitted" for task in self.tasks)


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A round in which this person has a seat and in which nothing is asked now: not open yet, closed, or the seat does not rate."""

    title: str
    round: str
    days: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Tasks:
    """The whole page: a section per day, or per days of a round in which nobody is bound to one, each with its heading.

    `now` is the sheet to go on with, with its group and when that falls.
    """

    today: date
    sections: Sequence[tuple[str, Section[Group]]]
    now: tuple[Group, Task, str] | None
    later: Sequence[Coming]
    seats: int


@dataclass(frozen=True, kw_only=True)
class _Own:
    """Rows of this person in all procedures at once. Keys of sheets, and of candidates in `sheets`, are as the driver gives them."""

    sheets: Mapping[tuple[Any, str], tuple[Any, str]]
    rated: Mapping[Any, set[str]]
    away: Mapping[tuple[UUID, str], str]
    outside: frozenset[tuple[UUID, str]]
    people: Mapping[UUID, Sequence[tuple[UUID, Any, str, str]]]
    moments: Mapping[tuple[UUID, str], datetime]


def tasks_of(account: Account) -> Tasks:
    """What this person has to do, everywhere."""
    procedures = [procedure for procedure in procedures_of(account) if procedure.state == ProcedureState.RUNNING and _seats(procedure, account)]
    definitions = _definitions(procedures)
    running = {procedure.id: open_round(procedure) for procedure in procedures}
    own = _own(account, [procedure for procedure in procedures if running[procedure.id] is not None])
    today = now().astimezone(BRUSSELS).date()
    groups: list[Group] = []
    later: list[Coming] = []
    for procedure in procedures:
        definition, current = definitions[procedure.id], running[procedure.id]
        seats = _seats(procedure, account)
        for round_ in definition.scheme.rounds:
            seat = seats.get(round_.code)
            if seat is None:
                continue
            if current is not None and current.code == round_.code and seat.rates:
                admitted = admitted_to(procedure, round_.code)
                groups += [group for part in round_.parts if not part.is_verdict for group in _groups(procedure, definition, round_, part, own, admitted)]
            elif text := _coming(procedure, round_, seat, current.code if current else None):
                later.append(Coming(title=procedure.title, round=round_.title, days=_in_full(definition.dates.get(round_.code, ())), text=text))
    groups.sort(key=lambda group: (not group.open, group.title, group.number))
    found = _now(groups, today)
    return Tasks(
        today=today,
        sections=[(heading(section.days), section) for section in sections(groups, today)],
        now=(*found, heading(found[0].days)) if found is not None else None,
        later=later,
        seats=len(procedures),
    )


def heading(days: Days) -> str:
    """The day as a heading: in full; of several the days, or the first and the last."""
    if not days:
        return _("No day set")
    text = date_long(days[0], weekday=True) if len(days) == 1 else _each(days)
    return text[0].upper() + text[1:]


def _in_full(days: Sequence[date]) -> str:
    return ", ".join(date_long(day, weekday=True) for day in days)


def _each(days: Sequence[date]) -> str:
    if len(days) > 3:
        return _("from %(first)s to %(last)s", first=date_plan(days[0]), last=date_plan(days[-1]))
    *before, last = [date_plan(day) for day in days]
    return _("%(days)s and %(last)s", days=", ".join(before), last=last)


def _seats(procedure: Procedure, account: Account) -> dict[str, Seat]:
    return {seat.round_code: seat for seat in procedure.seats if seat.account_id == account.id and seat.ended_at is None}


def _definitions(procedures: Sequence[Procedure]) -> dict[UUID, Definition]:
    """The definition that each procedure runs by, in one query."""
    wanted = sa.select(ProcedureDefinition.procedure_id, ProcedureDefinition.id).where(
        ProcedureDefinition.procedure_id.in_([procedure.id for procedure in procedures])
    )
    newest = {row.procedure_id: row.id for row in session().execute(wanted.order_by(ProcedureDefinition.number))}
    return dict(zip(newest, thawed(newest.values()), strict=True))


def _own(account: Account, procedures: Sequence[Procedure]) -> _Own:
    db, procedure_ids = session(), [procedure.id for procedure in procedures]
    sheets = db.execute(
        sa.select(as_stored(Scoresheet.id), as_stored(Scoresheet.candidate_id), Scoresheet.part_code, Scoresheet.state).where(
            Scoresheet.account_id == account.id, Scoresheet.procedure_id.in_(procedure_ids)
        )
    ).all()
    drafts = sa.select(Scoresheet.id).where(
        Scoresheet.account_id == account.id, Scoresheet.procedure_id.in_(procedure_ids), Scoresheet.state == SheetState.DRAFT
    )
    rated: dict[Any, set[str]] = defaultdict(set)
    answered = sa.or_(Rating.position.is_not(None), Rating.not_observed)
    for sheet_id, criterion in db.execute(sa.select(as_stored(Rating.sheet_id), Rating.criterion_code).where(Rating.sheet_id.in_(drafts), answered)):
        rated[sheet_id].add(criterion)
    sitting = sa.select(NotSitting.candidate_id, NotSitting.part_code, NotSitting.why).where(
        NotSitting.account_id == account.id, NotSitting.procedure_id.in_(procedure_ids), NotSitting.ended_at.is_(None)
    )
    found = sa.select(Finding.candidate_id, Finding.part_code).where(
        Finding.procedure_id.in_(procedure_ids), Finding.ended_at.is_(None), Finding.kind.in_(NO_SHEET_KINDS)
    )
    named = (
        sa.select(
            Candidate.procedure_id,
            Candidate.id,
            as_stored(CandidatePerson.candidate_id),
            Candidate.code,
            CandidatePerson.given_name,
            CandidatePerson.family_name,
        )
        .join(CandidatePerson, CandidatePerson.candidate_id == Candidate.id)
        .where(Candidate.procedure_id.in_(procedure_ids), Candidate.code.is_not(None))
    )
    people: dict[UUID, list[tuple[UUID, Any, str, str]]] = defaultdict(list)
    hidden = {procedure.id for procedure in procedures if names_hidden(account.id, procedure)}
    for procedure_id, candidate_id, stored, code, given_name, family_name in db.execute(named):
        people[procedure_id].append((candidate_id, stored, code or "", "" if procedure_id in hidden else f"{given_name} {family_name}".strip()))
    return _Own(
        sheets={(candidate_id, part_code): (sheet_id, state) for sheet_id, candidate_id, part_code, state in sheets},
        rated=rated,
        away={(candidate_id, part_code): why for candidate_id, part_code, why in db.execute(sitting)},
        outside=frozenset((candidate_id, part_code) for candidate_id, part_code in db.execute(found)),
        people=people,
        moments={key: moment for moments in registry.candidate_moments(frozenset(procedure_ids)) for key, moment in moments.items()},
    )


def _groups(procedure: Procedure, definition: Definition, round_: Round, part: Part, own: _Own, admitted: Iterable[UUID]) -> list[Group]:
    """The part, once for each day on which something of it falls; once without candidates when nobody takes part."""
    days = tuple(sorted(definition.dates.get(round_.code, ())))
    dates = {candidate_id: at.astimezone(BRUSSELS).date() for (candidate_id, code), at in own.moments.items() if code == part.code}
    found = spread(days, _tasks(procedure, definition, part, own, admitted), dates) or {days: []}
    return [_group(procedure, round_, part, on, tasks, apart=len(found) > 1) for on, tasks in found.items()]


def _tasks(procedure: Procedure, definition: Definition, part: Part, own: _Own, admitted: Iterable[UUID]) -> list[tuple[UUID, Task]]:
    """The tasks of a part, each with its candidate."""
    counting = frozenset(criterion.code for criterion in definition.scheme.counting(part)) if part.criteria else frozenset()
    taking = frozenset(admitted)
    base = url_for("scoresheets.sheet", procedure_id=procedure.id, part_code=part.code, candidate_id=UUID(int=0)).removesuffix(str(UUID(int=0)))
    tasks: list[tuple[UUID, Task]] = []
    words = {done: _("%(done)s of %(total)s", done=done, total=len(counting)) for done in range(len(counting) + 1)}
    for candidate_id, stored, code, name in own.people.get(procedure.id, ()):
        if candidate_id in taking and not (own.outside and (candidate_id, part.code) in own.outside):
            state, done = _state(own, candidate_id, own.sheets.get((stored, part.code)), part, counting)
            begins_at = own.moments.get((candidate_id, part.code)) if own.moments else None
            detail = words[done] if done is not None else ""
            task = Task(code=code, name=name, url=f"{base}{candidate_id}", state=state, detail=detail, begins_at=begins_at)
            tasks.append((candidate_id, task))
    return tasks


def _group(procedure: Procedure, round_: Round, part: Part, days: Days, tasks: list[Task], *, apart: bool) -> Group:
    tasks.sort(key=lambda task: (STATES[task.state], task.begins_at or LAST, order(task.code)))
    return Group(
        title=procedure.title,
        number=procedure.label,
        round=round_.title,
        part=part.title,
        days=days,
        note=_note(days, apart=apart) if tasks else "",
        tasks=tasks,
        open=sum(STATES[task.state] == 0 for task in tasks),
    )


def _note(days: Days, *, apart: bool) -> str:
    """What is not known of the days; `apart`: other candidates of the part have a day of their own."""
    if apart and len(days) != 1:
        return _("No day is set for these candidates.")
    if not days:
        return _("No day is set for this round.")
    return _("No day is set per candidate: everybody may come on each of these days.") if len(days) > 1 else ""


def _state(own: _Own, candidate_id: UUID, sheet: tuple[Any, str] | None, part: Part, counting: frozenset[str]) -> tuple[str, int | None]:
    """State of the own sheet, and for a draft how many criteria have an answer."""
    why = own.away.get((candidate_id, part.code)) if own.away else None
    if why is not None:
        return ("recused" if why == "recused" else "away"), None
    if sheet is None:
        return "not_started", None
    sheet_id, state = sheet
    return state, len(counting & own.rated.get(sheet_id, set())) if state == SheetState.DRAFT and counting else None


def _now(groups: Sequence[Group], today: date) -> tuple[Group, Task] | None:
    """The sheet to go on with: a draft before one that is not begun; of today, else what is behind, else without a day, else the nearest to come."""
    urgency = (When.TODAY, When.PAST, When.UNSET, When.COMING)
    first = sorted(groups, key=lambda group: (urgency.index(when(group.days, today)), nearness(group.days, today)))
    for state in ("draft", "not_started"):
        for group in first:
            for task in group.tasks:
                if task.state == state:
                    return group, task
    return None


def _coming(procedure: Procedure, round_: Round, seat: Seat, current: str | None) -> str:
    """What to say of a round in which nothing is asked now; empty for one without sheets."""
    run = next(run for run in procedure.rounds if run.code == round_.code)
    if all(part.is_verdict for part in round_.parts):
        return ""
    if run.closed_at is not None:
        return _("Closed.")
    if not seat.rates:
        return _("You attend without rating.")
    return _("Opens when the round before it is closed.") if run.code != current else ""
