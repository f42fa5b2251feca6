"""The definitions that HR can open a procedure from: vacancies that were built and are ready, those that come with the product, and those in a folder of
the organisation.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from selection.access import Person
from selection.accounts.models import Account
from selection.building.queries import ready
from selection.building.registry import Earlier, earlier
from selection.frameworks.queries import FrameworkSet
from selection.i18n import _
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of, procedures_of
from vacancies import Definition, DefinitionErrors, load_definition, shipped_definition_paths


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Definitions by the key of their choice, and the sentences about files that cannot be loaded."""

    definitions: Mapping[str, Definition]
    faults: tuple[str, ...]


def definition_choices(folder: str, language: str, frameworks: FrameworkSet) -> Choices:
    """Vacancies that are ready, the shipped definitions and, when `folder` is set, the TOML files in it, with the frameworks in force; what has faults is
    no choice, its faults are told.
    """
    found: dict[str, Definition] = {}
    faults: list[str] = []
    for id_, built in ready(frameworks).items():
        if isinstance(built, DefinitionErrors):
            faults += built.lines(language)
        else:
            found[f"draft/{id_}"] = built
    for kind, path in [("shipped", path) for path in shipped_definition_paths()] + [("own", path) for path in sorted(Path(folder).glob("*.toml")) if folder]:
        status = path.stat()
        loaded = _loaded(path, status.st_mtime_ns, status.st_size, frameworks)
        if isinstance(loaded, DefinitionErrors):
            faults += loaded.lines(language)
        else:
            found[f"{kind}/{loaded.code if kind == 'shipped' else path.name}"] = loaded
    return Choices(definitions=found, faults=tuple(faults))


@earlier
def earlier_procedures(actor: Person) -> Sequence[Earlier]:
    """The vacancies of the procedures in which this HR officer has a task or seat, to build a new one from."""
    if not isinstance(actor, Account):
        return []
    return [
        Earlier(key=f"procedure/{one.id}", label=_("%(title)s (procedure %(code)s)", title=one.title, code=one.code), source=_source_of(one))
        for one in procedures_of(actor)
    ]


def _source_of(procedure: Procedure) -> Callable[[], dict[str, Any]]:
    def source() -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(definition_of(procedure).text)
        return loaded

    return source


@lru_cache(maxsize=128)
def _loaded(path: Path, modified: int, size: int, frameworks: FrameworkSet) -> Definition | DefinitionErrors:
    """The file as it is at this moment of change and size, with these versions of the frameworks."""
    try:
        return load_definition(path, frameworks)
    except DefinitionErrors as errors:
        return errors
