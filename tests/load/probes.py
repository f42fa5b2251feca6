"""What the machine itself can do at this moment: bare commits on the same kind of database, in the same folder, with the same settings."""

import sqlite3
import time
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from selection.db.engines import journal_mode

SECONDS = 1.5


def bare_commits(database_url: str) -> float:
    """Commits a second of one row each, by one writer."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return _sqlite(Path(url.database or "").with_name("probe.db"))
    return _postgresql(url.set(drivername="postgresql").render_as_string(hide_password=False))


def _sqlite(path: Path) -> float:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {journal_mode()}")
    connection.execute("PRAGMA synchronous = full")
    connection.execute("CREATE TABLE probe (id INTEGER PRIMARY KEY, text TEXT)")
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO probe (text) VALUES (?)", ("x" * 200,))
        connection.execute("COMMIT")
        count += 1
    rate = count / (time.perf_counter() - began)
    connection.close()
    path.unlink()
    return rate


def _postgresql(address: str) -> float:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE probe (text TEXT)")
        count, began = 0, time.perf_counter()
        while time.perf_counter() - began < SECONDS:
            connection.execute("INSERT INTO probe VALUES (%s)", ("x" * 200,))
            count += 1
        rate = count / (time.perf_counter() - began)
        connection.execute("DROP TABLE probe")
    return rate
