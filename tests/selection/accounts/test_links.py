"""One-time links: shown once, used once, 72 hours."""

import re

import pytest
import sqlalchemy as sa

from selection.accounts import actions, links
from selection.accounts.links import LinkState
from selection.accounts.models import Account, OneTimeLink
from selection.accounts.queries import link_by_token
from selection.audit import AuditLine
from selection.db import session
from selection.errors import Refused
from tests.factories_accounts import PASSWORD, csrf_of, make_person, sign_in

pytestmark = pytest.mark.db
NEW = "acht paarse egels"


@pytest.fixture
def hr(work):
    with work():
        return make_person("Hilde", "Raes", is_hr=True)


@pytest.fixture
def administrator(work):
    with work():
        return make_person("Bea", "Heer", is_administrator=True)


@pytest.fixture
def invited(work, hr):
    """(account, token) of somebody who was just invited."""
    with work():
        return actions.invite("Lid.Een@voorbeeld.example", " Lien ", "De  Wit", "architect", by=hr)


def choose(client, token, password=NEW, repeat=None):
    page = client.get(f"/link/{token}")
    fields = {"csrf_token": csrf_of(page), "new_password": password, "repeat_password": password if repeat is None else repeat}
    return client.post(f"/link/{token}", data=fields)


def test_an_invitation_makes_an_account_without_role_and_a_link(invited, work):
    account, token = invited
    assert (account.email, account.name, account.function) == ("lid.een@voorbeeld.example", "Lien De Wit", "architect")
    assert (account.is_hr, account.is_administrator, account.password_hash) == (False, False, None)
    assert token is not None
    with work(read_only=True):
        stored = session().scalars(sa.select(OneTimeLink)).one()
    assert stored.purpose == "invite"
    assert token not in (stored.token_hash, str(stored.id))


def test_the_link_shows_a_form_and_changes_nothing_until_it_is_sent(client, invited, work):
    page = client.get(f"/link/{invited.link}")
    assert page.status_code == 200
    assert "lid.een@voorbeeld.example" in page.text
    with work(read_only=True):
        assert links.state(link_by_token(invited.link)) is LinkState.OPEN


def test_the_password_is_set_and_the_person_signed_in(app, client, invited):
    reply = choose(client, invited.link)
    assert (reply.status_code, reply.location) == (303, "/")
    assert "Lien De Wit" in client.get("/account").text
    assert sign_in(app.test_client(), invited.account, NEW).status_code == 303


def test_a_link_works_once(app, client, invited):
    choose(client, invited.link)
    again = app.test_client()
    page = again.get(f"/link/{invited.link}")
    assert page.status_code == 410
    assert "Hij is al gebruikt." in page.text
    late = again.post(f"/link/{invited.link}", data={"csrf_token": again.token(), "new_password": "nog iets anders", "repeat_password": "nog iets anders"})
    assert late.status_code == 410
    assert sign_in(again, invited.account, "nog iets anders").status_code == 422


def test_a_link_works_for_seventy_two_hours(client, invited, clock):
    clock.forward(hours=71, minutes=59)
    assert client.get(f"/link/{invited.link}").status_code == 200
    clock.forward(minutes=1)
    page = client.get(f"/link/{invited.link}")
    assert page.status_code == 410
    assert "Hij was 72 uur geldig. Vraag een nieuwe aan wie je de link gaf." in page.text


def test_a_newer_link_withdraws_the_older(client, invited, hr, work):
    with work():
        newer = actions.renew_link(session().get(Account, invited.account.id), by=hr)
    assert "Er is een nieuwere link gemaakt" in client.get(f"/link/{invited.link}").text
    assert client.get(f"/link/{newer}").status_code == 200


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..%2f..", "é"])
def test_an_unknown_link_says_what_to_do(client, token):
    page = client.get(f"/link/{token}")
    assert page.status_code == 404
    assert "Controleer of je de hele link hebt overgenomen." in page.text or "niet voor jou bedoeld" in page.text


def test_the_link_of_a_deactivated_person_is_gone(client, invited, administrator, work):
    with work():
        actions.deactivate(session().get(Account, invited.account.id), by=administrator)
    assert client.get(f"/link/{invited.link}").status_code == 404


