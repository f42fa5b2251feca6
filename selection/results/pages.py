"""The ranking and one outcome as finished objects for their pages: every figure and sentence is the engine's, nothing is computed here."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from scoring import Outcome, PartOutcome, Step
from scoring.numbers import shortest
from scoring.scheme import Part, Scheme, Ties
from scoring.texts import points_text
from selection.i18n import _, language
from selection.results.collect import Outcome as Collected
from selection.results.open_rounds import steps_shown
from selection.results.ranking_files import part_text
from selection.results.sentences import Facts, Wording, figure, no_facts


@dataclass(frozen=True, kw_only=True)
class PartCell:
    """A part in a row: with points the shown figure, the exact value and what its bar needs; else a word and whether that is in order."""

    label: str
    shown: str
    value: Fraction | None = None
    maximum: Fraction | None = None
    mark: Fraction | None = None
    below: bool = False
    good: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One candidate in a list of results. `reason` is the deciding sentence of who is not ranked, whose figures the list does not show."""

    id: UUID
    code: str
    name: str
    status: str
    rank: int | None
    shared: bool
    cells: Sequence[PartCell]
    total: PartCell | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class RankingPage:
    """The ranked and the others; `heads` the heads of the first list; `ties` gives each place that stays shared with the codes that share it."""

    ranked: Sequence[Row]
    others: Sequence[Row]
    heads: Sequence[str | Mapping[str, str]]
    ties: Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """One step of an outcome: its rule, its sentence, whether it was met (None is open), and whether it decides."""

    rule: str
    title: str
    ok: bool | None
    decides: bool


@dataclass(frozen=True, kw_only=True)
class OutcomePage:
    """One candidate: `headline` the sentence that says it, `main` the steps that pass or fail something, `every` all of them as full sentences."""

    row: Row
    headline: str
    main: Sequence[StepLine]
    every: Sequence[StepLine]


def shown_points(scheme: Scheme, points: Fraction) -> str:
    """Points in the reader's language, with the decimals of the rounding step."""
    return figure(points_text(scheme, points), language())


def ranking_page(collected: Collected, names: Mapping[str, str], facts: Callable[[str], Facts] = lambda code: no_facts) -> RankingPage:
    """The ranking of a procedure; `facts` gives what the record knows about a candidate beside the figures."""
    result, scheme = collected.result, collected.result.scheme
    places = Counter(result.rank(code) for code in result.candidates)
    rows = [_row(collected, outcome, names, places, facts(outcome.candidate)) for outcome in result]
    shared: dict[int, list[str]] = {}
    for row in rows:
        if row.rank is not None and row.shared and scheme.ties is Ties.SHARED:
            shared.setdefault(row.rank, []).append(row.code)
    return RankingPage(
        ranked=[row for row in rows if row.rank is not None],
        others=[row for row in rows if row.rank is None],
        heads=_heads(scheme),
        ties=list(shared.items()),
    )


def outcome_page(collected: Collected, code: str, names: Mapping[str, str], facts: Facts, rounds: Collection[str] | None = None) -> OutcomePage:
    """The outcome of one candidate with the steps that led to it (R18), of these rounds or of all."""
    result, scheme = collected.result, collected.result.scheme
    steps = steps_shown(result, code, rounds)
    line = Wording(scheme=scheme, language=language(), facts=facts)
    full = Wording(scheme=scheme, language=language(), facts=facts, full=True)
    places = Counter(result.rank(each) for each in result.candidates)
    row = _row(collected, result.of(code), names, places, facts)
    said = [step for step in steps if step.rule == "R15"] if row.rank is not None else [step for step in steps if step.decisive]
    return OutcomePage(
        row=row,
        headline=" ".join(full(step) for step in said),
        main=[StepLine(rule=step.rule, title=line(step), ok=_in_order(step), decides=step.decisive) for step in steps if _is_main(step)],
        every=[StepLine(rule=step.rule, title=full(step), ok=_in_order(step), decides=step.decisive) for step in steps],
    )


def _in_order(step: Step) -> bool | None:
    return step.case != "tie_open" if step.rule == "R15" else step.passed


def _is_main(step: Step) -> bool:
    return step.rule in ("R10", "R12", "R13", "R15") or step.rule == "R7" or (step.rule, step.case) in _ALSO_MAIN


_ALSO_MAIN = frozenset({("R8", "not_met"), ("R11", "not_admitted"), ("R11", "not_counted"), ("R14", "withdrawn"), ("R14", "excluded")})


def _row(collected: Collected, outcome: Outcome, names: Mapping[str, str], places: Counter[int | None], facts: Facts) -> Row:
    scheme, ranked = collected.result.scheme, outcome.rank is not None
    total = None
    if outcome.total is not None and ranked:
        shown = shown_points(scheme, outcome.total)
        total = PartCell(label="", shown=shown, value=outcome.total, maximum=scheme.maximum, mark=scheme.required)
    return Row(
        id=collected.ids[outcome.candidate],
        code=outcome.candidate,
        name=names.get(outcome.candidate, ""),
        status=outcome.status.value,
        rank=outcome.rank,
        shared=ranked and places[outcome.rank] > 1,
        cells=[_cell(collected, part, found) for part, found in zip(scheme.parts, outcome.parts, strict=True)] if ranked else (),
        total=total,
        reason="" if ranked else _reason(collected, outcome.candidate, facts),
    )


def _reason(collected: Collected, code: str, facts: Facts) -> str:
    word = Wording(scheme=collected.result.scheme, language=language(), facts=facts)
    step = collected.result.deciding(code)
    return word(step) if step else ""


def _cell(collected: Collected, part: Part, found: PartOutcome) -> PartCell:
    scheme = collected.result.scheme
    if found.points is not None:
        below = found.state.value == "failed"
        return PartCell(label=part.title, shown=shown_points(scheme, found.points), value=found.points, maximum=part.points, mark=part.required, below=below)
    word = part_text(collected.result, None, found.suitable, found.state.value, language())
    good = {"passed": True, "exempt": True, "failed": False}.get(found.state.value)
    return PartCell(label=part.title, shown=word, good=good)


def _heads(scheme: Scheme) -> list[str | Mapping[str, str]]:
    heads: list[str | Mapping[str, str]] = [{"label": _("Place"), "css": "place-col"}, _("Candidate")]
    heads += [part.title if part.is_verdict else {"label": part.title, "small": _of(part.points, part.required)} for part in scheme.parts]
    return [*heads, {"label": _("Total"), "small": _of(scheme.maximum, scheme.required)}]


def _of(maximum: Fraction | None, required: Fraction) -> str:
    most, least = (figure(shortest(points or Fraction(0)), language()) for points in (maximum, required))
    return _("of %(maximum)s, %(required)s required", maximum=most, required=least)
