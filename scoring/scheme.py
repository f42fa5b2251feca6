"""The scheme: rules as data (README, "The rules, by number": R2 to R10, R13, R15, R19).

Every figure is a `Fraction`. The classes hold what was decided and check what would make a computation impossible; the loader in
`vacancies` finds every fault of a definition and names its place, so a `SchemeError` from here means that a scheme was made by hand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from scoring.numbers import NumberError, decimals_of, parse_number, shortest


class SchemeError(ValueError):
    """A scheme that cannot be computed."""


class Ties(StrEnum):
    """R15: what happens to candidates who are still equal after the tie break."""

    SHARED = "shared"
    DECIDE = "decide"


class Consensus(StrEnum):
    """R7: whether the panel may or must settle a consensus rating on every criterion."""

    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, kw_only=True)
class Scale:
    """R4: the allowed ratings, lowest first, each with its share of the points (0 to 1, never falling).

    `texts[i]` is how rating number i is written (`7.5`, or a label); `shares[i]` is its share. `numeric` tells whether the texts
    are numbers. `values[i]` is what a spread is measured in: the rating itself, or the position of the label (R7).
    """

    code: str
    texts: tuple[str, ...]
    shares: tuple[Fraction, ...]
    numeric: bool
    values: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        if len(self.texts) < 2 or not len(self.texts) == len(self.shares) == len(self.values):
            raise SchemeError(f"scale {self.code}: at least two ratings, each with a share")
        if any(low > high for low, high in zip(self.shares, self.shares[1:], strict=False)) or not 0 <= self.shares[0] <= self.shares[-1] <= 1:
            raise SchemeError(f"scale {self.code}: shares lie between 0 and 1 and never fall")

    @classmethod
    def stepped(cls, *, code: str, minimum: Fraction, maximum: Fraction, step: Fraction) -> "Scale":
        """A numeric scale: minimum, minimum + step, ... maximum; share = (rating - minimum) / (maximum - minimum)."""
        width = maximum - minimum
        if step <= 0 or width <= 0 or (width / step).denominator != 1:
            raise SchemeError(f"scale {code}: the maximum is the minimum plus a whole number of steps")
        count = (width / step).numerator
        values = tuple(minimum + i * step for i in range(count + 1))
        return cls(
            code=code,
            texts=tuple(shortest(value) for value in values),
            shares=tuple(Fraction(i, count) for i in range(count + 1)),
            numeric=True,
            values=values,
        )

    @classmethod
    def labelled(cls, *, code: str, labels: tuple[str, ...], shares: tuple[Fraction, ...] | None = None) -> "Scale":
        """A labelled scale, lowest label first; without shares they are spread evenly from 0 to 1."""
        last = max(len(labels) - 1, 1)
        even = tuple(Fraction(i, last) for i in range(len(labels)))
        return cls(code=code, texts=labels, shares=shares or even, numeric=False, values=tuple(Fraction(i) for i in range(len(labels))))

    def position(self, text: str) -> int | None:
        """The number of the rating that this text names (comma or point; labels without regard to capitals), or None (R4: refused)."""
        if not self.numeric:
            return self._by_label.get(text.strip().casefold())
        try:
            return self._by_value.get(parse_number(text))
        except NumberError:
            return None

    @cached_property
    def _by_label(self) -> Mapping[str, int]:
        return {text.casefold(): i for i, text in enumerate(self.texts)}

    @cached_property
    def _by_value(self) -> Mapping[Fraction, int]:
        return {value: i for i, value in enumerate(self.values)}


DEFAULT_SCALE = Scale.stepped(code="default", minimum=Fraction(0), maximum=Fraction(10), step=Fraction(1, 2))


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """What is rated: a required competency at a level, or a free topic. `minimum` is a position on the part's scale (R8).

    `code` is the competency or topic code, unique in its part. `framework` and `level` are None for a topic; `level` also for a
    competency without one.
    """

    code: str
    title: str
    framework: str | None = None
    level: str | None = None
    weight: Fraction = Fraction(1)
    minimum: int | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """A selection part (selectieonderdeel): scored (`points` is set) or a verdict (`points` is None).

    `pass_mark` is a share of the points (R10). `min_assessors`, `tolerance` and `consensus` are the resolved values of R7 for this part,
    whoever set them. `tolerance` is in rating units, steps between labels, or points. `scale` is None where the part is marked directly or gives a
    verdict. The criteria of a verdict part are what is looked at; they carry no weight. `preparation` and `blind` (the panel reads codes, no names) change
    no figure and stand outside the fingerprint.
    """

    code: str
    title: str
    points: Fraction | None
    pass_mark: Fraction = Fraction(1, 2)
    scale: Scale | None = None
    criteria: tuple[Criterion, ...] = ()
    min_assessors: int = 1
    tolerance: Fraction | None = None
    consensus: Consensus = Consensus.OPTIONAL
    preparation: str | None = None
    blind: bool = False

    @property
    def is_verdict(self) -> bool:
        """Suitable or unsuitable: eliminates and carries no points."""
        return self.points is None

    @property
    def is_direct(self) -> bool:
        """A scored part without criteria: marked directly in points."""
        return self.points is not None and not self.criteria

    @property
    def is_rated(self) -> bool:
        """A scored part with criteria: rated on a scale."""
        return self.points is not None and bool(self.criteria)

    @cached_property
    def required(self) -> Fraction:
        """The pass mark in points, exact (R3); 0 for a verdict."""
        return self.pass_mark * (self.points or 0)

    def criterion(self, code: str) -> Criterion | None:
        """The criterion with this code, or None."""
        return next((criterion for criterion in self.criteria if criterion.code == code), None)


@dataclass(frozen=True, kw_only=True)
class Round:
    """A round (Deel 1, Deel 2, ...): its parts are taken by everyone admitted to it (R11)."""

    code: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Neutralised:
    """R9: a criterion that drops out for all candidates, with its reason."""

    part: str
    criterion: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReserveTerms:
    """R19, R20: how long the reserve runs and what an answer does, per kind of offer (answer -> `leaves`, `keeps` or `last`)."""

    months: int = 36
    starts: str = "first-of-month-after-report"
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """The ordered rounds and the rules over them. `rounding` is the step of R2, or None for `rounding = "none"`.

    `decimals` is how many decimals the step was written with, and so every figure in points; None takes what the step needs.
    """

    rounds: tuple[Round, ...]
    total_pass_mark: Fraction = Fraction(3, 5)
    rounding: Fraction | None = Fraction(1, 100)
    decimals: int | None = None
    binding: bool = True
    ties: Ties = Ties.SHARED
    tie_break: tuple[str, ...] = ()
    neutralised: tuple[Neutralised, ...] = ()
    reserve: ReserveTerms | None = None

    def __post_init__(self) -> None:
        codes = [part.code for part in self.parts]
        if len(set(codes)) != len(codes):
            raise SchemeError("a part code occurs twice")
        if not any(part.points is not None for part in self.parts):
            raise SchemeError("a scheme has at least one scored part")
        for part in self.parts:
            if part.is_rated and not self.counting(part):
                raise SchemeError(f"part {part.code}: at least one criterion stays")
        if any(code not in {part.code for part in self.scored} for code in self.tie_break):
            raise SchemeError("tie_break names scored parts only")

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All parts in the order of the rounds."""
        return tuple(part for round_ in self.rounds for part in round_.parts)

    @cached_property
    def scored(self) -> tuple[Part, ...]:
        """The parts that carry points, in order."""
        return tuple(part for part in self.parts if part.points is not None)

    @cached_property
    def maximum(self) -> Fraction:
        """R13: the sum of the maxima of all scored parts, never shrunk."""
        return sum((part.points or Fraction(0) for part in self.scored), Fraction(0))

    @cached_property
    def places(self) -> int:
        """How many decimals a figure in points is written with; meaningless with `rounding = "none"`."""
        needed = decimals_of(self.rounding or Fraction(1))
        return max(needed, self.decimals or 0)

    @cached_property
    def required(self) -> Fraction:
        """R13: the total that passes, exact."""
        return self.total_pass_mark * self.maximum

    def part(self, code: str) -> Part | None:
        """The part with this code, or None."""
        return self._by_code.get(code)

    @cached_property
    def _by_code(self) -> Mapping[str, Part]:
        return {part.code: part for part in self.parts}

    def round_of(self, part_code: str) -> Round:
        """The round that the part belongs to. Raises KeyError for an unknown part."""
        for round_ in self.rounds:
            if any(part.code == part_code for part in round_.parts):
                return round_
        raise KeyError(part_code)

    def is_neutralised(self, part: Part, criterion: Criterion) -> bool:
        """R9: whether the criterion has dropped out for all candidates."""
        return any(gone.part == part.code and gone.criterion == criterion.code for gone in self.neutralised)

    def counting(self, part: Part) -> tuple[Criterion, ...]:
        """The criteria of a rated part that have not been neutralised, in order."""
        return tuple(criterion for criterion in part.criteria if not self.is_neutralised(part, criterion))

    def __iter__(self) -> Iterator[Round]:
        return iter(self.rounds)
