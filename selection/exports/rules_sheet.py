"""The sheet Regels: the scheme as people read it, with the mapping of every scale, so that the result can be recomputed by hand."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from scoring.numbers import shortest
from scoring.scheme import Consensus, Criterion, Part, Scale, Scheme, Ties
from selection.documents.workbook import Cell, Column, Kind, Sheet
from selection.exports.book import Book
from selection.i18n import _
from selection.results.sentences import figure


def rules_sheet(book: Book, lines: Sequence[str]) -> Sheet:
    """The rules by round, part and criterion."""
    columns = [
        Column(title=_("Round"), width=28),
        Column(title=_("Part"), width=28),
        Column(title=_("Rule"), width=44, strong=True),
        Column(title=_("Figure"), width=12, kind=Kind.FIGURE),
        Column(title=_("In words"), width=70, kind=Kind.LONG),
    ]
    rows = [*_of_scheme(book.result.scheme, book.language), *_of_parts(book.result.scheme, book.language)]
    return Sheet(name=_("Rules"), lines=lines, columns=columns, rows=rows, filtered=False)


def _of_scheme(scheme: Scheme, language: str) -> Iterator[Sequence[Cell]]:
    def told(rule: str, number: Cell, words: str = "") -> Sequence[Cell]:
        return ["", "", rule, number, words]

    yield told(_("Maximum of the total"), scheme.maximum)
    yield told(_("Required in total"), scheme.required, _percent(scheme.total_pass_mark, language))
    rounding = _("Rounding of the points of a part")
    yield told(rounding, None, _("not rounded")) if scheme.rounding is None else told(rounding, scheme.rounding, _("half up"))
    yield told(_("Binding ranking"), None, _("yes") if scheme.binding else _("no"))
    yield told(_("Equal totals"), None, _("share the place") if scheme.ties is Ties.SHARED else _("the panel decides, with a reason, or by draw"))
    if scheme.tie_break:
        names = [part.title for code in scheme.tie_break if (part := scheme.part(code)) is not None]
        yield told(_("Before that, by the points for"), None, ", ".join(names))
    if scheme.reserve is not None:
        yield told(_("Recruitment reserve"), scheme.reserve.months, _("months, from the first day of the month after the final report"))
    for gone in scheme.neutralised:
        yield [scheme.round_of(gone.part).title, _title(scheme, gone.part), _("Dropped for all candidates"), None, f"{gone.criterion}: {gone.reason}"]


def _of_parts(scheme: Scheme, language: str) -> Iterator[Sequence[Cell]]:
    for round_ in scheme.rounds:
        for part in round_.parts:
            for rule, number, words in _of_part(part, language):
                yield [round_.title, part.title, rule, number, words]


def _of_part(part: Part, language: str) -> Iterator[tuple[str, Cell, str]]:
    if part.points is None:
        yield _("Verdict"), None, _("suitable or unsuitable; only suitable passes")
        return
    yield _("Points"), part.points, ""
    yield _("Required"), part.required, _percent(part.pass_mark, language)
    yield _("Least number of assessors"), part.min_assessors, ""
    yield _("Difference allowed"), part.tolerance, _("no limit") if part.tolerance is None else ""
    yield _("Consensus"), None, _("required on every criterion") if part.consensus is Consensus.REQUIRED else _("where the panel settles one")
    if part.scale is not None:
        yield _("Scale: rating = share of the points"), None, "; ".join(_mapping(part.scale, language))
    for criterion in part.criteria:
        yield _("Criterion and its weight"), criterion.weight, _criterion(criterion, part, language)


def _mapping(scale: Scale, language: str) -> Iterator[str]:
    for text, share in zip(scale.texts, scale.shares, strict=True):
        yield f"{figure(text, language)} = {_percent(share, language)}"


def _criterion(criterion: Criterion, part: Part, language: str) -> str:
    said = [criterion.title]
    if criterion.level is not None:
        said.append(_("level %(level)s", level=criterion.level))
    if criterion.minimum is not None and part.scale is not None:
        said.append(_("minimum %(minimum)s", minimum=figure(part.scale.texts[criterion.minimum], language)))
    return ", ".join(said)


def _title(scheme: Scheme, code: str) -> str:
    part = scheme.part(code)
    return part.title if part else code


def _text(value: Fraction, language: str) -> str:
    return figure(shortest(value), language)


def _percent(share: Fraction, language: str) -> str:
    return _text(share * 100, language) + ("\u00a0%" if language == "nl" else "%")
