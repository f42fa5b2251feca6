"""The panel as the pages show it: per round its seats and what it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from scoring.scheme import Round
from selection.procedures import registry, states
from selection.procedures.composition import composition
from selection.procedures.models import RATING_KINDS, Procedure, ProcedureState, Seat, SeatKind
from selection.procedures.queries import acting_chair, current_seats, definition_of, has_sheets
from selection.procedures.readiness import assessors_needed, round_shortfalls
from selection.procedures.regulation import demands
from selection.procedures.words import seat_kind
from selection.regulation import Demand


@dataclass(frozen=True, kw_only=True)
class ShownSeat:
    """One seat as a page shows it. `may_renew`: HR makes a new link for people without an organisation role."""

    id: UUID
    account_id: UUID
    name: str
    function: str
    email: str
    word: str
    is_chair: bool
    can_rate: bool
    rates: bool
    away_reason: str | None
    acts_as_chair: bool
    version: int
    waiting_for_password: bool
    may_renew: bool
    round_title: str


# Titles of rounds with one and the same panel, and its seats.
SharedPanel: TypeAlias = tuple[Sequence[str], Sequence[ShownSeat]]


@dataclass(frozen=True, kw_only=True)
class ShownRound:
    """One round with its seats. `needs_panel` is False where verdicts alone are recorded; `remarks`: what is to be checked by a person."""

    code: str
    title: str
    state: str
    needs_panel: bool
    needed: int
    seats: tuple[ShownSeat, ...]
    shortfalls: tuple[str, ...]
    remarks: tuple[str, ...]


def rounds(procedure: Procedure) -> list[ShownRound]:
    """Every round of the rules, in order."""
    asked = demands(procedure)
    return [_round(procedure, round_, asked) for round_ in definition_of(procedure).scheme.rounds]


def beside_demands(procedure: Procedure) -> list[str]:
    """Every sentence about seats that do not meet, or have to be checked against, what the selection rules ask; nothing of a round without seats."""
    asked, seated = demands(procedure), {seat.round_code for seat in current_seats(procedure)}
    found = [composition(procedure, round_, asked) for round_ in definition_of(procedure).scheme.rounds if round_.code in seated]
    return [text for each in found for text in (*each.broken, *each.remarks)]


def shared(procedure: Procedure) -> list[SharedPanel]:
    """The panels of the rounds that need one, in order; rounds with the same people in the same seats share theirs."""
    found: dict[tuple[object, ...], tuple[list[str], tuple[ShownSeat, ...]]] = {}
    for each in rounds(procedure):
        if each.needs_panel:
            same = tuple((seat.account_id, seat.word, seat.rates, seat.away_reason) for seat in each.seats)
            found.setdefault(same, ([], each.seats))[0].append(each.title)
    return list(found.values())


def _round(procedure: Procedure, round_: Round, asked: Sequence[Demand]) -> ShownRound:
    state = state_of_round(procedure, round_.code)
    return ShownRound(
        code=round_.code,
        title=round_.title,
        state=state,
        needs_panel=has_sheets(round_),
        needed=assessors_needed(round_),
        seats=tuple(_seat(seat, round_.title, acting_chair(procedure, round_.code)) for seat in current_seats(procedure, round_.code)),
        shortfalls=tuple(round_shortfalls(procedure, round_, asked)) if state != "closed" else (),
        remarks=tuple(composition(procedure, round_, asked).remarks) if state != "closed" else (),
    )


def state_of_round(procedure: Procedure, code: str) -> str:
    """`closed`, `open` (the first that is not closed, once the procedure runs) or `planned`."""
    before_open = True
    for run in procedure.rounds:
        is_open = run.closed_at is None and before_open and procedure.state == ProcedureState.RUNNING
        if run.code == code:
            return "closed" if run.closed_at is not None else "open" if is_open else "planned"
        before_open = before_open and run.closed_at is not None
    return "planned"


def shown_seat(procedure: Procedure, seat: Seat) -> ShownSeat:
    """One seat, for its own page."""
    return _seat(seat, round_titles(procedure)[seat.round_code], acting_chair(procedure, seat.round_code))


def _seat(seat: Seat, round_title: str, chair_id: UUID | None) -> ShownSeat:
    account = seat.account
    return ShownSeat(
        id=seat.id,
        account_id=account.id,
        name=account.name,
        function=account.function,
        email=account.email,
        word=seat_kind(seat.kind),
        is_chair=seat.kind == SeatKind.CHAIR,
        can_rate=seat.kind in RATING_KINDS,
        rates=seat.rates,
        away_reason=seat.away_reason,
        acts_as_chair=chair_id == account.id,
        version=seat.version,
        waiting_for_password=account.password_hash is None,
        may_renew=not account.is_hr and not account.is_administrator and account.is_active,
        round_title=round_title,
    )


def round_titles(procedure: Procedure) -> Mapping[str, str]:
    """Titles of the rounds by code, in order."""
    return {round_.code: round_.title for round_ in definition_of(procedure).scheme.rounds}


def round_choices(procedure: Procedure) -> list[tuple[str, str]]:
    """Rounds in which a seat can be given: rated on sheets and not closed."""
    rated = [round_ for round_ in definition_of(procedure).scheme.rounds if has_sheets(round_)]
    return [(round_.code, round_.title) for round_ in rated if state_of_round(procedure, round_.code) != "closed"]


def changeable(procedure: Procedure) -> bool:
    """Whether the panel can be changed at all."""
    return states.may(states.stage_of(procedure), states.Act.CHANGE_PANEL)


def barred_addresses(procedure: Procedure) -> frozenset[str]:
    """Lower-case addresses that can have no seat, because a candidate has them."""
    return frozenset[str]().union(*registry.candidate_addresses(procedure.id))
