"""Reads of results: who may see them, and whose they are."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from selection.accounts.models import Account
from selection.candidates.models import Candidate, CandidatePerson
from selection.db import session
from selection.errors import NotFound
from selection.procedures import registry
from selection.procedures.models import Procedure, SeatKind
from selection.procedures.queries import Hats, procedure_for

READERS = frozenset({SeatKind.CHAIR, SeatKind.DEPUTY_CHAIR, SeatKind.MEMBER})


def procedure_for_results(actor: Account, procedure_id: UUID) -> tuple[Procedure, Hats]:
    """The procedure for somebody who may see its results: HR at any time, chair and members once every round is closed. NotFound otherwise."""
    procedure, hats = procedure_for(actor, procedure_id)
    if not may_see_results(procedure, hats):
        raise NotFound
    return procedure, hats


@registry.ranking_readers.register
def may_see_results(procedure: Procedure, hats: Hats) -> bool:
    """HR sees closed rounds at any time; who rated sees the list when nothing can be influenced any more."""
    if hats.hr and not hats.rates:
        return True
    closed = bool(procedure.rounds) and all(run.closed_at is not None for run in procedure.rounds)
    return closed and (hats.hr or any(seat.kind in READERS for seat in hats.seats.values()))


def names_of(procedure_id: UUID) -> Mapping[str, str]:
    """Candidate code -> given and family name."""
    query = (
        select(Candidate.code, CandidatePerson.given_name, CandidatePerson.family_name)
        .join(CandidatePerson, CandidatePerson.candidate_id == Candidate.id)
        .where(Candidate.procedure_id == procedure_id, Candidate.code.is_not(None))
    )
    return {code or "": f"{given} {family}".strip() for code, given, family in session().execute(query)}