@pytest.mark.parametrize(
    ("password", "repeat", "sentence"),
    [
        ("kort", None, "Gebruik minstens 12 tekens."),
        ("Wachtwoord2026", None, "Dit wachtwoord is een van de eerste die geraden worden."),
        ("lien gaat fietsen", None, "Laat je naam, je e-mailadres en de naam van de organisatie weg"),
        ("leve voorbeeldbestuur", None, "Laat je naam, je e-mailadres en de naam van de organisatie weg"),
        (NEW, NEW + " ", "De twee wachtwoorden verschillen."),
        ("", None, "Kies een wachtwoord."),
        ("x y" * 67, None, "Gebruik hoogstens 200 tekens."),
    ],
)
def test_a_password_that_will_not_do_gets_a_sentence_and_the_link_stays_open(client, invited, password, repeat, sentence):
    reply = choose(client, invited.link, password, repeat)
    assert reply.status_code == 422
    assert sentence in reply.text
    assert not password or f'value="{password}"' not in reply.text
    assert choose(client, invited.link).status_code == 303


def test_renewing_ends_the_sessions_of_before(app, client, administrator, work):
    with work():
        person = make_person()
    sign_in(client, person)
    with work():
        token = actions.renew_link(session().get(Account, person.id), by=administrator)
    assert client.get("/account").status_code == 200
    assert choose(app.test_client(), token).status_code == 303
    assert client.get("/account").status_code == 302
    assert sign_in(app.test_client(), person, PASSWORD).status_code == 422


def test_using_a_link_on_a_device_where_somebody_is_signed_in_says_so(client, invited, hr):
    sign_in(client, hr)
    assert "Je bent aangemeld als Hilde Raes" in client.get(f"/link/{invited.link}").text
    choose(client, invited.link)
    assert "Lien De Wit" in client.get("/account").text


def test_the_link_holds_the_address_of_the_settings_whatever_the_request_says(app, client, administrator, work):
    with work():
        person = make_person(password_hash=None)
    sign_in(client, administrator)
    fields = {"csrf_token": client.token(), "_key": "00000000-0000-4000-8000-000000000002"}
    for headers in ({"X-Forwarded-Host": "evil.example"}, {"Forwarded": "host=evil.example"}):
        page = client.post(f"/gebruikers/{person.id}/link", data=fields, headers=headers)
        assert re.findall(r'value="(http[^"]*)"', page.text) == re.findall(r'value="(http://localhost/link/[A-Za-z0-9_-]{43})"', page.text) != []
        assert "evil" not in page.text
    assert client.post(f"/gebruikers/{person.id}/link", data=fields, headers={"Host": "evil.example"}).status_code == 400


def test_somebody_known_is_invited_without_a_link_and_keeps_the_name(hr, work):
    with work():
        known = make_person("Lien", "De Wit", email="lid@voorbeeld.example")
    with work():
        invitation = actions.invite("LID@voorbeeld.example", "Iemand", "Anders", "baas", by=hr)
        lines = session().scalars(sa.select(AuditLine).where(AuditLine.action == "account.invited")).all()
    assert invitation == (known, None) or (invitation.account.id, invitation.link) == (known.id, None)
    assert invitation.account.name == "Lien De Wit"
    assert [line.keys for line in lines] == [{"account_id": str(known.id), "known": True}]


def test_somebody_invited_again_gets_no_second_link_and_the_first_one_works(client, invited, hr, work):
    with work():
        again = actions.invite("lid.een@voorbeeld.example", "Lien", "De Wit", by=hr)
    assert (again.account.id, again.link) == (invited.account.id, None)
    assert client.get(f"/link/{invited.link}").status_code == 200


def test_a_deactivated_person_is_not_invited(hr, work, clock):
    with work():
        make_person(email="weg@voorbeeld.example", deactivated_at=clock())
    with work(), pytest.raises(Refused, match="gedeactiveerd\\. Een beheerder activeert het eerst opnieuw"):
        actions.invite("weg@voorbeeld.example", "Weg", "Gegaan", by=hr)


@pytest.mark.parametrize("role", ["is_hr", "is_administrator"])
def test_hr_makes_no_link_for_who_has_a_role_in_the_organisation(hr, work, role):
    with work():
        person = make_person(email="rol@voorbeeld.example", password_hash=None, **{role: True})
    with work():
        account = session().get(Account, person.id)
        with pytest.raises(Refused, match="Alleen een beheerder"):
            actions.renew_link(account, by=hr)
        assert actions.invite("rol@voorbeeld.example", "Rol", "Drager", by=hr).link is None


def test_a_panel_member_makes_no_link(work):
    with work():
        member, other = make_person(), make_person()
        with pytest.raises(Refused):
            actions.renew_link(other, by=member)


def test_making_and_using_a_link_is_recorded_without_the_token(client, invited, work):
    choose(client, invited.link)
    with work(read_only=True):
        lines = session().scalars(sa.select(AuditLine).order_by(AuditLine.seq)).all()
    assert [line.action for line in lines] == ["account.invited", "account.link_made", "account.password_set"]
    assert all(invited.link not in line.body and "lid.een" not in line.body for line in lines)
