"""A scheme as a person reads it: figures in the reader's language, one sentence per rule. Nothing is decided here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scoring.numbers import fixed, round_half_up, shortest
from scoring.scheme import Consensus, Criterion, Part, Scale, Scheme, Ties
from selection.i18n import _, _n, date_long, percent, points
from vacancies import Definition

HUNDREDTH = Fraction(1, 100)
MOST_LISTED = 21  # ratings of a scale that are listed one by one


@dataclass(frozen=True, kw_only=True)
class PartWords:
    """One part in words. `maximum` and `required` are empty for a verdict."""

    code: str
    round_title: str
    title: str
    maximum: str
    mark: str
    required: str
    assessors: str
    tolerance: str
    consensus: str
    how: str


@dataclass(frozen=True, kw_only=True)
class CriterionWords:
    """One criterion in words, with its weight, minimum and the reason why it dropped out."""

    code: str
    title: str
    framework: str
    level: str
    weight: str
    minimum: str
    neutralised: str | None
    may_neutralise: bool


@dataclass(frozen=True, kw_only=True)
class ScaleWords:
    """A scale with the share of the points that each rating gives (R4)."""

    name: str
    sentence: str
    pairs: Sequence[tuple[str, str]]


def figure(value: Fraction) -> str:
    """A figure of the rules, without superfluous decimals: 30; 2,331."""
    return points(shortest(value))


def share_percent(value: Fraction) -> str:
    """A share as a percentage; one that no decimal is exact for is rounded, for reading only."""
    hundred = value * 100
    text = shortest(hundred)
    return percent(fixed(round_half_up(hundred, HUNDREDTH), 2) if "…" in text else text)


def part_words(scheme: Scheme) -> list[PartWords]:
    """Every part, in order."""
    return [_part(round_.title, part) for round_ in scheme.rounds for part in round_.parts]


def _part(round_title: str, part: Part) -> PartWords:
    if part.points is None:
        return PartWords(
            code=part.code,
            round_title=round_title,
            title=part.title,
            maximum="",
            mark="",
            required="",
            assessors="",
            tolerance="",
            consensus="",
            how=_("Verdict: suitable or unsuitable. Who is unsuitable does not go on."),
        )
    return PartWords(
        code=part.code,
        round_title=round_title,
        title=part.title,
        maximum=figure(part.points),
        mark=share_percent(part.pass_mark),
        required=figure(part.required),
        assessors=str(part.min_assessors),
        tolerance=_("no limit") if part.tolerance is None else _tolerance(part, part.tolerance),
        consensus=_consensus(part),
        how=_("Marked directly in points.") if part.is_direct else _("Rated per criterion."),
    )


def _consensus(part: Part) -> str:
    """Without a limit no difference is too large: then there is a consensus only where the panel settles one (R7)."""
    if part.consensus == Consensus.REQUIRED:
        return _("required")
    return _("where the panel settles one") if part.tolerance is None else _("where the difference is too large")


def _tolerance(part: Part, tolerance: Fraction) -> str:
    if part.is_direct:
        return _("%(points)s points", points=figure(tolerance))
    if part.scale is not None and not part.scale.numeric:
        return _("%(steps)s steps on the scale", steps=figure(tolerance))
    return figure(tolerance)


def criteria_words(scheme: Scheme, part: Part) -> list[CriterionWords]:
    """The criteria of a part. One can be neutralised while another one stays (R9)."""
    reasons = {gone.criterion: gone.reason for gone in scheme.neutralised if gone.part == part.code}
    counting = scheme.counting(part) if part.is_rated else ()
    return [_criterion(part, criterion, reasons.get(criterion.code), len(counting)) for criterion in part.criteria]


def _criterion(part: Part, criterion: Criterion, reason: str | None, counting: int) -> CriterionWords:
    minimum = criterion.minimum
    return CriterionWords(
        code=criterion.code,
        title=criterion.title,
        framework=criterion.framework or "",
        level=criterion.level or "",
        weight="" if part.is_verdict else figure(criterion.weight),
        minimum=rating_text(part.scale, minimum) if part.scale is not None and minimum is not None else "",
        neutralised=reason,
        may_neutralise=part.is_rated and reason is None and counting > 1,
    )


def rating_text(scale: Scale, position: int) -> str:
    """A rating as the reader writes it."""
    return figure(scale.values[position]) if scale.numeric else scale.texts[position]


def scale_words(scale: Scale) -> ScaleWords:
    """The scale and its mapping: every rating where they are few, else the ends and the rule."""
    lowest, highest = rating_text(scale, 0), rating_text(scale, len(scale.texts) - 1)
    if not scale.numeric:
        sentence = _("Labels, lowest first; each gives its share of the points.")
    else:
        step = figure(scale.values[1] - scale.values[0])
        sentence = _("From %(lowest)s to %(highest)s in steps of %(step)s; the share of the points grows evenly.", lowest=lowest, highest=highest, step=step)
    positions = range(len(scale.texts)) if len(scale.texts) <= MOST_LISTED else (0, (len(scale.texts) - 1) // 2, len(scale.texts) - 1)
    return ScaleWords(name=scale.code, sentence=sentence, pairs=[(rating_text(scale, at), share_percent(scale.shares[at])) for at in positions])


def ranking_sentences(scheme: Scheme) -> list[str]:
    """How candidates are ranked, in plain words (R13 to R15)."""
    sentences = [
        _("In total at least %(required)s of the %(maximum)s points are needed.", required=figure(scheme.required), maximum=figure(scheme.maximum)),
        _("Only who passes every part of a round takes part in the next round. A result exactly on a pass mark is a pass."),
        _("Who passes is ranked by total, highest first."),
    ]
    if scheme.tie_break:
        titles = {part.code: part.title for part in scheme.scored}
        names = ", ".join(titles[code] for code in scheme.tie_break)
        sentences.append(_("With equal totals the points of these parts decide, in this order: %(parts)s.", parts=names))
    if scheme.ties == Ties.DECIDE:
        sentences.append(_("Candidates who are still equal are put in order by a decision with reasons of the panel, or by a draw."))
    else:
        sentences.append(_("Candidates who are still equal share the place; the places after it are skipped."))
    sentences.append(_("The ranking is binding.") if scheme.binding else _("The ranking is not binding."))
    if scheme.rounding is None:
        sentences.append(_("Points are not rounded."))
    else:
        sentences.append(_("The points of a part are rounded once, half up, to %(step)s.", step=figure(scheme.rounding)))
    return sentences


def reserve_sentences(scheme: Scheme) -> list[str]:
    """The recruitment reserve, in plain words (R19, R20)."""
    if scheme.reserve is None:
        return [_("There is no recruitment reserve.")]
    months = scheme.reserve.months
    return [
        _n(
            "Who is ranked and not appointed comes into the recruitment reserve, for %(num)s month.",
            "Who is ranked and not appointed comes into the recruitment reserve, for %(num)s months.",
            months,
        ),
        _("It begins on the first day of the month after the final report."),
        *(_answers(kind, dict(answers)) for kind, answers in scheme.reserve.answers.items()),
    ]


def _answers(kind: str, answers: dict[str, str]) -> str:
    said = {"accepted": _("accepting"), "declined": _("declining"), "no_answer": _("not answering")}
    effect = {"leaves": _("leaves the reserve"), "keeps": _("keeps the place"), "last": _("moves to the last place")}
    parts = "; ".join(f"{said.get(answer, answer)}: {effect.get(value, value)}" for answer, value in answers.items())
    return _("Offer %(kind)s: %(effects)s.", kind=kind.replace("-", " "), effects=parts)


def dates_in_words(days: Sequence[date], *, weekday: bool = False) -> str:
    """15 mei 2024; 21 en 22 mei 2024; with the day of the week for one day."""
    if len(days) < 2:
        return date_long(days[0], weekday=weekday) if days else ""
    same_month = {(day.year, day.month) for day in days} == {(days[0].year, days[0].month)}
    words = [str(day.day) for day in days[:-1]] if same_month else [date_long(day) for day in days[:-1]]
    return _("%(days)s and %(last)s", days=", ".join(words), last=date_long(days[-1]))


def round_points(definition: Definition, round_code: str) -> str:
    """What a round is worth: 30 points, or suitable or unsuitable."""
    round_ = next(round_ for round_ in definition.scheme.rounds if round_.code == round_code)
    worth = sum((part.points for part in round_.parts if part.points is not None), Fraction(0))
    if not worth:
        return _("suitable or unsuitable")
    return _("%(points)s points", points=figure(worth))
