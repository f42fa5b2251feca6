"""The one reader of uploaded tables: what it reads, and what it refuses with which words."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from selection.documents import table_sentences
from selection.documents.table_files import read_table
from selection.documents.tables import Column, Limits, Problem, TableError, letters
from selection.i18n import speaking

COLUMNS = (
    Column(key="code", names=("kandidaat", "candidate")),
    Column(key="value", names=("waarde", "value")),
    Column(key="note", names=("nota", "note"), required=False),
)


def book(rows, first="Blad1", extra_sheet=False):
    """A workbook of `rows`; a cell is a value, or (value, number format)."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet(first)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                value, number_format = cell if isinstance(cell, tuple) else (cell, None)
                look = workbook.add_format({"num_format": number_format}) if number_format else None
                if value is not None:
                    sheet.write(row, column, value, look)
        if extra_sheet:
            workbook.add_worksheet("Ander").write(0, 0, "iets anders")
    return target.getvalue()


def changed(content, edits):
    """The same workbook with parts replaced: name -> (old, new) or bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            body = source.read(name)
            edit = edits.get(name)
            if isinstance(edit, tuple):
                assert edit[0] in body
                body = body.replace(*edit)
            elif edit is not None:
                body = edit
            archive.writestr(name, body)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
SIMPLE = [("kandidaat", "waarde"), ("K01", "7,5")]


def values(table):
    return [(row.number, row.values["code"], row.values["value"]) for row in table.rows]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["unix", "windows", "mac"])
def test_csv_in_every_usual_form(mark, separator, ending):
    text = ending.join([separator.join(['"Kandidaat"', "VALUE"]), separator.join(["K01", '"7,5; ""goed"""']), "", separator.join(["K02", "8"])])
    assert values(read_table(mark + text.encode(), COLUMNS)) == [(2, "K01", '7,5; "goed"'), (4, "K02", "8")]


def test_columns_in_any_order_and_language_and_unknown_ones_named():
    table = read_table(b"value;leeftijd;candidate\n7;44;K01\n", COLUMNS)
    assert values(table) == [(2, "K01", "7")]
    assert table.unknown == ("leeftijd",)
    assert table.headers == {"value": "value", "code": "candidate"}


def test_texts_are_normalised_and_formulas_stay_text():
    table = read_table("kandidaat;waarde\n  Ame\u0301lie\x07\u00a0 ;=1+1\n+K;@x\n".encode(), COLUMNS)
    assert values(table) == [(2, "Amélie", "=1+1"), (3, "+K", "@x")]


def test_workbook_numbers_are_their_shortest_decimal_text():
    rows = [("kandidaat", "waarde"), (7, 0.1), (7.0, 6.199999999999999), (32475123456, 1e20), ("=1+1", (0.5, '0.0" %"'))]
    found = values(read_table(book(rows), COLUMNS))
    assert found == [(2, "7", "0.1"), (3, "7", "6.199999999999999"), (4, "32475123456", "1" + "0" * 20), (5, "=1+1", "0.5")]


def test_the_first_sheet_counts_and_empty_rows_keep_the_numbers():
    content = book([("kandidaat", "waarde"), (), ("K01", "8")], extra_sheet=True)
    assert values(read_table(content, COLUMNS)) == [(3, "K01", "8")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ((dt.datetime(2024, 5, 2), "dd/mm/yyyy"), "date"),  # noqa: DTZ001 (a workbook knows no time zone)
        ((0.5, "[h]:mm"), "date"),
        (True, "boolean"),
        ((0.5, "0%"), "percent"),
        ((0.5, "#,##0.00 %;[Red]-0 %"), "percent"),
        ((0.5, "0.000\\ %"), "percent"),
        ("=1/0", "error_value"),
    ],
)
def test_cells_without_an_exact_text_are_problems_that_name_the_cell(cell, code):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["kandidaat", "waarde"])
        sheet.write_row(1, 0, ["K01", "5"])
        if cell == "=1/0":
            sheet.write_formula(2, 1, cell, None, "#DIV/0!")
        elif isinstance(cell, tuple):
            sheet.write(2, 1, cell[0], workbook.add_format({"num_format": cell[1]}))
        else:
            sheet.write(2, 1, cell)
    table = read_table(target.getvalue(), COLUMNS)
    assert [(problem.code, problem.row, problem.column, problem.cell) for problem in table.problems] == [(code, 3, "waarde", "B3")]
    assert table.wrong_rows() == {3}
    with speaking("en"):
        assert table_sentences.sentence(table.problems[0]).startswith("Row 3, column “waarde” (cell B3): ")


