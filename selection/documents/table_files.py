"""Opening an uploaded table: what kind of file it is follows from its first bytes."""

from collections.abc import Sequence
from dataclasses import replace

from selection.documents.delimited import read_delimited
from selection.documents.spreadsheets import read_named_sheets, read_spreadsheet
from selection.documents.tables import Column, Limits, Problem, RawRow, SheetOf, Table, TableError, shape

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_KNOWN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"PK\x05\x06", b"{\\rtf")


def read_table(content: bytes, columns: Sequence[Column], limits: Limits | None = None) -> Table:
    """The rows of a .csv or of the first sheet of an .xlsx, with the columns found by their header in any order.

    `content` is the whole file. Raises `TableError` when it is too large, empty, neither of both, or its header does not fit; single cells
    that could not be read stand in `Table.problems`.
    """
    bounds = limits or Limits()
    _check(content, bounds)
    if content.startswith(_ZIP):
        return shape(read_spreadsheet(content, bounds), columns, bounds, cell_names=True)
    if content.startswith(_KNOWN):
        raise TableError(Problem(code="not_a_table"))
    return shape(read_delimited(content, columns, bounds), columns, bounds, cell_names=False)


def read_sheets(content: bytes, sheets: Sequence[SheetOf], limits: Limits | None = None) -> tuple[dict[str, Table], tuple[str, ...]]:
    """The tables of an .xlsx by the key of their sheet, and the names of sheets that the caller does not know.

    A sheet that is not required and not there reads as a table without rows. Raises `TableError` with the problems of all sheets together when the
    file is no workbook, or a sheet or column is missing; every problem and table names its sheet.
    """
    bounds = limits or Limits()
    _check(content, bounds)
    if not content.startswith(_ZIP):
        raise TableError(Problem(code="no_workbook"))
    by_name = {name.casefold(): sheet for sheet in sheets for name in sheet.names}
    raw, others = read_named_sheets(content, bounds, lambda name: name.strip().casefold() in by_name)
    named = {by_name[name.strip().casefold()].key: (name, rows) for name, rows in raw.items()}
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for sheet in sheets:
        if sheet.key not in named:
            tables[sheet.key] = Table(rows=(), name=sheet.names[0], given=False)
            problems += [Problem(code="missing_sheet", value=sheet.names[0], allowed=", ".join(sheet.names[1:]))] * sheet.required
            continue
        try:
            tables[sheet.key] = _named(*named[sheet.key], sheet, bounds)
        except TableError as error:
            problems += error.problems
    if problems:
        raise TableError(*problems)
    return tables, others


def _check(content: bytes, bounds: Limits) -> None:
    if len(content) > bounds.size:
        raise TableError(Problem(code="too_large", allowed=str(bounds.size // 1_000_000)))
    if not content.strip():
        raise TableError(Problem(code="empty_file"))
    if content.startswith(_OLD_OFFICE):
        raise TableError(Problem(code="old_or_protected"))


def _named(name: str, rows: list[RawRow], sheet: SheetOf, bounds: Limits) -> Table:
    """The table of one sheet; one with headings only has no rows. Raises `TableError` with the name of the sheet in every problem."""
    try:
        table = shape(rows, sheet.columns, bounds, cell_names=True)
    except TableError as error:
        if [problem.code for problem in error.problems] == ["no_rows"]:
            return Table(rows=(), name=name)
        raise TableError(*(replace(problem, sheet=name) for problem in error.problems)) from None
    return replace(table, name=name, problems=tuple(replace(problem, sheet=name) for problem in table.problems))
