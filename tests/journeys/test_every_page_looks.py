"""Every page in Chromium: no accessibility violation, nothing on the console under our content security policy, no sideways scrolling."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import world
from tests.guards.walking import ASSETS, Way, ways
from tests.journeys.conftest import REFUSED, Visitor
from tests.world import INTERVIEW, TALK

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
NO_PAGES = frozenset({"candidates.template", "exports.ranking_workbook", "platform.health", "accounts.resume", "accounts.start"})
LOOKERS = ("public", "hr", "administrator", "member", "chair")
FLOOR = {"public": 4, "hr": 40, "administrator": 6, "member": 7, "chair": 12}
MORE_THAN_ONCE = frozenset(
    {"procedures.overview", "procedures.panel", "procedures.rules", "candidates.index", "candidates.show", "results.ranking", "results.outcome"}
)
KEY_PAGES = frozenset({"scoresheets.sheet", "scoresheets.tasks", "procedures.overview", "results.ranking", "candidates.index", "procedures.vacancy"})
WIDTHS = (360, 768, 1366)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOOKED_AT_BY_ALL = frozenset({"accounts.rights", "procedures.vacancies", "procedures.vacancy", "accounts.sign_in"})


def addresses(site, role) -> list[Way]:
    """What this person looks at: HR in every procedure, the panel in its rounds and sheets; what everybody sees once, as nobody."""
    found = {}
    for name in ("", "vier", "drie") if role == "hr" else ("",):
        for way in ways(site.app, site.world, methods=frozenset({"GET"}), in_procedure=name):
            found.setdefault((way.endpoint, name if way.endpoint in MORE_THAN_ONCE else ""), way)
    if role in {"member", "chair"}:
        for way in list(found.values()):
            if way.endpoint in {"scoresheets.sheet", "rounds.compare", "rounds.progress"}:
                found[way.endpoint, "closed"] = Way(way.endpoint, "GET", way.address.replace(f"/{INTERVIEW}", f"/{TALK}"))
    return [way for way in found.values() if way.endpoint not in ASSETS | NO_PAGES and (role == "public" or way.endpoint not in LOOKED_AT_BY_ALL)]


def visitor_of(site, browser, role, language="nl") -> Visitor:
    """Somebody who reads in this language."""
    made = Visitor(site, browser.new_context(locale=f"{language}-BE", viewport={"width": 1366, "height": 900}))
    if role != "public":
        made.sign_in(world.email(role))
    made.go("/aanmelden" if role == "public" else "/account")
    if made.page.locator("html").get_attribute("lang") != language:
        made.press(f"button[name=lang][value={language}]")
    return made


def violations(page) -> list[str]:
    """What axe finds on a page."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def looked(site, browser, role, language) -> tuple[dict[str, list[str]], int]:
    """Everything that is wrong, by page, and how many pages were looked at."""
    visitor, wrong, walked = visitor_of(site, browser, role, language), {}, 0
    visitor.told.clear()
    for way in addresses(site, role):
        answer = visitor.page.goto(site.address + way.address)
        if answer is None or answer.status in {403, 404} or visitor.path.split("?")[0] != way.address.split("?")[0]:
            visitor.told.clear()
            continue
        found = violations(visitor.page)
        found += [line for line in visitor.told if not line.startswith(REFUSED)]
        visitor.told.clear()
        for width in WIDTHS if language == "nl" else WIDTHS[:1]:
            visitor.page.set_viewport_size({"width": width, "height": 900})
            over = visitor.page.evaluate(SIDEWAYS)
            found += [f"{over} pixels too wide at {width}"] if over > 0 else []
            if width == WIDTHS[0] and way.endpoint in KEY_PAGES:
                found += [f"at {width}: {line}" for line in violations(visitor.page)]
        visitor.page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
        if found:
            wrong[f"{way.endpoint} {way.address}"] = found
        walked += 1
    visitor.context.close()
    return wrong, walked


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("role", LOOKERS)
def test_every_page_is_accessible_quiet_and_fits(shown, browser, role, language):
    wrong, walked = looked(shown, browser, role, language)
    assert not wrong, "\n".join(f"{page}: {fault}" for page, found in wrong.items() for fault in found)
    assert walked >= FLOOR[role]


def test_a_planted_violation_is_found(shown, browser):
    visitor = visitor_of(shown, browser, "public")
    assert violations(visitor.page) == []
    visitor.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/img/logo.svg\">')")
    assert any(line.startswith("image-alt") for line in violations(visitor.page))
    visitor.context.close()


def test_a_planted_inline_script_and_a_page_that_is_too_wide_are_found(shown, browser):
    visitor = visitor_of(shown, browser, "public")
    visitor.page.set_viewport_size({"width": 360, "height": 900})
    assert visitor.page.evaluate(SIDEWAYS) == 0
    visitor.page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.planted = 1'; document.body.append(one);"
        " const wide = document.createElement('pre'); wide.textContent = 'breed'; wide.style.width = '2000px'; document.querySelector('main').append(wide); }"
    )
    assert visitor.page.evaluate("window.planted === undefined")
    assert any("Content Security Policy" in line for line in visitor.told)
    assert visitor.page.evaluate(SIDEWAYS) > 0
    visitor.context.close()
