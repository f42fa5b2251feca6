"""Every page that can be read, in both languages: its mark-up, labels, headings, figures, and that its links and forms lead somewhere."""

import pytest

from tests.guards.walking import ASSETS, ways
from tests.pages import Page, Visitor
from tests.world import INTERVIEW, TALK, email

pytestmark = pytest.mark.db
READERS = ("public", "hr", "administrator", "member", "chair", "deputy", "secretary", "observer", "shared", "outsider")
FLOOR = {"public": 3, "administrator": 8, "hr": 30}
EVERYWHERE = 4


def addresses(stage, role):
    """Every address to read; HR reads those of the finished and of the prepared procedure too, the panel its round that is closed."""
    found = {way.address: way for way in ways(stage.app, stage.world, methods=frozenset({"GET"}))}
    for name in ("drie", "vier") if role in {"hr", "chair"} else ():
        found |= {way.address: way for way in ways(stage.app, stage.world, methods=frozenset({"GET"}), in_procedure=name)}
    mine = stage.world.played["een"]
    found |= {way.address.replace(f"/{INTERVIEW}", f"/{TALK}"): way for way in list(found.values())}
    for candidate in mine.candidates.values():
        found |= {way.address.replace(str(mine.candidates["aerts"]), str(candidate)): way for way in list(found.values())}
    return found


def judged(stage, role, language):
    """How many pages were judged; anything wrong fails."""
    visitor = Visitor(stage.app, None if role == "public" else email(role), language)
    for address, way in addresses(stage, role).items():
        if way.endpoint in ASSETS or way.endpoint in {
            "accounts.resume",
            "candidates.template",
            "exports.ranking_workbook",
            "frameworks.workbook",
            "platform.health",
        }:
            continue
        answer = visitor.client.get(address)
        if answer.mimetype == "text/html" and not 300 <= answer.status_code < 400:
            visitor.judged(answer, address)
    return visitor.pages


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("role", READERS)
def test_every_page_is_in_order(stage, role, language):
    assert judged(stage, role, language) >= FLOOR.get(role, EVERYWHERE)


def test_a_form_that_comes_back_is_in_order(stage):
    visitor, walked = Visitor(stage.app, email("hr")), 0
    for way in ways(stage.app, stage.world, methods=frozenset({"POST"})):
        answer = visitor.send(way.address) if "/procedures/" in way.address else None
        if answer is not None and answer.status_code == 422:
            visitor.judged(answer, str(way))
            walked += 1
    assert walked >= 10


SOUND = (
    '<!doctype html><html lang="nl"><head><title>Proef</title></head><body><h1>Proef</h1><h2>Deel</h2><p>14,99 van 4.470</p>'
    '<form method="post" action="/taal"><label for="a">Naam</label><input id="a" name="a"></form></body></html>'
)
PLANTED = (
    ("<h1>Proef</h1>", "<h1>Proef</h1><h1>Nog een</h1>", "2 h1"),
    ("<title>Proef</title>", "", "no title"),
    ("<h2>", "<h3>", "h3 after h1"),
    ('lang="nl"', "", "its language"),
    ("<p>", '<p id="a">', "id twice: a"),
    ('<label for="a">Naam</label>', "", "no label"),
    ("14,99", "14.99", "a decimal point in a Dutch figure"),
    ("<p>", '<p style="color: red">', "style"),
    ("<p>", '<p onclick="go()">', "onclick"),
    ("<p>", "<script>go()</script><p>", "inline <script>"),
    ("<p>", '<a href="javascript:go()">ga</a><p>', "leads to javascript:"),
    ("<p>", '<p aria-labelledby="nergens">', "refers to nothing"),
    ("</p>", "</b>", "closes"),
)


@pytest.mark.parametrize(("before", "after", "told"), PLANTED, ids=[told for _before, _after, told in PLANTED])
def test_a_planted_fault_on_a_page_is_found(before, after, told):
    assert Page(SOUND).faults("nl") == []
    spoiled = SOUND.replace(before, after).replace("</h2>", "</h3>") if before == "<h2>" else SOUND.replace(before, after)
    assert any(told in fault for fault in Page(spoiled).faults("nl")), Page(spoiled).faults("nl")


def test_a_planted_dead_link_is_found(stage):
    adapter = stage.app.url_map.bind("localhost")
    assert Page(SOUND).dead_links(adapter) == []
    assert Page(SOUND.replace("<p>", '<a href="/nergens">x</a><p>')).dead_links(adapter) == ["GET /nergens"]
    assert Page(SOUND.replace("/taal", "/vacatures")).dead_links(adapter) == ["POST /vacatures"]
    assert Page(SOUND.replace("<p>", '<a href="#weg">x</a><p>')).dead_links(adapter) == ["#weg"]
