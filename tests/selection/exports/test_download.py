"""The workbook that the application offers: closed rounds only, for HR of the procedure only, with names, facts and reserve; read back it equals the engine."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from selection.candidates.models import Candidate, FindingKind
from selection.db import now, session, unit_of_work
from selection.procedures.models import Procedure
from selection.results.collect import outcome_of
from selection.scoresheets.models import Rating, SheetState
from tests.factories import make_seat
from tests.factories_accounts import make_person, sign_in
from tests.factories_candidates import make_case, make_finding, make_sheet, reach
from tests.selection.exports.test_workbook import DUTCH, table, text_above

pytestmark = pytest.mark.db
FORMULA = '=HYPERLINK("http://example.org","klik")'


def rate(candidate, account, position, words="", state=SheetState.SUBMITTED):
    sheet = make_sheet(candidate, "gesprek", account, state)
    sheet.ratings = [Rating(criterion_code=code, position=position, chosen=f"{position / 2:g}", rationale=words) for code in ("motivatie", "ervaring")]


@pytest.fixture
def case(work):
    """Round one closed and rated (K03 fails), the assessment open with one verdict, a draft in the last round."""
    with work():
        made = make_case(closed_rounds=("gesprek",))
        rows = [session().get_one(Candidate, id_) for id_ in made.candidates]
        rows[0].person.given_name = FORMULA
        for account in made.panel:
            rate(rows[0], account, 15, words="@geheim: +1 voor inzicht")
            rate(rows[1], account, 13)
            rate(rows[2], account, 8)
        make_finding(rows[0], FindingKind.VERDICT, "assessment", "suitable", by=made.hr, source="Bureau Proef")
        make_sheet(rows[0], "interview", made.panel[0]).points = "61.25"
        make_finding(rows[1], FindingKind.WITHDRAWN, by=made.hr)
    return made


@pytest.fixture
def browser_of(app):
    def signed_in(email):
        browser = app.test_client()
        assert sign_in(browser, email).status_code == 303
        return browser

    return signed_in


def path(case):
    return f"/procedures/{case.procedure}/rangschikking.xlsx"


@pytest.fixture
def book(browser_of, case):
    answer = browser_of("hr@een.example").get(path(case))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=rangschikking-proef-")
    assert answer.headers["Cache-Control"] == "no-store"
    return load_workbook(BytesIO(answer.data))


def test_it_says_whose_it_is_and_how_far(book):
    assert book.sheetnames == DUTCH
    above = text_above(book["Rangschikking"])
    assert above[0].startswith("Rangschikking · Medewerker onthaal (")
    assert above[1:3] == ["Demonstratie: fictieve kandidaten", "Voorlopig - nog niet vastgesteld"]
    assert above[3].startswith("Stand op 23/11/2026 09:00: Verkennend gesprek: afgesloten; Assessment: open; Competentiegericht interview: gepland")
    assert book["Scores"].oddFooter.left.text == "Demonstratie: fictieve kandidaten · 23/11/2026 09:00"


def test_rounds_that_are_not_closed_stay_out(book, case, work):
    assert {row["Onderdeel"] for row in table(book["Scores"])} == {"Verkennend gesprek"}
    assert not [cell.value for page in book for row in page.iter_rows() for cell in row if "61" in str(cell.value) and "interview" in str(cell.value)]
    with work():
        _hr, procedure = reach(case)
        result = outcome_of(procedure, rounds={"gesprek"}).result
        shown = table(book["Rangschikking"])
        assert [row["Kandidaat"] for row in shown] == [each.candidate for each in result]
        assert [row["Verkennend gesprek (op 30)"] for row in shown] == [float(each.parts[0].points) for each in result]


def test_names_rationales_and_dates_are_there_as_text(book):
    rows = {row["Kandidaat"]: row for row in table(book["Rangschikking"])}
    assert rows["K01"]["Naam"] == f"{FORMULA} Daat1"
    assert rows["K02"]["Waarom"] == "Teruggetrokken op 1 oktober 2026."
    assert {row["Motivering of reden"] for row in table(book["Scores"]) if row["Kandidaat"] == "K01"} == {"@geheim: +1 voor inzicht"}
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
    assert [cell.coordinate for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")) and not cell.quotePrefix] == []


def test_everything_closed_fills_the_reserve(browser_of, case, work):
    with work() as own:
        for run in own.get_one(Procedure, case.procedure).rounds:
            run.closed_at = run.closed_at or now()
        for account in case.panel[1:]:
            make_sheet(own.get_one(Candidate, case.candidates[0]), "interview", account).points = "61.25"
    book = load_workbook(BytesIO(browser_of("hr@een.example").get(path(case)).data))
    with work():
        _hr, procedure = reach(case)
        ranked = [each for each in outcome_of(procedure).result if each.rank is not None]
    rows = table(book["Wervingsreserve"])
    assert [(row["Plaats"], row["Kandidaat"], row["Totaal"]) for row in rows] == [(each.rank, each.candidate, float(each.total)) for each in ranked]
    assert len(rows) == 1


def test_it_leaves_a_trace_and_no_cache(browser_of, case, raw):
    browser_of("hr@een.example").get(path(case))
    with raw.connect() as connection:
        kinds = [row[0] for row in connection.exec_driver_sql("SELECT kind FROM security_line")]
    assert kinds.count("exported") == 1


def test_nobody_else_gets_it(app, browser_of, case, work):
    with work():
        other = make_person(is_hr=True).email
        administrator = make_person(is_administrator=True).email
        observer = make_person()
        make_seat(session().get_one(Procedure, case.procedure), observer, "gesprek", rates=False)
        watching = observer.email
    assert browser_of(other).get(path(case)).status_code == 404
    assert browser_of("lid0@een.example").get(path(case)).status_code in (403, 404)
    assert browser_of(watching).get(path(case)).status_code in (403, 404)
    assert browser_of(administrator).get(path(case)).status_code in (403, 404)
    nobody = app.test_client().get(path(case))
    assert (nobody.status_code, nobody.location.split("?")[0]) == (302, "/aanmelden")


def test_english_when_the_reader_reads_english(browser_of, case, app):
    browser = browser_of("hr@een.example")
    browser.send("/taal", lang="en", back="/")
    book = load_workbook(BytesIO(browser.get(path(case)).data))
    assert book.sheetnames[0] == "Ranking"
    assert text_above(book["Ranking"])[1:3] == ["Demonstration: fictional candidates", "Provisional - not yet established"]
    with app.database.active(), unit_of_work(read_only=True):
        assert outcome_of(session().get_one(Procedure, case.procedure)).codes
