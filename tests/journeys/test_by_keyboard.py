"""The chair settles and closes with the keyboard alone, although the session ended while the consensus was being written."""

import pytest
from playwright.sync_api import expect

from tests import world as played
from tests.journeys import acts
from tests.world import CRITERIA, TALK, email

pytestmark = pytest.mark.browser
RATINGS = {"chair": "8", "member": "8", "shared": "2"}
REASON = "Samen kwamen we op zes."


def test_the_chair_settles_and_closes_by_keyboard_and_a_form_of_an_ended_session_arrives_by_itself(site, visit):
    site.world = played.begin(site.work, ("hr", "second_hr", *RATINGS))
    made = played.played(site.world, "een")
    played.seated(site.world, "een", {role: played.PANEL[role] for role in RATINGS})
    played.entered(site.world, "een", ("aerts",))
    played.rating_opened(site.world, "een")
    for role, rating in RATINGS.items():
        played.wrote(site.world, "een", role, TALK, "aerts", ratings=dict.fromkeys(CRITERIA, "8") | {CRITERIA[0]: rating})
    chair, procedure = visit("chair"), f"/procedures/{made.id}"
    compared = f"{procedure}/rondes/{TALK}/vergelijken/{TALK}/{made.candidates['aerts']}?criterium={CRITERIA[0]}"
    chair.go(compared)
    acts.session_ends(site, email("chair"))
    acts.settle_by_keyboard(chair, "6", REASON)
    expect(chair.page.locator("h1")).to_contain_text("Opnieuw aanmelden")
    chair.fill(email=email("chair"), password=acts.PASSWORD)
    chair.press("form[action='/aanmelden'] button[type=submit]")
    expect(chair.page.locator("main")).to_contain_text(f"{REASON}")
    chair.page.wait_for_url("**/vergelijken/**")
    acts.close_by_keyboard(chair, procedure, TALK)
    chair.go(f"{procedure}/rondes/{TALK}")
    expect(chair.page.locator("main")).to_contain_text("Deze ronde is afgesloten op")
