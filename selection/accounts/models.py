"""Accounts and what keeps them signed in. People are deactivated, never deleted: a procedure that names somebody keeps the name."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from selection.db import Base, UTCDateTime, new_id


class Account(Base):
    """A person who signs in: panel member, HR officer, administrator.

    `email` is lower case and unique. `password_hash` is empty until the person has set a password by a one-time link. `is_hr` and
    `is_administrator` are organisation roles; what somebody may do in a procedure follows from its seats and its HR tasks.
    """

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    given_name: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    function: Mapped[str] = mapped_column(String(200), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_hr: Mapped[bool] = mapped_column(default=False)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(2), default="nl")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    deactivated_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def name(self) -> str:
        """Given name and family name, as colleagues read it."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in."""
        return self.deactivated_at is None


class UserSession(Base):
    """One sign-in on one device. The cookie holds a random token; the row holds its SHA-256, so that a copy of the database opens nothing."""

    __tablename__ = "user_session"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_because: Mapped[str | None] = mapped_column(String(20))
    device: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(45), default="")

    account: Mapped[Account] = relationship(lazy="joined")


class OneTimeLink(Base):
    """An invitation or the renewal of a forgotten password: valid for 72 hours, shown once to whoever made it, used once (POST)."""

    __tablename__ = "one_time_link"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    maker: Mapped[Account | None] = relationship(foreign_keys=[created_by])


class SignInAttempt(Base):
    """A failed or successful attempt, by digest of the address typed and by place (a network address, or a device that knows the person); slows down
    guessing without locking anybody out.
    """

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_who", "email_digest", "address", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email_digest: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(45))
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    succeeded: Mapped[bool]


class HeldForm(Base):
    """A form that was posted without a valid session: kept until the same person has signed in again, then completed once.

    `account_id` is who the expired session belonged to; `body` is the urlencoded form, without passwords; files are not kept (`had_files`).
    Removed when used and after a day.
    """

    __tablename__ = "held_form"
    __table_args__ = (UniqueConstraint("token_hash"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    path: Mapped[str] = mapped_column(String(500))
    body: Mapped[str]
    had_files: Mapped[bool] = mapped_column(default=False)
    held_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
