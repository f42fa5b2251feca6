"""What the pages of frameworks show: the tree beside them, a competency with its levels and counterparts, a function profile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from selection.frameworks import wording
from selection.frameworks.crosswalk import Link, weakest
from selection.frameworks.queries import FrameworkSet, Version
from selection.i18n import _
from vacancies import Competency, CompetencyLevel, Crosswalk, Dimension, Framework, Indicator, Level, Member, Profile, shipped_crosswalk

_STEPS = 4  # shades that the style sheet has for the levels of a ladder


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A cluster with its competencies; `open` when the page shows one of them."""

    name: str
    competencies: Sequence[Competency]
    open: bool


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """Indicators of one dimension, or all of them where there are no dimensions."""

    dimension: Dimension | None
    texts: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A level of a competency in the row of levels. `shade` is 1 to 4, darker where levels are a ladder."""

    label: str
    title: str
    shade: int
    groups: Sequence[Grouped]
    tips: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Counterpart:
    """A competency elsewhere that denotes the same, or nearly; `row` is the own row of the cross-walk that says so, if any."""

    version: Version
    competency: Competency
    strength: str
    levels: str
    row: UUID | None


@dataclass(frozen=True, kw_only=True)
class ProfileLine:
    """A competency that a function profile asks for, with its texts at the level that is looked at."""

    competency: Competency
    step: Step | None


def branches(framework: Framework, current: str = "") -> list[Branch]:
    """The clusters in their order, then what stands in none; all open where there is one only, or no cluster at all."""
    groups = [(cluster.name, [one for one in framework.competencies if one.cluster == cluster.code]) for cluster in framework.clusters]
    known = {cluster.code for cluster in framework.clusters}
    groups.append((_("Other competencies") if framework.clusters else _("Competencies"), [one for one in framework.competencies if one.cluster not in known]))
    filled = [(name, competencies) for name, competencies in groups if competencies]
    return [Branch(name=name, competencies=each, open=len(filled) == 1 or any(one.code == current for one in each)) for name, each in filled]


def steps(framework: Framework, competency: Competency) -> list[Step]:
    """The levels of a competency in the order of the framework."""
    order = {level.code: place for place, level in enumerate(framework.levels)}
    levels = sorted(competency.levels, key=lambda level: order.get(level.code or "", 0))
    return [_step(framework, competency, level, place, len(levels)) for place, level in enumerate(levels)]


def _step(framework: Framework, competency: Competency, level: CompetencyLevel, place: int, number: int) -> Step:
    label = framework.level(level.code)
    return Step(
        label=label.label if label else "",
        title=level.title or "",
        shade=_STEPS if number == 1 else 1 + place * (_STEPS - 1) // (number - 1),
        groups=list(_grouped(competency.dimensions, level.indicators)),
        tips=level.tips,
    )


def _grouped(dimensions: Sequence[Dimension], indicators: Sequence[Indicator]) -> Iterator[Grouped]:
    known = {dimension.code for dimension in dimensions}
    for dimension in dimensions:
        if texts := [one.text for one in indicators if one.dimension == dimension.code]:
            yield Grouped(dimension=dimension, texts=texts)
    if texts := [one.text for one in indicators if one.dimension not in known]:
        yield Grouped(dimension=None, texts=texts)


def counterparts(
    known: FrameworkSet, framework: str, competency: str, crosswalk: Crosswalk | None = None, own_rows: Mapping[Link, UUID] | None = None
) -> list[Counterpart]:
    """What the cross-walk names beside this competency, the nearest first.

    Nothing that a framework no longer has, nothing of a framework that is out of use, and nothing twice.
    """
    walked = shipped_crosswalk() if crosswalk is None else crosswalk
    found: dict[tuple[str, str], Counterpart] = {}
    for group in walked.groups:
        own = next((one for one in (*group.members, *group.touches) if (one.framework, one.competency) == (framework, competency)), None)
        if own is None:
            continue
        for member in (*group.members, *group.touches):
            key = (member.framework, member.competency)
            if key != (framework, competency) and key not in found and (one := _counterpart(known, member, own, own_rows or {})):
                found[key] = one
    ranks = {wording.strength_word(word): rank for rank, word in enumerate(("exact", "near", "partial", None))}
    return sorted(found.values(), key=lambda one: ranks[one.strength])


def _counterpart(known: FrameworkSet, member: Member, own: Member, own_rows: Mapping[Link, UUID]) -> Counterpart | None:
    version, link = known.offered.get(member.framework), Link(own.framework, own.competency, member.framework, member.competency)
    competency = version.framework.competency(member.competency) if version else None
    if version is None or competency is None:
        return None
    return Counterpart(
        version=version,
        competency=competency,
        strength=wording.strength_word(weakest(own.strength, member.strength)),
        levels=wording.levels_word(sum(level.code is not None for level in competency.levels)),
        row=own_rows.get(link) or own_rows.get(link.turned()),
    )


def profiles_with(framework: Framework, competency: str) -> list[Profile]:
    """The function profiles that ask for a competency."""
    return [profile for profile in framework.profiles if competency in (*profile.core, *profile.specific)]


def profile_lines(framework: Framework, codes: Sequence[str], level: Level | None) -> list[ProfileLine]:
    """The competencies of a profile, each with its texts at the level; without texts where no level is looked at."""
    found = []
    for code in codes:
        competency = framework.competency(code)
        at = competency.level(level.code) if competency and level else None
        if competency:
            found.append(ProfileLine(competency=competency, step=_step(framework, competency, at, 0, 1) if at else None))
    return found
