"""One criterion of one candidate: from the ratings of the assessors to a combined share, or to what is still missing (R4 to R7).

The result depends on the multiset of ratings alone, so it is worked out once per distinct multiset. A multiset is one integer: the sum of
base ** position over its ratings, the base being a power of two above the number of assessors. What was not given or not observed adds nothing (R5).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import repeat
from math import lcm

from scoring.columns import NOTHING, Positions
from scoring.judgements import FIRST_POSITION
from scoring.scheme import Consensus, Part, SchemeError

PENDING_RATINGS = "pending_ratings"
PENDING_SPREAD = "pending_spread"
PENDING_CONSENSUS = "pending_consensus"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """The ratings of one criterion for one candidate, combined without a consensus.

    `positions` are the ratings given, lowest first; `share` is their mean share (R6), None without any; `missing` says what R7 still asks.
    """

    positions: tuple[int, ...]
    share: Fraction | None
    missing: tuple[str, ...]


class CellRule:
    """R4 to R7 for the criteria of a rated part with this many assessors.

    Shares are counted in `whole`ths: a whole number for every mean of at most that many ratings.
    """

    def __init__(self, part: Part, assessors: int) -> None:
        if part.scale is None:
            raise SchemeError(f"part {part.code}: a part with criteria needs a scale")
        self.scale = part.scale
        self.whole = lcm(*(share.denominator for share in self.scale.shares)) * lcm(*range(1, assessors + 1))
        self._shares = [int(share * self.whole) for share in self.scale.shares]
        self._bits = assessors.bit_length()
        self._weights = [0] * FIRST_POSITION + [1 << self._bits * position for position in range(len(self.scale.texts))]
        self._least = max(part.min_assessors, 1)
        self._required = part.consensus is Consensus.REQUIRED
        finest = lcm(*(value.denominator for value in (*self.scale.values, part.tolerance or Fraction(0))))
        self._values = [int(value * finest) for value in self.scale.values]
        self._tolerance = self._values[-1] - self._values[0] if part.tolerance is None else int(part.tolerance * finest)

    def keys(self, columns: Sequence[Positions], count: int) -> Iterator[int]:
        """The multiset of ratings of every candidate, as one integer each. An IndexError on the way means a rating off the scale (R4)."""
        if not columns:
            return repeat(0, count)
        return map(sum, zip(*(map(self._weights.__getitem__, ratings) for ratings in columns), strict=True))

    def key(self, columns: Sequence[Positions], number: int) -> int:
        """The multiset of ratings of one candidate."""
        return sum(self._weights[ratings[number]] for ratings in columns)

    def cell(self, key: int) -> Cell:
        """The combined share (R6) and what is missing (R7), from the multiset alone."""
        positions = self._positions(key)
        share = Fraction(self._mean(positions), self.whole) if positions else None
        return Cell(positions=tuple(positions), share=share, missing=self._missing(positions))

    def numerator(self, key: int) -> int:
        """The combined share in `whole`ths, NOTHING where a consensus or more ratings are needed."""
        positions = self._positions(key)
        return NOTHING if self._missing(positions) else self._mean(positions)

    def _positions(self, key: int) -> list[int]:
        positions: list[int] = []
        while key:
            position = ((key & -key).bit_length() - 1) // self._bits
            count = (key >> self._bits * position) & ((1 << self._bits) - 1)
            positions += [position] * count
            key -= count << self._bits * position
        return positions

    def _mean(self, positions: list[int]) -> int:
        return sum(map(self._shares.__getitem__, positions)) // len(positions)

    def _missing(self, positions: list[int]) -> tuple[str, ...]:
        if self._required:
            return (PENDING_CONSENSUS,)
        few = len(positions) < self._least
        apart = bool(positions) and self._values[positions[-1]] - self._values[positions[0]] > self._tolerance
        if few or apart:
            return (PENDING_RATINGS,) * few + (PENDING_SPREAD,) * apart
        return ()

    @cached_property
    def numerators(self) -> "_Numerators":
        """`numerator` of every multiset met so far, worked out once."""
        return _Numerators(self)

    def settled(self, position: int) -> int:
        """The share of a consensus rating, in `whole`ths."""
        return self._shares[position]


class _Numerators(dict[int, int]):
    def __init__(self, rule: CellRule) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, key: int) -> int:
        value = self._rule.numerator(key)
        self[key] = value
        return value


class Weighted(dict[int, int]):
    """Multiset -> weight x combined share in `whole`ths, or `nothing`."""

    def __init__(self, rule: CellRule, weight: int, nothing: int) -> None:
        super().__init__()
        self._numerators = rule.numerators
        self._weight = weight
        self._nothing = nothing

    def __missing__(self, key: int) -> int:
        share = self._numerators[key]
        value = self._nothing if share == NOTHING else self._weight * share
        self[key] = value
        return value
