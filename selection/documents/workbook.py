"""The one function that writes spreadsheets: finished tables in, the bytes of a workbook out.

Text of people is written as text, whatever it begins with: never a formula, never a link. Numbers are written from exact decimals. The writer reports
a problem by a return value that is easily overlooked (a text that was cut, a row that does not fit): every one raises here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from typing import cast

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from selection.documents.quick_worksheet import QuickWorksheet
from selection.documents.uncollected import uncollected

Cell = str | int | Decimal | Fraction | date | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\0")
_TITLE_HEIGHT, _LINE_HEIGHT, _HIGHEST = 24, 15, 405
"""Heights in points; 409 is the most that a row may have."""
_NARROWEST, _DEFAULT_WIDTH = 110, 9
"""A printed sheet is at least so many characters wide, so that the lines above a narrow table are not cut off."""
_PETROL, _SUNKEN, _LINE = "#0B4A52", "#E8EFEE", "#C9D5D3"


class WorkbookError(RuntimeError):
    """The writer refused a cell: the sheet, the place and why."""


class Kind(Enum):
    """What a column holds; decides format and alignment."""

    TEXT = "text"
    LONG = "long"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    FIGURE = "figure"  # with the decimals that each figure needs
    DATE = "date"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its head, its width in characters, what it holds and, for numbers, how many decimals are shown."""

    title: str
    width: int
    kind: Kind = Kind.TEXT
    places: int = 2
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: lines above the table (the first is the title), the columns and the rows.

    `filtered` adds a filter to the head; `landscape` turns the paper.
    """

    name: str
    lines: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    filtered: bool = True
    landscape: bool = True


@dataclass(frozen=True, kw_only=True)
class Properties:
    """What the file says of itself. `created` is passed in, so that the same content gives the same bytes."""

    title: str
    author: str
    created: datetime
    header: str
    footer: str
    comments: str = ""


def write_workbook(sheets: Sequence[Sheet], properties: Properties) -> bytes:
    """The bytes of a workbook with these sheets, in order. Raises `WorkbookError` where a cell does not fit."""
    stream = BytesIO()
    options = {"in_memory": True, "constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties(
        {"title": properties.title, "author": properties.author, "comments": properties.comments, "created": properties.created.replace(tzinfo=None)}
    )
    formats = _Formats(book.add_format)
    with uncollected():
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name, QuickWorksheet), sheet, formats, properties)
        book.close()
        for page in book.worksheets():
            page.table.clear()  # book and sheets refer to each other: without this a million cells wait for the search for cycles
    return stream.getvalue()


@dataclass
class _Formats:
    """Formats of one workbook, each made once."""

    make: Callable[[dict[str, object]], Format]
    made: dict[tuple[object, ...], Format] = field(default_factory=dict)

    def get(self, **options: object) -> Format:
        key = tuple(sorted(options.items()))
        if key not in self.made:
            self.made[key] = self.make({"font_name": "Calibri", "font_size": 11, "valign": "top", **options})
        return self.made[key]

    def head(self, column: Column) -> Format:
        """The format of the head of this column, aligned as its cells are."""
        across: dict[str, object] = {"indent": 1} if column.kind in (Kind.TEXT, Kind.LONG) else {}
        if column.kind in (Kind.NUMBER, Kind.FIGURE):
            across = {"align": "right", "indent": 2}  # room for the button of the filter
        if column.kind is Kind.INTEGER:
            across = {"align": "center"}
        return self.get(bold=True, bg_color=_SUNKEN, bottom=2, bottom_color=_PETROL, text_wrap=True, valign="bottom", **across)

    def of(self, column: Column, *, risky: bool = False, cut: bool = False) -> Format:
        """The format of a cell in this column; `risky` keeps the text a text also when somebody edits the cell; `cut` shows that decimals follow."""
        options: dict[str, object] = {"bottom": 1, "bottom_color": _LINE}
        if column.strong:
            options["bold"] = True
        if risky:
            options["quote_prefix"] = True
        if column.kind is Kind.LONG:
            options["text_wrap"] = True
        if column.kind in (Kind.TEXT, Kind.LONG):
            options["indent"] = 1
        if column.kind is Kind.INTEGER:
            options |= {"num_format": "0", "align": "center"}
        if column.kind is Kind.NUMBER:
            options["num_format"] = "0" + ("." + "0" * column.places if column.places else "") + ('"…"' if cut else "")
            options |= {"align": "right", "indent": 1}
        if column.kind is Kind.FIGURE:
            options |= {"num_format": "General", "align": "right", "indent": 1}
        if column.kind is Kind.DATE:
            options |= {"num_format": "dd/mm/yyyy", "align": "left"}
        return self.get(**options)


def _write_sheet(page: Worksheet, sheet: Sheet, formats: _Formats, properties: Properties) -> None:
    head = len(sheet.lines) + (1 if sheet.lines else 0)
    if sheet.lines:
        _check(page.set_row(0, _TITLE_HEIGHT), sheet.name, 0, 0)
    for row, line in enumerate(sheet.lines):
        style = formats.get(bold=True, font_size=16, font_color=_PETROL) if row == 0 else formats.get(font_color="#44565A")
        _check(page.write_string(row, 0, line, style), sheet.name, row, 0)
    lines = max((_lines(column.title, column.width - 3) for column in sheet.columns), default=1)
    _check(page.set_row(head, _LINE_HEIGHT * lines + 4), sheet.name, head, 0)
    for at, column in enumerate(sheet.columns):
        _check(page.set_column(at, at, column.width, formats.of(column)), sheet.name, head, at)
        _check(page.write_string(head, at, column.title, formats.head(column)), sheet.name, head, at)
    last = _write_rows(page, sheet, formats, head + 1)
    page.freeze_panes(head + 1, 2 if len(sheet.columns) > 3 else 1)
    if sheet.filtered and last > head:
        _check(page.autofilter(head, 0, last, len(sheet.columns) - 1), sheet.name, head, 0)
    _print_setup(page, sheet, properties, head, last)


def _write_rows(page: Worksheet, sheet: Sheet, formats: _Formats, first: int) -> int:
    plain = [formats.of(column) for column in sheet.columns]
    safe = [formats.of(column, risky=True) for column in sheet.columns]
    units = [10**column.places for column in sheet.columns]
    long = [(at, column.width) for at, column in enumerate(sheet.columns) if column.kind is Kind.LONG]
    write_string, write_number = page.write_string, page.write_number
    row = first - 1
    for row, cells in enumerate(sheet.rows, first):
        for at, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                code = write_string(row, at, cell, safe[at] if cell.startswith(RISKY) else plain[at])
            elif isinstance(cell, date):
                code = page.write_datetime(row, at, cell, plain[at])
            elif isinstance(cell, Fraction) and units[at] % cell.denominator:
                code = write_number(row, at, _cut(cell, units[at]), formats.of(sheet.columns[at], cut=True))
            else:
                code = write_number(row, at, _figure(cell), plain[at])
            if code:
                _check(code, sheet.name, row, at)
        for at, width in long:
            text = cells[at]
            if isinstance(text, str) and (len(text) > width - 2 or "\n" in text):
                _check(page.set_row(row, min(_LINE_HEIGHT * _lines(text, width - 2), _HIGHEST)), sheet.name, row, at)
    return row


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so many characters wide; words stay whole."""
    count = 0
    for paragraph in text.split("\n"):
        count, room = count + 1, width
        for word in paragraph.split(" "):
            if len(word) > room and room < width:
                count, room = count + 1, width
            room -= len(word) + 1
            while room < -1:
                count, room = count + 1, room + width
    return count


