"""Moments of a part, and what people were told of them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from selection.db import Base, UTCDateTime, new_id


class Slot(Base):
    """A moment of a part: from when until when, in which room (`place`) or at which address of a video call (`video`), and for whom (None: free).

    `with_panel`: the assessors of the round are there, so they can be nowhere else; a part that gives a verdict is taken elsewhere.
    """

    __tablename__ = "slot"
    __table_args__ = (
        CheckConstraint("ends_at > begins_at", name="span"),
        CheckConstraint("place <> '' or video <> ''", name="where"),
        UniqueConstraint("candidate_id", "part_code"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    round_code: Mapped[str] = mapped_column(String(100))
    part_code: Mapped[str] = mapped_column(String(100))
    begins_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[str] = mapped_column(String(200), default="")
    video: Mapped[str] = mapped_column(String(500), default="")
    with_panel: Mapped[bool]
    candidate_id: Mapped[UUID | None] = mapped_column(ForeignKey("candidate.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class NoticeKind(StrEnum):
    """`invitation`: the first word of an appointment, or a new one after it was cancelled. `update`: another hour or place. `cancellation`: it lapses."""

    INVITATION = "invitation"
    UPDATE = "update"
    CANCELLATION = "cancellation"


class SlotNotice(Base):
    """What a candidate was told of the appointment for a part, by which letter. `sequence` counts within candidate and part from 0: that of the calendar
    entry, of which the name follows from candidate and part. `token_hash` opens the candidate's own page of appointments. A withdrawn letter told nothing.
    """

    __tablename__ = "slot_notice"
    __table_args__ = (
        CheckConstraint("kind in ('invitation', 'update', 'cancellation')", name="kind"),
        UniqueConstraint("candidate_id", "part_code", "sequence"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"))
    part_code: Mapped[str] = mapped_column(String(100))
    kind: Mapped[NoticeKind] = mapped_column(String(12))
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"))
    sequence: Mapped[int]
    begins_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[str] = mapped_column(String(200))
    video: Mapped[str] = mapped_column(String(500))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    told_at: Mapped[datetime] = mapped_column(UTCDateTime)
    told_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class SlotAnswer(Base):
    """What a candidate answered to one word about an appointment: to come (`comes`), or not to be able to, with why. A later word asks for an answer again."""

    __tablename__ = "slot_answer"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"), index=True)
    notice_id: Mapped[UUID] = mapped_column(ForeignKey("slot_notice.id"), unique=True)
    comes: Mapped[bool]
    words: Mapped[str] = mapped_column(String(1000), default="")
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SittingNotice(Base):
    """An invitation of one of the panel to the sittings of a round; `days` names them (ISO, with commas), so that a later one can cancel an entry."""

    __tablename__ = "sitting_notice"
    __table_args__ = (UniqueConstraint("account_id", "procedure_id", "round_code", "sequence"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    round_code: Mapped[str] = mapped_column(String(100))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"))
    sequence: Mapped[int]
    days: Mapped[str] = mapped_column(String(2000))
    sittings: Mapped[str] = mapped_column(String(4000))
    told_at: Mapped[datetime] = mapped_column(UTCDateTime)
    told_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
