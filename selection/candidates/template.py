"""The empty list that HR downloads, fills in and imports: as a workbook and as text."""

from datetime import datetime

from selection.candidates.reading import COLUMNS
from selection.documents.workbook import XLSX, Column, Properties, Sheet, write_workbook
from selection.i18n import _


def headings() -> list[str]:
    """The headings of the template: the first name of every column, with a capital."""
    return [column.names[0].capitalize() for column in COLUMNS]


def as_csv(created: datetime) -> tuple[bytes, str]:
    """UTF-8 with a byte order mark and semicolons, as a Belgian spreadsheet program opens it."""
    return ("\ufeff" + ";".join(headings()) + "\r\n").encode(), "text/csv; charset=utf-8"


def as_xlsx(created: datetime) -> tuple[bytes, str]:
    """A workbook with the headings in row 1."""
    sheet = Sheet(name=_("Candidates"), lines=(), columns=[Column(title=title, width=28) for title in headings()], rows=[], filtered=False)
    properties = Properties(title=_("List of candidates"), author="", created=created, header="", footer="")
    return write_workbook([sheet], properties), XLSX


FILES = {"csv": as_csv, "xlsx": as_xlsx}
