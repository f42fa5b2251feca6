"""Every page in Chromium: no accessibility violation, nothing on the console under our content security policy, no sideways scrolling."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import request
from playwright.sync_api import expect

from selection.access import PUBLIC, ROUTES, SEAT, SIGNED_IN
from selection.accounts.sessions import end_all
from selection.errors import BadInput, Conflict, Forbidden, NotFound, Refused
from selection.web.guard import NotReadable
from tests import world
from tests.guards.walking import ASSETS, Way, ways
from tests.journeys.conftest import Visitor
from tests.journeys.looking import HEIGHT, WIDTHS, Looker, violations
from tests.pictures.pages import NO_PAGES
from tests.world import INTERVIEW, TALK

pytestmark = pytest.mark.browser
FLOOR = {"public": 4, "hr": 40, "administrator": 6, "member": 7, "chair": 12, "deputy": 6, "secretary": 5, "observer": 4}
MORE_THAN_ONCE = frozenset(
    {"procedures.overview", "procedures.panel", "procedures.rules", "candidates.index", "candidates.show", "results.ranking", "results.outcome"}
)
KEY_PAGES = frozenset({"scoresheets.sheet", "scoresheets.tasks", "procedures.overview", "results.ranking", "candidates.index", "publishing.vacancy"})
LOOKED_AT_BY_ALL = frozenset({"accounts.rights", "accounts.sign_in"})
LOOKED_AT_BY_ALL |= {f"publishing.{name}" for name in ("vacancies", "vacancy", "regulation", "privacy", "accessibility", "selecting")}
LANGUAGES = ("nl", "en")
LONG = "Een motivering van iemand die veel te zeggen heeft, met een-woord-dat-nergens-wordt-afgebroken-omdat-het-aan-elkaar-geschreven-is. " * 3
ERRORS = {
    "400": lambda: NotReadable("Het veld reden komt twee keer voor."),
    "403": Forbidden,
    "404": NotFound,
    "409": lambda: Conflict("errors/conflict.html", message="Iemand anders wijzigde dit.", rows=[("Reden", LONG, f"Niet: {LONG}")]),
    "409 refused": lambda: Refused("De ronde is al afgesloten."),
    "422": lambda: BadInput("Kies een datum."),
    "500": lambda: RuntimeError("planted"),
}


def addresses(site, role) -> list[Way]:
    """What this person may look at: HR in every procedure, the panel in its rounds and sheets; what everybody sees once, as nobody."""
    found = {}
    for name in ("", "vier", "drie") if role == "hr" else ("",):
        for way in ways(site.app, site.world, methods=frozenset({"GET"}), in_procedure=name):
            found.setdefault((way.endpoint, name if way.endpoint in MORE_THAN_ONCE else ""), way)
    if role in {"member", "chair", "deputy", "secretary"}:
        for way in list(found.values()):
            if way.endpoint in {"scoresheets.sheet", "rounds.compare", "rounds.progress"}:
                found[way.endpoint, "closed"] = Way(way.endpoint, "GET", way.address.replace(f"/{INTERVIEW}", f"/{TALK}"))
    left_out = ASSETS | NO_PAGES | (frozenset() if role == "public" else LOOKED_AT_BY_ALL)
    mine = {PUBLIC} if role == "public" else {SIGNED_IN, SEAT, PUBLIC, role}
    return [way for way in found.values() if way.endpoint not in left_out and ROUTES[way.endpoint].roles & mine]


def visitor_of(site, browser, role="public") -> Visitor:
    """Somebody with a window of the first width."""
    made = Visitor(site, browser.new_context(locale="nl-BE", viewport={"width": WIDTHS[0], "height": HEIGHT}))
    return made if role == "public" else made.sign_in(world.email(role))


def speak(visitor, language) -> None:
    """Have the pages in this language from now on, by the switch at their foot."""
    if visitor.page.locator("html").get_attribute("lang") != language:
        visitor.press(f"button[name=lang][value={language}]")


@pytest.fixture(scope="module")
def looker() -> Looker:
    """One for the module, so that axe judges a page once that looks the same to several people."""
    return Looker()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", FLOOR)
def test_every_page_is_accessible_quiet_and_fits(shown, browser, looker, role, language):
    looker.begin()
    visitor = visitor_of(shown, browser, role)
    visitor.go("/aanmelden" if role == "public" else "/account")
    speak(visitor, language)
    visitor.told.clear()
    for way in addresses(shown, role):
        look_at(looker, visitor, way, language)
    visitor.context.close()
    assert not looker.wrong, looker.report
    assert looker.walked >= FLOOR[role]


def look_at(looker, visitor, way, language) -> None:
    """Judge the page at an address, unless it has none for this person."""
    answer = visitor.page.goto(visitor.site.address + way.address)
    if answer is None or answer.status in {403, 404} or visitor.path.split("?")[0] != way.address.split("?")[0]:
        visitor.told.clear()
        return
    looker.look(visitor, f"{way.endpoint} {way.address} in {language}", narrow=way.endpoint in KEY_PAGES)


@contextmanager
def failing(site) -> Iterator[str]:
    """Meanwhile the page at this address raises the error that its query names."""
    views = site.app.view_functions

    def fail():
        raise ERRORS[request.args["fout"]]()

    kept, views["publishing.vacancies"] = views["publishing.vacancies"], fail
    try:
        yield "/vacatures?fout="
    finally:
        views["publishing.vacancies"] = kept


@pytest.mark.parametrize("role", ["public", "member"])
def test_every_page_of_an_error_is_too(shown, browser, looker, role):
    looker.begin()
    visitor = visitor_of(shown, browser, role)
    for language in LANGUAGES:
        visitor.go("/aanmelden" if role == "public" else "/account")
        speak(visitor, language)
        with failing(shown) as address:
            for error in ERRORS:
                visitor.go(address + error)
                looker.look(visitor, f"{error} in {language} to {role}")
    visitor.context.close()
    assert not looker.wrong, looker.report


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_are_the_pages_that_keep_a_form(shown, browser, looker, language):
    looker.begin()
    made, visitor = shown.world.played["een"], visitor_of(shown, browser, "shared")
    sheet = f"/taken/{made.id}/{INTERVIEW}/{made.candidates['aerts']}"
    visitor.go(sheet)
    speak(visitor, language)
    visitor.go(sheet)
    visitor.fill(points="51", remark=LONG)
    visitor.page.evaluate("document.querySelector('form#sheet [name=csrf_token]').value = 'outdated'")
    visitor.press("button[name=do][value=submit]:visible")
    expect(visitor.page.locator("form[action='" + sheet + "']")).to_have_count(1)
    looker.look(visitor, f"400 in {language}, with the form")

    visitor.go(sheet)
    visitor.fill(points="51", remark=LONG)
    with shown.work():
        assert end_all(shown.world.people["shared"], "expired") == 1
    visitor.press("button[name=do][value=submit]:visible")
    expect(visitor.page.locator("[name=held]")).to_have_count(1)
    looker.look(visitor, f"401 in {language}, with the form")
    visitor.context.close()
    assert not looker.wrong, looker.report


def test_a_planted_violation_is_found(shown, browser):
    visitor = visitor_of(shown, browser)
    visitor.go("/aanmelden")
    assert violations(visitor.page) == []
    looker = Looker()
    looker.look(visitor, "as it is")
    looker.look(visitor, "the same again")
    assert (looker.wrong, looker.judged) == ({}, 1)
    visitor.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/img/logo.svg\">')")
    looker.look(visitor, "planted")
    assert any("image-alt" in line for line in looker.wrong["planted"])
    visitor.context.close()


def test_a_planted_inline_script_and_a_page_that_is_too_wide_are_found(shown, browser):
    visitor = visitor_of(shown, browser)
    visitor.go("/aanmelden")
    visitor.page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.planted = 1'; document.body.append(one);"
        " const wide = document.createElement('pre'); wide.textContent = 'breed'; wide.style.width = '1000px'; document.querySelector('main').append(wide); }"
    )
    assert visitor.page.evaluate("window.planted === undefined")
    looker = Looker()
    looker.look(visitor, "planted")
    assert any("Content Security Policy" in line for line in looker.wrong["planted"])
    assert [line.rsplit(" ", 1)[1] for line in looker.wrong["planted"] if "too wide" in line] == ["768", "360"]
    visitor.context.close()
