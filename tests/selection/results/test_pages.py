"""Ranking and outcome through real requests: what they show, of which rounds, and to whom."""

import html
import re
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from scoring import Step
from selection.accounts.models import Account
from selection.candidates.models import Candidate, FindingKind
from selection.db import now, session
from selection.procedures.models import Procedure, SeatKind
from selection.results.judged import ScoreRow
from selection.results.tables import judged_tables
from selection.scoresheets.models import ConsensusRating, Rating
from tests.factories import make_seat
from tests.factories_accounts import make_person, sign_in
from tests.factories_candidates import make_case, make_finding, make_sheet
from tests.selection.results.scores_files import SCHEME

pytestmark = pytest.mark.db
MARKS = {"K01": (16, "49"), "K02": (16, "49"), "K03": (10, "40"), "K04": (9, None)}
"""Position of every rating in the first part (points = 1.5 x position), and points in the last."""


def fill(case, closed=("gesprek", "assessment", "interview")):
    for id_, (position, points) in zip(case.candidates, MARKS.values(), strict=True):
        candidate = session().get_one(Candidate, id_)
        for account in case.panel:
            sheet = make_sheet(candidate, "gesprek", account)
            words = "Sterk <b>antwoord</b>" if position == 16 else ""
            sheet.ratings = [Rating(criterion_code=code, position=position, chosen=f"{position / 2:g}", rationale=words) for code in ("motivatie", "ervaring")]
            if points:
                make_sheet(candidate, "interview", account).points = points
        if points:
            make_finding(candidate, FindingKind.VERDICT, "assessment", "suitable", by=case.hr, source="Bureau Proef")
    for run in session().get_one(Procedure, case.procedure).rounds:
        run.closed_at = now() if run.code in closed else None
    session().flush()


def make_filled():
    made = make_case(candidates=4)
    fill(made)
    return made


@pytest.fixture
def case(start):
    return start(make_filled)


@pytest.fixture
def visit(app):
    """The page that a person gets, as text without mark-up; `visit(email, path)`."""

    def got(email, path, status=200):
        browser = app.test_client()
        assert sign_in(browser, email).status_code == 303
        answer = browser.get(path)
        assert answer.status_code == status
        return answer.text

    return got


