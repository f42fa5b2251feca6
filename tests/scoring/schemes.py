"""Small schemes for the tests of the engine, and a short way to judge."""

from collections.abc import Iterable
from fractions import Fraction

from scoring import Judgements, JudgementsBuilder
from scoring.numbers import parse_number
from scoring.scheme import DEFAULT_SCALE, Consensus, Criterion, Part, Round, Scale, Scheme

QUALIFICATION = Scale.labelled(code="qualification", labels=("onvoldoende", "enigszins onvoldoende", "normaal", "goed", "uitstekend"))


def number(text: str) -> Fraction:
    """The exact value of a decimal text."""
    return parse_number(text)


def criterion(code: str, weight: str = "1", minimum: int | None = None) -> Criterion:
    """A free topic."""
    return Criterion(code=code, title=code, weight=Fraction(weight), minimum=minimum)


def rated(
    code: str = "interview",
    *criteria: Criterion,
    points: str = "70",
    mark: str = "1/2",
    scale: Scale = DEFAULT_SCALE,
    least: int = 2,
    tolerance: str | None = None,
    consensus: Consensus = Consensus.OPTIONAL,
) -> Part:
    """A part with criteria; one criterion `visie` where none is given."""
    return Part(
        code=code,
        title=code,
        points=Fraction(points),
        pass_mark=Fraction(mark),
        scale=scale,
        criteria=criteria or (criterion("visie"),),
        min_assessors=least,
        tolerance=None if tolerance is None else Fraction(tolerance),
        consensus=consensus,
    )


def direct(code: str, points: str, mark: str = "1/2", least: int = 1, tolerance: str | None = None, consensus: Consensus = Consensus.OPTIONAL) -> Part:
    """A part marked directly."""
    limit = None if tolerance is None else Fraction(tolerance)
    return Part(code=code, title=code, points=Fraction(points), pass_mark=Fraction(mark), min_assessors=least, tolerance=limit, consensus=consensus)


def verdict(code: str = "assessment") -> Part:
    """A verdict part."""
    return Part(code=code, title=code, points=None)


def scheme(*rounds: Part | tuple[Part, ...], total: str = "3/5", **rules: object) -> Scheme:
    """A round per argument: one part, or the parts of one round."""
    parts = [given if isinstance(given, tuple) else (given,) for given in rounds]
    numbered = tuple(Round(code=f"r{place}", title=f"Deel {place}", parts=group) for place, group in enumerate(parts, 1))
    return Scheme(rounds=numbered, total_pass_mark=Fraction(total), **rules)  # type: ignore[arg-type]


def worked(**rules: object) -> Scheme:
    """The scheme of the worked cases: 30 points, a verdict, 70 points; both marked directly."""
    return scheme(direct("gesprek", "30"), verdict(), direct("interview", "70"), **rules)


def rate(builder: JudgementsBuilder, candidate: str, part: Part, criterion_code: str, *ratings: str | None) -> None:
    """One rating per assessor, `-` for not observed and None for nothing; the assessors are numbered."""
    for place, text in enumerate(ratings):
        if text == "-":
            builder.not_observed(candidate, part.code, f"a{place}", criterion_code)
        elif text is not None:
            position = part.scale.position(text) if part.scale else None
            assert position is not None, text
            builder.rating(candidate, part.code, f"a{place}", criterion_code, position)


def judge(rules: Scheme, rows: Iterable[tuple[str, str, str]]) -> Judgements:
    """Judgements from (candidate, part, word): points by one assessor, a verdict, absent, withdrawn, excluded or `exempt 12.5`."""
    builder = JudgementsBuilder(rules)
    for candidate, part, word in rows:
        if word in ("suitable", "unsuitable"):
            builder.verdict(candidate, part, word == "suitable")
        elif word == "absent":
            builder.absent(candidate, part)
        elif word in ("withdrawn", "excluded"):
            (builder.withdrawn if word == "withdrawn" else builder.excluded)(candidate)
        elif word.startswith("exempt"):
            carried = word.removeprefix("exempt").strip()
            builder.exempt(candidate, part, number(carried) if carried else None)
        elif word == "":
            builder.candidate(candidate)
        else:
            for place, points in enumerate(word.split()):
                builder.marks(candidate, part, f"a{place}", number(points))
    return builder.build()
