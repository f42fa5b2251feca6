"""Fixtures that every test may use: a database of its own, the application on it, a clock that obeys, a browser's cookies."""

import gc
import importlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from selection import create_app
from selection.config import Settings
from selection.db import Base, Database, migrations, triggers, unit_of_work
from selection.db.engines import migration_engine, normal_url
from selection.frameworks.actions import take_shipped
from selection.web import Application
from tests import postgres
from tests.kept import Files, Keeper, Start
from tests.reuse import KeptRule, KeptTemplates, keep_statements
from tests.world import World
from tests.world_whole import whole as build_whole

SECRET = "only-for-tests-0123456789-abcdefghijklmnop"
NEEDED_PROGRAMS = {"browser": (("chromium", "chromium-browser", "google-chrome"),), "documents": (("soffice", "libreoffice"), ("pdftotext",))}
IN_MEMORY = "/dev/shm"  # noqa: S108 - a folder of a new name is made in it
REMEDIES = {"browser": "apt-get install chromium", "documents": "apt-get install libreoffice-calc-nogui poppler-utils"}

hypothesis_settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis_settings.load_profile("steady")

Application.jinja_options = {"bytecode_cache": KeptTemplates()}
Application.url_rule_class = KeptRule
for _dialect in (sqlite.dialect, psycopg.dialect):
    keep_statements(_dialect)

