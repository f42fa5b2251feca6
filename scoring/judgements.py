"""What the panel judged, as compact columns: no object per rating (R5, R6, R7, R9, R12, R14).

`Judgements` is what `evaluate` reads. `JudgementsBuilder` makes one from single judgements and refuses what cannot be. A bulk
producer may fill the columns itself. Drafts are never put in (R6). The order of candidates, assessors and calls changes no result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from scoring.columns import NOTHING, Column, Positions
from scoring.scheme import Part, Scheme

NO_RATING = 0
NOT_OBSERVED = 1
FIRST_POSITION = 2
"""In a column of ratings: nothing given, not observed (R5), and rating number i of the scale written as i + FIRST_POSITION."""

NO_VERDICT, SUITABLE, UNSUITABLE = 0, 1, 2


class JudgementError(ValueError):
    """Input that cannot be: `code` says what, the other attributes where. Missing input is no error; it makes a part pending."""

    def __init__(self, code: str, *, candidate: str | None = None, part: str | None = None, criterion: str | None = None, assessor: str | None = None) -> None:
        places = (("candidate", candidate), ("part", part), ("criterion", criterion), ("assessor", assessor))
        where = [f"{name} {value}" for name, value in places if value is not None]
        super().__init__(": ".join([code, ", ".join(where)]) if where else code)
        self.code = code
        self.candidate = candidate
        self.part = part
        self.criterion = criterion
        self.assessor = assessor


@dataclass(frozen=True, kw_only=True)
class RatedSheets:
    """The submitted sheets of a part with criteria.

    `ratings[criterion][a][c]` is what assessor number a gave candidate number c: NO_RATING, NOT_OBSERVED or a position on the scale
    plus FIRST_POSITION. A criterion that nobody rated may be left out. `consensus[criterion]` maps candidate numbers to positions (without offset).
    """

    assessors: tuple[str, ...] = ()
    ratings: Mapping[str, Sequence[Positions]] = field(default_factory=dict)
    consensus: Mapping[str, Mapping[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DirectSheets:
    """The submitted marks of a part marked directly: `marks[a][c]` points over `denominator`, or NOTHING; consensus points are exact."""

    assessors: tuple[str, ...] = ()
    denominator: int = 1
    marks: Sequence[Column] = ()
    consensus: Mapping[int, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Judgements:
    """Everything that was judged, by candidate number (the place in `candidates`) and part code.

    `verdicts[part]` holds NO_VERDICT, SUITABLE or UNSUITABLE per candidate. `exempt[part]` gives the carried points, None for a
    verdict (R12). `owing[part]` counts the sheets that expected assessors still owe, `recused[part]` who did not sit because of a conflict of
    interest (R7); their sheets are not in here.
    """

    candidates: tuple[str, ...]
    rated: Mapping[str, RatedSheets] = field(default_factory=dict)
    direct: Mapping[str, DirectSheets] = field(default_factory=dict)
    verdicts: Mapping[str, bytes | bytearray] = field(default_factory=dict)
    absent: Mapping[str, frozenset[int]] = field(default_factory=dict)
    exempt: Mapping[str, Mapping[int, Fraction | None]] = field(default_factory=dict)
    owing: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    recused: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    withdrawn: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Candidate code -> candidate number."""
        return {code: number for number, code in enumerate(self.candidates)}


def check_carried(scheme: Scheme, part: Part, points: Fraction | None) -> str | None:
    """R12: why these carried points cannot be, as the code of an error, or None.

    They lie between 0 and the maximum, on the rounding step; with `rounding = "none"` they have at most four decimals. A verdict
    part carries none.
    """
    if part.points is None:
        return None if points is None else "points_for_verdict"
    if points is None:
        return "carried_missing"
    if not 0 <= points <= part.points:
        return "carried_out_of_range"
    step = scheme.rounding if scheme.rounding is not None else Fraction(1, 10**4)
    return None if (points / step).denominator == 1 else "carried_off_step"


