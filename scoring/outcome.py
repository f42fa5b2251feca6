"""From points to one status per candidate, all candidates at once (R8, R10 to R14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from operator import add

from scoring.columns import NOTHING, Column, column
from scoring.judgements import NO_VERDICT, SUITABLE, UNSUITABLE, DirectSheets, Judgements, RatedSheets
from scoring.points import Exact, common_unit, direct_points, in_units, rated_points
from scoring.scheme import Part, Round, Scheme


class Status(StrEnum):
    """R14: the one status of a candidate."""

    PENDING = "pending"
    RANKED = "ranked"
    FAILED_PART = "failed_part"
    UNSUITABLE = "unsuitable"
    BELOW_TOTAL = "below_total"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    EXCLUDED = "excluded"


class PartState(StrEnum):
    """What became of one part for one candidate."""

    PASSED = "passed"
    FAILED = "failed"
    ABSENT = "absent"
    EXEMPT = "exempt"
    PENDING = "pending"
    NOT_ADMITTED = "not_admitted"


# What happened in a part, so that the greatest of a round is what counts (R14): passed, pending, failed, unsuitable, absent.
MET, OPEN, MISSED, UNFIT, AWAY = range(5)
_BELOW, _GONE, _OUT = range(5, 8)
STATUSES = (Status.RANKED, Status.PENDING, Status.FAILED_PART, Status.UNSUITABLE, Status.ABSENT, Status.BELOW_TOTAL, Status.WITHDRAWN, Status.EXCLUDED)

_VERDICT_TO_CODE = bytes.maketrans(bytes([NO_VERDICT, SUITABLE, UNSUITABLE]), bytes([OPEN, MET, UNFIT]))
_IS_MET = bytes([1]) + bytes(255)


@dataclass(frozen=True, kw_only=True)
class Tables:
    """What was computed, by candidate number. Points and totals count in `unit`s; NOTHING where there is no figure.

    `exact`, `points` and `happened` are by part code; `reached` is the number of the last round to which the candidate is admitted
    (R11); `status` is an index in STATUSES.
    """

    scheme: Scheme
    judgements: Judgements
    unit: Fraction
    exact: Mapping[str, Exact]
    points: Mapping[str, Column]
    happened: Mapping[str, bytes]
    reached: bytes
    status: bytes
    totals: Column


def units(amount: Fraction, unit: Fraction) -> int:
    """The least whole number of units that is at least this amount: points in units meet a mark when they are not under it (R3)."""
    ratio = amount / unit
    return -(-ratio.numerator // ratio.denominator)


def compute(scheme: Scheme, judgements: Judgements) -> Tables:
    """R2 to R14 for everybody. Raises `JudgementError` for a rating off its scale."""
    exact = {part.code: _exact(scheme, part, judgements) for part in scheme.scored}
    unit = common_unit(scheme, exact)
    points = {part.code: _points(part, exact[part.code], unit, judgements) for part in scheme.scored}
    happened = {part.code: _happened(part, exact.get(part.code), points.get(part.code), unit, judgements) for part in scheme.parts}
    status, reached = _walk(scheme, happened, len(judgements.candidates))
    for number in judgements.withdrawn:
        status[number] = _GONE
    for number in judgements.excluded:
        status[number] = _OUT
    totals = _totals(scheme, points, unit, status)
    return Tables(
        scheme=scheme,
        judgements=judgements,
        unit=unit,
        exact=exact,
        points=points,
        happened=happened,
        reached=bytes(reached),
        status=bytes(status),
        totals=totals,
    )


def _exact(scheme: Scheme, part: Part, judgements: Judgements) -> Exact:
    count = len(judgements.candidates)
    if part.is_direct:
        return direct_points(part, judgements.direct.get(part.code, DirectSheets()), count)
    return rated_points(scheme, part, judgements.rated.get(part.code, RatedSheets()), count)


def _points(part: Part, exact: Exact, unit: Fraction, judgements: Judgements) -> Column:
    """R2, R7, R12: the points that count, with the carried ones; none where a sheet is still owed or the candidate was absent."""
    points = in_units(exact, unit)
    for number, owed in judgements.owing.get(part.code, {}).items():
        if owed:
            points[number] = NOTHING
    for number in judgements.absent.get(part.code, ()):
        points[number] = NOTHING
    for number, carried in judgements.exempt.get(part.code, {}).items():
        points[number] = int((carried or 0) / unit)
    return points


def _happened(part: Part, exact: Exact | None, points: Column | None, unit: Fraction, judgements: Judgements) -> bytes:
    """R8, R10, R12: what happened in one part, for every candidate."""
    absent, exempt = judgements.absent.get(part.code, ()), judgements.exempt.get(part.code, {})
    if exact is None or points is None:
        verdicts = judgements.verdicts.get(part.code, bytes(len(judgements.candidates)))
        codes = bytearray(verdicts.translate(_VERDICT_TO_CODE))
        for number in exempt:
            codes[number] = MET
    else:
        required = units(part.required, unit)
        codes = bytearray(OPEN if value < 0 else (MET if value >= required else MISSED) for value in points)
        for number in exact.under:
            if codes[number] == MET:
                codes[number] = MISSED
    for number in absent:
        codes[number] = AWAY
    return bytes(codes)


def _walk(scheme: Scheme, happened: Mapping[str, bytes], count: int) -> tuple[bytearray, bytearray]:
    """R11, R14: round after round; the first round that was not passed gives the status, and nobody goes beyond it."""
    status, reached = bytearray(count), bytearray(count)
    for place, round_ in enumerate(scheme.rounds):
        if place:
            reached = bytearray(map(add, reached, status.translate(_IS_MET)))
        status = bytearray(before or now for before, now in zip(status, _round(round_, happened), strict=True))
    return status, reached


def _round(round_: Round, happened: Mapping[str, bytes]) -> bytes:
    codes = [happened[part.code] for part in round_.parts]
    return codes[0] if len(codes) == 1 else bytes(map(max, zip(*codes, strict=True)))


def _totals(scheme: Scheme, points: Mapping[str, Column], unit: Fraction, status: bytearray) -> Column:
    """R13: the total of who passed every round; who is under the mark gets that status."""
    required, bound = units(scheme.required, unit), units(scheme.maximum, unit)
    columns = [points[part.code] for part in scheme.scored]
    totals = column((NOTHING if state else total for state, total in zip(status, map(sum, zip(*columns, strict=True)), strict=True)), bound)
    for number, total in enumerate(totals):
        if 0 <= total < required:
            status[number] = _BELOW
    return totals
