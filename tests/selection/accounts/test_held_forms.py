"""Forms that arrive without a session: kept, and sent after the same person has signed in; and the way back to a page."""

import re
from html import unescape
from io import BytesIO
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from selection.accounts.models import Account, HeldForm
from tests.factories_accounts import PASSWORD, csrf_of, make_person, sign_in

pytestmark = pytest.mark.db
TYPED = {"given_name": "Ánn-Marie", "family_name": "Maes & <zonen>", "function": 'Diensthoofd "onthaal"'}


@pytest.fixture
def person(work):
    with work():
        return make_person("Ann", "Maes", is_administrator=True)


@pytest.fixture
def other(work):
    with work():
        return make_person("Bo", "Claes", is_administrator=True)


def path_of(person):
    return f"/gebruikers/{person.id}/gegevens"


def expired(client, person, clock):
    """A browser whose session has just ended, with the token that its page still holds."""
    sign_in(client, person)
    client.get("/account")
    clock.forward(minutes=61)
    return client.token()


def hidden(page):
    """The hidden fields of the first form of a page, as a browser reads them."""
    form = page.text.split("<main", 1)[1].split("</form>", 1)[0]
    return [(unescape(name), unescape(value)) for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)]


def stored_names(work, person):
    with work(read_only=True) as session:
        account = session.get(Account, person.id)
        return account.given_name, account.family_name, account.function


def held_forms(work):
    with work(read_only=True) as session:
        return session.scalars(sa.select(HeldForm)).all()


def sign_in_again(client, page, person):
    return client.post("/aanmelden", data={**dict(hidden(page)), "email": person.email, "password": PASSWORD})


def send_again(client):
    page = client.get("/aanmelden/vervolg")
    assert page.status_code == 200
    action = re.search(r'<form method="post" action="([^"]+)"', page.text.split("<main", 1)[1]).group(1)
    return client.post(action, data=MultiDict(hidden(page)))


def test_a_form_without_session_is_kept_and_completed_after_signing_in(client, person, clock, work):
    token = expired(client, person, clock)
    page = client.post(path_of(person), data={"csrf_token": token, "_key": "00000000-0000-4000-8000-000000000001", **TYPED})
    assert page.status_code == 401
    assert "Meld je opnieuw aan; je tekst blijft bewaard." in page.text
    assert "zonen" not in page.text
    assert stored_names(work, person) == ("Ann", "Maes", "")
    reply = sign_in_again(client, page, person)
    assert (reply.status_code, reply.location) == (303, "/aanmelden/vervolg")
    assert send_again(client).status_code == 303
    assert stored_names(work, person) == tuple(TYPED.values())
    assert held_forms(work) == []
    assert client.get("/aanmelden/vervolg").location == "/"


def test_a_form_of_the_former_session_sends_itself_once_and_any_other_waits_for_the_button(client, person, clock, work):
    token = expired(client, person, clock)
    page = client.post(path_of(person), data={"csrf_token": token, **TYPED})
    wrong = client.post("/aanmelden", data={**dict(hidden(page)), "email": person.email, "password": "vier groene fietsen"})
    sign_in_again(client, wrong, person)
    first, again = client.get("/aanmelden/vervolg").text, client.get("/aanmelden/vervolg").text
    assert "data-send-now" in first
    assert "js/send.js" in first
    assert "data-send-now" not in again
    assert "Formulier verzenden" in again
    clock.forward(minutes=61)
    for fields in ({"csrf_token": "van elders"}, {"csrf_token": client.token(), "bestand": (BytesIO(b"abc"), "lijst.csv")}):
        page = client.post(path_of(person), data={**TYPED, **fields})
        sign_in_again(client, page, person)
        assert "data-send-now" not in client.get("/aanmelden/vervolg").text
        clock.forward(minutes=61)


def test_text_that_came_without_any_session_is_found_again_with_the_way_to_its_page_and_no_button(client, person, work):
    path = f"/gebruikers/{person.id}"
    page = client.post(path_of(person), data={**TYPED, "password": "geheim woord"}, headers={"Referer": f"http://localhost{path}"})
    wrong = client.post("/aanmelden", data={**dict(hidden(page)), "email": person.email, "password": "vier groene fietsen"})
    reply = sign_in_again(client, wrong, person)
    assert reply.location == "/aanmelden/vervolg"
    shown = client.get("/aanmelden/vervolg").text.split("<main", 1)[1]
    assert "Maes &amp; &lt;zonen&gt;" in shown
    assert f'href="{path}"' in shown
    assert "geheim woord" not in shown
    assert "<form" not in shown.split("</main>")[0]
    assert stored_names(work, person) == ("Ann", "Maes", "")


