"""Rows for one candidate in one part: every way in which a part can be filled in, built on purpose."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from tests.generator.definitions import chance
from tests.oracle import NOT_OBSERVED

Table = dict[str, Any]
STYLES = ["plain", "plain", "comma", "zero"]
DECIMALS = 10**6


def written(rng: Random, value: Fraction) -> str:
    """The decimal text of a number of at most six decimals: `7`, `7.5`, `7,5` or `7.0`."""
    whole, rest = divmod(value * DECIMALS, DECIMALS)
    decimals = f"{int(rest):06d}".rstrip("0")
    style = rng.choice(STYLES)
    if style == "zero" and len(decimals) < 2:
        decimals += "0"
    mark = "," if style == "comma" else "."
    return f"{int(whole)}{mark}{decimals}" if decimals else str(int(whole))


def writable(value: Fraction, decimals: int = 6) -> bool:
    """Whether the number grammar can write it with so many decimals."""
    return value >= 0 and (value * 10**decimals).denominator == 1


class Desk:
    """Collects the rows and what a file cannot say, for one procedure."""

    def __init__(self, rng: Random, scheme: Table, dropped: list[Table]) -> None:
        self.rng = rng
        self.scheme = scheme
        self.step: Fraction = scheme["rounding"] or Fraction(1, 10000)
        self.dropped = [(entry["part"], entry["criterion"]) for entry in dropped]
        self.seated = chance(rng, 0.5)
        self.rows: list[dict[str, str]] = []
        self.expected: dict[tuple[str, str], list[str]] = {}
        self.drafts: set[tuple[str, str, str]] = set()
        self.recused: set[tuple[str, str, str]] = set()

    def say(self, candidate: str, part: str, value: str, assessor: str = "", criterion: str = "") -> None:
        """One row."""
        self.rows.append({"candidate": candidate, "part": part, "assessor": assessor, "criterion": criterion, "value": value})

    def text(self, part: Table, value: Any) -> str:
        """A rating, or points on a directly marked part, as somebody typed it."""
        return value if isinstance(value, str) else written(self.rng, value)

    def panel(self, part: Table, least: int | None = None) -> list[str]:
        """Enough assessors for the part, sometimes one or two more."""
        least = part["min_assessors"] if least is None else least
        return [f"lid-{number}" for number in range(1, least + self.rng.choice([0, 0, 1, 2]) + 1)]

    def seat(self, candidate: str, part: Table, assessors: list[str]) -> None:
        """In a seated procedure these are expected; now and then one who sat was not noted."""
        if self.seated and assessors:
            noted = assessors[1:] if chance(self.rng, 0.1) else assessors
            self.expected[candidate, part["code"]] = list(noted)

    def copy(self, source: str, candidate: str) -> None:
        """The same judgements for another candidate (a farewell is nobody else's)."""
        self.rows += [{**row, "candidate": candidate} for row in self.rows if row["candidate"] == source and row["part"]]
        self.expected |= {(candidate, part): list(names) for (code, part), names in self.expected.items() if code == source}
        self.drafts |= {(candidate, part, name) for code, part, name in self.drafts if code == source}
        self.recused |= {(candidate, part, name) for code, part, name in self.recused if code == source}

    def forget(self, candidate: str, part: str | None = None) -> None:
        """Takes back what was written of a candidate (in one part)."""

        def gone(key: tuple[str, ...]) -> bool:
            return key[0] == candidate and part in (None, key[1])

        self.rows = [row for row in self.rows if not gone((row["candidate"], row["part"]))]
        self.expected = {key: names for key, names in self.expected.items() if not gone(key)}
        self.drafts = {key for key in self.drafts if not gone(key)}
        self.recused = {key for key in self.recused if not gone(key)}


# Figures that several assessors reach together


def around(rng: Random, part: Table, target: Fraction, count: int, wide: bool) -> list[Fraction]:
    """`count` marks between 0 and the maximum whose mean is the target; apart by more than the tolerance where `wide`."""
    marks = [target] * count
    room = min(target, part["maximum"] - target)
    tolerance = part["tolerance"]
    if wide and tolerance is not None:
        apart = min(room, tolerance / 2 + rng.choice([Fraction(1, 100), Fraction(1, 2), Fraction(1)]))
    else:
        apart = min(room, rng.choice([Fraction(0), Fraction(1, 100), Fraction(1, 2), Fraction(1)]))
        if tolerance is not None:
            apart = min(apart, tolerance / 2)
    if count > 1:
        marks[0], marks[1] = target + apart, target - apart
    return marks


def levels(rng: Random, part: Table, place: int, count: int, wide: bool) -> list[Any]:
    """`count` ratings near the place on the scale; apart by more than the tolerance where `wide` and the scale allows it."""
    scale = list(part["scale"])
    step = part["scale"][scale[1]][0] - part["scale"][scale[0]][0]
    tolerance = part["tolerance"]
    reach = len(scale) if tolerance is None else int(tolerance / step)
    if wide:
        apart = min(reach + 1, len(scale) - 1)
        low = min(place, len(scale) - 1 - apart)
        return [scale[low], scale[low + apart], *(scale[rng.randint(low, low + apart)] for _ in range(count - 2))][:count]
    apart = min(rng.choice([0, 0, 1, 2, reach if tolerance is not None else 1]), reach, len(scale) - 1)
    low = max(0, min(place, len(scale) - 1 - apart))
    ratings = [scale[low], scale[low + apart], *(scale[rng.randint(low, low + apart)] for _ in range(count - 2))][:count]
    rng.shuffle(ratings)
    return ratings


# Whole cells


def mark_directly(desk: Desk, who: str, part: Table, target: Fraction, wide: bool = False, settle: bool = False) -> None:
    """Marks with this mean; a consensus with this figure where asked or needed (then the marks may lie anywhere)."""
    names = desk.panel(part, max(2, part["min_assessors"]) if wide else None)
    marks = around(desk.rng, part, target, len(names), wide)
    if settle or part["needs_consensus"]:
        desk.say(who, part["code"], written(desk.rng, target), "consensus")
        if not wide and chance(desk.rng, 0.5):
            marks[0] = part["maximum"]
    for name, value in zip(names, marks, strict=True):
        desk.say(who, part["code"], written(desk.rng, value), name)
    desk.seat(who, part, names)


def rate(desk: Desk, who: str, part: Table, places: dict[str, int], wide: bool = False, settle: bool = False, same: bool = False) -> None:
    """Ratings near a place on the scale for every criterion; all the same where asked; consensus where asked or needed."""
    rng, scale = desk.rng, list(part["scale"])
    names = desk.panel(part, max(2, part["min_assessors"]) if wide else None)
    spoiled = rng.choice(list(places)) if wide or settle else None
    for criterion, place in places.items():
        given = [scale[place]] * len(names) if same else levels(rng, part, place, len(names), wide and criterion == spoiled)
        for name, value in zip(names, given, strict=True):
            desk.say(who, part["code"], desk.text(part, value), name, criterion)
        if part["needs_consensus"] or (settle and (criterion == spoiled or chance(rng, 0.2))):
            desk.say(who, part["code"], desk.text(part, scale[place]), "consensus", criterion)
    for code, criterion in desk.dropped:
        if code == part["code"] and chance(rng, 0.8):
            for name in rng.sample(names, rng.randint(1, len(names))):
                desk.say(who, part["code"], desk.text(part, rng.choice([scale[0], scale[-1]])), name, criterion)
    desk.seat(who, part, names)


def unobserve(desk: Desk, who: str, part: Table, enough: bool) -> None:
    """One criterion is not observed by somebody: by one more than the part needs, or so that too few remain."""
    criterion = desk.rng.choice(list(part["criteria"]))
    word = desk.rng.choice([*sorted(NOT_OBSERVED), "Niet waargenomen"])
    if enough:
        desk.say(who, part["code"], word, "lid-9", criterion)
        if (who, part["code"]) in desk.expected:
            desk.expected[who, part["code"]].append("lid-9")
        return
    for row in desk.rows:
        if (row["candidate"], row["part"], row["criterion"]) == (who, part["code"], criterion) and row["assessor"] != "consensus":
            row["value"] = word


def stray_sheet(desk: Desk, who: str, part: Table, name: str) -> None:
    """A sheet of extreme judgements by one more assessor, who may well not count."""
    extreme = desk.rng.choice([0, -1])
    if part["kind"] == "direct":
        desk.say(who, part["code"], written(desk.rng, [Fraction(0), part["maximum"]][extreme]), name)
        return
    for criterion in part["criteria"]:
        desk.say(who, part["code"], desk.text(part, list(part["scale"])[extreme]), name, criterion)
