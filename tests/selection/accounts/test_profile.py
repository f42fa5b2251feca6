"""The own account: password, menu, start page, who may do what."""

import pytest

from selection import access
from selection.accounts import matrix, navigation
from selection.accounts.matrix import May, Role
from selection.i18n import speaking
from tests.factories_accounts import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.db
NEW = {"new_password": "acht paarse egels", "repeat_password": "acht paarse egels"}


@pytest.fixture
def person(work, client):
    with work():
        person = make_person("Ann", "Maes")
    sign_in(client, person)
    return person


def test_the_present_password_is_asked(app, client, person):
    page = client.send("/account/wachtwoord", current_password="vier groene fietsen", **NEW)
    assert page.status_code == 422
    assert "Dit is niet je huidige wachtwoord." in page.text
    assert "egels" not in page.text
    assert sign_in(app.test_client(), person, PASSWORD).status_code == 303


def test_a_new_password_holds_at_once(app, client, person):
    assert client.send("/account/wachtwoord", current_password=PASSWORD, **NEW).status_code == 303
    assert sign_in(app.test_client(), person, PASSWORD).status_code == 422
    assert sign_in(app.test_client(), person, NEW["new_password"]).status_code == 303


def test_guessing_the_present_password_is_slowed_too(client, person, clock):
    clock.forward(seconds=1)
    statuses = [client.send("/account/wachtwoord", current_password="vier groene fietsen", **NEW).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    clock.forward(seconds=2)
    assert client.send("/account/wachtwoord", current_password=PASSWORD, **NEW).status_code == 303


def test_a_new_password_that_will_not_do_gets_a_sentence(client, person):
    page = client.send("/account/wachtwoord", current_password=PASSWORD, new_password="Welkom123456", repeat_password="Welkom123456")
    assert page.status_code == 422
    assert "Dit wachtwoord is een van de eerste die geraden worden." in page.text
    assert "Welkom123456" not in page.text


def test_two_different_new_passwords_are_refused(client, person):
    page = client.send("/account/wachtwoord", current_password=PASSWORD, new_password="acht paarse egels", repeat_password="acht paarse Egels")
    assert "De twee wachtwoorden verschillen." in page.text


@pytest.mark.parametrize(
    ("roles", "endpoint"),
    [({}, "scoresheets.tasks"), ({"is_hr": True}, "procedures.index"), ({"is_administrator": True}, "accounts.people")],
)
def test_everybody_lands_on_what_waits(app, work, roles, endpoint):
    with work():
        assert navigation.start_endpoint(make_person(**roles)) == endpoint
    assert navigation.start_endpoint(None) == "publishing.vacancies"


def test_the_menu_shows_what_there_is_and_where_one_is(app, work):
    with work():
        administrator = make_person("Bea", "Heer", is_administrator=True)
    with app.test_request_context(), speaking("nl"):
        items = navigation.menu(administrator, "accounts.person")
        assert [(item.label, item.current) for item in items if item.url in {"/gebruikers", "/account"}] == [("Gebruikers", True), ("Mijn account", False)]
        assert navigation.role_label(administrator) == "Beheerder"
        assert [item.label for item in navigation.menu(None, "accounts.sign_in") if item.current] == ["Aanmelden"]


@pytest.mark.parametrize(
    ("columns", "label"),
    [({}, "Jurylid"), ({"function": "architect"}, "architect"), ({"is_hr": True, "is_administrator": True, "function": "x"}, "HR-medewerker, Beheerder")],
)
def test_what_stands_under_the_name(work, columns, label):
    with work(), speaking("nl"):
        assert navigation.role_label(make_person(**columns)) == label


def test_the_page_of_rights_shows_every_row(client, person):
    page = client.get("/wie-mag-wat").text
    with speaking("nl"):
        texts = [str(row.action) for row in matrix.ROWS]
    assert len(texts) > 25
    assert [text for text in texts if text not in page] == []


def test_rows_and_routes_of_this_subject_agree():
    routes = {endpoint: rule for endpoint, rule in access.ROUTES.items() if endpoint.startswith("accounts.")}
    assert len(routes) >= 18
    assert matrix.mismatches(routes) == []


def test_a_route_that_gives_too_much_or_stands_nowhere_is_found():
    faults = {
        "accounts.people": access.allow(access.HR),
        "accounts.profile": access.allow(access.ADMINISTRATOR),
        "accounts.extra": access.allow(access.PUBLIC),
    }
    found = matrix.mismatches(faults)
    assert "accounts.extra stands in no row of the matrix" in found
    assert "accounts.people: the table of routes lets hr in, the matrix does not" in found
    assert "accounts.people: the matrix lets administrator in, the table of routes does not" in found
    assert "accounts.profile: the matrix lets member in, the table of routes does not" in found


def test_nobody_may_change_the_sheet_of_somebody_else():
    (row,) = [row for row in matrix.ROWS if row.action._args == ("Change a score sheet of somebody else",)]
    assert {row.cell(role) for role in Role} == {May.NEVER}