def check(scheme: Scheme, judgements: Judgements) -> None:
    """Refuse judgements that cannot be. Raises `JudgementError`; ratings off their scale are refused where they are read (R4)."""
    count = len(judgements.candidates)
    if len(judgements.numbers) != count:
        raise JudgementError("candidate_repeated")
    if "" in judgements.numbers:
        raise JudgementError("candidate_empty")
    for number in judgements.withdrawn & judgements.excluded:
        raise JudgementError("withdrawn_and_excluded", candidate=judgements.candidates[number])
    for code, sheets in judgements.rated.items():
        _check_sheets(judgements, _part_of_kind(scheme, code, rated=True), sheets)
    for code, marked in judgements.direct.items():
        _check_marks(judgements, _part_of_kind(scheme, code, direct=True), marked)
    for code, verdicts in judgements.verdicts.items():
        _part_of_kind(scheme, code, verdict=True)
        if len(verdicts) != count:
            raise JudgementError("column_length", part=code)
    _check_exceptions(scheme, judgements)


def _check_sheets(judgements: Judgements, part: Part, sheets: RatedSheets) -> None:
    for criterion in (*sheets.ratings, *sheets.consensus):
        if part.criterion(criterion) is None:
            raise JudgementError("unknown_criterion", part=part.code, criterion=criterion)
    for criterion, columns in sheets.ratings.items():
        if len(columns) != len(sheets.assessors) or any(len(ratings) != len(judgements.candidates) for ratings in columns):
            raise JudgementError("column_length", part=part.code, criterion=criterion)
    ratings = len(part.scale.texts) if part.scale else 0
    for criterion, settled in sheets.consensus.items():
        for number, position in settled.items():
            if not 0 <= position < ratings:
                raise JudgementError("off_scale", candidate=judgements.candidates[number], part=part.code, criterion=criterion)


def _check_marks(judgements: Judgements, part: Part, marked: DirectSheets) -> None:
    most = (part.points or 0) * marked.denominator
    for marks in marked.marks:
        if len(marks) != len(judgements.candidates):
            raise JudgementError("column_length", part=part.code)
        if marks and not NOTHING <= min(marks) <= max(marks) <= most:
            raise JudgementError("points_out_of_range", part=part.code)
    for number, points in marked.consensus.items():
        if not 0 <= points <= (part.points or 0):
            raise JudgementError("points_out_of_range", candidate=judgements.candidates[number], part=part.code)


def _check_exceptions(scheme: Scheme, judgements: Judgements) -> None:
    for code in (*judgements.absent, *judgements.exempt, *judgements.owing, *judgements.recused):
        if scheme.part(code) is None:
            raise JudgementError("unknown_part", part=code)
    for code, carried in judgements.exempt.items():
        part = scheme.part(code)
        for number, points in carried.items():
            fault = check_carried(scheme, part, points) if part else "unknown_part"
            if number in judgements.absent.get(code, ()):
                fault = "absent_beside_other"
            if fault:
                raise JudgementError(fault, candidate=judgements.candidates[number], part=code)
    for code in {*judgements.absent, *judgements.exempt}:
        for number in (*judgements.absent.get(code, ()), *judgements.exempt.get(code, ())):
            if is_judged(judgements, code, number):
                fault = "absent_beside_other" if number in judgements.absent.get(code, ()) else "exempt_beside_other"
                raise JudgementError(fault, candidate=judgements.candidates[number], part=code)


def is_judged(judgements: Judgements, code: str, number: int) -> bool:
    """Whether there is a rating, mark, consensus or verdict for this candidate in this part."""
    sheets, marked, verdicts = judgements.rated.get(code), judgements.direct.get(code), judgements.verdicts.get(code)
    if sheets is not None and any(number in settled for settled in sheets.consensus.values()):
        return True
    if sheets is not None and any(ratings[number] != NO_RATING for columns in sheets.ratings.values() for ratings in columns):
        return True
    if marked is not None and (number in marked.consensus or any(marks[number] != NOTHING for marks in marked.marks)):
        return True
    return verdicts is not None and verdicts[number] != NO_VERDICT


def _part_of_kind(scheme: Scheme, code: str, *, rated: bool = False, direct: bool = False, verdict: bool = False) -> Part:
    part = scheme.part(code)
    if part is None:
        raise JudgementError("unknown_part", part=code)
    if (rated and not part.is_rated) or (direct and not part.is_direct) or (verdict and not part.is_verdict):
        raise JudgementError("wrong_kind", part=code)
    return part
