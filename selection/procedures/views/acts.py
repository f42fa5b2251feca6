"""Acts on the procedure as a whole: opening for rating, handing over, giving up, publishing."""

from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.i18n import _, language
from selection.procedures import panels, queries, states
from selection.procedures.actions import handling
from selection.procedures.actions.versions import hold_version
from selection.procedures.forms import HandOverForm, PublishForm, ReasonForm, VersionForm
from selection.procedures.models import Procedure
from selection.procedures.regulation import composed
from selection.procedures.vacancy import vacancy_page
from selection.procedures.views.scope import blueprint, done, for_hr, shown
from selection.procedures.words import hr_task


@blueprint.post("/procedures/<uuid:procedure_id>/openen")
def open_rating(procedure_id: UUID) -> Response:
    """Open for rating, which freezes the rules."""
    procedure, _hats = for_hr(procedure_id)
    handling.open_rating(actor(), procedure, version=VersionForm().seen)
    return done("procedures.overview", _("Rating is open. The rules are frozen from now on."), procedure_id=procedure_id)


@blueprint.route("/procedures/<uuid:procedure_id>/overdragen", methods=["GET", "POST"])
def hand_over(procedure_id: UUID) -> str | tuple[str, int] | Response:
    """Another responsible HR officer or deputy, from today."""
    scope = for_hr(procedure_id)
    procedure, _hats = scope
    states.require(procedure, states.Act.HAND_OVER)
    officers = {str(account.id): account for account in queries.hr_officers()}
    holders = {"responsible": queries.responsible_of(procedure), "deputy": queries.deputy_of(procedure)}
    form = HandOverForm(data={"version": procedure.version})
    form.task.choices = [(task, hr_task(task)) for task in ("responsible", "deputy")]
    form.account.choices = [(key, account.name) for key, account in officers.items()]
    if form.validate_on_submit():
        account, holder = officers[form.account.data], holders[form.task.data]
        _same_version(procedure, form, [(hr_task(form.task.data), account.name, holder.name if holder else "")])
        handling.hand_over(actor(), procedure, task=form.task.data, account=account, version=form.seen)
        sentence = _("%(name)s has taken over: %(task)s.", name=account.name, task=hr_task(form.task.data))
        still_mine = actor().id in {held.id for held in (queries.responsible_of(procedure), queries.deputy_of(procedure)) if held is not None}
        return done("procedures.overview", sentence, procedure_id=procedure_id) if still_mine else done("procedures.index", sentence)
    page = shown("procedures/hand_over.html", scope, "overview", form=form, tasks=procedure.tasks)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/procedures/<uuid:procedure_id>/wegleggen", methods=["GET", "POST"])
def discard(procedure_id: UUID) -> str | tuple[str, int] | Response:
    """Give the procedure up, before anybody was judged."""
    scope = for_hr(procedure_id)
    procedure, _hats = scope
    handling.require_discardable(procedure)
    form = ReasonForm(data={"version": procedure.version})
    if form.validate_on_submit():
        _same_version(procedure, form, [(_("Reason"), form.reason.data, procedure.discard_reason or "")])
        handling.discard(actor(), procedure, reason=form.reason.data, version=form.seen)
        return done("procedures.overview", _("The procedure was given up. It stays readable."), procedure_id=procedure_id)
    page = shown("procedures/discard.html", scope, "overview", form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/procedures/<uuid:procedure_id>/bekendmaken", methods=["GET", "POST"])
def publish(procedure_id: UUID) -> str | tuple[str, int] | Response:
    """A preview of the public page, and the decision that publishes it."""
    scope = for_hr(procedure_id)
    procedure, _hats = scope
    states.require(procedure, states.Act.PUBLISH)
    form = PublishForm(data={"version": procedure.version})
    if form.validate_on_submit() and form.decision_date.data is not None:
        _same_version(procedure, form, [(_("Reference of the decision"), form.reference.data, procedure.decision_reference or "")])
        handling.publish(actor(), procedure, decision_date=form.decision_date.data, reference=form.reference.data, version=form.seen)
        return done("procedures.overview", _("The vacancy is published. The rules are frozen from now on."), procedure_id=procedure_id)
    view = vacancy_page(procedure, queries.definition_of(procedure))
    rules = composed(procedure, queries.definition_of(procedure), language())
    past = handling.closed_already(queries.definition_of(procedure))
    page = shown("procedures/publish.html", scope, "overview", form=form, vacancy=view, rules=rules, past=past, panel=panels.beside_demands(procedure))
    return (page, 422) if form.is_submitted() else page


def _same_version(procedure: Procedure, form: VersionForm, rows: list[tuple[str, str, str]]) -> None:
    """Conflict with what was typed and what is stored when the procedure changed since the form was opened."""
    hold_version(procedure, form.seen, rows, back_url=url_for("procedures.overview", procedure_id=procedure.id))
