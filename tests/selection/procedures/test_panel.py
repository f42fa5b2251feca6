"""Seats: added, invited, copied, changed, ended; the chair away."""

import re

import pytest
import sqlalchemy as sa

from selection.accounts.models import Account, OneTimeLink
from selection.audit import AuditLine
from selection.mail.models import Letter
from selection.procedures import queries
from selection.procedures.models import Procedure, ProcedureState, Seat
from tests.factories import close_rounds, make_panel, open_for_rating

pytestmark = pytest.mark.db


def seat_id(session, world, name, round_code="gesprek"):
    wanted = sa.select(Seat.id).where(Seat.procedure_id == world.first, Seat.account_id == world.ids[name], Seat.round_code == round_code)
    return session.scalars(wanted).one()


def added(client, world, **fields):
    values = {"account": str(world.other), "kind": "member", "rates": "y", "rounds": ["gesprek", "interview"], **fields}
    return client.send(f"/procedures/{world.first}/jury/plaatsen", **values)


@pytest.fixture
def seat(work, world):
    def path(name, act="", round_code="gesprek"):
        with work() as session:
            return f"/procedures/{world.first}/jury/plaatsen/{seat_id(session, world, name, round_code)}{act}"

    return path


def test_a_seat_in_two_rounds(browse, world, work, answers):
    assert added(browse("anna"), world).status_code == 303
    with work() as session:
        seats = session.scalars(sa.select(Seat).where(Seat.account_id == world.other)).all()
        assert {(one.round_code, one.kind, one.rates) for one in seats} == {("gesprek", "member", True), ("interview", "member", True)}
        lines = session.scalars(sa.select(AuditLine).where(AuditLine.action == "seat.added")).all()
        assert {line.keys["round"] for line in lines} == {"gesprek", "interview"}
        assert "Olbrechts" not in "".join(line.body for line in lines)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "chair", "rounds": ["gesprek"]}, "Deze ronde heeft al een voorzitter: Chris Claes."),
        ({"account": "member"}, "Mia Maes zetelt al in Verkennend gesprek."),
    ],
)
def test_what_a_panel_cannot_hold_is_refused(fields, sentence, browse, world, answers, work):
    if fields.get("account") == "member":
        fields = fields | {"account": str(world.member)}
    page = added(browse("anna"), world, **fields)
    assert page.status_code == 409
    assert sentence in page.text
    with work() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Seat)) == 4


def test_a_secretary_never_rates(browse, world, work, answers):
    assert added(browse("anna"), world, kind="secretary").status_code == 303
    with work() as session:
        assert not any(session.scalars(sa.select(Seat.rates).where(Seat.account_id == world.other)))


def test_a_round_without_sheets_offers_no_seat(browse, world, answers):
    assert added(browse("anna"), world, rounds=["assessment"]).status_code == 422
    assert added(browse("anna"), world, rounds=[]).status_code == 422


def test_an_invitation_makes_account_seat_and_a_link_that_is_shown_once(browse, world, work, answers):
    client = browse("anna")
    fields = {"given_name": "Nele", "family_name": "Nys", "email": "Nele@Voorbeeld.example", "kind": "member", "rates": "y", "rounds": ["gesprek"]}
    page = client.send(f"/procedures/{world.first}/jury/uitnodigen", **fields)
    assert page.status_code == 200
    assert re.search(r'value="http://localhost/link/[^"]{20,}"', page.text)
    assert "/link/" not in client.get(f"/procedures/{world.first}/jury").text.replace('/link"', "")
    with work() as session:
        account = session.scalars(sa.select(Account).where(Account.email == "nele@voorbeeld.example")).one()
        assert not account.is_hr
        assert session.scalars(sa.select(Seat.round_code).where(Seat.account_id == account.id)).all() == ["gesprek"]
        assert session.scalar(sa.select(sa.func.count()).select_from(OneTimeLink)) == 1


def test_inviting_somebody_with_a_password_needs_no_link(browse, world, answers):
    fields = {"given_name": "X", "family_name": "Y", "email": "other@voorbeeld.example", "kind": "observer", "rounds": ["gesprek"]}
    page = browse("anna").send(f"/procedures/{world.first}/jury/uitnodigen", **fields)
    assert "Otto Olbrechts heeft een plaats in de jury" in page.text
    assert "http://localhost/link/" not in page.text


def test_a_candidate_gets_no_seat(browse, world, work, answers):
    answers.addresses[world.first] = {"nele@voorbeeld.example"}
    fields = {"given_name": "Nele", "family_name": "Nys", "email": "nele@voorbeeld.example", "kind": "member", "rounds": ["gesprek"]}
    page = browse("anna").send(f"/procedures/{world.first}/jury/uitnodigen", **fields)
    assert page.status_code == 409
    assert "kan er geen plaats of taak in hebben" in page.text
    with work() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Account).where(Account.email == "nele@voorbeeld.example")) == 0


def test_the_panel_of_an_earlier_round_is_copied(browse, world, work, answers):
    client = browse("anna")
    added(client, world, rounds=["gesprek"])
    assert client.send(f"/procedures/{world.first}/jury/kopieren", source="gesprek", target="interview").status_code == 303
    with work() as session:
        procedure = session.get(Procedure, world.first)
        assert [one.account.given_name for one in queries.current_seats(procedure, "interview")] == ["Chris", "Mia", "Otto"]


