"""People, as the administrator keeps them."""

import pytest
import sqlalchemy as sa

from selection.accounts.models import Account
from selection.audit import AuditLine
from selection.security import SecurityLine
from tests.factories_accounts import make_person, sign_in

pytestmark = pytest.mark.db
NEW = {"given_name": "Lien", "family_name": "De Wit", "email": "lien@voorbeeld.example", "function": "architect"}


@pytest.fixture
def administrator(work, client):
    with work():
        person = make_person("Bea", "Heer", is_administrator=True)
    sign_in(client, person)
    return person


@pytest.fixture
def person(work):
    with work():
        return make_person("Ann", "Maes", email="ann@voorbeeld.example")


def stored(work, account_id):
    with work(read_only=True) as session:
        return session.get(Account, account_id)


def actions_recorded(work):
    with work(read_only=True) as session:
        return [(line.action, line.role) for line in session.scalars(sa.select(AuditLine).order_by(AuditLine.seq))]


def test_everybody_is_listed_by_family_name_and_the_deactivated_last(client, administrator, work, clock):
    with work():
        for given, family in [("Zoë", "Van den Berghe"), ("Émile", "Aerts"), ("Jan", "Ómer")]:
            make_person(given, family)
        make_person("Weg", "Aaa", deactivated_at=clock())
    page = client.get("/gebruikers").text
    names = ["Aerts, Émile", "Heer, Bea", "Ómer, Jan", "Van den Berghe, Zoë", "Aaa, Weg"]
    assert sorted(names, key=page.index) == names
    assert "5 accounts." in page
    assert "Gedeactiveerd" in page


