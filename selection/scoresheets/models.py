"""Score sheets, their ratings and revisions, and what the panel settles together."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from selection.accounts.models import Account
from selection.db import Base, UTCDateTime, new_id

RATIONALE_LIMIT = 10_000


class SheetState(StrEnum):
    """`draft`: the member is writing, it counts nowhere (R6). `submitted`: counts, and the member sees the others."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


class RevisionKind(StrEnum):
    """What happened to a sheet when a revision was written."""

    SAVED = "saved"
    SUBMITTED = "submitted"
    TAKEN_BACK = "taken_back"
    REOPENED = "reopened"
    MOVED = "moved"


class Scoresheet(Base):
    """Scoreblad: what one assessor writes about one candidate in one part.

    On a directly marked part `points` holds the points as decimal text and `remark` the rationale; elsewhere both are empty. `readable_at` is the
    first moment at which anybody else could read the submitted sheet; until then its writer may take it back. `version` goes up with every change.
    """

    __tablename__ = "scoresheet"
    __table_args__ = (
        UniqueConstraint("candidate_id", "part_code", "account_id"),
        CheckConstraint("state in ('draft', 'submitted')", name="state"),
        Index("ix_scoresheet_procedure_part", "procedure_id", "part_code"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"))
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"))
    part_code: Mapped[str] = mapped_column(String(100))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    state: Mapped[SheetState] = mapped_column(String(10), default=SheetState.DRAFT)
    points: Mapped[str] = mapped_column(String(20), default="")
    remark: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    readable_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)

    ratings: Mapped[list["Rating"]] = relationship(back_populates="sheet", cascade="all, delete-orphan")
    account: Mapped[Account] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Rating(Base):
    """One criterion of a sheet. `position` is the place on the frozen scale and `chosen` its text; both empty until rated.

    `not_observed` is an answer of its own, with its reason (R5).
    """

    __tablename__ = "rating"
    __table_args__ = (CheckConstraint("not not_observed or position is null", name="one_answer"), CheckConstraint("position >= 0", name="position"))

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("scoresheet.id"), primary_key=True)
    criterion_code: Mapped[str] = mapped_column(String(100), primary_key=True)
    position: Mapped[int | None]
    chosen: Mapped[str] = mapped_column(String(100), default="")
    not_observed: Mapped[bool] = mapped_column(default=False)
    not_observed_reason: Mapped[str] = mapped_column(String(2000), default="")
    rationale: Mapped[str] = mapped_column(default="")

    sheet: Mapped[Scoresheet] = relationship(back_populates="ratings")


class SheetRevision(Base):
    """What a sheet held after a save, a submission, a take-back, a reopening or a move; append-only, the content as canonical JSON.

    `candidate_id` is the candidate whom the sheet was about at that moment: a draft that moves keeps its earlier versions where they were written.
    """

    __tablename__ = "sheet_revision"
    __table_args__ = (UniqueConstraint("sheet_id", "number"), Index("ix_sheet_revision_candidate", "candidate_id", "kind"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("scoresheet.id"))
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"))
    number: Mapped[int]
    kind: Mapped[RevisionKind] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("account.id"))
    content: Mapped[str]


class ConsensusRating(Base):
    """What the panel settled for a candidate on a criterion (or, with `criterion_code` empty, the points of a directly marked part), with its reason.

    Settling anew ends the current row and begins another, so that both texts stay readable.
    """

    __tablename__ = "consensus_rating"
    __table_args__ = (
        Index(
            "uq_consensus_current",
            "candidate_id",
            "part_code",
            "criterion_code",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"))
    part_code: Mapped[str] = mapped_column(String(100))
    criterion_code: Mapped[str] = mapped_column(String(100), default="")
    position: Mapped[int | None]
    chosen: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(10_000))
    settled_at: Mapped[datetime] = mapped_column(UTCDateTime)
    settled_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    end_reason: Mapped[str] = mapped_column(String(2000), default="")

    settler: Mapped[Account] = relationship(foreign_keys=[settled_by])
