"""Who reads ratings without giving any, and what such a reader is not shown."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy.orm import Session

from selection.db import session
from selection.procedures.models import Procedure, SeatKind
from tests.factories import make_seat
from tests.factories_accounts import make_person
from tests.factories_rounds import close_as, everybody_submits, make_rounds
from tests.factories_scoresheets import make_sheet, rated
from tests.kept import Start

pytestmark = pytest.mark.db
Work = Callable[..., AbstractContextManager[Session]]


def compare_path(panel: Any, code: str = "K01") -> str:
    return f"/procedures/{panel.procedure}/rondes/gesprek/vergelijken/gesprek/{panel.candidates[code]}"


def test_a_deputy_chair_who_does_not_rate_finds_the_ratings_once_they_are_all_there(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        deputy = make_person()
        make_seat(session().get_one(Procedure, panel.procedure), deputy, "gesprek", SeatKind.DEPUTY_CHAIR, rates=False)
        everybody_submits(panel, "K01")
        make_sheet(panel, panel.chair, "K02")
    second, overview = as_person(deputy.id), f"/procedures/{panel.procedure}"
    page = second.get(overview).text
    assert f'href="{compare_path(panel, "K01")}"' in page
    assert compare_path(panel, "K02") not in page
    assert "nog niet elk blad is binnen" in page
    assert second.get(compare_path(panel, "K01")).status_code == 200
    assert compare_path(panel, "K01") not in as_person(panel.members[0]).get(overview).text


def test_undoing_a_consensus_is_shown_only_to_who_may_and_while_it_can_be_done(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        deputy = make_person()
        make_seat(session().get_one(Procedure, panel.procedure), deputy, "gesprek", SeatKind.DEPUTY_CHAIR, rates=False)
        everybody_submits(panel, "K01", rated("4"), rated("8"))
    chair, second = as_person(panel.chair), as_person(deputy.id)
    sent = {"c0-chosen": "6", "c0-reason": "Samen gewogen", "c0-seen": ""}
    assert chair.send(f"{compare_path(panel)}/consensus", criteria="motivatie", **sent).status_code == 303
    address = f"{compare_path(panel)}/consensus/ongedaan?criterium=motivatie"
    assert "/ongedaan" in chair.get(compare_path(panel)).text
    assert chair.get(address).status_code == 200
    for reader in (second, as_person(panel.members[0])):
        page = reader.get(compare_path(panel)).text
        assert "Samen gewogen" in page
        assert "/ongedaan" not in page
        assert reader.get(address).status_code == 404
    with work():
        close_as(panel, panel.chair)
    closed = chair.get(address)
    assert closed.status_code == 409
    assert "Deze is dat niet." in closed.text
