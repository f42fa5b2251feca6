"""The rules page, and what R17 still allows: another definition, a neutralised criterion, corrected texts."""

from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.errors import BadInput, Refused
from selection.i18n import _, language
from selection.procedures import queries, rules_page, states
from selection.procedures.actions import rules as actions
from selection.procedures.actions.versions import hold_version
from selection.procedures.forms import FileForm, FileReasonForm, ReasonForm
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats
from selection.procedures.views.scope import blueprint, done, for_anybody, for_hr, shown

Answer = str | tuple[str, int] | Response


@blueprint.get("/procedures/<uuid:procedure_id>/regels", endpoint="rules")
def rules_view(procedure_id: UUID) -> str:
    """The scheme in tables, its fingerprint, and every version it had."""
    procedure, hats = for_anybody(procedure_id)
    return shown("procedures/rules.html", (procedure, hats), "rules", view=rules_page.rules_page(procedure, hats))


@blueprint.route("/procedures/<uuid:procedure_id>/regels/vervangen", methods=["GET", "POST"])
def replace_rules(procedure_id: UUID) -> Answer:
    """Another definition: free before the rules are frozen, with a reason after."""
    scope = for_hr(procedure_id)
    procedure, _hats = scope
    amending = actions.frozen(procedure)
    states.require(procedure, states.Act.AMEND_RULES if amending else states.Act.REPLACE_RULES)
    kind = FileReasonForm if amending else FileForm
    form = kind(data={"version": procedure.version})
    if not form.validate_on_submit():
        return _file_page(scope, form, amending=amending)
    try:
        content, name = _uploaded(form)
        definition = actions.definition_from_file(content, name, language(), procedure if amending else None)
    except BadInput as error:
        return _file_page(scope, form, amending=amending, problems=_told(form, error))
    reason = form.reason.data if isinstance(form, FileReasonForm) else ""
    _same_version(procedure, form.seen, reason)
    actions.replace_rules(actor(), procedure, definition, version=form.seen, reason=reason)
    return done("procedures.rules", _("The rules are those of the new file."), procedure_id=procedure_id)


@blueprint.route("/procedures/<uuid:procedure_id>/regels/teksten", methods=["GET", "POST"])
def correct_texts(procedure_id: UUID) -> Answer:
    """Other texts with the very same rules."""
    scope = for_hr(procedure_id)
    procedure, _hats = scope
    states.require(procedure, states.Act.CORRECT_TEXTS)
    form = FileReasonForm(data={"version": procedure.version})
    if not form.validate_on_submit():
        return _file_page(scope, form, texts=True)
    _same_version(procedure, form.seen, form.reason.data)
    try:
        content, name = _uploaded(form)
        data = actions.data_from_file(content, name)
        actions.correct_texts(actor(), procedure, data, name=name, language=language(), reason=form.reason.data, version=form.seen)
    except BadInput as error:
        return _file_page(scope, form, texts=True, problems=_told(form, error))
    except Refused as error:
        form.refuse("file", error.message)
        return _file_page(scope, form, texts=True)
    return done("procedures.rules", _("The texts were corrected; the rules are the same."), procedure_id=procedure_id)


@blueprint.route("/procedures/<uuid:procedure_id>/regels/wegvallen", methods=["GET", "POST"])
def neutralise(procedure_id: UUID) -> Answer:
    """What it does when a criterion drops out for everybody, and the act itself."""
    scope = for_hr(procedure_id)
    procedure, _hats = scope
    states.require(procedure, states.Act.NEUTRALISE)
    part, criterion = request.values.get("part", ""), request.values.get("criterion", "")
    preview = rules_page.neutralising(procedure, part, criterion)
    form = ReasonForm(data={"version": procedure.version})
    if form.validate_on_submit():
        _same_version(procedure, form.seen, form.reason.data)
        actions.neutralise(actor(), procedure, part_code=part, criterion_code=criterion, reason=form.reason.data, version=form.seen)
        return done("procedures.rules", _("%(criterion)s has dropped out for all candidates.", criterion=preview.criterion), procedure_id=procedure_id)
    page = shown("procedures/neutralise.html", scope, "rules", form=form, preview=preview)
    return (page, 422) if form.is_submitted() else page


def _file_page(
    scope: tuple[Procedure, Hats],
    form: FileForm | FileReasonForm,
    *,
    amending: bool = False,
    texts: bool = False,
    problems: list[str] | None = None,
) -> Answer:
    page = shown("procedures/rules_file.html", scope, "rules", form=form, amending=amending, texts=texts, problems=problems or [])
    return (page, 422) if form.is_submitted() else page


def _uploaded(form: FileForm | FileReasonForm) -> tuple[bytes, str]:
    if not form.file.data:
        raise BadInput(_("Choose the definition file."))
    return form.file.data.read(), form.file.data.filename or ""


def _told(form: FileForm | FileReasonForm, error: BadInput) -> list[str]:
    """The problems of the file, beside the field that says there are some."""
    form.refuse("file", _("This file cannot be used yet; what is wrong stands below."))
    return error.message.split("\n")


def _same_version(procedure: Procedure, seen: int, reason: str) -> None:
    """Conflict with both reasons when the procedure changed since the form was opened."""
    newest = queries.newest_definition(procedure)
    hold_version(procedure, seen, [(_("Reason"), reason, newest.reason)], back_url=url_for("procedures.rules", procedure_id=procedure.id))
