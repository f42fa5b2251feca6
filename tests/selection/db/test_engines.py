"""What both engines say to the database, read back from it."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from selection.db import Database
from selection.db.engines import journal_mode
from selection.db.writers import WriterLock, WriterStuck


def pragmas(engine):
    with engine.connect() as connection:
        return {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "query_only")
        }


@pytest.mark.parametrize(("version", "mode"), [((3, 40, 1), "persist"), ((3, 51, 2), "persist"), ((3, 51, 3), "wal"), ((3, 52, 0), "wal")])
def test_sqlite_runs_as_settled_on_either_side_of_the_mended_version(tmp_path, monkeypatch, version, mode):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert journal_mode() == mode
    database = Database(f"sqlite:///{tmp_path}/a.db")
    shared = {"journal_mode": mode, "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    assert pragmas(database.write_engine) == {**shared, "query_only": 0}
    assert pragmas(database.read_engine) == {**shared, "query_only": 1}
    database.dispose()


def test_a_writer_holds_the_line_from_its_first_statement(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/a.db")
    with database.write_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x INTEGER)")
    with database.write_engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
        other = sqlite3.connect(tmp_path / "a.db", timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("INSERT INTO t VALUES (1)")
        other.close()
    database.dispose()


def test_a_second_writer_of_the_same_thread_is_an_error_and_no_deadlock(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/a.db")
    with database.open(read_only=False) as first, database.open(read_only=False) as second:
        first.execute(sa.text("SELECT 1"))
        with pytest.raises(WriterStuck):
            second.execute(sa.text("SELECT 1"))
    with database.open(read_only=False) as third:
        third.execute(sa.text("SELECT 1"))
    database.dispose()


def test_a_writer_that_waits_too_long_says_so(tmp_path):
    lock = WriterLock(tmp_path / "a.db", patience=0.01)
    lock.acquire()
    failures = []

    def wait():
        try:
            lock.acquire()
        except WriterStuck as error:
            failures.append(str(error))

    thread = threading.Thread(target=wait)
    thread.start()
    thread.join()
    lock.release()
    assert failures == ["the writer before this one did not finish"]


def test_the_line_is_shared_with_other_processes(tmp_path):
    lock = WriterLock(tmp_path / "a.db")
    program = (
        "import sys; from pathlib import Path; from selection.db.writers import WriterLock; "
        "lock = WriterLock(Path(sys.argv[1])); print('waiting', flush=True); lock.acquire(); print('writing', flush=True)"
    )
    lock.acquire()
    command = [sys.executable, "-c", program, str(tmp_path / "a.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd(), env={**os.environ, "PYTHONPATH": "."}) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "waiting\n"
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(timeout=0.3)
        lock.release()
        assert other.stdout.readline() == "writing\n"


def test_releasing_what_nobody_holds_does_nothing(tmp_path):
    WriterLock(tmp_path / "a.db").release()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.db
def test_foreign_keys_are_enforced(raw, database):
    with pytest.raises(DBAPIError), database.write_engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO user_session (id, account_id, token_hash, created_at, last_seen_at, device, address) VALUES (:key, :key, 'x', :at, :at, '', '')"
            ),
            {"key": "0" * 32, "at": "2026-01-01 00:00:00"},
        )
