"""The list of procedures, opening one, and its overview."""

from datetime import datetime
from uuid import UUID

from flask import current_app, render_template, request
from werkzeug.wrappers import Response

from selection.accounts.models import Account
from selection.accounts.request import actor
from selection.db import now
from selection.errors import BadInput
from selection.frameworks.queries import framework_set
from selection.i18n import _, language
from selection.i18n.figures import BRUSSELS
from selection.procedures import overview, queries, registry
from selection.procedures.actions import handling
from selection.procedures.actions.rules import definition_from_file
from selection.procedures.archive import in_archive
from selection.procedures.choices import Choices, definition_choices
from selection.procedures.forms import UPLOADED, OpenForm, nobody
from selection.procedures.views.scope import blueprint, done, for_anybody, shown
from vacancies import Definition

ARCHIVE = "archief"


@blueprint.get("/procedures")
def index() -> str:
    """The procedures in which the person has a task or a seat: those that are going on, or the archive; `?stand=lopend` those in one state."""
    mine, shown_away, state = queries.procedures_of(actor()), request.args.get("lijst") == ARCHIVE, request.args.get("stand", "")
    away = in_archive(mine)
    rows = overview.listed(actor(), [procedure for procedure in mine if (procedure.id in away) == shown_away])
    states = [(str(each), words) for each, words in overview.STANDINGS.items() if each == state or any(row.standing == each for row in rows)]
    state = state if state in set(overview.Standing) else ""
    values = {"states": states, "state": state, "archive": shown_away, "away": len(away), "mine": len(mine), "may_open": actor().is_hr}
    asked = [todo for answer in registry.attention(actor()) for todo in answer] if actor().is_hr else []
    return render_template("procedures/index.html", rows=[row for row in rows if state in ("", row.standing)], asked=asked, **values)


@blueprint.route("/procedures/nieuw", methods=["GET", "POST"])
def open_procedure() -> str | tuple[str, int] | Response:
    """A procedure from one of the definitions, or from an uploaded file."""
    choices = definition_choices(current_app.config["SETTINGS"].definitions, language(), framework_set())
    form, officers = _open_form(choices)
    problems: list[str] = []
    if form.is_submitted():
        valid = form.validate()
        chosen, problems = _chosen(form, choices)
        if valid and chosen is not None and _number_free(form):
            deputy = officers.get(form.deputy.data)
            procedure = handling.open_procedure(actor(), definition=chosen, year=form.whole(form.year), number=form.whole(form.number), deputy=deputy)
            return done("procedures.overview", _("The procedure is open. Name the panel and enter the candidates."), procedure_id=procedure.id)
    page = render_template("procedures/open.html", form=form, problems=problems, faults=choices.faults)
    return (page, 422) if form.is_submitted() else page


def _open_form(choices: Choices) -> tuple[OpenForm, dict[str, Account]]:
    year = local_year(now())
    form = OpenForm(data={"year": year, "number": queries.next_number(year)})
    officers = {str(account.id): account for account in queries.hr_officers() if account.id != actor().id}
    form.definition.choices = [(key, definition.title) for key, definition in choices.definitions.items()] + [(UPLOADED, _("A file of my own"))]
    form.deputy.choices = [nobody(), *((key, account.name) for key, account in officers.items())]
    return form, officers


def _chosen(form: OpenForm, choices: Choices) -> tuple[Definition | None, list[str]]:
    """The definition that was chosen or uploaded; None with the problems of the file."""
    if form.definition.data != UPLOADED:
        return choices.definitions.get(form.definition.data or ""), []
    if not form.file.data:
        form.refuse("file", _("Choose the definition file."))
        return None, []
    try:
        return definition_from_file(form.file.data.read(), form.file.data.filename or "", language()), []
    except BadInput as error:
        form.refuse("file", _("This file cannot be used yet; what is wrong stands below."))
        return None, error.message.split("\n")


def _number_free(form: OpenForm) -> bool:
    year, number = form.whole(form.year), form.whole(form.number)
    if not handling.number_taken(year, number):
        return True
    form.refuse("number", _("There is a procedure %(year)s-%(number)02d already. Choose another number.", year=year, number=number))
    return False


def local_year(moment: datetime) -> int:
    """The year in which the organisation lives now."""
    return moment.astimezone(BRUSSELS).year


@blueprint.get("/procedures/<uuid:procedure_id>", endpoint="overview")
def overview_page(procedure_id: UUID) -> str:
    """Rounds, what blocks, candidates, panel and rules."""
    scope = for_anybody(procedure_id)
    return shown("procedures/overview.html", scope, "overview", view=overview.overview(*scope))
