"""What is up to me, per procedure and day: which day comes first, what is said of candidates without one, and where planning plugs in."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from selection.procedures import registry
from selection.scoresheets.days import When, sections, spread, when
from tests.factories import definition_data
from tests.factories_scoresheets import Panel, make_panel_at_work, make_sheet

Work = Callable[..., AbstractContextManager[Session]]
Person = Callable[[UUID], Any]
TODAY = date(2026, 11, 23)
BEFORE, AFTER, LATER = date(2026, 11, 20), date(2026, 11, 24), date(2026, 12, 1)


@dataclass(frozen=True)
class Falls:
    """Something that falls on days."""

    name: str
    days: tuple[date, ...]


def test_a_candidate_falls_on_the_own_day_and_without_one_on_all_days_of_the_round() -> None:
    tasks = [("a", "K01"), ("b", "K02"), ("c", "K03")]
    assert spread([AFTER, TODAY], tasks) == {(TODAY, AFTER): ["K01", "K02", "K03"]}
    assert spread([AFTER, TODAY], tasks, {"b": AFTER, "c": LATER}) == {(TODAY, AFTER): ["K01"], (AFTER,): ["K02"], (LATER,): ["K03"]}
    assert spread([], tasks[:1]) == {(): ["K01"]}
    assert spread([TODAY], []) == {}


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ((), When.UNSET),
        ((TODAY,), When.TODAY),
        ((BEFORE, TODAY), When.TODAY),
        ((BEFORE, AFTER), When.COMING),
        ((AFTER, LATER), When.COMING),
        ((date(2026, 11, 19), BEFORE), When.PAST),
    ],
)
def test_how_days_stand_to_today(days: tuple[date, ...], state: When) -> None:
    assert when(days, TODAY) == state


def test_today_comes_first_then_what_comes_then_what_has_no_day_then_what_is_past() -> None:
    older = date(2026, 11, 2)
    falls = [(older,), (), (LATER,), (BEFORE,), (BEFORE, AFTER), (AFTER,), (BEFORE, TODAY), (TODAY,)]
    found = sections([Falls(str(number), days) for number, days in enumerate(falls)] + [Falls("again", (TODAY,))], TODAY)
    assert [section.days for section in found] == [(TODAY,), (BEFORE, TODAY), (AFTER,), (BEFORE, AFTER), (LATER,), (), (BEFORE,), (older,)]
    assert [group.name for group in found[0].groups] == ["7", "again"]
    assert found[1].marks == [(BEFORE, When.PAST), (TODAY, When.TODAY)]


def panel_on(work: Work, *days: date, codes: tuple[str, ...] = ("K01", "K02")) -> Panel:
    data = definition_data()
    data["rounds"][0]["dates"] = list(days)
    with work():
        return make_panel_at_work(data=data, codes=codes)


def days_of(page: str) -> list[tuple[str, list[str]]]:
    """The headings of the page, each with the codes under it."""
    parts = re.split(r'<h2 id="day-\d+">([^<]*)</h2>', page)
    return [(title, re.findall(r'<span class="code">([^<]*)</span>', text)) for title, text in zip(parts[1::2], parts[2::2], strict=True)]


@pytest.mark.db
def test_a_round_of_one_day_stands_under_that_day_and_says_nothing_more(work: Work, as_person: Person) -> None:
    panel = panel_on(work, TODAY)
    page = as_person(panel.chair).get("/taken").text
    assert days_of(page) == [("Maandag 23 november 2026", ["K01", "K02"])]
    assert "Vandaag" in page
    assert "geen dag" not in page


@pytest.mark.db
def test_a_round_of_several_days_shows_them_and_says_that_nobody_is_bound_to_one(work: Work, as_person: Person) -> None:
    panel = panel_on(work, BEFORE, TODAY, AFTER)
    page = as_person(panel.chair).get("/taken").text
    assert days_of(page) == [("Vr 20 nov, ma 23 nov en di 24 nov", ["K01", "K02"])]
    assert all(word in page for word in ("vrijdag 20 november 2026", "Voorbij", "Vandaag", "dinsdag 24 november 2026", "Nog te komen"))
    assert "Er is geen dag per kandidaat vastgelegd" in page


@pytest.mark.db
def test_a_round_without_dates_says_so(work: Work, as_person: Person) -> None:
    page = as_person(panel_on(work).chair).get("/taken").text
    assert days_of(page) == [("Zonder dag", ["K01", "K02"])]
    assert "Voor deze ronde is geen dag vastgelegd." in page


@pytest.mark.db
def test_planned_days_bind_candidates_and_the_first_one_of_today_is_gone_on_with(work: Work, as_person: Person) -> None:
    panel = panel_on(work, BEFORE, TODAY, AFTER, codes=("K01", "K02", "K03", "K04"))
    planned = {(panel.candidates[code], "gesprek"): day for code, day in (("K01", AFTER), ("K02", BEFORE), ("K03", TODAY))}
    asked = []

    def moments(procedure_ids: frozenset[UUID]) -> dict[tuple[UUID, str], datetime]:
        asked.append(procedure_ids)
        return {key: datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC) for key, day in planned.items()}

    with work():
        for account_id in panel.members:
            make_sheet(panel, account_id, "K03")
    registry.candidate_moments.register(moments)
    try:
        page = as_person(panel.chair).get("/taken").text
    finally:
        registry.candidate_moments.forget(moments)
    assert days_of(page) == [
        ("Maandag 23 november 2026", ["K03"]),
        ("Vr 20 nov, ma 23 nov en di 24 nov", ["K04"]),
        ("Dinsdag 24 november 2026", ["K01"]),
        ("Vrijdag 20 november 2026", ["K02"]),
    ]
    assert "Voor deze kandidaten is geen dag vastgelegd." in page
    assert page.count("10:30") == 4  # in the tables of the three who have an hour, and beside the one to go on with
    assert panel.path("K03") in page[page.index('id="now"') : page.index('id="day-1"')]
    assert page.count("0 van 1 ingediend") == 4  # the sheets of the others about K03 are counted nowhere
    assert asked == [frozenset({panel.procedure})]
