"""The page of one candidate: the check list beside the documents of the application, and the proposal."""

from uuid import UUID

from flask import request, url_for

from selection.accounts.request import actor
from selection.admission import pages, preparing, queries, states
from selection.admission.forms import CaseForm, case_form
from selection.admission.preparing import PROPOSAL, Draft
from selection.admission.queries import Case
from selection.admission.states import Act, State, stage_of
from selection.admission.views.scope import Answer, Scope, blueprint, case_for_hr, case_url, index_url, shown, way_back
from selection.candidates.finding import today
from selection.i18n import _
from selection.web.answers import done


@blueprint.route("/<uuid:candidate_id>", methods=["GET", "POST"])
def case(procedure_id: UUID, candidate_id: UUID) -> Answer:
    """Look at and prepare the admission of a candidate."""
    scope, found = case_for_hr(procedure_id, candidate_id)
    form = case_form(found.points, preparing.suggested(found), found.version)
    if request.method == "POST":
        states.require(stage_of(scope[0]), found.state, Act.PREPARE)
        if form.validate() and _saved(scope, found, form):
            return _onwards(scope, found)
    page = pages.case_page(scope[0], found, today())
    answer = shown("admission/case.html", scope, case=found, page=page, form=form, called=pages.called(found.candidate))
    return (answer, 422) if form.errors else answer


def _saved(scope: Scope, found: Case, form: CaseForm) -> bool:
    """Whether it was stored; what cannot be is marked at its field."""
    draft = form.draft(found.points)
    if found.version == form.version.as_version() and _marked(found, form, draft):
        return False
    with way_back(case_url(found)):
        preparing.prepare(scope[0], found, draft, version=form.version.as_version(), today=today(), actor=actor())
    return True


def _marked(found: Case, form: CaseForm, draft: Draft) -> bool:
    faults = preparing.faults(found, draft, today())
    for key, sentence in faults:
        if key == PROPOSAL:
            form.refuse("proposal", sentence)
        else:
            form.point_errors(key, sentence)
    return bool(faults)


def _onwards(scope: Scope, found: Case) -> Answer:
    """To the next candidate who is not prepared, when that was asked; else back to this one."""
    name = pages.called(found.candidate)
    if "next" not in request.form:
        return done(_("The preparation of %(name)s is saved.", name=name), case_url(found))
    cases = queries.cases_of(scope[0])
    places = [each.candidate.id for each in cases]
    after = places.index(found.candidate.id) + 1
    waiting = [each for each in [*cases[after:], *cases[: after - 1]] if each.state is State.OPEN]
    if not waiting:
        return done(_("The preparation of %(name)s is saved. Nobody else waits to be prepared.", name=name), index_url(scope[0]))
    url = url_for("admission.case", procedure_id=scope[0].id, candidate_id=waiting[0].candidate.id)
    return done(_("The preparation of %(name)s is saved. This is the next candidate.", name=name), url)
