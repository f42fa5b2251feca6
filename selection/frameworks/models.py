"""Versions of competency frameworks, and uploads that wait for an answer."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
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


class UploadedFramework(Base):
    """A framework that waits until its import is confirmed or dropped; only who uploaded it sees it. `content` as in `FrameworkVersion`."""

    __tablename__ = "uploaded_framework"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[str]
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
