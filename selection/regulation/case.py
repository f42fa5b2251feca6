"""What a block is asked about: the definition with the facts, and one round, part, criterion, kind of offer, demand or amendment of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from scoring.scheme import Consensus, Criterion, Part, Round, Scale, Scheme
from selection.regulation.facts import Amendment, Demand, Facts
from vacancies import Definition

T = TypeVar("T")
EVERY = ""  # stands for every kind of offer alike
ANSWERS = ("accepted", "declined", "no_answer")
LaidDown = tuple[Consensus, Fraction | None, bool]  # consensus, tolerance, whether it is counted in steps between labels


class OutOfScope(LookupError):
    """A block asks for a round, part or other thing that its scope does not have; the strict loader lets none through."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One thing that a sentence is about; what its scope lacks is None. `offer` is a code, or `EVERY`."""

    definition: Definition
    facts: Facts
    round_: Round | None = None
    part_: Part | None = None
    criterion_: Criterion | None = None
    offer: str | None = None
    demand_: Demand | None = None
    amendment_: Amendment | None = None

    @property
    def scheme(self) -> Scheme:
        """The rules."""
        return self.definition.scheme

    @property
    def round(self) -> Round:
        """The round in question."""
        return there(self.round_)

    @property
    def part(self) -> Part:
        """The part in question."""
        return there(self.part_)

    @property
    def criterion(self) -> Criterion:
        """The criterion in question."""
        return there(self.criterion_)

    @property
    def demand(self) -> Demand:
        """The demand on the panel in question."""
        return there(self.demand_)

    @property
    def amendment(self) -> Amendment:
        """The amendment in question."""
        return there(self.amendment_)

    @property
    def rated(self) -> list[Part]:
        """Scored parts with criteria."""
        return [part for part in self.scheme.scored if part.is_rated]

    @property
    def direct(self) -> list[Part]:
        """Scored parts that are marked directly."""
        return [part for part in self.scheme.scored if part.is_direct]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What counts in the part, or is looked at for its verdict; what dropped out is left out (R9)."""
        return self.scheme.counting(self.part)

    @property
    def competencies(self) -> list[Criterion]:
        """Those that are a competency of a framework."""
        return [criterion for criterion in self.criteria if criterion.framework]

    @property
    def scale(self) -> Scale:
        """The scale of the part, or of the first rated part where the scope is the procedure."""
        return there((self.part_ or self.rated[0]).scale)

    def effect(self, answer: str) -> str | None:
        """What an answer does for this kind of offer; what is the same for every kind is said once, of `EVERY` (R20)."""
        found = [kind.get(answer) for kind in self.answers.values()]
        same = found[0] if found and len(set(found)) == 1 else None
        if self.offer == EVERY:
            return same
        return None if same else self.answers[there(self.offer)].get(answer)

    @property
    def answers(self) -> Mapping[str, Mapping[str, str]]:
        """What answers do, per kind of offer."""
        return self.scheme.reserve.answers if self.scheme.reserve is not None else {}

    def within(self, scope: str) -> Iterator["Case"]:
        """The cases of a scope, in the order in which they are printed."""
        if scope == "procedure":
            yield self
        elif scope == "round":
            yield from (replace(self, round_=round_) for round_ in self.scheme.rounds)
        elif scope == "part":
            yield from (replace(self, round_=round_, part_=part) for round_ in self.scheme.rounds for part in round_.parts)
        elif scope == "criterion":
            yield from (replace(case, criterion_=criterion) for case in self.within("part") for criterion in case.part.criteria)
        elif scope == "demand":
            yield from (replace(self, demand_=demand) for demand in self.facts.demands)
        elif scope == "offer":
            yield from (replace(self, offer=kind) for kind in (EVERY, *self.answers))
        elif scope == "amendment":
            yield from (replace(self, amendment_=amendment) for amendment in self.facts.amendments)
        else:
            raise OutOfScope(scope)


def there(thing: T | None) -> T:
    """The thing; `OutOfScope` when the scope has none."""
    if thing is None:
        raise OutOfScope
    return thing


def laid_down(part: Part) -> LaidDown:
    """What R7 asks of a scored part: where a consensus is required anyway, its tolerance says nothing more."""
    required = part.consensus == Consensus.REQUIRED
    tolerance = None if required else part.tolerance
    return part.consensus, tolerance, tolerance is not None and part.scale is not None and not part.scale.numeric
