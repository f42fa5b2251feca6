"""When a submitted sheet could be read by somebody else for the first time: until then its writer may take it back."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from selection.db import now, session
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.scoresheets.models import Scoresheet, SheetState
from selection.scoresheets.queries import part_states


def mark_readable(procedure: Procedure, part_code: str, candidate_ids: Collection[UUID] | None = None) -> None:
    """Note the moment on submitted sheets that others can read now: a second one is submitted, or every expected one is.

    To be called whenever a sheet is submitted or who is expected changes.
    """
    wanted = sa.select(Scoresheet).where(
        Scoresheet.procedure_id == procedure.id,
        Scoresheet.part_code == part_code,
        Scoresheet.state == SheetState.SUBMITTED,
        Scoresheet.readable_at.is_(None),
    )
    if candidate_ids is not None:
        wanted = wanted.where(Scoresheet.candidate_id.in_(list(candidate_ids)))
    sheets = session().scalars(wanted).all()
    if not sheets:
        return
    states = part_states(procedure, part_code, {sheet.candidate_id for sheet in sheets})
    for sheet in sheets:
        if len(states.submitted(sheet.candidate_id)) > 1 or states.complete(sheet.candidate_id):
            sheet.readable_at = now()
    session().flush()


@registry.expected_changed.register
def expected_changed(procedure: Procedure, part_codes: tuple[str, ...], candidate_ids: frozenset[UUID] | None) -> None:
    """Somebody no longer sits, or sits again: the sheets that are the last expected ones now could be read from this moment."""
    for part_code in part_codes:
        mark_readable(procedure, part_code, candidate_ids)
