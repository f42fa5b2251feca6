"""One criterion of one candidate: from the ratings of the assessors to a combined share, or to what is still missing (R4 to R7).

The result depends on the multiset of ratings alone, so it is worked out once per distinct multiset. A multiset is one integer: the sum of
(assessors + 1) ** position over its ratings. What was not given or not observed adds nothing (R5).
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
    """R4 to R7 for the criteria of one rated part with this many assessors.

    Shares are counted in `whole`ths: a whole number for every mean of at most that many ratings.
    """

    def __init__(self, part: Part, assessors: int) -> None:
        if part.scale is None:
            raise SchemeError(f"part {part.code}: a part with criteria needs a scale")
        self.scale = part.scale
        self.whole = lcm(*(share.denominator for share in self.scale.shares)) * lcm(*range(1, assessors + 1))
        self._part = part
        self._base = assessors + 1
        self._weights = [0] * FIRST_POSITION + [self._base**position for position in range(len(self.scale.texts))]

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
        positions: list[int] = []
        position = 0
        while key:
            key, count = divmod(key, self._base)
            positions += [position] * count
            position += 1
        share = sum((self.scale.shares[p] for p in positions), Fraction(0)) / len(positions) if positions else None
        return Cell(positions=tuple(positions), share=share, missing=self._missing(positions))

    def _missing(self, positions: list[int]) -> tuple[str, ...]:
        part, values = self._part, self.scale.values
        if part.consensus is Consensus.REQUIRED:
            return (PENDING_CONSENSUS,)
        missing = []
        if len(positions) < max(part.min_assessors, 1):
            missing.append(PENDING_RATINGS)
        if part.tolerance is not None and positions and values[positions[-1]] - values[positions[0]] > part.tolerance:
            missing.append(PENDING_SPREAD)
        return tuple(missing)

    @cached_property
    def numerators(self) -> "_Numerators":
        """Multiset -> combined share in `whole`ths, NOTHING where a consensus or more ratings are needed."""
        return _Numerators(self)

    def settled(self, position: int) -> int:
        """The share of a consensus rating, in `whole`ths."""
        return int(self.scale.shares[position] * self.whole)


class _Numerators(dict[int, int]):
    def __init__(self, rule: CellRule) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, key: int) -> int:
        cell = self._rule.cell(key)
        value = NOTHING if cell.missing or cell.share is None else int(cell.share * self._rule.whole)
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
