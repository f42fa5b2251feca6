"""The frameworks that come with the product."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from vacancies.framework_loader import load_crosswalk, load_framework
from vacancies.frameworks import Crosswalk, Framework

_HERE = Path(__file__).parent
_CROSSWALK = _HERE / "frameworks" / "crosswalk.toml"


def shipped_framework_paths() -> tuple[Path, ...]:
    """The files of the shipped frameworks, by name."""
    return tuple(path for path in sorted((_HERE / "frameworks").glob("*.toml")) if path != _CROSSWALK)


def shipped_crosswalk_path() -> Path:
    """The file of the cross-walk between the shipped frameworks."""
    return _CROSSWALK


def shipped_definition_paths() -> tuple[Path, ...]:
    """The files of the shipped vacancy definitions, by name."""
    return tuple(sorted((_HERE / "definitions").glob("*.toml")))


@cache
def shipped_frameworks() -> Mapping[str, Framework]:
    """The shipped frameworks by their code."""
    frameworks = [load_framework(path) for path in shipped_framework_paths()]
    return MappingProxyType({framework.code: framework for framework in frameworks})


@cache
def shipped_crosswalk() -> Crosswalk:
    """The cross-walk between the shipped frameworks."""
    return load_crosswalk(_CROSSWALK, shipped_frameworks())
