"""Alembic, called from Python without an ini file: `upgrade`, `revision`, `differences`.

A migration runs in one transaction on a connection without foreign key checks (SQLite rebuilds tables), and ends by recreating the triggers.
"""

from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import URL, Connection

from selection.db import triggers
from selection.db.base import Base
from selection.db.engines import migration_engine
from selection.i18n import _

FOLDER = Path(__file__).parent
VERSIONS = FOLDER / "versions"


class NotUpgraded(RuntimeError):
    """The schema of the database is not the one that this version of the product needs."""


def upgrade(url: URL, versions: Path = VERSIONS) -> None:
    """Bring the database to the newest schema, in one transaction, with its triggers."""
    _run(url, lambda config: command.upgrade(config, "head"), versions)


def revision(url: URL, message: str, versions: Path = VERSIONS) -> None:
    """Write a migration from the difference between the models and this (upgraded) database, for a maintainer to read and correct."""
    _run(url, lambda config: command.revision(config, message, autogenerate=True), versions)


def require_current(connection: Connection, versions: Path = VERSIONS) -> None:
    """Raise `NotUpgraded` unless the database stands at the newest migration."""
    found = frozenset(MigrationContext.configure(connection).get_current_heads())
    if found != _newest(versions):
        raise NotUpgraded(_("The database is not at the schema of this version. Make a copy of it, then run `selection db upgrade`."))


def differences(connection: Connection) -> list[Any]:
    """What autogenerate would still change: empty when models and database agree."""
    context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": Base.metadata})
    return list(compare_metadata(context, Base.metadata))


@cache
def _newest(versions: Path) -> frozenset[str]:
    """What this version of the product needs; its files do not change while it runs."""
    return frozenset(ScriptDirectory.from_config(_config(versions)).get_heads())


def _config(versions: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("version_locations", str(versions))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
    return config


def _run(url: URL, action: Any, versions: Path) -> None:
    engine = migration_engine(url)
    try:
        with engine.begin() as connection:
            config = _config(versions)
            config.attributes["connection"] = connection
            action(config)
    finally:
        engine.dispose()


def after_upgrade(connection: Connection) -> None:
    """Put the triggers back on the tables; called at the end of every upgrade."""
    triggers.recreate(connection)
