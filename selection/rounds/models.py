"""What an assessor asks about the own submitted sheet, that HR and the chair reopen it; and second sittings."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from selection.accounts.models import Account
from selection.db import Base, UTCDateTime, new_id


class RequestEnd(StrEnum):
    """How a request ended: the sheet was reopened by two people, the request was refused with a reason, or who asked took it back."""

    REOPENED = "reopened"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ReopeningRequest(Base):
    """A request that the own submitted sheet is reopened (R21), with its reason. It changes nothing by itself; `outcome` is None while it waits."""

    __tablename__ = "reopening_request"
    __table_args__ = (
        CheckConstraint("outcome in ('reopened', 'refused', 'withdrawn')", name="outcome"),
        CheckConstraint("(outcome is null) = (ended_at is null)", name="ended"),
        Index("uq_reopening_request_open", "sheet_id", unique=True, sqlite_where=text("outcome is null"), postgresql_where=text("outcome is null")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("scoresheet.id"), index=True)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(String(2000))
    outcome: Mapped[RequestEnd | None] = mapped_column(String(10))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    answer: Mapped[str] = mapped_column(String(2000), default="")

    asker: Mapped[Account] = relationship(foreign_keys=[asked_by])
    ender: Mapped[Account | None] = relationship(foreign_keys=[ended_by])


class SecondSitting(Base):
    """A second sitting of a round for a candidate who did not sit at the first: on which `days` (ISO, with commas), and why. Over once the round is closed.

    `only_named`: the round was closed and is open again for the candidates who are named, and for nobody else.
    """

    __tablename__ = "second_sitting"
    __table_args__ = (
        Index(
            "uq_second_sitting_current",
            "candidate_id",
            "round_code",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    round_code: Mapped[str] = mapped_column(String(100))
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"))
    days: Mapped[str] = mapped_column(String(1000))
    reason: Mapped[str] = mapped_column(String(2000))
    only_named: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
