"""Each way back, walked in the browser by the people whom it takes, until there is a ranking."""

import pytest
from playwright.sync_api import expect

from tests import world as played
from tests.journeys import acts
from tests.world import CRITERIA, INTERVIEW, TALK, email

pytestmark = pytest.mark.browser
HR = email("hr")
ROLES = ("hr", "second_hr", "chair", "member", "shared")
TRIO = {role: played.PANEL[role] for role in ("chair", "member", "shared")}


def rating(site, candidates=("aerts", "bogaert")):
    """A procedure that is open for rating; gives its address."""
    site.world = played.begin(site.work, ROLES)
    made = played.played(site.world, "een")
    played.seated(site.world, "een", TRIO)
    played.entered(site.world, "een", candidates)
    played.rating_opened(site.world, "een")
    return f"/procedures/{made.id}"


def ranking(site, hr, procedure):
    """The places by name of the candidate, from page, workbook and engine."""
    by_code = acts.same_as_engine(site, hr, procedure, HR)
    with site.work() as session:
        codes = {name: session.get_one(played.Candidate, id_).code for name, id_ in site.world.played["een"].candidates.items()}
    hr.go(f"{procedure}/rangschikking")
    for code in codes.values():
        expect(hr.page.locator("main")).to_contain_text(code)
    return {name: by_code[code] for name, code in codes.items()}


def code_of(site, name):
    """The code of a candidate."""
    with site.work() as session:
        return session.get_one(played.Candidate, site.world.played["een"].candidates[name]).code


def sheet(site, part, candidate):
    """Address of the sheet about a candidate."""
    made = site.world.played["een"]
    return f"/taken/{made.id}/{part}/{made.candidates[candidate]}"


def rate_all(site, part, candidate, ratings, besides=()):
    """The sheets of everybody about a candidate, but for the ones named."""
    for role in ("chair", "member", "shared"):
        if role not in besides:
            played.wrote(site.world, "een", role, part, candidate, ratings=ratings)


def finish(site, verdicts=True):
    """From a first round that is closed to the end."""
    if verdicts:
        played.assessed(site.world, "een", unsuitable=())
    played.interviewed(site.world, "een")


def test_who_did_not_sit_is_not_expected(site, visit):
    procedure = rating(site)
    rate_all(site, TALK, "aerts", dict.fromkeys(CRITERIA, "7"))
    rate_all(site, TALK, "bogaert", dict.fromkeys(CRITERIA, "8"), besides=("shared",))
    chair = visit("chair")
    chair.go(f"{procedure}/rondes/{TALK}/afsluiten")
    expect(chair.page.locator("form[action$='/afsluiten']")).to_have_count(0)

    hr = visit("hr")
    hr.go(f"{procedure}/kandidaten/{site.world.played['een'].candidates['bogaert']}/wie-zat/{TALK}")
    row = hr.page.locator("tbody tr", has_text="Gedeeld")
    row.locator("select").select_option("ill")
    row.locator("[name$='reason']").fill("Griep, gemeld om acht uur.")
    hr.submit(f"/wie-zat/{TALK}")
    acts.close(chair, procedure, TALK)
    finish(site)
    assert {name: (status, place) for name, (status, place, _) in ranking(site, hr, procedure).items()} == {
        "aerts": ("ranked", 2),
        "bogaert": ("ranked", 1),
    }


