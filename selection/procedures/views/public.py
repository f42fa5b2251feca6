"""What everybody may read without an account: the published vacancies. These pages set no cookie; the language stands in the address."""

from collections.abc import Callable
from uuid import UUID

from flask import g, render_template, request

from selection.errors import NotFound
from selection.i18n import LANGUAGES, language, speaking
from selection.procedures import queries
from selection.procedures.vacancy import vacancy_page
from selection.procedures.views.scope import blueprint


@blueprint.get("/vacatures")
def vacancies() -> str:
    """Every published vacancy: open ones first, then those that are closed."""
    return _in_chosen_language(_list)


@blueprint.get("/vacatures/<uuid:procedure_id>")
def vacancy(procedure_id: UUID) -> str:
    """One published vacancy; a closed one says so at its old address."""
    return _in_chosen_language(lambda: _one(procedure_id))


def _list() -> str:
    pages = [vacancy_page(procedure, definition) for procedure, definition in queries.published()]
    return render_template("vacancies/index.html", vacancies=sorted(pages, key=lambda page: page.closed), public_language=_chosen())


def _one(procedure_id: UUID) -> str:
    for procedure, definition in queries.published(procedure_id):
        return render_template("vacancies/vacancy.html", vacancy=vacancy_page(procedure, definition), public_language=_chosen())
    raise NotFound


def _chosen() -> str | None:
    code = request.args.get("taal", "")
    return code if code in LANGUAGES else None


def _in_chosen_language(page: Callable[[], str]) -> str:
    code = _chosen() or language()
    g.language = code
    with speaking(code):
        return page()
