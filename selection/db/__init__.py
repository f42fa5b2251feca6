"""The database: models' base, the unit of work, the clock. Rule: only `unit_of_work()` commits."""

from selection.db.base import Base, UTCDateTime, new_id
from selection.db.session import Database, active_database, aside, later, now, session, unit_of_work

__all__ = ["Base", "Database", "UTCDateTime", "active_database", "aside", "later", "new_id", "now", "session", "unit_of_work"]
