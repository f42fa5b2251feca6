"""The pages of a round, as the people of a procedure reach them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories_rounds import close_as, everybody_submits, make_rounds
from tests.factories_scoresheets import Panel, make_sheet, rated

pytestmark = pytest.mark.db
Work = Callable[..., AbstractContextManager[Session]]


def root(panel: Panel, round_code: str = "gesprek") -> str:
    return f"/procedures/{panel.procedure}/rondes/{round_code}"


def compare_path(panel: Panel, code: str = "K01", part: str = "gesprek") -> str:
    return f"{root(panel, part)}/vergelijken/{part}/{panel.candidates[code]}"


def test_the_chair_follows_compares_settles_and_closes(work: Work, as_person: Any) -> None:
    with work():
        panel = make_rounds(codes=("K01", "K02"))
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
