"""The pages of the panel, through real requests."""

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from selection.scoresheets.content import content_of
from selection.scoresheets.models import Scoresheet, SheetState
from tests.factories import close_rounds, definition_data
from tests.factories_scoresheets import Panel, fields, make_not_sitting, make_panel_at_work, make_sheet, procedure_of, rated
from tests.kept import Start
from vacancies import shipped_frameworks

Work = Callable[[], AbstractContextManager[Session]]
Person = Callable[[UUID], Any]
pytestmark = pytest.mark.db


@pytest.fixture
def panel(work: Work) -> Panel:
    with work():
        return make_panel_at_work()


def stored(work: Work) -> list[tuple[SheetState, dict[str, str]]]:
    with work() as session:
        return [(sheet.state, {code: answer.chosen for code, answer in content_of(sheet).answers.items()}) for sheet in session.scalars(sa.select(Scoresheet))]


def test_the_whole_way_from_task_to_submitted_sheet(panel: Panel, work: Work, as_person: Person) -> None:
    browser = as_person(panel.chair)
    tasks = browser.get("/taken")
    assert tasks.status_code == 200
    assert panel.path("K01") in tasks.text
    assert "Wat is aan mij" in tasks.text

    sheet = browser.get(panel.path("K01"))
    assert sheet.status_code == 200
    assert "Indienen voor K01" in sheet.text
    assert "Kandi Daat K01" in sheet.text
    assert "10 = 100\u00a0% van de punten" in sheet.text
    assert "Nodig: 15,00 van 30" in sheet.text

    saved = browser.send(panel.path("K01"), **fields("7", "", motivatie__rationale="Weet waarom"))
    assert (saved.status_code, saved.location) == (303, panel.path("K01"))
    again = browser.get(panel.path("K01"))
    assert "1 beoordeling, 1 motivering" in again.text
    assert "Weet waarom" in again.text
    assert "1 van 2" in again.text
    assert 'class="big"' not in again.text

    version = re.search(r'name="version" value="(\d+)"', again.text)
    assert version is not None
    on = browser.send(panel.path("K01"), **fields("7", "6", version=int(version[1]), motivatie__rationale="Weet waarom") | {"do": "submit"})
    assert (on.status_code, on.location) == (303, panel.path("K01", act="indienen"))
    confirm = browser.get(on.location)
    assert "Weet waarom" in confirm.text
    assert "19,00 van 30 punten" in confirm.text
    version = re.search(r'name="version" value="(\d+)"', confirm.text)
    assert version is not None
    done = browser.send(on.location, version=version[1])
    assert done.status_code == 303
    assert stored(work) == [(SheetState.SUBMITTED, {"motivatie": "7", "ervaring": "6"})]
    assert "Terugnemen" in browser.get(panel.path("K01")).text


def test_the_whole_form_can_be_saved_and_submitted_in_one_go(panel: Panel, work: Work, as_person: Person) -> None:
    reply = as_person(panel.chair).send(panel.path("K02", act="indienen"), **fields("10", "0,5"))
    assert reply.status_code == 303
    assert stored(work) == [(SheetState.SUBMITTED, {"motivatie": "10", "ervaring": "0.5"})]


@pytest.mark.parametrize(
    "bad",
    ["7,3", "10.5", "sNaN", "NaN", "Infinity", "1e1", "1_0", "１２", "٣", "-0", "-1", "12.5000000000000000000000001", "1e-400", "7;9", "0x7", "11"],
)
def test_bad_ratings_come_back_with_everything_that_was_typed(panel: Panel, work: Work, as_person: Person, bad: str) -> None:
    reply = as_person(panel.chair).send(panel.path("K01"), **fields(bad, "6", motivatie__rationale="Dit blijft staan"))
    assert reply.status_code == 422
    assert "staat niet op de schaal" in reply.text
    assert "Dit blijft staan" in reply.text
    assert bad in reply.text
    assert re.search(r'name="ervaring:rating" value="6" checked', reply.text)
    assert reply.text.index("error-summary") < reply.text.index("<h1")
    assert stored(work) == []


def test_a_button_that_is_not_ours_saves_nothing_and_keeps_what_was_typed(panel: Panel, work: Work, as_person: Person) -> None:
    reply = as_person(panel.chair).send(panel.path("K01"), **(fields("8", "6", motivatie__rationale="Dit blijft staan") | {"do": "zap"}))
    assert reply.status_code == 422
    assert "een knop die niet van ons is" in reply.text
    assert "Dit blijft staan" in reply.text
    assert stored(work) == []


@pytest.mark.parametrize("bad", ["sNaN", "NaN", "1e1", "1_0", "１２", "-0", "70.5", "71", "12.5000000000000000000000001", "1e-400"])
def test_bad_points_come_back_as_typed(work: Work, start: Start, as_person: Person, bad: str) -> None:
    panel = start(make_panel_at_work, data=_direct_only(), rounds=("interview",))
    reply = as_person(panel.chair).send(panel.path("K01", "interview"), version="0", points=bad, remark="Blijft")
    assert reply.status_code == 422
    assert f'value="{bad}"' in reply.text
    assert "Blijft" in reply.text
    assert stored(work) == []


