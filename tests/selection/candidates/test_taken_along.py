"""Tables of pages as workbooks: exactly what the page shows, for whom the page is, with figures as figures."""

import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import sqlalchemy as sa

from selection.candidates.models import CandidatePerson
from selection.db import session
from selection.documents.workbook import XLSX, Kind
from selection.i18n import speaking
from selection.web.shown_tables import PageReader
from selection.web.tables_out import _column
from tests.factories_accounts import sign_in
from tests.factories_candidates import make_case

PAGE = """
<h1>Rang<span class="visually-hidden">x</span>schikking</h1>
<div class="print-head"><div><b>Bestuur</b> <span>Directeur (2024-01)</span><span></span></div></div>
<table data-take="1"><caption>Uitslag <small>op
   100</small></caption>
<thead><tr><th>Kandidaat</th><th class="num">Totaal</th><th>Waarom</th><th><span class="visually-hidden">Handelingen</span></th></tr></thead>
<tbody>
<tr><th scope="row"><span><a href="/x">K01</a><span class="sub">=1+1</span></span></th><td class="num"><span>57,05 <svg><title>balk</title></svg></span></td>
<td>een<br>twee</td><td><form><button>Weg</button></form></td></tr>
<tr><th>K02</th><td class="num">4.470</td><td></td><td></td></tr>
</tbody></table><table><tr><td>zonder</td></tr></table>
"""


def test_a_page_is_read_as_it_is_shown():
    reader = PageReader()
    reader.feed(PAGE)
    assert (reader.title, reader.print_head) == ("Rangschikking", ["Bestuur", "Directeur (2024-01)", ""])
    assert len(reader.tables) == 1
    table = reader.tables[0]
    assert table.caption == "Uitslag\nop 100"
    assert table.heads == [("Kandidaat", False), ("Totaal", True), ("Waarom", False), ("", False)]
    assert table.rows == [["K01\n=1+1", "57,05", "een\ntwee", ""], ["K02", "4.470", "", ""]]


@pytest.mark.db
def test_a_list_is_taken_along_as_shown(app, work):
    """HR takes the list of candidates along with its filter; a table that is not there gives the page; who may not see the page gets no file either."""
    with work():
        case = make_case()
        person = session().scalars(sa.select(CandidatePerson).where(CandidatePerson.candidate_id == case.candidates[1])).one()
        person.family_name = "=DAAT(1)"
    path = f"/procedures/{case.procedure}/kandidaten/?zoek=daat"
    hr, member = app.test_client(), app.test_client()
    sign_in(hr, "hr@een.example")
    sign_in(member, "lid1@een.example")
    address = re.search(r'href="([^"]+)" download', hr.get(path).text).group(1).replace("&amp;", "&")
    taken = hr.get(address)
    assert (taken.mimetype, "no-store" in taken.headers["Cache-Control"], "zoek=daat" in address) == (XLSX, True, True)
    values = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(taken.data)).active.iter_rows()]
    assert values[0][0] == "Kandidaten"
    assert sum("K0" in str(row[0]) for row in values) == 3
    assert any("=DAAT(1)" in str(cell) for row in values for cell in row)
    with zipfile.ZipFile(io.BytesIO(taken.data)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    assert [hr.get(f"{path}&table={wrong}").mimetype for wrong in ("99", "0", "x", "\u0661")] == ["text/html"] * 4
    assert (member.get(address).status_code, app.test_client().get(address).mimetype) == (403, "text/html")


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("57,05", "nl", "57.05"),
        ("4.470", "nl", "4470"),
        ("4,470", "en", "4470"),
        ("57.05", "en", "57.05"),
        ("1.5", "nl", None),
        ("\u0661", "nl", None),
        ("K01", "nl", None),
    ],
)
def test_figures_are_read_in_the_notation_of_the_page(text, language, number):
    with speaking(language):
        column, cells = _column("Totaal", True, [text, "–"])
    assert cells == ([Decimal(number), None] if number else [text, "–"])
    assert (column.kind in {Kind.NUMBER, Kind.INTEGER}) == bool(number)
