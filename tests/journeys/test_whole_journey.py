"""From a vacancy definition to a ranking in Excel, by everybody in turn: HR, three assessors in three browsers (one without a mouse), the chair, HR."""

import pytest
from playwright.sync_api import expect

from tests import world
from tests.journeys import acts

pytestmark = pytest.mark.browser
CANDIDATES = (("Anneke", "Aerts"), ("Bieke", "Bogaert"), ("Cas", "Claes"), ("Dorien", "Dewulf"))
HR = world.email("hr")


def prepared(hr, visit):
    """A procedure opened for rating, and its chair and two members signed in through their links."""
    procedure = acts.open_procedure(hr)
    links = [acts.invite(hr, procedure, name, kind) for name, kind in (("Voorzitter", "chair"), ("Eerste", "member"), ("Tweede", "member"))]
    for given_name, family_name in CANDIDATES:
        acts.add_candidate(hr, procedure, given_name, family_name)
    hr.go(f"{procedure}/kandidaten/sluiten")
    hr.submit("/kandidaten/sluiten")
    hr.go(procedure)
    hr.submit("/openen")
    return procedure, [acts.use_link(visit(), link) for link in links]


def test_from_a_definition_to_a_workbook(site, visit):
    site.world = world.begin(site.work, ("hr",))
    hr = visit("hr")
    procedure, panel = prepared(hr, visit)
    chair, first, second = panel
    sheets = [acts.sheet_addresses(member, "gesprek") for member in panel]
    assert len(sheets[0]) == len(CANDIDATES)
    assert sheets[0] == sheets[1] == sheets[2]
    codes = sorted(sheets[0])
    apart, low = codes[0], codes[3]
    for code in codes:
        ratings = {"motivatie": "4" if code == low else "8", "ervaring": "4" if code == low else "7"}
        acts.rate(chair, sheets[0][code], ratings, f"De voorzitter over {code}.")
        acts.rate(first, sheets[1][code], ratings | ({"motivatie": "5"} if code == apart else {}))
        expect(first.page.locator("main")).to_contain_text(f"De voorzitter over {code}.")
        if code == codes[1]:
            acts.rate_by_keyboard(second, sheets[2][code], ratings)
        else:
            acts.rate(second, sheets[2][code], ratings)

    chair.go(f"{procedure}/rondes/gesprek/afsluiten")
    expect(chair.page.locator("main")).to_contain_text(apart)
    expect(chair.page.locator("form[action$='/afsluiten']")).to_have_count(0)
    acts.settle(chair, procedure, "gesprek", "gesprek", sheets[0][apart].rsplit("/", 1)[1], "7,5", "Samen kwamen we op zeven en een half.")
    acts.close(chair, procedure, "gesprek")

    acts.give_verdicts(hr, procedure, unsuitable=codes[2])
    acts.close(hr, procedure, "assessment")
    interviews = [acts.sheet_addresses(member, "interview") for member in panel]
    assert sorted(interviews[0]) == codes[:2]
    for code, points in zip(codes[:2], ("52,5", "61"), strict=True):
        for member, addresses in zip(panel, interviews, strict=True):
            acts.mark(member, addresses[code], points)
    hr.go(f"{procedure}/rangschikking")
    assert "52,50" not in hr.text
    assert "Voorlopig" in hr.text
    acts.close(chair, procedure, "interview")

    result = acts.same_as_engine(site, hr, procedure, HR)
    assert {code: status for code, (status, _place, _total) in result.items()} == dict(
        zip(codes, ("ranked", "ranked", "unsuitable", "failed_part"), strict=True)
    )
    assert (result[codes[1]][1], result[codes[0]][1]) == (1, 2)
