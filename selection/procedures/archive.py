"""Which procedures stand in the archive: given up, stopped, put away by somebody, or over by themselves since their reserve ended (R19).

The last is read from dates, so that it holds on the day itself without anything that runs by night.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from scoring import reserve_period
from selection.db import now, session
from selection.i18n.figures import BRUSSELS
from selection.procedures.models import Procedure, ProcedureDefinition, ProcedureState, PutAway
from selection.procedures.queries import thawed
from vacancies import Definition


def put_away_row(procedure: Procedure) -> PutAway | None:
    """The row that keeps the procedure in the archive now; none for one that is there by itself."""
    return session().scalar(sa.select(PutAway).where(PutAway.procedure_id == procedure.id, PutAway.taken_back_at.is_(None)))


def in_archive(procedures: Sequence[Procedure]) -> frozenset[UUID]:
    """Ids of those that stand in the archive. Two queries, and one more for rules that this process did not read yet."""
    rows = session().scalars(sa.select(PutAway).where(PutAway.procedure_id.in_([procedure.id for procedure in procedures]))).all()
    away = {row.procedure_id for row in rows if row.taken_back_at is None}
    back: dict[UUID, datetime] = {}
    for row in rows:
        if row.taken_back_at is not None:
            back[row.procedure_id] = max(row.taken_back_at, back.get(row.procedure_id, row.taken_back_at))
    ends = _reserve_ends([procedure for procedure in procedures if procedure.id not in away])
    today = now().astimezone(BRUSSELS).date()
    over = {id_ for id_, last in ends.items() if last < today and not (id_ in back and back[id_].astimezone(BRUSSELS).date() > last)}
    return frozenset(away | over) | {procedure.id for procedure in procedures if procedure.ended}


def reserve_end(procedure: Procedure) -> date | None:
    """The last day of the reserve of a finished procedure; None before the final report has a date, and where the rules foresee no reserve."""
    return _reserve_ends([procedure]).get(procedure.id)


def _reserve_ends(procedures: Sequence[Procedure]) -> dict[UUID, date]:
    finished = {procedure.id: procedure.report_date for procedure in procedures if procedure.report_date is not None and _all_closed(procedure)}
    found = {}
    for procedure_id, definition in _definitions(list(finished)).items():
        terms, report = definition.scheme.reserve, finished[procedure_id]
        if terms is not None and report is not None:
            found[procedure_id] = reserve_period(report, terms.months)[1]
    return found


def _all_closed(procedure: Procedure) -> bool:
    return procedure.state == ProcedureState.RUNNING and all(run.closed_at is not None for run in procedure.rounds)


def _definitions(procedure_ids: Sequence[UUID]) -> dict[UUID, Definition]:
    """The rules that hold in each of these procedures now."""
    if not procedure_ids:
        return {}
    wanted = sa.select(ProcedureDefinition.procedure_id, ProcedureDefinition.id).where(ProcedureDefinition.procedure_id.in_(procedure_ids))
    newest = {row.procedure_id: row.id for row in session().execute(wanted.order_by(ProcedureDefinition.number))}
    return dict(zip(newest, thawed(newest.values()), strict=True))