def words(page):
    """What people read of the main part."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def ranking(case):
    return f"/procedures/{case.procedure}/rangschikking"


def outcome(case, code):
    return f"/procedures/{case.procedure}/kandidaten/{case.candidates[int(code[1:]) - 1]}/uitkomst"


def test_the_ranking_with_a_shared_place(visit, case):
    text = words(visit("hr@een.example", ranking(case)))
    assert "2 kandidaten zijn gerangschikt." in text
    assert "Voorlopig - nog niet vastgesteld" in text
    assert text.count("73,00") == 2
    assert "K01, K02 " in text
    assert "Totaal: 55,00 van 100, nodig 60,00: onder het totaal." in text
    assert "Verkennend gesprek: 13,50 van 30, nodig 15,00: niet geslaagd." in text
    assert text.index("K01") < text.index("K03") < text.index("K04")


def test_the_outcome_says_how_it_came_about(visit, case):
    page = visit("hr@een.example", outcome(case, "K04"))
    text = words(page)
    assert "Verkennend gesprek: 13,50 van 30, nodig 15,00: niet geslaagd." in text
    assert "Voor motivatie telt het gemiddelde van de drie ingediende beoordelingen (4,5; 4,5 en 4,5): 4,5." in text
    assert not re.search(r"[0-9]\.[0-9]", re.sub(r"[0-9a-f]{64}", "", text))
    page = visit("hr@een.example", outcome(case, "K01"))
    assert "volgens Bureau Proef, 1 oktober 2026" in words(page)
    assert "Sterk &lt;b&gt;antwoord&lt;/b&gt;" in page


def test_an_open_round_shows_no_figure(visit, work, case):
    with work() as own:
        for run in own.get_one(Procedure, case.procedure).rounds:
            run.closed_at = run.closed_at if run.code == "gesprek" else None
    for path in (ranking(case), outcome(case, "K01")):
        text = words(visit("hr@een.example", path))
        assert ("24,00" in text) == (path == outcome(case, "K01"))
        assert "49,00" not in text
        assert "73,00" not in text
    assert "te weinig beoordelingen" not in text, "the sheets of the open round are not missing, they are not read"
    assert "“Assessment” is nog open" in text


def test_another_procedure_answers_as_if_it_were_not_there(visit, work, case):
    with work():
        other = make_case(candidates=1, domain="twee.example")
    visit("hr@twee.example", ranking(case), 404)
    visit("hr@twee.example", outcome(case, "K01"), 404)
    visit("hr@een.example", f"/procedures/{case.procedure}/kandidaten/{other.candidates[0]}/uitkomst", 404)


def test_the_panel_sees_the_ranking_once_every_round_is_closed(visit, work, case):
    assert "73,00" in words(visit("lid1@een.example", ranking(case)))
    with work() as own:
        for run in own.get_one(Procedure, case.procedure).rounds:
            run.closed_at = None if run.code == "interview" else run.closed_at
    visit("lid1@een.example", ranking(case), 404)
    visit("lid1@een.example", outcome(case, "K01"), 404)


@pytest.mark.parametrize("kind", [SeatKind.OBSERVER, SeatKind.SECRETARY])
def test_who_only_watches_sees_no_results(visit, work, case, kind):
    with work():
        person = make_person(email="kijkt@een.example")
        make_seat(session().get_one(Procedure, case.procedure), person, "gesprek", kind)
    visit("kijkt@een.example", ranking(case), 404)


def test_an_officer_who_rates_sees_no_results_while_a_round_is_open(visit, work, case):
    with work() as own:
        make_seat(own.get_one(Procedure, case.procedure), own.get_one(Account, case.hr), "interview")
        for run in own.get_one(Procedure, case.procedure).rounds:
            run.closed_at = None if run.code == "interview" else run.closed_at
    visit("hr@een.example", ranking(case), 404)


def test_a_consensus_stands_beside_what_it_replaced(visit, work, case):
    with work() as own:
        own.add(
            ConsensusRating(
                procedure_id=case.procedure,
                candidate_id=case.candidates[3],
                part_code="gesprek",
                criterion_code="ervaring",
                position=20,
                chosen="10",
                reason="Samen herbekeken",
                settled_at=now(),
                settled_by=case.panel[0],
            )
        )
    text = words(visit("hr@een.example", outcome(case, "K04")))
    assert "Voor ervaring telt de consensus van de commissie: 10." in text
    assert "Reden: Samen herbekeken." in text
    assert "Verkennend gesprek: 24,50 van 30, nodig 15,00: geslaagd." in text


def test_queries_do_not_grow_with_candidates(app, work, visit, case):
    with work():
        many = make_case(candidates=4, domain="vier.example")
        fill(many)
        more = make_case(candidates=20, domain="twintig.example")
        for id_ in more.candidates:
            make_finding(session().get_one(Candidate, id_), FindingKind.VERDICT, "assessment", "suitable", by=more.hr)
    counted = []
    for domain, each in (("vier.example", many), ("twintig.example", more)):
        with counting(app) as statements:
            visit(f"hr@{domain}", ranking(each))
        counted.append(len(statements))
    assert counted[0] == counted[1]


@contextmanager
def counting(app):
    """Statements on the reading connection."""
    found = []

    def note(_connection, _cursor, statement, *_rest):
        found.append(statement)

    sa.event.listen(app.database.read_engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        sa.event.remove(app.database.read_engine, "before_cursor_execute", note)


def judged(assessor, account, value):
    return ScoreRow(
        candidate="K01",
        part="Verkennend gesprek",
        criterion="Motivatie",
        assessor=assessor,
        value=value,
        part_code="gesprek",
        criterion_code="motivatie",
        account=account,
    )


def test_two_assessors_with_one_name_keep_a_column_each_and_consensus_comes_last():
    rows = [judged("consensus", "", "8"), judged("Jan Peeters", "b", "9"), judged("Jan Peeters", "a", "7")]
    step = Step(rule="R6", case="consensus", part="gesprek", criterion="motivatie", figures={"score": "8", "share_exact": "4/5"})
    (table,) = judged_tables(rows, SCHEME, [step])
    assert (list(table.columns), list(table.rows[0].given)) == (["Jan Peeters", "Jan Peeters", "consensus"], ["7", "9", "8"])
