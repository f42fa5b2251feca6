"""What other subjects' pages show of applications: the way from the list of candidates, and from a candidate."""

from collections.abc import Sequence

from flask import url_for

from selection.applications import queries
from selection.candidates import hooks
from selection.candidates.models import Candidate
from selection.i18n import _
from selection.procedures.models import Procedure


@hooks.further_pages.register
def further_pages(procedure: Procedure, candidate: Candidate | None) -> Sequence[tuple[str, str]]:
    """From the list of candidates to the applications, from a candidate to the own one."""
    if candidate is None:
        return [(_("Applications"), url_for("applications.index", procedure_id=procedure.id))]
    application = queries.application_for(candidate.id)
    if application is None:
        return []
    return [(_("Application"), url_for("applications.show", procedure_id=procedure.id, application_id=application.id))]
