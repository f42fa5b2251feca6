"""Figures as text, the way a scheme writes them (R2)."""

from fractions import Fraction

from scoring.numbers import cut, fixed, shortest
from scoring.scheme import Scale, Scheme


def points_text(scheme: Scheme, points: Fraction, *, exact: bool = False) -> str:
    """Points with as many decimals as the rounding step is written with; with `rounding = "none"` four decimals, cut (R2).

    `exact` allows a figure that is no multiple of the step, such as a distance to a mark: it is then written shortest.
    """
    if scheme.rounding is None:
        return cut(points)
    if exact and (points / scheme.rounding).denominator != 1:
        return shortest(points)
    return fixed(points, scheme.places)


def share_text(share: Fraction) -> str:
    """A share as a percentage for reading, without its sign: shortest, or cut after four decimals."""
    return shortest(share * 100)


def rating_text(scale: Scale, positions: tuple[int, ...], share: Fraction) -> str:
    """How the mean of these ratings reads: a rating on a numeric scale (shortest, or cut after four decimals), a label where all
    gave the same one, else the share as a percentage with its sign."""
    if len(set(positions)) == 1:
        return scale.texts[positions[0]]
    if scale.numeric:
        return shortest(sum((scale.values[position] for position in positions), Fraction(0)) / len(positions))
    return f"{share_text(share)}%"
