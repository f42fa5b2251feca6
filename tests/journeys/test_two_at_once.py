"""Two windows on the same thing: nobody's text is lost, both texts are shown, and whoever comes second chooses. And a session that ends while typing."""

import pytest
from playwright.sync_api import expect

from selection.candidates.models import Finding
from selection.scoresheets.models import ConsensusRating, Rating, SheetRevision
from tests import world as played
from tests.journeys import acts
from tests.journeys.conftest import Visitor
from tests.world import CRITERIA, TALK, email

pytestmark = pytest.mark.browser
ROLES = ("hr", "second_hr", "chair", "deputy", "member", "shared")
PANEL = {role: played.PANEL[role] for role in ("chair", "deputy", "member", "shared")}
MINE, THEIRS = "Eerst in het eerste tabblad geschreven.", "Daarna in het tweede tabblad geschreven."


@pytest.fixture
def rating(site):
    """A procedure that is open for rating; its address."""
    site.world = played.begin(site.work, ROLES)
    made = played.played(site.world, "een")
    played.seated(site.world, "een", PANEL)
    played.entered(site.world, "een", ("aerts",))
    played.rating_opened(site.world, "een")
    return f"/procedures/{made.id}"


def aerts(site):
    """The candidate's id."""
    return site.world.played["een"].candidates["aerts"]


def refused(visitor, page, action, *texts):
    """Press the button; the answer is 409 and shows these texts."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        page.locator(action).first.click()
    assert waiting.value.status == 409
    for text in texts:
        expect(page.locator("main")).to_contain_text(text)
    expect(page.locator("h1")).to_be_visible()


def test_one_assessor_in_two_tabs(site, visit, rating):
    member = visit("member")
    here = f"/taken/{site.world.played['een'].id}/{TALK}/{aerts(site)}"
    member.go(here)
    second = member.another_tab()
    second.goto(site.address + here)
    member.page.locator("[name='motivatie:rationale']").fill(MINE)
    member.press("button[name=do][value=save]:visible")
    second.locator("[name='motivatie:rationale']").fill(THEIRS)
    refused(member, second, "button[name=do][value=save]:visible", MINE, THEIRS)
    with second.expect_navigation():
        second.locator("main form button[type=submit]").first.click()
    expect(second.locator("[name='motivatie:rationale']")).to_have_value(THEIRS)
    with site.work() as session:
        kept = [row.content for row in session.query(SheetRevision).order_by(SheetRevision.number)]
    assert [MINE in kept[0], THEIRS in kept[-1]] == [True, True]


def test_chair_and_deputy_settle_the_same_consensus(site, visit, rating):
    for role, text in (("chair", "4"), ("member", "8"), ("shared", "8")):
        played.wrote(site.world, "een", role, TALK, "aerts", ratings={"motivatie": text, "ervaring": "7"})
    chair, deputy = visit("chair"), None
    here = f"{rating}/rondes/{TALK}/vergelijken/{TALK}/{aerts(site)}"
    chair.go(here)
    chair.fill(c0__chosen="6", c0__reason=MINE)
    with site.world.acting("hr") as actor:
        procedure = played.reached(site.world, "een", actor)
        seat = next(seat for seat in procedure.seats if seat.kind == "chair" and seat.round_code == TALK)
        played.panel.mark_away(actor, procedure, seat, reason="Even weggeroepen.", version=seat.version)
    deputy = visit("deputy")
    acts.settle(deputy, f"{rating}/rondes/{TALK}/vergelijken/{TALK}/{aerts(site)}", "7", THEIRS)
    with site.world.acting("hr") as actor:
        procedure = played.reached(site.world, "een", actor)
        seat = next(seat for seat in procedure.seats if seat.kind == "chair" and seat.round_code == TALK)
        played.panel.mark_back(actor, procedure, seat, version=seat.version)
    refused(chair, chair.page, "form[action$='/consensus'] button[type=submit]", MINE, THEIRS)
    with site.work() as session:
        (row,) = session.query(ConsensusRating).filter_by(ended_at=None)
        assert (row.chosen, row.reason) == ("7", THEIRS)


def test_two_hr_officers_change_one_verdict(site, visit, rating):
    for role in ("chair", "member", "shared"):
        played.wrote(site.world, "een", role, TALK, "aerts", ratings=dict.fromkeys(CRITERIA, "7"))
    played.closed(site.world, "een", "chair", TALK)
    played.found(site.world, "een", "aerts", played.FindingKind.VERDICT, "assessment", "suitable", source="Eerste verslag")
    here = f"{rating}/kandidaten/{aerts(site)}/vaststellen/oordeel/assessment"
    first, second = visit("hr"), visit("second_hr")
    for visitor in (first, second):
        visitor.go(here)
    for visitor, value, source in ((first, "unsuitable", "Tweede verslag"), (second, "suitable", "Derde verslag")):
        visitor.page.locator(f"[name=value][value={value}]").check(force=True)
        visitor.fill(source=source, why="Het verslag werd aangepast.")
    first.submit("/vaststellen/oordeel/assessment")
    refused(second, second.page, "form[action$='/assessment'] button[type=submit]", "Tweede verslag", "Derde verslag")
    with site.work() as session:
        (row,) = session.query(Finding).filter_by(ended_at=None)
        assert (row.value, row.source) == ("unsuitable", "Tweede verslag")


def test_a_session_that_ends_while_typing_loses_nothing(site, visit, rating):
    member: Visitor = visit("member")
    here = f"/taken/{site.world.played['een'].id}/{TALK}/{aerts(site)}"
    member.go(here)
    acts.choose(member, "motivatie", "8")
    member.page.locator("[name='motivatie:rationale']").fill(MINE)
    site.clock.forward(hours=3)
    member.press("button[name=do][value=save]:visible")
    expect(member.page.locator("[name=password]")).to_be_visible()
    member.fill(email=email("member"), password=acts.PASSWORD)
    member.press("form[action$='/aanmelden'] button[type=submit]")
    if member.path != here:
        expect(member.page.locator("main")).to_contain_text(MINE)
        member.press("main form button[type=submit]")
    expect(member.page.locator("[name='motivatie:rationale']")).to_have_value(MINE)
    expect(member.page.locator("[name='motivatie:rating'][value='8']")).to_be_checked()
    with site.work() as session:
        assert session.query(Rating).filter_by(criterion_code="motivatie").one().rationale == MINE
