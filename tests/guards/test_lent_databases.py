"""Tests do not see each other's rows: the lent PostgreSQL database comes back as it was and whole (and on SQLite each test has a copy of its own)."""

import pytest
import sqlalchemy as sa

from selection.db import triggers
from vacancies import shipped_frameworks

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


@pytest.mark.parametrize("turn", [1, 2, 3, 4])
def test_what_every_start_stores_is_there_and_as_it_was_after_a_test_changed_or_removed_it(raw, turn):
    with raw.begin() as connection:
        rows = connection.execute(sa.text("SELECT code, fingerprint FROM framework_version ORDER BY code")).all()
        assert [row.code for row in rows] == sorted(shipped_frameworks())
        assert not any(row.fingerprint == "changed" for row in rows)
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        else:
            for name in connection.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("DELETE FROM framework_version" if turn % 2 else "UPDATE framework_version SET fingerprint = 'changed'")
