"""Tests do not see each other's rows: the lent PostgreSQL database comes back empty and whole (and on SQLite each test has a copy of its own)."""

import pytest
import sqlalchemy as sa

from selection.db import triggers

pytestmark = pytest.mark.db


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_table_that_a_test_left_is_gone_and_the_triggers_are_back(raw, turn):
    names = sa.inspect(raw).get_table_names()
    assert "left_behind" not in names
    with raw.begin() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM security_line")) == 0
        assert triggers.missing(connection) == []
        connection.exec_driver_sql("CREATE TABLE left_behind (x INTEGER)")
        connection.exec_driver_sql("DROP TRIGGER tr_audit_line_update" + (" ON audit_line" if raw.dialect.name == "postgresql" else ""))
        connection.execute(
            sa.text("INSERT INTO security_line (id, at, kind, address, body) VALUES (:id, :at, 'denied', '', '{}')"),
            {"id": "0" * 32, "at": "2026-01-01 00:00:00+00"},
        )
