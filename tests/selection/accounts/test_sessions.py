"""Sessions on the server: what ends them, and that an old cookie opens nothing."""

import pytest
import sqlalchemy as sa

from selection.accounts import actions
from selection.accounts.models import Account, UserSession
from selection.accounts.tokens import token_hash
from tests.factories_accounts import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.db
SIGN_IN_PAGE = "/aanmelden"


@pytest.fixture
def person(work):
    with work():
        return make_person("Ann", "Maes", is_administrator=True)


@pytest.fixture
def administrator(work):
    with work():
        return make_person("Bea", "Heer", is_administrator=True)


def let_in(client):
    reply = client.get("/account")
    assert reply.status_code == 200 or reply.location == SIGN_IN_PAGE
    return reply.status_code == 200


def copy_of(app, client):
    """Another browser with a copy of the cookie."""
    copy = app.test_client()
    copy.set_cookie("selection", client.get_cookie("selection").value)
    return copy


def test_a_copied_cookie_opens_nothing_after_sign_out(app, client, person):
    sign_in(client, person)
    copy = copy_of(app, client)
    assert let_in(copy)
    reply = client.send("/afmelden")
    assert reply.status_code == 303
    assert reply.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Je bent afgemeld." in client.get(SIGN_IN_PAGE).text
    assert not let_in(client)
    assert not let_in(copy)


def test_a_copied_cookie_opens_nothing_after_deactivation(app, client, person, administrator, work):
    sign_in(client, person)
    copy = copy_of(app, client)
    with work() as session:
        actions.deactivate(session.get(Account, person.id), by=administrator)
    assert not let_in(client)
    with work() as session:
        actions.activate(session.get(Account, person.id), by=administrator)
    assert not let_in(copy)


def test_changing_the_password_ends_all_other_sessions(app, client, person):
    other = app.test_client()
    sign_in(client, person)
    sign_in(other, person)
    new = {"new_password": "acht paarse egels", "repeat_password": "acht paarse egels"}
    assert client.send("/account/wachtwoord", current_password=PASSWORD, **new).status_code == 303
    assert "1 andere sessie is beëindigd." in client.get("/account").text
    assert not let_in(other)


def test_a_session_ends_after_an_hour_without_use(client, person, clock):
    sign_in(client, person)
    for _ in range(3):
        clock.forward(minutes=59)
        assert let_in(client)
    clock.forward(minutes=60)
    assert not let_in(client)


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(client, person, clock):
    sign_in(client, person)
    for _ in range(23):
        clock.forward(minutes=30)
        assert let_in(client)
    clock.forward(minutes=30)
    assert not let_in(client)


def test_last_seen_is_written_at_most_once_a_minute(client, person, clock, work):
    sign_in(client, person)
    begun = clock.now

    def last_seen():
        client.get("/account")
        with work(read_only=True) as session:
            return session.scalar(sa.select(UserSession.last_seen_at))

    clock.forward(seconds=59)
    assert last_seen() == begun
    clock.forward(seconds=1)
    assert last_seen() == clock.now
    seen = clock.now
    clock.forward(seconds=30)
    assert last_seen() == seen


def test_last_seen_survives_a_form_that_fails(client, person, clock, work):
    sign_in(client, person)
    clock.forward(minutes=5)
    assert client.send("/gebruikers/nieuw", email="geen adres").status_code == 422
    with work(read_only=True) as session:
        assert session.scalar(sa.select(UserSession.last_seen_at)) == clock.now


def test_own_sessions_are_shown_and_ended_one_by_one(app, client, person, work):
    other = app.test_client()
    sign_in(client, person)
    sign_in(other, person)
    page = client.get("/account").text
    assert page.count("/account/sessies/") == 3
    assert "deze sessie" in page
    with work(read_only=True) as session:
        ids = session.scalars(sa.select(UserSession.id).order_by(UserSession.created_at)).all()
    with client.session_transaction() as stored:
        own = stored["token"]
    for session_id in ids:
        if not _is(work, session_id, own):
            assert client.send(f"/account/sessies/{session_id}/beeindigen").status_code == 303
    assert let_in(client)
    assert not let_in(other)


def _is(work, session_id, token):
    with work(read_only=True) as session:
        return session.get(UserSession, session_id).token_hash == token_hash(token)


def test_all_other_sessions_end_with_one_button(app, client, person):
    others = [app.test_client() for _ in range(2)]
    for browser in [client, *others]:
        sign_in(browser, person)
    assert client.send("/account/sessies/andere").status_code == 303
    assert [let_in(browser) for browser in [client, *others]] == [True, False, False]


def test_nobody_ends_the_session_of_somebody_else(app, client, person, administrator, work):
    other = app.test_client()
    sign_in(client, person)
    sign_in(other, administrator)
    with work(read_only=True) as session:
        theirs = session.scalar(sa.select(UserSession.id).where(UserSession.account_id == administrator.id))
    assert client.send(f"/account/sessies/{theirs}/beeindigen").status_code == 404
    assert let_in(other)


def test_the_administrator_signs_somebody_out_everywhere(app, client, person, administrator):
    other = app.test_client()
    sign_in(client, administrator)
    sign_in(other, person)
    assert client.send(f"/gebruikers/{person.id}/sessies").status_code == 303
    assert not let_in(other)
    assert let_in(client)


def test_signing_out_without_a_session_is_harmless(client):
    assert client.send("/afmelden").location == SIGN_IN_PAGE


@pytest.mark.parametrize("token", ["", "x", "\ud800", 7, None, ["a"], "a" * 5000])
def test_a_token_that_was_never_given_out_opens_nothing(client, person, token):
    with client.session_transaction() as stored:
        stored["token"] = token
    assert not let_in(client)


def test_the_account_is_found_in_one_query(app, client, person):
    sign_in(client, person)
    statements = []
    sa.event.listen(app.database.read_engine, "before_cursor_execute", lambda *values: statements.append(values[2]))
    client.get("/wie-mag-wat")
    assert [one.split(" FROM ")[-1].split()[0] for one in (" ".join(one.split()) for one in statements) if one.startswith("SELECT")] == [
        "user_session",
        "organisation_settings",
    ]