for _models in sorted(Path("selection").glob("*/models.py")):
    importlib.import_module(f"selection.{_models.parent.name}.models")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="where tests marked db keep their rows")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what lacks its program, and say what to install."""
    for marker, programs in NEEDED_PROGRAMS.items():
        if all(any(shutil.which(name) for name in names) for names in programs):
            continue
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"needs {REMEDIES[marker]}"))


def pytest_collection_finish() -> None:
    """What was imported stays until the end: the collector of garbage need not walk it time and again."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if isinstance(report.longrepr, tuple)}
    if skipped and os.environ.get("SELECTION_NO_SKIP"):
        terminalreporter.write_line("SELECTION_NO_SKIP is set, so these skips are failures: " + "; ".join(sorted(skipped)), red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped") and os.environ.get("SELECTION_NO_SKIP"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


class Clock:
    """The moment that the application under test believes it is."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **duration: int) -> None:
        """Let time pass: `forward(minutes=31)`."""
        self.now += timedelta(**duration)


class Browser(FlaskClient):
    """A test client that can send a form as a page of ours would."""

    def open(self, *arguments: Any, **options: Any) -> Any:
        """One request; the answer is read whole, so that no file stays open."""
        return super().open(*arguments, **{"buffered": True, **options})

    def token(self) -> str:
        """A CSRF token of this client's session."""
        with self.session_transaction() as stored:
            raw = stored.setdefault("csrf_token", "0" * 40)
        return str(URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token").dumps(raw))

    def send(self, path: str, /, key: uuid.UUID | None = None, **fields: Any) -> Any:
        """POST a form with token and key."""
        return self.post(path, data={"csrf_token": self.token(), "_key": str(key or uuid.uuid4()), **fields})


def make_schema(url: str) -> None:
    """The schema of the models: by the migrations where there are any, with the triggers; and the frameworks, as every start would store them."""
    if any(path.name != "__init__.py" for path in migrations.VERSIONS.glob("*.py")):
        migrations.upgrade(normal_url(url))
    else:
        engine = migration_engine(normal_url(url))
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            triggers.recreate(connection)
        engine.dispose()
    own = Database(url)
    take_shipped(own)
    own.dispose()


@pytest.fixture(scope="session")
def postgres_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a PostgreSQL server on which databases may be made."""
    with postgres.running() as url:
        yield url


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an empty database with the schema, to copy from."""
    if request.config.getoption("--database") == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('template')}/template.db"
        make_schema(url)
        yield url
        return
    with postgres.database(request.getfixturevalue("postgres_server")) as url:
        make_schema(url)
        yield url


@pytest.fixture(scope="session")
def lender(postgres_server: str, template: str) -> Iterator[postgres.Lender]:
    """Whoever lends one emptied PostgreSQL database to each test in turn."""
    own = postgres.Lender(postgres_server, template)
    yield own
    own.close()


@pytest.fixture(scope="session")
def memory() -> Iterator[Path]:
    """A folder that lies in memory where the machine has one: a stored row waits for no disk there."""
    folder = Path(tempfile.mkdtemp(prefix="selection-", dir=IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def copied(request: pytest.FixtureRequest) -> Callable[[str], AbstractContextManager[str]]:
    """`with copied(address) as url:` is a copy of the database at an address to which nobody is connected."""

    @contextmanager
    def file(address: str) -> Iterator[str]:
        folder = Path(tempfile.mkdtemp(dir=request.getfixturevalue("memory")))
        shutil.copyfile(str(sa.make_url(address).database), folder / "selection.db")
        yield f"sqlite:///{folder}/selection.db"
        shutil.rmtree(folder)

    if request.config.getoption("--database") == "sqlite":
        return file
    server = request.getfixturevalue("postgres_server")
    return lambda address: postgres.database(server, template=address)


@pytest.fixture(scope="session")
def whole(template: str, copied: Callable[[str], AbstractContextManager[str]]) -> Iterator[tuple[str, World]]:
    """The whole world, built once per process: the address to copy it from, and its names."""
    with copied(template) as url:
        own = Database(url, Clock())

        @contextmanager
        def work() -> Iterator[Session]:
            with own.active(), unit_of_work() as session:
                yield session

        world = build_whole(work)
        own.dispose()
        yield url, world


@pytest.fixture
def database_url(request: pytest.FixtureRequest, template: str, copied: Callable[[str], AbstractContextManager[str]]) -> Iterator[str]:
    """Address of a database of this test alone."""
    on_sqlite = request.config.getoption("--database") == "sqlite"
    with copied(template) if on_sqlite else request.getfixturevalue("lender").lent() as url:
        yield url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(secret=SECRET, database_url=database_url, address="http://localhost", demo=True, quick_passwords=True)


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Application]:
    application = create_app(settings, clock)
    application.config.update(TESTING=True, SHOW_ERRORS=True)
    application.test_client_class = Browser
    yield application
    application.database.dispose()


@pytest.fixture
def client(app: Application) -> Browser:
    browser = app.test_client()
    assert isinstance(browser, Browser)
    return browser


@pytest.fixture
def database(database_url: str, clock: Clock) -> Iterator[Database]:
    """The database without the web: for actions and queries."""
    own = Database(database_url, clock)
    yield own
    own.dispose()


@pytest.fixture
def work(database: Database) -> Callable[..., AbstractContextManager[Session]]:
    """`with work() as session:` is a unit of work on the database."""

    @contextmanager
    def opened(*, read_only: bool = False) -> Iterator[Session]:
        with database.active(), unit_of_work(read_only=read_only) as session:
            yield session

    return opened


@pytest.fixture(scope="session")
def keeper(request: pytest.FixtureRequest, template: str) -> Iterator[Keeper]:
    """Whoever keeps the worlds that several tests start from."""
    if request.config.getoption("--database") == "postgresql":
        yield request.getfixturevalue("lender")
        return
    files = Files(template, Path(tempfile.mkdtemp(dir=request.getfixturevalue("memory"))))
    yield files
    files.close()


@pytest.fixture
def start(keeper: Keeper, database_url: str, clock: Clock) -> Start:
    """`start(function, ...)` has this test start from what the function makes: see `tests.kept`."""
    return Start(keeper, database_url, clock)


@pytest.fixture
def raw(database_url: str) -> Iterator[sa.Engine]:
    """A plain engine on the same database, for looking at what is stored."""
    engine = sa.create_engine(normal_url(database_url), poolclass=NullPool)
    yield engine
    engine.dispose()