def _direct_only() -> dict[str, Any]:
    data = definition_data()
    return data | {"rounds": data["rounds"][2:]}


def test_a_directly_marked_part_takes_points_and_a_rationale(start: Start, as_person: Person) -> None:
    panel = start(make_panel_at_work, data=_direct_only(), rounds=("interview",))
    browser = as_person(panel.chair)
    assert browser.send(panel.path("K01", "interview"), version="0", points="44,5", remark="Sterk").status_code == 303
    page = browser.get(panel.path("K01", "interview")).text
    assert 'value="44,5"' in page
    assert "44,50" in page
    incomplete = browser.send(panel.path("K02", "interview"), version="0", points="", remark="Zonder punten", do="submit")
    assert incomplete.status_code == 422
    assert "Zonder punten" in incomplete.text


def test_an_incomplete_sheet_is_not_submitted_and_nothing_is_lost(panel: Panel, work: Work, as_person: Person) -> None:
    browser = as_person(panel.chair)
    for path in (panel.path("K01"), panel.path("K01", act="indienen")):
        reply = browser.send(path, **fields("7", "not_observed", motivatie__rationale="Bijna klaar") | {"do": "submit"})
        assert reply.status_code == 422
        assert "Bijna klaar" in reply.text
        assert 'href="#ervaring:reason"' in reply.text
    assert stored(work) == []
    assert browser.send(panel.path("K01"), **fields("7", "")).status_code == 303
    assert "Ervaring" in browser.get(panel.path("K01", act="indienen")).text
    refused = browser.send(panel.path("K01", act="indienen"), version="1")
    assert refused.status_code == 409
    assert "Ervaring" in refused.text


def test_texts_over_their_limit_come_back_whole(panel: Panel, work: Work, as_person: Person) -> None:
    long = "woord " * 1700
    browser = as_person(panel.chair)
    reply = browser.send(panel.path("K01"), **fields(motivatie__rationale=long))
    assert reply.status_code == 422
    assert long.strip() in reply.text
    reply = browser.send(panel.path("K01"), **fields("7", "not_observed", ervaring__reason="x" * 2001))
    assert reply.status_code == 422
    assert "x" * 2001 in reply.text
    assert stored(work) == []


def test_two_tabs_give_both_texts_and_a_button_to_keep_mine(panel: Panel, work: Work, as_person: Person) -> None:
    first, second = as_person(panel.chair), as_person(panel.chair)
    assert first.send(panel.path("K01"), **fields("7", "6", motivatie__rationale="Eerste tekst")).status_code == 303
    reply = second.send(panel.path("K01"), **fields("3", "6", motivatie__rationale="Tweede tekst"))
    assert reply.status_code == 409
    assert "Eerste tekst" in reply.text
    assert "Tweede tekst" in reply.text
    assert stored(work) == [(SheetState.DRAFT, {"motivatie": "7", "ervaring": "6"})]
    version = re.search(r'name="version" value="(\d+)"', reply.text)
    assert version is not None
    kept = second.send(panel.path("K01"), **fields("3", "6", version=int(version[1]), motivatie__rationale="Tweede tekst"))
    assert kept.status_code == 303
    assert stored(work) == [(SheetState.DRAFT, {"motivatie": "3", "ervaring": "6"})]


def test_a_field_twice_is_refused(panel: Panel, work: Work, as_person: Person) -> None:
    reply = as_person(panel.chair).send(panel.path("K01"), **fields() | {"motivatie:rating": ["7", "9"]})
    assert reply.status_code == 400
    assert stored(work) == []


@pytest.mark.parametrize("version", ["", "-1", "x", "1.0", "٣", "99999999999"])
def test_a_form_without_a_version_of_ours_is_refused(panel: Panel, work: Work, as_person: Person, version: str) -> None:
    assert as_person(panel.chair).send(panel.path("K01"), **fields() | {"version": version}).status_code == 422
    assert stored(work) == []


def test_what_cannot_be_written_is_said_in_a_sentence(panel: Panel, work: Work, as_person: Person) -> None:
    browser = as_person(panel.members[0])
    with work():
        make_not_sitting(panel, panel.members[0], "K01", "recused")
    page = browser.get(panel.path("K01"))
    assert (page.status_code, "belangenconflict" in page.text) == (200, True)
    assert "Indienen voor" not in page.text
    assert browser.send(panel.path("K01"), **fields()).status_code == 409
    later = browser.get(panel.path("K01", "interview"))
    assert "nog niet open" in later.text
    with work():
        close_rounds(procedure_of(panel), "gesprek")
    assert "afgesloten" in browser.get(panel.path("K02")).text
    lost = browser.send(panel.path("K02"), **fields(motivatie__rationale="Te laat getypt"))
    assert (lost.status_code, "Te laat getypt" in lost.text) == (409, True)