def test_line_ends_repeated_fields_and_empty_fields_come_back_as_they_were(client, person, clock):
    token = expired(client, person, clock)
    pairs = [("csrf_token", token), ("reden", "een\r\ntwee\n\ndrie"), ("rol", "a"), ("rol", "b"), ("leeg", ""), ("spatie", " "), ("plus", "1+1=2 &amp; €")]
    page = client.post(path_of(person), data=pairs_body(pairs), content_type="application/x-www-form-urlencoded")
    sign_in_again(client, page, person)
    assert [pair for pair in hidden(client.get("/aanmelden/vervolg")) if pair[0] != "csrf_token"] == pairs[1:]


def pairs_body(pairs):
    return urlencode(pairs)


def test_it_also_works_after_a_wrong_password(client, person, clock, work):
    token = expired(client, person, clock)
    page = client.post(path_of(person), data={"csrf_token": token, **TYPED})
    wrong = client.post("/aanmelden", data={**dict(hidden(page)), "email": person.email, "password": "vier groene fietsen"})
    assert wrong.status_code == 422
    assert sign_in_again(client, wrong, person).location == "/aanmelden/vervolg"
    assert send_again(client).status_code == 303
    assert stored_names(work, person) == tuple(TYPED.values())


def test_somebody_else_gets_the_start_page_and_the_form_is_dropped(client, person, other, clock, work):
    token = expired(client, person, clock)
    page = client.post(path_of(person), data={"csrf_token": token, **TYPED})
    assert sign_in_again(client, page, other).location == "/"
    assert client.get("/aanmelden/vervolg").location == "/"
    assert held_forms(work) == []
    assert stored_names(work, person) == ("Ann", "Maes", "")


def test_nobody_reads_the_kept_form_of_somebody_else(client, app, person, other, clock, work):
    token = expired(client, person, clock)
    client.post(path_of(person), data={"csrf_token": token, **TYPED})
    (form,) = held_forms(work)
    thief = app.test_client()
    sign_in(thief, other)
    with thief.session_transaction() as stored:
        stored["held"] = str(form.id)
    assert thief.get("/aanmelden/vervolg").location == "/"
    assert len(held_forms(work)) == 1


def test_no_password_is_ever_kept(client, person, clock, work):
    token = expired(client, person, clock)
    fields = {"csrf_token": token, "current_password": PASSWORD, "new_password": "acht paarse egels", "repeat_password": "acht paarse egels", "rest": "blijft"}
    page = client.post("/account/wachtwoord", data=fields)
    assert "egels" not in page.text
    (form,) = held_forms(work)
    assert form.body == "rest=blijft"


def test_without_a_known_session_nothing_is_kept_and_what_was_typed_is_shown(client, person, work):
    page = client.post(path_of(person), data={**TYPED, "password": "geheim woord"})
    assert page.status_code == 401
    assert held_forms(work) == []
    assert "Maes &amp; &lt;zonen&gt;" in page.text
    assert "geheim woord" not in page.text


def test_a_deactivated_person_leaves_no_form(client, person, clock, work):
    token = expired(client, person, clock)
    with work() as session:
        session.get(Account, person.id).deactivated_at = clock()
    assert client.post(path_of(person), data={"csrf_token": token, **TYPED}).status_code == 401
    assert held_forms(work) == []


def test_one_person_keeps_at_most_twenty_forms_and_none_longer_than_a_day(client, person, clock, work):
    token = expired(client, person, clock)
    for number in range(23):
        clock.forward(seconds=1)
        client.post(path_of(person), data={"csrf_token": token, "given_name": f"nummer {number}"})
    kept = held_forms(work)
    assert len(kept) == 20
    assert {form.body for form in kept} == {f"given_name=nummer+{number}" for number in range(3, 23)}
    clock.forward(hours=25)
    page = client.post(path_of(person), data={"csrf_token": token, **TYPED})
    assert len(held_forms(work)) == 1
    clock.forward(hours=24)
    assert sign_in_again(client, page, person).location == "/"


