"""Reads: the procedures that somebody may reach, in which hats, and what they hold. Every function runs a fixed number of queries."""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from scoring.scheme import Round
from selection.accounts import renewals
from selection.accounts.models import Account
from selection.db import remembered, session
from selection.errors import NotFound
from selection.i18n import sort_key_name
from selection.procedures import registry
from selection.procedures.models import (
    BY_DECISION,
    ENDED,
    ClosingMove,
    HrTask,
    Procedure,
    ProcedureDefinition,
    ProcedureState,
    ProcedureStop,
    RoundMove,
    RoundRun,
    Seat,
    SeatKind,
)
from vacancies import Definition, thaw

KEPT = 64  # definitions kept thawed in a process
SEAT_ORDER = (SeatKind.CHAIR, SeatKind.DEPUTY_CHAIR, SeatKind.MEMBER, SeatKind.SECRETARY, SeatKind.OBSERVER)
CHAIRING = (SeatKind.CHAIR, SeatKind.DEPUTY_CHAIR)
# Statements made once: putting one together and finding its compiled form costs as much as running it.
_WHOLE = (
    sa.select(Procedure)
    .where(Procedure.id == sa.bindparam("procedure"))
    .options(*(selectinload(each) for each in (Procedure.rounds, Procedure.tasks, Procedure.seats)))
)
_OWN_TASKS = sa.select(HrTask.kind).where(
    HrTask.procedure_id == sa.bindparam("procedure"), HrTask.account_id == sa.bindparam("account"), HrTask.ended_at.is_(None)
)
_OWN_SEATS = (
    sa.select(Seat.round_code, Seat.account_id, Seat.kind, Seat.rates, Seat.away_reason)
    .where(Seat.procedure_id == sa.bindparam("procedure"), Seat.ended_at.is_(None))
    .where(sa.or_(Seat.account_id == sa.bindparam("account"), Seat.kind.in_(CHAIRING)))
)
_NEWEST = (
    sa.select(ProcedureDefinition).where(ProcedureDefinition.procedure_id == sa.bindparam("procedure")).order_by(ProcedureDefinition.number.desc()).limit(1)
)
_NEWEST_ID = _NEWEST.with_only_columns(ProcedureDefinition.id)
_ROUNDS = (
    sa.select(Procedure, _NEWEST_ID.scalar_subquery().label("definition_id"))
    .where(Procedure.id == sa.bindparam("procedure"))
    .options(joinedload(Procedure.rounds))
)
_thawed: OrderedDict[UUID, Definition] = OrderedDict()
_thawing = Lock()


class HeldSeat(NamedTuple):
    """A current seat, as far as it decides what its holder may do."""

    round_code: str
    account_id: UUID
    kind: SeatKind
    rates: bool
    away_reason: str | None


