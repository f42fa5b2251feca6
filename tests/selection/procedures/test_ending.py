"""Stopping a procedure by a decision, and the archive: letters to everybody concerned, nothing changes afterwards, no other procedure is touched."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from scoring import reserve_period
from selection import audit
from selection.accounts.models import Account
from selection.applications import links
from selection.candidates.models import Candidate
from selection.db import now
from selection.errors import Refused
from selection.letters.texts import RESULTS, shipped
from selection.letters.wording import word_all
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.mail.outbox import Recipient
from selection.procedures import archive
from selection.procedures.actions import ending
from selection.procedures.models import Procedure, ProcedureState, RoundRun, Seat, SeatKind
from selection.procedures.queries import definition_of
from tests.factories import make_procedure
from tests.factories_accounts import make_person, sign_in
from tests.factories_applications import Applicant, make_application, make_vacancy
from tests.factories_candidates import make_case, make_finding
from tests.pages import Page

pytestmark = pytest.mark.db
DECISION = {
    "on": "20/11/2026",
    "reference": "2026_CBS_0511",
    "body": "de gemeenteraad",
    "reason": "De functie vervalt.",
    "grounds": "Selectieregels, punt 9",
    "version": "1",
}


@pytest.fixture
def two(work):
    """Two procedures that share a panel member; the first has an invitation that waits."""
    with work() as session:
        cases = [make_case(domain="een.example"), make_case(domain="twee.example", year=2025)]
        shared = make_person("Gust", "Gedeeld", email="gust@voorbeeld.example")
        for case in cases:
            session.add(Seat(procedure_id=case.procedure, round_code="gesprek", account_id=shared.id, kind=SeatKind.OBSERVER, rates=False, since=now()))
        to = Recipient(kind="candidate", id=cases[0].candidates[0], name="Daat", address="daat@x.example")
        outbox.ask("uitnodiging-eerste-ronde", recipient=to, procedure_id=cases[0].procedure)
    return cases


def test_stopping_asks_a_letter_for_everybody_concerned_and_freezes_this_procedure_alone(app, two, work):
    case, other = two
    client, address = app.test_client(), f"/procedures/{case.procedure}/stopzetten"
    sign_in(client, "hr@een.example")
    assert Page(client.get(address).text).faults("nl") == []
    with work() as session:
        version = str(session.get(Procedure, case.procedure).version)
    assert client.send(address, **DECISION | {"version": version, "grounds": " "}).status_code == 422
    assert client.send(address, **DECISION | {"version": version, "on": "20/11/2031"}).status_code == 422
    assert client.send(address, **DECISION | {"version": version}).status_code == 303
    page = client.get(f"/procedures/{case.procedure}").text
    assert "Deze procedure is stopgezet" in page
    assert "De functie vervalt." in page
    assert "stopgezet bij beslissing" in client.get(f"/procedures/{case.procedure}/logboek").text
    assert client.send(address, **DECISION | {"version": version}).status_code == 409
    with work() as session:
        assert session.get(Procedure, case.procedure).state == ProcedureState.STOPPED
        assert session.get(Procedure, other.procedure).state != ProcedureState.STOPPED
        letters = session.scalars(sa.select(Letter).order_by(Letter.seq)).all()
        assert letters[0].state == LetterState.WITHDRAWN
        told = letters[1:]
        assert {letter.procedure_id for letter in told} == {case.procedure}
        assert {letter.recipient_id for letter in told if letter.event == "procedure-stopgezet"} == set(case.candidates)
        assert len({letter.recipient_id for letter in told if letter.event == "procedure-stopgezet-commissie"}) == len(told) - len(case.candidates) == 4
        with app.app_context():
            worded = word_all(told).values()
        assert all("NA TE KIJKEN" in fault for one in worded for fault in one.faults)  # the appeal paragraph, which each organisation checks first
        assert sum("De functie vervalt." in one.body for one in worded) == len(case.candidates)
        assert not any(letter.automatic for letter in told)
    with pytest.raises(Refused, match="stopgezet"), work():
        audit.record("reserve.report_date", actor=None, role="hr", procedure_id=case.procedure, old=None, new=None, reason="-")
    assert "Archief (1)" in client.get("/procedures").text


def test_a_procedure_with_its_rounds_closed_is_put_away_and_taken_back(app, two, work):
    case = two[0]
    client, root = app.test_client(), f"/procedures/{case.procedure}"
    sign_in(client, "hr@een.example")
    with work() as session:
        procedure = session.get(Procedure, case.procedure)
        procedure.state, procedure.opened_at = ProcedureState.RUNNING, now()
        session.flush()
        version = str(procedure.version)
    assert client.send(f"{root}/archief", version=version).status_code == 409
    with work() as session:
        session.execute(sa.update(RoundRun).where(RoundRun.procedure_id == case.procedure).values(closed_at=now()))
    assert "Naar het archief" in client.get(root).text
    assert client.send(f"{root}/archief", version=version).status_code == 303
    assert root not in client.get("/procedures").text
    archive = client.get("/procedures?lijst=archief").text
    assert root in archive
    assert Page(archive).faults("nl") == []
    assert client.send(f"{root}/archief/terug").status_code == 303
    assert root in client.get("/procedures").text
    assert client.send(f"{root}/archief/terug").status_code == 409


def test_a_procedure_whose_reserve_ended_stands_in_the_archive_by_itself(app, two, work):
    case = two[0]
    client, root = app.test_client(), f"/procedures/{case.procedure}"
    sign_in(client, "hr@een.example")
    with work() as session:
        procedure = session.get(Procedure, case.procedure)
        procedure.state, procedure.opened_at, procedure.report_date = ProcedureState.RUNNING, now(), date(2022, 5, 20)
        months = definition_of(procedure).scheme.reserve.months
        _first, last = reserve_period(procedure.report_date, months)
    assert root in client.get("/procedures").text  # a round is open still
    with work() as session:
        session.execute(sa.update(RoundRun).where(RoundRun.procedure_id == case.procedure).values(closed_at=now()))
    assert last < date(2026, 11, 1)
    assert root not in client.get("/procedures").text
    assert "Archief (1)" in client.get("/procedures").text
    assert root in client.get("/procedures?lijst=archief").text
    assert "De wervingsreserve liep tot en met" in client.get(root).text
    assert "Daat1" in client.get("/zoeken?zoek=daat1").text
    assert client.send(f"{root}/archief", version="1").status_code == 409
    assert client.send(f"{root}/archief/terug").status_code == 303
    assert root in client.get("/procedures").text  # taken back after the end of the reserve, it stays
    assert client.send(f"{root}/archief/terug").status_code == 409


def test_a_reserve_that_runs_keeps_a_procedure_in_the_list_to_its_last_day(app, two, work):
    case = two[0]
    with work() as session:
        procedure = session.get(Procedure, case.procedure)
        procedure.state, procedure.opened_at = ProcedureState.RUNNING, now()
        session.execute(sa.update(RoundRun).where(RoundRun.procedure_id == case.procedure).values(closed_at=now()))
        months = definition_of(procedure).scheme.reserve.months
        procedure.report_date = now().date() - timedelta(days=30 * months - 60)
    with work() as session:
        procedure = session.get(Procedure, case.procedure)
        assert archive.in_archive([procedure]) == frozenset()
        assert archive.reserve_end(procedure) > now().date()


def test_the_list_filters_by_state_in_its_address_and_so_does_the_workbook(app, two, work):
    client = app.test_client()
    sign_in(client, "hr@een.example")
    with work() as session:
        mine = [make_procedure(session.get(Account, two[0].hr), number=number, year=2023) for number in (1, 2)]
        mine[0].state = ProcedureState.PREPARATION
        mine[1].state, mine[1].opened_at = ProcedureState.RUNNING, now()
        ids = [one.id for one in mine]
    shown = client.get("/procedures?stand=voorbereiding").text
    assert str(ids[0]) in shown
    assert str(ids[1]) not in shown
    assert 'value="voorbereiding" selected' in shown
    assert Page(shown).faults("nl") == []
    book = load_workbook(BytesIO(client.get("/procedures?stand=voorbereiding&table=1").data))
    texts = {str(cell.value) for row in book.active.iter_rows() for cell in row}
    assert "2023-01" in texts
    assert "2023-02" not in texts
    assert "Geen enkele procedure is in deze toestand" in client.get("/procedures?stand=stopgezet").text
    assert str(ids[1]) in client.get("/procedures?stand=onzin").text


def sent(client, address, **changes):
    """The form of this page, with the version that it shows."""
    version = re.search(r'name="version"[^>]*value="([0-9]+)"', client.get(address).text)[1]
    return client.send(address, **DECISION | {"version": version} | changes)


def test_before_the_list_is_closed_who_applied_and_who_only_began_get_a_letter_too(app, work):
    with work() as session:
        vacancy = make_vacancy()
        procedure = session.get(Procedure, vacancy.procedure)
        application = make_application(procedure, language="en")
        own = [f"/m/{links.make(each)}" for each in (application, make_application(procedure))]
        left = make_application(procedure).candidate
        make_finding(left, "withdrawn", by=vacancy.hr)
        left = left.id
    Applicant(app, vacancy).begin(email="begon@kandidaat.example")
    client = app.test_client()
    sign_in(client, "hr@een.example")
    assert "3 kandidaten krijgen een brief" in client.get(f"/procedures/{vacancy.procedure}/stopzetten").text
    assert sent(client, f"/procedures/{vacancy.procedure}/stopzetten").status_code == 303
    with work() as session, app.app_context():
        told = session.scalars(sa.select(Letter).where(Letter.key.startswith("stopped"))).all()
        assert (len(told), left in {letter.recipient_id for letter in told}) == (3, False)
        bodies = {letter.event: word_all(told)[letter.id].body for letter in sorted(told, key=lambda letter: letter.language, reverse=True)}
    assert set(bodies) == {"procedure-stopgezet", "selectie-beeindigd-begonnen"}
    assert "de gemeenteraad beslist dat de selectie niet verdergaat" in bodies["selectie-beeindigd-begonnen"]
    assert "decided to discontinue" in bodies["procedure-stopgezet"]
    public = app.test_client().get(f"/vacatures/{vacancy.procedure}").text
    assert "Bij beslissing van 20 november 2026 is deze selectie stopgezet." in public
    english, dutch = (app.test_client().get(address).text for address in own)
    assert "By decision of 20 November 2026 this selection was stopped." in english
    assert "Bij beslissing van 20 november 2026 is deze selectie stopgezet." in dutch
    assert "onvolledig bij het afsluiten" not in dutch.lower()
    assert "<form" not in dutch.partition("<main")[2].partition("</main")[0]


def test_after_the_end_only_letters_that_still_hold_can_be_released(app, two, work):
    case = two[0]
    invites, holds = ("aanpassing-bevestigd", "toegelaten", "onvolledig", "reglement-gewijzigd"), ("niet-geslaagd-onderdeel", "uitgesloten", "ontvangst")
    with work():
        to = Recipient(kind="candidate", id=case.candidates[0], name="Daat", address="daat@x.example")
        for event in (*invites, *holds):
            outbox.ask(event, recipient=to, procedure_id=case.procedure)
        outbox.ask("toegelaten", recipient=to, procedure_id=two[1].procedure)
    client = app.test_client()
    sign_in(client, "hr@een.example")
    assert sent(client, f"/procedures/{case.procedure}/stopzetten").status_code == 303
    with work() as session:
        rows = session.scalars(sa.select(Letter).where(Letter.event.in_((*invites, *holds)))).all()
        found = {(letter.event, letter.procedure_id == case.procedure): letter.state for letter in rows}
    assert found.pop(("toegelaten", False)) == LetterState.ASKED
    assert {event for (event, _mine), state in found.items() if state == LetterState.WITHDRAWN} == set(invites)
    known = shipped("nl").letters
    assert set(known) >= ending.STILL_HOLDS >= {event for event, template in known.items() if template.status in RESULTS}


def test_a_published_vacancy_for_which_somebody_applied_is_stopped_and_not_given_up(app, work):
    with work() as session:
        vacancy = make_vacancy()
    root = f"/procedures/{vacancy.procedure}"
    client = app.test_client()
    sign_in(client, "hr@een.example")
    assert f"{root}/wegleggen" in client.get(root).text
    page = client.get(f"{root}/wegleggen").text
    version = re.search(r'name="version"[^>]*value="([0-9]+)"', page)[1]
    Applicant(app, vacancy).begin(email="begon@kandidaat.example")  # meanwhile
    refused = client.send(f"{root}/wegleggen", reason="De functie vervalt.", version=version)
    assert refused.status_code == 409
    assert "Zet ze stop met een beslissing" in refused.text
    assert f"{root}/wegleggen" not in client.get(root).text
    with work() as session:
        assert session.get(Procedure, vacancy.procedure).state == ProcedureState.PREPARATION


def test_a_published_vacancy_without_applications_is_given_up_and_says_so_at_its_address(app, work):
    with work():
        vacancy = make_vacancy()
    root, anybody = f"/procedures/{vacancy.procedure}", app.test_client()
    client = app.test_client()
    sign_in(client, "hr@een.example")
    version = re.search(r'name="version"[^>]*value="([0-9]+)"', client.get(f"{root}/wegleggen").text)[1]
    assert client.send(f"{root}/wegleggen", reason="De functie vervalt.", version=version).status_code == 303
    page = anybody.get(f"/vacatures/{vacancy.procedure}").text
    assert Page(page).faults("nl") == []
    assert "Deze vacature is op" in page
    assert str(vacancy.procedure) not in anybody.get("/vacatures").text
    assert str(vacancy.procedure) not in anybody.get("/vacatures/atom.xml").text
    assert anybody.get(vacancy.path).status_code == 200


def test_the_panel_is_told_in_the_language_that_each_chose(app, work):
    with work() as session:
        case = make_case(1)
        english = make_person("Ella", "Engels", email="ella@een.example", language="en")
        session.add(Seat(procedure_id=case.procedure, round_code="gesprek", account_id=english.id, kind=SeatKind.OBSERVER, rates=False, since=now()))
    client = app.test_client()
    sign_in(client, "hr@een.example")
    assert sent(client, f"/procedures/{case.procedure}/stopzetten").status_code == 303
    with work() as session, app.app_context():
        told = session.scalars(sa.select(Letter).where(Letter.event == "procedure-stopgezet-commissie")).all()
        bodies = {letter.name: word_all(told)[letter.id].body for letter in told}
    assert "decided to stop the selection" in bodies.pop("Ella Engels")
    assert all("beslist de selectie" in body for body in bodies.values())


def test_a_procedure_in_which_nobody_is_ranked_ends_with_letters_and_without_a_reserve(app, work):
    with work() as session:
        case = make_case(2, published_at=now())
        procedure = session.get(Procedure, case.procedure)
        for candidate in case.candidates:
            make_finding(session.get(Candidate, candidate), "absent", "gesprek", by=case.hr)
        make_case(1, domain="twee.example", year=2025)
    client, root = app.test_client(), f"/procedures/{case.procedure}"
    sign_in(client, "hr@een.example")
    address = f"{root}/zonder-kandidaat"
    assert client.get(address).status_code == 409
    assert "Beëindigen zonder gerangschikte kandidaat" not in client.get(root).text
    with work() as session:
        session.execute(sa.update(RoundRun).where(RoundRun.procedure_id == case.procedure).values(closed_at=now()))
    assert "Beëindigen zonder gerangschikte kandidaat" in client.get(root).text
    assert Page(client.get(address).text).faults("nl") == []
    assert sent(client, address, grounds="").status_code == 422
    assert sent(client, address).status_code == 303
    page = client.get(root).text
    assert "Deze procedure is beëindigd zonder gerangschikte kandidaat" in page
    assert Page(page).faults("nl") == []
    reserve = client.get(f"{root}/reserve").text
    assert "er komt geen wervingsreserve" in reserve
    assert "/reserve/eindrapport" not in reserve
    with work() as session, app.app_context():
        procedure = session.get(Procedure, case.procedure)
        assert (procedure.state, procedure.report_date) == (ProcedureState.UNFILLED, None)
        told = session.scalars(sa.select(Letter).where(Letter.key.startswith("stopped"))).all()
        worded = word_all(told)
        assert {letter.recipient_id for letter in told if letter.event == "einde-zonder-kandidaat"} == set(case.candidates)
        assert {letter.recipient_id for letter in told if letter.event == "einde-zonder-kandidaat-commissie"} == set(case.panel)
        assert all("Niemand staat in de rangschikking" in worded[letter.id].body for letter in told)
        assert {letter.procedure_id for letter in told} == {case.procedure}
    assert "beëindigd zonder gerangschikte kandidaat" in app.test_client().get(f"/vacatures/{case.procedure}").text
    assert client.get(address).status_code == 409
    assert client.send(f"{root}/reserve/eindrapport", report_date="20/11/2026", seen="").status_code == 409
    stranger, member = app.test_client(), app.test_client()
    sign_in(stranger, "hr@twee.example")
    sign_in(member, "lid0@een.example")
    assert (stranger.get(address).status_code, member.get(address).status_code) == (404, 403)
