"""Signing in: the form, the answers, the slowing down, what is logged."""

import threading
from dataclasses import replace

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from selection import create_app
from selection.accounts import demo
from selection.accounts.models import Account, SignInAttempt, UserSession
from selection.accounts.passwords import EXTENSION, Passwords
from selection.accounts.signing_in import sign_in as check
from selection.accounts.tokens import keyed_digest
from selection.db import now
from selection.security import SecurityLine
from tests.factories_accounts import PASSWORD, csrf_of, make_person, sign_in

pytestmark = pytest.mark.db
WRONG_PASSWORD = "vier groene fietsen"
WRONG = "Het e-mailadres of het wachtwoord klopt niet."


@pytest.fixture
def person(work):
    with work():
        return make_person("Ann", "Maes", email="ann.maes@voorbeeld.example", is_administrator=True)


def lines(work, kind):
    with work(read_only=True) as session:
        return session.scalars(sa.select(SecurityLine).where(SecurityLine.kind == kind)).all()


def test_a_right_password_signs_in_and_lands_on_what_waits(client, person, work):
    reply = sign_in(client, person)
    assert (reply.status_code, reply.location) == (303, "/")
    assert client.get("/").location == "/gebruikers"
    assert "Ann Maes" in client.get("/account").text
    (line,) = lines(work, "signed_in")
    assert line.account_id == person.id


def test_the_address_may_be_typed_with_capitals_and_spaces(client, person):
    assert sign_in(client, "  Ann.Maes@VOORBEELD.example ").status_code == 303


def test_a_wrong_password_keeps_the_address_and_never_the_password(client, person, work):
    reply = sign_in(client, person, "vier groene fietsen")
    assert reply.status_code == 422
    assert WRONG in reply.text
    assert 'value="ann.maes@voorbeeld.example"' in reply.text
    assert "vier groene fietsen" not in reply.text
    assert client.get("/account").status_code == 302
    (line,) = lines(work, "sign_in_failed")
    assert line.account_id == person.id
    assert "ann.maes" not in line.body


def test_an_empty_form_says_what_is_missing(client):
    page = sign_in(client, "", "")
    assert page.status_code == 422
    assert "Vul je e-mailadres in." in page.text
    assert "Vul je wachtwoord in." in page.text


def test_unknown_deactivated_and_passwordless_accounts_get_the_same_answer_for_the_same_work(app, client, person, work):
    with work():
        make_person(email="weg@voorbeeld.example", deactivated_at=now())
        make_person(email="nieuw@voorbeeld.example", password_hash=None)
    hasher = app.extensions[EXTENSION]
    answers = set()
    for email, password in [
        ("ann.maes@voorbeeld.example", "vier groene fietsen"),
        ("niemand@voorbeeld.example", PASSWORD),
        ("weg@voorbeeld.example", PASSWORD),
        ("nieuw@voorbeeld.example", PASSWORD),
        ("geen adres", PASSWORD),
    ]:
        before = hasher.verifications
        reply = sign_in(app.test_client(), email, password)
        answers.add((reply.status_code, hasher.verifications - before, reply.text.replace(email, "").split("<main")[1].count(WRONG)))
    assert answers == {(422, 1, 1)}
    assert hasher.verifications == 5


def test_a_hash_of_older_parameters_is_replaced_at_sign_in(app, client, work):
    before = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with work():
        person = make_person(email="oud@voorbeeld.example", password_hash=before)
    assert sign_in(client, person).status_code == 303
    with work(read_only=True) as session:
        stored = session.get(Account, person.id).password_hash
    assert stored != before
    checked = Passwords(quick=True).check(PASSWORD, stored)
    assert (checked.right, checked.outdated) == (True, False)


def attempt(app, work, password=WRONG_PASSWORD, address="192.0.2.1"):
    """One attempt without the web; the answer."""
    with work():
        return check("ann.maes@voorbeeld.example", password, address=address, passwords=app.extensions[EXTENSION], secret="geheim")


def test_the_twentieth_wrong_password_is_counted_although_every_form_was_rolled_back(app, client, person, clock, work):
    for _ in range(20):
        assert sign_in(client, person, "vier groene fietsen").status_code == 422
        clock.forward(minutes=1)
    with work(read_only=True) as session:
        attempts = session.scalars(sa.select(SignInAttempt)).all()
    assert len(attempts) == 20
    assert not any(one.succeeded for one in attempts)
    clock.forward(seconds=-10)
    refused = sign_in(client, person, PASSWORD)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "10"
    assert "Wacht 10 seconden voor de volgende poging" in refused.text
    clock.forward(seconds=10)
    assert sign_in(client, person, PASSWORD).status_code == 303


