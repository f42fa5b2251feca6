"""What a round still lacks, read from the steps of the engine (R5, R7): exactly that, and no more of it than the reader may know."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from scoring import PartState, Status, Step
from scoring.scheme import Part, Round
from selection.results.collect import Outcome, outcome_of
from selection.rounds.scope import RoundScope
from selection.scoresheets.queries import PartStates, SheetRow, open_to, part_states, sheets_of_part

GONE = frozenset({Status.WITHDRAWN, Status.EXCLUDED})


class Kind(StrEnum):
    """What is missing. `settle`: something that the panel has to settle, told without saying what, to who may not read the sheets."""

    VERDICT = "verdict"
    SHEETS = "sheets"
    RATINGS = "ratings"
    SPREAD = "spread"
    CONSENSUS = "consensus"
    SETTLE = "settle"


KINDS = {"pending_verdict": Kind.VERDICT, "pending_ratings": Kind.RATINGS, "pending_spread": Kind.SPREAD, "pending_consensus": Kind.CONSENSUS}


@dataclass(frozen=True, kw_only=True)
class Owing:
    """An assessor who still owes a sheet, and whether it was begun."""

    account_id: UUID
    begun: bool


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One candidate in one part."""

    candidate_id: UUID
    code: str
    round: Round
    part: Part


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One thing that is missing at one spot. `criteria` are codes, empty on a directly marked part; `step` holds the figures."""

    kind: Kind
    spot: Spot
    criteria: tuple[str, ...] = ()
    step: Step | None = None
    owing: tuple[Owing, ...] = ()
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a round stands for one reader: the engine's outcome up to this round, what is missing, and per part who submitted and what is open to the reader."""

    outcome: Outcome
    gaps: tuple[Gap, ...]
    states: Mapping[str, PartStates]
    opened: Mapping[str, frozenset[UUID]]
    sheets: Mapping[str, Mapping[tuple[UUID, UUID], SheetRow]]
    taking_part: tuple[tuple[UUID, str], ...]

    @cached_property
    def by_spot(self) -> Mapping[tuple[UUID, str], tuple[Gap, ...]]:
        """Gaps by candidate and part."""
        found: dict[tuple[UUID, str], tuple[Gap, ...]] = {}
        for gap in self.gaps:
            key = (gap.spot.candidate_id, gap.spot.part.code)
            found[key] = (*found.get(key, ()), gap)
        return found

    def known(self, part_code: str, candidate_id: UUID) -> bool:
        """Whether the reader may know that there is something to settle: the sheets are open to the reader, or all of them are there."""
        return candidate_id in self.opened[part_code] or self.states[part_code].complete(candidate_id)


def standing_of(scope: RoundScope, only: Collection[UUID] | None = None) -> Standing:
    """The standing of a round, of all candidates or of these; its number of queries depends on the parts.

    Not for a round that is still planned: who takes part in it would tell how the earlier one goes.
    """
    outcome = outcome_of(scope.procedure, rounds=scope.until, only=only)
    result, last = outcome.result, scope.round.code
    present = [(id_, code) for id_, code in outcome.codes.items() if result.status(code) not in GONE]
    present.sort(key=lambda one: (len(one[1]), one[1]))
    pending = {(id_, code): [step for step in result.steps(code) if step.rule == "R7" and step.case != "recused"] for id_, code in present}
    parts = {part.code: (round_, part) for round_ in scope.rounds[: scope.number] for part in round_.parts}
    wanted = {part.code for part in scope.round.parts if not part.is_verdict}
    wanted |= {step.part for steps in pending.values() for step in steps if step.part in parts and not parts[step.part][1].is_verdict}
    ids = [id_ for id_, _code in present]
    states = {code: part_states(scope.procedure, code) for code in sorted(wanted)}
    opened = {code: open_to(scope.procedure, scope.hats, code, ids) for code in states}
    sheets = {code: {(row.candidate_id, row.account_id): row for row in sheets_of_part(scope.procedure, code)} for code in states}
    standing = Standing(
        outcome=outcome,
        gaps=(),
        states=states,
        opened=opened,
        sheets=sheets,
        taking_part=tuple((id_, code) for id_, code in present if result.round_state(code, last) is not PartState.NOT_ADMITTED),
    )
    gaps = [
        gap
        for (id_, who), steps in pending.items()
        for code, mine in _by_part(steps, parts)
        for gap in _part_gaps(standing, Spot(candidate_id=id_, code=who, round=parts[code][0], part=parts[code][1]), mine)
    ]
    return replace(standing, gaps=tuple(gaps))


def _by_part(steps: Iterable[Step], parts: Mapping[str, tuple[Round, Part]]) -> Iterable[tuple[str, list[Step]]]:
    found: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        if step.part in parts:
            found[str(step.part)].append(step)
    return found.items()


def _part_gaps(standing: Standing, spot: Spot, steps: list[Step]) -> list[Gap]:
    """The gaps at one spot: the verdict, or the sheets first and then what the panel has to settle."""
    if spot.part.is_verdict:
        return [Gap(kind=Kind.VERDICT, spot=spot)]
    states, sheets = standing.states[spot.part.code], standing.sheets[spot.part.code]
    missing = states.expected(spot.candidate_id) - states.submitted(spot.candidate_id)
    owing = tuple(Owing(account_id=account, begun=(spot.candidate_id, account) in sheets) for account in sorted(missing, key=str))
    gaps = [Gap(kind=Kind.SHEETS, spot=spot, owing=owing, count=len(owing))] if owing else []
    settling = [step for step in steps if step.case in KINDS and not _comes_by_itself(step, len(owing))]
    if not standing.known(spot.part.code, spot.candidate_id):
        return gaps
    if settling and spot.candidate_id in standing.opened[spot.part.code]:
        return gaps + _settling(settling, spot)
    if settling or not gaps:  # whatever the engine calls open is told, if only as a number
        return [*gaps, Gap(kind=Kind.SETTLE, spot=spot, count=max(1, len({step.criterion for step in settling})))]
    return gaps


def _settling(steps: list[Step], spot: Spot) -> list[Gap]:
    """One gap per criterion whose ratings are too few or too far apart, and one for all criteria that only lack the consensus that the rules ask for."""
    pressing = [step for step in steps if step.case != "pending_consensus"]
    gaps = [Gap(kind=KINDS[step.case], spot=spot, criteria=_criteria([step]), step=step) for step in pressing]
    told = {step.criterion for step in pressing}
    required = [step for step in steps if step.case == "pending_consensus" and step.criterion not in told]
    if required:
        gaps.append(Gap(kind=Kind.CONSENSUS, spot=spot, criteria=_criteria(required), step=required[0], count=len(required)))
    return gaps


def _criteria(steps: list[Step]) -> tuple[str, ...]:
    return tuple(step.criterion for step in steps if step.criterion is not None)


def _comes_by_itself(step: Step, owed: int) -> bool:
    """Whether too few ratings may still become enough once the owed sheets are there: then only the sheets are missing."""
    if step.case != "pending_ratings":
        return False
    return int(str(step.figures.get("count", "0"))) + owed >= int(step.required or "1")
