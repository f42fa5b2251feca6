"""R18: the ordered steps that led to an outcome, as data; never built for everybody at once.

Order: withdrawal or exclusion, then round after round (per part its criteria, points, rounding and mark; then the round), the total, the
outcome that is still open, the place. Every part or total that was not met is followed by an R14 step: `first` behind the decisive one,
`also` behind the others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from scoring.numbers import shortest
from scoring.outcome import OPEN, STATUSES, Status, Tables
from scoring.ranking import Decision, Ranking, tie_keys
from scoring.scheme import Round, Ties
from scoring.texts import points_text

Figure = str | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rule applied to one candidate.

    `rule` and `case` name a sentence. `reached`, `required` and `maximum` are decimal text in points, or ratings of the scale;
    `passed` is None where nothing is passed or failed. `decisive` marks the one step that gave a candidate who is not ranked the status (R14).
    `figures` holds what else the sentence says, by name; lists are tuples, and every figure is text.
    """

    rule: str
    case: str
    part: str | None = None
    criterion: str | None = None
    reached: str | None = None
    required: str | None = None
    maximum: str | None = None
    passed: bool | None = None
    decisive: bool = False
    figures: Mapping[str, Figure] = field(default_factory=lambda: MappingProxyType({}))


_MISSED = frozenset({("R10", "failed"), ("R10", "failed_minimum"), ("R10", "unsuitable"), ("R12", "absent"), ("R12", "exempt_failed"), ("R13", "below")})
_DECISIVE = {
    Status.ABSENT: frozenset({("R12", "absent")}),
    Status.UNSUITABLE: frozenset({("R10", "unsuitable")}),
    Status.FAILED_PART: frozenset({("R10", "failed"), ("R10", "failed_minimum"), ("R12", "exempt_failed")}),
    Status.BELOW_TOTAL: frozenset({("R13", "below")}),
    Status.PENDING: frozenset({("R14", "pending")}),
    Status.WITHDRAWN: frozenset({("R14", "withdrawn")}),
    Status.EXCLUDED: frozenset({("R14", "excluded")}),
}


def mark_decisive(steps: list[Step], status: Status) -> tuple[Step, ...]:
    """R14: the first step that gives the status is decisive; each failing rule is followed by what it did to the outcome."""
    marked: list[Step] = []
    found = False
    for step in steps:
        name = (step.rule, step.case)
        decides = not found and name in _DECISIVE.get(status, ())
        found = found or decides
        marked.append(replace(step, decisive=True) if decides else step)
        if name in _MISSED:
            marked.append(Step(rule="R14", case="first" if decides else "also", part=step.part, figures={"status": status.value}))
    return tuple(marked)


def decisive(steps: Iterable[Step], status: Status) -> Step | None:
    """R14: the step that `mark_decisive` would mark among these; reads no further than that one."""
    names = _DECISIVE.get(status, frozenset())
    return next((replace(step, decisive=True) for step in steps if (step.rule, step.case) in names), None)


class OutcomeSteps:
    """The steps outside the parts: rounds (R11), total (R13), status (R14) and place (R15)."""

    def __init__(self, tables: Tables, ranking: Ranking) -> None:
        self._tables = tables
        self._ranking = ranking
        self._scheme = tables.scheme
        self._groups = cache(self._count_groups)

    def opening(self, number: int) -> Iterator[Step]:
        """R14: withdrawn or excluded, which win over everything."""
        status = STATUSES[self._tables.status[number]]
        if status in (Status.WITHDRAWN, Status.EXCLUDED):
            yield Step(rule="R14", case=status.value, passed=False)

    def round_end(self, number: int, place: int) -> Iterator[Step]:
        """R11: what the round as a whole led to; nothing while a part of it is pending and none was failed."""
        round_ = self._scheme.rounds[place]
        worst = max(self._tables.happened[part.code][number] for part in round_.parts)
        if worst == OPEN:
            return
        if worst:
            yield Step(rule="R11", case="failed", passed=False, figures=_rounds(round_))
        elif place + 1 < len(self._scheme.rounds):
            yield Step(rule="R11", case="admitted", passed=True, figures=_rounds(round_, self._scheme.rounds[place + 1]))
        else:
            yield Step(rule="R11", case="last_passed", passed=True, figures=_rounds(round_))

    def closing(self, number: int) -> Iterator[Step]:
        """R13 the total, R14 what is still open, R15 the place."""
        status = STATUSES[self._tables.status[number]]
        if status is Status.PENDING:
            yield Step(rule="R14", case="pending")
        if status in (Status.RANKED, Status.BELOW_TOTAL):
            passed = status is Status.RANKED
            total = self._total(number)
            yield Step(
                rule="R13",
                case="passed" if passed else "below",
                reached=points_text(self._scheme, total),
                required=shortest(self._scheme.required),
                maximum=shortest(self._scheme.maximum),
                passed=passed,
                figures={"exact": str(total), "distance": points_text(self._scheme, abs(self._scheme.required - total), exact=True)},
            )
        if status is Status.RANKED:
            yield from self._place(number)

    def _place(self, number: int) -> Iterator[Step]:
        depth = len(self._scheme.tie_break)
        sizes = [self._groups(level)[tie_keys_at(self._tables, level, number)] for level in range(depth + 1)]
        place, tied = str(self._ranking.ranks[number]), sizes[-1]
        if sizes[0] > tied:
            settled = next(level for level in range(depth + 1) if sizes[level] == tied)
            yield self._ranked("tie_break", number, place, sizes[0], part=self._scheme.tie_break[settled - 1])
        if tied > 1:
            yield self._ranked(self._tie_case(number), number, place, tied)
        elif sizes[0] == 1:
            yield self._ranked("ranked", number, place, 1)

    def _tie_case(self, number: int) -> str:
        if self._scheme.ties is Ties.SHARED:
            return "shared"
        settlement = self._ranking.settled.get(self._ranking.keys[number])
        if settlement is None:
            return "tie_open"
        return "tie_decided" if isinstance(settlement, Decision) else "tie_drawn"

    def _ranked(self, case: str, number: int, place: str, tied: int, part: str | None = None) -> Step:
        figures: dict[str, Figure] = {"place": place, "count": str(tied - 1)}
        settlement = self._ranking.settled.get(self._ranking.keys[number])
        if case == "tie_drawn" and settlement is not None and not isinstance(settlement, Decision):
            figures["seed"] = settlement.seed
        return Step(rule="R15", case=case, part=part, reached=points_text(self._scheme, self._total(number)), figures=figures)

    def _total(self, number: int) -> Fraction:
        return self._tables.totals[number] * self._tables.unit

    def _count_groups(self, level: int) -> Counter[int]:
        keys = tie_keys(self._tables, level)
        return Counter(keys[number] for number in self._ranking.order)


def tie_keys_at(tables: Tables, level: int, number: int) -> int:
    """What `tie_keys` gives at this depth for one candidate."""
    alone = replace(
        tables,
        totals=[tables.totals[number]],
        points={code: [tables.points[code][number]] for code in tables.scheme.tie_break[:level]},
    )
    return tie_keys(alone, level)[0]


def _rounds(round_: Round, following: Round | None = None) -> dict[str, Figure]:
    figures: dict[str, Figure] = {"round": round_.code}
    if following is not None:
        figures["next_round"] = following.code
    return figures
