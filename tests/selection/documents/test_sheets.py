"""Several sheets of a workbook read by their names: in any order, missing ones told together, and nothing read that was not measured."""

import io
import zipfile
from dataclasses import replace

import pytest

from selection.documents.table_files import read_sheets
from selection.documents.tables import Column, Limits, Problem, SheetOf, TableError
from tests.selection.frameworks.books import book

CODE = Column(key="code", names=("code",))
ONE = SheetOf(key="levels", names=("niveaus", "levels"), columns=(CODE, Column(key="name", names=("naam", "name"))))
OTHER = SheetOf(key="clusters", names=("clusters",), columns=(CODE,), required=False)


def changed(content, part, before, after):
    """The workbook with something else in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            assert name != part or before in text
            new.writestr(name, text.replace(before, after) if name == part else text)
    return made.getvalue()


def problems(content, *sheets, limits=None):
    with pytest.raises(TableError) as caught:
        read_sheets(content, sheets, limits)
    return list(caught.value.problems)


def test_sheets_are_found_by_name_and_the_others_are_named():
    tables, others = read_sheets(book(), (OTHER, ONE))
    assert [row.values for row in tables["levels"].rows] == [{"code": "1", "name": "Zwak"}, {"code": "2", "name": "Sterk"}]
    assert (tables["clusters"].unknown, tables["levels"].name) == (("Naam",), "Niveaus")
    assert others == ("Kader", "Competenties", "Dimensies", "Gedrag", "Functieprofielen")
    assert read_sheets(book(without=("Clusters",)), (OTHER, ONE))[0]["clusters"].rows == ()
    assert read_sheets(book({"Niveaus": []}), (ONE,))[0]["levels"].rows == ()


def test_what_is_missing_in_all_sheets_is_told_together():
    content = book(heads={"Clusters": ["Kode", "Naam"]}, without=("Niveaus",))
    assert problems(content, ONE, OTHER) == [
        Problem(code="missing_sheet", value="niveaus", allowed="levels"),
        Problem(code="missing_column", row=1, column="code", sheet="Clusters"),
    ]


def test_bounds_hold_for_every_sheet():
    assert problems(book(), ONE, limits=Limits(rows=1)) == [Problem(code="too_many_rows", allowed="1", sheet="Niveaus")]
    assert problems(book(), ONE, limits=Limits(columns=1)) == [Problem(code="too_many_columns", row=1, allowed="1", sheet="Niveaus")]
    assert [problem.code for problem in problems(book(), ONE, limits=replace(Limits(), unpacked=10_000))] == ["unpacks_too_large"]
    assert [problem.code for problem in problems(book(), ONE, limits=Limits(size=100))] == ["too_large"]


def test_tricks_with_sheets_are_refused():
    twice = changed(book(), "xl/workbook.xml", b'name="Clusters"', b'name="niveaus"')
    assert [problem.code for problem in problems(twice, ONE)] == ["too_many_parts"]
    elsewhere = changed(book(), "xl/_rels/workbook.xml.rels", b"worksheets/sheet2.xml", b"../[Content_Types].xml")
    assert [problem.code for problem in problems(elsewhere, ONE)] == ["no_sheet"]
    entity = changed(book(), "xl/worksheets/sheet2.xml", b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet')
    assert [problem.code for problem in problems(entity, ONE)] == ["unsafe_xml"]
    assert [problem.code for problem in problems(b"code;naam\n1;x\n", ONE)] == ["no_workbook"]
    assert [problem.code for problem in problems(b"", ONE)] == ["empty_file"]
