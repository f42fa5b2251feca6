"""Every trigger of the schema, in one list.

A batch migration on SQLite drops the triggers of the table that it rebuilds without a word. So every migration ends with `recreate()`, and start-up
refuses a database in which one is missing.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selection.i18n import _


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """Refuses an event on a table. `condition` is an expression over OLD and NEW that both databases read; without it the event is always refused."""

    table: str
    event: str
    message: str
    condition: str = ""

    @property
    def name(self) -> str:
        """`tr_<table>_<event>`: one per table and event."""
        return f"tr_{self.table}_{self.event.lower()}"


def append_only(table: str) -> tuple[Trigger, Trigger]:
    """Rows of the table can be added, never changed or removed."""
    return (
        Trigger(table=table, event="UPDATE", message=f"{table} is append-only"),
        Trigger(table=table, event="DELETE", message=f"{table} is append-only"),
    )


TRIGGERS: tuple[Trigger, ...] = (
    *append_only("audit_line"),
    *append_only("sheet_revision"),
    *append_only("framework_version"),
    *append_only("vacancy_revision"),
    *append_only("organisation_page"),
    *append_only("published_regulation"),
    *append_only("closing_move"),
    *append_only("round_move"),
    *append_only("letter_text"),
    Trigger(table="scoresheet", event="UPDATE", message="a sheet counts its versions one by one", condition="NEW.version <> OLD.version + 1"),
    *append_only("tie_place"),
    Trigger(table="tie_settlement", event="DELETE", message="what was settled about a tie is kept"),
    Trigger(
        table="tie_settlement",
        event="UPDATE",
        message="what was settled about a tie only ends",
        condition="NEW.kind <> OLD.kind OR NEW.seed <> OLD.seed OR NEW.settled_at <> OLD.settled_at OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL)",
    ),
)


class TriggersMissing(RuntimeError):
    """The database lacks a trigger that the rules rest on."""


def recreate(connection: Connection, triggers: tuple[Trigger, ...] = TRIGGERS) -> None:
    """Drop and create every trigger; the tables must be there."""
    make = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    for trigger in triggers:
        for statement in make(trigger):
            connection.exec_driver_sql(statement)


def missing(connection: Connection, triggers: tuple[Trigger, ...] = TRIGGERS) -> list[str]:
    """Names of the triggers that the database lacks."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    present = set(connection.scalars(sa.text(query)))
    return [trigger.name for trigger in triggers if trigger.name not in present]


def require(connection: Connection) -> None:
    """Raise `TriggersMissing` naming what is not there and what to do."""
    absent = missing(connection)
    if absent:
        raise TriggersMissing(_("The database lacks %(names)s. Run `selection db upgrade`, which puts them back.", names=", ".join(absent)))


def _sqlite(trigger: Trigger) -> list[str]:
    when = f" WHEN {trigger.condition}" if trigger.condition else ""
    return [
        f"DROP TRIGGER IF EXISTS {trigger.name}",
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW{when} BEGIN SELECT RAISE(ABORT, '{trigger.message}'); END",
    ]


def _postgresql(trigger: Trigger) -> list[str]:
    when = f" WHEN ({trigger.condition})" if trigger.condition else ""
    return [
        f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{trigger.message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}",
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW{when} EXECUTE FUNCTION {trigger.name}()",
    ]
