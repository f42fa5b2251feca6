"""What somebody reaches of the planning: rounds with an own seat to read, all of them for HR; HR and the secretary of a round plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import g

from scoring.scheme import Part, Round
from selection.accounts.models import Account
from selection.errors import Forbidden, NotFound
from selection.i18n import _
from selection.procedures.blindness import names_hidden
from selection.procedures.models import Procedure, SeatKind
from selection.procedures.queries import Hats, definition_of, procedure_for
from vacancies import Definition


@dataclass(frozen=True, kw_only=True)
class PartScope:
    """One part of a procedure, as this person reaches it. `preceding` are the rounds before its own."""

    procedure: Procedure
    hats: Hats
    definition: Definition
    round: Round
    part: Part

    @property
    def preceding(self) -> Sequence[Round]:
        """The rounds that a candidate has to pass first."""
        rounds = self.definition.scheme.rounds
        return rounds[: rounds.index(self.round)]


def actor() -> Account:
    """Who is signed in; the table of routes let nobody else through."""
    account: Account = g.account
    return account


def procedure_scope(procedure_id: UUID) -> tuple[Procedure, Hats]:
    """The procedure, for who has a task or seat in it."""
    return procedure_for(actor(), procedure_id)


def part_scope(procedure_id: UUID, part_code: str) -> PartScope:
    """A part to plan. NotFound without a seat in its round, Forbidden for a seat that does not plan."""
    procedure, hats = procedure_scope(procedure_id)
    definition = definition_of(procedure)
    part = definition.scheme.part(part_code)
    if part is None:
        raise NotFound
    round_ = definition.scheme.round_of(part_code)
    if not readable(hats, round_.code):
        raise NotFound
    if not may_plan(hats, round_.code):
        raise Forbidden(_("HR and the secretary of the round plan it."))
    return PartScope(procedure=procedure, hats=hats, definition=definition, round=round_, part=part)


def readable(hats: Hats, round_code: str) -> bool:
    """Whether this person reads the planning of a round."""
    return hats.hr or round_code in hats.seats


def may_plan(hats: Hats, round_code: str) -> bool:
    """HR and the secretary plan."""
    seat = hats.seats.get(round_code)
    return hats.hr or (seat is not None and seat.kind == SeatKind.SECRETARY)


def role_of(hats: Hats) -> str:
    """In which role somebody plans, for the audit trail."""
    return "hr" if hats.hr else "secretary"


def reads_names(procedure: Procedure, hats: Hats, round_code: str) -> bool:
    """Whether the person reads names beside codes here: HR does, an observer and who sifts blind do not."""
    if hats.hr:
        return True
    seat = hats.seats.get(round_code)
    return seat is not None and seat.kind != SeatKind.OBSERVER and not names_hidden(hats.account_id, procedure)


def closed_to_planning(procedure: Procedure, round_code: str) -> str:
    """Why nothing of a round is planned any more, as a sentence; empty while it is."""
    if procedure.ended:
        return _("This procedure has ended. Nothing is planned any more.")
    run = next((run for run in procedure.rounds if run.code == round_code), None)
    if run is not None and run.closed_at is not None:
        return _("The round is closed. Nothing is planned any more.")
    return ""
