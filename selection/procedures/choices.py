"""The definitions that HR can open a procedure from: vacancies that were built and are ready, those that come with the product, and those in a folder of
the organisation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from selection.building.queries import ready
from selection.frameworks.queries import FrameworkSet
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


@lru_cache(maxsize=128)
def _loaded(path: Path, modified: int, size: int, frameworks: FrameworkSet) -> Definition | DefinitionErrors:
    """The file as it is at this moment of change and size, with these versions of the frameworks."""
    try:
        return load_definition(path, frameworks)
    except DefinitionErrors as errors:
        return errors
