"""The security log: signed in, failed, denied, exported, opened. Written beside the request's transaction, so that a roll-back keeps it."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from selection.audit import canonical
from selection.db import Base, later, new_id, now

KINDS = frozenset(
    {
        "signed_in",
        "sign_in_failed",
        "sign_in_slowed",
        "signed_out",
        "session_ended",
        "password_changed",
        "link_used",
        "link_slowed",
        "denied",
        "csrf_refused",
        "host_refused",
        "exported",
        "file_opened",
    }
)


class SecurityLine(Base):
    """One event. `body` is canonical JSON with ids and codes; never a password, token, name or text."""

    __tablename__ = "security_line"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    account_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(sa.String(64))
    body: Mapped[str] = mapped_column(sa.Text)


def note(kind: str, *, account_id: uuid.UUID | None = None, address: str = "", **keys: str | int | uuid.UUID | None) -> None:
    """Leave a line that is stored once the running transaction is over, kept or rolled back; ValueError for an unknown kind."""
    if kind not in KINDS:
        raise ValueError(f"unknown kind of security line: {kind}")
    values = {"at": now(), "kind": kind, "account_id": account_id, "address": address[:64], "body": canonical(keys)}

    def write(own: Session) -> None:
        own.add(SecurityLine(**values))

    later(write)
