"""A framework out of a workbook: rows become the data that the strict loader reads, and every problem finds its way back to sheet, row and column."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from selection.documents.table_files import read_sheets
from selection.documents.tables import Limits, Problem, Row, Table, TableError
from selection.frameworks.crosswalk import Link
from selection.frameworks.layout import EXPLANATION, KINDS, LANGUAGES, LEVELS_ARE, LISTED, NO, SHEETS, STRENGTHS, YES, Names, in_language, meant
from selection.i18n import language
from vacancies import DefinitionErrors, Framework, framework_from
from vacancies import Problem as Fault

LIMITS = Limits(size=5_000_000, unpacked=20_000_000, rows=5_000, columns=20)
_EXPLAINED = frozenset(name.casefold() for name in EXPLANATION)


class FrameworkProblems(Exception):
    """The workbook holds no framework that can be used; `problems` says everything that is wrong, in the order of sheets and rows."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Book:
    """What a workbook holds: the framework, and its own rows of the cross-walk with their strength; None where it has no sheet of them."""

    framework: Framework
    links: Mapping[Link, str] | None


@dataclass
class _Found:
    """The data so far, where each piece of it stands (by its place as the loader names it), and what is wrong."""

    tables: Mapping[str, Table]
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[str, tuple[str, int | None, str]] = field(default_factory=dict)
    links: dict[Link, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, place: str, sheet: str, row: Row, column: str = "") -> None:
        """Note where a piece of the data stands."""
        self.places[place] = (sheet, row.number, column)

    def wrong(self, code: str, sheet: str, row: int | None, column: str = "", *, value: str = "", allowed: str = "") -> None:
        """Note a problem; `column` is the key of the column."""
        table = self.tables[sheet]
        header = table.headers.get(column) or next((one.names[0] for plan in SHEETS if plan.key == sheet for one in plan.columns if one.key == column), column)
        self.problems.append(Problem(code=code, sheet=table.name, row=row, column=header, value=value[:80], allowed=allowed))


def read_framework(content: bytes, known: Mapping[str, Framework]) -> Book:
    """The framework in an .xlsx as `framework_workbook` writes it; its counterparts are competencies of the `known` frameworks. Raises `FrameworkProblems`."""
    try:
        tables, others = read_sheets(content, SHEETS, LIMITS)
    except TableError as error:
        raise FrameworkProblems(list(error.problems)) from None
    found = _Found(tables)
    found.problems += [Problem(code="unknown_sheet", value=name) for name in others if name.strip().casefold() not in _EXPLAINED]
    for table in tables.values():
        found.problems += table.problems
        found.problems += [Problem(code="unknown_column", sheet=table.name, row=1, column=name) for name in table.unknown]
    _head(found)
    found.places |= {key: (key, None, "") for key in ("levels", "competencies")}
    for key in ("levels", "clusters"):
        _plain(found, key, key)
    competencies = _competencies(found)
    _dimensions(found, competencies)
    _behaviour(found, competencies)
    _profiles(found)
    _counterparts(found, competencies, known)
    sheet = found.tables["counterparts"]
    return Book(framework=_loaded(found), links=found.links if sheet.given else None)


def _loaded(found: _Found) -> Framework:
    framework = None
    try:
        framework = framework_from(found.data, name="xlsx")
    except DefinitionErrors as errors:
        for fault in errors.problems:
            _placed(found, fault)
    if framework is None or found.problems:
        order = {table.name: number for number, table in enumerate(found.tables.values())}
        unique = list(dict.fromkeys(found.problems))
        raise FrameworkProblems(sorted(unique, key=lambda problem: (order.get(problem.sheet, -1), problem.row or 0)))
    return framework


