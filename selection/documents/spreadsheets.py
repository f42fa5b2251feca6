"""Reading the first sheet of an .xlsx, or several by their names.

The values come from calamine, which sees only what `packages.unpack` has unpacked and measured and `sheet_marks.scan` has looked through: calamine
lays a sheet out as a full rectangle (one cell at XFD1048576 would take all memory), gives an error value as an empty cell, and does not tell a
percentage from a number.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from selection.documents.packages import Package, unpack
from selection.documents.sheet_marks import Marks, scan
from selection.documents.tables import Limits, Problem, RawCell, RawRow, TableError, clean

_DATES = (dt.date, dt.time, dt.timedelta)


def read_spreadsheet(content: bytes, limits: Limits) -> Iterator[RawRow]:
    """The rows of the first sheet, row 1 first, empty rows included. Raises `TableError`."""
    package = unpack(content, limits)
    marks = scan(package, limits)
    try:
        with CalamineWorkbook.from_filelike(package.as_file()) as workbook:
            values = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OverflowError):
        raise TableError(Problem(code="not_a_workbook")) from None
    yield from _rows(values, marks)


def read_named_sheets(content: bytes, limits: Limits, wanted: Callable[[str], bool]) -> tuple[dict[str, list[RawRow]], tuple[str, ...]]:
    """The rows of every sheet whose name is `wanted`, by that name, and the names of the others. Raises `TableError`."""
    package = unpack(content, limits, wanted)
    marks = {name: _scanned(package, limits, name) for name in package.sheets}
    try:
        with CalamineWorkbook.from_filelike(package.as_file()) as workbook:
            values = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in package.sheets}
    except (CalamineError, ValueError, OverflowError):
        raise TableError(Problem(code="not_a_workbook")) from None
    return {name: list(_rows(lines, marks[name])) for name, lines in values.items()}, package.others


def _scanned(package: Package, limits: Limits, name: str) -> Marks:
    try:
        return scan(package, limits, package.sheets[name])
    except TableError as error:
        raise TableError(*(replace(problem, sheet=name) for problem in error.problems)) from None


def _rows(values: list[list[Any]], marks: Marks) -> Iterator[RawRow]:
    for place, line in enumerate(values):
        yield RawRow(place + 1, tuple(_cell(value, marks.get((place, column), "")) for column, value in enumerate(line)))


def _cell(value: Any, mark: str) -> RawCell:
    if isinstance(value, bool):
        return RawCell("TRUE" if value else "FALSE", "boolean")
    if isinstance(value, _DATES):
        return RawCell(str(value), "date")
    if isinstance(value, (int, float)):
        return RawCell(decimal_text(value), mark)
    return RawCell(clean(value), mark)


def decimal_text(value: float) -> str:
    """The shortest decimal text that stands for the number of a cell: 7 for 7.0, 0.1 for 0.1, never an exponent."""
    number = Decimal(repr(value))
    if not number.is_finite():
        return repr(value)
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
