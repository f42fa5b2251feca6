"""The audit trail: a closed list of actions with exact keys, append-only, chained by hash.

Lines hold ids, codes, figures and salted digests of texts, never a name or a text, so that erasing a person leaves the chain whole.
"""

import hashlib
import json
import secrets
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from selection.db import Base, now, session

ACTIONS: dict[str, frozenset[str]] = {}
START = "0" * 64
Guard: TypeAlias = Callable[[str, uuid.UUID, Mapping[str, Any]], None]
GUARDS: list[Guard] = []


class Actor(Protocol):
    """Whoever acts: an account."""

    id: Any


class AuditLine(Base):
    """One change: who, in which role, when, what. `hash` covers the line and the hash before it."""

    __tablename__ = "audit_line"
    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(sa.String(40))
    action: Mapped[str] = mapped_column(sa.String(80))
    procedure_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    body: Mapped[str] = mapped_column(sa.Text)
    previous: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))

    @property
    def keys(self) -> dict[str, Any]:
        """The body as it was recorded."""
        loaded: dict[str, Any] = json.loads(self.body)
        return loaded


_LAST = sa.select(AuditLine.seq, AuditLine.hash).order_by(AuditLine.seq.desc()).limit(1)
_APPEND = sa.insert(Base.metadata.tables["audit_line"])


def register(actions: Mapping[str, Iterable[str]]) -> None:
    """Add actions with their exact keys to the closed list; the same action with other keys is a ValueError."""
    for action, keys in actions.items():
        wanted = frozenset(keys)
        if ACTIONS.setdefault(action, wanted) != wanted:
            raise ValueError(f"audit action {action} is registered with other keys")


def register_guard(guard: Guard) -> Guard:
    """Ask `guard` before each line about a procedure: given its action and keys, it raises when this is not to happen there."""
    if guard not in GUARDS:
        GUARDS.append(guard)
    return guard


def record(action: str, *, actor: Actor | None, role: str, procedure_id: uuid.UUID | None = None, **keys: Any) -> AuditLine:
    """Append a line within the running transaction; ValueError for an unknown action, other keys, or a value that is not exact (a float)."""
    if action not in ACTIONS:
        raise ValueError(f"unknown audit action: {action}")
    if frozenset(keys) != ACTIONS[action]:
        raise ValueError(f"audit action {action} takes exactly {sorted(ACTIONS[action])}, not {sorted(keys)}")
    if procedure_id is not None:
        for guard in GUARDS:
            guard(action, procedure_id, keys)
    session().flush()  # the line is put in as it is, without the session sending first what it still holds
    last = session().execute(_LAST).first()
    line = AuditLine(
        seq=last.seq + 1 if last else 1,
        at=now(),
        actor_id=actor.id if actor else None,
        role=role,
        action=action,
        procedure_id=procedure_id,
        body=canonical(keys),
        previous=last.hash if last else START,
    )
    line.hash = _hash(line)
    session().execute(_APPEND, {column.key: getattr(line, column.key) for column in _APPEND.table.columns})
    return line


def verify_chain() -> tuple[int, str | None]:
    """(number of lines read, None) when the chain is whole; else the sentence that says where it breaks."""
    count, previous = 0, START
    with session().scalars(sa.select(AuditLine).order_by(AuditLine.seq).execution_options(yield_per=1000)) as lines:
        for line in lines:
            count += 1
            if line.seq != count:
                return count, f"Line {count} is missing; the next one is line {line.seq}."
            if line.previous != previous or line.hash != _hash(line):
                return count, f"Line {line.seq} was changed after it was written."
            previous = line.hash
    return count, None


def canonical(value: Any) -> str:
    """JSON with sorted keys and without spaces; UUID and moments as text. TypeError for a float and anything else that has no exact form."""
    return json.dumps(_exact(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def new_salt() -> str:
    """A salt for `digest`, kept in the ordinary row beside the text and erased with it."""
    return secrets.token_hex(16)


def digest(text: str, salt: str) -> str:
    """What a line holds instead of a text: comparable while the salt exists, meaningless after it is erased."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def _exact(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, datetime) or hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(item) for item in value]
    raise TypeError(f"{value!r} has no exact form in the audit trail; give its text")


def _hash(line: AuditLine) -> str:
    fields = [line.seq, line.at, line.actor_id, line.role, line.action, line.procedure_id, line.body, line.previous]
    return hashlib.sha256(canonical(fields).encode()).hexdigest()
