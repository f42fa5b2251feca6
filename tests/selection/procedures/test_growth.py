"""The number of queries of a page does not grow with its rows."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from selection import audit
from selection.accounts.models import Account
from selection.procedures import queries
from selection.procedures.models import Procedure, SeatKind
from tests.factories import make_procedure, make_seat
from tests.factories_accounts import make_person

pytestmark = pytest.mark.db


@contextmanager
def counted(app):
    seen = []

    def executed(connection, cursor, statement, *rest):
        seen.append(statement)

    engines = (app.database.read_engine, app.database.write_engine)
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", executed)
    try:
        yield seen
    finally:
        for engine in engines:
            sa.event.remove(engine, "before_cursor_execute", executed)


def grow(session, world, count):
    """`count` more members in the panel, log lines, and published procedures of the same officer."""
    anna, procedure = session.get(Account, world.anna), session.get(Procedure, world.first)
    for _number in range(count):
        make_seat(procedure, make_person(), "gesprek", SeatKind.MEMBER)
        audit.record("procedure.discarded", actor=make_person(), role="hr", procedure_id=procedure.id, reason="-")
        make_procedure(anna, make_person(is_hr=True), published_at=datetime(2026, 11, 1, tzinfo=UTC), published_by=anna.id)


@pytest.mark.parametrize(
    "path", ["/procedures", "/procedures/{first}", "/procedures/{first}/jury", "/procedures/{first}/regels", "/procedures/{first}/logboek", "/vacatures"]
)
def test_three_rows_and_thirty_need_the_same_queries(path, app, browse, world, work, answers):
    client, counts = browse("anna"), []
    for rows in (3, 27):
        with work() as session:
            grow(session, world, rows)
        queries._thawed.clear()
        with counted(app) as seen:
            page = client.get(path.format(**world.ids))
        assert page.status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert 2 <= counts[0] <= 40
