"""Single judgements, in any order, to the columns of `Judgements`; what cannot be is refused at the call."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, MutableSequence
from fractions import Fraction
from math import lcm

from scoring.columns import NOTHING, Column, Positions, column
from scoring.judgements import (
    FIRST_POSITION,
    NO_RATING,
    NO_VERDICT,
    NOT_OBSERVED,
    SUITABLE,
    UNSUITABLE,
    DirectSheets,
    JudgementError,
    Judgements,
    RatedSheets,
    check_carried,
)
from scoring.scheme import Part, Scheme

_BYTE = 250


class JudgementsBuilder:
    """Collects judgements for one scheme. Every method may raise `JudgementError`; `build` gives the `Judgements`.

    A candidate who is named for the first time is added. A recused assessor's ratings of that candidate in that part stop counting,
    whatever the order of the calls (R7).
    """

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._numbers: dict[str, int] = {}
        self._ratings: dict[tuple[str, str, str], tuple[MutableSequence[int], int]] = {}
        self._consensus: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        self._marks: dict[tuple[str, str], dict[int, Fraction]] = defaultdict(dict)
        self._points: dict[str, dict[int, Fraction]] = defaultdict(dict)
        self._verdicts: dict[str, dict[int, int]] = defaultdict(dict)
        self._absent: dict[str, set[int]] = defaultdict(set)
        self._exempt: dict[str, dict[int, Fraction | None]] = defaultdict(dict)
        self._owes: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self._recused: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self._judged: dict[str, set[int]] = defaultdict(set)
        self._withdrawn: set[int] = set()
        self._excluded: set[int] = set()

    def candidate(self, code: str) -> int:
        """Add a candidate, judged or not; returns the candidate's number. Raises `candidate_empty`."""
        if not code:
            raise JudgementError("candidate_empty")
        return self._numbers.setdefault(code, len(self._numbers))

    def rating(self, candidate: str, part: str, assessor: str, criterion: str, position: int) -> None:
        """A rating of a submitted sheet, as its position on the part's scale (R4)."""
        self.sheet(candidate, part, assessor, ((criterion, position),))

    def not_observed(self, candidate: str, part: str, assessor: str, criterion: str) -> None:
        """The answer "not observed" on a submitted sheet (R5)."""
        self.sheet(candidate, part, assessor, ((criterion, None),))

    def sheet(self, candidate: str, part: str, assessor: str, answers: Iterable[tuple[str, int | None]]) -> None:
        """A submitted sheet as a whole: pairs of a criterion and a position, None for "not observed". What `rating` and `not_observed` do, at less cost."""
        number = self._judge(candidate, part)
        columns = self._ratings
        for criterion, position in answers:
            ratings, most = columns.get((part, assessor, criterion)) or self._new_column(part, assessor, criterion)
            if position is None:
                value = NOT_OBSERVED
            elif 0 <= position < most:
                value = position + FIRST_POSITION
            else:
                raise JudgementError("off_scale", candidate=candidate, part=part, criterion=criterion, assessor=assessor)
            if number >= len(ratings):
                ratings.extend([NO_RATING] * (len(self._numbers) - len(ratings)))
            if ratings[number] != NO_RATING:
                raise JudgementError("rating_repeated", candidate=candidate, part=part, criterion=criterion, assessor=assessor)
            ratings[number] = value

    def consensus(self, candidate: str, part: str, criterion: str | None, value: int | Fraction) -> None:
        """What the panel settled (R6): a position on the scale, or with criterion None the points of a part marked directly."""
        number = self._judge(candidate, part)
        if criterion is None:
            known, points = self._points[part], self._within(candidate, part, Fraction(value))
            self._once(number not in known, "consensus_repeated", candidate, part)
            known[number] = points
            return
        scale = self._rated(part, criterion).scale
        if scale is None or not isinstance(value, int) or not 0 <= value < len(scale.texts):
            raise JudgementError("off_scale", candidate=candidate, part=part, criterion=criterion)
        settled = self._consensus[part, criterion]
        self._once(number not in settled, "consensus_repeated", candidate, part, criterion)
        settled[number] = value

    def marks(self, candidate: str, part: str, assessor: str, points: Fraction) -> None:
        """The points that one assessor gave in a part marked directly, from 0 to the maximum."""
        points, given = self._within(candidate, part, points, assessor), self._marks[part, self._assessor(assessor)]
        number = self._judge(candidate, part)
        self._once(number not in given, "rating_repeated", candidate, part, None, assessor)
        given[number] = points

    def verdict(self, candidate: str, part: str, suitable: bool) -> None:
        """The verdict of a verdict part; the same verdict twice is one verdict."""
        self._part(part, "verdict")
        value, given = SUITABLE if suitable else UNSUITABLE, self._verdicts[part]
        number = self._judge(candidate, part)
        self._once(given.setdefault(number, value) == value, "verdicts_differ", candidate, part)

    def absent(self, candidate: str, part: str) -> None:
        """R12: the candidate was absent in this part."""
        self._part(part)
        number = self.candidate(candidate)
        self._once(number not in self._judged[part] and number not in self._exempt[part], "absent_beside_other", candidate, part)
        self._absent[part].add(number)

    def exempt(self, candidate: str, part: str, points: Fraction | None = None) -> None:
        """R12: an earlier result carried over, with its points for a scored part."""
        fault = check_carried(self._scheme, self._part(part), points)
        number = self.candidate(candidate)
        if number in self._exempt[part]:
            fault = "exempt_repeated"
        if number in self._judged[part] or number in self._absent[part]:
            fault = "exempt_beside_other"
        if fault:
            raise JudgementError(fault, candidate=candidate, part=part)
        self._exempt[part][number] = points

    def withdrawn(self, candidate: str) -> None:
        """R14: the candidate withdrew."""
        number = self.candidate(candidate)
        self._once(number not in self._excluded, "withdrawn_and_excluded", candidate)
        self._withdrawn.add(number)

    def excluded(self, candidate: str) -> None:
        """R14: the candidate was excluded from the procedure."""
        number = self.candidate(candidate)
        self._once(number not in self._withdrawn, "withdrawn_and_excluded", candidate)
        self._excluded.add(number)

    def owes(self, candidate: str, part: str, assessor: str) -> None:
        """R7: this assessor is expected and has not submitted the sheet. A recused assessor is not expected."""
        self._with_sheets(part)
        self._owes[part].add((self.candidate(candidate), self._assessor(assessor)))

    def recuse(self, candidate: str, part: str, assessor: str) -> None:
        """R7: this assessor does not assess this candidate in this part; what was submitted before stops counting."""
        self._with_sheets(part)
        self._recused[part].add((self.candidate(candidate), self._assessor(assessor)))

    def build(self) -> Judgements:
        """The judgements so far. Raises `owes_with_sheet` where a submitted sheet is said to be owed."""
        parts = self._scheme.parts
        owing = {code: {(n, who) for n, who in pairs if (n, who) not in self._recused[code]} for code, pairs in self._owes.items()}
        codes = tuple(self._numbers)
        for code, pairs in owing.items():
            for number, who in pairs:
                self._once(not self._has_sheet(code, who, number), "owes_with_sheet", codes[number], code, None, who)
        return Judgements(
            candidates=codes,
            rated={part.code: self._rated_sheets(part) for part in parts if part.is_rated},
            direct={part.code: self._direct_sheets(part) for part in parts if part.is_direct},
            verdicts={part.code: self._verdict_column(part.code) for part in parts if part.is_verdict},
            absent={code: frozenset(numbers) for code, numbers in self._absent.items()},
            exempt={code: dict(carried) for code, carried in self._exempt.items()},
            owing={code: _counted(pairs) for code, pairs in owing.items()},
            recused={code: _counted(pairs) for code, pairs in self._recused.items()},
            withdrawn=frozenset(self._withdrawn),
            excluded=frozenset(self._excluded),
        )

    def _new_column(self, part: str, assessor: str, criterion: str) -> tuple[MutableSequence[int], int]:
        """No ratings yet of one assessor on one criterion, and how many values the scale has."""
        scale = self._rated(part, criterion).scale
        most = len(scale.texts) if scale is not None else 0
        column = (bytearray() if most <= _BYTE else array("H"), most)
        self._ratings[part, self._assessor(assessor), criterion] = column
        return column

    def _judge(self, candidate: str, part: str) -> int:
        number = self._numbers.get(candidate)
        if number is None:
            number = self.candidate(candidate)
        if number in self._absent[part] or number in self._exempt[part]:
            raise JudgementError("absent_beside_other" if number in self._absent[part] else "exempt_beside_other", candidate=candidate, part=part)
        self._judged[part].add(number)
        return number

    def _within(self, candidate: str, part: str, points: Fraction, assessor: str | None = None) -> Fraction:
        most = self._part(part, "direct").points or Fraction(0)
        self._once(0 <= points <= most, "points_out_of_range", candidate, part, None, assessor)
        return points

    def _part(self, code: str, kind: str | None = None) -> Part:
        part = self._scheme.part(code)
        if part is None:
            raise JudgementError("unknown_part", part=code)
        if kind is not None and not {"rated": part.is_rated, "direct": part.is_direct, "verdict": part.is_verdict}[kind]:
            raise JudgementError("wrong_kind", part=code)
        return part

    def _rated(self, code: str, criterion: str) -> Part:
        part = self._part(code, "rated")
        if part.criterion(criterion) is None:
            raise JudgementError("unknown_criterion", part=code, criterion=criterion)
        return part

    def _with_sheets(self, code: str) -> None:
        if self._part(code).is_verdict:
            raise JudgementError("wrong_kind", part=code)

    @staticmethod
    def _assessor(assessor: str) -> str:
        if not assessor:
            raise JudgementError("assessor_empty")
        return assessor

    @staticmethod
    def _once(holds: bool, code: str, candidate: str, part: str | None = None, criterion: str | None = None, assessor: str | None = None) -> None:
        if not holds:
            raise JudgementError(code, candidate=candidate, part=part, criterion=criterion, assessor=assessor)

    def _has_sheet(self, part: str, assessor: str, number: int) -> bool:
        rated = (ratings for (code, who, _), (ratings, _most) in self._ratings.items() if code == part and who == assessor)
        return number in self._marks.get((part, assessor), ()) or any(number < len(ratings) and ratings[number] != NO_RATING for ratings in rated)

    def _rated_sheets(self, part: Part) -> RatedSheets:
        assessors = tuple(sorted({who for code, who, _ in self._ratings if code == part.code}))
        gone = self._recused[part.code]
        ratings: dict[str, list[Positions]] = {}
        for criterion in part.criteria:
            columns = [self._ratings.get((part.code, who, criterion.code), (bytearray(), 0))[0][:] for who in assessors]
            for ratings_of in columns:
                ratings_of.extend([NO_RATING] * (len(self._numbers) - len(ratings_of)))
            for number, who in gone:
                if who in assessors:
                    columns[assessors.index(who)][number] = NO_RATING
            ratings[criterion.code] = list(columns)
        consensus = {criterion: dict(settled) for (code, criterion), settled in self._consensus.items() if code == part.code}
        return RatedSheets(assessors=assessors, ratings=ratings, consensus=consensus)

    def _direct_sheets(self, part: Part) -> DirectSheets:
        assessors = tuple(sorted(who for code, who in self._marks if code == part.code))
        gone = self._recused[part.code]
        denominator = lcm(*(points.denominator for (code, _), given in self._marks.items() if code == part.code for points in given.values()))
        bound = int((part.points or 0) * denominator)
        marks: list[Column] = []
        for who in assessors:
            given = {number: points for number, points in self._marks[part.code, who].items() if (number, who) not in gone}
            marks.append(column((int(given[n] * denominator) if n in given else NOTHING for n in range(len(self._numbers))), bound))
        return DirectSheets(assessors=assessors, denominator=denominator, marks=marks, consensus=dict(self._points[part.code]))

    def _verdict_column(self, code: str) -> bytes:
        given = self._verdicts[code]
        return bytes(given.get(number, NO_VERDICT) for number in range(len(self._numbers)))


def _counted(pairs: set[tuple[int, str]]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for number, _ in pairs:
        counts[number] += 1
    return dict(counts)