def _figure(cell: int | Decimal | Fraction) -> float:
    """What the writer may write: a decimal of at most fifteen digits stands in the file as it is, any other fraction as near as a cell can be."""
    return cast(float, _decimal(cell.numerator, cell.denominator) if isinstance(cell, Fraction) else cell)


@lru_cache(maxsize=4096)
def _decimal(numerator: int, denominator: int) -> Decimal:
    return Decimal(numerator) / Decimal(denominator)


def _cut(cell: Fraction, unit: int) -> float:
    """R2: a figure with more decimals than its column shows, cut and not rounded, so that nobody reads 60.0000 where 59.99999 was compared."""
    return _figure(Fraction(cell.numerator * unit // cell.denominator, unit))


def _print_setup(page: Worksheet, sheet: Sheet, properties: Properties, head: int, last: int) -> None:
    page.set_paper(9)
    if sheet.landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    _check(page.set_header(f"&L&10{_print_text(properties.header)}&R&10&A"), sheet.name, 0, 0)
    _check(page.set_footer(f"&L&9{_print_text(properties.footer)}&R&9&P / &N"), sheet.name, 0, 0)
    beside = max(_NARROWEST - sum(column.width for column in sheet.columns), 0) // _DEFAULT_WIDTH
    _check(page.print_area(0, 0, max(last, head), len(sheet.columns) - 1 + beside), sheet.name, 0, 0)
    page.hide_gridlines(2)


def _print_text(text: str) -> str:
    return text.replace("&", "&&")[:200]


def _check(code: object, sheet: str, row: int, column: int) -> None:
    if code:
        raise WorkbookError(f"{sheet}: row {row + 1}, column {column + 1}: the writer answered {code}")
