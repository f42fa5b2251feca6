"""Reads: requests of assessors that their sheet is reopened, and their reasons. A fixed number of queries each."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from selection import audit
from selection.db import session
from selection.errors import NotFound
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from selection.rounds.models import ReopeningRequest
from selection.scoresheets.models import Scoresheet

_PEOPLE = (joinedload(ReopeningRequest.asker), joinedload(ReopeningRequest.ender))


def newest_request(sheet_id: UUID) -> ReopeningRequest | None:
    """The last request about this sheet, waiting or ended."""
    wanted = sa.select(ReopeningRequest).where(ReopeningRequest.sheet_id == sheet_id).options(*_PEOPLE)
    return session().scalars(wanted.order_by(ReopeningRequest.asked_at.desc(), ReopeningRequest.id).limit(1)).first()


def waiting_request(sheet_id: UUID) -> ReopeningRequest | None:
    """The request about this sheet that waits for an answer; there is at most one."""
    wanted = sa.select(ReopeningRequest).where(ReopeningRequest.sheet_id == sheet_id, ReopeningRequest.outcome.is_(None))
    return session().scalar(wanted.options(*_PEOPLE))


def waiting_requests(procedure: Procedure) -> list[ReopeningRequest]:
    """All requests of the procedure that wait for an answer, the oldest first."""
    wanted = sa.select(ReopeningRequest).where(ReopeningRequest.procedure_id == procedure.id, ReopeningRequest.outcome.is_(None)).options(*_PEOPLE)
    return list(session().scalars(wanted.order_by(ReopeningRequest.asked_at, ReopeningRequest.id)))


def request_of(procedure: Procedure, request_id: UUID) -> ReopeningRequest:
    """One request of this procedure; NotFound for one of another."""
    wanted = sa.select(ReopeningRequest).where(ReopeningRequest.procedure_id == procedure.id, ReopeningRequest.id == request_id)
    found = session().scalar(wanted.options(*_PEOPLE))
    if found is None:
        raise NotFound
    return found


@registry.reason_texts.register
def reason_texts(procedure_id: UUID) -> dict[str, str]:
    """Digest to text of why a sheet should be reopened and why that was refused, of closed rounds only, as with figures: the words may tell what it says."""
    columns = (Procedure, Scoresheet.part_code, ReopeningRequest.reason, ReopeningRequest.answer)
    rows = (
        session()
        .execute(
            sa.select(*columns)
            .join(Scoresheet, Scoresheet.id == ReopeningRequest.sheet_id)
            .join(Procedure, Procedure.id == ReopeningRequest.procedure_id)
            .where(Procedure.id == procedure_id)
        )
        .all()
    )
    if not rows:
        return {}
    procedure = rows[0].Procedure
    scheme = definition_of(procedure).scheme
    closed = {run.code for run in procedure.rounds if run.closed_at is not None}
    told = [row for row in rows if scheme.round_of(row.part_code).code in closed]
    return {audit.digest(text, procedure.salt): text for row in told for text in (row.reason, row.answer) if text}
