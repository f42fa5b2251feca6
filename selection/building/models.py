"""Drafts of vacancies, and every version that each of them had."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from selection.db import Base, UTCDateTime, new_id


class DraftState(StrEnum):
    """`draft`: being built. `ready`: a procedure can be opened from it. `away`: put away, kept."""

    DRAFT = "draft"
    READY = "ready"
    AWAY = "away"


class VacancyDraft(Base):
    """A vacancy as it is being built.

    `source` is JSON in the shape of a definition file, as it was typed: it may be incomplete or wrong. `code` and `title` repeat what stands in it, for
    lists. `version` counts the changes.
    """

    __tablename__ = "vacancy_draft"
    __table_args__ = (CheckConstraint("state in ('draft', 'ready', 'away')", name="state"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(300))
    source: Mapped[str] = mapped_column(deferred=True)
    state: Mapped[DraftState] = mapped_column(String(10), default=DraftState.DRAFT)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)

    owner: Mapped[Any] = relationship("Account", foreign_keys=[owner_id], lazy="raise", viewonly=True)  # by name: subjects beside this one
    changer: Mapped[Any] = relationship("Account", foreign_keys=[changed_by], lazy="raise", viewonly=True)

    __mapper_args__ = {"version_id_col": version}


class VacancyRevision(Base):
    """A draft as it was from `at` on: who did what in which step, and the whole source afterwards. Rows are never changed or removed."""

    __tablename__ = "vacancy_revision"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    draft_id: Mapped[UUID] = mapped_column(ForeignKey("vacancy_draft.id"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    act: Mapped[str] = mapped_column(String(20))
    step: Mapped[str] = mapped_column(String(40), default="")
    source: Mapped[str]

    maker: Mapped[Any] = relationship("Account", lazy="raise", viewonly=True)
