"""The transaction of the running request or command, and the small ones beside it."""

import logging
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import ORMExecuteState, Session

from selection.db.engines import make_engines, normal_url

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
T = TypeVar("T")

_database: ContextVar["Database | None"] = ContextVar("database", default=None)
_session: ContextVar[Session | None] = ContextVar("session", default=None)


def system_clock() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


class WatchedSession(Session):
    """A session that knows whether its transaction has written (`has_written`)."""


def _flushed(changed: Session, context: Any) -> None:
    changed.info["written"] = True
    changed.info.pop("remembered", None)


def _executed(state: ORMExecuteState) -> None:
    if not state.is_select:
        state.session.info["written"] = True
        state.session.info.pop("remembered", None)


def _begun(changed: Session, transaction: Any, connection: Connection) -> None:
    changed.info["written"] = False
    changed.info.pop("remembered", None)


def _rolled_back(changed: Session, transaction: Any) -> None:
    changed.info.pop("remembered", None)


event.listen(WatchedSession, "after_soft_rollback", _rolled_back)
event.listen(WatchedSession, "after_flush", _flushed)
event.listen(WatchedSession, "do_orm_execute", _executed)
event.listen(WatchedSession, "after_begin", _begun)


class Database:
    """The engines of one database and the clock that its users read."""

    def __init__(self, database_url: str, clock: Clock = system_clock) -> None:
        self.url = normal_url(database_url)
        self.clock = clock
        self.write_engine, self.read_engine = make_engines(self.url)

    def open(self, *, read_only: bool) -> Session:
        """A new session; its transaction begins with its first statement."""
        return WatchedSession(self.read_engine if read_only else self.write_engine, expire_on_commit=False)

    @contextmanager
    def active(self) -> Iterator["Database"]:
        """Within the block `unit_of_work()`, `aside()` and `now()` mean this database."""
        token = _database.set(self)
        try:
            yield self
        finally:
            _database.reset(token)

    def dispose(self) -> None:
        """Close all connections."""
        self.write_engine.dispose()
        self.read_engine.dispose()


def active_database() -> Database:
    """The database of the running request or command; RuntimeError outside one."""
    database = _database.get()
    if database is None:
        raise RuntimeError("no database is active: use `with database.active():`")
    return database


def session() -> Session:
    """The session of the running unit of work; RuntimeError outside one."""
    current = _session.get()
    if current is None:
        raise RuntimeError("no unit of work is open")
    return current


def remembered(key: Hashable, ask: Callable[[], T]) -> T:
    """What `ask` reads, read once: kept under `key` until the running unit of work writes anything or its transaction ends."""
    current = session()
    if current.new or current.dirty or current.deleted:
        current.flush()  # as every query does
    kept: dict[Hashable, T] = current.info.setdefault("remembered", {})
    if key not in kept:
        found = ask()
        current.info.setdefault("remembered", {})[key] = found
        return found
    return kept[key]


def now() -> datetime:
    """The present moment in UTC, from the clock of the active database."""
    return active_database().clock().astimezone(UTC)


@contextmanager
def unit_of_work(*, read_only: bool = False) -> Iterator[Session]:
    """Everything in the block is stored, or nothing is. The only caller of `commit()` (with `aside`, which is one too).

    An exception rolls back and goes on. Afterwards, stored or not, the notes left by `later()` are written in a transaction of their own.
    """
    if _session.get() is not None:
        raise RuntimeError("a unit of work is open already")
    database = active_database()
    current = database.open(read_only=read_only)
    token = _session.set(current)
    try:
        with _ended(current):
            yield current
    finally:
        _session.reset(token)
        _write_notes(database, current)


def store() -> None:
    """Store what the running unit of work did, before its block ends, so that the next writer need not wait for what only makes the reply.

    RuntimeError outside a unit of work. What fails here rolls the unit of work back as its end would.
    """
    current = session()
    current.commit()
    current.info["written"] = False


@contextmanager
def aside() -> Iterator[Session]:
    """A writing transaction of its own, beside that of the request: what it stores survives the request's roll-back.

    For sessions (last seen), sign-in attempts and the security log only. The transaction of the request is ended first and begins again by itself with
    its next statement; that is only possible while it has written nothing, so RuntimeError after that. Use `later()` there.
    """
    current = _session.get()
    if current is not None:
        if has_written(current):
            raise RuntimeError("the request has written already; leave a note with later()")
        current.rollback()
    with _ended(active_database().open(read_only=False)) as own:
        yield own


def later(write: Callable[[Session], None]) -> None:
    """Have `write` called in a transaction of its own once the request's is over, also when that was rolled back.

    Outside a unit of work it is called at once.
    """
    current = _session.get()
    if current is None:
        with aside() as own:
            write(own)
    else:
        current.info.setdefault("later", []).append(write)


def has_written(current: Session) -> bool:
    """Whether the transaction holds a change, sent or not yet sent."""
    return bool(current.info.get("written") or current.new or current.dirty or current.deleted)


@contextmanager
def _ended(current: Session) -> Iterator[Session]:
    try:
        yield current
        current.commit()
    except BaseException:
        current.rollback()
        raise
    finally:
        current.close()


def _write_notes(database: Database, finished: Session) -> None:
    notes: list[Callable[[Session], None]] = finished.info.pop("later", [])
    if not notes:
        return
    try:
        with _ended(database.open(read_only=False)) as own:
            for write in notes:
                write(own)
    except SQLAlchemyError:
        # The request itself is stored or rolled back already; an error page now would say the opposite of what is true.
        log.exception("notes beside a transaction were not stored")
