"""What programs and people take along: calendar file, information bundle, feed, sitemap, robots."""

from uuid import UUID

from flask import Response, make_response

from selection.db import now
from selection.i18n import _, language
from selection.organisation.queries import organisation
from selection.procedures.vacancy import vacancy_page
from selection.publishing import bundle, queries
from selection.publishing.addresses import host, public_url, site
from selection.publishing.dates import dates_file
from selection.publishing.feeds import Entry, Feed, atom, sitemap
from selection.publishing.queries import Published
from selection.publishing.views.scope import answered, blueprint

FOUND = ("publishing.vacancies", "publishing.selecting", "publishing.privacy", "publishing.accessibility")


@blueprint.get("/vacatures/<uuid:procedure_id>/data.ics")
def calendar(procedure_id: UUID) -> Response:
    """The dates of a vacancy for a calendar."""

    def made() -> Response:
        vacancy = queries.published_vacancy(procedure_id)
        url = public_url("publishing.vacancy", procedure_id=procedure_id)
        return _file(dates_file(vacancy, organisation(), url=url, host=host()), "text/calendar; charset=utf-8", f"{vacancy.definition.code}.ics")

    return answered(made)


@blueprint.get("/vacatures/<uuid:procedure_id>/informatiebundel.pdf")
def information(procedure_id: UUID) -> Response:
    """The information bundle on paper, in the language of the vacancy."""

    def made() -> Response:
        vacancy = queries.published_vacancy(procedure_id)
        url = site() + f"/vacatures/{procedure_id}"
        return _file(bundle.bundle_pdf(procedure_id, vacancy.row_id, organisation(), url), "application/pdf", f"informatiebundel-{vacancy.definition.code}.pdf")

    return answered(made)


@blueprint.get("/vacatures/atom.xml")
def feed() -> Response:
    """The open vacancies as an Atom feed."""
    return answered(lambda: make_response(atom(_feed()), 200, {"Content-Type": "application/atom+xml; charset=utf-8"}))


@blueprint.get("/sitemap.xml")
def site_map() -> Response:
    """Every public page with the moment of its last change."""

    def made() -> Response:
        vacancies = queries.listed_vacancies()
        pages = [(public_url(endpoint), queries.newest_change(vacancies) if endpoint == FOUND[0] else None) for endpoint in FOUND]
        for each in vacancies:
            for endpoint in ("publishing.vacancy", "publishing.regulation"):
                pages.append((public_url(endpoint, procedure_id=each.procedure.id), each.changed_at))
        return make_response(sitemap(pages), 200, {"Content-Type": "application/xml; charset=utf-8"})

    return answered(made)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Search engines may read the public pages and nothing else."""
    allowed = ["/vacatures", "/zo-selecteren-we", "/privacy", "/toegankelijkheid", "/static/", "/organisatie/", "/sitemap.xml"]
    lines = ["User-agent: *", *(f"Allow: {path}" for path in allowed), "Disallow: /", "", f"Sitemap: {public_url('publishing.site_map')}", ""]
    return answered(lambda: make_response("\n".join(lines), 200, {"Content-Type": "text/plain; charset=utf-8"}))


def _feed() -> Feed:
    about, vacancies = organisation(), [each for each in queries.listed_vacancies() if not each.closed]
    return Feed(
        title=_("Vacancies of %(organisation)s", organisation=about.name),
        author=about.name,
        language=language(),
        url=public_url("publishing.feed"),
        page=public_url("publishing.vacancies"),
        updated=queries.newest_change(vacancies) or now().replace(hour=0, minute=0, second=0, microsecond=0),
        entries=[_entry(each) for each in vacancies],
    )


def _entry(vacancy: Published) -> Entry:
    page = vacancy_page(vacancy.procedure, vacancy.definition, vacancy.changes)
    position = vacancy.definition.position
    until = _("Until %(day)s, %(hour)s", day=page.until, hour=page.hour) if page.until else ""
    words = [position.purpose if position and position.purpose else "", page.salary, until, page.extended]
    return Entry(
        id=vacancy.procedure.id.urn,
        title=vacancy.definition.title,
        url=public_url("publishing.vacancy", procedure_id=vacancy.procedure.id),
        summary="\n".join(filter(None, words)),
        language=vacancy.definition.language,
        published=vacancy.procedure.published_at or vacancy.changed_at,
        updated=vacancy.changed_at,
    )


def _file(content: bytes, kind: str, name: str) -> Response:
    response = make_response(content, 200, {"Content-Type": kind})
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