@dataclass(frozen=True, kw_only=True)
class Hats:
    """What somebody is in one procedure.

    `task` is `responsible`, `deputy` or empty; `seats` the current seats by round code; `chairs` the rounds in which this person acts as
    chair: the chair, unless marked away, else the deputy chair.
    """

    account_id: UUID
    task: str
    seats: Mapping[str, HeldSeat]
    chairs: frozenset[str]

    @property
    def hr(self) -> bool:
        """Responsible HR officer or deputy."""
        return bool(self.task)

    @property
    def rates(self) -> bool:
        """Whether a current seat rates, in any round."""
        return any(seat.rates for seat in self.seats.values())

    @property
    def hr_may_close(self) -> bool:
        """HR closes and reopens rounds, unless with a rating seat in this procedure."""
        return self.hr and not self.rates

    def acts_as_chair(self, round_code: str) -> bool:
        """Whether this person does what the chair does in the round."""
        return round_code in self.chairs

    def rates_in(self, round_code: str) -> bool:
        """Whether this person has a rating seat in the round."""
        return round_code in self.seats and self.seats[round_code].rates


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What went otherwise than was published: the decision that ended it, the last move of the closing moment, and by round code
    the last move of its days.
    """

    stop: ProcedureStop | None = None
    closing: ClosingMove | None = None
    rounds: Mapping[str, RoundMove] = field(default_factory=dict)


def changes_of(procedure_ids: Iterable[UUID]) -> Mapping[UUID, Changes]:
    """The changes of each of these procedures; three queries."""
    ids = list(procedure_ids)
    stops = {row.procedure_id: row for row in session().scalars(sa.select(ProcedureStop).where(ProcedureStop.procedure_id.in_(ids)))}
    closing = {
        row.procedure_id: row for row in session().scalars(sa.select(ClosingMove).where(ClosingMove.procedure_id.in_(ids)).order_by(ClosingMove.made_at))
    }
    rounds: dict[UUID, dict[str, RoundMove]] = {id_: {} for id_ in ids}
    for row in session().scalars(sa.select(RoundMove).where(RoundMove.procedure_id.in_(ids)).order_by(RoundMove.made_at)):
        rounds[row.procedure_id][row.round_code] = row
    return {id_: Changes(stop=stops.get(id_), closing=closing.get(id_), rounds=rounds[id_]) for id_ in ids}


def procedure_for(account: Account, procedure_id: UUID) -> tuple[Procedure, Hats]:
    """The procedure and the hats that the person wears in it. NotFound without any, and for who is a candidate in it."""
    procedure = session().scalar(_WHOLE, {"procedure": procedure_id})
    return _let_in(account, procedure, lambda found: hats_of(found, account))


def _let_in(account: Account, procedure: Procedure | None, hats_in: Callable[[Procedure], Hats]) -> tuple[Procedure, Hats]:
    if procedure is None or procedure.id in candidacies_of(account):
        raise NotFound
    hats = hats_in(procedure)
    if not hats.hr and not hats.seats:
        raise NotFound
    return procedure, hats


def procedure_for_hr(account: Account, procedure_id: UUID) -> tuple[Procedure, Hats]:
    """As `procedure_for`, for the responsible HR officer and the deputy only."""
    procedure, hats = procedure_for(account, procedure_id)
    if not hats.hr:
        raise NotFound
    return procedure, hats


def procedure_for_panel(account: Account, procedure_id: UUID, *, hr: bool = False) -> tuple[Procedure, Hats]:
    """As `procedure_for`, for who has a current seat in any round, and with `hr` for the responsible HR officer and the deputy too.

    With the rounds alone, and which definition holds: the seats and tasks of others are read when they are asked for.
    """
    found = session().execute(_ROUNDS, {"procedure": procedure_id}).unique().one_or_none()
    procedure, hats = _let_in(account, found.Procedure if found else None, lambda each: _own_hats(each, account))
    if not hr and not hats.seats:
        raise NotFound
    if found is not None:
        _newest_id(procedure, lambda: found.definition_id)
    return procedure, hats


def candidacies_of(account: Account) -> frozenset[UUID]:
    """Procedures in which the person's address is that of a candidate: no access there, whatever the seat or task."""
    return frozenset().union(*registry.candidacies(account.email.lower()))


def hats_of(procedure: Procedure, account: Account) -> Hats:
    """The hats, from the rows already loaded with the procedure."""
    task = next((task.kind for task in procedure.tasks if task.account_id == account.id and task.ended_at is None), "")
    return _hats(account, task, [_held(seat) for seat in procedure.seats if seat.ended_at is None])


def _own_hats(procedure: Procedure, account: Account) -> Hats:
    """The same, read from the rows that matter for it."""
    asked = {"procedure": procedure.id, "account": account.id}
    task = session().scalars(_OWN_TASKS, asked).first() or "" if account.is_hr else ""
    return _hats(account, task, [HeldSeat(*row) for row in session().execute(_OWN_SEATS, asked)])