def test_a_file_is_not_kept_and_the_page_says_so(client, person, clock):
    token = expired(client, person, clock)
    page = client.post(path_of(person), data={"csrf_token": token, **TYPED, "bestand": (BytesIO(b"abc"), "lijst.csv")})
    assert "Kies het bestand opnieuw na het aanmelden" in page.text
    sign_in_again(client, page, person)
    assert "Bij dit formulier koos je een bestand." in client.get("/aanmelden/vervolg").text


def test_the_kept_form_stays_until_it_was_accepted(client, person, clock, work):
    token = expired(client, person, clock)
    page = client.post(path_of(person), data={"csrf_token": token, **TYPED, "family_name": ""})
    sign_in_again(client, page, person)
    assert send_again(client).status_code == 422
    assert len(held_forms(work)) == 1


def test_a_form_with_an_outdated_token_is_given_back_with_a_button(client, person, work):
    sign_in(client, person)
    page = client.post(path_of(person), data={"csrf_token": "van een vorige sessie", **TYPED})
    assert page.status_code == 400
    assert stored_names(work, person) == ("Ann", "Maes", "")
    assert client.post(path_of(person), data=MultiDict(hidden(page))).status_code == 303
    assert stored_names(work, person) == tuple(TYPED.values())


def test_the_token_of_another_session_is_refused(app, client, person, other, work):
    thief = app.test_client()
    sign_in(thief, other)
    sign_in(client, person)
    reply = client.post(path_of(person), data={"csrf_token": csrf_of(thief.get("/account")), **TYPED})
    assert reply.status_code == 400
    assert stored_names(work, person) == ("Ann", "Maes", "")


def test_a_form_that_comes_from_elsewhere_gets_no_button(client, person):
    sign_in(client, person)
    page = client.post(path_of(person), data=TYPED, headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 400
    assert "Formulier verzenden" not in page.text


@pytest.mark.parametrize("path", ["/gebruikers", "/account", "/gebruikers/nieuw", "/wie-mag-wat"])
def test_a_page_leads_to_signing_in_and_back(client, person, path):
    reply = client.get(path)
    assert (reply.status_code, reply.location) == (302, "/aanmelden")
    assert sign_in(client, person).location == path


def test_somebody_else_does_not_land_on_the_page_of_an_ended_session(client, person, other, clock):
    expired(client, person, clock)
    client.get(f"/gebruikers/{person.id}")
    assert sign_in(client, other).location == "/"


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "/%09/evil.example",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "/@evil.example",
    "/.evil.example",
    "/;@evil.example",
    "/account@evil.example",
    "/account//evil.example",
    "/account/../../evil",
    "/account\r\nSet-Cookie: a=b",
    "/account\x00",
    "/account#//evil.example",
    "/account?x=//evil.example",
    "/account?next=https://evil.example",
    "http:evil.example",
    "http:/evil.example",
    "https:///evil.example",
    "///\\evil.example",
    "/ /evil.example",
    " //evil.example",
    "\u2028//evil.example",
    "/\u3002evil.example",
    "/\uff0fevil.example",
    "/afmelden",
    "/account/wachtwoord",
    "/bestaat-niet",
    "",
    7,
    None,
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_after_signing_in_nobody_is_sent_elsewhere(client, person, target):
    with client.session_transaction() as stored:
        stored["after"] = [target, ""]
    reply = sign_in(client, person)
    assert (reply.status_code, reply.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("target", ["//evil.example", "/\t/evil.example", "https://evil.example", "/account\r\nSet-Cookie: a=b"])
def test_addresses_that_a_request_brings_along_are_ignored(client, person, target):
    token = csrf_of(client.get("/aanmelden", query_string={"next": target}))
    fields = {"csrf_token": token, "email": person.email, "password": PASSWORD, "after": target, "held": target}
    reply = client.post("/aanmelden?" + pairs_body({"next": target}), data=fields)
    assert (reply.status_code, reply.headers["Location"]) == (303, "/")
    assert reply.headers.get_all("Set-Cookie") == [one for one in reply.headers.get_all("Set-Cookie") if one.startswith(("selection=", "selection-device="))]
