"""The ratings of one candidate side by side: a table per part, a row per criterion, a column per assessor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.scheme import Part, Scheme
from selection.i18n import _, rating
from selection.results.judged import ScoreRow


@dataclass(frozen=True, kw_only=True)
class JudgedRow:
    """One criterion (or the part itself): what each assessor gave, in the order of the columns, empty where nothing; and what they wrote."""

    title: str
    given: Sequence[str]
    words: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, kw_only=True)
class JudgedTable:
    """One part: its title, the names of the assessors, the heads of the table, the rows."""

    title: str
    columns: Sequence[str]
    heads: Sequence[str | Mapping[str, str | bool]]
    rows: Sequence[JudgedRow]


def judged_tables(rows: Sequence[ScoreRow], scheme: Scheme) -> list[JudgedTable]:
    """What was judged of one candidate, in the order of the scheme; parts without judgements are left out."""
    return [table for part in scheme.parts if (table := _table(part, [row for row in rows if row.part == part.title])) is not None]


def _table(part: Part, rows: Sequence[ScoreRow]) -> JudgedTable | None:
    if not rows or part.is_verdict:
        return None
    columns = list(dict.fromkeys(row.assessor for row in sorted(rows, key=lambda row: row.assessor)))
    titles = list(dict.fromkeys(row.criterion or part.title for row in rows))
    heads: list[str | Mapping[str, str | bool]] = [_("Criterion")]
    heads += [{"label": column, "num": True} for column in columns]
    return JudgedTable(
        title=part.title,
        columns=columns,
        heads=heads,
        rows=[_row(title, [row for row in rows if (row.criterion or part.title) == title], columns) for title in titles],
    )


def _row(title: str, rows: Sequence[ScoreRow], columns: Sequence[str]) -> JudgedRow:
    given = {row.assessor: shown(row.value) for row in rows}
    return JudgedRow(
        title=title,
        given=[given.get(column, "") for column in columns],
        words=[(row.assessor, shown(row.value), row.text) for row in rows if row.text],
    )


def shown(value: Fraction | str) -> str:
    """A rating without superfluous zeros, a label or word as it is."""
    return value if isinstance(value, str) else rating(value)
