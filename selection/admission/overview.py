"""What admission adds to pages of lower levels: what waits on the overview of a procedure, and links from the pages of candidates."""

from collections.abc import Sequence

from flask import url_for

from selection.admission import queries, states
from selection.admission.states import Stage
from selection.candidates import hooks
from selection.candidates.finding import today
from selection.candidates.models import Candidate
from selection.i18n import _, _n
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats
from selection.procedures.registry import Todo


@registry.waiting.register
def waiting(procedure: Procedure, hats: Hats) -> Sequence[Todo]:
    """For HR: proofs whose day has passed."""
    if not hats.hr or states.stage_of(procedure) is not Stage.RUNNING or not queries.asked_in(procedure):
        return []
    return _late(procedure, queries.late_proofs(procedure.id, today()))


def _late(procedure: Procedure, number: int) -> list[Todo]:
    if not number:
        return []
    text = _n("%(num)s proof of admission is overdue.", "%(num)s proofs of admission are overdue.", number)
    return [Todo(text=text, url=url_for("admission.later", procedure_id=procedure.id), link=_("To be proved later"), blocks=False)]


@hooks.further_pages.register
def further_pages(procedure: Procedure, candidate: Candidate | None) -> Sequence[tuple[str, str]]:
    """The way to admission from the list of candidates and from the page of one, where the vacancy asks something."""
    if not queries.asked_in(procedure):
        return []
    if candidate is None:
        return [(_("Admission"), url_for("admission.index", procedure_id=procedure.id))]
    return [(_("Admission"), url_for("admission.case", procedure_id=procedure.id, candidate_id=candidate.id))]
