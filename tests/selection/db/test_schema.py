"""Migrations, and the triggers that every one of them puts back."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import NullPool

from selection import audit, create_app
from selection.config import Settings
from selection.db import migrations, triggers
from selection.db.base import NAMING
from selection.db.engines import normal_url
from selection.db.triggers import Trigger, TriggersMissing, append_only
from tests import postgres

TABLE = "CREATE TABLE thing (id INTEGER PRIMARY KEY, version INTEGER NOT NULL)"


@pytest.fixture
def empty_url(request, tmp_path):
    if request.config.getoption("--database") == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    with postgres.database(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture
def versions(tmp_path):
    folder = tmp_path / "versions"
    folder.mkdir()
    return folder


@pytest.mark.db
def test_a_written_migration_makes_exactly_the_models_with_their_triggers(empty_url, versions):
    url = normal_url(empty_url)
    migrations.revision(url, "all tables", versions)
    assert [path.name for path in versions.glob("*.py")] != []
    migrations.upgrade(url, versions)
    engine = sa.create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        assert migrations.differences(connection) == []
        assert triggers.missing(connection) == []
        migrations.require_current(connection, versions)
    engine.dispose()


@pytest.mark.db
def test_the_shipped_migrations_make_exactly_the_models(empty_url):
    url = normal_url(empty_url)
    migrations.upgrade(url)
    engine = sa.create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        assert migrations.differences(connection) == []
        assert triggers.missing(connection) == []
    engine.dispose()


@pytest.mark.db
def test_upgrading_twice_changes_nothing(empty_url, versions):
    url = normal_url(empty_url)
    migrations.revision(url, "all tables", versions)
    migrations.upgrade(url, versions)
    migrations.upgrade(url, versions)


@pytest.mark.db
def test_an_old_schema_is_refused(empty_url, versions):
    url = normal_url(empty_url)
    migrations.revision(url, "all tables", versions)
    engine = sa.create_engine(url, poolclass=NullPool)
    with engine.connect() as connection, pytest.raises(migrations.NotUpgraded, match="selection db upgrade"):
        migrations.require_current(connection, versions)
    engine.dispose()


@pytest.mark.db
def test_the_application_refuses_a_database_without_a_trigger(settings: Settings, raw):
    on = " ON audit_line" if raw.dialect.name == "postgresql" else ""
    with raw.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER tr_audit_line_update{on}")
    with pytest.raises(TriggersMissing, match="tr_audit_line_update"):
        create_app(settings)


@pytest.mark.db
@pytest.mark.parametrize("statement", ["UPDATE audit_line SET role = 'hr'", "DELETE FROM audit_line"])
def test_an_audit_line_cannot_be_changed_or_removed(work, raw, statement):
    audit.register({"test.done": {"what"}})
    with work():
        audit.record("test.done", actor=None, role="hr", what=1)
    with pytest.raises(IntegrityError, match="append-only"), raw.begin() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.db
def test_a_trigger_with_a_condition_refuses_only_what_it_names(raw):
    guard = Trigger(table="thing", event="UPDATE", message="the version goes up by one", condition="NEW.version <> OLD.version + 1")
    with raw.begin() as connection:
        connection.exec_driver_sql(TABLE)
        triggers.recreate(connection, (guard,))
        triggers.recreate(connection, (guard,))
        connection.exec_driver_sql("INSERT INTO thing VALUES (1, 1)")
        connection.exec_driver_sql("UPDATE thing SET version = 2")
    with pytest.raises(DBAPIError, match="goes up by one"), raw.begin() as connection:
        connection.exec_driver_sql("UPDATE thing SET version = 4")


@pytest.mark.db
def test_missing_triggers_are_named(raw):
    with raw.connect() as connection:
        assert triggers.missing(connection, append_only("nowhere")) == ["tr_nowhere_update", "tr_nowhere_delete"]


def test_every_kind_of_constraint_has_a_name():
    assert set(NAMING) == {"ix", "uq", "ck", "fk", "pk"}
