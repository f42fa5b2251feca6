"""Opening an uploaded table: what kind of file it is follows from its first bytes."""

from collections.abc import Sequence

from selection.documents.delimited import read_delimited
from selection.documents.spreadsheets import read_spreadsheet
from selection.documents.tables import Column, Limits, Problem, Table, TableError, shape

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_KNOWN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"PK\x05\x06", b"{\\rtf")


def read_table(content: bytes, columns: Sequence[Column], limits: Limits | None = None) -> Table:
    """The rows of a .csv or of the first sheet of an .xlsx, with the columns found by their header in any order.

    `content` is the whole file. Raises `TableError` when it is too large, empty, neither of both, or its header does not fit; single cells
    that could not be read stand in `Table.problems`.
    """
    bounds = limits or Limits()
    if len(content) > bounds.size:
        raise TableError(Problem(code="too_large", allowed=str(bounds.size // 1_000_000)))
    if not content.strip():
        raise TableError(Problem(code="empty_file"))
    if content.startswith(_ZIP):
        return shape(read_spreadsheet(content, bounds), columns, bounds, cell_names=True)
    if content.startswith(_OLD_OFFICE):
        raise TableError(Problem(code="old_or_protected"))
    if content.startswith(_KNOWN):
        raise TableError(Problem(code="not_a_table"))
    return shape(read_delimited(content, columns, bounds), columns, bounds, cell_names=False)
