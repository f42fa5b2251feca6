"""The selection rules in words for everybody in the procedure, on paper, and what they ask of the composition of the panel."""

from io import BytesIO
from uuid import UUID

from flask import request, send_file, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.errors import NotFound
from selection.i18n import LANGUAGES, _, language
from selection.procedures import queries, states
from selection.procedures.actions import regulation as actions
from selection.procedures.actions.versions import hold_version
from selection.procedures.forms import CompositionForm
from selection.procedures.models import Procedure
from selection.procedures.regulation import composed, demands, published_versions, regulation_text
from selection.procedures.regulation_paper import pdf_of
from selection.procedures.states import Act
from selection.procedures.views.scope import blueprint, done, for_anybody, for_hr, shown
from selection.procedures.words import demand_word

PDF = "application/pdf"


@blueprint.get("/procedures/<uuid:procedure_id>/regels/tekst", endpoint="regulation")
def regulation_page(procedure_id: UUID) -> str:
    """The rules in words: as they were published, or as they would be published now with what is still open."""
    procedure, hats = for_anybody(procedure_id)
    code, number = _asked()
    text = regulation_text(procedure, code, number)
    draft = None if text.number or not hats.hr else composed(procedure, queries.definition_of(procedure), language())
    may_set = hats.hr and states.may(states.stage_of(procedure), Act.REPLACE_RULES)
    return shown(
        "procedures/regulation.html", (procedure, hats), "rules", text=text, draft=draft, versions=published_versions(procedure), may_set=may_set, asked=number
    )


@blueprint.get("/procedures/<uuid:procedure_id>/regels/tekst.pdf", endpoint="regulation_pdf")
def regulation_pdf(procedure_id: UUID) -> Response:
    """The same on paper."""
    procedure, _hats = for_anybody(procedure_id)
    code, number = _asked()
    content = pdf_of(regulation_text(procedure, code, number))
    name = f"selectieregels-{procedure.definition_code}-{procedure.label}-{code}.pdf"
    return send_file(BytesIO(content), mimetype=PDF, as_attachment=True, download_name=name)


@blueprint.route("/procedures/<uuid:procedure_id>/regels/samenstelling", methods=["GET", "POST"])
def panel_demands(procedure_id: UUID) -> str | tuple[str, int] | Response:
    """What the rules ask of the composition of the panel."""
    scope = for_hr(procedure_id)
    procedure, _hats = scope
    states.require(procedure, Act.REPLACE_RULES)
    form = CompositionForm(data={"version": procedure.version, **CompositionForm.filled(demands(procedure))})
    form.offer()
    if form.validate_on_submit():
        _same_version(procedure, form)
        actions.set_demands(actor(), procedure, form.demands(), version=form.seen)
        return done("procedures.regulation", _("The selection rules state the composition of the panel."), procedure_id=procedure_id)
    page = shown("procedures/panel_demands.html", scope, "rules", form=form)
    return (page, 422) if form.is_submitted() else page


def _same_version(procedure: Procedure, form: CompositionForm) -> None:
    """Conflict with both compositions when the procedure changed since the form was opened."""
    mine, theirs = (", ".join(demand_word(each) for each in chosen) for chosen in (form.demands(), demands(procedure)))
    hold_version(procedure, form.seen, [(_("Composition of the panel"), mine, theirs)], back_url=url_for("procedures.regulation", procedure_id=procedure.id))


def _asked() -> tuple[str, int | None]:
    """Language and version that the address asks for; NotFound for a version that is no number."""
    code, number = request.args.get("taal", ""), request.args.get("versie", "")
    if number and not (number.isascii() and number.isdigit() and len(number) < 6):
        raise NotFound
    return code if code in LANGUAGES else language(), int(number) if number else None
