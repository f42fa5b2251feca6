"""The selection rules in words, beside the vacancy that they were published with."""

from io import BytesIO
from uuid import UUID

from flask import Response, render_template, send_file

from selection.errors import NotFound
from selection.i18n import language
from selection.procedures import queries
from selection.procedures.models import Procedure
from selection.procedures.regulation import regulation_text
from selection.procedures.regulation_paper import pdf_of
from selection.publishing.views.scope import answered, blueprint

PDF = "application/pdf"


@blueprint.get("/vacatures/<uuid:procedure_id>/regels")
def regulation(procedure_id: UUID) -> Response:
    """The newest published text, with the fingerprint of the rules under it."""
    return answered(lambda: _page(_published(procedure_id)))


@blueprint.get("/vacatures/<uuid:procedure_id>/regels.pdf")
def regulation_pdf(procedure_id: UUID) -> Response:
    """The same on paper."""
    return answered(lambda: _paper(_published(procedure_id)))


def _published(procedure_id: UUID) -> Procedure:
    for procedure, _definition in queries.published(procedure_id):
        return procedure
    raise NotFound


def _page(procedure: Procedure) -> str:
    return render_template("vacancies/regulation.html", procedure=procedure, text=regulation_text(procedure, language()))


def _paper(procedure: Procedure) -> Response:
    content = pdf_of(regulation_text(procedure, language()))
    name = f"selectieregels-{procedure.definition_code}-{language()}.pdf"
    return send_file(BytesIO(content), mimetype=PDF, as_attachment=True, download_name=name)
