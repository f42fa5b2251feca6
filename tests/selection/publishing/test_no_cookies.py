"""Public pages set no cookie, speak the reader's language, and may be kept by whoever sends no cookie."""

import uuid

import pytest

from selection.access import PUBLIC, ROUTES
from selection.web.headers import BRIEFLY
from tests.factories_accounts import make_person
from tests.pages import Page, Visitor

pytestmark = pytest.mark.db
FLOOR = 12


def public_addresses(app, procedure_id):
    """Every address of this subject."""
    adapter = app.url_map.bind("localhost")
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("publishing.")]
    assert all(PUBLIC in ROUTES[rule.endpoint].roles for rule in rules)
    return [adapter.build(rule.endpoint, {"procedure_id": procedure_id} if "procedure_id" in rule.arguments else {}) for rule in rules]


def test_no_public_page_sets_a_cookie_and_each_may_be_kept_a_minute(app, directeur):
    paths = public_addresses(app, directeur)
    assert len(paths) >= FLOOR
    for path in paths:
        for address in (path, f"{path}?taal=en"):
            answer = app.test_client().get(address, headers={"Accept-Language": "en-GB"})
            assert answer.status_code == 200, address
            assert "Set-Cookie" not in answer.headers, address
            assert answer.headers["Cache-Control"] == BRIEFLY, address
            assert {"Cookie", "Accept-Language"} <= {name.strip() for name in answer.headers["Vary"].split(",")}, address
            assert answer.headers["X-Robots-Tag"] == "all", address
            if answer.mimetype == "text/html":
                assert Page(answer.text).faults("en") == [], address
        again = app.test_client().get(path, headers={"If-None-Match": app.test_client().get(path).headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), path


def test_who_is_signed_in_keeps_nothing(app, work, directeur):
    with work():
        make_person("Mia", "Maes", email="mia@voorbeeld.example")
    visitor = Visitor(app, "mia@voorbeeld.example")
    for path in public_addresses(app, directeur):
        answer = visitor.client.get(path)
        assert (answer.headers["Cache-Control"], "ETag" in answer.headers) == ("no-store", False), path


@pytest.mark.parametrize(
    ("asked", "preferred", "spoken"),
    [("", "", "nl"), ("", "en-US,en;q=0.9", "en"), ("", "fr,de;q=0.8", "nl"), ("?taal=nl", "en", "nl"), ("?taal=en", "nl", "en"), ("?taal=xx", "en", "en")],
)
def test_the_address_and_then_the_browser_choose_the_language(client, directeur, asked, preferred, spoken):
    page = client.get(f"/vacatures/{directeur}{asked}", headers={"Accept-Language": preferred})
    assert Page(page.text).lang == spoken
    links = [link for link in Page(page.text).links if link.startswith(("/vacatures", "/privacy"))]
    assert len(links) > 4
    assert [link for link in links if ("taal=" in link) is not (asked in {"?taal=nl", "?taal=en"})] == []


def test_a_choice_made_while_signed_in_holds_on_public_pages(app, directeur):
    assert Visitor(app, language="en").open(f"/vacatures/{directeur}").lang == "en"


def test_what_is_not_there_sets_no_cookie_either_and_is_not_found(app, world):
    for path in (f"/vacatures/{world.first}", f"/vacatures/{world.first}/data.ics", f"/vacatures/{uuid.uuid4()}?taal=en"):
        answer = app.test_client().get(path)
        page = Page(answer.text)
        assert (answer.status_code, "Set-Cookie" in answer.headers, answer.headers["Cache-Control"]) == (404, False, "no-store"), path
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert page.faults("en" if "taal" in path else "nl") == []
