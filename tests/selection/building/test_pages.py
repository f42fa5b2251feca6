"""Building through the pages: begin, copy, load, save as typed, two at once, finish, put away, take along; and for HR alone."""

import copy
import io
import json

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.building.models import VacancyRevision
from selection.db import session, unit_of_work
from tests.factories_accounts import make_person, sign_in
from tests.pages import Page
from tests.selection.building.desk import Desk
from vacancies import definition_from, definition_toml, shipped_definitions

pytestmark = pytest.mark.db
SHIPPED = json.loads(shipped_definitions()["directeur-interne-organisatie"].text)
FILE = "file/directeur-interne-organisatie.toml"


@pytest.fixture
def desk(app):
    return Desk(app)


def load(desk, text):
    answer = desk.client.post("/ontwerpen/laden", data={"csrf_token": desk.client.token(), "file": (io.BytesIO(text.encode()), "eigen.toml")})
    if answer.status_code == 303:
        desk.draft = answer.headers["Location"].split("/")[2]
    return answer


def count(desk, model, *conditions):
    with desk.app.database.active(), unit_of_work(read_only=True):
        return session().scalar(sa.select(sa.func.count()).select_from(model).where(*conditions))


def test_a_draft_may_be_wrong_and_is_kept_as_typed_with_what_to_do_beside_it(desk):
    desk.begin(title="Deskundige burgerzaken")
    assert desk.source == {"title": "Deskundige burgerzaken", "code": "deskundige-burgerzaken", "language": "nl", "scheme": {}}
    assert "Vul dit in" not in desk.page("rondes")[0].text  # nothing was typed there yet
    answer = desk.save(
        "rondes", {"rounds[0].title": "Gesprek", "rounds[0].dates": "morgen", "rounds[0].parts[0].title": "Gesprek", "rounds[0].parts[0].points": "veel"}
    )
    assert answer.headers["Location"].endswith("/rondes")
    page, values = desk.page("rondes")
    assert (values["rounds[0].dates"], values["rounds[0].parts[0].points"]) == ("morgen", "veel")
    assert "morgen is geen datum. Schrijf ze als dag/maand/jaar" in page.text
    assert "veel is geen getal" in page.text
    assert desk.save("rondes", do="next").headers["Location"].endswith("/matrix")
    assert desk.client.get(f"/ontwerpen/{desk.draft}").headers["Location"].endswith("/verloning")  # where building goes on
    listed = desk.page("nakijken")[0].text
    assert "Gesprek, Punten: veel is geen getal" in listed
    assert "Vacature gereed verklaren" not in listed
    refused = desk.client.send(f"/ontwerpen/{desk.draft}/gereed", version=values["version"])
    assert (refused.status_code, "Er ontbreekt nog iets" in refused.text) == (409, True)
    assert "Er kan nog niets berekend worden" in desk.page("proefberekening")[0].text


def test_what_two_people_type_at_once_is_lost_by_neither(desk):
    desk.begin(title="Ploegbaas")
    _page, values = desk.page("functie")
    desk.save("functie", {"position.grade": "C4"})
    before = count(desk, VacancyRevision)
    answer = desk.client.post(f"/ontwerpen/{desk.draft}/functie", data={**values, "csrf_token": desk.client.token(), "title": "Ploegbaas groen", "do": "stay"})
    assert answer.status_code == 409
    page = Page(answer.text)
    assert page.faults() == []
    assert "Ploegbaas groen" in page.text
    assert "C4" in page.text
    assert desk.source["title"] == "Ploegbaas"
    assert count(desk, VacancyRevision) == before
    assert desk.client.send(f"/ontwerpen/{desk.draft}/wegleggen", version="1").status_code == 409


def test_saving_without_a_change_leaves_no_trace_and_every_change_stays(desk):
    desk.begin(origin=FILE, title="Directeur zorg")
    assert desk.source["code"] == "directeur-zorg"
    assert {**desk.source, "title": SHIPPED["title"], "code": SHIPPED["code"]} == SHIPPED
    for step in ("functie", "kandidatuur", "matrix", "spelregels"):
        desk.save(step)
    assert count(desk, VacancyRevision) == 1
    desk.save("verloning", {"salary.maximum": "7000"})
    desk.rows("voorwaarden", "conditions", [{"text": "Je woont graag in de buurt."}])
    page, _values = desk.page("geschiedenis")
    for words in (
        "Overgenomen van een vroegere vacature",
        "Hoogste bedrag: van “6536” naar “7000”",
        "Voorwaarden: “Je woont graag in de buurt.” toegevoegd",
        "door Hanne Voorbeeld",
    ):
        assert words in page.text
    assert count(desk, AuditLine, AuditLine.action == "vacancy.saved") == 2
    with pytest.raises(sa.exc.IntegrityError), desk.app.database.active(), unit_of_work():
        session().execute(sa.delete(VacancyRevision))


