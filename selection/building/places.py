"""Finding one's way in the source of a draft, and the choices of a field that depend on what stands elsewhere in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from selection.building.nodes import Option, Options
from selection.building.queries import Source
from selection.frameworks.queries import FrameworkSet
from selection.i18n import _
from vacancies import Competency, Framework

_STEP = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")


def at(source: Mapping[str, Any], name: str) -> Any:
    """What stands at a place such as `rounds[0].parts[1]`; None where there is nothing."""
    value: Any = source
    for word, number in _STEP.findall(name):
        if word and isinstance(value, Mapping):
            value = value.get(word)
        elif number and isinstance(value, list) and int(number) < len(value):
            value = value[int(number)]
        else:
            return None
    return value


def tables(value: Any) -> list[dict[str, Any]]:
    """The tables of a list, whatever else may stand there."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def parts(source: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part with its place, in the order of the rounds."""
    for number, one in enumerate(source.get("rounds") or ()):
        for place, part in enumerate((one.get("parts") or ()) if isinstance(one, dict) else ()):
            if isinstance(part, dict):
                yield f"rounds[{number}].parts[{place}]", part


def part_title(part: Mapping[str, Any]) -> str:
    """What a part is called as long as it has a title or code."""
    return str(part.get("title") or part.get("code") or _("Part without a name"))


def is_verdict(part: Mapping[str, Any]) -> bool:
    """Whether the part carries no points."""
    return part.get("verdict") is True and "points" not in part


def framework_of(entry: Mapping[str, Any], source: Source) -> str:
    """The code of the framework that an entry with a competency means; empty where none is named."""
    return str(entry.get("framework") or source.get("framework") or "")


def competency_of(entry: Mapping[str, Any], source: Source, frameworks: Mapping[str, Framework]) -> Competency | None:
    """The competency that an entry names, None where its framework lacks it."""
    framework = frameworks.get(framework_of(entry, source))
    return framework.competency(str(entry.get("competency", ""))) if framework else None


def levels_of(entry: Mapping[str, Any], source: Source, frameworks: Mapping[str, Framework]) -> list[Option]:
    """The levels of the competency that an entry names, by code."""
    framework, competency = frameworks.get(framework_of(entry, source)), competency_of(entry, source, frameworks)
    if framework is None or competency is None:
        return []
    labels = {level.code: level.label for level in framework.levels}
    return [(level.code, labels.get(level.code, level.code)) for level in competency.levels if level.code]


def options_for(source: Source, frameworks: FrameworkSet) -> Options:
    """The choices of the fields of this draft. A framework that is out of use is among them only where it was chosen."""

    def options(name: str, path: str) -> Sequence[Option] | None:
        match path:
            case "framework":
                return [
                    ("", _("each competency names its own")),
                    *((code, framework.title) for code, framework in frameworks.items() if code in frameworks.offered or code == source.get("framework")),
                ]
            case "rounds[].parts[].scale":
                own = source.get("scales")
                return [("", _("0 to 10 by halves")), *((code, code) for code in (own if isinstance(own, Mapping) else ()))]
            case "scheme.tie_break":
                scored = [part for _place, part in parts(source) if not is_verdict(part)]
                return [(str(part["code"]), part_title(part)) for part in scored if part.get("code")]
            case "competency":
                entry = at(source, name.rpartition(".")[0])
                found = competency_of(entry, source, frameworks) if isinstance(entry, dict) else None
                return [(found.code, found.name)] if found else []
            case "rounds[].parts[].criteria[].level" | "competencies[].level":
                entry = at(source, name.rpartition(".")[0])
                return [("", _("no level")), *levels_of(entry if isinstance(entry, dict) else {}, source, frameworks)]
        return None

    return options
