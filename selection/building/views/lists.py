"""The list of vacancies that are being built, a new one, one from a file, and one as a file."""

from uuid import UUID

from flask import Response, redirect, render_template, request, url_for

from selection.access import actor
from selection.building import actions, queries, sources
from selection.building.forms import LoadForm, NewForm
from selection.building.models import DraftState
from selection.building.views.scope import Answer, blueprint, folder
from selection.building.wizard import first_unfinished, step_url
from selection.errors import BadInput
from selection.forms import normal_line
from selection.frameworks.queries import framework_set
from selection.i18n import _, _l
from selection.web.answers import done
from vacancies import definition_toml

STATES = {"in-opbouw": DraftState.DRAFT, "klaar": DraftState.READY, "opzij": DraftState.AWAY}
WORDS = {DraftState.DRAFT: _l("Being built"), DraftState.READY: _l("Ready"), DraftState.AWAY: _l("Put away")}


@blueprint.get("/")
def index() -> str:
    """Vacancies that are being built, those that are ready, and those that were put away; `?stand=klaar` those in one state."""
    rows, chosen = queries.drafts(), STATES.get(request.args.get("stand", ""))
    groups = {state: [row for row in rows if row.state == state and chosen in (None, state)] for state in STATES.values()}
    states = [(name, WORDS[state]) for name, state in STATES.items()]
    state = next((name for name, state in STATES.items() if state == chosen), "")
    return render_template("building/index.html", groups=groups, total=len(rows), states=states, state=state)


@blueprint.route("/nieuw", methods=["GET", "POST"])
def new() -> Answer:
    """A new vacancy, from nothing or copied from an earlier one."""
    form = NewForm()
    earlier = {one.key: one for one in sources.earlier_vacancies(actor(), folder())}
    form.origin.choices = [("", _("nothing: an empty vacancy")), *((key, one.label) for key, one in earlier.items())]
    if form.is_submitted() and form.validate():
        chosen = earlier.get(form.origin.data)
        title, code = form.title.data or "", form.code.data or ""
        if chosen is not None or title:
            source = sources.copied(chosen.source(), title, code) if chosen else sources.empty(title, code)
            draft = actions.create(actor(), source, origin="copy" if chosen else "nothing")
            return redirect(step_url(draft.id, "functie"), 303)
        form.refuse("title", _("Fill in the function."))
    page = render_template("building/new.html", form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/laden", methods=["GET", "POST"])
def load() -> Answer:
    """A vacancy from a definition file, finished or not."""
    form, problems = LoadForm(), []
    if form.is_submitted():
        file = form.file.data
        try:
            source = sources.from_file(file.read() if file else b"", normal_line(file.filename or "") if file else "")
        except BadInput as error:
            problems = error.message.split("\n")
            form.refuse("file", problems[0] if len(problems) == 1 else _("This file cannot be loaded; what is wrong stands below."))
        else:
            draft = actions.create(actor(), source, origin="file")
            return done(_("The file was loaded."), url_for("building.check", draft_id=draft.id))
    page = render_template("building/load.html", form=form, problems=problems)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<uuid:draft_id>")
def resume(draft_id: UUID) -> Answer:
    """On with building, at the first step that lacks something."""
    draft = queries.draft_with(draft_id)
    if draft.state != DraftState.DRAFT:
        return redirect(url_for("building.check", draft_id=draft_id), 303)
    return redirect(step_url(draft_id, first_unfinished(queries.source_of(draft), framework_set())), 303)


@blueprint.get("/<uuid:draft_id>/bestand")
def file(draft_id: UUID) -> Response:
    """The vacancy as a definition file, finished or not."""
    draft = queries.draft_with(draft_id)
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_" for sign in draft.code) or "vacature"
    headers = {"Content-Disposition": f'attachment; filename="{name}.toml"', "X-Content-Type-Options": "nosniff"}
    return Response(definition_toml(queries.source_of(draft)), mimetype="application/toml; charset=utf-8", headers=headers)