def _held(seat: Seat) -> HeldSeat:
    return HeldSeat(round_code=seat.round_code, account_id=seat.account_id, kind=seat.kind, rates=seat.rates, away_reason=seat.away_reason)


def _hats(account: Account, task: str, current: Sequence[HeldSeat]) -> Hats:
    seats = {seat.round_code: seat for seat in current if seat.account_id == account.id}
    chairs = frozenset(code for code in seats if _chairing([seat for seat in current if seat.round_code == code]) == account.id)
    return Hats(account_id=account.id, task=task if account.is_hr else "", seats=seats, chairs=chairs)


def acting_chair(procedure: Procedure, round_code: str) -> UUID | None:
    """Account of who does what the chair does in the round: the chair unless marked away, else the deputy chair."""
    return _chairing([_held(seat) for seat in current_seats(procedure, round_code)])


def _chairing(seats: Sequence[HeldSeat]) -> UUID | None:
    kinds = {seat.kind: seat for seat in seats}
    chair, deputy = kinds.get(SeatKind.CHAIR), kinds.get(SeatKind.DEPUTY_CHAIR)
    if chair is not None and chair.away_reason is None:
        return chair.account_id
    return deputy.account_id if deputy is not None else None


def procedures_of(account: Account) -> list[Procedure]:
    """Procedures in which the person has a current HR task or seat, newest first, with rounds, tasks and seats; not where a candidate."""
    seated = sa.select(Seat.procedure_id).where(Seat.account_id == account.id, Seat.ended_at.is_(None))
    reachable: sa.ColumnElement[bool] = Procedure.id.in_(seated)
    if account.is_hr:
        tasked = sa.select(HrTask.procedure_id).where(HrTask.account_id == account.id, HrTask.ended_at.is_(None))
        reachable = sa.or_(reachable, Procedure.id.in_(tasked))
    found = session().scalars(
        sa.select(Procedure)
        .where(reachable)
        .order_by(Procedure.year.desc(), Procedure.number.desc())
        .options(selectinload(Procedure.rounds), selectinload(Procedure.tasks), selectinload(Procedure.seats))
    )
    barred = candidacies_of(account)
    return [procedure for procedure in found if procedure.id not in barred]


@renewals.register_places
def places_of(account_id: UUID) -> list[UUID]:
    """Ids of the procedures in which somebody has a current seat or HR task, those that were given up or stopped left out."""
    seated = sa.select(Seat.procedure_id).where(Seat.account_id == account_id, Seat.ended_at.is_(None))
    tasked = sa.select(HrTask.procedure_id).where(HrTask.account_id == account_id, HrTask.ended_at.is_(None))
    alive = sa.select(Procedure.id).where(Procedure.state.not_in(ENDED), sa.or_(Procedure.id.in_(seated), Procedure.id.in_(tasked)))
    return list(session().scalars(alive.order_by(Procedure.year, Procedure.number, Procedure.id)))


def tasks_of(account_id: UUID) -> list[UUID]:
    """Ids of the procedures in which somebody is responsible HR officer or deputy now."""
    return list(session().scalars(sa.select(HrTask.procedure_id).where(HrTask.account_id == account_id, HrTask.ended_at.is_(None))))


def stop_of(procedure: Procedure) -> ProcedureStop | None:
    """The decision that ended the procedure."""
    return session().get(ProcedureStop, procedure.id) if procedure.state in BY_DECISION else None


def newest_definition(procedure: Procedure) -> ProcedureDefinition:
    """The row that holds now (its `frozen` is read only when asked)."""
    return remembered((ProcedureDefinition, procedure.id), lambda: session().scalars(_NEWEST, {"procedure": procedure.id}).one())


def definition_of(procedure: Procedure) -> Definition:
    """The definition that the procedure runs by: one query for the id of the newest row, thawed once per row and process."""
    row_id = _newest_id(procedure, lambda: session().scalars(_NEWEST_ID, {"procedure": procedure.id}).one())
    return thawed([row_id])[0]


