"""XlsxWriter's worksheet with a short way for the two kinds of cells that our sheets have by the thousand: a text and a number, with a format.

XlsxWriter puts each cell together from a list of attributes that it escapes one by one, though a place, a format and the number of a shared text never
need it. The file is the same to the last byte; a test holds one beside the other. What is not such a cell goes XlsxWriter's own way.
"""

from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellNumberTuple, CellStringTuple, Worksheet


class QuickWorksheet(Worksheet):
    """To be given to `Workbook.add_worksheet`."""

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[int, str] = {}
        self._styles: dict[Any, int] = {}

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind, style = cell.__class__, cell.format
        if style is None or kind not in (CellStringTuple, CellNumberTuple) or self.constant_memory:
            super()._write_cell(row, col, cell)
            return
        if style not in self._styles:
            self._styles[style] = style._get_xf_index()
        if col not in self._names:
            self._names[col] = xl_col_to_name(col)
        start = f'<c r="{self._names[col]}{row + 1}" s="{self._styles[style]}"'
        if kind is CellStringTuple:
            self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
        else:
            self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")