def test_verdict_parts_other_procedures_and_strangers_answer_404(panel: Panel, work: Work, as_person: Person) -> None:
    with work():
        other = make_panel_at_work()
    browser = as_person(panel.chair)
    mixed = f"/taken/{panel.procedure}/gesprek/{other.candidates['K01']}"
    for path in (panel.path("K01", "assessment"), panel.path("K01", "niets"), other.path("K01"), mixed):
        for act in ("", "/indienen", "/verplaatsen"):
            assert browser.get(path + act).status_code == 404
        for act in ("", "/indienen", "/terugnemen", "/verplaatsen"):
            assert browser.send(path + act, **fields()).status_code == 404
    assert stored(work) == []


def test_taking_back_is_a_button_while_nobody_could_read(panel: Panel, work: Work, as_person: Person) -> None:
    browser = as_person(panel.chair)
    with work():
        version = make_sheet(panel, panel.chair).version
    assert "Terugnemen" in browser.get(panel.path("K01")).text
    assert browser.send(panel.path("K01", act="terugnemen"), version=str(version)).status_code == 303
    assert stored(work)[0][0] == SheetState.DRAFT
    assert "niet meer wat het blad zegt" in browser.get(panel.path("K01")).text
    with work():
        make_sheet(panel, panel.members[0])
    assert browser.send(panel.path("K01", act="indienen"), version=str(version + 1)).status_code == 303
    page = browser.get(panel.path("K01"))
    assert "Terugnemen" not in page.text
    assert "samen" in page.text
    assert browser.send(panel.path("K01", act="terugnemen"), version=str(version + 2)).status_code == 409


def test_moving_a_draft(panel: Panel, work: Work, as_person: Person) -> None:
    browser = as_person(panel.chair)
    with work():
        version = make_sheet(panel, panel.chair, "K01", submitted=False).version
        make_sheet(panel, panel.chair, "K02", submitted=False)
    page = browser.get(panel.path("K01", act="verplaatsen")).text
    assert str(panel.candidates["K03"]) in page
    assert f'value="{panel.candidates["K02"]}"' not in page
    assert browser.send(panel.path("K01", act="verplaatsen"), version=str(version), candidate="").status_code == 422
    assert browser.send(panel.path("K01", act="verplaatsen"), version=str(version), candidate=str(panel.candidates["K02"])).status_code == 422
    done = browser.send(panel.path("K01", act="verplaatsen"), version=str(version), candidate=str(panel.candidates["K03"]))
    assert (done.status_code, done.location) == (303, panel.path("K03"))
    assert browser.get(panel.path("K01", act="verplaatsen")).status_code == 409


def test_both_languages_and_no_score_of_a_draft_in_the_list(panel: Panel, work: Work, as_person: Person) -> None:
    browser = as_person(panel.chair)
    with work():
        make_sheet(panel, panel.chair, "K01", submitted=False, content=rated("8.5", "9.5", words="Alleen van mij"))
    page = browser.get("/taken").text
    assert "Concept, 2 van 2" in page
    assert "8,5" not in page
    assert "Alleen van mij" not in page
    browser.send("/taal", lang="en", back="/taken")
    assert "What is up to me" in browser.get("/taken").text
    assert "10 = 100% of the points" in browser.get(panel.path("K01")).text


def test_beside_a_competency_stand_the_asked_level_or_the_whole_ladder_and_beside_a_topic_nothing(start: Start, as_person: Person) -> None:
    data = definition_data()
    data["rounds"][0]["parts"][0]["criteria"] = [
        {"competency": "samenwerken", "framework": "maastricht", "level": "oik-8-10", "minimum": "4"},
        {"competency": "analyseren", "framework": "woordenboek"},
        {"topic": "motivatie", "title": "Motivatie"},
    ]
    ladder = shipped_frameworks()["woordenboek"].competency("analyseren")
    asked = shipped_frameworks()["maastricht"].competency("samenwerken")
    assert ladder is not None
    assert asked is not None
    panel = start(make_panel_at_work, data=data)
    page = html.unescape(as_person(panel.chair).get(panel.path("K01")).text)
    level = asked.level("oik-8-10")
    assert level is not None
    for indicator in level.indicators:
        assert indicator.text in page
    others = [indicator.text for other in asked.levels if other.code != "oik-8-10" for indicator in other.indicators]
    assert others
    assert not any(text in page for text in others)
    assert len(ladder.levels) > 1
    assert all(indicator.text in page for rung in ladder.levels for indicator in rung.indicators)
    assert "Van zwak naar sterk" in page
    assert "Minimum: 4" in page
    motivation = page[page.index('id="c-3"') :]
    assert "<details" not in motivation[: motivation.index("</section>")]
