"""What the tables may not hold: a judgement or any figure as a float or database decimal; a moment without its zone."""

import pytest
import sqlalchemy as sa

from selection.db import Base, UTCDateTime
from selection.db.triggers import TRIGGERS

FLOOR = {"tables": 15, "columns": 100}
NUMBERED = {"audit_line"}  # its order is its key; it stands in no address
INEXACT = (sa.Float, sa.Numeric)


def faults(metadata):
    """Sentences on columns that the house does not allow."""
    found = []
    for table in metadata.sorted_tables:
        for column in table.columns:
            kind = column.type
            if isinstance(kind, INEXACT):
                found.append(f"{table.name}.{column.name} is {kind!r}: figures are stored as text or whole numbers")
            if isinstance(kind, sa.DateTime) and not isinstance(kind, UTCDateTime):
                found.append(f"{table.name}.{column.name} is a naive moment: use UTCDateTime")
        if not table.primary_key.columns:
            found.append(f"{table.name} has no key")
        elif not any(isinstance(key.type, sa.Uuid) for key in table.primary_key.columns) and table.name not in NUMBERED:
            found.append(f"{table.name} has a key that can be guessed: use sa.Uuid")
        for constraint in table.constraints:
            if constraint.name is None and not isinstance(constraint, sa.PrimaryKeyConstraint):
                found.append(f"{table.name} has a constraint without a name: {constraint!r}")
    return found


def test_every_figure_is_exact_and_every_moment_aware():
    tables = Base.metadata.sorted_tables
    columns = sum(len(table.columns) for table in tables)
    print(f"walked {len(tables)} tables, {columns} columns")
    assert faults(Base.metadata) == []
    assert len(tables) >= FLOOR["tables"]
    assert columns >= FLOOR["columns"]


def test_every_trigger_stands_on_a_table():
    assert {trigger.table for trigger in TRIGGERS} <= set(Base.metadata.tables)
    assert len({trigger.name for trigger in TRIGGERS}) == len(TRIGGERS)


@pytest.mark.parametrize(
    ("column", "fault"),
    [
        (sa.Column("points", sa.Float), "thing.points"),
        (sa.Column("points", sa.Numeric(10, 2)), "thing.points"),
        (sa.Column("points", sa.Double), "thing.points"),
        (sa.Column("at", sa.DateTime(timezone=True)), "thing.at"),
    ],
)
def test_a_planted_column_is_found(column, fault):
    metadata = sa.MetaData()
    sa.Table("thing", metadata, sa.Column("id", sa.Uuid, primary_key=True), column)
    assert any(sentence.startswith(fault) for sentence in faults(metadata))


@pytest.mark.parametrize(("key", "fault"), [(False, "thing has no key"), (True, "thing has a key that can be guessed: use sa.Uuid")])
def test_a_planted_key_is_found(key, fault):
    metadata = sa.MetaData()
    sa.Table("thing", metadata, sa.Column("x", sa.Integer, primary_key=key))
    assert faults(metadata) == [fault]
