"""How somebody reaches a round: through the hats worn in its procedure, and what these hats may do there."""

from dataclasses import dataclass
from uuid import UUID

from scoring.scheme import Round
from selection.accounts.models import Account
from selection.errors import NotFound
from selection.procedures.models import RATING_KINDS, Procedure, RoundRun, SeatKind
from selection.procedures.panels import state_of_round
from selection.procedures.queries import Hats, definition_of, has_sheets, procedure_for, round_run
from vacancies import Definition

HR, CHAIR = "hr", "chair"
OTHER = {HR: CHAIR, CHAIR: HR}
FOLLOWS = frozenset({SeatKind.SECRETARY})  # sees progress, never a value


@dataclass(frozen=True, kw_only=True)
class RoundScope:
    """One round of a procedure as this person reaches it."""

    account: Account
    procedure: Procedure
    hats: Hats
    definition: Definition
    round: Round
    run: RoundRun

    @property
    def state(self) -> str:
        """`planned`, `open` or `closed`."""
        return state_of_round(self.procedure, self.round.code)

    @property
    def number(self) -> int:
        """Which round this is, from 1."""
        return self.rounds.index(self.round) + 1

    @property
    def rounds(self) -> tuple[Round, ...]:
        """All rounds of the rules, in order."""
        return self.definition.scheme.rounds

    @property
    def next_round(self) -> Round | None:
        """The round after this one."""
        return self.rounds[self.number] if self.number < len(self.rounds) else None

    @property
    def until(self) -> tuple[str, ...]:
        """Codes of the rounds up to and including this one."""
        return tuple(round_.code for round_ in self.rounds[: self.number])

    @property
    def has_sheets(self) -> bool:
        """Whether the chair closes this round; one of verdicts alone is closed by HR."""
        return has_sheets(self.round)

    @property
    def may_close(self) -> bool:
        """Whether this person is the one who closes the round, in whatever state it is."""
        return self.hats.acts_as_chair(self.round.code) if self.has_sheets else self.hats.hr_may_close

    @property
    def sides(self) -> frozenset[str]:
        """For which of the two sides of R21 this person can speak about the round: `hr`, `chair`.

        Of a round in which nobody acts as chair (verdicts alone), the chair of any other round speaks for the panel.
        """
        chaired = {code for code in self.hats.chairs if code == self.round.code or not self._has_chair}
        return frozenset([HR] * self.hats.hr_may_close + [CHAIR] * bool(chaired))

    @property
    def _has_chair(self) -> bool:
        kinds = (SeatKind.CHAIR, SeatKind.DEPUTY_CHAIR)
        return any(seat.round_code == self.round.code and seat.ended_at is None and seat.kind in kinds for seat in self.procedure.seats)

    @property
    def leads(self) -> bool:
        """HR and who acts as chair: they see proposals and what is missing."""
        return self.hats.hr or bool(self.sides)

    @property
    def role(self) -> str:
        """The role under which an act of this person stands in the log."""
        seat = self.hats.seats.get(self.round.code)
        return str(seat.kind) if seat is not None and self.hats.acts_as_chair(self.round.code) else HR if self.hats.hr else CHAIR

    def title_of(self, part_code: str) -> str:
        """Title of a part of the procedure."""
        part = self.definition.scheme.part(part_code)
        return part.title if part is not None else part_code


def round_for(account: Account, procedure_id: UUID, round_code: str) -> RoundScope:
    """The round, for HR, who acts as chair and the secretary. NotFound for others: a member or observer follows no round."""
    scope = _scope(account, procedure_id, round_code)
    seat = scope.hats.seats.get(round_code)
    if scope.leads or (seat is not None and seat.kind in FOLLOWS):
        return scope
    raise NotFound


def round_led(account: Account, procedure_id: UUID, round_code: str) -> RoundScope:
    """The round, for HR and who acts as chair. NotFound for others."""
    scope = _scope(account, procedure_id, round_code)
    if not scope.leads:
        raise NotFound
    return scope


def round_compared(account: Account, procedure_id: UUID, round_code: str) -> RoundScope:
    """The round, for HR and the seats that can rate: who may read sheets once they are open to them. NotFound for secretary and observer."""
    scope = _scope(account, procedure_id, round_code)
    seat = scope.hats.seats.get(round_code)
    if scope.leads or (seat is not None and seat.kind in RATING_KINDS):
        return scope
    raise NotFound


def _scope(account: Account, procedure_id: UUID, round_code: str) -> RoundScope:
    procedure, hats = procedure_for(account, procedure_id)
    return scope_of(account, procedure, hats, round_code)


def scope_of(account: Account, procedure: Procedure, hats: Hats, round_code: str) -> RoundScope:
    """The round of a procedure that was reached already. NotFound for an unknown round."""
    run = round_run(procedure, round_code)
    definition = definition_of(procedure)
    round_ = next(round_ for round_ in definition.scheme.rounds if round_.code == run.code)
    return RoundScope(account=account, procedure=procedure, hats=hats, definition=definition, round=round_, run=run)