def test_while_waiting_nothing_is_verified_counted_or_told(app, client, person, clock, work):
    for _ in range(5):
        sign_in(client, person, "vier groene fietsen")
    hasher = app.extensions[EXTENSION]
    before = hasher.verifications
    assert {sign_in(client, person, word).status_code for word in [PASSWORD, "vier groene fietsen", "nog iets anders"]} == {429}
    assert hasher.verifications == before
    assert len(lines(work, "sign_in_slowed")) == 3
    clock.forward(seconds=2)
    assert sign_in(client, person, PASSWORD).status_code == 303


def test_an_unknown_address_is_slowed_like_a_known_one(client):
    statuses = [sign_in(client, "niemand@voorbeeld.example", PASSWORD).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_an_attacker_elsewhere_does_not_keep_the_person_out(app, client, person, work):
    for _ in range(30):
        attempt(app, work, address="203.0.113.9")
    assert attempt(app, work, password=PASSWORD, address="203.0.113.9").wait > 0
    assert attempt(app, work, password=PASSWORD, address="192.0.2.1").account is not None
    assert sign_in(client, person).status_code == 303


def test_who_keeps_trying_from_the_same_network_never_makes_a_known_device_wait(app, client, person, clock):
    assert sign_in(client, person).status_code == 303
    client.send("/afmelden")
    attacker = app.test_client()
    for _ in range(12):
        sign_in(attacker, person, WRONG_PASSWORD)
        clock.forward(seconds=61)
    assert sign_in(attacker, person, WRONG_PASSWORD).status_code == 422
    assert sign_in(attacker, person).status_code == 429
    stranger = app.test_client()
    assert sign_in(stranger, person).status_code == 429
    assert sign_in(client, person).status_code == 303


def test_a_known_device_has_a_budget_of_its_own_and_is_known_for_its_people_only(app, client, person, clock, work):
    with work():
        other = make_person("Bo", "Claes")
    sign_in(client, other)
    client.send("/afmelden")
    outsider = app.test_client()
    for _ in range(5):
        sign_in(outsider, person, WRONG_PASSWORD)
    assert sign_in(client, person).status_code == 429  # this device knows Bo, not Ann
    clock.forward(seconds=2)
    assert sign_in(client, person).status_code == 303
    client.send("/afmelden")
    assert [sign_in(client, person, WRONG_PASSWORD).status_code for _ in range(6)] == [422] * 5 + [429]
    assert sign_in(client, person).status_code == 429
    clock.forward(seconds=2)
    assert sign_in(client, person).status_code == 303


@pytest.mark.parametrize("mark", ["", "x", '["a","b"]', "WyJhIl0.AAAA"])
def test_a_device_is_not_known_by_a_mark_that_we_did_not_sign(client, person, mark):
    client.set_cookie("selection-device", mark)
    assert [sign_in(client, person, WRONG_PASSWORD).status_code for _ in range(6)] == [422] * 5 + [429]


def test_many_networks_for_one_account_and_many_accounts_from_one_network_are_slowed_and_not_locked(app, client, person, clock, work):
    assert sign_in(client, person).status_code == 303
    client.send("/afmelden")

    def failed(count, **values):
        digest = keyed_digest("ann.maes@voorbeeld.example", app.settings.secret)
        return [
            SignInAttempt(**{"email_digest": digest, "address": f"198.51.100.{number}", "at": clock(), "succeeded": False} | values) for number in range(count)
        ]

    stranger = app.test_client()
    with work() as session:
        session.add_all(failed(60))
    assert sign_in(stranger, person).headers["Retry-After"] == "2"
    assert sign_in(client, person).status_code == 303
    client.send("/afmelden")
    clock.forward(seconds=2)
    assert sign_in(stranger, person).status_code == 303
    stranger.send("/afmelden")
    clock.forward(hours=1)
    with work() as session:
        session.add_all(failed(100, email_digest="0" * 64, address="127.0.0.1"))
    newcomer = app.test_client()
    assert sign_in(newcomer, person).headers["Retry-After"] == "1"
    assert sign_in(client, person).status_code == 303
    clock.forward(seconds=1)
    assert sign_in(newcomer, person).status_code == 303


def test_a_success_begins_the_count_anew(app, person, work):
    for _ in range(4):
        attempt(app, work)
    assert attempt(app, work, password=PASSWORD).account is not None
    assert [attempt(app, work).wait for _ in range(5)] == [0] * 5


def test_many_attempts_at_once_do_not_get_round_the_count(app, person, work):
    answers = []

    def guess():
        answers.append(attempt(app, work))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 12
    assert sum(answer.wait == 0 for answer in answers) == 5
    assert app.extensions[EXTENSION].verifications == 5


def test_forwarded_addresses_are_not_believed_without_a_proxy(client, person):
    statuses = []
    for number in range(8):
        token = csrf_of(client.get("/aanmelden"))
        fields = {"csrf_token": token, "email": person.email, "password": "vier groene fietsen"}
        statuses.append(client.post("/aanmelden", data=fields, headers={"X-Forwarded-For": f"198.51.100.{number}"}).status_code)
    assert statuses == [422] * 5 + [429] * 3


def test_old_attempts_are_removed(app, person, clock, work):
    attempt(app, work)
    clock.forward(hours=25)
    attempt(app, work)
    with work(read_only=True) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(SignInAttempt)) == 1


