"""From the shipped vacancy to its ranking in Excel, by everybody in turn: HR, three assessors in three browsers (one without a mouse), the chair, HR."""

import pytest
from playwright.sync_api import expect

from tests import world
from tests.journeys import acts
from vacancies import load_definition, shipped_definition_paths, shipped_frameworks

pytestmark = pytest.mark.browser
VACANCY = "directeur-interne-organisatie"
TALK, ASSESSMENT, INTERVIEW = "verkennend-gesprek", "assessment", "competentiegericht-interview"
CANDIDATES = (("Anneke", "Aerts"), ("Bieke", "Bogaert"), ("Cas", "Claes"), ("Dorien", "Dewulf"))
HR = world.email("hr")


def prepared(hr, visit):
    """A procedure opened for rating, and its chair and two members signed in through their links."""
    procedure = acts.open_procedure(hr, VACANCY)
    expect(hr.page.locator("h1")).to_contain_text("Directeur Interne Organisatie")
    people = (("Voorzitter", "chair"), ("Eerste", "member"), ("Tweede", "member"))
    links = [acts.invite(hr, procedure, name, kind, (TALK, INTERVIEW)) for name, kind in people]
    for given_name, family_name in CANDIDATES:
        acts.add_candidate(hr, procedure, given_name, family_name)
    hr.go(f"{procedure}/kandidaten/sluiten")
    hr.submit("/kandidaten/sluiten")
    hr.go(procedure)
    hr.submit("/openen")
    return procedure, [acts.use_link(visit(), link) for link in links]


def criteria() -> dict[str, list[str]]:
    """The criteria of each part, by code, as the definition has them."""
    (path,) = [path for path in shipped_definition_paths() if path.stem == VACANCY]
    return {part.code: [one.code for one in part.criteria] for round_ in load_definition(path, shipped_frameworks()).scheme.rounds for part in round_.parts}


def test_from_the_vacancy_to_a_workbook(site, visit):
    site.world = world.begin(site.work, ("hr",))
    hr, wanted = visit("hr"), criteria()
    procedure, panel = prepared(hr, visit)
    chair, first, second = panel
    sheets = [acts.sheet_addresses(member, TALK) for member in panel]
    assert len(sheets[0]) == len(CANDIDATES)
    assert sheets[0] == sheets[1] == sheets[2]
    codes = sorted(sheets[0])
    apart, best, unsuitable, low = codes
    assert len(wanted[TALK]) == 4
    for code in codes:
        ratings = dict.fromkeys(wanted[TALK], "4" if code == low else "8")
        acts.rate(chair, sheets[0][code], ratings, f"De voorzitter over {code}.")
        acts.rate_at_once(first, sheets[1][code], ratings | ({"motivatie": "5"} if code == apart else {}))
        expect(first.page.locator("main")).to_contain_text(f"De voorzitter over {code}.")
        if code == best:
            acts.rate_by_keyboard(second, sheets[2][code], ratings)
        else:
            acts.rate_at_once(second, sheets[2][code], ratings)

    compared = f"{procedure}/rondes/{TALK}/vergelijken/{TALK}/{sheets[0][apart].rsplit('/', 1)[1]}"
    acts.settle(chair, f"{compared}?criterium=motivatie", "7,5", "Samen kwamen we op zeven en een half.")
    acts.close(chair, procedure, TALK)
    acts.give_verdicts(hr, procedure, unsuitable=unsuitable)
    acts.close(hr, procedure, ASSESSMENT)
    interviews = [acts.sheet_addresses(member, INTERVIEW) for member in panel]
    assert sorted(interviews[0]) == [apart, best]
    assert len(wanted[INTERVIEW]) == 10
    for code, rating in ((apart, "7"), (best, "8")):
        for number, member in enumerate(panel):
            last = {wanted[INTERVIEW][-1]: str(7 + number)}
            acts.rate_at_once(member, interviews[number][code], dict.fromkeys(wanted[INTERVIEW], rating) | last)
    hr.go(f"{procedure}/rangschikking")
    assert "49,70" not in hr.text
    assert "Voorlopig" in hr.text
    acts.close(chair, procedure, INTERVIEW)

    result = acts.same_as_engine(site, hr, procedure, HR)
    assert result == {
        apart: ("ranked", 2, 73.33),  # (8 + 7,5 + 8 + 8) / 40 x 30 = 23,625, rounded 23,63; 9 sevens and an eight: 49,70
        best: ("ranked", 1, 80.0),
        unsuitable: ("unsuitable", None, None),
        low: ("failed_part", None, None),
    }


def test_hr_opens_a_procedure_from_a_definition_of_its_own(site, visit):
    site.world = world.begin(site.work, ("hr",))
    hr = visit("hr")
    assert acts.upload_procedure(hr).startswith("/procedures/")
    expect(hr.page.locator("h1")).to_contain_text("Medewerker onthaal")