def test_rating_is_switched_off_before_the_first_sheet_only(browse, world, work, answers, seat):
    client = browse("anna")
    answers.begun = True
    refused = client.send(seat("member", "/wijzigen"), kind="member", version="1")
    assert refused.status_code == 409
    assert "heeft in deze ronde al een scoreblad" in refused.text
    refused = client.send(seat("member", "/wijzigen"), kind="observer", rates="y", version="1")
    assert refused.status_code == 409
    answers.begun = False
    assert client.send(seat("member", "/wijzigen"), kind="member", version="1").status_code == 303
    with work() as session:
        line = session.scalars(sa.select(AuditLine).where(AuditLine.action == "seat.changed")).one()
        assert line.keys["old"] == {"kind": "member", "rates": True}
        assert line.keys["new"] == {"kind": "member", "rates": False}
    assert "Verkennend gesprek vraagt minstens 2 beoordelaars; nu: 1." in client.get(f"/procedures/{world.first}/jury").text


def test_two_officers_with_one_seat_see_both_texts(browse, world, answers, seat):
    assert browse("dora").send(seat("chair", "/afwezig"), away_reason="Ziek tot vrijdag", version="1").status_code == 303
    page = browse("anna").send(seat("chair", "/beeindigen"), end_reason="Stopt in de jury", version="1")
    assert page.status_code == 409
    assert "Stopt in de jury" in page.text
    assert "Ziek tot vrijdag" in page.text


def test_a_seat_ends_with_a_reason_and_opens_nothing_any_more(browse, world, work, answers, seat):
    client, member = browse("anna"), browse("member")
    assert client.send(seat("member", "/beeindigen"), end_reason=" ", version="1").status_code == 422
    for round_code in ("gesprek", "interview"):
        assert client.send(seat("member", "/beeindigen", round_code), end_reason="Belangenconflict", version="1").status_code == 303
    assert member.get(f"/procedures/{world.first}").status_code == 404
    with work() as session:
        line = session.scalars(sa.select(AuditLine).where(AuditLine.action == "seat.ended")).first()
        assert "Belangenconflict" not in line.body
    assert "Belangenconflict" in client.get(f"/procedures/{world.first}/logboek?soort=panel").text


def test_the_chair_is_away_and_back_and_the_deputy_acts_meanwhile(browse, world, work, answers, seat):
    client = browse("anna")
    added(client, world, kind="deputy_chair", rounds=["gesprek"])
    assert client.send(seat("chair", "/afwezig"), away_reason="Ziek", version="1").status_code == 303
    assert "Treedt op als voorzitter" in client.get(f"/procedures/{world.first}/jury").text
    with work() as session:
        assert queries.acting_chair(session.get(Procedure, world.first), "gesprek") == world.other
    assert client.send(seat("chair", "/terug"), version="2").status_code == 303
    with work() as session:
        assert queries.acting_chair(session.get(Procedure, world.first), "gesprek") == world.chair
    assert client.send(seat("member", "/afwezig"), away_reason="Ziek", version="1").status_code == 409


def test_the_panel_of_a_closed_round_stays(browse, world, work, answers, seat):
    with work() as session:
        procedure = session.get(Procedure, world.first)
        open_for_rating(procedure)
        close_rounds(procedure, "gesprek")
    page = browse("anna").send(seat("member", "/beeindigen"), end_reason="Stopt", version="1")
    assert page.status_code == 409
    assert "De jury ervan verandert niet meer" in page.text


def test_a_new_link_for_people_of_the_own_procedure_only(browse, world, work, answers):
    client = browse("anna")
    page = client.send(f"/procedures/{world.first}/jury/{world.member}/link")
    assert "gaat alleen per mail naar member@voorbeeld.example" in page.text
    assert "http://localhost/link/" not in page.text
    assert "Eenmalige link gemaakt waarmee Mia Maes een nieuw wachtwoord kan kiezen." in client.get(f"/procedures/{world.first}/logboek").text
    with work() as session:
        letter = session.scalars(sa.select(Letter)).one()
        assert (letter.event, letter.address, "/link/" in letter.secrets) == ("wachtwoord-vergeten", "member@voorbeeld.example", True)
    assert client.send(f"/procedures/{world.first}/jury/{world.other}/link").status_code == 404
    assert client.send(f"/procedures/{world.second}/jury/{world.member}/link").status_code == 404


def test_hr_makes_no_link_for_who_has_a_seat_with_other_hr_officers_or_in_a_procedure_that_was_given_up(browse, world, work, answers):
    with work() as session:
        second = session.get(Procedure, world.second)
        make_panel(second, session.get(Account, world.other), session.get(Account, world.member))
    client = browse("anna")
    fields = {"given_name": "X", "family_name": "Y", "email": "other@voorbeeld.example", "kind": "observer", "rounds": ["gesprek"]}
    assert "http://localhost/link/" not in client.send(f"/procedures/{world.first}/jury/uitnodigen", **fields).text
    page = client.send(f"/procedures/{world.first}/jury/{world.other}/link")
    assert page.status_code == 409
    assert "heeft ook een plaats in een procedure van andere HR-medewerkers; daarom maak jij geen link" in page.text
    with work() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(OneTimeLink)) == 0
        session.get(Procedure, world.first).state = ProcedureState.DISCARDED
    assert client.send(f"/procedures/{world.first}/jury/{world.chair}/link").status_code == 409


def test_a_seat_of_another_procedure_is_not_found(browse, world, work, answers, seat):
    path = seat("member", "/beeindigen").replace(str(world.first), str(world.second))
    assert browse("bram").send(path, end_reason="x", version="1").status_code == 404
