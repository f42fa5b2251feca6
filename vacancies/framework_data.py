"""A framework as plain data in one fixed form: what is stored, compared and fingerprinted."""

import hashlib
import json
from typing import Any

from vacancies.framework_loader import framework_from
from vacancies.frameworks import Competency, CompetencyLevel, Framework, Profile


def framework_data(framework: Framework) -> dict[str, Any]:
    """The framework as `framework_from` reads it, without what is empty: two frameworks that say the same give equal data."""
    return _filled(
        code=framework.code,
        title=framework.title,
        source=framework.source,
        language=framework.language,
        levels_are=framework.levels_are,
        levels=[{"code": level.code, "label": level.label} for level in framework.levels],
        clusters=[{"code": cluster.code, "name": cluster.name} for cluster in framework.clusters],
        profiles=[_profile(profile) for profile in framework.profiles],
    ) | {"competencies": [_competency(competency) for competency in framework.competencies]}


def framework_text(framework: Framework) -> str:
    """The same as canonical JSON."""
    return json.dumps(framework_data(framework), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def framework_fingerprint(framework: Framework) -> str:
    """SHA-256 over the canonical JSON: equal where every text, code and order is."""
    return hashlib.sha256(framework_text(framework).encode()).hexdigest()


def with_newer(kept: Framework, newest: Framework) -> Framework:
    """The framework as `kept` has it, with the competencies that only `newest` has.

    What a procedure started with stays word for word; what it did not use may be added. Where the two have other levels nothing can be added.
    """
    if (kept.levels_are, kept.levels) != (newest.levels_are, newest.levels):
        return kept
    data, more = framework_data(kept), framework_data(newest)
    for key in ("clusters", "competencies"):
        known = {entry["code"].casefold() for entry in data.get(key, ())}
        data[key] = [*data.get(key, ()), *(entry for entry in more.get(key, ()) if entry["code"].casefold() not in known)]
    return framework_from(data, name=kept.code, whole=False)


def _competency(competency: Competency) -> dict[str, Any]:
    return _filled(
        code=competency.code,
        name=competency.name,
        english=competency.english,
        cluster=competency.cluster,
        definition=competency.definition,
        undefined_in_source=competency.undefined_in_source,
        dimensions=[_filled(code=one.code, name=one.name, definition=one.definition) for one in competency.dimensions],
        levels=[_level(level) for level in competency.levels],
    )


def _level(level: CompetencyLevel) -> dict[str, Any]:
    texts = [{"dimension": one.dimension, "text": one.text} if one.dimension else one.text for one in level.indicators]
    return _filled(level=level.code, title=level.title, indicators=texts, tips=list(level.tips))


def _profile(profile: Profile) -> dict[str, Any]:
    return _filled(code=profile.code, name=profile.name, core=list(profile.core), specific=list(profile.specific), free_choices=profile.free_choices)


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
