"""Competency frameworks as data: competencies with their definition, levels and behavioural indicators."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Level:
    """A level (niveau) of a framework."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A group of competencies."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """An aspect of a competency that its indicators are grouped by."""

    code: str
    name: str
    definition: str | None


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A behavioural indicator (gedragsindicator); `dimension` is the code of its dimension, if any."""

    text: str
    dimension: str | None


@dataclass(frozen=True, kw_only=True)
class CompetencyLevel:
    """What a competency means at a level; `code` is None in a framework without levels."""

    code: str | None
    title: str | None
    indicators: tuple[Indicator, ...]
    tips: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Competency:
    """A competency; `undefined_in_source` tells that the definition is ours, because the source only names it."""

    code: str
    name: str
    english: str | None
    cluster: str | None
    definition: str | None
    undefined_in_source: bool
    dimensions: tuple[Dimension, ...]
    levels: tuple[CompetencyLevel, ...]

    def level(self, code: str | None) -> CompetencyLevel | None:
        """The level with this code, or None."""
        return next((level for level in self.levels if level.code == code), None)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A function profile: the competencies that a kind of function asks for, and how many more may be chosen freely."""

    code: str
    name: str
    core: tuple[str, ...]
    specific: tuple[str, ...]
    free_choices: int


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A competency framework (competentiekader).

    `levels_are` is `required` (what a function asks), `anchors` (behaviour from weak to strong; the rater picks the rung that fits)
    or `none`. `text` is the framework's data as canonical JSON.
    """

    code: str
    title: str
    source: str | None
    language: str
    levels_are: str
    levels: tuple[Level, ...]
    clusters: tuple[Cluster, ...]
    competencies: tuple[Competency, ...]
    profiles: tuple[Profile, ...]
    text: str

    def competency(self, code: str) -> Competency | None:
        """The competency with this code, or None."""
        return self._by_code.get(code)

    def level(self, code: str | None) -> Level | None:
        """The level with this code, or None."""
        return next((level for level in self.levels if level.code == code), None)

    @cached_property
    def _by_code(self) -> Mapping[str, Competency]:
        return {competency.code: competency for competency in self.competencies}


@dataclass(frozen=True, kw_only=True)
class Member:
    """A competency in a group of the cross-walk; `strength` is `exact`, `near`, `partial`, or None where it only touches."""

    framework: str
    competency: str
    strength: str | None


@dataclass(frozen=True, kw_only=True)
class Group:
    """Competencies of several frameworks that denote the same thing; `touches` names neighbours."""

    code: str
    name: str
    members: tuple[Member, ...]
    touches: tuple[Member, ...]


@dataclass(frozen=True, kw_only=True)
class Crosswalk:
    """Which competencies of several frameworks denote the same thing. Levels are not aligned."""

    groups: tuple[Group, ...]
