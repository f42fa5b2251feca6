"""What a rating is worth and how it is written: the mapping printed beside a scale (R4), and the points of one's own sheet (R6)."""

from dataclasses import replace
from fractions import Fraction

from scoring import JudgementsBuilder, evaluate
from scoring.numbers import cut, parse_number, shortest
from scoring.scheme import Consensus, Part, Round, Scale, Scheme
from scoring.texts import points_text
from selection.i18n import _, rating
from selection.i18n import points as points_words
from selection.scoresheets.content import Content

LONGEST_ROW = 21  # more values than this are typed
ONLY = "own"


def kind_of(scale: Scale) -> str:
    """How a scale is put on the page: `row`, `labels`, or `number` for a long numeric one."""
    if not scale.numeric:
        return "labels"
    return "row" if len(scale.texts) <= LONGEST_ROW else "number"


def off_scale(scale: Scale, text: str) -> str:
    """The sentence for a rating that is not on the scale (R4)."""
    if not scale.numeric:
        return _("“%(text)s” is not on the scale. Choose one of: %(labels)s.", text=text[:40], labels=", ".join(scale.texts))
    return _(
        "%(text)s is not on the scale. Choose a value from %(least)s to %(most)s, in steps of %(step)s.",
        text=text[:40],
        least=rating(scale.texts[0]),
        most=rating(scale.texts[-1]),
        step=rating(shortest(scale.values[1] - scale.values[0])),
    )


def figure(scheme: Scheme, value: Fraction) -> str:
    """Points in the reader's language with the decimals of the rounding step; never rounded: what does not fit is cut and followed by an ellipsis."""
    try:
        return points_words(points_text(scheme, value))
    except ValueError:
        return points_words(cut(value))


def own_points(scheme: Scheme, part: Part, content: Content) -> Fraction | None:
    """R6 over one sheet alone, by the engine: the points that it would give if it were the only one.

    None while a criterion has no answer yet, so that no figure steers the next rating; not observed criteria stay out of it (R5).
    """
    builder = JudgementsBuilder(alone := _alone(scheme, part, content))
    if part.is_direct:
        if not content.points:
            return None
        builder.marks(ONLY, part.code, ONLY, parse_number(content.points))
    else:
        counting = scheme.counting(part)
        rated = alone.parts[0].criteria
        if content.given(counting) < len(counting) or not any(content.of(criterion.code).position is not None for criterion in counting):
            return None
        for criterion in rated:
            builder.rating(ONLY, part.code, ONLY, criterion.code, content.of(criterion.code).position or 0)
    return evaluate(alone, builder.build()).of(ONLY).parts[0].points


def _alone(scheme: Scheme, part: Part, content: Content) -> Scheme:
    rated = tuple(criterion for criterion in scheme.counting(part) if content.of(criterion.code).position is not None)
    single = replace(part, criteria=rated or part.criteria, min_assessors=1, tolerance=None, consensus=Consensus.OPTIONAL)
    return Scheme(rounds=(Round(code=part.code, title=part.title, parts=(single,)),), rounding=scheme.rounding, decimals=scheme.decimals)
