"""A request is a unit of work: stored before the answer leaves, or not at all, and the page says which."""

import json
import logging
import re

import pytest
from sqlalchemy import event

from selection.web.application import MOST_UNREAD, NOTICES
from selection.web.guard import AHEAD

pytestmark = pytest.mark.db
REFERENCE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")


def test_a_form_that_succeeds_is_stored(member, kinds):
    answer = member.send("/test/add")
    assert (answer.status_code, answer.location) == (303, "/test/done")
    assert kinds() == ["exported"]


@pytest.mark.parametrize(
    ("then", "status", "words"),
    [
        ("form", 422, "not yet right"),
        ("bad", 422, "Kies een datum."),
        ("refused", 409, "Kies een datum."),
        ("stale", 409, ""),
        ("conflict", 409, "andere tekst"),
        ("missing", 404, ""),
    ],
)
def test_an_answer_of_400_or_more_rolls_back(member, kinds, then, status, words):
    answer = member.send("/test/add", then=then)
    assert answer.status_code == status
    assert words in answer.text
    assert kinds() == []


def test_what_does_not_fit_the_state_is_not_called_changed_by_somebody_else(member):
    answer = member.send("/test/add", then="refused").text
    assert "<h1>Dit kan nu niet</h1>" in answer
    assert "Intussen gewijzigd" not in answer
    assert "<h1>Intussen gewijzigd</h1>" in member.send("/test/add", then="stale").text


def test_two_texts_are_announced_only_where_they_stand(member):
    both = member.send("/test/add", then="conflict").text
    assert "andere tekst" in both
    assert "Hieronder staan beide teksten" in both
    none = member.send("/test/add", then="rowless").text
    assert "Er staat al iets anders." in none
    assert "Kijk op de pagina zoals ze nu is wat er staat." in none
    assert "beide teksten" not in none
    assert "conflict-pair" not in none


@pytest.mark.parametrize("then", ["crash", "late"])
def test_a_failure_becomes_a_page_with_a_number_and_what_was_typed(app, member, kinds, then, caplog):
    app.config["SHOW_ERRORS"] = False
    with caplog.at_level(logging.ERROR, "selection.errors"):
        answer = member.send("/test/add", then=then, text="Mijn motivering <b>", password="geheim")
    assert answer.status_code == 500
    reference = REFERENCE.search(answer.text)
    assert reference
    assert "Mijn motivering &lt;b&gt;" in answer.text
    assert "geheim" not in answer.text
    assert 'action="/afmelden"' in answer.text  # the menu stays, without the database
    for trace in ("Traceback", "RuntimeError", "Aagje", "IntegrityError", ".py"):
        assert trace not in answer.text
    line = json.loads(next(record.getMessage() for record in caplog.records if record.name == "selection.errors"))
    assert line["reference"] == reference.group()
    assert line["endpoint"] == "add_line"
    assert "Aagje" not in caplog.records[0].getMessage()
    assert "motivering" not in caplog.records[0].getMessage()
    assert kinds() == []


def test_a_form_is_read_before_and_its_reply_made_after_the_writing(app, member, kinds, monkeypatch):
    """What needs no database keeps no other writer waiting."""
    writers, stored = app.database.write_engine.pool, []

    def read():
        stored.append(writers.checkedout())

    def replied(response):
        stored.append((writers.checkedout(), kinds()))
        return response

    monkeypatch.setitem(AHEAD, "add_line", read)
    app.after_request_funcs[None].append(replied)
    assert member.send("/test/add").status_code == 303
    assert stored == [0, (0, ["exported"])]
    assert member.post("/test/add", data={"csrf_token": "none"}).status_code == 400
    assert stored[2:] == [(0, ["exported"])], "nothing is made of a form without a valid token"


def test_a_commit_that_fails_says_nothing_of_having_stored(app, member, kinds):
    app.config["SHOW_ERRORS"] = False

    def refused(connection):
        raise RuntimeError("disk")

    event.listen(app.database.write_engine, "commit", refused)
    answer = member.send("/test/add", text="blijft staan")
    event.remove(app.database.write_engine, "commit", refused)
    assert answer.status_code == 500
    assert "blijft staan" in answer.text
    assert kinds() == []


def test_notices_that_nobody_reads_do_not_fill_the_cookie(member):
    for number in range(MOST_UNREAD + 3):
        member.send("/test/add", notice=str(number))
    with member.session_transaction() as stored:
        assert [text for _kind, text in stored[NOTICES]] == [str(number) for number in range(3, MOST_UNREAD + 3)]


def test_reading_a_page_cannot_write(app, client, kinds):
    app.config["SHOW_ERRORS"] = False
    assert client.get("/test/write-on-get").status_code == 500
    assert kinds() == []


def test_errors_are_raised_in_tests_unless_a_test_asks_for_the_page(member):
    with pytest.raises(RuntimeError, match="Aagje"):
        member.send("/test/add", then="crash")


def test_the_page_without_a_template_still_gives_back_what_was_typed(app, member, monkeypatch):
    app.config["SHOW_ERRORS"] = False
    app.jinja_env.globals.pop("static_url")
    answer = member.send("/test/add", then="crash", text="nog te redden & meer")
    assert answer.status_code == 500
    assert "nog te redden &amp; meer" in answer.text
    assert REFERENCE.search(answer.text)


def test_an_address_that_is_not_there(client):
    answer = client.get("/bestaat-niet")
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_a_wrong_method_names_the_right_one(client):
    answer = client.get("/test/add")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_health(client):
    answer = client.get("/health")
    assert (answer.status_code, answer.text, answer.content_type) == (200, "ok", "text/plain; charset=utf-8")


def test_an_error_page_has_the_menu_of_who_is_signed_in_and_a_way_back(client):
    def links(answer):
        return re.findall(r'<a[^>]* href="([^"]*)"', answer.text)

    def asked(path, sent_from, **headers):
        return client.get(path, headers={"Referer": f"http://localhost{sent_from}", **headers})

    lost = asked("/nergens", "/vacatures?taal=nl", **{"X-Person": "member"})
    assert lost.status_code == 404
    assert {"/taken", "/procedures", "/account"} <= set(links(lost))
    assert "/vacatures?taal=nl" in links(lost)
    assert 'action="/afmelden"' in lost.text
    nobody = asked("/nergens", "/vacatures")
    assert "/aanmelden" in links(nobody)
    assert 'action="/afmelden"' not in nobody.text
    assert "Terug naar de vorige pagina" not in asked("/nergens", "/nergens").text
    assert "Terug naar de vorige pagina" not in asked("/nergens", "/elders").text
    assert "Terug naar de vorige pagina" not in client.get("/nergens", headers={"Referer": "http://[elders/vacatures"}).text
    assert "Terug naar de vorige pagina" not in client.get("/nergens", headers={"Referer": "http://elders.example/vacatures"}).text
