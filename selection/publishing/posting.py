"""A vacancy as search engines of jobs read it: schema.org JobPosting."""

import re
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from scoring.numbers import shortest
from selection.i18n.figures import BRUSSELS
from selection.organisation.queries import Organisation
from selection.procedures.vacancy import extended_words
from selection.publishing.queries import Published
from vacancies import Definition, Salary

UNITS = {"month": "MONTH", "year": "YEAR", "hour": "HOUR"}
_HOURS = re.compile(r"([0-9]{1,2})(?:[.,][0-9]+)?/([0-9]{1,2})")


def job_posting(vacancy: Published, about: Organisation, *, url: str, logo: str = "") -> dict[str, Any]:
    """What stands as JSON-LD on the page of an open vacancy; `url` and `logo` are whole addresses (no logo: empty). What is not known is left out."""
    definition = vacancy.definition
    published = vacancy.procedure.published_at or vacancy.changed_at
    organisation = {"@type": "Organization", "name": definition.organisation or about.name, "sameAs": about.website, "logo": logo}
    posting: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": definition.title,
        "description": _description(definition) + _extended(extended_words(vacancy.changes.closing)),
        "identifier": {"@type": "PropertyValue", "name": about.name, "value": vacancy.procedure.label},
        "datePosted": published.astimezone(BRUSSELS).date().isoformat(),
        "validThrough": vacancy.closes_at.isoformat() if vacancy.closes_at else "",
        "url": url,
        "directApply": not (definition.application and definition.application.external_url),
        "hiringOrganization": _known(organisation),
        "jobLocation": {"@type": "Place", "address": _address(about)},
        "employmentType": _hours(definition),
        "baseSalary": _salary(definition.salary) if definition.salary else "",
        "totalJobOpenings": definition.positions or "",
        "qualifications": "\n".join(condition.text for condition in definition.conditions),
        "jobBenefits": ", ".join(benefit.name for benefit in definition.benefits),
    }
    return _known(posting)


def _extended(sentence: str) -> str:
    """That applications were extended, as the last paragraph of the description; `validThrough` holds the new moment."""
    return str(Markup("<p>{}</p>").format(sentence)) if sentence else ""


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None)}


def _description(definition: Definition) -> str:
    """The text as simple HTML, which is what the format asks; everything in it is escaped."""
    position = definition.position
    if position is None:
        return str(Markup("<p>{}</p>").format(definition.title))
    html = Markup("").join(Markup("<p>{}</p>").format(text) for text in (position.purpose, position.summary) if text)
    for area in position.result_areas:
        html += Markup("<p><strong>{}</strong></p>").format(area.title)
        if area.tasks:
            html += Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(task) for task in area.tasks))
    return str(html) or str(Markup("<p>{}</p>").format(definition.title))


def _address(about: Organisation) -> dict[str, str]:
    """The postal address: its last line with four digits first is postal code and municipality."""
    lines = [line.strip() for line in about.address.splitlines() if line.strip()]
    place = re.fullmatch(r"([1-9][0-9]{3}) +(.+)", lines[-1]) if lines else None
    known = {"@type": "PostalAddress", "addressCountry": "BE"}
    if place is None:
        return known | ({"streetAddress": ", ".join(lines)} if lines else {})
    return known | _known({"streetAddress": ", ".join(lines[:-1]), "postalCode": place[1], "addressLocality": place[2]})


def _hours(definition: Definition) -> str:
    """FULL_TIME or PART_TIME where the working time is written as hours of hours (38/38), else nothing."""
    match = _HOURS.search(definition.position.working_time or "") if definition.position else None
    if match is None:
        return ""
    return "FULL_TIME" if match[1] == match[2] else "PART_TIME"


def _salary(salary: Salary) -> dict[str, Any] | str:
    if salary.minimum is None and salary.maximum is None:
        return ""
    value = {
        "@type": "QuantitativeValue",
        "minValue": _figure(salary.minimum),
        "maxValue": _figure(salary.maximum),
        "unitText": UNITS[salary.period],
    }
    return {"@type": "MonetaryAmount", "currency": salary.currency, "value": _known(value)}


def _figure(amount: Fraction | None) -> int | str:
    """A whole amount as a number, any other as its exact text; never a binary fraction."""
    if amount is None:
        return ""
    return amount.numerator if amount.denominator == 1 else shortest(amount)
