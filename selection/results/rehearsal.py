"""A trial of the rules of a vacancy that is being built: fictional candidates around every border, computed by the engine as real ones would be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring import Judgements, JudgementsBuilder, Outcome, PartState, Result, evaluate
from scoring.numbers import decimals_of, fixed, round_half_up, shortest
from scoring.scheme import DEFAULT_SCALE, Consensus, Part, Scale, Scheme
from scoring.texts import points_text
from selection.i18n import _, language, points
from selection.results.sentences import Wording, status_word

HIGH, MARK, UNDER = "high", "mark", "under"
_FEWEST = 2


@dataclass(frozen=True, kw_only=True)
class Fictional:
    """One candidate of the trial: what is special about them, what became of each part, and the steps in words."""

    code: str
    about: str
    status: str
    word: str
    rank: int | None
    total: str
    parts: Sequence[str]
    steps: Sequence[tuple[str, bool | None, bool]]  # sentence, passed, decisive


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """The whole trial: heads of the parts (title, note) and the candidates in the order of the result."""

    heads: Sequence[tuple[str, str]]
    total: str
    candidates: Sequence[Fictional]
    ties: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class _Case:
    """What a fictional candidate does in each part: how it goes everywhere, and where it goes otherwise."""

    about: str
    usual: str = HIGH
    part: str = ""
    there: str = HIGH
    criterion: str = ""


def rehearsal(scheme: Scheme) -> Rehearsal:
    """Fictional candidates through these rules."""
    cases = {f"K{number:02d}": case for number, case in enumerate(_cases(scheme), 1)}
    result = evaluate(scheme, _judgements(scheme, cases))
    wording = Wording(scheme=scheme, language=language())
    return Rehearsal(
        heads=[(part.title, _note(part, scheme)) for part in scheme.parts],
        total=_of(scheme.maximum, scheme.required),
        candidates=[_fictional(outcome, result, cases[outcome.candidate].about, wording) for outcome in result],
        ties=[", ".join(tied) for tied in result.open_ties],
    )


def _cases(scheme: Scheme) -> Iterator[_Case]:
    yield _Case(about=_("strong in everything"))
    yield _Case(about=_("exactly as strong: the same total"))
    yield _Case(about=_("on the pass mark of every part"), usual=MARK)
    for part in scheme.parts:
        if part.points is None:
            yield _Case(about=_("not suitable in %(part)s", part=part.title), part=part.code, there=UNDER)
        elif part.pass_mark:
            yield _Case(about=_("one step below the pass mark of %(part)s", part=part.title), part=part.code, there=UNDER)
        for criterion in scheme.counting(part):
            if criterion.minimum is not None and part.scale is not None and _below(part.scale, criterion.minimum) is not None:
                about = _("one step below the minimum of %(criterion)s", criterion=criterion.title)
                yield _Case(about=about, part=part.code, there="minimum", criterion=criterion.code)
                break
    yield _Case(about=_("absent in %(part)s", part=scheme.parts[-1].title), part=scheme.parts[-1].code, there="absent")


def _judgements(scheme: Scheme, cases: dict[str, _Case]) -> Judgements:
    built = JudgementsBuilder(scheme)
    for code, case in cases.items():
        built.candidate(code)
        for part in scheme.parts:
            how = case.there if part.code == case.part else case.usual
            if how == "absent":
                built.absent(code, part.code)
            elif part.is_verdict:
                built.verdict(code, part.code, how != UNDER)
            elif part.is_direct:
                _mark(built, code, part, _direct(part, scheme, how))
            else:
                _rate(built, code, part, _ratings(part, scheme, how, case.criterion))
    return built.build()


def _assessors(part: Part) -> Sequence[str]:
    return [f"A{number}" for number in range(1, max(part.min_assessors, _FEWEST) + 1)]


def _mark(built: JudgementsBuilder, code: str, part: Part, points: Fraction) -> None:
    for assessor in _assessors(part):
        built.marks(code, part.code, assessor, points)
    if part.consensus is Consensus.REQUIRED:
        built.consensus(code, part.code, None, points)


def _rate(built: JudgementsBuilder, code: str, part: Part, ratings: Mapping[str, int]) -> None:
    for assessor in _assessors(part):
        built.sheet(code, part.code, assessor, ratings.items())
    if part.consensus is Consensus.REQUIRED:
        for criterion, position in ratings.items():
            built.consensus(code, part.code, criterion, position)


def _ratings(part: Part, scheme: Scheme, how: str, minimum: str) -> dict[str, int]:
    """Positions by criterion: near the top, the lowest rating that passes everywhere, or one step less on one criterion."""
    scale = part.scale or DEFAULT_SCALE
    top = len(scale.texts) - 1
    passing = next((position for position, share in enumerate(scale.shares) if share >= part.pass_mark), top)
    usual = {HIGH: max(passing, round(Fraction(top * 4, 5))), MARK: passing, UNDER: passing}.get(how, top)
    ratings = {one.code: usual if how == UNDER else max(usual, one.minimum or 0) for one in part.criteria}
    if how == UNDER:
        _lower(part, scale, scheme, ratings)
    if how == "minimum":
        lowest = next(one.minimum or 0 for one in part.criteria if one.code == minimum)
        ratings[minimum] = _below(scale, lowest) or 0
    return ratings


def _below(scale: Scale, position: int) -> int | None:
    """The highest rating that is worth less than this one; None where there is none."""
    return max((lower for lower in range(position) if scale.shares[lower] < scale.shares[position]), default=None)


def _lower(part: Part, scale: Scale, scheme: Scheme, ratings: dict[str, int]) -> None:
    """Take single steps away, the lightest criterion first, until the part is under its mark."""
    counting = sorted(scheme.counting(part), key=lambda one: one.weight)
    whole, maximum = sum((one.weight for one in counting), Fraction(0)), part.points or Fraction(0)
    while any(ratings[one.code] for one in counting):
        for one in counting:
            reached = maximum * sum((other.weight * scale.shares[ratings[other.code]] for other in counting), Fraction(0)) / whole
            if (round_half_up(reached, scheme.rounding) if scheme.rounding else reached) < maximum * part.pass_mark:
                return
            ratings[one.code] = max(0, ratings[one.code] - 1)


def _direct(part: Part, scheme: Scheme, how: str) -> Fraction:
    maximum, step = part.points or Fraction(0), scheme.rounding or Fraction(1, 100)
    mark = maximum * part.pass_mark
    on = -(-mark // step) * step
    return {MARK: min(on, maximum), UNDER: max(on - step, Fraction(0))}.get(how, max(on, (maximum * Fraction(4, 5)) // step * step))


def _note(part: Part, scheme: Scheme) -> str:
    if part.points is None:
        return _("suitable or not")
    return _of(part.points, part.points * part.pass_mark)


def _of(maximum: Fraction, required: Fraction) -> str:
    """The line under a head; it breaks at the comma only."""
    text = _("of %(points)s, needed %(required)s", points=_figure(maximum), required=_figure(required))
    return ", ".join(piece.replace(" ", "\u00a0") for piece in text.split(", "))


def _fictional(outcome: Outcome, result: Result, about: str, wording: Wording) -> Fictional:
    scheme = result.scheme
    return Fictional(
        code=outcome.candidate,
        about=about,
        status=outcome.status.value,
        word=status_word(outcome.status, language()),
        rank=outcome.rank,
        total=_shown(outcome.total, scheme) if outcome.total is not None else "",
        parts=[_part(one.points, one.suitable, one.state, scheme) for one in outcome.parts],
        steps=[(wording(step), step.passed, step.decisive) for step in result.steps(outcome.candidate)],
    )


def _part(reached: Fraction | None, suitable: bool | None, state: PartState, scheme: Scheme) -> str:
    if suitable is not None:
        return _("suitable") if suitable else _("not suitable")
    if reached is not None:
        return _shown(reached, scheme)
    return _("absent") if state is PartState.ABSENT else ""


def _shown(value: Fraction, scheme: Scheme) -> str:
    return points(points_text(scheme, value))


def _figure(value: Fraction) -> str:
    try:
        return points(fixed(value, decimals_of(value)))
    except ValueError:
        return points(shortest(value))
