"""Two engines on one database: one that writes, one that cannot.

SQLite: writers begin with BEGIN IMMEDIATE, one at a time, in line behind a lock (SQLite's own waiting sleeps and is ten times slower in the tail);
readers run with `query_only`. PostgreSQL: writers stand in the same single line behind an advisory lock, so that check and act never interleave on
either database; readers run in a read-only snapshot.
"""

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.pool import NullPool

from selection.db.writers import WriterLock

WAL_IS_SAFE_FROM = (3, 51, 3)
BUSY_TIMEOUT = 5000
JOURNAL_KEPT = 1024 * 1024  # bytes of the journal that stay on the disk between transactions
ADVISORY_KEY = 7_305_611


def journal_mode() -> str:
    """WAL only where the known corruption race of older SQLite versions is mended; else a rollback journal that stays.

    Its header is cleared and flushed with each commit: that costs half of removing the file, whose removal would not be flushed.
    """
    return "wal" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "persist"


def normal_url(database_url: str) -> URL:
    """The address with the driver that the product ships."""
    url = make_url(database_url)
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def make_engines(url: URL) -> tuple[Engine, Engine]:
    """(write engine, read engine) for SQLite or PostgreSQL. Errors never carry the parameters: those are names and texts of people."""
    return _sqlite_engines(url) if url.get_backend_name() == "sqlite" else _postgresql_engines(url)


def migration_engine(url: URL) -> Engine:
    """One that writes without foreign key checks on SQLite, because a batch migration rebuilds tables."""
    engine = sa.create_engine(url, poolclass=NullPool, hide_parameters=True)
    if url.get_backend_name() == "sqlite":
        _on_connect(engine, {"foreign_keys": "off", "query_only": "off"})
        _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def _sqlite_engines(url: URL) -> tuple[Engine, Engine]:
    write = sa.create_engine(url, hide_parameters=True)
    _on_connect(write, {"foreign_keys": "on", "query_only": "off"})
    _begin_with(write, "BEGIN IMMEDIATE")
    _queue_writers(write, WriterLock(Path(url.database or "").absolute()))
    read = sa.create_engine(url, hide_parameters=True)
    _on_connect(read, {"foreign_keys": "on", "query_only": "on"})
    _begin_with(read, "BEGIN")
    return write, read


def _on_connect(engine: Engine, pragmas: dict[str, str]) -> None:
    settings = {"journal_mode": journal_mode(), "journal_size_limit": str(JOURNAL_KEPT), "synchronous": "full", "busy_timeout": str(BUSY_TIMEOUT), **pragmas}

    def connected(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None
        for name, value in settings.items():
            connection.execute(f"PRAGMA {name} = {value}").close()

    event.listen(engine, "connect", connected)


def _begin_with(engine: Engine, statement: str) -> None:
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begun)


def _queue_writers(engine: Engine, lock: WriterLock) -> None:
    def checked_out(connection: Any, record: Any, proxy: Any) -> None:
        lock.acquire()

    def checked_in(connection: Any, record: Any) -> None:
        lock.release()

    event.listen(engine, "checkout", checked_out)
    event.listen(engine, "checkin", checked_in)


def _postgresql_engines(url: URL) -> tuple[Engine, Engine]:
    write = sa.create_engine(url, isolation_level="READ COMMITTED", pool_pre_ping=True, hide_parameters=True)
    _begin_with(write, f"SELECT pg_advisory_xact_lock({ADVISORY_KEY})")
    read = sa.create_engine(url, pool_pre_ping=True, hide_parameters=True).execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return write, read
