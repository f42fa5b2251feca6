"""Versions of competency frameworks, those that are out of use, own rows of the cross-walk, and uploads that wait for an answer."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from selection.db import Base, UTCDateTime, new_id


class Origin(StrEnum):
    """`shipped`: the text that comes with the product. `own`: imported by the organisation, also where it changes a shipped framework."""

    SHIPPED = "shipped"
    OWN = "own"


class FrameworkVersion(Base):
    """A framework as it was from `made_at` until its next version; the highest number of a code is in force. Rows are never changed or removed.

    `content` is the canonical JSON of `vacancies.framework_text`, `fingerprint` its SHA-256. `made_by` is empty where the product brought it along.
    """

    __tablename__ = "framework_version"
    __table_args__ = (
        UniqueConstraint("code", "number"),
        CheckConstraint("origin in ('shipped', 'own')", name="origin"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(deferred=True)
    origin: Mapped[Origin] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    maker: Mapped[Any] = relationship("Account", lazy="raise", viewonly=True)  # by name: accounts stand on the same level


class FrameworkRetirement(Base):
    """An own framework that nobody is to choose any more, from `retired_at` until `returned_at`; its versions stay, and procedures keep it."""

    __tablename__ = "framework_retirement"
    __table_args__ = (
        Index("uq_framework_retirement_current", "code", unique=True, sqlite_where=text("returned_at is null"), postgresql_where=text("returned_at is null")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(2000))
    retired_at: Mapped[datetime] = mapped_column(UTCDateTime)
    retired_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    returned_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    returned_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    retirer: Mapped[Any] = relationship("Account", foreign_keys=[retired_by], lazy="raise", viewonly=True)


class FrameworkCounterpart(Base):
    """An own row of the cross-walk: two competencies of different frameworks, and how near they are, until `removed_at`."""

    __tablename__ = "framework_counterpart"
    __table_args__ = (
        Index(
            "uq_framework_counterpart_current",
            "framework",
            "competency",
            "other_framework",
            "other_competency",
            unique=True,
            sqlite_where=text("removed_at is null"),
            postgresql_where=text("removed_at is null"),
        ),
        CheckConstraint("strength in ('exact', 'near', 'partial', 'touches')", name="strength"),
        CheckConstraint("framework <> other_framework", name="frameworks"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    framework: Mapped[str] = mapped_column(String(100))
    competency: Mapped[str] = mapped_column(String(100))
    other_framework: Mapped[str] = mapped_column(String(100))
    other_competency: Mapped[str] = mapped_column(String(100))
    strength: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    removed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class UploadedFramework(Base):
    """A framework that waits until its import is confirmed or dropped; only who uploaded it sees it. `content` as in `FrameworkVersion`.

    `counterparts` is JSON: own rows of the cross-walk with their strength; empty where the workbook has no sheet of them, and then they stay as they are.
    """

    __tablename__ = "uploaded_framework"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[str]
    counterparts: Mapped[str | None]
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
