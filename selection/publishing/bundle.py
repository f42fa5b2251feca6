"""The information bundle: the vacancy as a document on paper (PDF/UA), wholly in the language of the vacancy."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from uuid import UUID

from selection.documents import pdf
from selection.i18n import _, speaking
from selection.organisation.queries import Organisation
from selection.procedures.scheme_words import figure
from selection.procedures.vacancy import CompetencyWords, VacancyPage, vacancy_page
from selection.publishing.queries import Published, published_vacancy
from vacancies import Definition


@lru_cache(maxsize=32)
def bundle_pdf(procedure_id: UUID, row_id: UUID, about: Organisation, url: str) -> bytes:
    """The document of this version of the definition; set once per process, since nothing of it changes. NotFound when it is not published."""
    vacancy = published_vacancy(procedure_id)
    with speaking(vacancy.definition.language):
        return pdf.render(_paper(vacancy, about, url))


def _paper(vacancy: Published, about: Organisation, url: str) -> pdf.Paper:
    page = vacancy_page(vacancy.procedure, vacancy.definition, vacancy.changes)
    sections = [
        pdf.Section(heading=heading, blocks=blocks)
        for heading, blocks in (
            ("", list(_opening(page))),
            (_("In short"), list(_short(page))),
            (_("The position"), list(_position(page.definition))),
            (_("Who is wanted"), list(_wanted(page))),
            (_("How the selection goes"), list(_selection(page))),
            (_("What is offered"), list(_offered(page.definition))),
            (_("Applying"), list(_applying(page, about, url))),
        )
        if blocks
    ]
    return pdf.Paper(
        title=page.definition.title,
        author=page.definition.organisation or about.name,
        language=page.language,
        moment=vacancy.changed_at.replace(microsecond=0),
        kicker=_("Information bundle"),
        running=page.definition.title,
        foot=url,
        accent=about.brand,
        sections=sections,
    )


def _opening(page: VacancyPage) -> Iterator[pdf.Block]:
    position = page.definition.position
    if position and position.purpose:
        yield pdf.lead(position.purpose)


def _short(page: VacancyPage) -> Iterator[pdf.Block]:
    definition, position = page.definition, page.definition.position
    rows = [(_("Pay"), page.salary), (_("Scale"), definition.salary.scale or "" if definition.salary else "")]
    if position:
        labels = (_("Grade"), _("Team"), _("Contract"), _("Working time"), _("Reports to"), _("Member of"))
        texts = (position.grade, position.team, position.contract, position.working_time, position.reports_to, position.member_of)
        rows += [(label, text or "") for label, text in zip(labels, texts, strict=True)]
    rows += [(_("Positions"), str(definition.positions or "")), (_("Last day to apply"), ", ".join(filter(None, (page.until, page.hour))))]
    if known := [row for row in rows if row[1]]:
        yield pdf.facts(known)
    yield from _bullets([*page.seniority, *(definition.salary.notes if definition.salary else ())])


def _position(definition: Definition) -> Iterator[pdf.Block]:
    if definition.position is None:
        return
    if definition.position.summary:
        yield pdf.paragraph(definition.position.summary)
    for area in definition.position.result_areas:
        yield pdf.subheading(area.title)
        if area.intro:
            yield pdf.paragraph(area.intro)
        yield from _bullets(area.tasks)


def _wanted(page: VacancyPage) -> Iterator[pdf.Block]:
    for kind, heading in (("general", _("General conditions")), ("appointment", _("Conditions of appointment"))):
        texts = [condition.text for condition in page.definition.conditions if condition.kind == kind]
        if texts:
            yield pdf.subheading(heading)
            yield from _bullets(texts)
    if page.competencies:
        yield pdf.subheading(_("Competencies"))
        yield from _bullets([_competency(each) for each in page.competencies])
    if page.definition.knowledge:
        yield pdf.subheading(_("Knowledge"))
        yield from _bullets(page.definition.knowledge)


def _competency(words: CompetencyWords) -> str:
    head = " · ".join(filter(None, (words.name, words.level, _("core competency") if words.core else "")))
    return f"{head}: {words.definition}" if words.definition else head


def _selection(page: VacancyPage) -> Iterator[pdf.Block]:
    rows = []
    for round_, words in zip(page.definition.scheme.rounds, page.rounds, strict=True):
        for part in round_.parts:
            points = [figure(part.points), figure(part.required)] if part.points is not None else [_("suitable or unsuitable"), "–"]
            rows.append([words.title if part.title == words.title else f"{words.title}: {part.title}", words.when or "–", *points])
    head = [_("Part"), _("When"), _("Points"), _("Needed")]
    yield pdf.grid(caption=_("Parts of the selection, with the points and what is needed to pass"), head=head, rows=rows, right=[2, 3], widths=[4, 4, 3, 2])
    yield from _bullets([*page.ranking, *page.reserve])
    for words in page.rounds:
        for text in words.preparation:
            yield pdf.paragraph(f"{words.title}: {text}")
    yield pdf.paragraph(_("All selection rules stand on the page of the vacancy."))


def _offered(definition: Definition) -> Iterator[pdf.Block]:
    if definition.benefits:
        yield pdf.facts([(benefit.name, benefit.text or "") for benefit in definition.benefits])


def _applying(page: VacancyPage, about: Organisation, url: str) -> Iterator[pdf.Block]:
    application = page.definition.application
    if page.until:
        yield pdf.paragraph(_("Applications are possible until %(day)s, %(hour)s (Belgian time).", day=page.until, hour=page.hour))
    if page.extended:
        yield pdf.paragraph(page.extended)
    yield pdf.paragraph(_("Where and how to apply stands on the page of the vacancy: %(address)s", address=url))
    if application is not None:
        if application.documents:
            yield pdf.subheading(_("Documents"))
            yield from _bullets([document.name if document.required else f"{document.name} ({_('optional')})" for document in application.documents])
        if application.incomplete_refused:
            yield pdf.paragraph(_("An application that is incomplete at the closing moment is not accepted."))
        if application.accommodations:
            yield pdf.paragraph(application.accommodations)
    contact = (application.contact if application else None) or about.contact
    if contact:
        yield pdf.paragraph(_("Questions: %(contact)s", contact=contact))


def _bullets(texts: Sequence[str]) -> Iterator[pdf.Block]:
    if texts:
        yield pdf.bullets(texts)
