"""Finding back: by name, code, address and number, regardless of accents; never what belongs to another procedure's HR."""

import re

import pytest
import sqlalchemy as sa

from selection.db import now
from selection.mail import outbox
from selection.mail.outbox import Recipient
from selection.procedures.models import Procedure, PutAway, Seat, SeatKind
from selection.search import queries
from tests.factories_accounts import sign_in
from tests.factories_candidates import make_case
from tests.pages import Page

pytestmark = pytest.mark.db


@pytest.fixture
def two(work):
    """Two procedures of different HR officers, with candidates of the same names and a letter each."""
    with work():
        cases = [make_case(domain="een.example"), make_case(domain="twee.example", year=2025)]
        for case in cases:
            to = Recipient(kind="candidate", id=case.candidates[0], name="Zoë Daat1", address="zoe@x.example")
            outbox.ask("ontvangst", recipient=to, procedure_id=case.procedure)
    return cases


def seen(client, word):
    page = client.get("/zoeken", query_string={"zoek": word})
    assert page.status_code == 200
    assert Page(page.text).faults("nl") == []
    return page.text


def test_hr_finds_what_is_its_own(app, two):
    client = app.test_client()
    sign_in(client, "hr@een.example")
    found = seen(client, "DÁAT2")
    assert re.findall(r'href="(/procedures/[^"]+/kandidaten/[^"]+)"', found) == [f"/procedures/{two[0].procedure}/kandidaten/{two[0].candidates[1]}"]
    assert "<mark>Daat2</mark>" in found
    assert "Juryleden" in seen(client, "nummer1")
    assert f"/procedures/{two[0].procedure}/jury" in seen(client, "lid1@een")
    assert "Juryleden" not in seen(client, "lid1@twee")
    letters = seen(client, "zoe daat1")
    assert letters.count("/berichten/") >= 1
    assert "Niets bevat" in seen(client, "zzz")
    assert "Zoek op een naam" in seen(client, "  ")
    assert str(two[1].procedure) not in seen(client, "e") + seen(client, "k01") + letters


def test_a_letter_is_found_by_what_it_is_for(app, two, work):
    with work():
        to = Recipient(kind="candidate", id=two[0].candidates[0], name="Zoë Daat1", address="zoe@x.example")
        outbox.ask("uitnodiging-eerste-ronde", recipient=to, procedure_id=two[0].procedure)
    client = app.test_client()
    sign_in(client, "hr@een.example")
    found = seen(client, "toegelaten")
    assert found.count('href="/berichten/') == 1
    assert "De kandidaat is <mark>toegelaten</mark>" in found


def test_more_letters_than_are_looked_through_are_told_of(app, two, work, monkeypatch):
    monkeypatch.setattr(queries, "LETTERS_READ", 1)
    client = app.test_client()
    sign_in(client, "hr@een.example")
    assert "brieven zijn doorzocht" not in seen(client, "zoe")
    with work():
        to = Recipient(kind="candidate", id=two[0].candidates[0], name="Iemand Anders", address="anders@x.example")
        outbox.ask("uitnodiging-eerste-ronde", recipient=to, procedure_id=two[0].procedure)
    assert "Alleen de nieuwste 2.000 brieven zijn doorzocht." in seen(client, "zoe")


def test_who_is_not_hr_has_no_field_and_no_page(app, two):
    client = app.test_client()
    sign_in(client, "lid1@een.example")
    assert client.get("/zoeken?zoek=daat").status_code == 403
    assert "site-search" not in client.get("/taken").text


def test_the_queries_do_not_grow_with_what_is_found(app, two, work):
    client, statements = app.test_client(), []
    sign_in(client, "hr@een.example")
    sa.event.listen(app.database.read_engine, "before_cursor_execute", lambda *values: statements.append(values[2]))

    def count():
        statements.clear()
        seen(client, "daat")
        return len(statements)

    few = count()
    with work():
        for number in range(5):
            to = Recipient(kind="candidate", id=two[0].candidates[0], name=f"Daat {number}", address="x@y.example")
            outbox.ask("ontvangst", recipient=to, procedure_id=two[0].procedure)
    assert count() == few


def test_archived_procedures_are_searched_too(app, two, work):
    client, root = app.test_client(), f"/procedures/{two[0].procedure}"
    sign_in(client, "hr@een.example")
    with work() as session:
        procedure = session.get(Procedure, two[0].procedure)
        session.add(PutAway(procedure_id=procedure.id, put_away_at=now(), put_away_by=two[0].hr))
    assert root not in client.get("/procedures").text
    found = seen(client, "daat2")
    assert f"{root}/kandidaten/{two[0].candidates[1]}" in found
    assert root in seen(client, procedure.title)
    assert "/berichten/" in seen(client, "zoe daat1")


def test_hr_with_a_seat_with_other_officers_finds_nothing_there(app, two, work):
    with work() as session:
        session.add(Seat(procedure_id=two[1].procedure, round_code="gesprek", account_id=two[0].hr, kind=SeatKind.OBSERVER, rates=False, since=now()))
    client = app.test_client()
    sign_in(client, "hr@een.example")
    assert client.get(f"/procedures/{two[1].procedure}").status_code == 200
    found = seen(client, "daat") + seen(client, "lid") + seen(client, "twee")
    assert str(two[1].procedure) not in found
    assert "@twee.example" not in found


def test_ten_times_as_many_candidates_ask_the_same_number_of_queries(app, work):
    def count(case):
        client, statements = app.test_client(), []
        sign_in(client, f"hr@{case}.example")

        def note(*values):
            statements.append(values[2])

        sa.event.listen(app.database.read_engine, "before_cursor_execute", note)
        found = seen(client, "daat")
        sa.event.remove(app.database.read_engine, "before_cursor_execute", note)
        return len(statements), found

    with work():
        make_case(3, domain="weinig.example")
        make_case(30, domain="veel.example", year=2024)
    few, _found = count("weinig")
    many, found = count("veel")
    assert many == few
    assert "De eerste 20 van 30" in found or "30" in found