def test_a_formula_counts_as_what_it_shows():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["kandidaat", "waarde"])
        sheet.write_string(1, 0, "K01")
        sheet.write_formula(1, 1, "=3+4", None, 7)
    assert values(read_table(target.getvalue(), COLUMNS)) == [(2, "K01", "7")]


def test_all_problems_of_a_file_stand_together():
    rows = [("kandidaat", "waarde", "nota"), (True, (0.5, "0%"), ""), ("K02", "5", "", "zonder kop"), ("K03", "6", "x" * 13_000)]
    codes = [(problem.code, problem.cell) for problem in read_table(book(rows), COLUMNS).problems]
    assert codes == [("boolean", "A2"), ("percent", "B2"), ("no_header_above", "D3"), ("cell_too_long", "C4")]


def refused(content, limits=None):
    with pytest.raises(TableError) as caught:
        read_table(content, COLUMNS, limits)
    return [(problem.code, problem.row) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "empty_file", None),
        (b" \r\n ", "empty_file", None),
        (b"%PDF-1.7\n", "not_a_table", None),
        (b"MZ\x90\x00", "not_a_table", None),
        (b"<svg><script>alert(1)</script></svg>", "missing_columns", 1),
        (b"kandidaat;waarde\nK\x001;2", "not_a_table", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old_or_protected", None),
        ("kandidaat;waarde\nK01;é".encode("latin-1"), "not_utf8", 2),
        ("kandidaat;waarde\nK01;2".encode("utf-16"), "not_utf8", None),
        (b'kandidaat;waarde\nK01;"7', "broken_quotes", 2),
        (b'kandidaat;waarde\nK01;"7"5', "broken_quotes", 2),
        (b"kandidaat;waarde\nK01;" + b"x" * 140_000, "field_too_long", 2),
        (b'kandidaat;waarde\nK01;2\nK02;"' + b"x" * 140_000 + b'"', "field_too_long", 3),
        (b"kandidaat\twaarde\nK01\t2\n", "tabs", 1),
        (b'"Kandidaat"\t"Waarde"\rK01\t2\r', "tabs", 1),
        (b"kandidaat;waarde\n", "no_rows", None),
        (b"kandidaat;waarde\n;;\n", "no_rows", None),
        (b"\n;\n", "no_header", 1),
        (b"kandidaat;punten\nK01;2", "missing_column", 1),
        (b"kandidaat;waarde;value\nK01;2;3", "repeated_column", 1),
        (b"PK\x03\x04 not a zip at all", "not_a_workbook", None),
        (b"PK\x05\x06" + b"\x00" * 18, "not_a_table", None),
    ],
)
def test_files_that_are_no_table(content, code, row):
    assert set(refused(content)) == {(code, row)}


def test_a_tab_inside_a_heading_between_semicolons_is_no_tabbed_file():
    table = read_table(b"kandidaat;waarde;een\tander\nK01;2;x\n", COLUMNS)
    assert [row.values["value"] for row in table.rows] == ["2"]


def test_limits_on_size_rows_and_columns():
    assert refused(b"x" * 101, Limits(size=100)) == [("too_large", None)]
    three = b"kandidaat;waarde\n" + b"K;1\n" * 3
    assert len(read_table(three, COLUMNS, Limits(rows=3)).rows) == 3
    assert refused(three, Limits(rows=2)) == [("too_many_rows", None)]
    assert refused(book([*SIMPLE, *SIMPLE]), Limits(rows=2)) == [("too_many_rows", None)]
    assert refused(b"kandidaat;waarde;c;d\nK;1;2;3", Limits(columns=3)) == [("too_many_columns", 1)]
    assert refused(book([(*SIMPLE[0], "c", "d")]), Limits(columns=3)) == [("too_many_columns", 1)]


