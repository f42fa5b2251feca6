"""Reading .csv: UTF-8 with or without byte order mark, comma or semicolon, fields with the separator in quotes."""

import csv
import io
from collections.abc import Iterator, Sequence

from selection.documents.tables import CELL_LIMIT, Column, Limits, Problem, RawCell, RawRow, TableError, clean, fold

SEPARATORS = (";", ",")


def read_delimited(content: bytes, columns: Sequence[Column], limits: Limits) -> Iterator[RawRow]:
    """The rows of the text, row 1 first. The separator is the one with which the first row yields most known headers. Raises `TableError`."""
    text = _decoded(content)
    known = {fold(name) for column in columns for name in column.names}
    separator = _separator(text, known)
    if _is_tabbed(text, known):
        raise TableError(Problem(code="tabs", row=1))
    return _rows(text, separator, limits)


def _decoded(content: bytes) -> str:
    if b"\x00" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        code = "not_utf8" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "not_a_table"
        raise TableError(Problem(code=code))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(Problem(code="not_utf8", row=content.count(b"\n", 0, error.start) + 1)) from None


def _separator(text: str, known: set[str]) -> str:
    def fit(separator: str) -> tuple[int, int]:
        try:
            names = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), [])
        except csv.Error:
            return (0, 0)
        return (sum(fold(name) in known for name in names), len(names))

    return max(SEPARATORS, key=fit)


def _is_tabbed(text: str, known: set[str]) -> bool:
    """Whether the first row holds several fields with tabs between them, a known heading among them."""
    first = text.partition("\n")[0].partition("\r")[0]
    return "\t" in first and any(fold(name.strip('"')) in known for name in first.split("\t"))


def _unreadable(error: csv.Error, row: int) -> Problem:
    """Why the reader stopped in this row: the module tells a field over its limit and broken quotation marks apart in words only."""
    if "field limit" in str(error):
        return Problem(code="field_too_long", row=row, allowed=str(CELL_LIMIT))
    return Problem(code="broken_quotes", row=row)


def _rows(text: str, separator: str, limits: Limits) -> Iterator[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(_unreadable(error, number + 1)) from None
        number += 1
        if len(values) > limits.columns and any(value.strip() for value in values[limits.columns :]):
            raise TableError(Problem(code="too_many_columns", row=number, allowed=str(limits.columns)))
        yield RawRow(number, tuple(RawCell(clean(value)) for value in values[: limits.columns]))
