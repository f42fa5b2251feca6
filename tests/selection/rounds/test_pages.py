"""The pages of a round, as the people of a procedure reach them."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from selection.db import session
from selection.procedures.models import Procedure, SeatKind
from selection.scoresheets.content import Answer, Content
from tests.factories import close_rounds, definition_data, make_seat
from tests.factories_accounts import make_person
from tests.factories_rounds import close_as, data_with_tolerance, everybody_submits, make_rounds, make_submitted, marks
from tests.factories_scoresheets import Panel, make_sheet, rated
from tests.kept import Start

pytestmark = pytest.mark.db
Work = Callable[..., AbstractContextManager[Session]]


@contextmanager
def counted(app: Any) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    seen: list[str] = []

    def executed(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    sa.event.listen(app.database.read_engine, "before_cursor_execute", executed)
    try:
        yield seen
    finally:
        sa.event.remove(app.database.read_engine, "before_cursor_execute", executed)


def root(panel: Panel, round_code: str = "gesprek") -> str:
    return f"/procedures/{panel.procedure}/rondes/{round_code}"


def compare_path(panel: Panel, code: str = "K01", part: str = "gesprek") -> str:
    return f"{root(panel, part)}/vergelijken/{part}/{panel.candidates[code]}"


def test_the_chair_follows_compares_settles_and_closes(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        everybody_submits(panel, "K01", rated("4"), rated("7", words="Sterk betoog"))
        everybody_submits(panel, "K02")
    chair = as_person(panel.chair)
    page = chair.get(root(panel))
    assert page.status_code == 200
    assert "6 van 6 scorebladen ingediend" in page.text
    page = chair.get(f"{root(panel)}/afsluiten")
    assert "Kandidaat K01: consensus nodig voor Motivatie" in page.text
    assert "De beoordelingen liggen tussen 4 en 7; het toegelaten verschil is 2." in page.text
    assert "De knop komt hier zodra alles in orde is." in page.text
    assert ">Ronde afsluiten<" not in page.text
    page = chair.get(compare_path(panel))
    assert page.status_code == 200
    assert "Sterk betoog" in page.text
    reply = chair.send(f"{compare_path(panel)}/consensus", criteria="motivatie", **{"c0-chosen": "5,5", "c0-reason": "", "c0-seen": ""})
    assert reply.status_code == 422
    assert "Motivatie: schrijf waarom de jury 5,5 geeft." in reply.text
    assert 'value="5,5"' in reply.text
    reply = chair.send(f"{compare_path(panel)}/consensus", criteria="motivatie", **{"c0-chosen": "5,5", "c0-reason": "Samen gewogen", "c0-seen": ""})
    assert reply.status_code == 303
    assert "Samen gewogen" in chair.get(compare_path(panel)).text
    page = chair.get(f"{root(panel)}/afsluiten")
    assert "Er ontbreekt niets" in page.text
    reply = chair.send(f"{root(panel)}/afsluiten", version="1")
    assert reply.status_code == 303
    page = chair.get(reply.location)
    assert "2 kandidaten gaan verder naar “Assessment”" in page.text


CANARIES = ("Kanarievogel", "Geelgors", "9,5", "9.5", "8,5", "8.5")


def pages_of(panel: Panel, browser: Any) -> list[str]:
    """Every page of the open round that a person could ask for."""
    sheets = browser.get(root(panel)).text.split("/bladen/")[1:]
    found = [root(panel), f"{root(panel)}/afsluiten", compare_path(panel), compare_path(panel, "K02"), f"/procedures/{panel.procedure}"]
    found += [f"{root(panel)}?onderdeel=gesprek&criterium=ervaring", f"{root(panel)}/bladen/{sheets[0].split('/')[0]}/heropenen"] if sheets else []
    return found


def leaked(text: str) -> list[str]:
    """Planted words and figures in a page; the coordinates of icons are no figures."""
    told = re.sub(r'<svg class="icon".*?</svg>', "", text, flags=re.DOTALL)
    return [canary for canary in CANARIES if canary in told]


def with_canaries(panel: Panel) -> None:
    for code in ("K01", "K02"):
        everybody_submits(panel, code, rated("9.5", "8.5", words="Kanarievogel zag het Geelgors"), rated("2", "8.5"))


def test_hr_sees_no_value_of_an_open_round_on_any_page_and_values_once_closed(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        with_canaries(panel)
    hr, chair = as_person(panel.hr), as_person(panel.chair)
    walked = pages_of(panel, hr)
    assert len(walked) == 7
    for path in walked:
        page = hr.get(path)
        assert page.status_code == 200, path
        assert not leaked(page.text), path
    assert "Kanarievogel" in chair.get(compare_path(panel)).text
    for code in ("K01", "K02"):
        sent = {"c0-chosen": "6", "c0-reason": "Samen gewogen", "c0-seen": ""}
        assert chair.send(f"{compare_path(panel, code)}/consensus", criteria="motivatie", **sent).status_code == 303
    assert "Samen gewogen" not in hr.get(compare_path(panel)).text
    assert chair.send(f"{root(panel)}/afsluiten", version="1").status_code == 303
    assert "Kanarievogel" in hr.get(compare_path(panel)).text
    page = hr.get(root(panel))
    assert "Wie verdergaat naar “Assessment”" in page.text
    assert "23,00" in page.text


def test_a_secretary_sees_progress_and_never_a_value(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        secretary = make_person()
        make_seat(session().get_one(Procedure, panel.procedure), secretary, "gesprek", SeatKind.SECRETARY)
        with_canaries(panel)
    browser = as_person(secretary.id)
    page = browser.get(root(panel))
    assert "6 van 6 scorebladen ingediend" in page.text
    assert not leaked(page.text)
    for path in (f"{root(panel)}/afsluiten", compare_path(panel), f"{root(panel)}/heropenen"):
        assert browser.get(path).status_code == 404, path
    overview = browser.get(f"/procedures/{panel.procedure}").text
    assert f'href="{root(panel)}"' in overview
    assert "Bij Scores zie je wie heeft ingediend" in overview
    assert "staan bij je taken" not in overview


def test_a_secretary_is_offered_only_the_rounds_that_are_followed(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        secretary = make_person()
        procedure = session().get_one(Procedure, panel.procedure)
        make_seat(procedure, secretary, "gesprek", SeatKind.SECRETARY)
        make_seat(procedure, secretary, "interview", SeatKind.OBSERVER)
    browser = as_person(secretary.id)
    assert f'href="{root(panel, "interview")}"' not in browser.get(root(panel)).text
    assert browser.get(root(panel, "interview")).status_code == 404


def test_an_observer_follows_no_round_and_is_told_what_there_is(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        observer = make_person()
        make_seat(session().get_one(Procedure, panel.procedure), observer, "gesprek", SeatKind.OBSERVER)
        with_canaries(panel)
    browser = as_person(observer.id)
    for path in (root(panel), f"{root(panel)}/afsluiten", compare_path(panel), f"{root(panel)}/heropenen"):
        assert browser.get(path).status_code == 404, path
    overview = browser.get(f"/procedures/{panel.procedure}").text
    assert "hebt niets in te vullen" in overview
    assert "staan bij je taken" not in overview
    assert "/rondes/" not in overview


def test_the_last_round_does_not_promise_a_next_one(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01",))
    chair = as_person(panel.chair)
    assert "de volgende ronde gaat vanzelf open" in chair.get(f"{root(panel)}/afsluiten").text
    with work():
        close_rounds(session().get_one(Procedure, panel.procedure), "gesprek", "assessment")
    page = chair.get(f"{root(panel, 'interview')}/afsluiten").text
    assert "de volgende ronde" not in page
    assert "daarna kan de rangschikking gelezen worden" in page


def test_a_member_compares_after_submitting_and_follows_no_round(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        make_sheet(panel, panel.chair, "K01", content=rated("9.5", words="Kanarievogel"))
    member = as_person(panel.members[0])
    page = member.get(compare_path(panel))
    assert page.status_code == 200
    assert "zodra je de jouwe hebt ingediend" in page.text
    assert "Kanarievogel" not in page.text
    with work():
        make_sheet(panel, panel.members[0], "K01")
    page = member.get(compare_path(panel))
    assert "Kanarievogel" in page.text
    assert "Consensus vastleggen" not in page.text
    sent = {"c0-chosen": "6", "c0-reason": "Alleen beslist", "c0-seen": ""}
    assert member.send(f"{compare_path(panel)}/consensus", criteria="motivatie", **sent).status_code == 409
    for path in (root(panel), f"{root(panel)}/afsluiten", f"{root(panel)}/heropenen"):
        assert member.get(path).status_code == 404, path
    assert member.send(f"{root(panel)}/afsluiten", version="1").status_code == 404


def test_closing_with_something_missing_is_refused_with_the_list(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        make_sheet(panel, panel.chair, "K01")
    chair = as_person(panel.chair)
    reply = chair.send(f"{root(panel)}/afsluiten", version="1")
    assert reply.status_code == 409
    assert "De ronde kan nog niet worden afgesloten. Dit ontbreekt:" in reply.text
    assert "Kandidaat K01: nog 2 scorebladen in te dienen voor Verkennend gesprek" in reply.text
    assert as_person(panel.hr).send(f"{root(panel)}/afsluiten", version="1").status_code == 403


def test_chair_and_deputy_who_settle_at_once_both_keep_their_words(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        deputy = make_person()
        make_seat(session().get_one(Procedure, panel.procedure), deputy, "gesprek", SeatKind.DEPUTY_CHAIR, rates=False)
        everybody_submits(panel, "K01", rated("4"), rated("8"))
    address = f"{compare_path(panel)}/consensus"
    chair, second = as_person(panel.chair), as_person(deputy.id)
    sent = {"c0-chosen": "6", "c0-reason": "Woorden van de voorzitter", "c0-seen": ""}
    assert chair.send(address, criteria="motivatie", **sent).status_code == 303
    with work():
        seat = next(seat for seat in session().get_one(Procedure, panel.procedure).seats if seat.account_id == panel.chair and seat.round_code == "gesprek")
        seat.away_reason = "Weggeroepen"
    sent = {"c0-chosen": "5", "c0-reason": "Woorden van de plaatsvervanger", "c0-seen": ""}
    reply = second.send(address, criteria="motivatie", **sent)
    assert reply.status_code == 409
    assert "Woorden van de voorzitter" in reply.text
    assert "Woorden van de plaatsvervanger" in reply.text
    assert "Woorden van de voorzitter" in second.get(compare_path(panel)).text


def test_a_consensus_off_the_scale_is_told_beside_its_criterion(start: Start, as_person: Any) -> None:
    panel = start(make_submitted, rated("4"), rated("8"))
    chair = as_person(panel.chair)
    reply = chair.send(f"{compare_path(panel)}/consensus", criteria="motivatie", **{"c0-chosen": "6,3", "c0-reason": "Bijna", "c0-seen": ""})
    assert reply.status_code == 422
    assert "Motivatie: " in reply.text
    assert 'value="6,3"' in reply.text
    assert "Bijna" in reply.text
    assert chair.send(f"{compare_path(panel)}/consensus", **{"c0-chosen": "6"}).status_code == 422


def test_the_chair_undoes_a_consensus_with_a_reason(start: Start, as_person: Any) -> None:
    panel = start(make_submitted, rated("4"), rated("8"))
    chair = as_person(panel.chair)
    sent = {"c0-chosen": "6", "c0-reason": "Samen gewogen", "c0-seen": ""}
    assert chair.send(f"{compare_path(panel)}/consensus", criteria="motivatie", **sent).status_code == 303
    address = f"{compare_path(panel)}/consensus/ongedaan?criterium=motivatie"
    seen = chair.get(address).text.split('name="seen"')[1].split('value="')[1].split('"')[0]
    assert as_person(panel.members[0]).get(address).status_code == 404
    assert chair.send(address, seen=seen, reason="").status_code == 422
    assert chair.send(address, seen=seen, reason="Te vlug beslist").status_code == 303
    assert "Meer dan 2 uit elkaar" in chair.get(compare_path(panel)).text
    assert chair.get(address).status_code == 404


def test_a_consensus_for_a_labelled_scale_is_chosen_from_its_labels(work: Work, start: Start, as_person: Any) -> None:
    data = data_with_tolerance("1", scale="oordeel")
    data["scales"] = {"oordeel": {"labels": ["onvoldoende", "enigszins onvoldoende", "normaal", "goed", "uitstekend"]}}
    panel = start(make_rounds, codes=("K01",), data=data)
    with work():
        low = Content(answers={code: Answer(position=0, chosen="onvoldoende") for code in ("motivatie", "ervaring")})
        high = Content(answers={code: Answer(position=4, chosen="uitstekend") for code in ("motivatie", "ervaring")})
        everybody_submits(panel, "K01", low, high)
    chair = as_person(panel.chair)
    page = chair.get(compare_path(panel))
    assert '<option value="goed">' in page.text
    sent = {f"c{number}-{name}": value for number in (0, 1) for name, value in (("chosen", "goed"), ("reason", "Samen gewogen"), ("seen", ""))}
    reply = chair.send(f"{compare_path(panel)}/consensus", criteria="motivatie,ervaring", **sent)
    assert reply.status_code == 303
    assert "Consensus goed" in chair.get(compare_path(panel)).text


def test_reopening_is_proposed_seen_by_the_other_side_and_decided(start: Start, as_person: Any) -> None:
    panel = start(make_submitted)
    hr, chair, member = as_person(panel.hr), as_person(panel.chair), as_person(panel.members[0])
    address = "/procedures" + hr.get(root(panel)).text.split("/heropenen")[0].rsplit("/procedures", 1)[1] + "/heropenen"
    assert hr.get(address).status_code == 200
    assert hr.send(address, reason=" ").status_code == 422
    assert hr.send(address, reason="Verkeerde kandidaat").status_code == 303
    assert "Het voorstel wacht op een beslissing." in hr.get(address).text
    assert "stelt voor: Het blad van" in chair.get(f"/procedures/{panel.procedure}").text
    page = chair.get(root(panel))
    decision = f"/procedures/{panel.procedure}/voorstellen/" + page.text.split("/voorstellen/")[1].split('"')[0]
    assert member.get(decision).status_code == 404
    assert hr.send(decision, answer="approve", version="1").status_code == 403
    assert chair.send(decision, answer="refuse", reason="", version="1").status_code == 422
    assert chair.send(decision, answer="approve", reason="", version="1").status_code == 303
    assert "Goedgekeurd door" in hr.get(decision).text
    assert "2 van 3 scorebladen ingediend" in hr.get(root(panel)).text


def test_reopening_a_round_shows_its_effect_before_and_a_correction_after(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_submitted)
    with work():
        close_as(panel, panel.chair)
    hr, chair = as_person(panel.hr), as_person(panel.chair)
    page = hr.get(f"{root(panel)}/heropenen")
    assert "Heropenen zelf verandert niets" in page.text
    assert "Nog niets." in page.text
    assert hr.send(f"{root(panel)}/heropenen", reason="Verwisseld").status_code == 303
    decision = f"/procedures/{panel.procedure}/voorstellen/" + chair.get(root(panel)).text.split("/voorstellen/")[1].split('"')[0]
    assert "Weer open" in chair.get(decision).text
    reply = chair.send(decision, answer="approve", version="2")
    assert reply.status_code == 303
    assert "3 van 3 scorebladen ingediend" in hr.get(root(panel)).text


@pytest.mark.parametrize("path", ["", "/afsluiten", "?onderdeel=gesprek&criterium=ervaring"])
@pytest.mark.parametrize("who", ["chair", "hr"])
def test_three_candidates_and_thirty_need_the_same_queries(path: str, who: str, app: Any, start: Start, as_person: Any) -> None:
    counts = []
    for codes in (3, 30):
        panel = start(make_submitted, rated("4"), rated("8"), codes=tuple(f"K{number:02d}" for number in range(1, codes + 1)), members=1)
        browser = as_person(getattr(panel, who))
        browser.get(root(panel) + path)
        with counted(app) as seen:
            assert browser.get(root(panel) + path).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert 5 <= counts[0] <= 45


def test_the_overview_tells_points_of_closed_rounds_and_sheets_of_the_open_one(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        everybody_submits(panel, "K01", rated("6", "6"))
        everybody_submits(panel, "K02", rated("2", "2"))
    hr = as_person(panel.hr)
    page = hr.get(f"/procedures/{panel.procedure}")
    assert "6 van 6 scorebladen ingediend" in page.text
    assert "3 van 3 bladen" in page.text
    assert "18,00" not in page.text
    with work():
        close_as(panel, panel.chair)
    page = hr.get(f"/procedures/{panel.procedure}")
    assert "1 van 2 geslaagd" in page.text
    assert "18,00" in page.text
    assert "6,00" in page.text
    assert "Niet geslaagd" in page.text


def test_consensus_points_are_settled_on_a_part_marked_directly(work: Work, start: Start, as_person: Any) -> None:
    data = definition_data()
    data["rounds"] = [data["rounds"][2]]
    data["rounds"][0]["parts"][0] |= {"tolerance": "10"}
    panel = start(make_rounds, codes=("K01",), data=data, rounds=("interview",))
    with work():
        everybody_submits(panel, "K01", marks("40"), marks("55.5"), part="interview")
    chair = as_person(panel.chair)
    path = compare_path(panel, part="interview")
    assert "Punten, van 0 tot 70." in chair.get(path).text
    reply = chair.send(f"{path}/consensus", criteria="", **{"c0-chosen": "70,5", "c0-reason": "Te veel", "c0-seen": ""})
    assert reply.status_code == 422
    reply = chair.send(f"{path}/consensus", criteria="", **{"c0-chosen": "48,25", "c0-reason": "Samen gewogen", "c0-seen": ""})
    assert reply.status_code == 303
    assert "48,25" in chair.get(path).text
    assert "Er ontbreekt niets" in chair.get(f"{root(panel, 'interview')}/afsluiten").text


def test_a_planned_round_says_when_it_opens_and_shows_nobody(start: Start, as_person: Any) -> None:
    panel = start(make_submitted)
    for who in (panel.chair, panel.hr):
        browser = as_person(who)
        page = browser.get(root(panel, "interview"))
        assert "Deze ronde is nog niet open" in page.text
        assert "K01" not in page.text
        assert browser.get(compare_path(panel, part="interview")).status_code == 404
        assert browser.get(f"{root(panel, 'interview')}/afsluiten").status_code == 303
        assert browser.get(f"{root(panel, 'interview')}/heropenen").status_code == 409


def test_every_page_reads_in_english_too(start: Start, as_person: Any) -> None:
    panel = start(make_submitted, rated("4"), rated("7.5"))
    chair = as_person(panel.chair)
    chair.send("/taal", lang="en", back="/")
    assert "3 of 3 sheets submitted. Still missing: one consensus." in chair.get(root(panel)).text
    assert "Candidate K01: consensus needed for Motivatie" in chair.get(f"{root(panel)}/afsluiten").text
    page = chair.get(compare_path(panel)).text
    assert "More than 2 apart" in page
    assert "7.5" in page
