"""Importing a framework: upload, what would change, confirmation; and taking the shipped text again."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from selection.access import actor
from selection.errors import BadInput
from selection.forms import normal_line
from selection.frameworks import actions, queries, wording
from selection.frameworks.actions import FrameworkChanged
from selection.frameworks.crosswalk import seen_from
from selection.frameworks.differences import Act, differences, link_differences
from selection.frameworks.forms import EmptyForm, UploadForm
from selection.frameworks.linking import rows_after
from selection.frameworks.models import UploadedFramework
from selection.frameworks.reading import FrameworkProblems, read_framework
from selection.frameworks.views.scope import Answer, blueprint
from selection.i18n import _
from selection.web.answers import done


@blueprint.route("/importeren", methods=["GET", "POST"])
def import_framework() -> Answer:
    """Upload a workbook."""
    form = UploadForm()
    problems: list[str] = []
    if form.is_submitted():
        if form.validate():
            kept, problems = _uploaded(form)
            if kept is not None:
                return redirect(url_for("frameworks.import_preview", upload_id=kept.id), 303)
        if problems:
            form.refuse("file", problems[0] if len(problems) == 1 else _("This workbook cannot be used yet; what is wrong stands below."))
    page = render_template("frameworks/import.html", form=form, problems=problems, known=list(queries.framework_set().offered.values()))
    return (page, 422) if form.is_submitted() else page


def _uploaded(form: UploadForm) -> tuple[UploadedFramework | None, list[str]]:
    file = form.file.data
    if not file or not file.filename:
        return None, [_("Choose a file first.")]
    try:
        book = read_framework(file.read(), queries.framework_set())
        return actions.keep(book.framework, normal_line(file.filename), actor=actor(), links=book.links), []
    except FrameworkProblems as error:
        return None, [wording.sentence(problem) for problem in error.problems]
    except BadInput as error:
        return None, [error.message]


@blueprint.route("/importeren/<uuid:upload_id>", methods=["GET", "POST"])
def import_preview(upload_id: UUID) -> Answer:
    """What importing would add, change and remove; confirming does exactly that."""
    kept = queries.kept_upload(upload_id, actor())
    if not EmptyForm().validate_on_submit():
        return _preview(kept)
    try:
        version = actions.take(kept, shown=request.form.get("old", ""), actor=actor())
    except FrameworkChanged:
        return _preview(kept, changed=True), 409
    return done(
        _("Version %(number)s is in force. Running procedures keep the version with which they started.", number=version.number),
        url_for("frameworks.framework", code=version.code),
    )


def _preview(kept: UploadedFramework, *, changed: bool = False) -> str:
    new = queries.from_text(kept.content)
    current = queries.framework_set().versions.get(new.code)
    old = current.framework if current else None
    wanted = rows_after(new, actions.kept_links(kept))
    stood = seen_from(new.code, [(link, row.strength) for link, row in queries.own_rows().items()])
    linked = link_differences(stood, wanted, new)
    found = differences(old, new)
    return render_template(
        "frameworks/preview.html",
        kept=kept,
        new=new,
        current=current,
        changed=changed,
        compared=actions.in_force(new.code),
        nothing=not found and not linked,
        same_version=not found,
        groups={act.value: wording.lines([*found, *linked], act, old, new) for act in Act},
    )


@blueprint.post("/importeren/<uuid:upload_id>/wegdoen")
def drop_import(upload_id: UUID) -> Response:
    """Forget an uploaded workbook without importing it."""
    actions.drop(queries.kept_upload(upload_id, actor()))
    return done(_("Nothing was imported."), url_for("frameworks.import_framework"))


@blueprint.post("/kader/<code>/meegeleverd")
def take_shipped(code: str) -> Response:
    """Lay the shipped text beside the own version, as an import that can be confirmed."""
    kept = actions.offer_shipped(code, actor=actor())
    return redirect(url_for("frameworks.import_preview", upload_id=kept.id), 303)
