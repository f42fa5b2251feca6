"""The database: models' base, the unit of work, the clock. Rule: only `unit_of_work()` commits."""

from selection.db.base import Base, UTCDateTime, as_stored, new_id
from selection.db.session import Database, active_database, aside, later, now, remembered, session, store, unit_of_work

__all__ = [
    "Base",
    "Database",
    "UTCDateTime",
    "active_database",
    "as_stored",
    "aside",
    "later",
    "new_id",
    "now",
    "remembered",
    "session",
    "store",
    "unit_of_work",
]