def test_an_account_that_changes_while_its_password_is_checked_is_not_let_in(person, work, raw, clock):
    class Slow(Passwords):
        def check(self, password, stored):
            with raw.begin() as connection:
                connection.execute(sa.update(Account).where(Account.id == person.id).values(deactivated_at=clock()))
            return super().check(password, stored)

    with work():
        answer = check(person.email, PASSWORD, address="192.0.2.1", passwords=Slow(quick=True), secret="geheim")
    assert answer.account is None


def test_the_token_is_new_at_sign_in_long_and_stored_as_a_digest_only(client, person, work):
    tokens = set()
    for _ in range(3):
        sign_in(client, person)
        with client.session_transaction() as stored:
            tokens.add(stored["token"])
    assert len(tokens) == 3
    assert {len(token) for token in tokens} == {43}
    with work(read_only=True) as session:
        rows = session.scalars(sa.select(UserSession)).all()
    assert [row.ended_because for row in sorted(rows, key=lambda row: row.ended_at is None)] == ["replaced", "replaced", None]
    assert tokens.isdisjoint(row.token_hash for row in rows)


def test_over_https_the_cookie_is_bound_to_this_host(settings, clock, person):
    app = create_app(replace(settings, address="https://localhost"), clock)
    client = app.test_client()
    token = csrf_of(client.get("/aanmelden", base_url="https://localhost"))
    fields = {"csrf_token": token, "email": person.email, "password": PASSWORD}
    reply = client.post("/aanmelden", data=fields, base_url="https://localhost", headers={"Referer": "https://localhost/aanmelden"})
    assert reply.status_code == 303
    cookies = {one.split("=", 1)[0]: {part.strip() for part in one.split(";")[1:]} for one in reply.headers.get_all("Set-Cookie")}
    assert cookies.keys() == {"__Host-selection", "__Host-selection-device"}
    assert cookies["__Host-selection"] == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=31536000"} < cookies["__Host-selection-device"]
    app.database.dispose()


def test_who_is_signed_in_is_not_asked_again(client, person):
    sign_in(client, person)
    assert client.get("/aanmelden").location == "/"


def test_signing_in_over_a_live_session_ends_it(client, person, work):
    with work():
        other = make_person("Bo", "Claes")
    sign_in(client, person)
    token = client.token()
    reply = client.post("/aanmelden", data={"csrf_token": token, "_key": "00000000-0000-4000-8000-000000000000", "email": other.email, "password": PASSWORD})
    assert reply.status_code == 303
    assert "Bo Claes" in client.get("/account").text
    with work(read_only=True) as session:
        assert session.scalars(sa.select(UserSession.ended_because).where(UserSession.account_id == person.id)).all() == ["replaced"]


def test_an_outdated_sign_in_form_is_given_back(client, person):
    reply = client.post("/aanmelden", data={"csrf_token": "oud", "email": person.email, "password": PASSWORD})
    assert reply.status_code == 400
    assert "Dit formulier was te oud geworden." in reply.text
    assert f'value="{person.email}"' in reply.text
    assert PASSWORD not in reply.text
    assert client.post("/aanmelden", data={"csrf_token": csrf_of(reply), "email": person.email, "password": PASSWORD}).status_code == 303


def test_the_language_of_the_person_is_spoken_after_signing_in_and_a_choice_is_remembered(app, client, work):
    with work():
        person = make_person(language="en")
    sign_in(client, person)
    assert "My account" in client.get("/account").text
    client.send("/taal", lang="nl", back="/account")
    assert "Mijn account" in client.get("/account").text
    again = app.test_client()
    sign_in(again, person)
    assert "Mijn account" in again.get("/account").text


def test_the_demo_lists_its_accounts_and_only_the_demo(app, client, settings):
    app.extensions[demo.EXTENSION] = [demo.DemoAccount(email="hr@demo.example", password="zeven gele fietsen", who="HR")]
    assert "hr@demo.example" in client.get("/aanmelden").text
    app.settings = replace(settings, demo=False)
    assert "hr@demo.example" not in client.get("/aanmelden").text


def test_a_fresh_installation_has_no_account(work):
    with work(read_only=True) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Account)) == 0
