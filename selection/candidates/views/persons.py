"""One candidate: adding, the page, changing, removing."""

from uuid import UUID

from flask import current_app, url_for

from selection.accounts.request import actor
from selection.candidates import entering, hooks, queries, states
from selection.candidates.dossier import dossier_of
from selection.candidates.entering import Details
from selection.candidates.forms import EmptyForm, PersonForm
from selection.candidates.states import Act
from selection.candidates.views.scope import Answer, blueprint, called, candidate_for_hr, candidate_url, for_hr, index_url, shown, way_back
from selection.errors import Refused
from selection.i18n import _
from selection.web.answers import done

OUTCOME = "results.outcome"


@blueprint.route("/nieuw", methods=["GET", "POST"])
def add(procedure_id: UUID) -> Answer:
    """Enter a candidate while the list is open."""
    scope = for_hr(procedure_id)
    procedure = scope[0]
    states.require(procedure, Act.ADD)
    form = PersonForm()
    if form.validate_on_submit():
        details = form.details()
        if fault := entering.address_fault(procedure, details.email):
            form.refuse("email", fault)
        else:
            candidate = entering.add(procedure, details, actor=actor())
            return done(_("%(name)s is on the list.", name=candidate.person.name), index_url(procedure))
    page = shown("candidates/add.html", scope, form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<uuid:candidate_id>")
def show(procedure_id: UUID, candidate_id: UUID) -> str:
    """Everything about a candidate: person, findings, who sat, history."""
    scope, candidate = candidate_for_hr(procedure_id, candidate_id)
    procedure = scope[0]
    outcome = OUTCOME in current_app.view_functions and candidate.code and procedure.opened_at
    return shown(
        "candidates/show.html",
        scope,
        candidate=candidate,
        added_by=queries.people([candidate.added_by]).get(candidate.added_by, "") if candidate.added_by else _("by the form"),
        dossier=dossier_of(procedure, candidate),
        may_edit=states.may(procedure, Act.EDIT),
        may_remove=states.may(procedure, Act.REMOVE),
        asked=[todo for answer in hooks.notices(procedure, candidate) for todo in answer],
        further=[page for pages in hooks.further_pages(procedure, candidate) for page in pages],
        outcome_url=url_for(OUTCOME, procedure_id=procedure_id, candidate_id=candidate_id) if outcome else None,
    )


@blueprint.route("/<uuid:candidate_id>/wijzigen", methods=["GET", "POST"])
def edit(procedure_id: UUID, candidate_id: UUID) -> Answer:
    """Change name and contact data."""
    scope, candidate = candidate_for_hr(procedure_id, candidate_id)
    procedure = scope[0]
    states.require(procedure, Act.EDIT)
    stored = Details.of(candidate.person)
    form = PersonForm(data={**vars(stored), "version": candidate.version})
    if form.validate_on_submit():
        details = form.details()
        if fault := entering.address_fault(procedure, details.email, besides=candidate.id):
            form.refuse("email", fault)
        else:
            with way_back(url_for("candidates.edit", procedure_id=procedure_id, candidate_id=candidate_id)):
                entering.change(procedure, candidate, details, version=form.seen, actor=actor())
            return done(_("The data of %(name)s are saved.", name=candidate.person.name), candidate_url(candidate))
    page = shown("candidates/edit.html", scope, form=form, candidate=candidate, called=called(candidate))
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<uuid:candidate_id>/verwijderen", methods=["GET", "POST"])
def remove(procedure_id: UUID, candidate_id: UUID) -> Answer:
    """Take a candidate off the open list."""
    scope, candidate = candidate_for_hr(procedure_id, candidate_id)
    procedure = scope[0]
    states.require(procedure, Act.REMOVE)
    if candidate.id in queries.judged(procedure.id):
        raise Refused(_("Something was judged about this candidate already, so the candidate stays on the list. Record a withdrawal or an exclusion."))
    if EmptyForm().validate_on_submit():
        name = candidate.person.name
        entering.remove(procedure, candidate, actor=actor())
        return done(_("%(name)s is off the list.", name=name), index_url(procedure))
    return shown("candidates/remove.html", scope, candidate=candidate, called=called(candidate))