def test_a_sheet_is_taken_back_and_later_reopened_by_two(site, visit):
    procedure = rating(site)
    member, chair, hr = visit("member"), visit("chair"), visit("hr")
    here = sheet(site, TALK, "aerts")
    acts.rate(member, here, dict.fromkeys(CRITERIA, "2"))
    member.submit("/terugnemen")
    expect(member.page.locator("form#sheet")).to_have_count(1)
    acts.rate(member, here, dict.fromkeys(CRITERIA, "3"))
    acts.rate(chair, here, dict.fromkeys(CRITERIA, "7"))
    member.go(here)
    expect(member.page.locator("form[action$='/terugnemen']")).to_have_count(0)

    sheet_id = played_sheet(site, "member", TALK, "aerts")
    chair.go(f"{procedure}/rondes/{TALK}/bladen/{sheet_id}/heropenen")
    chair.fill(reason="De schaal was omgekeerd gelezen.")
    chair.submit("/heropenen")
    member.go(here)
    expect(member.page.locator("form#sheet")).to_have_count(0)
    decide(hr, procedure, TALK)
    acts.rate(member, here, dict.fromkeys(CRITERIA, "7"))
    chair.go(here)
    expect(chair.page.locator("details", has_text="Proef Lidmaat").last).to_contain_text("3")

    rate_all(site, TALK, "aerts", dict.fromkeys(CRITERIA, "7"), besides=("chair", "member"))
    rate_all(site, TALK, "bogaert", dict.fromkeys(CRITERIA, "8"))
    acts.close(chair, procedure, TALK)
    finish(site)
    result = ranking(site, hr, procedure)
    assert [result[name][:2] for name in ("aerts", "bogaert")] == [("ranked", 2), ("ranked", 1)]


def played_sheet(site, role, part, candidate):
    """Id of a sheet that was written in the browser."""
    with site.work() as session:
        made = site.world.played["een"]
        wanted = {"candidate_id": made.candidates[candidate], "part_code": part, "account_id": site.world.people[role]}
        return session.query(played.Scoresheet).filter_by(**wanted).one().id


def decide(who, procedure, round_code):
    """Approve what the other side proposed, from the page of the round."""
    who.go(f"{procedure}/rondes/{round_code}")
    who.press("a[href*='/voorstellen/']")
    who.page.locator("[name=answer][value=approve]").check(force=True)
    who.press("form[action*='/voorstellen/'] button[type=submit]")


def test_a_verdict_is_corrected_an_absence_undone_and_a_withdrawal_taken_back(site, visit):
    procedure = rating(site, ("aerts", "bogaert", "claes"))
    ids = site.world.played["een"].candidates
    for candidate in ("aerts", "bogaert"):
        rate_all(site, TALK, candidate, dict.fromkeys(CRITERIA, "7"))
    played.found(site.world, "een", "claes", played.FindingKind.ABSENT, TALK, reason="Trein gemist.")
    played.found(site.world, "een", "bogaert", played.FindingKind.WITHDRAWN, reason="Per vergissing.")
    hr = visit("hr")
    for candidate, told in (("claes", "Toch aanwezig."), ("bogaert", "Trekt zich toch niet terug.")):
        hr.go(f"{procedure}/kandidaten/{ids[candidate]}")
        hr.press("a[href$='/ongedaan']")
        hr.fill(reason=told)
        hr.press("form[action$='/ongedaan'] button[type=submit]")
        expect(hr.page.locator("main")).to_contain_text(told)
    rate_all(site, TALK, "claes", dict.fromkeys(CRITERIA, "6"))
    played.closed(site.world, "een", "chair", TALK)

    acts.give_verdicts(hr, procedure, unsuitable=code_of(site, "aerts"))
    hr.go(f"{procedure}/kandidaten/{ids['aerts']}/vaststellen/oordeel/assessment")
    hr.page.locator("[name=value][value=suitable]").check(force=True)
    hr.fill(why="Het verslag zegt geschikt; de verkeerde regel gelezen.")
    hr.submit("/vaststellen/oordeel/assessment")
    expect(hr.page.locator("main")).to_contain_text("de verkeerde regel gelezen")
    acts.close(hr, procedure, "assessment")
    for candidate in ids:
        rate_all(site, INTERVIEW, candidate, "50")
    played.closed(site.world, "een", "chair", INTERVIEW)
    result = ranking(site, hr, procedure)
    assert {name: row[:2] for name, row in result.items()} == {"aerts": ("ranked", 1), "bogaert": ("ranked", 1), "claes": ("ranked", 3)}


