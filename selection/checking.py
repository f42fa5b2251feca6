"""`selection check`: says what is wrong with definitions, frameworks and cross-walks, or "ok"."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from selection.frameworks.reading import FrameworkProblems, read_framework
from selection.frameworks.wording import sentence
from selection.i18n import _, speaking
from vacancies import (
    DefinitionErrors,
    Framework,
    Problem,
    crosswalk_from,
    definition_from,
    framework_from,
    read_toml,
    shipped_crosswalk_path,
    shipped_definition_paths,
    shipped_framework_paths,
    shipped_frameworks,
)


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `check` to the parser of `selection`."""
    parser = subparsers.add_parser("check", help=_("load vacancy definitions and competency frameworks and say what is wrong with them"))
    text = _("a definition, a framework or a cross-walk (TOML), or a framework as a workbook (.xlsx); without any: everything that is shipped")
    parser.add_argument("paths", metavar=_("DEFINITION"), nargs="*", type=Path, help=text)
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help=_("language of the sentences (default: nl)"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check every file and print one line per problem, or `ok`. Returns 0, or 2 when a file has a problem.

    A framework that is named on the same command line stands in for a shipped one of its code, also for definitions named before it.
    """
    frameworks = dict(shipped_frameworks())
    outcomes: dict[int, list[str]] = {}
    paths = args.paths or [*shipped_framework_paths(), shipped_crosswalk_path(), *shipped_definition_paths()]
    for rank in range(3):
        for i, path in enumerate(paths):
            if i not in outcomes and (checked := _checked(path, rank, frameworks, args.lang)) is not None:
                outcomes[i] = checked
    for i, path in enumerate(paths):
        sys.stdout.write("".join(f"{line}\n" for line in outcomes[i] or [f"{path}: ok"]))
    return 2 if any(outcomes.values()) else 0


def _checked(path: Path, rank: int, frameworks: dict[str, Framework], language: str) -> list[str] | None:
    """The lines about one file, or None when its kind is not the turn's: frameworks first, then cross-walks, then the rest."""
    if path.suffix == ".xlsx":
        return _checked_workbook(path, frameworks, language)
    try:
        data = read_toml(path)
        if _rank(data) != rank:
            return None
        if rank == 0:
            framework = framework_from(data, name=str(path))
            frameworks[framework.code] = framework
        elif rank == 1:
            crosswalk_from(data, name=str(path), frameworks=frameworks)
        else:
            _check_definition(data, path, frameworks)
    except DefinitionErrors as errors:
        return DefinitionErrors(str(path), errors.problems).lines(language)
    return []


def _checked_workbook(path: Path, frameworks: dict[str, Framework], language: str) -> list[str]:
    with speaking(language):
        try:
            framework = read_framework(path.read_bytes(), frameworks).framework
        except OSError:
            return DefinitionErrors(str(path), [Problem(code="no_file", place="")]).lines(language)
        except FrameworkProblems as error:
            return [f"{path}: {sentence(problem)}" for problem in error.problems]
    frameworks[framework.code] = framework
    return []


def _rank(data: Mapping[str, Any]) -> int:
    if {"scheme", "rounds"} & data.keys():
        return 2
    if {"levels_are", "levels", "clusters", "profiles"} & data.keys():
        return 0
    return 1 if "groups" in data else 2


def _check_definition(data: Mapping[str, Any], path: Path, frameworks: Mapping[str, Framework]) -> None:
    if not data or not {"code", "title", "scheme", "rounds"} & data.keys():
        raise DefinitionErrors(str(path), [Problem(code="no_kind", place="")])
    definition_from(data, name=str(path), frameworks=frameworks)