def test_a_cell_in_the_last_corner_is_refused_before_the_sheet_is_laid_out():
    content = changed(book(SIMPLE), {SHEET: (b"</row></sheetData>", b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')})
    assert refused(content) == [("too_many_rows", None)]


def test_formatted_but_empty_cells_far_away_do_no_harm():
    content = changed(book(SIMPLE), {SHEET: (b"</row></sheetData>", b'<c r="XFD2" s="0"/></row></sheetData>')})
    assert values(read_table(content, COLUMNS)) == [(2, "K01", "7,5")]


def test_a_zip_bomb_is_not_unpacked():
    padding = b"<!--" + b"0" * 3_000_000 + b"--></worksheet>"
    content = changed(book(SIMPLE), {SHEET: (b"</worksheet>", padding)})
    assert len(content) < 20_000
    assert refused(content, Limits(unpacked=2_000_000)) == [("unpacks_too_large", None)]
    assert len(read_table(content, COLUMNS, Limits(unpacked=4_000_000)).rows) == 1


def test_a_zip_that_lies_about_its_sizes_is_not_believed():
    content = bytearray(book(SIMPLE))
    name = content.rfind(SHEET.encode())  # in the central directory: the uncompressed size stands 22 bytes before the name
    content[name - 22 : name - 18] = (10).to_bytes(4, "little")
    assert refused(bytes(content)) == [("not_a_workbook", None)]


def test_one_long_text_in_very_many_cells_is_not_multiplied():
    rows = [("kandidaat", "waarde"), *[("y" * 1_000, "1")] * 300]
    assert refused(book(rows), Limits(unpacked=200_000)) == [("unpacks_too_large", None)]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE], ids=["laughs", "external"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
def test_declarations_in_xml_are_refused(declaration, part):
    with zipfile.ZipFile(io.BytesIO(book(SIMPLE))) as archive:
        head = archive.read(part).split(b"?>", 1)
    assert refused(changed(book(SIMPLE), {part: head[0] + b"?>" + declaration + head[1]})) == [("unsafe_xml", None)]


@pytest.mark.parametrize(
    ("part", "edit", "code"),
    [
        (SHEET, b"<worksheet><sheetData><row", "not_a_workbook"),
        (SHEET, (b'r="A1"', b'r="A0"'), "not_a_workbook"),
        (SHEET, (b'r="A1"', b'r="AAAA1"'), "not_a_workbook"),
        (SHEET, (b'<row r="1"', b'<row r="99999999999"'), "not_a_workbook"),
        (SHEET, (b'encoding="UTF-8"', b'encoding="cp037"'), None),
        ("xl/workbook.xml", b"<workbook/>", "not_a_workbook"),
        ("xl/_rels/workbook.xml.rels", (b"worksheets/sheet1.xml", b"chartsheets/sheet1.xml"), "no_sheet"),
        ("xl/_rels/workbook.xml.rels", (b"worksheets/sheet1.xml", b"../../etc/passwd"), "no_sheet"),
        ("xl/_rels/workbook.xml.rels", (b"worksheets/sheet1.xml", b"worksheets/other.xml"), "not_a_workbook"),
    ],
)
def test_damaged_workbooks(part, edit, code):
    content = changed(book(SIMPLE), {part: edit})
    if code is None:  # a declared encoding is not believed; the part is read as UTF-8
        assert values(read_table(content, COLUMNS)) == [(2, "K01", "7,5")]
    else:
        assert refused(content) == [(code, None)]


def test_a_zip_that_is_no_workbook():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(target.getvalue()) == [("not_a_workbook", None)]


def test_every_cut_and_every_flipped_stretch_is_read_or_refused():
    whole = book([*SIMPLE, ("K02", (0.5, "0%"))])
    outcomes = {"read": 0, "refused": 0}
    damaged = [whole[:length] for length in range(10, len(whole), 211)]
    damaged += [whole[:at] + bytes(64) + whole[at + 64 :] for at in range(10, len(whole) - 64, 97)]
    for content in damaged:
        try:
            read_table(content, COLUMNS)
            outcomes["read"] += 1
        except TableError:
            outcomes["refused"] += 1
    assert outcomes["refused"] > 40


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_has_a_sentence(language):
    codes = sorted(table_sentences.CELL_CODES | table_sentences.FILE_CODES)
    assert len(codes) > 20
    with speaking(language):
        texts = {code: table_sentences.sentence(Problem(code=code, row=3, column="waarde", cell="B3", value="x", allowed="5")) for code in codes}
    start = {"nl": "Rij 3, kolom “waarde” (cel B3): ", "en": "Row 3, column “waarde” (cell B3): "}[language]
    assert all(text.startswith(start) and len(text) > len(start) + 15 and text.endswith(".") for text in texts.values())


def test_letters():
    assert [letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
