"""The strict loader of vacancy definitions: every problem of a file is found and told together."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from scoring.scheme import Scheme
from vacancies.definition import Definition
from vacancies.framework_loader import framework_from, restricted
from vacancies.frameworks import Framework
from vacancies.model import DEFINITION
from vacancies.named import Competencies
from vacancies.problems import Findings
from vacancies.profile import application, benefits, check_profile, conditions, position, salary
from vacancies.scales import read_scales
from vacancies.scheme_loader import read_scheme
from vacancies.shipped import shipped_frameworks
from vacancies.source import read_toml
from vacancies.tables import Checked, same_code_twice


def load_definition(path: Path | str, frameworks: Mapping[str, Framework] | None = None) -> Definition:
    """The vacancy definition in a TOML file, with the shipped frameworks unless others are given.

    Raises DefinitionErrors with all problems of the file, also when it is missing or not TOML.
    """
    return definition_from(read_toml(path), name=Path(path).name, frameworks=frameworks)


def definition_from(data: Mapping[str, Any], *, name: str, frameworks: Mapping[str, Framework] | None = None) -> Definition:
    """The definition that the data describes; `name` is how errors call it. Raises DefinitionErrors."""
    known = shipped_frameworks() if frameworks is None else frameworks
    found = Findings(name, data)
    table: Checked = DEFINITION.read(data, (), found)
    competencies = Competencies(table, known, found)
    required = tuple(competencies.asked(entry) for entry in table.items("competencies"))
    same_code_twice(
        [(entry.at("competency"), f"{asked.framework}/{asked.code}") for entry, asked in zip(table.items("competencies"), required, strict=True)], found
    )
    check_profile(table, found)
    scheme = read_scheme(table, read_scales(table, found), competencies, found)
    return Definition(
        code=table.get("code"),
        title=table.get("title"),
        organisation=table.get("organisation"),
        language=table.get("language", "nl"),
        framework=table.get("framework"),
        positions=table.get("positions"),
        position=position(table.get("position")),
        salary=salary(table.get("salary")),
        benefits=benefits(table),
        conditions=conditions(table),
        application=application(table.get("application")),
        competencies=required,
        knowledge=tuple(entry.get("text") for entry in table.items("knowledge")),
        scheme=scheme,
        dates={entry.get("code"): entry.items("dates") for entry in table.items("rounds")},
        frameworks={code: restricted(known[code], used) for code, used in sorted(competencies.used.items())},
        text=json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso),
    )


def scheme_from(data: Mapping[str, Any], frameworks: Mapping[str, Framework] | None = None) -> Scheme:
    """The scheme of a minimal definition (`code`, `title`, `scheme`, `rounds`). Raises DefinitionErrors."""
    return definition_from(data, name=str(data.get("code", "-")), frameworks=frameworks).scheme


def thaw(frozen: Mapping[str, Any]) -> Definition:
    """The definition that `Definition.frozen` gave, without its files. Raises DefinitionErrors."""
    frameworks = {code: framework_from(data, name=code, whole=False) for code, data in frozen["frameworks"].items()}
    return definition_from(frozen["definition"], name=str(frozen["definition"]["code"]), frameworks=frameworks)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} in a definition without problems")
