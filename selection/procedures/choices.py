"""The definitions that HR can open a procedure from: those that come with the product, and those in a folder of the organisation."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vacancies import Definition, DefinitionErrors, load_definition, shipped_definitions


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Definitions by the key of their choice, and the sentences about files that cannot be loaded."""

    definitions: Mapping[str, Definition]
    faults: tuple[str, ...]


def definition_choices(folder: str, language: str) -> Choices:
    """The shipped definitions and, when `folder` is set, the TOML files in it; a file with faults is no choice, its faults are told."""
    found = {f"shipped/{code}": definition for code, definition in shipped_definitions().items()}
    faults: list[str] = []
    for path in sorted(Path(folder).glob("*.toml")) if folder else ():
        status = path.stat()
        loaded = _loaded(path, status.st_mtime_ns, status.st_size)
        if isinstance(loaded, DefinitionErrors):
            faults += loaded.lines(language)
        else:
            found[f"own/{path.name}"] = loaded
    return Choices(definitions=found, faults=tuple(faults))


@lru_cache(maxsize=128)
def _loaded(path: Path, modified: int, size: int) -> Definition | DefinitionErrors:
    """The file as it is at this moment of change and size."""
    try:
        return load_definition(path)
    except DefinitionErrors as errors:
        return errors
