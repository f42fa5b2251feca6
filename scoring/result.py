"""The one entry of the engine, and what it returns (R14, R15, R18)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from scoring.columns import NOTHING
from scoring.fingerprint import fingerprint
from scoring.judgements import NO_VERDICT, SUITABLE, Judgements, check
from scoring.numbers import shortest
from scoring.outcome import AWAY, MET, OPEN, STATUSES, PartState, Status, Tables, compute
from scoring.part_steps import PartSteps
from scoring.ranking import Ranking, Settlement, rank
from scoring.scheme import Part, Scheme
from scoring.steps import OutcomeSteps, Step, decisive, mark_decisive
from scoring.texts import points_text


@dataclass(frozen=True, kw_only=True)
class PartOutcome:
    """One part of one candidate: the points that count, or the verdict (True is suitable), each None where there is none, and the state."""

    part: str
    points: Fraction | None
    suitable: bool | None
    state: PartState


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One candidate: `rank` for the ranked, `total` (R13) for the ranked and who is below the total, the parts in the order of the scheme."""

    candidate: str
    status: Status
    rank: int | None
    total: Fraction | None
    parts: tuple[PartOutcome, ...]


class Result:
    """What the rules make of the judgements. Reading it computes nothing again but the steps of the candidate asked for.

    A candidate code that is not in the judgements raises KeyError.
    """

    def __init__(self, tables: Tables, ranking: Ranking) -> None:
        self._tables = tables
        self._ranking = ranking
        self.scheme = tables.scheme
        self.judgements = tables.judgements

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """All codes: the ranked by place and then code, then the others by code."""
        codes = self._tables.judgements.candidates
        others = sorted(codes[number] for number, state in enumerate(self._tables.status) if state)
        return (*(codes[number] for number in self._ranking.order), *others)

    @property
    def open_ties(self) -> tuple[tuple[str, ...], ...]:
        """R15: under `ties = "decide"` the groups that wait for a decision or a draw, by place; the codes of each in order."""
        return self._ranking.open_ties

    @cached_property
    def settled_ties(self) -> tuple[tuple[tuple[str, ...], Settlement], ...]:
        """R15: the groups that a decision or a draw put in order, by place: the codes in that order, and what settled them."""
        if not self._ranking.settled:
            return ()
        groups = groupby(self._ranking.order, self._ranking.keys.__getitem__)
        codes = self._tables.judgements.candidates
        return tuple((tuple(codes[number] for number in group), self._ranking.settled[key]) for key, group in groups if key in self._ranking.settled)

    def __iter__(self) -> Iterator[Outcome]:
        return map(self.of, self.candidates)

    def __len__(self) -> int:
        return len(self._tables.judgements.candidates)

    def of(self, candidate: str) -> Outcome:
        """The outcome of one candidate."""
        number = self._number(candidate)
        status = STATUSES[self._tables.status[number]]
        return Outcome(
            candidate=candidate,
            status=status,
            rank=self._ranking.ranks[number] or None,
            total=self._amount(self._tables.totals[number]) if status in (Status.RANKED, Status.BELOW_TOTAL) else None,
            parts=tuple([self._part(part, place, number) for place, part in self._places]),
        )

    def status(self, candidate: str) -> Status:
        """R14."""
        return STATUSES[self._tables.status[self._number(candidate)]]

    def rank(self, candidate: str) -> int | None:
        """R15: the place, None for who is not ranked."""
        return self._ranking.ranks[self._number(candidate)] or None

    def round_state(self, candidate: str, round_code: str) -> PartState:
        """R11: PASSED, FAILED, PENDING or NOT_ADMITTED for a whole round. Raises KeyError for an unknown round."""
        number = self._number(candidate)
        place = {round_.code: place for place, round_ in enumerate(self.scheme.rounds)}[round_code]
        if place > self._tables.reached[number]:
            return PartState.NOT_ADMITTED
        worst = max(self._tables.happened[part.code][number] for part in self.scheme.rounds[place].parts)
        return {MET: PartState.PASSED, OPEN: PartState.PENDING}.get(worst, PartState.FAILED)

    def steps(self, candidate: str) -> tuple[Step, ...]:
        """R18: the ordered steps that led to the outcome of this candidate."""
        number = self._number(candidate)
        steps = list(self._outcome_steps.opening(number))
        for place, round_ in enumerate(self.scheme.rounds):
            if place > self._tables.reached[number]:
                steps.append(Step(rule="R11", case="not_admitted", figures={"round": round_.code}))
                steps += [step for part in round_.parts for step in self._part_steps[part.code].not_admitted(number)]
            else:
                steps += [step for part in round_.parts for step in self._part_steps[part.code].admitted(number)]
                steps += self._outcome_steps.round_end(number, place)
        steps += self._outcome_steps.closing(number)
        return mark_decisive(steps, self.status(candidate))

    def deciding(self, candidate: str) -> Step | None:
        """R14: the step that `steps` marks as decisive, found without the others, for long lists; None for who is ranked."""
        number = self._number(candidate)
        status = STATUSES[self._tables.status[number]]
        return None if status is Status.RANKED else decisive(self._can_decide(number, status), status)

    def _can_decide(self, number: int, status: Status) -> Iterator[Step]:
        """The steps that can give this status: of the candidate, of the parts of the last round to which it was admitted, or of the whole."""
        if status in (Status.WITHDRAWN, Status.EXCLUDED):
            yield from self._outcome_steps.opening(number)
        elif status in (Status.BELOW_TOTAL, Status.PENDING):
            yield from self._outcome_steps.closing(number)
        else:
            for part in self.scheme.rounds[self._tables.reached[number]].parts:
                yield from self._part_steps[part.code].met(number)

    @cached_property
    def _outcome_steps(self) -> OutcomeSteps:
        return OutcomeSteps(self._tables, self._ranking)

    @cached_property
    def _part_steps(self) -> dict[str, PartSteps]:
        return {part.code: PartSteps(self._tables, part) for part in self.scheme.parts}

    @cached_property
    def _places(self) -> tuple[tuple[int, Part], ...]:
        """Every part with the number of its round."""
        return tuple((place, part) for place, round_ in enumerate(self.scheme.rounds) for part in round_.parts)

    def _amount(self, counted: int) -> Fraction:
        """So many units in points."""
        unit = self._tables.unit
        return Fraction(counted * unit.numerator, unit.denominator)

    def _number(self, candidate: str) -> int:
        return self._tables.judgements.numbers[candidate]

    def _part(self, part: Part, place: int, number: int) -> PartOutcome:
        state = self._state(part, place, number)
        if state is PartState.NOT_ADMITTED:
            return PartOutcome(part=part.code, points=None, suitable=None, state=state)
        reached = NOTHING if part.is_verdict else self._tables.points[part.code][number]
        verdicts = self._tables.judgements.verdicts.get(part.code)
        given = NO_VERDICT if verdicts is None else verdicts[number]
        return PartOutcome(
            part=part.code,
            points=None if reached == NOTHING else self._amount(reached),
            suitable=None if given == NO_VERDICT else given == SUITABLE,
            state=state,
        )

    def _state(self, part: Part, place: int, number: int) -> PartState:
        if place > self._tables.reached[number]:
            return PartState.NOT_ADMITTED
        happened = self._tables.happened[part.code][number]
        if happened == MET:
            return PartState.EXEMPT if number in self._tables.judgements.exempt.get(part.code, {}) else PartState.PASSED
        return {OPEN: PartState.PENDING, AWAY: PartState.ABSENT}.get(happened, PartState.FAILED)


