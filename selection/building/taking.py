"""Competencies for a draft: ticked in the list of a framework, or taken over from a function profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selection.building.places import framework_of, tables
from selection.building.queries import Source
from selection.frameworks.choosing import asked, asked_by_profile
from selection.frameworks.queries import FrameworkSet, Version
from selection.i18n import _


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One framework to choose from: its competencies by cluster (code, name, already chosen), its levels and its function profiles."""

    code: str
    title: str
    language: str
    clusters: Sequence[tuple[str, Sequence[tuple[str, str, bool]]]]
    levels: Sequence[tuple[str, str]]
    profiles: Sequence[tuple[str, str]]


def offers(source: Source, known: FrameworkSet) -> list[Offer]:
    """Every framework in force, the one of the vacancy first."""
    chosen = {(framework_of(entry, source), str(entry.get("competency"))) for entry in tables(source.get("competencies"))}
    made = [_offer(version, chosen) for version in known.versions.values()]
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


def take(source: Source, known: FrameworkSet, code: str, form: Mapping[str, str], ticked: Sequence[str], *, profile: bool) -> int:
    """Add competencies of one framework to the source; gives how many were new. What is there already stays as it is."""
    version = known.versions.get(code)
    if version is None:
        return 0
    level = form.get(f"level:{code}", "") or None
    if profile:
        wanted = next((one for one in version.framework.profiles if one.code == form.get(f"profile:{code}")), None)
        entries = asked_by_profile(version, wanted, level) if wanted else []
    else:
        chosen = {text.partition("/")[2] for text in ticked if text.partition("/")[0] == code}
        kind = form.get(f"kind:{code}", "")
        kind = kind if kind in {"core", "specific"} else ""
        entries = [asked(version, one, level, kind or None) for one in version.framework.competencies if one.code in chosen]
    return _add(source, entries)


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