def _placed(found: _Found, fault: Fault) -> None:
    """A problem of the loader, at its sheet, row and column; one in a row that has a problem already adds nothing."""
    place, last = fault.place, fault.place.rpartition(".")[2]
    while place and place not in found.places:
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    sheet, row, column = found.places.get(place, ("framework", 2, ""))
    code = "no_indicator" if (fault.code, last) == ("missing", "indicators") else fault.code
    if any((problem.sheet, problem.row) == (found.tables[sheet].name, row) for problem in found.problems):
        return
    known = {one.key for plan in SHEETS if plan.key == sheet for one in plan.columns}
    column = column or (last if last in known else "")
    figures = fault.figures
    allowed = figures.get("known") or figures.get("words") or figures.get("levels") or figures.get("other") or ""
    found.wrong(code, sheet, row, column, value=figures.get("value", "").strip('"'), allowed=allowed)


def _listed(words: Mapping[str, Names]) -> str:
    """The words that may stand in a cell, in the reader's language."""
    return ", ".join(in_language(names, language()) for names in words.values())


def _entry(row: Row, keys: tuple[str, ...]) -> dict[str, Any]:
    """The cells that are filled."""
    return {key: row.values[key] for key in keys if row.values[key]}


def _head(found: _Found) -> None:
    rows = found.tables["framework"].rows
    if len(rows) != 1:
        found.wrong("one_row", "framework", rows[1].number if rows else None)
    if not rows:
        return
    row = rows[0]
    found.data |= _entry(row, ("code", "title", "source"))
    for key, words in (("language", LANGUAGES), ("levels_are", LEVELS_ARE)):
        text = row.values[key]
        if text and (word := meant(text, words)) is None:
            allowed = _listed(words)
            found.wrong("no_such_word", "framework", row.number, key, value=text, allowed=allowed)
        elif text:
            found.data[key] = word
    for key in ("code", "title", "source", "language", "levels_are"):
        found.at(key, "framework", row, key)


def _plain(found: _Found, key: str, sheet: str) -> None:
    """A list of codes with a name."""
    rows = found.tables[sheet].rows
    if rows:
        found.data[key] = [_entry(row, tuple(row.values)) for row in rows]
    for number, row in enumerate(rows):
        found.at(f"{key}[{number}]", sheet, row)


def _competencies(found: _Found) -> dict[str, tuple[int, dict[str, Any]]]:
    """The competencies by code, with their number."""
    entries: list[dict[str, Any]] = []
    known: dict[str, tuple[int, dict[str, Any]]] = {}
    for number, row in enumerate(found.tables["competencies"].rows):
        entry = _entry(row, ("code", "name", "english", "cluster", "definition"))
        ours = row.values["undefined_in_source"]
        if ours.casefold() in YES:
            entry["undefined_in_source"] = True
        elif ours.casefold() not in NO:
            found.wrong("no_such_word", "competencies", row.number, "undefined_in_source", value=ours, allowed=_listed({"yes": YES, "no": NO[1:]}))
        found.at(f"competencies[{number}]", "competencies", row)
        entries.append(entry)
        known.setdefault(row.values["code"], (number, entry))
    found.data["competencies"] = entries
    return known


def _owner(found: _Found, sheet: str, row: Row, known: Mapping[str, tuple[int, dict[str, Any]]]) -> tuple[int, dict[str, Any]] | None:
    """The competency that a row is about."""
    code = row.values["competency"]
    owner = known.get(code)
    if owner is None:
        found.wrong("unknown_owner" if code else "missing", sheet, row.number, "competency", value=code, allowed=found.tables["competencies"].name)
    return owner


def _dimensions(found: _Found, known: Mapping[str, tuple[int, dict[str, Any]]]) -> None:
    for row in found.tables["dimensions"].rows:
        if owner := _owner(found, "dimensions", row, known):
            listed = owner[1].setdefault("dimensions", [])
            found.at(f"competencies[{owner[0]}].dimensions[{len(listed)}]", "dimensions", row)
            listed.append(_entry(row, ("code", "name", "definition")))