def test_a_vacancy_goes_out_as_a_file_and_comes_back_the_same_also_unfinished(desk):
    unfinished = copy.deepcopy(SHIPPED)
    unfinished["rounds"][0]["parts"][0]["points"] = "dertig"
    unfinished["conditions"][0].pop("text")
    for source in (SHIPPED, unfinished, {"title": "Leeg"}, {"title": "Nul\u0000teken \u2028 en \\ meer"}):
        assert load(desk, definition_toml(source)).status_code == 303
        taken = desk.client.get(f"/ontwerpen/{desk.draft}/bestand")
        assert (taken.status_code, taken.headers["X-Content-Type-Options"]) == (200, "nosniff")
        assert load(desk, taken.text).status_code == 303
        assert desk.source == source
    load(desk, definition_toml(SHIPPED))
    assert definition_from(desk.source, name="x") == shipped_definitions()["directeur-interne-organisatie"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Kies een bestand dat niet leeg is."),
        ("title = ", "geen geldige TOML"),
        ('title = "x"\npunten = 3', "de sleutel"),
        ('title = "x"\nscheme = [1]', "is geen tabel"),
        ('title = "x"\n[[rounds]]\ncode = "a"\ndates = [[2024-01-01]]', "is geen datum"),
        ('title = "x"\n[scheme]\ntolerance = 15e-1', "15e-1"),
    ],
)
def test_a_file_that_no_form_can_hold_is_refused_with_the_reason(desk, text, words):
    answer = load(desk, text)
    assert answer.status_code == 422
    assert words in Page(answer.text).text
    assert Page(answer.text).faults() == []


def test_a_ready_vacancy_is_read_only_offered_and_can_be_opened_again(desk):
    load(desk, definition_toml(SHIPPED))
    version = desk.page("functie")[1]["version"]
    assert desk.client.send(f"/ontwerpen/{desk.draft}/gereed", version=version).status_code == 303
    assert f"draft/{desk.draft}" in desk.client.get("/procedures/nieuw").text
    _page, values = desk.page("functie")
    refused = desk.save("functie", {"title": "Anders"})
    assert (refused.status_code, "Open ze eerst weer" in refused.text) == (409, True)
    assert desk.client.send(f"/ontwerpen/{desk.draft}/heropenen", version=values["version"]).status_code == 303
    assert f"draft/{desk.draft}" not in desk.client.get("/procedures/nieuw").text
    assert desk.save("functie", {"title": "Anders"}).status_code == 303
    assert desk.source["title"] == "Anders"


def test_what_is_put_away_stays_and_comes_back(desk):
    desk.begin(title="Klusser")
    version = desk.page("functie")[1]["version"]
    desk.client.send(f"/ontwerpen/{desk.draft}/wegleggen", version=version)
    page = Page(desk.client.get("/ontwerpen/").text)
    assert page.faults() == []
    assert "Weggelegd" in page.text
    assert desk.save("functie", {"title": "Anders"}).status_code == 409
    desk.client.send(f"/ontwerpen/{desk.draft}/terugnemen", version="2")
    assert desk.save("functie", {"title": "Klusjesman"}).status_code == 303
    assert "Klusjesman" in desk.client.get("/ontwerpen/").text


def test_the_list_filters_by_state_in_its_address(desk):
    desk.begin(title="Deskundige burgerzaken")
    first = desk.draft
    desk.begin(title="Deskundige archief")
    second = desk.draft
    draft = desk.client.get("/ontwerpen/?stand=in-opbouw").text
    assert Page(draft).faults("nl") == []
    assert (first in draft, second in draft) == (True, True)
    assert 'value="in-opbouw" selected' in draft
    ready = desk.client.get("/ontwerpen/?stand=klaar").text
    assert (first in ready, second in ready) == (False, False)
    assert "Geen enkele vacature is in deze toestand" in ready


def test_a_profile_and_ticks_add_competencies_and_keep_what_was_typed(desk):
    desk.begin(title="Teamverantwoordelijke")
    answer = desk.save("competenties", {"profile:maastricht": "teammanager", "knowledge[0].text": "Rijden met de vrachtwagen"}, do="profile:maastricht")
    assert answer.status_code == 303
    assert desk.source["knowledge"] == [{"text": "Rijden met de vrachtwagen"}]
    number = len(desk.source["competencies"])
    assert number > 3
    token = desk.client.token()
    _page, values = desk.page("competenties")
    form = {**values, "csrf_token": token, "choose": ["lievegem/visie", "lievegem/coachen"], "level:lievegem": "3", "do": "take:lievegem"}
    assert desk.client.post(f"/ontwerpen/{desk.draft}/competenties", data=form).status_code == 303
    assert {entry["competency"] for entry in desk.source["competencies"][number:]} == {"visie", "coachen"}
    page, _values = desk.page("matrix")
    assert "Kies eerst competenties en voeg rondes met onderdelen toe" in page.text


def test_building_is_for_hr_alone(desk, app):
    desk.begin(title="Klusser")
    with app.database.active(), unit_of_work():
        make_person(email="lid@example.be")
        make_person(email="beheer@example.be", is_administrator=True)
    for email in ("lid@example.be", "beheer@example.be"):
        other = app.test_client()
        sign_in(other, email)
        for path in ("", f"{desk.draft}/functie", f"{desk.draft}/bestand", f"{desk.draft}/proefberekening", f"{desk.draft}/geschiedenis"):
            assert other.get(f"/ontwerpen/{path}").status_code == 403
        assert other.send(f"/ontwerpen/{desk.draft}/functie", version="1", title="x").status_code == 403
