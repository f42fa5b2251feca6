"""Pages of the reserve: what it holds, and the acts of HR on it."""

from uuid import UUID

from flask import Blueprint, Flask, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from selection.errors import BadInput, NotFound
from selection.i18n import _
from selection.procedures.models import Procedure
from selection.procedures.navigation import page
from selection.procedures.queries import Hats, procedure_for_hr
from selection.reserves import actions, wording
from selection.reserves.forms import AppointForm, ReportForm, UndoForm
from selection.reserves.queries import Entry, Reserve, Unranked, reserve_of
from selection.results.collect import closed_rounds, outcome_of
from selection.results.pages import shown_points
from selection.results.provisional import provisional
from selection.results.queries import names_of

blueprint = Blueprint("reserves", __name__)
Answer = str | tuple[str, int] | Response
__all__ = ["register", "wording"]


@blueprint.get("/procedures/<uuid:procedure_id>/reserve")
def show(procedure_id: UUID) -> Answer:
    """The reserve: validity, who is in it, who was appointed."""
    procedure, hats = procedure_for_hr(g.account, procedure_id)
    return _page(procedure, hats, ReportForm(report_date=procedure.report_date, seen=actions.stored_day(procedure.report_date)))


@blueprint.post("/procedures/<uuid:procedure_id>/reserve/eindrapport")
def set_report_date(procedure_id: UUID) -> Answer:
    """Enter or change the date of the final report."""
    procedure, hats = procedure_for_hr(g.account, procedure_id)
    form = ReportForm()
    if not form.validate_on_submit() or form.report_date.data is None:
        return _page(procedure, hats, form), 422
    try:
        actions.set_report_date(g.account, procedure, form.report_date.data, form.reason.data or "", seen=form.seen.data or "")
    except BadInput as error:
        form.refuse(error.context.get("field", "report_date"), str(error))
        return _page(procedure, hats, form), 422
    flash(_("The date of the final report is saved."))
    return redirect(url_for("reserves.show", procedure_id=procedure.id), 303)


@blueprint.route("/procedures/<uuid:procedure_id>/reserve/<uuid:candidate_id>/aanstellen", methods=["GET", "POST"])
def appoint(procedure_id: UUID, candidate_id: UUID) -> Answer:
    """Mark a ranked candidate as appointed."""
    procedure, hats = procedure_for_hr(g.account, procedure_id)
    reserve = _reserve(procedure)
    entry, form = _entry(reserve, candidate_id), AppointForm()
    if form.validate_on_submit() and form.on.data is not None:
        try:
            ranked = frozenset(each.id for each in reserve.entries)
            actions.appoint(g.account, procedure, candidate_id, ranked, form.on.data, form.decision.data or "")
        except BadInput as error:
            form.refuse("on", str(error))
        else:
            flash(_("%(code)s is marked as appointed.", code=entry.code))
            return redirect(url_for("reserves.show", procedure_id=procedure.id), 303)
    return _form_page("reserves/appoint.html", procedure, hats, entry, form)


@blueprint.route("/procedures/<uuid:procedure_id>/reserve/<uuid:candidate_id>/ongedaan", methods=["GET", "POST"])
def undo_appointment(procedure_id: UUID, candidate_id: UUID) -> Answer:
    """Take an appointment back, with a reason."""
    procedure, hats = procedure_for_hr(g.account, procedure_id)
    entry, form = _marked(_reserve(procedure), candidate_id), UndoForm()
    if form.validate_on_submit():
        actions.undo_appointment(g.account, procedure, candidate_id, form.reason.data or "")
        flash(_("%(code)s is in the reserve again.", code=entry.code))
        return redirect(url_for("reserves.show", procedure_id=procedure.id), 303)
    return _form_page("reserves/undo.html", procedure, hats, entry, form)


def _form_page(template: str, procedure: Procedure, hats: Hats, entry: Entry | Unranked, form: AppointForm | UndoForm) -> Answer:
    names = names_of(procedure.id)
    text = render_template(template, entry=entry, name=names.get(entry.code, ""), form=form, **page(procedure, hats, "reserve"))
    return (text, 422) if form.errors else text


def _page(procedure: Procedure, hats: Hats, form: ReportForm) -> str:
    outcome = outcome_of(procedure, rounds=closed_rounds(procedure))
    return render_template(
        "reserves/show.html",
        reserve=reserve_of(procedure, outcome),
        names=names_of(procedure.id),
        shown=lambda points: shown_points(outcome.definition.scheme, points),
        provisional=provisional(procedure, outcome.definition.scheme),
        form=form,
        **page(procedure, hats, "reserve"),
    )


def _reserve(procedure: Procedure) -> Reserve:
    return reserve_of(procedure, outcome_of(procedure, rounds=closed_rounds(procedure)))


def _entry(reserve: Reserve, candidate_id: UUID) -> Entry:
    for entry in reserve.entries:
        if entry.id == candidate_id:
            return entry
    raise NotFound


def _marked(reserve: Reserve, candidate_id: UUID) -> Entry | Unranked:
    unranked = next((each for each in reserve.unranked if each.id == candidate_id), None)
    return unranked or _entry(reserve, candidate_id)


def register(app: Flask) -> None:
    """Add the pages to the application."""
    app.register_blueprint(blueprint)