def _behaviour(found: _Found, known: Mapping[str, tuple[int, dict[str, Any]]]) -> None:
    """Titles, indicators and tips, gathered by competency and level; the order of levels is that in which they are first named."""
    for row in found.tables["behaviour"].rows:
        owner = _owner(found, "behaviour", row, known)
        kind = meant(row.values["kind"], KINDS)
        if kind is None:
            allowed = _listed(KINDS)
            found.wrong("no_such_word" if row.values["kind"] else "missing", "behaviour", row.number, "kind", value=row.values["kind"], allowed=allowed)
        if not row.values["text"]:
            found.wrong("missing", "behaviour", row.number, "text")
        if row.values["dimension"] and kind in ("title", "tip"):
            found.wrong("dimension_of_indicator", "behaviour", row.number, "dimension")
        if owner and kind and row.values["text"]:
            _text(found, row, kind, *owner)


def _text(found: _Found, row: Row, kind: str, number: int, competency: dict[str, Any]) -> None:
    levels: list[dict[str, Any]] = competency.setdefault("levels", [])
    code, text, dimension = row.values["level"], row.values["text"], row.values["dimension"]
    at = next((i for i, level in enumerate(levels) if level.get("level", "") == code), len(levels))
    place = f"competencies[{number}].levels[{at}]"
    if at == len(levels):
        levels.append({"level": code} if code else {})
        found.at(place, "behaviour", row)
        found.at(f"{place}.level", "behaviour", row, "level")
    level = levels[at]
    if kind == "title":
        if "title" in level:
            found.wrong("two_titles", "behaviour", row.number, "kind")
        level["title"] = text
        return
    listed = level.setdefault("tips" if kind == "tip" else "indicators", [])
    found.at(f"{place}.{'tips' if kind == 'tip' else 'indicators'}[{len(listed)}]", "behaviour", row)
    listed.append({"dimension": dimension, "text": text} if dimension else text)


def _profiles(found: _Found) -> None:
    rows = found.tables["profiles"].rows
    if rows:
        found.data["profiles"] = [_profile(row) for row in rows]
    for number, row in enumerate(rows):
        found.at(f"profiles[{number}]", "profiles", row)
        for key in LISTED:
            for position in range(len(_codes(row.values[key]))):
                found.at(f"profiles[{number}].{key}[{position}]", "profiles", row, key)


def _profile(row: Row) -> dict[str, Any]:
    return _entry(row, ("code", "name", "free_choices")) | {key: _codes(row.values[key]) for key in LISTED if row.values[key]}


def _codes(text: str) -> list[str]:
    return [code for part in text.replace("\n", ",").replace(";", ",").split(",") if (code := part.strip())]


def _counterparts(found: _Found, competencies: Mapping[str, Any], known: Mapping[str, Framework]) -> None:
    """Own rows of the cross-walk: each names a competency of this workbook, and one of another framework that is known."""
    code = str(found.data.get("code", ""))
    for row in found.tables["counterparts"].rows:
        before = len(found.problems)
        _owner(found, "counterparts", row, competencies)
        strength = meant(row.values["strength"], STRENGTHS)
        if strength is None:
            wrong = "no_such_word" if row.values["strength"] else "missing"
            found.wrong(wrong, "counterparts", row.number, "strength", value=row.values["strength"], allowed=_listed(STRENGTHS))
        _other(found, row, code, known)
        link = Link(code, row.values["competency"], row.values["framework"], row.values["other"])
        if link in found.links:
            found.wrong("counterpart_twice", "counterparts", row.number, "other", value=link.other_competency)
        if len(found.problems) == before and strength is not None:
            found.links[link] = strength


def _other(found: _Found, row: Row, code: str, known: Mapping[str, Framework]) -> None:
    """What is wrong with the framework and the competency that a row names."""
    name, competency = row.values["framework"], row.values["other"]
    others = {one: framework for one, framework in known.items() if one != code}
    for key in ("framework", "other"):
        if not row.values[key]:
            found.wrong("missing", "counterparts", row.number, key)
    if name and name not in others:
        found.wrong("counterpart_framework", "counterparts", row.number, "framework", value=name, allowed=", ".join(others))
    elif name and competency and others[name].competency(competency) is None:
        found.wrong("counterpart_competency", "counterparts", row.number, "other", value=competency, allowed=name)
