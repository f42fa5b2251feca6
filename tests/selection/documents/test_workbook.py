"""The one writer of spreadsheets: what people typed stays text, numbers are numbers, and nothing is dropped in silence."""

import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from selection.documents.workbook import Column, Kind, Properties, Sheet, WorkbookError, write_workbook

PROPERTIES = Properties(
    title="Rangschikking",
    author="Voorbeeldbestuur",
    created=datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
    header="Onthaal & balie",
    footer="Voorlopig · 22/11/2026",
)
PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://example.org","klik")',
    "+32 9 123 45 67",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    "http://example.org",
    "mailto:iemand@example.org",
    "internal:Blad1!A1",
    "external:c:/temp/a.xlsx",
    "ftp://example.org/a",
    "=cmd|' /C calc'!A0",
    "12,5",
    "007",
    "1E5",
    "TRUE",
    "#N/A",
    "<b>vet</b> & 'meer'",
    " spaties rondom ",
    "regel een\nregel twee",
    "emoji 👩‍⚖️ en é",
]


def sheet(rows, *columns, **options):
    return Sheet(name="Blad", lines=["Titel", "Regel"], columns=columns or (Column(title="Tekst", width=20),), rows=rows, **options)


def parts(content):
    """The files of the package as text."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}


def read(content):
    return load_workbook(BytesIO(content))["Blad"]


def test_what_people_typed_is_text_and_nothing_else():
    content = write_workbook([sheet([[payload] for payload in PAYLOADS])], PROPERTIES)
    page = read(content)
    cells = [page.cell(row=4 + at, column=1) for at in range(1, len(PAYLOADS) + 1)]
    assert [cell.value.replace("_x000D_", "\r") for cell in cells] == PAYLOADS
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None] * len(cells)
    whole = parts(content)
    assert not [name for name, text in whole.items() if re.search(r"<f[ >]|<hyperlink|definedName name=\"_xlnm\.(?!Print|_Filter)", text)]
    assert not [name for name in whole if "externalLink" in name or name.endswith("sheet1.xml.rels")]


def test_a_risky_text_keeps_its_quote_also_when_somebody_edits_the_cell():
    page = read(write_workbook([sheet([["=1+1"], ["\t=1"], ["-5"], ["gewoon"]])], PROPERTIES))
    assert [page.cell(row=row, column=1).quotePrefix for row in (5, 6, 7, 8)] == [True, True, True, False]


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x0b", "\x1f", "_x0041_"])
def test_control_characters_give_a_file_that_can_be_read(control):
    content = write_workbook([sheet([[f"voor{control}na"]])], PROPERTIES)
    stored = read(content).cell(row=5, column=1).value
    assert stored.startswith("voor")
    assert stored.endswith("na")


def test_a_text_that_does_not_fit_raises_instead_of_being_cut():
    assert write_workbook([sheet([["x" * 32_767]])], PROPERTIES)
    with pytest.raises(WorkbookError, match="Blad: row 5, column 1"):
        write_workbook([sheet([["x" * 40_000]])], PROPERTIES)


def test_a_row_beyond_the_sheet_raises():
    wide = [Column(title=str(at), width=5) for at in range(16_385)]
    with pytest.raises(WorkbookError):
        write_workbook([sheet([], *wide)], PROPERTIES)


def test_numbers_are_numbers_with_their_format():
    column = Column(title="Punten", width=12, kind=Kind.NUMBER, places=2)
    page = read(write_workbook([sheet([[Fraction(149, 10)], [Decimal("15.00")], [Fraction(1, 100)], [12]], column)], PROPERTIES))
    cells = [page.cell(row=row, column=1) for row in range(5, 9)]
    assert [cell.value for cell in cells] == [14.9, 15, 0.01, 12]
    assert {cell.data_type for cell in cells} == {"n"}
    assert {cell.number_format for cell in cells} == {"0.00"}


def test_a_figure_with_more_decimals_than_are_shown_is_cut_and_says_so():
    column = Column(title="Punten", width=12, kind=Kind.NUMBER, places=4)
    page = read(write_workbook([sheet([[Fraction(5999999, 100000)], [Fraction(44, 3)], [Fraction(60)]], column)], PROPERTIES))
    cells = [page.cell(row=row, column=1) for row in (5, 6, 7)]
    assert [(cell.value, cell.number_format) for cell in cells] == [(59.9999, '0.0000"…"'), (14.6666, '0.0000"…"'), (60, "0.0000")]


def test_dates_are_dates():
    page = read(write_workbook([sheet([[date(2027, 6, 30)]], Column(title="Laatste dag", width=12, kind=Kind.DATE))], PROPERTIES))
    cell = page.cell(row=5, column=1)
    assert (cell.value.date(), cell.number_format) == (date(2027, 6, 30), "dd/mm/yyyy")


def test_the_head_stays_in_sight_is_filtered_and_repeats_on_paper():
    columns = [Column(title=title, width=width) for title, width in (("Een", 10), ("Twee", 20), ("Drie", 30), ("Vier", 40))]
    page = read(write_workbook([sheet([["a", "b", "c", "d"], ["e", "f", "g", "h"]], *columns)], PROPERTIES))
    assert page.freeze_panes == "C5"
    assert page.auto_filter.ref == "A4:D6"
    assert page.print_title_rows == "$4:$4"
    assert [round(page.column_dimensions[letter].width) for letter in "ABCD"] == [11, 21, 31, 41]
    assert page.row_dimensions[1].height > 20
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)


def test_paper_says_what_it_is_when_and_which_page():
    page = read(write_workbook([sheet([["a"]])], PROPERTIES))
    assert page.oddHeader.left.text == "Onthaal && balie"
    assert page.oddHeader.right.text == "&A"
    assert page.oddFooter.left.text == "Voorlopig · 22/11/2026"
    assert page.oddFooter.right.text == "&P / &N"


def test_lines_above_a_narrow_table_are_not_cut_on_paper():
    page = read(write_workbook([sheet([["a"]])], PROPERTIES))
    assert page.print_area == "'Blad'!$A$1:$K$5"


def test_a_sheet_without_lines_begins_with_its_head():
    page = read(write_workbook([Sheet(name="Blad", lines=(), columns=[Column(title="Kop", width=10)], rows=[["a"]])], PROPERTIES))
    assert [page["A1"].value, page["A2"].value] == ["Kop", "a"]


def test_empty_cells_are_left_out():
    content = write_workbook([sheet([["a", "", None]], *(Column(title=title, width=9) for title in "XYZ"))], PROPERTIES)
    assert 'r="B5"' not in parts(content)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(("text", "lines"), [("kort", None), ("twee woorden " * 10, 7), ("x" * 95, 5), ("een\ntwee\ndrie", 3), ("woord " * 5000, 27)])
def test_long_texts_get_the_height_that_they_need(text, lines):
    page = read(write_workbook([sheet([[text]], Column(title="Lang", width=22, kind=Kind.LONG))], PROPERTIES))
    assert page.row_dimensions[5].height == (None if lines is None else 15 * lines)
    assert page.cell(row=5, column=1).alignment.wrap_text


def test_the_same_content_gives_the_same_bytes():
    assert write_workbook([sheet([["a"]])], PROPERTIES) == write_workbook([sheet([["a"]])], PROPERTIES)
