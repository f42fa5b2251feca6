"""Our worksheet writes the very bytes that XlsxWriter's own writes, and the search for cycles comes back after a workbook."""

import gc
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from xlsxwriter.worksheet import Worksheet

from selection.documents import workbook
from selection.documents.quick_worksheet import QuickWorksheet
from selection.documents.uncollected import uncollected
from selection.documents.workbook import Column, Kind, Properties, Sheet, write_workbook

COLUMNS = [Column(title="Tekst", width=20), Column(title="Getal", width=9, kind=Kind.NUMBER), Column(title="Dag", width=12, kind=Kind.DATE)]
ROWS = [
    ["=1+1", Fraction(1427, 20), date(2026, 11, 22)],
    ['<b> & "x"\n', Decimal("0.1"), None],
    ["", Fraction(1, 3), date(2024, 6, 12)],
    [" rand ", 0, None],
    ["rij", 123456789, None],
] * 20


def written():
    properties = Properties(title="T", author="A", created=datetime(2026, 11, 22, tzinfo=UTC), header="h", footer="f")
    return write_workbook([Sheet(name=name, lines=["Titel"], columns=COLUMNS, rows=list(ROWS)) for name in ("Een", "Twee")], properties)


def test_the_file_is_the_one_that_xlsxwriter_writes(monkeypatch):
    ours = written()
    monkeypatch.setattr(workbook, "QuickWorksheet", Worksheet)
    assert ours == written()


def test_the_short_way_is_really_taken(monkeypatch):
    long_way = []
    monkeypatch.setattr(Worksheet, "_write_cell", lambda self, row, column, cell: long_way.append(type(cell).__name__))
    written()
    assert "_write_cell" in vars(QuickWorksheet)
    assert set(long_way) == {"Datetime"}


@pytest.mark.parametrize("before", [True, False])
def test_the_search_for_cycles_is_as_it_was_before(before):
    (gc.enable if before else gc.disable)()
    try:
        with uncollected():
            with uncollected():
                assert not gc.isenabled()
            assert not gc.isenabled()
        assert gc.isenabled() == before
    finally:
        gc.enable()
