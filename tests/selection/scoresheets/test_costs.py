"""Queries stay fixed in number, and reading writes nothing."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from scoring.scheme import Neutralised
from selection.db import Base
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from selection.scoresheets import ahead, views
from selection.scoresheets.models import Rating
from selection.web import Application
from tests.factories_accounts import make_person
from tests.factories_scoresheets import PART, Panel, fields, make_panel_at_work, make_sheet
from tests.kept import Start

Work = Callable[[], AbstractContextManager[Session]]
Person = Callable[[UUID], Any]
pytestmark = pytest.mark.db
MOST_OF_A_SAVE = 14  # statements of the first save of a sheet, the begin and the key of the form with them
SESSION_TABLES = frozenset({"user_session", "security_line", "sign_in_attempt"})


@contextmanager
def counted(app: Application) -> Iterator[list[str]]:
    """The statements that the application sends within the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engines = (app.database.read_engine, app.database.write_engine)
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    for engine in engines:
        sa.event.remove(engine, "before_cursor_execute", note)


def filled(codes: int) -> Panel:
    """A panel that has submitted about half of the candidates."""
    panel = make_panel_at_work(codes=tuple(f"K{number:02d}" for number in range(1, codes + 1)))
    for number in range(1, codes // 2 + 1):
        for account_id in (panel.chair, *panel.members):
            make_sheet(panel, account_id, f"K{number:02d}")
    return panel


def test_queries_do_not_grow_with_candidates_and_sheets(work: Work, app: Application, as_person: Person) -> None:
    found = {}
    for size in (4, 24):
        with work():
            panel = filled(size)
        browser, last = as_person(panel.chair), f"K{size:02d}"
        browser.get("/taken")
        counts = []
        for path in ("/taken", panel.path("K01"), panel.path(last), panel.path(last, act="verplaatsen")):
            with counted(app) as sent:
                assert browser.get(path).status_code in {200, 409}
            counts.append(len(sent))
        with counted(app) as sent:
            assert browser.send(panel.path(last), **fields()).status_code == 303
        found[size] = [*counts, len(sent)]
    assert found[4] == found[24]
    assert max(found[4]) < 45
    assert found[4][-1] <= MOST_OF_A_SAVE


def test_a_form_is_read_before_its_request_stands_in_line(start: Start, as_person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = start(make_panel_at_work)
    browser = as_person(panel.chair)
    assert browser.send(panel.path("K01"), **fields()).status_code == 303  # from now on this process knows the rules
    monkeypatch.setattr(views, "sheet_form", None)
    assert browser.send(panel.path("K02"), **fields()).status_code == 303


def test_a_form_that_was_read_by_rules_that_hold_no_longer_is_read_again(work: Work, start: Start, as_person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        definition = definition_of(session.get_one(Procedure, panel.procedure))
    gone = Neutralised(part=PART, criterion="ervaring", reason="Vroeger.")
    monkeypatch.setitem(ahead._known, panel.procedure, replace(definition, scheme=replace(definition.scheme, neutralised=(gone,))))
    assert as_person(panel.chair).send(panel.path("K01"), **fields()).status_code == 303
    with work() as session:
        assert set(session.scalars(sa.select(Rating.criterion_code))) == {"motivatie", "ervaring"}


def test_reading_a_form_ahead_tells_nobody_anything(work: Work, as_person: Person) -> None:
    with work():
        panel, outsider = make_panel_at_work(), make_person().id
    assert as_person(panel.chair).send(panel.path("K01"), **fields()).status_code == 303
    for wrong in ({}, {"motivatie__rating": "eleven"}):
        assert as_person(outsider).send(panel.path("K01"), **fields(**wrong)).status_code == 404


def test_reading_writes_nothing(work: Work, as_person: Person) -> None:
    with work():
        panel = filled(4)
        make_sheet(panel, panel.chair, "K04", submitted=False)
    browser = as_person(panel.chair)
    before = _digest(work)
    for path in ("/taken", panel.path("K01"), panel.path("K03"), panel.path("K04"), panel.path("K04", act="indienen"), panel.path("K04", act="verplaatsen")):
        assert browser.get(path).status_code == 200
        assert browser.head(path).status_code == 200
    assert _digest(work) == before


def _digest(work: Work) -> str:
    whole = hashlib.sha256()
    with work() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in SESSION_TABLES:
                whole.update(repr(sorted(map(repr, session.execute(sa.select(table)).all()))).encode())
    return whole.hexdigest()


def test_a_form_sent_twice_has_one_effect(work: Work, start: Start, as_person: Person) -> None:
    panel = start(make_panel_at_work)
    browser, key = as_person(panel.chair), UUID(int=7)
    first = browser.send(panel.path("K01"), key, **fields())
    again = browser.send(panel.path("K01"), key, **fields())
    assert (first.status_code, first.location) == (again.status_code, again.location)
    with work() as session:
        assert session.execute(sa.text("select count(*) from sheet_revision")).scalar() == 1


def test_a_session_that_ends_while_typing_keeps_the_text(work: Work, start: Start, app: Application, as_person: Person) -> None:
    panel = start(make_panel_at_work)
    browser = as_person(panel.chair)
    token = browser.token()
    browser.send("/afmelden")
    reply = browser.post(panel.path("K01"), data={"csrf_token": token, **fields(motivatie__rationale="Lang getypt")})
    assert reply.status_code == 401
    assert "Lang getypt" not in browser.get("/aanmelden").text, "nobody else reads it"
    with work() as session:
        assert session.execute(sa.text("select count(*) from scoresheet")).scalar() == 0
