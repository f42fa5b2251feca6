"""The selection rules of a procedure in words: as they would be published now, and as they were published, version by version."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import undefer

from selection import regulation
from selection.building.checking import organisation_facts
from selection.db import now, session
from selection.errors import NotFound
from selection.i18n.figures import BRUSSELS
from selection.procedures.models import PanelDemand, Procedure, ProcedureDefinition, PublishedRegulation
from selection.procedures.queries import definition_of, definition_rows
from selection.regulation import Amendment, Composed, Demand, DemandKind, Facts
from vacancies import Definition

AMENDING = frozenset({"amended", "neutralised", "corrected"})


@dataclass(frozen=True, kw_only=True)
class TextSection:
    """A heading with its paragraphs."""

    code: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RulesText:
    """The rules in words in one language. `number` is 0 and `at` None as long as nothing was published; a published text never changes."""

    language: str
    title: str
    sections: tuple[TextSection, ...]
    fingerprint: str
    number: int = 0
    at: datetime | None = None


def regulation_text(procedure: Procedure, language: str, number: int | None = None) -> RulesText:
    """The published text (the newest, or that version), else the text as it would be published now. NotFound for a version that there is not."""
    row = published_regulation(procedure, number)
    if row is not None:
        return stored_text(row, language)
    if number is not None:
        raise NotFound
    return plain(composed(procedure, definition_of(procedure), language))


def published_regulation(procedure: Procedure, number: int | None = None) -> PublishedRegulation | None:
    """The row of the newest published text, or of that version; None before publication."""
    wanted = _rows(procedure).options(undefer(PublishedRegulation.text_nl), undefer(PublishedRegulation.text_en))
    if number is not None:
        wanted = wanted.where(PublishedRegulation.number == number)
    return session().scalars(wanted.limit(1)).first()


def published_versions(procedure: Procedure) -> Sequence[PublishedRegulation]:
    """Every published version without its text, newest first."""
    return session().scalars(_rows(procedure)).all()


def _rows(procedure: Procedure) -> sa.Select[PublishedRegulation]:
    return sa.select(PublishedRegulation).where(PublishedRegulation.procedure_id == procedure.id).order_by(PublishedRegulation.number.desc())


def stored_text(row: PublishedRegulation, language: str) -> RulesText:
    """The text of a published version in `nl` or `en`."""
    data = json.loads({"nl": row.text_nl, "en": row.text_en}[language])
    sections = tuple(TextSection(code=each["code"], heading=each["heading"], paragraphs=tuple(each["paragraphs"])) for each in data["sections"])
    return RulesText(language=language, title=data["title"], sections=sections, fingerprint=row.fingerprint, number=row.number, at=row.made_at)


def plain(text: Composed) -> RulesText:
    """A composed text without what only its making needs."""
    sections = tuple(
        TextSection(code=section.code, heading=section.heading, paragraphs=tuple(paragraph.text for paragraph in section.paragraphs))
        for section in text.sections
    )
    return RulesText(language=text.language, title=text.title, sections=sections, fingerprint=text.fingerprint)


def as_json(text: RulesText) -> str:
    """What a row keeps of a text."""
    kept: dict[str, Any] = {"title": text.title, "sections": [asdict(section) for section in text.sections]}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def composed(procedure: Procedure, definition: Definition, language: str, number: int = 0) -> Composed:
    """The rules of a definition in words, with its open points and remarks; `number` of the version that it is to be."""
    return regulation.compose(definition, facts_of(procedure, definition, number), language)


def facts_of(procedure: Procedure, definition: Definition, number: int = 0) -> Facts:
    """What the text says beside the definition: the organisation, the demands on the panel, and what was amended since publication."""
    amendments = _amendments(procedure)
    if procedure.published_at is not None and not number:  # published before texts were kept
        number = 1 + len(amendments)
    return replace(
        organisation_facts(),
        demands=demands(procedure),
        amendments=tuple(amendments),
        version=number,
        published_on=(amendments[-1].on if amendments else local_day(procedure.published_at)) if number else None,
    )


def demands(procedure: Procedure) -> tuple[Demand, ...]:
    """The rules on the composition of the panel, in the order of `DemandKind`."""
    rows = session().scalars(sa.select(PanelDemand).where(PanelDemand.procedure_id == procedure.id))
    found = {row.kind: Demand(kind=DemandKind(row.kind), amount=Fraction(row.amount), target=row.target) for row in rows}
    return tuple(found[kind] for kind in DemandKind if kind in found)


def local_day(moment: datetime | None) -> date:
    """The day of a moment in the organisation's time zone; today for none."""
    return (moment or now()).astimezone(BRUSSELS).date()


def _amendments(procedure: Procedure) -> list[Amendment]:
    """What changed since the vacancy was published, oldest first."""
    if procedure.published_at is None:
        return []
    first = next((row for row in published_versions(procedure) if row.number == 1), None)
    rows = sorted((row for row in definition_rows(procedure) if row.kind in AMENDING), key=lambda row: row.number)
    after = [row for row in rows if _later(row, first, procedure.published_at)]
    return [Amendment(kind=row.kind, on=local_day(row.made_at), reason=row.reason) for row in after]


def _later(row: ProcedureDefinition, first: PublishedRegulation | None, published_at: datetime) -> bool:
    return row.number > first.definition_number if first is not None else row.made_at > published_at