def evaluate(scheme: Scheme, judgements: Judgements, decisions: Sequence[Settlement] = ()) -> Result:
    """The rules R2 to R18 applied to everybody at once; the same input gives the same result, whatever its order (R16).

    `decisions` are the panel's decisions and draws about ties, the earliest first (R15). Raises `JudgementError` for judgements that
    cannot be; what is merely missing makes a candidate pending.
    """
    check(scheme, judgements)
    tables = compute(scheme, judgements)
    return Result(tables, rank(tables, decisions))


def as_data(result: Result, *, vacancy: str, provisional: bool = True, steps: bool = True) -> dict[str, object]:
    """A ranking as plain data, in the shape and order of its JSON file; the steps are without their sentences.

    With `rounding = "none"` a part, a candidate and a step with a figure carry it under `exact` too, as a fraction.
    """
    return {
        "vacancy": vacancy,
        "rules": fingerprint(result.scheme),
        "provisional": provisional,
        "maximum": shortest(result.scheme.maximum),
        "required": shortest(result.scheme.required),
        "open_ties": [list(tied) for tied in result.open_ties],
        "candidates": [_candidate_data(result, outcome, steps) for outcome in result],
    }


def _candidate_data(result: Result, outcome: Outcome, steps: bool) -> dict[str, object]:
    data: dict[str, object] = {
        "candidate": outcome.candidate,
        "status": outcome.status.value,
        "rank": outcome.rank,
        "total": _points(result.scheme, outcome.total),
    }
    if result.scheme.rounding is None:
        data["exact"] = _exact(outcome.total)
    data["parts"] = [_part_data(result.scheme, part, found) for part, found in zip(result.scheme.parts, outcome.parts, strict=True)]
    if steps:
        data["steps"] = [step_data(result.scheme, step) for step in result.steps(outcome.candidate)]
    return data


def _part_data(scheme: Scheme, part: Part, outcome: PartOutcome) -> dict[str, object]:
    data: dict[str, object] = {"part": part.code, "points": _points(scheme, outcome.points)}
    if scheme.rounding is None:
        data["exact"] = _exact(outcome.points)
    data["maximum"] = None if part.points is None else shortest(part.points)
    data["required"] = None if part.points is None else shortest(part.required)
    data["verdict"] = None if outcome.suitable is None else ("suitable" if outcome.suitable else "unsuitable")
    data["outcome"] = outcome.state.value
    return data


def step_data(scheme: Scheme, step: Step) -> dict[str, object]:
    """One step as plain data, without its sentence."""
    data: dict[str, object] = {"rule": step.rule, "case": step.case, "part": step.part, "criterion": step.criterion, "reached": step.reached}
    if scheme.rounding is None:
        data["exact"] = step.figures.get("exact")
    return data | {"required": step.required, "passed": step.passed, "decisive": step.decisive}


def _points(scheme: Scheme, points: Fraction | None) -> str | None:
    return None if points is None else points_text(scheme, points)


def _exact(points: Fraction | None) -> str | None:
    return None if points is None else str(points)
