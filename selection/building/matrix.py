"""The assessment matrix: competencies against parts, which is measured where, and with which share of the points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.numbers import NumberError, decimals_of, fixed, parse_number
from selection.building.places import competency_of, framework_of, is_verdict, levels_of, part_title, parts, tables
from selection.building.queries import Source
from selection.building.values import ABSENT, shown, typed
from selection.i18n import _, _n, points
from vacancies import Framework
from vacancies.kinds import Number

MOST_IN_A_PART = 9
WEIGHT = Number(positive=True)
Key = tuple[str, str]  # framework and competency


@dataclass(frozen=True, kw_only=True)
class Column:
    """One part. `sum` says how many competencies it measures, with which weight and points."""

    place: str
    title: str
    note: str
    verdict: bool
    sum: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One competency in one part. `name` is that of its field; `value` the weight, or `1` for a tick; `share` the points it is worth."""

    name: str
    value: str
    share: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One competency. `times` counts the parts that measure it; `asked` is False for one that only a part names."""

    id: str
    name: str
    sub: str
    cells: Sequence[Cell]
    times: int
    asked: bool


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """All of it: groups of lines under a heading, what blocks, and what is good to know."""

    columns: Sequence[Column]
    groups: Sequence[tuple[str, Sequence[Line]]]
    errors: Sequence[tuple[str, str]]  # id of the line, sentence
    remarks: Sequence[str]


def exact_points(value: Fraction) -> str:
    """Points to the letter: 7, 7,5, or 23 1/3 where no decimal says it."""
    try:
        return points(fixed(value, decimals_of(value)))
    except ValueError:
        whole, rest = divmod(value, 1)
        return f"{whole} {rest.numerator}/{rest.denominator}" if whole else f"{rest.numerator}/{rest.denominator}"


def matrix(source: Source, frameworks: Mapping[str, Framework]) -> Matrix:
    """The matrix of a draft, finished or not."""
    columns = list(parts(source))
    asked = {_key(entry, source): entry for entry in tables(source.get("competencies"))}
    found = {_key(entry, source): entry for _place, part in columns for entry in tables(part.get("criteria")) if "competency" in entry}
    lines = [(_line(key, entry, columns, source, frameworks, key in asked), entry) for key, entry in {**found, **asked}.items()]
    by_key = {line.id: (line, entry) for line, entry in lines}
    order = [*(_id(key) for key in asked), *(_id(key) for key in found if key not in asked)]
    groups: dict[str, list[Line]] = {}
    for id_ in order:
        line, entry = by_key[id_]
        groups.setdefault(_group(line, entry), []).append(line)
    errors = [(line.id, _("%(name)s is measured nowhere.", name=line.name)) for line, _entry in lines if line.asked and not line.times]
    return Matrix(
        columns=[_column(place, part) for place, part in columns],
        groups=list(groups.items()),
        errors=errors,
        remarks=_remarks([line for line, _entry in lines], columns),
    )


def _key(entry: Mapping[str, Any], source: Source) -> Key:
    return framework_of(entry, source), str(entry.get("competency", ""))


def _id(key: Key) -> str:
    return f"c-{key[0]}-{key[1]}"


def _group(line: Line, entry: Mapping[str, Any]) -> str:
    if not line.asked:
        return _("Rated, but not asked by the function")
    names = {"core": _("Core: of every colleague"), "specific": _("Specific for this function")}
    return names.get(str(entry.get("kind")), _("Required competencies"))


def _line(
    key: Key, entry: Mapping[str, Any], columns: Sequence[tuple[str, dict[str, Any]]], source: Source, frameworks: Mapping[str, Framework], asked: bool
) -> Line:
    competency = competency_of(entry, source, frameworks)
    levels = dict(levels_of(entry, source, frameworks))
    level = str(entry.get("level", ""))
    sub = [levels.get(level, level)] if level else [_("without a level in the framework")] if competency is not None and not levels else []
    if key[0] != source.get("framework"):
        sub.append(frameworks[key[0]].title if key[0] in frameworks else key[0])
    cells = [_cell(key, place, part, source) for place, part in columns]
    return Line(
        id=_id(key),
        name=competency.name if competency else key[1],
        sub=", ".join(filter(None, sub)),
        cells=cells,
        times=sum(1 for cell in cells if cell.value),
        asked=asked,
    )


def _cell(key: Key, place: str, part: Mapping[str, Any], source: Source) -> Cell:
    name = f"{place}:{key[0]}/{key[1]}"
    entry = next((one for one in tables(part.get("criteria")) if "competency" in one and _key(one, source) == key), None)
    if entry is None:
        return Cell(name=name, value="", share="")
    if is_verdict(part):
        return Cell(name=name, value="1", share="")
    share = shares(part).get(str(entry.get("competency")))
    return Cell(name=name, value=shown("weight", WEIGHT, entry.get("weight", 1)), share=exact_points(share) if share is not None else "")


def shares(part: Mapping[str, Any]) -> dict[str, Fraction]:
    """The points that each criterion of a part is worth, by its code (R6): maximum x weight / sum of the weights. Nothing where a figure cannot be read."""
    try:
        weights = {str(one.get("topic") or one.get("competency")): parse_number(str(one.get("weight", 1))) for one in tables(part.get("criteria"))}
        maximum = parse_number(str(part.get("points", "")))
    except NumberError:
        return {}
    whole = sum(weights.values(), Fraction(0))
    return {code: maximum * weight / whole for code, weight in weights.items()} if whole else {}


def _column(place: str, part: Mapping[str, Any]) -> Column:
    criteria = tables(part.get("criteria"))
    measured = sum(1 for one in criteria if "competency" in one)
    words = [_n("%(num)s competency", "%(num)s competencies", measured)] if measured or not criteria else []
    if len(criteria) > measured:
        words.append(_n("%(num)s topic", "%(num)s topics", len(criteria) - measured))
    maximum = shown("points", WEIGHT, part.get("points", ABSENT))
    note = _("suitable or not") if is_verdict(part) else _("weight; %(points)s points", points=maximum or "–")
    return Column(place=place, title=part_title(part), note=note, verdict=is_verdict(part), sum=", ".join(words))


def _remarks(lines: Sequence[Line], columns: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
    once = [line.name for line in lines if line.times == 1]
    found = []
    if once and len(columns) > 1:
        found.append(_n("%(names)s is measured only once.", "Measured only once: %(names)s.", len(once), names=", ".join(once)))
    for _place, part in columns:
        count = sum(1 for one in tables(part.get("criteria")) if "competency" in one)
        if count > MOST_IN_A_PART:
            found.append(_("%(part)s measures %(count)s competencies; more than nine is hard to rate well.", part=part_title(part), count=count))
    return found


def read_matrix(source: Source, form: Mapping[str, str], frameworks: Mapping[str, Framework]) -> Source:
    """The source after the form of the matrix: criteria come and go, weights change, topics stay. New ones stand in the order of the competencies."""
    asked = {_key(entry, source): entry for entry in tables(source.get("competencies"))}
    for place, part in parts(source):
        old = tables(part.get("criteria"))
        stood = {_key(entry, source): entry for entry in old if "competency" in entry}
        kept: list[dict[str, Any]] = [entry for entry in old if "competency" not in entry]
        for key, entry in {**{key: _criterion(one, levels_of(one, source, frameworks)) for key, one in asked.items()}, **stood}.items():
            text = form.get(f"{place}:{key[0]}/{key[1]}", "").strip()
            if text:
                kept.append(dict(entry) if is_verdict(part) else _weighted(entry, text, new=key not in stood))
        part["criteria"] = _in_old_order(kept, old, source)
        if not part["criteria"]:
            del part["criteria"]
    return source


def _criterion(asked: Mapping[str, Any], levels: Sequence[tuple[str, str]]) -> dict[str, Any]:
    keys = ("framework", "competency", "level") if levels else ("framework", "competency")
    return {key: asked[key] for key in keys if key in asked}


def _weighted(entry: Mapping[str, Any], text: str, *, new: bool) -> dict[str, Any]:
    weight = typed("weight", WEIGHT, text, entry.get("weight", ABSENT))
    return dict(entry) if not new and "weight" not in entry and weight == 1 else {**entry, "weight": weight}


def _in_old_order(entries: list[dict[str, Any]], old: Sequence[Mapping[str, Any]], source: Source) -> list[dict[str, Any]]:
    """Criteria that stood there keep their order; new ones follow."""
    places = {(_key(entry, source), entry.get("topic")): number for number, entry in enumerate(old)}
    return sorted(entries, key=lambda entry: places.get((_key(entry, source), entry.get("topic")), len(old)))
