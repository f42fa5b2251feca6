"""“What is up to me”: per procedure and day which sheets are open for this person now, and what is done. Own sheets only; nothing of others.

The number of queries depends on the number of procedures with an open round, not on candidates or sheets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import url_for

from scoring.scheme import Part, Round
from selection.accounts.models import Account
from selection.candidates.models import Candidate, CandidatePerson, Finding, NotSitting
from selection.db import as_stored, now, session
from selection.i18n import _
from selection.i18n.figures import BRUSSELS
from selection.procedures.models import Procedure, ProcedureDefinition, ProcedureState, Seat
from selection.procedures.queries import open_round, procedures_of, thawed
from selection.scoresheets.admission import admitted_to
from selection.scoresheets.models import Rating, Scoresheet, SheetState
from selection.scoresheets.neighbours import order
from selection.scoresheets.places import NO_SHEET_KINDS
from vacancies import Definition

ORDER = {"draft": 0, "not_started": 0, "submitted": 1, "away": 2, "recused": 2}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One candidate in one part: `state` of the own sheet (not_started, draft, submitted), or away or recused where none is expected."""

    code: str
    name: str
    url: str
    state: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """One part of an open round of one procedure: what is open for this person first, then what is done."""

    title: str
    number: str
    round: str
    part: str
    days: tuple[date, ...]
    tasks: Sequence[Task]
    open: int

    @property
    def done(self) -> int:
        """How many sheets are submitted."""
        return sum(task.state == "submitted" for task in self.tasks)


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A round in which this person has a seat and in which nothing is asked now: not open yet, closed, or the seat does not rate."""

    title: str
    round: str
    days: tuple[date, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class Tasks:
    """The whole page. `now` is the sheet to go on with, with its group."""

    today: date
    groups: Sequence[Group]
    now: tuple[Group, Task] | None
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


def tasks_of(account: Account) -> Tasks:
    """What this person has to do, everywhere."""
    procedures = [procedure for procedure in procedures_of(account) if procedure.state == ProcedureState.RUNNING and _seats(procedure, account)]
    definitions = _definitions(procedures)
    running = {procedure.id: open_round(procedure) for procedure in procedures}
    own = _own(account, [procedure_id for procedure_id, current in running.items() if current is not None])
    groups: list[Group] = []
    later: list[Coming] = []
    for procedure in procedures:
        definition, current = definitions[procedure.id], running[procedure.id]
        seats = _seats(procedure, account)
        for round_ in definition.scheme.rounds:
            seat = seats.get(round_.code)
            if seat is None:
                continue
            days = definition.dates.get(round_.code, ())
            if current is not None and current.code == round_.code and seat.rates:
                admitted = admitted_to(procedure, round_.code)
                groups += [_group(procedure, definition, round_, part, own, admitted) for part in round_.parts if not part.is_verdict]
            elif text := _coming(procedure, round_, seat, current.code if current else None):
                later.append(Coming(title=procedure.title, round=round_.title, days=days, text=text))
    groups.sort(key=lambda group: (not group.open, group.days or (date.max,), group.title, group.number))
    return Tasks(today=now().astimezone(BRUSSELS).date(), groups=groups, now=_now(groups), later=later, seats=len(procedures))


def _seats(procedure: Procedure, account: Account) -> dict[str, Seat]:
    return {seat.round_code: seat for seat in procedure.seats if seat.account_id == account.id and seat.ended_at is None}


def _definitions(procedures: Sequence[Procedure]) -> dict[UUID, Definition]:
    """The definition that each procedure runs by, in one query."""
    wanted = sa.select(ProcedureDefinition.procedure_id, ProcedureDefinition.id).where(
        ProcedureDefinition.procedure_id.in_([procedure.id for procedure in procedures])
    )
    newest = {row.procedure_id: row.id for row in session().execute(wanted.order_by(ProcedureDefinition.number))}
    return dict(zip(newest, thawed(newest.values()), strict=True))


def _own(account: Account, procedure_ids: Sequence[UUID]) -> _Own:
    db = session()
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
    for procedure_id, candidate_id, stored, code, given_name, family_name in db.execute(named):
        people[procedure_id].append((candidate_id, stored, code or "", f"{given_name} {family_name}".strip()))
    return _Own(
        sheets={(candidate_id, part_code): (sheet_id, state) for sheet_id, candidate_id, part_code, state in sheets},
        rated=rated,
        away={(candidate_id, part_code): why for candidate_id, part_code, why in db.execute(sitting)},
        outside=frozenset((candidate_id, part_code) for candidate_id, part_code in db.execute(found)),
        people=people,
    )


def _group(procedure: Procedure, definition: Definition, round_: Round, part: Part, own: _Own, admitted: Iterable[UUID]) -> Group:
    counting = frozenset(criterion.code for criterion in definition.scheme.counting(part)) if part.criteria else frozenset()
    taking = frozenset(admitted)
    base = url_for("scoresheets.sheet", procedure_id=procedure.id, part_code=part.code, candidate_id=UUID(int=0)).removesuffix(str(UUID(int=0)))
    tasks, words = [], {done: _("%(done)s of %(total)s", done=done, total=len(counting)) for done in range(len(counting) + 1)}
    for candidate_id, stored, code, name in own.people.get(procedure.id, ()):
        if candidate_id in taking and not (own.outside and (candidate_id, part.code) in own.outside):
            state, done = _state(own, candidate_id, own.sheets.get((stored, part.code)), part, counting)
            tasks.append(Task(code=code, name=name, url=f"{base}{candidate_id}", state=state, detail=words[done] if done is not None else ""))
    tasks.sort(key=lambda task: (ORDER[task.state], order(task.code)))
    return Group(
        title=procedure.title,
        number=procedure.label,
        round=round_.title,
        part=part.title,
        days=tuple(definition.dates.get(round_.code, ())),
        tasks=tasks,
        open=sum(ORDER[task.state] == 0 for task in tasks),
    )


def _state(own: _Own, candidate_id: UUID, sheet: tuple[Any, str] | None, part: Part, counting: frozenset[str]) -> tuple[str, int | None]:
    """State of the own sheet, and for a draft how many criteria have an answer."""
    why = own.away.get((candidate_id, part.code)) if own.away else None
    if why is not None:
        return ("recused" if why == "recused" else "away"), None
    if sheet is None:
        return "not_started", None
    sheet_id, state = sheet
    return state, len(counting & own.rated.get(sheet_id, set())) if state == SheetState.DRAFT and counting else None


def _now(groups: Sequence[Group]) -> tuple[Group, Task] | None:
    """The sheet to go on with: a draft before one that is not begun, in the first group that has any."""
    for state in ("draft", "not_started"):
        for group in groups:
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