def test_a_person_is_added_and_the_link_is_shown_once(client, administrator, work):
    page = client.send("/gebruikers/nieuw", **NEW, is_hr="y")
    assert page.status_code == 200
    assert "http://localhost/link/" in page.text
    with work(read_only=True) as session:
        account = session.scalars(sa.select(Account).where(Account.email == "lien@voorbeeld.example")).one()
    assert (account.is_hr, account.is_administrator, account.password_hash) == (True, False, None)
    assert "/link/" not in client.get(f"/gebruikers/{account.id}").text.replace(f"/gebruikers/{account.id}/link", "")
    assert actions_recorded(work) == [("account.added", "administrator"), ("account.link_made", "administrator")]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"given_name": "  "}, "Vul de voornaam in."),
        ({"family_name": ""}, "Vul de familienaam in."),
        ({"email": ""}, "Vul het e-mailadres in."),
        ({"email": "geen adres"}, "geen adres is geen e-mailadres."),
        ({"email": "ANN@voorbeeld.example"}, "Er is al een account met dit e-mailadres."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(client, administrator, person, changed, sentence):
    page = client.send("/gebruikers/nieuw", **(NEW | changed))
    assert page.status_code == 422
    assert sentence in page.text
    assert 'value="architect"' in page.text


def test_only_named_fields_are_taken(client, administrator, person, work):
    extra = {"is_administrator": "y", "password_hash": "x", "deactivated_at": "", "email": "ander@voorbeeld.example", "id": "x"}
    assert client.send(f"/gebruikers/{person.id}/gegevens", given_name="Anne", family_name="Maes", function="", **extra).status_code == 303
    account = stored(work, person.id)
    assert (account.given_name, account.is_administrator, account.email, account.password_hash) == (
        "Anne",
        False,
        "ann@voorbeeld.example",
        person.password_hash,
    )


def test_line_breaks_in_a_name_become_spaces_and_mark_up_stays_text(client, administrator, person, work):
    client.send(f"/gebruikers/{person.id}/gegevens", given_name="A\r\nB\x00\x1b[31m", family_name="<img src=x onerror=alert(1)>{{7*7}}", function="=1+1")
    account = stored(work, person.id)
    assert account.given_name == "A B[31m"
    page = client.get("/gebruikers").text
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;{{7*7}}" in page


def test_roles_are_given_and_taken_and_recorded(client, administrator, person, work):
    client.send(f"/gebruikers/{person.id}/rollen", is_hr="y", is_administrator="y")
    client.send(f"/gebruikers/{person.id}/rollen", is_hr="y")
    client.send(f"/gebruikers/{person.id}/rollen", is_hr="y")
    assert (stored(work, person.id).is_hr, stored(work, person.id).is_administrator) == (True, False)
    with work(read_only=True) as session:
        lines = session.scalars(sa.select(AuditLine).order_by(AuditLine.seq)).all()
    assert [(line.keys["old"], line.keys["new"]) for line in lines] == [([], ["hr", "administrator"]), (["hr", "administrator"], ["hr"])]


def test_the_last_administrator_stays(client, administrator, work, clock):
    with work():
        make_person("Weg", "Gegaan", is_administrator=True, deactivated_at=clock())
        make_person("Nog", "Niet", is_administrator=True, password_hash=None)
    for path in ("rollen", "deactiveren"):
        page = client.send(f"/gebruikers/{administrator.id}/{path}")
        assert page.status_code == 409
        assert "Bea Heer is de laatste beheerder die zich kan aanmelden. Maak eerst iemand anders beheerder." in page.text
    assert stored(work, administrator.id).is_administrator
    assert stored(work, administrator.id).is_active


def test_with_a_second_administrator_the_first_may_go(client, administrator, person, work):
    client.send(f"/gebruikers/{person.id}/rollen", is_administrator="y")
    assert client.send(f"/gebruikers/{administrator.id}/rollen").status_code == 303
    assert client.get("/gebruikers").status_code == 403


def test_deactivating_asks_first_keeps_everything_and_can_be_undone(app, client, administrator, person, work):
    page = client.get(f"/gebruikers/{person.id}/deactiveren")
    assert "Ann Maes zal zich niet meer kunnen aanmelden" in page.text
    assert stored(work, person.id).is_active
    client.send(f"/gebruikers/{person.id}/deactiveren")
    assert sign_in(app.test_client(), person).status_code == 422
    assert "Opnieuw activeren" in client.get(f"/gebruikers/{person.id}").text
    assert client.send(f"/gebruikers/{person.id}/link").status_code == 409
    client.send(f"/gebruikers/{person.id}/activeren")
    assert sign_in(app.test_client(), person).status_code == 303
    assert actions_recorded(work) == [("account.deactivated", "administrator"), ("account.activated", "administrator")]


PATHS = ["", "/nieuw", "/{id}", "/{id}/deactiveren"]
POSTS = ["/nieuw", "/{id}/gegevens", "/{id}/rollen", "/{id}/link", "/{id}/deactiveren", "/{id}/activeren", "/{id}/sessies"]


@pytest.mark.parametrize("roles", [{}, {"is_hr": True}])
def test_nobody_else_sees_or_changes_people(client, person, work, roles):
    with work():
        other = make_person("Bo", "Claes", **roles)
    sign_in(client, other)
    answers = {client.get("/gebruikers" + path.format(id=person.id)).status_code for path in PATHS}
    answers |= {client.send("/gebruikers" + path.format(id=person.id), is_administrator="y").status_code for path in POSTS}
    assert answers == {403}
    with work(read_only=True) as session:
        denied = session.scalars(sa.select(SecurityLine).where(SecurityLine.kind == "denied")).all()
    assert len(denied) == len(PATHS) + len(POSTS)
    assert {line.account_id for line in denied} == {other.id}


def test_who_is_not_signed_in_is_asked_to(client, person):
    assert {client.get("/gebruikers" + path.format(id=person.id)).status_code for path in PATHS} == {302}
    assert {client.send("/gebruikers" + path.format(id=person.id)).status_code for path in POSTS} == {401}


def test_an_unknown_person_is_not_found(client, administrator):
    missing = "00000000-0000-4000-8000-000000000000"
    assert client.get(f"/gebruikers/{missing}").status_code == 404
    assert {client.send("/gebruikers" + path.format(id=missing), given_name="a", family_name="b").status_code for path in POSTS[1:]} == {404}


def test_the_queries_of_the_list_do_not_grow_with_people(app, client, administrator, work):
    statements = []
    sa.event.listen(app.database.read_engine, "before_cursor_execute", lambda *values: statements.append(values[2]))

    def count():
        statements.clear()
        client.get("/gebruikers")
        return len([one for one in statements if one.startswith("SELECT")])

    few = count()
    assert few == 3  # who asks, the people, the organisation
    with work():
        for _ in range(30):
            make_person()
    assert count() == few
