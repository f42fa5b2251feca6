"""The download of a ranking as a workbook."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, Flask, current_app, g, send_file
from werkzeug.wrappers import Response

from selection import security
from selection.db import session
from selection.documents.uncollected import uncollected
from selection.documents.workbook import XLSX
from selection.exports.gather import book_of
from selection.exports.sheets import workbook_of
from selection.i18n import language
from selection.procedures.queries import procedure_for_hr
from selection.web.employer import employer_name

blueprint = Blueprint("exports", __name__)


@blueprint.get("/procedures/<uuid:procedure_id>/rangschikking.xlsx")
def ranking_workbook(procedure_id: UUID) -> Response:
    """The workbook of the ranking, of closed rounds. Everything is read first and the transaction ended; only then is the file made."""
    procedure, _hats = procedure_for_hr(g.account, procedure_id)
    settings = current_app.settings  # type: ignore[attr-defined]
    name = f"rangschikking-{procedure.definition_code}-{procedure.label}.xlsx"
    security.note("exported", account_id=g.account.id, procedure_id=procedure.id)
    with uncollected():
        book = book_of(procedure, organisation=employer_name(), demo=settings.demo, language=language())
        session().rollback()
        content = workbook_of(book)
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name)


def register(app: Flask) -> None:
    """Add the download to the application."""
    app.register_blueprint(blueprint)
