"""Columns of integers, one entry per candidate: the compact form in which the engine holds what it reads and computes."""

from array import array
from collections.abc import Iterable, MutableSequence, Sequence
from typing import TypeAlias

Column: TypeAlias = MutableSequence[int]
Positions: TypeAlias = Sequence[int]

NOTHING = -1
"""In a column of figures: there is no figure for this candidate."""


def column(values: Iterable[int], bound: int) -> Column:
    """The values as 64-bit integers where `bound`, the largest absolute value among them, allows it, else as a list."""
    return array("q", values) if bound < 2**63 else list(values)
