"""Every page of the subject renders, in both languages, for who may see it."""

import re
from html.parser import HTMLParser

import pytest

from selection.procedures.models import Procedure, ProcedureState
from tests.factories import open_for_rating

pytestmark = pytest.mark.db

PAGES = [
    "/procedures",
    "/procedures/nieuw",
    "/procedures/{first}",
    "/procedures/{first}/jury",
    "/procedures/{first}/jury/uitnodigen",
    "/procedures/{first}/jury/plaatsen/{seat}",
    "/procedures/{first}/overdragen",
    "/procedures/{first}/wegleggen",
    "/procedures/{first}/bekendmaken",
    "/procedures/{first}/regels",
    "/procedures/{first}/regels/vervangen",
    "/procedures/{first}/regels/tekst",
    "/procedures/{first}/regels/samenstelling",
    "/procedures/{first}/logboek",
    "/vacatures",
]


class Outline(HTMLParser):
    """Headings of the first rank and every id."""

    def __init__(self):
        super().__init__()
        self.first, self.ids, self.labels = 0, [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.first += tag == "h1"
        if "id" in values:
            self.ids.append(values["id"])


def judged(page):
    """One h1, a title, no id twice, nothing untranslated that looks like a placeholder."""
    outline = Outline()
    outline.feed(page.text)
    assert outline.first == 1
    assert re.search(r"<title>[^<]+</title>", page.text)
    assert len(outline.ids) == len(set(outline.ids)), sorted(outline.ids)
    assert "%(" not in page.text
    return page


@pytest.fixture
def addresses(work, world):
    with work() as session:
        seat = session.get(Procedure, world.first).seats[0].id
    return {**world.ids, "seat": seat}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_hr_renders(path, language, browse, addresses, answers):
    client = browse("anna")
    with client.session_transaction() as stored:
        stored["language"] = language
    page = client.get(path.format(**addresses))
    assert page.status_code == 200
    judged(page)


@pytest.mark.parametrize(
    "path", ["/procedures/{first}", "/procedures/{first}/regels", "/procedures/{first}/regels/tekst", "/procedures/{first}/logboek", "/procedures"]
)
def test_a_seat_sees_overview_rules_and_log(path, browse, addresses, answers):
    page = judged(browse("member").get(path.format(**addresses)))
    assert page.status_code == 200
    assert ("Logboek" in page.text) == (path != "/procedures")
    assert "Kandidaten</a>" not in page.text


def test_rules_of_a_judged_procedure_offer_the_two_amendments_only(browse, world, work, answers):
    answers.judged = True
    with work() as session:
        open_for_rating(session.get(Procedure, world.first))
    client = browse("anna")
    page = judged(client.get(f"/procedures/{world.first}/regels"))
    assert "/regels/teksten" in page.text
    assert "/regels/wegvallen" in page.text
    assert "/regels/vervangen" not in page.text
    assert judged(client.get(f"/procedures/{world.first}/regels/teksten")).status_code == 200
    preview = judged(client.get(f"/procedures/{world.first}/regels/wegvallen?part=gesprek&criterion=motivatie"))
    assert preview.status_code == 200
    assert "66,67" in preview.text
    assert "100" in preview.text


def test_a_discarded_procedure_says_so(browse, world, work, answers, clock):
    with work() as session:
        procedure = session.get(Procedure, world.first)
        procedure.state, procedure.discarded_at, procedure.discard_reason = ProcedureState.DISCARDED, clock.now, "Post geschrapt"
    page = judged(browse("anna").get(f"/procedures/{world.first}"))
    assert "Post geschrapt" in page.text
    assert "/jury/uitnodigen" not in browse("anna").get(f"/procedures/{world.first}/jury").text
