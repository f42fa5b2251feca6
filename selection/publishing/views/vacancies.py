"""The published vacancies: the list, and each on its page."""

from uuid import UUID

from flask import Response, render_template

from selection.errors import NotFound
from selection.procedures import queries
from selection.procedures.vacancy import vacancy_page
from selection.publishing.views.scope import answered, blueprint


@blueprint.get("/vacatures")
def vacancies() -> Response:
    """Every published vacancy: open ones first, then those that are closed."""
    return answered(_list)


@blueprint.get("/vacatures/<uuid:procedure_id>")
def vacancy(procedure_id: UUID) -> Response:
    """One published vacancy; a closed one says so at its old address."""
    return answered(lambda: _one(procedure_id))


def _list() -> str:
    pages = [vacancy_page(procedure, definition) for procedure, definition in queries.published()]
    return render_template("vacancies/index.html", vacancies=sorted(pages, key=lambda page: page.closed))


def _one(procedure_id: UUID) -> str:
    for procedure, definition in queries.published(procedure_id):
        return render_template("vacancies/vacancy.html", vacancy=vacancy_page(procedure, definition))
    raise NotFound
