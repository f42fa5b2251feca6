"""The ratings of one candidate in one part side by side: what the panel has to settle, what it settled, and what is within the tolerance."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from scoring.numbers import parse_number, shortest
from scoring.scheme import Criterion, Part
from scoring.texts import points_text
from selection.i18n import _, language, points, rating, rounded
from selection.results.sentences import figure
from selection.rounds.gaps import Gap, Standing
from selection.rounds.scope import RoundScope
from selection.scoresheets.content import Answer, Content, content_of, rating_words
from selection.scoresheets.models import ConsensusRating, Scoresheet, SheetState

HUNDREDTH = Fraction(1, 100)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One criterion (or the points of a directly marked part) side by side.

    `ratings` and `shown` run parallel with `who`; None is not observed. `why` says why it is to be settled, empty where nothing is asked.
    """

    code: str
    title: str
    who: Sequence[str]
    ratings: Sequence[Fraction | None]
    shown: Sequence[str]
    words: Sequence[tuple[str, str, str]]
    lowest: Fraction
    highest: Fraction
    tolerance: Fraction | None
    tolerance_shown: str
    mean: Fraction | None
    mean_shown: str
    difference_shown: str
    why: str
    settled: ConsensusRating | None
    settled_shown: str
    all_in: bool

    @property
    def counts_as(self) -> str:
        """What counts, for reading: the consensus, or the mean once every sheet is in and nothing is to be settled; else empty, as it is not known."""
        return self.settled_shown or (self.mean_shown if self.all_in and not self.why else "")


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The page of one candidate and part. `points` is empty while the part is not complete, `all_in` False while a sheet is expected still."""

    all_in: bool
    who: Sequence[str]
    discuss: Sequence[Compared]
    within: Sequence[Compared]
    points: str
    maximum: str
    required: str
    left_out: Sequence[str]


def compare(
    scope: RoundScope,
    part: Part,
    candidate_id: UUID,
    standing: Standing,
    sheets: Sequence[Scoresheet],
    consensus: dict[tuple[UUID, str], ConsensusRating],
    asked: str = "",
) -> Comparison:
    """The comparison, from sheets that this person may read; drafts and the sheets of who is recused stay out."""
    away = standing.states[part.code].away
    recused = [sheet for sheet in sheets if away.get((candidate_id, sheet.account_id)) == "recused"]
    counting = [sheet for sheet in sheets if sheet.state == SheetState.SUBMITTED and sheet not in recused]
    counting.sort(key=lambda sheet: (sheet.account.family_name, sheet.account.given_name, str(sheet.id)))
    gaps = {code: gap for gap in standing.by_spot.get((candidate_id, part.code), ()) for code in (gap.criteria or ("",))}
    said = [(sheet.account.name, content_of(sheet)) for sheet in counting]
    criteria: Sequence[Criterion | None] = [None] if part.is_direct else scope.definition.scheme.counting(part)
    all_in = standing.states[part.code].complete(candidate_id)
    all_ = [compared(part, criterion, said, gaps, consensus.get((candidate_id, _code(criterion))), all_in=all_in) for criterion in criteria]
    discuss = [one for one in all_ if one.why or one.settled is not None or (asked and one.code == asked)]
    return Comparison(
        all_in=all_in,
        who=[name for name, _content in said],
        discuss=discuss,
        within=[one for one in all_ if one not in discuss],
        points=_points(scope, part, candidate_id, standing),
        maximum=points(shortest(part.points or Fraction(0))),
        required=figure(points_text(scope.definition.scheme, part.required, exact=True), language()),
        left_out=[sheet.account.name for sheet in recused if sheet.state == SheetState.SUBMITTED],
    )


def compared(
    part: Part, criterion: Criterion | None, said: Sequence[tuple[str, Content]], gaps: dict[str, Gap], settled: ConsensusRating | None, *, all_in: bool
) -> Compared:
    """One criterion of one candidate. A mean is for reading: what counts is computed by the engine."""
    answers = [(who, _answer(content, criterion)) for who, content in said]
    ratings = [_value(part, answer) for _who, answer in answers]
    given = [value for value in ratings if value is not None]
    numeric = part.is_direct or (part.scale is not None and part.scale.numeric)
    mean = sum(given, Fraction(0)) / len(given) if given else None
    difference = max(given) - min(given) if given else None
    code = _code(criterion)
    return Compared(
        code=code,
        title=criterion.title if criterion is not None else part.title,
        who=[who for who, _answer_ in answers],
        ratings=ratings,
        shown=[_shown(part, answer) for _who, answer in answers],
        words=[(who, _shown(part, answer), answer.reason or answer.rationale) for who, answer in answers],
        lowest=part.scale.values[0] if part.scale is not None else Fraction(0),
        highest=part.scale.values[-1] if part.scale is not None else part.points or Fraction(1),
        tolerance=part.tolerance,
        tolerance_shown=_exact(part.tolerance),
        mean=mean if numeric else None,
        mean_shown=rounded(mean, HUNDREDTH) if mean is not None and numeric else "",
        difference_shown=_exact(difference),
        why=_why(gaps.get(code), part),
        settled=settled,
        settled_shown=_settled(part, settled),
        all_in=all_in,
    )


def _code(criterion: Criterion | None) -> str:
    return criterion.code if criterion is not None else ""


def _answer(content: Content, criterion: Criterion | None) -> Answer:
    if criterion is None:
        return Answer(chosen=content.points, rationale=content.remark)
    return content.of(criterion.code)


def _value(part: Part, answer: Answer) -> Fraction | None:
    """What a spread is measured in: the rating, the place of a label, or points."""
    if part.is_direct:
        return parse_number(answer.chosen) if answer.chosen else None
    return None if answer.position is None or part.scale is None else part.scale.values[answer.position]


def _shown(part: Part, answer: Answer) -> str:
    if part.is_direct:
        return points(answer.chosen) if answer.chosen else "–"
    return rating_words(part, answer)


def _exact(value: Fraction | None) -> str:
    return "" if value is None else rating(value)


def _settled(part: Part, row: ConsensusRating | None) -> str:
    if row is None:
        return ""
    return rating(row.chosen) if part.is_direct or (part.scale is not None and part.scale.numeric) else row.chosen


def _why(gap: Gap | None, part: Part) -> str:
    if gap is None:
        return ""
    words = {
        "spread": _("More than %(tolerance)s apart", tolerance=_exact(part.tolerance)),
        "ratings": _("Too few ratings"),
        "consensus": _("Consensus required"),
    }
    return words.get(str(gap.kind), "")


def _points(scope: RoundScope, part: Part, candidate_id: UUID, standing: Standing) -> str:
    code = standing.outcome.codes.get(candidate_id)
    if code is None or (candidate_id, part.code) in standing.by_spot:
        return ""
    reached = next(one.points for one in standing.outcome.result.of(code).parts if one.part == part.code)
    return "" if reached is None else figure(points_text(scope.definition.scheme, reached), language())