def _newest_id(procedure: Procedure, ask: Callable[[], UUID]) -> UUID:
    return remembered((ProcedureDefinition.id, procedure.id), ask)


def thawed(row_ids: Iterable[UUID]) -> list[Definition]:
    """The definitions of these rows. Rows never change, so each is thawed once per process; what is missing comes in one query."""
    wanted = list(row_ids)
    with _thawing:
        missing = [row_id for row_id in wanted if row_id not in _thawed]
        if missing:
            rows = session().execute(sa.select(ProcedureDefinition.id, ProcedureDefinition.frozen).where(ProcedureDefinition.id.in_(missing)))
            _thawed.update({row.id: thaw(json.loads(row.frozen)) for row in rows})
        found = [_thawed[row_id] for row_id in wanted]
        for row_id in wanted:
            _thawed.move_to_end(row_id)
        while len(_thawed) > KEPT:
            _thawed.popitem(last=False)
    return found


def definition_rows(procedure: Procedure) -> list[ProcedureDefinition]:
    """All rows, newest first, without their content."""
    rows = sa.select(ProcedureDefinition).where(ProcedureDefinition.procedure_id == procedure.id).order_by(ProcedureDefinition.number.desc())
    return list(session().scalars(rows))


def open_round(procedure: Procedure) -> RoundRun | None:
    """The first round that is not closed, once the procedure runs; None before and after."""
    if procedure.state != ProcedureState.RUNNING:
        return None
    return next((run for run in procedure.rounds if run.closed_at is None), None)


def round_run(procedure: Procedure, round_code: str) -> RoundRun:
    """The round with this code; NotFound for another."""
    for run in procedure.rounds:
        if run.code == round_code:
            return run
    raise NotFound


def current_seats(procedure: Procedure, round_code: str | None = None) -> list[Seat]:
    """Seats that have not ended, of one round or of all; chair first, then deputy, members, secretary, observers, by name."""
    seats = [seat for seat in procedure.seats if seat.ended_at is None and round_code in (None, seat.round_code)]
    return sorted(seats, key=lambda seat: (SEAT_ORDER.index(SeatKind(seat.kind)), sort_key_name(seat.account.family_name, seat.account.given_name)))


def rating_seats(procedure: Procedure, round_code: str) -> list[Seat]:
    """Seats of the round that rate: who is expected to fill in a sheet for each candidate (before who did not sit is taken away, R7)."""
    return [seat for seat in current_seats(procedure, round_code) if seat.rates]


def has_sheets(round_: Round) -> bool:
    """Whether the round is rated on sheets; one of verdicts alone is closed by HR."""
    return any(not part.is_verdict for part in round_.parts)


def responsible_of(procedure: Procedure) -> Account:
    """The HR officer who answers for the procedure now."""
    return next(task.account for task in procedure.tasks if task.kind == "responsible" and task.ended_at is None)


def deputy_of(procedure: Procedure) -> Account | None:
    """The HR officer who stands in, if one was named."""
    return next((task.account for task in procedure.tasks if task.kind == "deputy" and task.ended_at is None), None)


def hr_officers() -> list[Account]:
    """Active accounts with the HR role, by name."""
    found = session().scalars(sa.select(Account).where(Account.is_hr, Account.deactivated_at.is_(None)))
    return sorted(found, key=lambda account: sort_key_name(account.family_name, account.given_name))


def next_number(year: int) -> int:
    """The first number of the year above those in use."""
    return (session().scalar(sa.select(sa.func.max(Procedure.number)).where(Procedure.year == year)) or 0) + 1


def published(procedure_id: UUID) -> list[tuple[Procedure, Definition]]:
    """The published vacancy of this name with its definition, also when it was closed or withdrawn; nothing for one that was never published."""
    procedure = session().scalar(sa.select(Procedure).where(Procedure.published_at.is_not(None), Procedure.id == procedure_id))
    return [(procedure, definition_of(procedure))] if procedure is not None else []
