"""What HR checked of a candidate, what it proposes, what the college decided, and which extracts were seen."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from selection.db import Base, UTCDateTime, new_id


class Kind(StrEnum):
    """What is checked: a condition (voorwaarde) of the vacancy, or a document that it asks for."""

    CONDITION = "condition"
    DOCUMENT = "document"


class Met(StrEnum):
    """How a point stands: met, not met, or to be proved later."""

    MET = "met"
    NOT_MET = "not_met"
    LATER = "later"


class Outcome(StrEnum):
    """Toegelaten, niet toegelaten."""

    ADMITTED = "admitted"
    REFUSED = "refused"


def _one_current(name: str, *columns: str) -> Index:
    """One row that has not ended per combination of these columns."""
    return Index(name, *columns, unique=True, sqlite_where=text("ended_at is null"), postgresql_where=text("ended_at is null"))


class Preparation(Base):
    """What HR proposes to the college about a candidate: `admitted`, `refused` or nothing yet, with its reason and legal grounds, a line each.

    `version` counts every change of the preparation, its points included.
    """

    __tablename__ = "admission_preparation"
    __table_args__ = (CheckConstraint("proposal in ('', 'admitted', 'refused')", name="proposal"),)

    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    proposal: Mapped[str] = mapped_column(String(10), default="")
    reason: Mapped[str] = mapped_column(String(2000), default="")
    grounds: Mapped[str] = mapped_column(String(2000), default="")
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Check(Base):
    """A condition or document of a candidate as HR found it; a change ends a row and begins another.

    `due_on` is when the proof is expected of what is to be proved later; without it the proof is due before the appointment.
    """

    __tablename__ = "admission_check"
    __table_args__ = (
        CheckConstraint("kind in ('condition', 'document')", name="kind"),
        CheckConstraint("outcome in ('met', 'not_met', 'later')", name="outcome"),
        CheckConstraint("due_on is null or outcome = 'later'", name="due_on"),
        _one_current("uq_admission_check_current", "candidate_id", "kind", "code"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"))
    kind: Mapped[Kind] = mapped_column(String(10))
    code: Mapped[str] = mapped_column(String(100))
    outcome: Mapped[Met] = mapped_column(String(10))
    due_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class Decision(Base):
    """The decision of the college on a candidate: outcome, date, reference, who decided, reason and legal grounds. Corrections end a row.

    `finding_id` is the exclusion that a refusal recorded about the candidate.
    """

    __tablename__ = "admission_decision"
    __table_args__ = (
        CheckConstraint("outcome in ('admitted', 'refused')", name="outcome"),
        CheckConstraint("(outcome = 'refused') = (finding_id is not null)", name="finding"),
        _one_current("uq_admission_decision_current", "candidate_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"))
    outcome: Mapped[Outcome] = mapped_column(String(10))
    on: Mapped[date] = mapped_column("on_date")
    reference: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(2000), default="")
    grounds: Mapped[str] = mapped_column(String(2000), default="")
    finding_id: Mapped[UUID | None] = mapped_column(ForeignKey("finding.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    end_reason: Mapped[str] = mapped_column(String(2000), default="")


class Seen(Base):
    """Gezien op, door, afgeleverd op: a document whose age counts was seen. `removed`: its file was taken out of the database then."""

    __tablename__ = "admission_seen"
    __table_args__ = (_one_current("uq_admission_seen_current", "candidate_id", "document_code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"))
    document_code: Mapped[str] = mapped_column(String(100))
    delivered_on: Mapped[date]
    removed: Mapped[bool]
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    end_reason: Mapped[str] = mapped_column(String(2000), default="")
