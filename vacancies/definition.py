"""A vacancy definition as the rest of the product sees it: frozen, complete and checked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from scoring.scheme import Criterion, Scheme
from vacancies.frameworks import Competency, CompetencyLevel, Framework


@dataclass(frozen=True, kw_only=True)
class ResultArea:
    """A result area (resultaatgebied) of the position, with its tasks."""

    title: str
    intro: str | None
    tasks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Position:
    """What the job is; every text may be missing."""

    grade: str | None
    team: str | None
    working_time: str | None
    contract: str | None
    reports_to: str | None
    member_of: str | None
    purpose: str | None
    summary: str | None
    result_areas: tuple[ResultArea, ...]


@dataclass(frozen=True, kw_only=True)
class Seniority:
    """The amount after a number of years."""

    years: int
    amount: Fraction


@dataclass(frozen=True, kw_only=True)
class Salary:
    """The pay; amounts in `currency` per `period` (month, year or hour). `period_stated` is False where the period is our reading of the source."""

    scale: str | None
    currency: str
    gross: bool
    minimum: Fraction | None
    maximum: Fraction | None
    period: str
    period_stated: bool
    seniority: tuple[Seniority, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Benefit:
    """An extralegal benefit."""

    code: str
    name: str
    text: str | None


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A condition to take part (`general`) or to be appointed (`appointment`)."""

    code: str
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document that is asked for. `due` is `deadline` (with the application) or `appointment`; `visible_to` is `panel`, `hr` or `hr-named`.

    The age counts back from `age_reference`.
    """

    code: str
    name: str
    required: bool
    due: str
    note: str | None
    max_age_months: int | None
    age_reference: str
    visible_to: str


@dataclass(frozen=True, kw_only=True)
class Application:
    """How to apply. A deadline that is a day means its last moment in the organisation's time zone. `external_url`: people apply there, not here.

    `postal_address`: the form asks it, since something goes by post.
    """

    deadline: date | None
    contact: str | None
    external_url: str | None
    incomplete_refused: bool
    postal_address: bool
    accommodations: str | None
    documents: tuple[Document, ...]


@dataclass(frozen=True, kw_only=True)
class RequiredCompetency:
    """A competency that the vacancy asks for; `kind` is `core`, `specific` or None."""

    framework: str
    code: str
    name: str
    level: str | None
    kind: str | None


@dataclass(frozen=True, kw_only=True)
class Described:
    """What an assessor reads beside a criterion. `levels` is the asked level, or the whole ladder where levels are anchors."""

    competency: Competency
    levels: tuple[CompetencyLevel, ...]
    asked: str | None


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A vacancy definition: position, pay, conditions, how to apply, and the scheme of rounds and parts.

    `dates` holds the days of each round by its code; `frameworks` the frameworks that the definition names, with the competencies
    that it uses and no others; `text` the definition's data as canonical JSON.
    """

    code: str
    title: str
    organisation: str | None
    language: str
    framework: str | None
    positions: int | None
    position: Position | None
    salary: Salary | None
    benefits: tuple[Benefit, ...]
    conditions: tuple[Condition, ...]
    application: Application | None
    competencies: tuple[RequiredCompetency, ...]
    knowledge: tuple[str, ...]
    scheme: Scheme
    dates: Mapping[str, tuple[date, ...]]
    frameworks: Mapping[str, Framework]
    text: str

    def described(self, criterion: Criterion) -> Described | None:
        """The competency of a criterion with the levels to show; None for a topic."""
        framework = self.frameworks.get(criterion.framework or "")
        competency = framework and framework.competency(criterion.code)
        if not framework or not competency:
            return None
        whole = framework.levels_are != "required" or criterion.level is None
        levels = tuple(level for level in competency.levels if whole or level.code == criterion.level)
        return Described(competency=competency, levels=levels, asked=criterion.level)

    def frozen(self) -> dict[str, Any]:
        """The definition with its own copies of the competencies used, as JSON can hold it; `thaw` makes it a `Definition` again."""
        return {
            "format": 1,
            "definition": json.loads(self.text),
            "frameworks": {code: json.loads(framework.text) for code, framework in self.frameworks.items()},
        }