def test_an_exclusion_is_undone_and_an_exemption_corrected(site, visit):
    procedure = rating(site, ("aerts", "bogaert", "claes"))
    ids = site.world.played["een"].candidates
    for candidate in ids:
        rate_all(site, TALK, candidate, dict.fromkeys(CRITERIA, "7"))
    played.closed(site.world, "een", "chair", TALK)
    played.found(site.world, "een", "bogaert", played.FindingKind.EXCLUDED, source="College", reason="Verkeerde naam overgenomen.")
    played.found(site.world, "een", "claes", played.FindingKind.EXEMPT, INTERVIEW, "40", source="Selectie van 2025", reason="Eerder resultaat.")
    hr = visit("hr")
    hr.go(f"{procedure}/kandidaten/{ids['bogaert']}")
    hr.press("a[href$='/ongedaan']")
    hr.fill(reason="De beslissing ging over iemand anders.")
    hr.press("form[action$='/ongedaan'] button[type=submit]")
    expect(hr.page.locator("main")).to_contain_text("ging over iemand anders")
    hr.go(f"{procedure}/kandidaten/{ids['claes']}/vaststellen/vrijgesteld/{INTERVIEW}")
    hr.fill(points="52,5", why="Het verslag van 2025 zegt 52,5.")
    hr.submit(f"/vaststellen/vrijgesteld/{INTERVIEW}")
    expect(hr.page.locator("main")).to_contain_text("zegt 52,5")

    acts.give_verdicts(hr, procedure, unsuitable="")
    acts.close(hr, procedure, "assessment")
    for candidate in ("aerts", "bogaert"):
        rate_all(site, INTERVIEW, candidate, "50")
    played.closed(site.world, "een", "chair", INTERVIEW)
    result = ranking(site, hr, procedure)
    assert {name: row[:2] for name, row in result.items()} == {"claes": ("ranked", 1), "aerts": ("ranked", 2), "bogaert": ("ranked", 2)}


def test_a_closed_round_is_reopened_by_chair_and_hr(site, visit):
    procedure = rating(site)
    rate_all(site, TALK, "aerts", dict.fromkeys(CRITERIA, "4"))
    rate_all(site, TALK, "bogaert", dict.fromkeys(CRITERIA, "8"))
    played.closed(site.world, "een", "chair", TALK)
    hr, chair, member = visit("hr"), visit("chair"), visit("member")
    hr.go(f"{procedure}/rondes/{TALK}/heropenen")
    expect(hr.page.locator("main")).to_contain_text("Assessment")
    hr.fill(reason="Eén blad werd over de verkeerde kandidaat geschreven.")
    hr.submit(f"/rondes/{TALK}/heropenen")
    hr.go(f"{procedure}/rondes/{TALK}")
    expect(hr.page.locator("form[action*='/voorstellen/'] [name=answer]")).to_have_count(0)
    decide(chair, procedure, TALK)

    for who in (hr, chair):
        if who is hr:
            sheet_id = site.world.played["een"].made["sheet member gesprek aerts"]
            hr.go(f"{procedure}/rondes/{TALK}/bladen/{sheet_id}/heropenen")
            hr.fill(reason="Het blad over de verkeerde kandidaat.")
            hr.submit("/heropenen")
        else:
            decide(chair, procedure, TALK)
    acts.rate(member, sheet(site, TALK, "aerts"), dict.fromkeys(CRITERIA, "9"))
    with site.work() as session:
        candidate = session.get_one(played.Candidate, site.world.played["een"].candidates["aerts"]).id
    for number in (0, 1):
        chair.go(f"{procedure}/rondes/{TALK}/vergelijken/{TALK}/{candidate}")
        chair.fill(**{f"c{number}__chosen": "6", f"c{number}__reason": "Na bespreking een zes."})
    chair.fill(c0__chosen="6", c0__reason="Na bespreking een zes.")
    chair.submit("/consensus")
    acts.close(chair, procedure, TALK)
    finish(site)
    result = ranking(site, hr, procedure)
    assert {name: row[:2] for name, row in result.items()} == {"aerts": ("ranked", 2), "bogaert": ("ranked", 1)}
