"""The recruitment reserve in its plain form: who was appointed from it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from selection.db import Base, UTCDateTime, new_id


class Appointment(Base):
    """A ranked candidate who was appointed (aangesteld) on a date, by a decision; undone by ending the row with a reason."""

    __tablename__ = "appointment"
    __table_args__ = (
        Index("uq_appointment_current", "candidate_id", unique=True, sqlite_where=text("ended_at is null"), postgresql_where=text("ended_at is null")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"))
    on: Mapped[date] = mapped_column("on_date")
    decision: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    end_reason: Mapped[str] = mapped_column(String(2000), default="")
