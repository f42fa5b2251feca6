"""What was settled about ties, as rows and as the engine reads it (R15). One query, and none where the rules let equal candidates share the place."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from scoring import Decision, Draw, Scheme
from scoring.scheme import Ties
from selection import audit
from selection.candidates.models import NotSitting
from selection.db import remembered, session
from selection.errors import NotFound
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.results.models import DECIDED, TiePlace, TieSettlement

_WHOLE = (
    joinedload(TieSettlement.settler),
    joinedload(TieSettlement.witness),
    joinedload(TieSettlement.ender),
    selectinload(TieSettlement.places).joinedload(TiePlace.candidate),
)


def settlements_of(procedure: Procedure) -> Sequence[TieSettlement]:
    """Every decision and draw of the procedure, the earliest first."""
    query = select(TieSettlement).where(TieSettlement.procedure_id == procedure.id).options(*_WHOLE).order_by(TieSettlement.settled_at, TieSettlement.id)
    return remembered(("ties", procedure.id), lambda: list(session().scalars(query)))


def settlement_of(procedure: Procedure, settlement_id: UUID) -> TieSettlement:
    """One of them. NotFound for one of another procedure."""
    for row in settlements_of(procedure):
        if row.id == settlement_id:
            return row
    raise NotFound


def as_input(row: TieSettlement) -> Decision | Draw:
    """The row as the engine reads it."""
    return Decision(order=row.codes) if row.kind == DECIDED else Draw(candidates=row.codes, seed=row.seed)


def last_closing(procedure: Procedure) -> datetime | None:
    """When the last round was closed; None while a round is open."""
    closed = [run.closed_at for run in procedure.rounds if run.closed_at is not None]
    return max(closed) if closed and len(closed) == len(procedure.rounds) else None


def counting(procedure: Procedure, scheme: Scheme) -> Mapping[Decision | Draw, TieSettlement]:
    """What goes to the engine, with its row, the earliest first: what has not ended and was settled after every round was closed.

    A round that was reopened and closed again closed after it: a seed that was known before the last score could be given is none (R15).
    """
    closing = last_closing(procedure) if scheme.ties is Ties.DECIDE else None
    if closing is None:
        return {}
    return {as_input(row): row for row in settlements_of(procedure) if row.ended_at is None and row.settled_at >= closing}


def recusals_of(procedure: Procedure) -> Mapping[UUID, frozenset[UUID]]:
    """Candidate id -> accounts that do not assess the candidate because of a conflict of interest, in whatever part."""
    query = select(NotSitting.candidate_id, NotSitting.account_id).where(
        NotSitting.procedure_id == procedure.id, NotSitting.why == "recused", NotSitting.ended_at.is_(None)
    )

    def read() -> dict[UUID, frozenset[UUID]]:
        found: dict[UUID, frozenset[UUID]] = {}
        for candidate, account in session().execute(query):
            found[candidate] = found.get(candidate, frozenset()) | {account}
        return found

    return remembered(("recusals", procedure.id), read)


@registry.reason_texts.register
def reason_texts(procedure_id: UUID) -> dict[str, str]:
    """Digest to text of why an order was decided or undone, and where a seed comes from."""
    query = select(Procedure.salt, TieSettlement.reason, TieSettlement.end_reason)
    rows = session().execute(query.join(TieSettlement, TieSettlement.procedure_id == Procedure.id).where(Procedure.id == procedure_id))
    return {audit.digest(text, row.salt): text for row in rows for text in (row.reason, row.end_reason) if text}
