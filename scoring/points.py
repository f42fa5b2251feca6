"""From ratings and marks to the points of a part, all candidates at once (R2, R5 to R9).

Everything is an integer over one denominator per part; the only division is the rounding of R2.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from math import lcm

from scoring.cells import CellRule, Weighted
from scoring.columns import NOTHING, Column, column
from scoring.judgements import DirectSheets, JudgementError, RatedSheets
from scoring.scheme import Consensus, Criterion, Part, Scheme


@dataclass(frozen=True, kw_only=True)
class Exact:
    """The exact points of a part: `numerators[c] * unit`, a negative numerator where the part is not complete (R7).

    `under` are the candidates who are under the minimum of a criterion (R8), complete or not. `bound` is the largest numerator.
    """

    numerators: Column
    unit: Fraction
    bound: int
    under: frozenset[int] = frozenset()


def rated_points(scheme: Scheme, part: Part, sheets: RatedSheets, count: int) -> Exact:
    """R6: maximum x sum(weight x combined share) / sum(weight), over the criteria that are not neutralised (R9).

    Raises `JudgementError` (`off_scale`) for a rating off the scale (R4).
    """
    criteria = scheme.counting(part)
    rule = CellRule(part, len(sheets.assessors))
    weights = _whole_weights(criteria)
    bound = sum(weights) * rule.whole
    nothing = -bound - 1
    memos = {weight: Weighted(rule, weight, nothing) for weight in set(weights)}
    under: set[int] = set()
    columns = []
    for criterion, weight in zip(criteria, weights, strict=True):
        keys = rule.keys(sheets.ratings.get(criterion.code, ()), count)
        try:
            values = column(map(memos[weight].__getitem__, keys), -nothing)
        except IndexError as error:
            raise JudgementError("off_scale", part=part.code, criterion=criterion.code) from error
        for number, position in sheets.consensus.get(criterion.code, {}).items():
            values[number] = weight * rule.settled(position)
        if criterion.minimum is not None:
            required = weight * rule.settled(criterion.minimum)
            under.update(compress(range(count), (nothing < value < required for value in values)))
        columns.append(values)
    sums = column(map(sum, zip(*columns, strict=True)), -nothing * len(columns))
    return Exact(numerators=sums, unit=(part.points or 0) / Fraction(bound), bound=bound, under=frozenset(under))


def _whole_weights(criteria: Iterable[Criterion]) -> list[int]:
    """The weights in whole numbers of the same proportions: multiplying them all changes nothing (R16)."""
    weights = [criterion.weight for criterion in criteria]
    common = lcm(*(weight.denominator for weight in weights))
    return [int(weight * common) for weight in weights]


def direct_points(part: Part, sheets: DirectSheets, count: int) -> Exact:
    """R6 for a part marked directly: the consensus points where settled, else the mean of the assessors' points (R7 of its own)."""
    share = lcm(*range(1, len(sheets.assessors) + 1))
    finest = lcm(sheets.denominator, *(points.denominator for points in sheets.consensus.values()))
    factor, denominator = finest // sheets.denominator, finest * share
    bound = int((part.points or 0) * denominator) + 1
    rows = zip(*sheets.marks, strict=True) if sheets.marks else ((),) * count
    values = column((_mean(part, row, sheets.denominator, factor * share) for row in rows), bound)
    for number, points in sheets.consensus.items():
        values[number] = int(points * denominator)
    return Exact(numerators=values, unit=Fraction(1, denominator), bound=bound)


def _mean(part: Part, row: tuple[int, ...], denominator: int, factor: int) -> int:
    marks = [mark for mark in row if mark != NOTHING]
    return NOTHING if missing_marks(part, marks, denominator) else sum(marks) * factor // len(marks)


def missing_marks(part: Part, marks: list[int], denominator: int) -> tuple[str, ...]:
    """R7 for a part marked directly: what is still missing without a consensus. Marks are points over `denominator`."""
    if part.consensus is Consensus.REQUIRED:
        return ("pending_consensus",)
    missing = []
    if len(marks) < max(part.min_assessors, 1):
        missing.append("pending_ratings")
    if part.tolerance is not None and marks and (max(marks) - min(marks)) * part.tolerance.denominator > part.tolerance.numerator * denominator:
        missing.append("pending_spread")
    return tuple(missing)


def common_unit(scheme: Scheme, exact: Mapping[str, Exact]) -> Fraction:
    """What points are counted in: the rounding step, or with `rounding = "none"` a fraction that every exact figure is a multiple of."""
    if scheme.rounding is not None:
        return scheme.rounding
    return Fraction(1, lcm(10**4, *(figures.unit.denominator for figures in exact.values())))


def in_units(exact: Exact, unit: Fraction) -> Column:
    """R2: the points in whole units, rounded half up, once; NOTHING where the part is not complete."""
    ratio = exact.unit / unit
    doubled, divisor = 2 * ratio.numerator, 2 * ratio.denominator
    half = ratio.denominator
    bound = (doubled * exact.bound + half) // divisor
    return column((NOTHING if value < 0 else (doubled * value + half) // divisor for value in exact.numerators), bound)
