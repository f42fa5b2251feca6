"""R18: the steps of one part for one candidate (R2, R4 to R10, R12), read from the same cells and tables as the outcome."""

from collections.abc import Iterator
from fractions import Fraction

from scoring.cells import PENDING_RATINGS, PENDING_SPREAD, Cell, CellRule
from scoring.columns import NOTHING
from scoring.judgements import NO_RATING, NO_VERDICT, NOT_OBSERVED, SUITABLE, DirectSheets, RatedSheets
from scoring.numbers import cut, shortest
from scoring.outcome import MET, Tables
from scoring.points import missing_marks
from scoring.scheme import Criterion, Part
from scoring.steps import Figure, Step
from scoring.texts import points_text, rating_text, share_text


class PartSteps:
    """The steps of one part, for any candidate."""

    def __init__(self, tables: Tables, part: Part) -> None:
        self._tables = tables
        self._scheme = tables.scheme
        self._part = part
        self._rated = tables.judgements.rated.get(part.code, RatedSheets())
        self._direct = tables.judgements.direct.get(part.code, DirectSheets())
        self._maximum = None if part.points is None else shortest(part.points)
        self._required = None if part.is_verdict else shortest(part.required)
        self._rule = CellRule(part, len(self._rated.assessors)) if part.is_rated else None
        self._known: dict[tuple[str, int, int, int | None], tuple[Step, ...]] = {}

    def admitted(self, number: int) -> Iterator[Step]:
        """What happened in the part, for a candidate who is admitted to its round."""
        if self._carried_or_absent(number) or self._part.is_verdict:
            yield from self.judged(number)
        else:
            yield from self._criteria(self._rule, number) if self._rule else self._marks(number)
            yield from self._sheets(number)
            yield from self.judged(number)

    def judged(self, number: int) -> Iterator[Step]:
        """What became of the part as a whole, without the criteria and sheets that led to it."""
        code = self._part.code
        if number in self._tables.judgements.absent.get(code, ()):
            yield Step(rule="R12", case="absent", part=code, maximum=self._maximum, required=self._required, passed=False)
        elif number in self._tables.judgements.exempt.get(code, {}):
            yield self._exempt(number)
        elif self._part.is_verdict:
            yield self._verdict(number)
        elif self._points(number) is not None:
            yield from self._arithmetic(number)
            yield self._mark(number)

    def met(self, number: int) -> Iterator[Step]:
        """Of `judged` the one step that says whether the part was met, if there is one."""
        if self._part.is_verdict or self._carried_or_absent(number):
            yield from self.judged(number)
        elif self._points(number) is not None:
            yield self._mark(number)

    def _carried_or_absent(self, number: int) -> bool:
        judgements, code = self._tables.judgements, self._part.code
        return number in judgements.absent.get(code, ()) or number in judgements.exempt.get(code, {})

    def not_admitted(self, number: int) -> Iterator[Step]:
        """R11: how many sheets do not count because the candidate is not admitted to the round."""
        given = sum(any(columns[a][number] != NO_RATING for columns in self._rated.ratings.values()) for a in range(len(self._rated.assessors)))
        given += sum(marks[number] != NOTHING for marks in self._direct.marks)
        if given:
            yield Step(rule="R11", case="not_counted", part=self._part.code, figures={"count": str(given)})

    def _points(self, number: int) -> Fraction | None:
        points = self._tables.points[self._part.code][number]
        return None if points == NOTHING else points * self._tables.unit

    def _met(self, number: int) -> bool:
        return self._tables.happened[self._part.code][number] == MET

    def _exempt(self, number: int) -> Step:
        if self._part.is_verdict:
            return Step(rule="R12", case="exempt_verdict", part=self._part.code, passed=True)
        points, passed = self._points(number) or Fraction(0), self._met(number)
        return Step(
            rule="R12",
            case="exempt_passed" if passed else "exempt_failed",
            part=self._part.code,
            reached=points_text(self._scheme, points),
            required=self._required,
            maximum=self._maximum,
            passed=passed,
            figures={"exact": str(points)},
        )

    def _verdict(self, number: int) -> Step:
        verdict = self._tables.judgements.verdicts.get(self._part.code, b"")
        given = verdict[number] if verdict else NO_VERDICT
        if given == NO_VERDICT:
            return Step(rule="R7", case="pending_verdict", part=self._part.code)
        suitable = given == SUITABLE
        return Step(rule="R10", case="suitable" if suitable else "unsuitable", part=self._part.code, passed=suitable)

    def _criteria(self, rule: CellRule, number: int) -> Iterator[Step]:
        for criterion in self._part.criteria:
            if self._scheme.is_neutralised(self._part, criterion):
                yield Step(rule="R9", case="neutralised", part=self._part.code, criterion=criterion.code)
            else:
                yield from self._criterion(rule, number, criterion)

    def _criterion(self, rule: CellRule, number: int, criterion: Criterion) -> tuple[Step, ...]:
        columns = self._rated.ratings.get(criterion.code, ())
        unseen = sum(ratings[number] == NOT_OBSERVED for ratings in columns)
        settled = self._rated.consensus.get(criterion.code, {}).get(number)
        asked = (criterion.code, rule.key(columns, number), unseen, settled)
        if asked not in self._known:
            self._known[asked] = tuple(self._criterion_steps(rule, criterion, *asked[1:]))
        return self._known[asked]

    def _criterion_steps(self, rule: CellRule, criterion: Criterion, key: int, unseen: int, settled: int | None) -> Iterator[Step]:
        """The same for everybody with the same ratings, so it is made once."""
        if unseen:
            yield self._about(criterion, "R5", "not_observed", {"count": str(unseen)})
        cell = rule.cell(key)
        if settled is None and cell.missing:
            yield from (self._missing(criterion, case, cell, rule) for case in cell.missing)
            return
        share = cell.share or Fraction(0) if settled is None else rule.scale.shares[settled]
        score = rating_text(rule.scale, cell.positions if settled is None else (settled,), share)
        ratings_given = tuple(rule.scale.texts[position] for position in cell.positions)
        exact = str(self._exact_score(rule, cell.positions if settled is None else (settled,), share))
        figures: dict[str, Figure] = {"score": score, "share": share_text(share), "share_exact": str(share), "exact": exact}
        given: dict[str, Figure] = {"count": str(len(ratings_given)), "ratings": ratings_given}
        yield self._about(criterion, "R6", "mean" if settled is None else "consensus", given | figures, reached=score)
        if not score.endswith("%"):
            yield self._about(criterion, "R4", "share", figures | {"exact": str(share * 100)}, reached=f"{share_text(share)}%")
        if criterion.minimum is not None:
            passed = share >= rule.scale.shares[criterion.minimum]
            yield Step(
                rule="R8",
                case="met" if passed else "not_met",
                part=self._part.code,
                criterion=criterion.code,
                reached=score,
                required=rule.scale.texts[criterion.minimum],
                passed=passed,
                figures={"exact": exact},
            )

    @staticmethod
    def _exact_score(rule: CellRule, positions: tuple[int, ...], share: Fraction) -> Fraction:
        """What `rating_text` writes, exactly: the mean rating of a numeric scale, else the share as a percentage."""
        if not rule.scale.numeric:
            return share * 100
        return sum((rule.scale.values[position] for position in positions), Fraction(0)) / len(positions)

    def _about(self, criterion: Criterion, rule: str, case: str, figures: dict[str, Figure], *, reached: str | None = None) -> Step:
        return Step(rule=rule, case=case, part=self._part.code, criterion=criterion.code, reached=reached, figures=figures)

    def _missing(self, criterion: Criterion, case: str, cell: Cell, rule: CellRule) -> Step:
        texts = [rule.scale.texts[position] for position in cell.positions]
        return self._pending(case, len(texts), (texts[0], texts[-1]) if texts else None, criterion.code)

    def _pending(self, case: str, count: int, ends: tuple[str, str] | None, criterion: str | None = None) -> Step:
        figures: dict[str, Figure] = {"count": str(count)}
        required = str(max(self._part.min_assessors, 1)) if case == PENDING_RATINGS else None
        if case == PENDING_SPREAD and ends is not None and self._part.tolerance is not None:
            figures |= {"lowest": ends[0], "highest": ends[1], "tolerance": shortest(self._part.tolerance)}
        return Step(rule="R7", case=case, part=self._part.code, criterion=criterion, required=required, figures=figures)

    def _marks(self, number: int) -> Iterator[Step]:
        marks = sorted(column[number] for column in self._direct.marks if column[number] != NOTHING)
        texts = tuple(points_text(self._scheme, Fraction(mark, self._direct.denominator), exact=True) for mark in marks)
        settled = self._direct.consensus.get(number)
        missing = () if settled is not None else missing_marks(self._part, marks, self._direct.denominator)
        ends = (texts[0], texts[-1]) if texts else None
        yield from (self._pending(case, len(marks), ends) for case in missing)
        points = self._points(number)
        if missing or points is None:
            return
        figures: dict[str, Figure] = {"count": str(len(marks)), "ratings": texts, **self._exact(number)}
        case = "direct_mean" if settled is None else "direct_consensus"
        yield Step(rule="R6", case=case, part=self._part.code, reached=points_text(self._scheme, points), maximum=self._maximum, figures=figures)

    def _sheets(self, number: int) -> Iterator[Step]:
        for case, counts in (("recused", self._tables.judgements.recused), ("pending_sheets", self._tables.judgements.owing)):
            count = counts.get(self._part.code, {}).get(number, 0)
            if count:
                yield Step(rule="R7", case=case, part=self._part.code, figures={"count": str(count)})

    def _exact(self, number: int) -> dict[str, Figure]:
        value = self._exact_points(number)
        text = cut(value)
        if self._scheme.rounding is not None and not text.endswith("…"):
            text = shortest(value)  # 14.875 beside the rounded 14.88, without a zero that says nothing
        return {"exact": str(value), "exact_text": text}

    def _exact_points(self, number: int) -> Fraction:
        exact = self._tables.exact[self._part.code]
        return exact.numerators[number] * exact.unit

    def _arithmetic(self, number: int) -> Iterator[Step]:
        """R6 the points, R2 the rounding where it did something."""
        points, exact = self._points(number) or Fraction(0), self._exact(number)
        reached = points_text(self._scheme, points)
        if self._rule:
            yield Step(rule="R6", case="points", part=self._part.code, reached=reached, maximum=self._maximum, figures=exact)
        if self._scheme.rounding is None or self._exact_points(number) != points:
            yield Step(rule="R2", case="exact" if self._scheme.rounding is None else "rounded", part=self._part.code, reached=reached, figures=exact)

    def _mark(self, number: int) -> Step:
        """R10: the points beside the mark."""
        points = self._points(number) or Fraction(0)
        passed, enough = self._met(number), points >= self._part.required
        case = "passed" if passed else ("failed_minimum" if enough else "failed")
        figures: dict[str, Figure] = self._exact(number) | {"distance": points_text(self._scheme, abs(self._part.required - points), exact=True)}
        return Step(
            rule="R10",
            case=case,
            part=self._part.code,
            reached=points_text(self._scheme, points),
            required=self._required,
            maximum=self._maximum,
            passed=passed,
            figures=figures,
        )
