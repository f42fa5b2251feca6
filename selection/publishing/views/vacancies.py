"""The published vacancies: the list, and each on its page."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Response, render_template, url_for

from selection.organisation.queries import Organisation, organisation
from selection.procedures.vacancy import vacancy_page
from selection.publishing import queries
from selection.publishing.addresses import apply_url, external_url, public_url, site
from selection.publishing.dates import has_dates
from selection.publishing.posting import job_posting
from selection.publishing.queries import Published
from selection.publishing.views.scope import answered, blueprint


@blueprint.get("/vacatures")
def vacancies() -> Response:
    """The open vacancies, then those that were closed last."""
    return answered(_list)


@blueprint.get("/vacatures/<uuid:procedure_id>")
def vacancy(procedure_id: UUID) -> Response:
    """One published vacancy; a closed one says so at its old address."""
    return answered(lambda: _one(queries.published_vacancy(procedure_id)))


def _list() -> str:
    return render_template(
        "vacancies/index.html", vacancies=[vacancy_page(each.procedure, each.definition, each.changes) for each in queries.listed_vacancies()]
    )


def _one(found: Published) -> str:
    elsewhere = external_url(found)
    return render_template(
        "vacancies/vacancy.html",
        vacancy=vacancy_page(found.procedure, found.definition, found.changes),
        apply_url=apply_url(found),
        apply_host=urlsplit(elsewhere).hostname if elsewhere else "",
        has_dates=has_dates(found),
        posting=None if found.closed else _posting(found, organisation()),
    )


def _posting(found: Published, about: Organisation) -> dict[str, Any]:
    logo = site() + url_for("organisation.logo") if about.logo else ""
    return job_posting(found, about, url=public_url("publishing.vacancy", procedure_id=found.procedure.id), logo=logo)
