"""The one reader of uploaded tables: .csv and .xlsx become rows of text with their row numbers, and every problem names its place.

What the file is follows from its content, never from its name. `read_table` raises `TableError` for a file that cannot be read as a table at
all; what is wrong with single cells stands in `Table.problems`, so that the caller adds what it finds itself and reports everything together.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

CELL_LIMIT = 12_000
"""Most characters a cell may have: a rationale of 10,000 and room to trim."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How large a table may be: bytes as uploaded, bytes when unpacked, rows below the header, columns."""

    size: int = 5_000_000
    unpacked: int = 60_000_000
    rows: int = 20_000
    columns: int = 60


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that the caller knows. It is found by any of `names` (compared without capitals); the first is the one that problems show."""

    key: str
    names: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something wrong in a table, as data; `table_sentences.sentence` words it.

    `row` counts from 1, the header being row 1; None where it concerns the whole file. `column` is the header as the reader of the file knows it,
    `cell` the name of a workbook cell (C14), `value` what stood there, `allowed` what may stand there. `sheet` is the name of the sheet where the
    file has more than one that is read.
    """

    code: str
    row: int | None = None
    column: str = ""
    cell: str = ""
    value: str = ""
    allowed: str = ""
    sheet: str = ""


class TableError(Exception):
    """The file is no table that can be read. `problems` has at least one entry."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class SheetOf:
    """A sheet that the caller knows. It is found by any of `names` (compared without capitals); the first is the one that problems show."""

    key: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = True


@dataclass(frozen=True)
class RawCell:
    """A cell as it stood in the file. `fault` is the code of a problem (`date`, `boolean`, `percent`, `error_value`) or empty."""

    text: str
    fault: str = ""


@dataclass(frozen=True)
class RawRow:
    """A row as it stood in the file; `number` counts from 1."""

    number: int
    cells: tuple[RawCell, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row that is not empty: its number and the text of every known column, by key; a column that the file lacks reads as empty."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """What a file or sheet holds. `unknown` names the columns that the caller does not know, in their order; they were not read. `name` is that of
    the sheet where the file has more than one that is read; `given` is False where that sheet is not in the file.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    unknown: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    name: str = ""
    given: bool = True

    def wrong_rows(self) -> frozenset[int]:
        """Numbers of the rows in which a cell could not be read."""
        return frozenset(problem.row for problem in self.problems if problem.row is not None)


def shape(raw: Iterable[RawRow], columns: Sequence[Column], limits: Limits, *, cell_names: bool) -> Table:
    """Give the raw rows of a file the shape that the caller asked for. Raises `TableError` for a header that does not fit."""
    lines = iter(raw)
    header = next(lines, None)
    if header is None or header.number != 1 or not any(cell.text for cell in header.cells):
        raise TableError(Problem(code="no_header", row=1, allowed=", ".join(column.names[0] for column in columns)))
    found, unknown = _columns_of(header, columns)
    rows: list[Row] = []
    problems: list[Problem] = []
    for line in lines:
        if not any(cell.text or cell.fault for cell in line.cells):
            continue
        if len(rows) == limits.rows:
            raise TableError(Problem(code="too_many_rows", allowed=str(limits.rows)))
        problems.extend(_cell_problems(line, header, cell_names=cell_names))
        values = {key: line.cells[place].text if place < len(line.cells) else "" for key, place in found.items()}
        rows.append(Row(number=line.number, values={column.key: values.get(column.key, "") for column in columns}))
    if not rows:
        raise TableError(Problem(code="no_rows"))
    headers = {key: header.cells[place].text for key, place in found.items()}
    return Table(rows=tuple(rows), problems=tuple(problems), unknown=unknown, headers=headers)


def _columns_of(header: RawRow, columns: Sequence[Column]) -> tuple[dict[str, int], tuple[str, ...]]:
    by_name = {fold(name): column for column in columns for name in column.names}
    found: dict[str, int] = {}
    unknown: list[str] = []
    problems: list[Problem] = []
    for place, cell in enumerate(header.cells):
        column = by_name.get(fold(cell.text))
        if column is None:
            unknown.extend([cell.text] if cell.text else [])
        elif column.key in found:
            problems.append(Problem(code="repeated_column", row=1, column=cell.text))
        else:
            found[column.key] = place
    missing = [column for column in columns if column.required and column.key not in found]
    if len(missing) == 1:
        problems.append(Problem(code="missing_column", row=1, column=missing[0].names[0], allowed=", ".join(missing[0].names[1:])))
    elif missing:
        problems.append(Problem(code="missing_columns", row=1, value=", ".join(f"“{column.names[0]}”" for column in missing)))
    if problems:
        raise TableError(*problems)
    return found, tuple(unknown)


def _cell_problems(line: RawRow, header: RawRow, *, cell_names: bool) -> list[Problem]:
    problems: list[Problem] = []
    for place, cell in enumerate(line.cells):
        name = header.cells[place].text if place < len(header.cells) else ""
        place_name = f"{letters(place)}{line.number}" if cell_names else ""
        if cell.fault and (name or cell.text):
            problems.append(Problem(code=cell.fault, row=line.number, column=name or letters(place), cell=place_name, value=cell.text))
        elif cell.text and not name:
            problems.append(Problem(code="no_header_above", row=line.number, column=letters(place), cell=place_name, value=_short(cell.text)))
        elif len(cell.text) > CELL_LIMIT:
            problems.append(Problem(code="cell_too_long", row=line.number, column=name, cell=place_name, allowed=str(CELL_LIMIT)))
    return problems


def clean(text: str) -> str:
    """Text of a cell as the product keeps it: NFC, without control characters other than tab and line feed, trimmed."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(sign for sign in unix if sign in "\n\t" or unicodedata.category(sign) != "Cc")).strip()


def fold(name: str) -> str:
    """A header for comparison: without capitals, hyphens and double spaces, so that `E-mail` and `email` are one."""
    return " ".join(clean(name).casefold().replace("-", "").replace("_", " ").split())


def letters(place: int) -> str:
    """Letters of a workbook column, counted from 0: A, B, ... Z, AA."""
    name, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
