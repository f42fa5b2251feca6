"""Earlier versions of a draft come back; what the steps say to who builds for the first time; what keeps the rules from being published."""

import json

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.db import session, unit_of_work
from tests.selection.building.desk import Desk

pytestmark = pytest.mark.db
FILE = "file/directeur-interne-organisatie.toml"


@pytest.fixture
def desk(app):
    return Desk(app).begin(origin=FILE, title="Directeur zorg")


def put_back(desk, number, version):
    return desk.client.send(f"/ontwerpen/{desk.draft}/geschiedenis/{number}", version=str(version))


def version_of(desk):
    return int(desk.page("functie")[1]["version"])


def test_an_earlier_version_comes_back_as_a_new_one_and_nothing_is_lost(desk):
    first = desk.source
    desk.save("verloning", {"salary.maximum": "7000"})
    changed = desk.source
    page, _values = desk.page("geschiedenis")
    assert page.text.count("Deze versie terugzetten") == 1  # the newest is what there is
    assert put_back(desk, 1, version_of(desk)).status_code == 303
    assert desk.source == first
    words = desk.page("geschiedenis")[0].text
    assert "Versie 1 teruggezet" in words
    assert "Hoogste bedrag: van “7000” naar “6536”" in words
    assert put_back(desk, 2, version_of(desk)).status_code == 303
    assert desk.source == changed
    with desk.app.database.active(), unit_of_work(read_only=True):
        lines = session().scalars(sa.select(AuditLine).where(AuditLine.action == "vacancy.restored").order_by(AuditLine.seq)).all()
    assert [json.loads(line.body)["earlier"] for line in lines] == [1, 2]


def test_a_version_is_put_back_only_where_that_changes_something_that_may_change(desk):
    assert put_back(desk, 1, 1).status_code == 409  # it is that already
    assert put_back(desk, 9, 1).status_code == 404
    desk.save("verloning", {"salary.maximum": "7000"})
    stale = put_back(desk, 1, 1)
    assert stale.status_code == 409
    assert desk.source["salary"]["maximum"] == 7000
    desk.client.send(f"/ontwerpen/{desk.draft}/gereed", version="2")
    assert "Deze versie terugzetten" not in desk.page("geschiedenis")[0].text
    refused = put_back(desk, 1, 3)
    assert (refused.status_code, "Open ze eerst weer" in refused.text) == (409, True)


def test_the_last_step_shows_the_rules_in_words_and_what_they_leave_open(desk):
    page, _values = desk.page("nakijken")
    assert "Selectieregels in woorden" in page.text
    assert "Deze vacature kan nog niet worden bekendgemaakt" not in page.text
    desk.save("spelregels", do="drop:scheme.reserve.answers[0]")
    desk.save("spelregels", do="drop:scheme.reserve.answers[0]")
    page, _values = desk.page("nakijken")
    assert "Wat aanvaarden, weigeren of niet antwoorden betekent voor de plaats in de reserve, is nog niet vastgelegd." in page.text
    assert "Vacature gereed verklaren" in page.text  # a procedure may be opened; publishing waits
    assert 'id="f-scheme-reserve-answers"' in desk.get("spelregels")


def test_every_competency_of_a_profile_gets_its_own_level(desk):
    desk.begin(title="Teamverantwoordelijke")
    answer = desk.save("competenties", {"profile:maastricht": "teammanager", "level:maastricht": "oik-8-10"}, do="levels:maastricht")
    assert answer.headers["Location"].endswith("/competenties?profiel=maastricht/teammanager&niveau=oik-8-10#profile-levels")
    assert desk.source.get("competencies") is None
    query = "?profiel=maastricht/teammanager&niveau=oik-8-10"
    _page, values = desk.page("competenties", query)
    fields = [name for name in values if name.startswith("each:maastricht/")]
    assert len(fields) > 3
    assert {values[name] for name in fields} == {"oik-8-10"}
    changes = {fields[0]: "oik-11-18", fields[1]: "-", fields[2]: ""}
    assert desk.save("competenties", changes, query=query, do="each:maastricht/teammanager").status_code == 303
    asked = {entry["competency"]: entry.get("level") for entry in desk.source["competencies"]}
    codes = [name.rpartition("/")[2] for name in fields]
    assert (asked[codes[0]], codes[1] in asked, asked[codes[2]]) == ("oik-11-18", False, None)
    assert {asked[code] for code in codes[3:]} == {"oik-8-10"}
    assert "al gekozen" in desk.page("competenties", query)[0].text
    assert "each:" not in desk.get("competenties", "?profiel=maastricht/bestaat-niet")


def test_an_amount_with_a_mark_between_thousands_is_told(desk):
    desk.save("verloning", {"salary.minimum": "2.500", "salary.maximum": "4100,50"})
    page, _values = desk.page("verloning")
    assert "2.500 zou gelezen worden als een klein bedrag met decimalen." in page.text
    assert "4100,50 zou" not in page.text
    assert "Laagste bedrag: 2.500 zou" in desk.page("nakijken")[0].text
    desk.save("verloning", {"salary.minimum": "2500"})
    assert "zou gelezen worden" not in desk.page("verloning")[0].text


def test_what_is_not_there_yet_is_asked_for_and_nothing_empty_is_shown(desk):
    desk.begin(title="Klusser")
    assert "Rondes: Voeg er minstens één toe." in desk.page("nakijken")[0].text
    assert "De vacature noemt geen uiterste datum voor kandidaturen." in desk.page("nakijken")[0].text
    assert "Onderdelen die bij gelijke totalen eerst vergeleken worden" not in desk.page("spelregels")[0].text
    choosing = desk.page("competenties")[0].text
    assert choosing.index("Kies uit een kader") < choosing.index("Vereiste competenties")  # first what there is to do
    desk.save("kandidatuur", {"application.deadline": "31/01/2027", "application.contact": "personeel@bestuur.example"})
    desk.save("spelregels", {"scheme.reserve": "1"})
    told = desk.page("geschiedenis")[0].text
    assert "Kandidaturen tot: “31/01/2027” toegevoegd" in told
    assert "Wie vragen beantwoordt: “personeel@bestuur.example” toegevoegd" in told
    assert "Wervingsreserve: “ja” toegevoegd" in told
