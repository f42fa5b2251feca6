"""The ratings of one candidate side by side: a table per part, a row per criterion, a column per assessor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring import Step
from scoring.numbers import round_half_up
from scoring.scheme import Part, Scheme
from selection.i18n import _, language, rating
from selection.results.judged import ScoreRow
from selection.results.sentences import figure

_HUNDREDTH = Fraction(1, 100)


@dataclass(frozen=True, kw_only=True)
class JudgedRow:
    """One criterion (or the part itself): what each assessor gave, in the order of the columns, empty where nothing; what counts; what they wrote."""

    title: str
    given: Sequence[str]
    counts: str
    words: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, kw_only=True)
class JudgedTable:
    """One part: its title, the names of the assessors, the heads of the table, the rows.

    `rated` parts have a column for what counts. `axes` (name, value, shown) draw the profile of a part on a numeric scale of which `maximum`
    is the top, with at most two decimals, as the table beside it has what counts; empty where there is none to draw.
    """

    title: str
    columns: Sequence[str]
    heads: Sequence[str | Mapping[str, str | bool]]
    rows: Sequence[JudgedRow]
    rated: bool
    axes: Sequence[tuple[str, Fraction, str]]
    maximum: Fraction


def judged_tables(rows: Sequence[ScoreRow], scheme: Scheme, steps: Sequence[Step]) -> list[JudgedTable]:
    """What was judged of one candidate, in the order of the scheme; parts without judgements are left out.

    What counts for a criterion is read from the engine's steps (R6).
    """
    combined: dict[tuple[str | None, str | None], Step] = {}
    combined.update({(step.part, step.criterion): step for step in steps if step.rule == "R6" and step.criterion is not None})
    found = (_table(part, [row for row in rows if row.part_code == part.code], combined) for part in scheme.parts)
    return [table for table in found if table is not None]


def _table(part: Part, rows: Sequence[ScoreRow], combined: Mapping[tuple[str | None, str | None], Step]) -> JudgedTable | None:
    if not rows or part.is_verdict:
        return None
    people = list(dict.fromkeys((row.assessor, row.account) for row in sorted(rows, key=lambda row: (not row.account, row.assessor, row.account))))
    columns = [name for name, _account in people]
    codes = list(dict.fromkeys(row.criterion_code for row in rows))
    heads: list[str | Mapping[str, str | bool]] = [_("Criterion") if part.is_rated else _("Part")]
    heads += [{"label": column[:1].upper() + column[1:], "num": True} for column in columns]
    counts = {criterion.code: combined.get((part.code, criterion.code)) for criterion in part.criteria}
    if part.is_rated:
        heads.append({"label": _("Counts as"), "num": True})
    return JudgedTable(
        title=part.title,
        columns=columns,
        heads=heads,
        rows=[_row(part, [row for row in rows if row.criterion_code == code], people, counts.get(code)) for code in codes],
        rated=part.is_rated,
        axes=_axes(part, counts),
        maximum=part.scale.values[-1] if part.scale else Fraction(0),
    )


def _row(part: Part, rows: Sequence[ScoreRow], people: Sequence[tuple[str, str]], step: Step | None) -> JudgedRow:
    given = {(row.assessor, row.account): shown(row.value) for row in rows}
    return JudgedRow(
        title=rows[0].criterion or part.title,
        given=[given.get(person, "") for person in people],
        counts="" if step is None else figure(str(step.figures["score"]), language()),
        words=[(row.assessor, shown(row.value), row.text) for row in rows if row.text],
    )


def _axes(part: Part, counts: Mapping[str, Step | None]) -> list[tuple[str, Fraction, str]]:
    if part.scale is None or not part.scale.numeric or part.scale.values[0] != 0:
        return []
    top = part.scale.values[-1]
    known = [(criterion.title, step) for criterion in part.criteria if (step := counts.get(criterion.code)) is not None]
    means = [(title, Fraction(str(step.figures["share_exact"])) * top) for title, step in known]
    return [(title, mean, rating(round_half_up(mean, _HUNDREDTH))) for title, mean in means]


def shown(value: Fraction | str) -> str:
    """A rating without superfluous zeros, a label or word as it is."""
    return value if isinstance(value, str) else rating(value)
