"""The last step: what is missing with its way out, what is good to know, and the vacancy in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from scoring import fingerprint
from selection import regulation
from selection.building.matrix import matrix
from selection.building.nodes import Builder, attach
from selection.building.places import framework_of, options_for, parts, tables
from selection.building.queries import Source
from selection.building.shape import FORMS, STEPS
from selection.building.values import ABSENT
from selection.building.wizard import Bench
from selection.errors import Refused
from selection.i18n import _, language
from selection.organisation.queries import organisation
from selection.regulation import Composed, Facts, Words
from vacancies import Definition, DefinitionErrors, definition_from


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What is missing on one step: (id of the field, sentence) each, and the address of the step."""

    title: str
    url: str
    lines: Sequence[tuple[str, str]]


def missing(at: Bench) -> list[Missing]:
    """Everything that keeps the vacancy from being ready, step by step."""
    found = []
    options = options_for(at.source, at.frameworks)
    for mark in at.marks:
        lines: list[tuple[str, str]] = []
        if mark.step.code in FORMS:
            here = [fault for fault in at.faults if fault.step == mark.step.code]
            lines = attach(Builder(mark.step.code, options).form(at.source), here) if here else []
        elif mark.step.code == "matrix":
            lines = list(at.gaps)
        if lines:
            found.append(Missing(title=str(STEPS[mark.step.code].label), url=mark.url, lines=lines))
    return found


def remarks(at: Bench, today: date) -> list[str]:
    """What does not block and is good to know."""
    found = list(matrix(at.source, at.frameworks).remarks)
    used = {framework_of(entry, at.source) for entry in (*tables(at.source.get("competencies")), *_criteria(at.source))}
    for version in at.frameworks.versions.values():
        if version.code in used and version.retired_at is not None:
            found.append(_("The framework %(title)s is out of use. This vacancy keeps it; choose another for a new one.", title=version.framework.title))
    deadline = _day(at.source.get("application") or {}, "deadline")
    if deadline is None:
        found.append(_("The vacancy names no closing date of applications."))
    if deadline is not None and deadline < today:
        found.append(_("The closing date of applications lies in the past."))
    rounds = [one for one in at.source.get("rounds") or () if isinstance(one, dict)]
    if any(_of(text) is not None and _of(text) < today for one in rounds for text in one.get("dates") or ()):  # type: ignore[operator]
        found.append(_("A day of a round lies in the past."))
    if not (at.source.get("application") or {}).get("documents"):
        found.append(_("No documents are asked of candidates."))
    if "reserve" not in (at.source.get("scheme") or {}):
        found.append(_("There is no recruitment reserve."))
    return found


def _criteria(source: Source) -> list[dict[str, Any]]:
    return [entry for _place, part in parts(source) for entry in tables(part.get("criteria")) if "competency" in entry]


def definition_at(at: Bench) -> Definition | None:
    """The definition of the draft; None while something is missing."""
    if at.faults:
        return None
    try:
        return definition_from(at.source, name=at.draft.title, frameworks=at.frameworks)
    except DefinitionErrors:
        return None


def organisation_facts() -> Facts:
    """What the rules in words say of the organisation."""
    about = organisation()
    authority = Words(nl=about.appointing_authority.nl, en=about.appointing_authority.en)
    return Facts(organisation=about.name, appointing_authority=authority, contact=about.contact, grace_minutes=about.grace_minutes)


def rules_in_words(definition: Definition) -> Composed:
    """The selection rules as they would be published with the vacancy, with what they still leave open; the demands on the panel come with its procedure."""
    return regulation.compose(definition, organisation_facts(), language())


def ready_fingerprint(at: Bench) -> str:
    """The fingerprint of the rules of a draft that lacks nothing; Refused otherwise."""
    definition = definition_at(at)
    if definition is None or at.gaps:
        raise Refused(_("Something is still missing. See the list on this page."))
    return fingerprint(definition.scheme)


def _day(table: object, key: str) -> date | None:
    return _of(table.get(key, ABSENT)) if isinstance(table, dict) else None


def _of(text: object) -> date | None:
    try:
        return datetime.fromisoformat(str(text)).date()
    except ValueError:
        return None
