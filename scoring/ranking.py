"""The order of the ranked, and how ties are settled (R15)."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from itertools import groupby

from scoring.columns import Column, column
from scoring.judgements import JudgementError
from scoring.outcome import Tables, units
from scoring.scheme import Ties

SHORTEST_SEED = 16


@dataclass(frozen=True, kw_only=True)
class Decision:
    """R15: the panel's motivated order of candidates who are tied, the first one first. Raises `JudgementError` (`decision_repeats`)."""

    order: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.order)) != len(self.order):
            raise JudgementError("decision_repeats")

    @property
    def names(self) -> frozenset[str]:
        """The candidates it is about."""
        return frozenset(self.order)

    def arrange(self, tied: Sequence[str]) -> list[str]:
        """The tied candidates in the decided order; the others named are passed over."""
        return sorted(tied, key=self.order.index)


@dataclass(frozen=True, kw_only=True)
class Draw:
    """R15: a draw among these candidates with a recorded seed. Raises `JudgementError` (`seed_short`, `decision_repeats`)."""

    candidates: tuple[str, ...]
    seed: str

    def __post_init__(self) -> None:
        if len(self.seed) < SHORTEST_SEED:
            raise JudgementError("seed_short")
        if len(set(self.candidates)) != len(self.candidates):
            raise JudgementError("decision_repeats")

    @property
    def names(self) -> frozenset[str]:
        """The candidates it is about."""
        return frozenset(self.candidates)

    def arrange(self, tied: Sequence[str]) -> list[str]:
        """The tied candidates by SHA-256 of the seed, a line feed and the code, smallest first."""
        return sorted(tied, key=self.lot)

    def lot(self, candidate: str) -> str:
        """What orders this candidate: the SHA-256 in hexadecimal digits, which sort as its bytes do."""
        return sha256(f"{self.seed}\n{candidate}".encode()).hexdigest()


Settlement = Decision | Draw


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The places. `order` lists the ranked candidates' numbers by place, then code; `ranks[c]` is the place, 0 for who has none.

    `keys[c]` orders the ranked: the greater goes first and equal keys are a tie. `open_ties` are the unsettled groups under
    `ties = "decide"`; `settled` gives for a key what settled its group.
    """

    order: "array[int]"
    ranks: "array[int]"
    keys: Column
    open_ties: tuple[tuple[str, ...], ...]
    settled: Mapping[int, Settlement]


def rank(tables: Tables, decisions: Sequence[Settlement]) -> Ranking:
    """R15: by total, then by the parts of `tie_break`; who is still equal shares the place and the next places are skipped.

    Under `ties = "decide"` a group that is still tied is ordered by the first decision that names all its members; without one it is
    an open tie whose members share the place. Under `ties = "shared"` decisions order nobody.
    """
    codes, keys = tables.judgements.candidates, tie_keys(tables, len(tables.scheme.tie_break))
    order = array("L", sorted((number for number, state in enumerate(tables.status) if state == 0), key=codes.__getitem__))
    order = array("L", sorted(order, key=keys.__getitem__, reverse=True))
    ranks = array("L", bytes(array("L").itemsize * len(codes)))
    named = [(decision, decision.names) for decision in decisions] if tables.scheme.ties is Ties.DECIDE else []
    settled: dict[int, Settlement] = {}
    open_ties: list[tuple[str, ...]] = []
    place = 1
    for key, members in groupby(order, keys.__getitem__):
        tied = list(members)
        settlement = _settlement(tied, codes, named) if len(tied) > 1 else None
        if settlement is not None:
            settled[key] = settlement
            at = {codes[number]: number for number in tied}
            for step, code in enumerate(settlement.arrange(list(at))):
                ranks[at[code]] = place + step
        else:
            for number in tied:
                ranks[number] = place
            if len(tied) > 1 and tables.scheme.ties is Ties.DECIDE:
                open_ties.append(tuple(codes[number] for number in tied))
        place += len(tied)
    if settled:
        order = array("L", sorted(order, key=ranks.__getitem__))
    return Ranking(order=order, ranks=ranks, keys=keys, open_ties=tuple(open_ties), settled=settled)


def _settlement(tied: list[int], codes: Sequence[str], named: list[tuple[Settlement, frozenset[str]]]) -> Settlement | None:
    members = {codes[number] for number in tied} if named else set()
    return next((decision for decision, names in named if members <= names), None)


def tie_keys(tables: Tables, depth: int) -> Column:
    """For every candidate the total and the points of the first `depth` parts of `tie_break`, as one integer that orders them."""
    keys, bound = tables.totals, units(tables.scheme.maximum, tables.unit)
    for code in tables.scheme.tie_break[:depth]:
        part = tables.scheme.part(code)
        radix = units((part.points if part else None) or Fraction(0), tables.unit) + 2
        bound = (bound + 1) * radix
        keys = column((key * radix + points for key, points in zip(keys, tables.points[code], strict=True)), bound)
    return keys
