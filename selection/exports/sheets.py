"""The six sheets of a ranking: Rangschikking, Onderdelen, Scores, Stappen, Regels, Wervingsreserve. Every figure comes from the engine's result."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from scoring import Outcome, Status, fingerprint
from scoring.numbers import NumberError, decimals_of, parse_number, shortest
from scoring.scheme import Part
from selection.documents.workbook import Cell, Column, Kind, Properties, Sheet, write_workbook
from selection.exports.book import Book
from selection.exports.rules_sheet import rules_sheet
from selection.i18n import _, _n, date_long, speaking
from selection.results.open_rounds import steps_shown
from selection.results.ranking_files import part_text, state_word, verdict_word
from selection.results.sentences import Wording, figure, status_word

_FOUR = 4


def workbook_of(book: Book) -> bytes:
    """The workbook, in the language of the book."""
    with speaking(book.language):
        properties = Properties(
            title=_("Ranking %(title)s", title=book.title),
            author=book.organisation,
            created=book.made_at,
            header=f"{book.title} ({book.label})" if book.label else book.title,
            footer=" · ".join([*book.notices[:1], book.made_on]),
            comments=_("Rules %(fingerprint)s", fingerprint=fingerprint(book.result.scheme)),
        )
        return write_workbook(sheets_of(book), properties)


def sheets_of(book: Book) -> list[Sheet]:
    """The sheets in order, in the language that is being spoken; rows are made when they are asked for."""
    return [_ranking(book), _parts(book), _scores(book), _steps(book), rules_sheet(book, _lines(book, _("Rules"))), _reserve(book)]


def _lines(book: Book, heading: str) -> list[str]:
    vacancy = f"{book.title} ({book.label})" if book.label else book.title
    return [
        f"{heading} · {vacancy}",
        *book.notices,
        _("Made on %(moment)s. Rules (SHA-256): %(fingerprint)s", moment=book.made_on, fingerprint=fingerprint(book.result.scheme)),
    ]


def _places(book: Book) -> int:
    scheme = book.result.scheme
    return _FOUR if scheme.rounding is None else scheme.places


def _code() -> Column:
    return Column(title=_("Candidate"), width=12, kind=Kind.CODE, strong=True)


def _who(book: Book) -> list[Column]:
    return [_code(), Column(title=_("Name"), width=26)] if book.names else [_code()]


def _who_cells(book: Book, candidate: str) -> list[Cell]:
    return [candidate, book.names.get(candidate, "")] if book.names else [candidate]


def _ranking(book: Book) -> Sheet:
    scheme = book.result.scheme
    columns = [Column(title=_("Place"), width=8, kind=Kind.INTEGER, strong=True), Column(title=_("Shared"), width=11), *_who(book)]
    for part in scheme.parts:
        columns.append(_part_column(book, part))
    columns += [
        Column(title=_("Total (of %(maximum)s)", maximum=_shown(scheme.maximum, book)), width=12, kind=Kind.NUMBER, places=_places(book), strong=True),
        Column(title=_("Required"), width=12, kind=Kind.NUMBER, places=max(_places(book), _decimals(scheme.required))),
        Column(title=_("Outcome"), width=23),
        Column(title=_("Why"), width=48, kind=Kind.LONG),
    ]
    return Sheet(name=_("Ranking"), lines=[*_lines(book, _("Ranking")), *book.ties], columns=columns, rows=_ranking_rows(book))


def _ranking_rows(book: Book) -> Iterator[Sequence[Cell]]:
    result = book.result
    places = Counter(result.rank(candidate) for candidate in result.candidates)
    shared = {rank for rank, count in places.items() if rank is not None and count > 1}
    for outcome in result:
        row: list[Cell] = [outcome.rank, _("shared") if outcome.rank in shared else "", *_who_cells(book, outcome.candidate)]
        row += [part_cell(book, part, outcome) for part in result.scheme.parts]
        row += [outcome.total, result.scheme.required, status_word(outcome.status, book.language), first_reason(book, outcome)]
        yield row


def first_reason(book: Book, outcome: Outcome) -> str:
    """R14: the sentence of the deciding step for who is not ranked; for who is, how a tie came to an order (R15), or nothing."""
    word = Wording(scheme=book.result.scheme, language=book.language, facts=book.facts(outcome.candidate))
    if outcome.status is Status.RANKED:
        tied = any(outcome.candidate in codes for codes, _settlement in book.result.settled_ties)
        return " ".join(word(step) for step in book.result.steps(outcome.candidate) if step.rule == "R15") if tied else ""
    step = book.result.deciding(outcome.candidate)
    return word(step) if step else ""


def part_cell(book: Book, part: Part, outcome: Outcome) -> Cell:
    """What a candidate has in a part: the points as a number, else verdict or state as a word."""
    found = next(each for each in outcome.parts if each.part == part.code)
    if found.points is not None:
        return found.points
    return part_text(book.result, None, found.suitable, found.state.value, book.language)


def _part_column(book: Book, part: Part) -> Column:
    width = min(max(14, *(len(word) + 4 for word in part.title.split())), 30)
    if part.is_verdict:
        return Column(title=part.title, width=width)
    title = _("%(part)s (of %(maximum)s)", part=part.title, maximum=_shown(part.points or Fraction(0), book))
    return Column(title=title, width=width, kind=Kind.NUMBER, places=_places(book))


def _parts(book: Book) -> Sheet:
    columns = [
        *_who(book),
        Column(title=_("Round"), width=28),
        Column(title=_("Part"), width=28),
        Column(title=_("Points"), width=12, kind=Kind.NUMBER, places=_places(book), strong=True),
        Column(title=_("Maximum"), width=13, kind=Kind.NUMBER, places=max(_decimals(part.points) for part in book.result.scheme.scored)),
        Column(title=_("Required"), width=12, kind=Kind.NUMBER, places=max(_places(book), *(_decimals(part.required) for part in book.result.scheme.scored))),
        Column(title=_("Verdict"), width=12),
        Column(title=_("Outcome"), width=18),
    ]
    if book.result.scheme.rounding is None:
        columns.append(Column(title=_("Exact"), width=16))
    return Sheet(name=_("Parts"), lines=_lines(book, _("Parts")), columns=columns, rows=_part_rows(book))


def _part_rows(book: Book) -> Iterator[Sequence[Cell]]:
    result = book.result
    around = [(part, round_.title) for round_ in result.scheme.rounds for part in round_.parts]
    for outcome in result:
        for (part, round_title), found in zip(around, outcome.parts, strict=True):
            row: list[Cell] = [*_who_cells(book, outcome.candidate), round_title, part.title, found.points]
            row += [part.points, None if part.is_verdict else part.required]
            row += ["" if found.suitable is None else verdict_word(found.suitable, book.language), state_word(found.state.value, book.language)]
            if result.scheme.rounding is None:
                row.append("" if found.points is None else str(found.points))
            yield row


def _scores(book: Book) -> Sheet:
    scores = list(book.scores())
    columns = [
        _code(),
        Column(title=_("Part"), width=28),
        Column(title=_("Criterion"), width=28),
        Column(title=_("Assessor"), width=24),
        Column(
            title=_("Rating"),
            width=15,
            kind=Kind.NUMBER,
            places=max((_decimals(score.value) for score in scores if isinstance(score.value, Fraction)), default=0),
        ),
        Column(title=_("In words"), width=18),
        Column(title=_("Rationale or reason"), width=70, kind=Kind.LONG),
    ]
    rows = ([score.candidate, score.part, score.criterion, score.assessor, *_value_cells(score.value), score.text] for score in scores)
    return Sheet(name=_("Scores"), lines=_lines(book, _("Scores")), columns=columns, rows=rows)


def _value_cells(value: Fraction | str) -> list[Cell]:
    return [None, value] if isinstance(value, str) else [value, ""]


def _steps(book: Book) -> Sheet:
    columns = [
        _code(),
        Column(title=_("Step"), width=7, kind=Kind.INTEGER),
        Column(title=_("Rule"), width=7),
        Column(title=_("Part"), width=26),
        Column(title=_("Criterion"), width=26),
        Column(title=_("Reached"), width=14, kind=Kind.NUMBER, places=_places(book)),
        Column(title=_("Required"), width=14, kind=Kind.NUMBER, places=_places(book)),
        Column(title=_("Passed"), width=9),
        Column(title=_("Decides"), width=9),
        Column(title=_("Sentence"), width=90, kind=Kind.LONG),
    ]
    return Sheet(name=_("Steps"), lines=_lines(book, _("Steps")), columns=columns, rows=_step_rows(book))


def _step_rows(book: Book) -> Iterator[Sequence[Cell]]:
    scheme, language = book.result.scheme, book.language
    titles = {part.code: part.title for part in scheme.parts}
    criteria = {(part.code, criterion.code): criterion.title for part in scheme.parts for criterion in part.criteria}
    answer = {True: _("yes"), False: _("no"), None: ""}
    decides = _("decides")
    word = Wording(scheme=scheme, language=language)
    for candidate in book.result.candidates:
        facts = book.facts(candidate)
        for number, step in enumerate(steps_shown(book.result, candidate, book.rounds), 1):
            part, criterion = titles.get(step.part or "", ""), criteria.get((step.part or "", step.criterion or ""), "")
            reached, required = _reached(step.reached, language), _reached(step.required, language)
            yield [candidate, number, step.rule, part, criterion, reached, required, answer[step.passed], decides if step.decisive else "", word(step, facts)]


@cache
def _reached(text: str | None, language: str) -> Cell:
    """A figure as a number; a label, a percentage or a figure that was cut as it is written."""
    if text is None:
        return ""
    try:
        return parse_number(text)
    except NumberError:
        return figure(text, language)


def _reserve(book: Book) -> Sheet:
    columns = [
        Column(title=_("Place"), width=8, kind=Kind.INTEGER, strong=True),
        *_who(book),
        Column(title=_("Total"), width=12, kind=Kind.NUMBER, places=_places(book)),
        Column(title=_("First day"), width=13, kind=Kind.DATE),
        Column(title=_("Last day"), width=13, kind=Kind.DATE),
    ]
    lines = _lines(book, _("Recruitment reserve"))
    reserve = book.reserve
    if book.result.scheme.reserve is None:
        lines.append(_("The rules of this procedure foresee no reserve."))
    elif reserve is None or reserve.first is None or reserve.last is None:
        lines.append(_("The reserve begins after the final report; its date has not been entered yet."))
    elif reserve.days_left:
        lines.append(
            _n(
                "Valid from %(first)s until and including %(last)s; one day left.",
                "Valid from %(first)s until and including %(last)s; %(num)s days left.",
                reserve.days_left,
                first=date_long(reserve.first),
                last=date_long(reserve.last),
            )
        )
    else:
        lines.append(
            _("The reserve ran from %(first)s until and including %(last)s and has ended.", first=date_long(reserve.first), last=date_long(reserve.last))
        )
    rows: list[list[Cell]] = []
    for row in reserve.rows if reserve else ():
        rows.append([row.rank, *_who_cells(book, row.candidate), row.total, reserve.first if reserve else None, reserve.last if reserve else None])
    return Sheet(name=_("Recruitment reserve"), lines=lines, columns=columns, rows=rows)


@cache
def _decimals(value: Fraction) -> int:
    """How many decimals a value needs, at most those of a cut figure (R2)."""
    try:
        return decimals_of(value)
    except ValueError:
        return _FOUR


def _shown(value: Fraction, book: Book) -> str:
    return figure(shortest(value), book.language)
