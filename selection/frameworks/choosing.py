"""Competencies as a vacancy takes them over: from a function profile, or one by one, in the form of a definition file."""

from collections.abc import Mapping, Sequence

from selection.frameworks.queries import Version
from vacancies import Competency, Profile


def asked(version: Version, competency: Competency, level: str | None = None, kind: str | None = None) -> dict[str, str]:
    """An entry of `[[competencies]]`. A level that the competency lacks is left out, as is any where levels are a ladder or none."""
    entry = {"framework": version.code, "competency": competency.code}
    if level and version.framework.levels_are == "required" and competency.level(level) is not None:
        entry["level"] = level
    return entry | ({"kind": kind} if kind else {})


def asked_by_profile(version: Version, profile: Profile, level: str | None = None, levels: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """Everything that a function profile asks for: at one level, or each competency at its own of `levels`, and then only what stands there."""
    found = []
    for kind, competency in profile_competencies(version, profile):
        if levels is None or competency.code in levels:
            found.append(asked(version, competency, level if levels is None else levels[competency.code], kind))
    return found


def profile_competencies(version: Version, profile: Profile) -> list[tuple[str, Competency]]:
    """(kind, competency) of what a function profile asks for: the core competencies, then the specific ones."""
    groups: Sequence[tuple[str, Sequence[str]]] = (("core", profile.core), ("specific", profile.specific))
    named = [(kind, version.framework.competency(code)) for kind, codes in groups for code in codes]
    return [(kind, competency) for kind, competency in named if competency is not None]
