"""Whether a procedure can end without a ranked candidate: nobody is ranked, and nobody can be any more (R13, R14)."""

from scoring import Status
from selection.candidates.queries import candidates_of, current_findings, gone
from selection.db import now
from selection.i18n import _
from selection.procedures import registry
from selection.procedures.models import Procedure, ProcedureState
from selection.procedures.queries import definition_of
from selection.procedures.vacancy import closing_moment
from selection.results.collect import outcome_of


@registry.may_be_ranked.register
def why_ranked(procedure: Procedure) -> str:
    """Why somebody is ranked or can still be, with the way on; empty when nobody can be."""
    if procedure.report_date is not None:
        return _("The final report of this procedure is there, so it has its outcome.")
    if procedure.state != ProcedureState.RUNNING:
        return _before_rating(procedure)
    if any(run.closed_at is None for run in procedure.rounds):
        return _(
            "A round is not closed yet. Close every round first; then it is known whether anybody is ranked. Without that, stop the procedure by a decision."
        )
    outcome = outcome_of(procedure)
    reached = {outcome.result.status(code) for code in outcome.codes.values()}
    if Status.RANKED in reached:
        return _("Somebody is ranked, so this procedure does not end without a ranked candidate.")
    return _("The outcome of a candidate is not known yet.") if Status.PENDING in reached else ""


def _before_rating(procedure: Procedure) -> str:
    """Before rating opens only where nobody takes part, and nobody can apply any more."""
    findings = current_findings(procedure.id)
    if any(not gone(findings.get(each.id, [])) for each in candidates_of(procedure.id)):
        return _("Somebody takes part and rating was not opened. Without that, stop the procedure by a decision.")
    if procedure.published_at is None:
        return _("The vacancy was never published. Give the procedure up instead.")
    end = closing_moment(definition_of(procedure))
    if end is None or now() < end:
        return _("People can still apply. This is possible once the closing moment has passed and nobody takes part.")
    return ""
