"""A vacancy begun from nothing in the browser, until it is ready and a procedure is opened from it."""

import pytest
from playwright.sync_api import expect

from tests import world as played
from tests.journeys.looking import sideways, violations

pytestmark = pytest.mark.browser
NEXT = "button[name=do][value=next]"


def looked_at(hr):
    """Nothing that axe or the console objects to, and nothing that scrolls sideways on a phone."""
    found = violations(hr.page, colours=False)
    hr.page.set_viewport_size({"width": 360, "height": 900})
    found += [f"{over} pixels too wide"] if (over := sideways(hr.page)) > 0 else []
    hr.page.set_viewport_size({"width": 1366, "height": 900})
    assert (hr.path, found, hr.told) == (hr.path, [], [])


def named(hr, name):
    """A field by its whole name, brackets and all."""
    return hr.page.locator(f'[name="{name}"]')


def the_other_steps(hr, draft):
    """Every step that is only looked at."""
    for step in ("kandidatuur", "competenties", "criteria", "spelregels"):
        hr.go(f"/ontwerpen/{draft}/{step}")
        looked_at(hr)
    hr.go(f"/ontwerpen/{draft}/proefberekening")
    expect(hr.page.locator("main")).to_contain_text("één stap onder de slaaggrens van Gesprek")
    looked_at(hr)


def test_a_vacancy_from_nothing_to_a_procedure(site, visit):
    played.begin(site.work, ("hr",))
    hr = visit("hr")
    hr.go("/ontwerpen/nieuw")
    hr.fill(title="Medewerker onthaal")
    hr.submit("/ontwerpen/nieuw")
    draft = hr.path.split("/")[2]

    named(hr, "position.summary").fill("Je ontvangt bezoekers.")
    hr.press(NEXT)
    hr.go(f"/ontwerpen/{draft}/voorwaarden")
    named(hr, "conditions[0].text").fill("Je spreekt vlot Nederlands.")
    hr.press('button[value="add:conditions"]')
    named(hr, "conditions[1].text").fill("Je bent klantgericht.")
    hr.press(NEXT)
    expect(hr.page.locator("h1")).to_have_text("Hoe stelt iemand zich kandidaat?")

    hr.go(f"/ontwerpen/{draft}/competenties")
    hr.page.locator("details", has=hr.page.locator("select[name='level:lievegem']")).locator("summary").click()
    hr.page.locator("select[name='level:lievegem']").select_option("3")
    for code in ("samenwerken", "klantgerichtheid"):
        hr.page.locator(f"input[value='lievegem/{code}']").check()
    hr.press("button[value='take:lievegem']")
    expect(hr.page.locator("main")).to_contain_text("2 competenties toegevoegd.")

    hr.go(f"/ontwerpen/{draft}/rondes")
    named(hr, "rounds[0].title").fill("Gesprek")
    named(hr, "rounds[0].parts[0].title").fill("Gesprek")
    named(hr, "rounds[0].parts[0].points").fill("veel")
    named(hr, "rounds[0].parts[0].points").press("Enter")  # Enter keeps what was typed and stays
    expect(hr.page.locator("main")).to_contain_text("veel is geen getal")
    looked_at(hr)
    named(hr, "rounds[0].parts[0].points").fill("20")
    hr.press(NEXT)
    expect(hr.page.locator("main")).to_contain_text("2 competenties worden nergens gemeten")
    looked_at(hr)
    named(hr, "rounds[0].parts[0]:lievegem/samenwerken").fill("1")
    named(hr, "rounds[0].parts[0]:lievegem/klantgerichtheid").fill("3")
    hr.press("button.btn[name=do][value=stay]")
    expect(hr.page.locator("main")).to_contain_text("15 punten")

    the_other_steps(hr, draft)
    hr.go(f"/ontwerpen/{draft}/nakijken")
    looked_at(hr)
    hr.submit("/gereed")
    hr.page.get_by_role("link", name="Procedure openen").click()
    hr.page.locator("select[name=definition]").select_option(f"draft/{draft}")
    hr.submit("/procedures/nieuw")
    expect(hr.page.locator("h1")).to_contain_text("Medewerker onthaal")
