"""Competencies as a vacancy takes them over: from a function profile, or one by one, in the form of a definition file."""

from collections.abc import Sequence

from selection.frameworks.queries import Version
from vacancies import Competency, Profile


def asked(version: Version, competency: Competency, level: str | None = None, kind: str | None = None) -> dict[str, str]:
    """An entry of `[[competencies]]`. A level that the competency lacks is left out, as is any where levels are a ladder or none."""
    entry = {"framework": version.code, "competency": competency.code}
    if level and version.framework.levels_are == "required" and competency.level(level) is not None:
        entry["level"] = level
    return entry | ({"kind": kind} if kind else {})


def asked_by_profile(version: Version, profile: Profile, level: str | None = None) -> list[dict[str, str]]:
    """Everything that a function profile asks for at one level: the core competencies, then the specific ones."""
    groups: Sequence[tuple[str, Sequence[str]]] = (("core", profile.core), ("specific", profile.specific))
    found = []
    for kind, codes in groups:
        for code in codes:
            competency = version.framework.competency(code)
            if competency is not None:
                found.append(asked(version, competency, level, kind))
    return found
