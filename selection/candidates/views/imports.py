"""Importing a list: template, upload, preview, confirmation, and undoing it as a whole."""

import re
from uuid import UUID

from flask import Response as FlaskResponse
from flask import request, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.candidates import importing, preview, queries, states
from selection.candidates.forms import EmptyForm, UploadForm
from selection.candidates.importing import ChoicesMissing, PlanChanged
from selection.candidates.models import UploadedList
from selection.candidates.reading import Upload, read_list
from selection.candidates.states import Act
from selection.candidates.template import FILES
from selection.candidates.views.scope import Answer, Scope, blueprint, for_hr, index_url, shown
from selection.documents.tables import TableError
from selection.forms import normal_line
from selection.i18n import _, _n
from selection.procedures.models import Procedure
from selection.web.answers import done

_CHOICE = re.compile(r"row-([0-9]{1,7})")


@blueprint.get("/sjabloon.<any(xlsx, csv):kind>")
def template(procedure_id: UUID, kind: str) -> FlaskResponse:
    """An empty list to fill in."""
    procedure = for_hr(procedure_id)[0]
    content, mime = FILES[kind](procedure.created_at)
    headers = {"Content-Disposition": f'attachment; filename="kandidaten.{kind}"', "X-Content-Type-Options": "nosniff"}
    return FlaskResponse(content, mimetype=mime, headers=headers)


@blueprint.route("/import", methods=["GET", "POST"])
def import_list(procedure_id: UUID) -> Answer:
    """Upload a list, and see the imports that can be undone."""
    scope = for_hr(procedure_id)
    procedure = scope[0]
    form = UploadForm()
    problems: list[str] = []
    if form.is_submitted():
        states.require(procedure, Act.IMPORT)
        if form.validate():
            kept, problems = _uploaded(procedure, form)
            if kept is not None:
                return _to_preview(kept)
        if problems:
            form.refuse("file", problems[0])
    batches = queries.imports_of(procedure.id)
    page = shown(
        "candidates/import.html",
        scope,
        form=form,
        problems=problems,
        batches=batches,
        names=queries.people([batch.imported_by for batch in batches]),
        hindrances=importing.hindrances(procedure, batches),
        open=states.may(procedure, Act.IMPORT),
        why_not=states.why_not(procedure, Act.IMPORT),
        may_undo=states.may(procedure, Act.UNDO_IMPORT),
    )
    return (page, 422) if form.is_submitted() else page


def _uploaded(procedure: Procedure, form: UploadForm) -> tuple[UploadedList | None, list[str]]:
    file = form.file.data
    if not file or not file.filename:
        return None, [_("Choose a file first.")]
    try:
        upload = read_list(file.read())
    except TableError as error:
        return None, [preview.sentence(problem) for problem in error.problems]
    return importing.keep(procedure, upload, normal_line(file.filename), actor=actor()), []


def _to_preview(kept: UploadedList) -> Response:
    response = Response(status=303)
    response.headers["Location"] = url_for("candidates.import_preview", procedure_id=kept.procedure_id, list_id=kept.id)
    return response


@blueprint.route("/import/<uuid:list_id>", methods=["GET", "POST"])
def import_preview(procedure_id: UUID, list_id: UUID) -> Answer:
    """What importing the list would do, row by row; confirming does exactly that."""
    scope = for_hr(procedure_id)
    procedure = scope[0]
    kept = importing.kept_list(procedure, list_id, actor())
    states.require(procedure, Act.IMPORT)
    if not EmptyForm().validate_on_submit():
        return _preview(scope, kept)
    taken = frozenset(int(found[1]) for name, value in request.form.items() if value == "take" and (found := _CHOICE.fullmatch(name)))
    try:
        batch = importing.take(procedure, kept, shown=request.form.get("plan", ""), taken=taken, actor=actor())
    except PlanChanged:
        return _preview(scope, kept, taken=taken, changed=True), 409
    except ChoicesMissing as missing:
        return _preview(scope, kept, taken=taken, double=missing.rows), 422
    sentence = _n("One row is imported. The import can be undone as a whole.", "%(num)s rows are imported. The import can be undone as a whole.", batch.rows)
    return done(sentence, index_url(procedure))


def _preview(scope: Scope, kept: UploadedList, *, taken: frozenset[int] = frozenset(), double: frozenset[int] = frozenset(), changed: bool = False) -> str:
    upload = Upload.from_json(kept.content)
    plan = importing.plan_of(scope[0], upload)
    view = preview.preview_of(plan, upload, taken=taken, double=double)
    return shown("candidates/preview.html", scope, view=view, kept=kept, plan=plan, changed=changed, double=sorted(double))


@blueprint.post("/import/<uuid:list_id>/wegdoen")
def drop_import(procedure_id: UUID, list_id: UUID) -> Answer:
    """Forget an uploaded list without importing it."""
    procedure = for_hr(procedure_id)[0]
    importing.drop(importing.kept_list(procedure, list_id, actor()))
    return done(_("Nothing was imported."), url_for("candidates.import_list", procedure_id=procedure_id))


@blueprint.route("/import/<uuid:import_id>/ongedaan", methods=["GET", "POST"])
def undo_import(procedure_id: UUID, import_id: UUID) -> Answer:
    """Undo an import as a whole."""
    scope = for_hr(procedure_id)
    procedure = scope[0]
    batch = importing.import_of(procedure, import_id)
    states.require(procedure, Act.UNDO_IMPORT)
    if EmptyForm().validate_on_submit():
        removed, restored, left = importing.undo(procedure, batch, actor=actor())
        sentence = _n("The import is undone: one candidate is off the list.", "The import is undone: %(num)s candidates are off the list.", removed)
        if restored:
            sentence += " " + _n("One candidate has the former data back.", "%(num)s candidates have their former data back.", restored)
        if left:
            sentence += " " + _n("One candidate was changed since and stays so.", "%(num)s candidates were changed since and stay so.", left)
        return done(sentence, index_url(procedure))
    return shown("candidates/undo_import.html", scope, batch=batch, hindrance=importing.hindrances(procedure, [batch]).get(batch.id, ""))
