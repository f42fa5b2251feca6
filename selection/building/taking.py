"""Competencies for a draft: ticked in the list of a framework, or taken over from a function profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selection.building.places import framework_of, tables
from selection.building.queries import Source
from selection.frameworks.choosing import asked, asked_by_profile, profile_competencies
from selection.frameworks.queries import FrameworkSet, Version
from selection.i18n import _
from vacancies import Profile

NOT_TAKEN = "-"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One framework to choose from: its competencies by cluster (code, name, already chosen), its levels and its function profiles."""

    code: str
    title: str
    language: str
    clusters: Sequence[tuple[str, Sequence[tuple[str, str, bool]]]]
    levels: Sequence[tuple[str, str]]
    profiles: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class ProfileLine:
    """A competency of a function profile that is being taken over: the name of its field, its levels with the one proposed, whether it is there already."""

    field: str
    name: str
    kind: str
    levels: Sequence[tuple[str, str]]
    proposed: str
    there: bool


@dataclass(frozen=True, kw_only=True)
class ProfileOffer:
    """A function profile of which each competency gets a level of its own. `key` is framework and profile."""

    key: str
    name: str
    language: str
    lines: Sequence[ProfileLine]


def offers(source: Source, known: FrameworkSet) -> list[Offer]:
    """Every framework in use and those that the vacancy has already, its own first."""
    chosen = {(framework_of(entry, source), str(entry.get("competency"))) for entry in tables(source.get("competencies"))}
    used = {code for code, _competency in chosen} | {str(source.get("framework") or "")}
    made = [_offer(version, chosen) for version in known.versions.values() if version.retired_at is None or version.code in used]
    return sorted(made, key=lambda offer: offer.code != source.get("framework"))


def _offer(version: Version, chosen: set[tuple[str, str]]) -> Offer:
    framework = version.framework
    groups: list[tuple[str, list[tuple[str, str, bool]]]] = []
    for code, name in [*((cluster.code, cluster.name) for cluster in framework.clusters), (None, _("Other competencies"))]:
        inside = [(one.code, one.name, (framework.code, one.code) in chosen) for one in framework.competencies if (one.cluster or None) == code]
        groups += [(name, inside)] if inside else []
    asks_levels = framework.levels_are == "required"
    return Offer(
        code=framework.code,
        title=framework.title,
        language=framework.language,
        clusters=groups,
        levels=[(level.code, level.label) for level in framework.levels] if asks_levels else [],
        profiles=[(profile.code, profile.name) for profile in framework.profiles],
    )


def profile_offer(source: Source, known: FrameworkSet, key: str, level: str) -> ProfileOffer | None:
    """The function profile that `framework/profile` names, each competency with the levels that it can have; None where there is no such profile."""
    version, profile = _profile(known, key)
    if version is None or profile is None:
        return None
    chosen = {(framework_of(entry, source), str(entry.get("competency"))) for entry in tables(source.get("competencies"))}
    labels = {one.code: one.label for one in version.framework.levels}
    lines = [
        ProfileLine(
            field=f"each:{version.code}/{one.code}",
            name=one.name,
            kind=_("core") if kind == "core" else _("specific"),
            levels=[(step.code, labels[step.code]) for step in one.levels if step.code in labels] if version.framework.levels_are == "required" else [],
            proposed=level if one.level(level) is not None else "",
            there=(version.code, one.code) in chosen,
        )
        for kind, one in profile_competencies(version, profile)
    ]
    return ProfileOffer(key=key, name=profile.name, language=version.framework.language, lines=lines)


def take(source: Source, known: FrameworkSet, verb: str, place: str, form: Mapping[str, str], ticked: Sequence[str]) -> int:
    """Add competencies of one framework to the source; gives how many were new. What is there already stays as it is.

    `take`: those that were ticked; `profile`: what a function profile asks at one level; `each`: the same, each competency at its own level.
    """
    version = known.versions.get(place.partition("/")[0])
    if version is None:
        return 0
    level = form.get(f"level:{place}", "") or None
    if verb == "take":
        chosen = {text.partition("/")[2] for text in ticked if text.partition("/")[0] == place}
        kind = form.get(f"kind:{place}", "")
        kind = kind if kind in {"core", "specific"} else ""
        return _add(source, [asked(version, one, level, kind or None) for one in version.framework.competencies if one.code in chosen])
    _version, profile = _profile(known, place if verb == "each" else f"{place}/{form.get(f'profile:{place}', '')}")
    if profile is None:
        return 0
    return _add(source, asked_by_profile(version, profile, level, _levels(version, form) if verb == "each" else None))


def _levels(version: Version, form: Mapping[str, str]) -> dict[str, str]:
    """The level that was chosen for each competency, by code; without those that are not taken."""
    sent = {one.code: form.get(f"each:{version.code}/{one.code}", NOT_TAKEN) for one in version.framework.competencies}
    return {code: level for code, level in sent.items() if level != NOT_TAKEN}


def _profile(known: FrameworkSet, key: str) -> tuple[Version | None, Profile | None]:
    code, _slash, profile_code = key.partition("/")
    version = known.versions.get(code)
    return version, next((one for one in version.framework.profiles if one.code == profile_code), None) if version else None


def _add(source: Source, entries: Sequence[dict[str, str]]) -> int:
    if entries and not source.get("framework") and not source.get("competencies"):
        source["framework"] = entries[0]["framework"]
    there = tables(source.get("competencies"))
    stood = {(framework_of(entry, source), str(entry.get("competency"))) for entry in there}
    new = [entry for entry in entries if (entry["framework"], entry["competency"]) not in stood]
    if new:
        own = source.get("framework")
        source["competencies"] = [*there, *({key: value for key, value in entry.items() if key != "framework" or value != own} for entry in new)]
    return len(new)
