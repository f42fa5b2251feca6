"""Candidates, what HR finds about them, and who sat when they were heard.

Personal data stand apart from everything that must stay: `CandidatePerson` can be emptied without touching a figure.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from selection.accounts.models import Account
from selection.db import Base, UTCDateTime, new_id


class FindingKind(StrEnum):
    """What HR records about a candidate: of a part (`verdict`, `absent`, `exempt`), or of the whole procedure (`withdrawn`, `excluded`)."""

    VERDICT = "verdict"
    ABSENT = "absent"
    EXEMPT = "exempt"
    WITHDRAWN = "withdrawn"
    EXCLUDED = "excluded"


class ImportBatch(Base):
    """One import of a list of candidates; it can be undone as a whole until one of them has a judgement."""

    __tablename__ = "import_batch"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    rows: Mapped[int]
    imported_at: Mapped[datetime] = mapped_column(UTCDateTime)
    imported_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class ImportedChange(Base):
    """What an import changed of a candidate who was there already: the former name and telephone, given back when the import is undone.

    `version` is that of the candidate after the import: a later change by hand stays when the import is undone.
    """

    __tablename__ = "imported_change"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("import_batch.id"), primary_key=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    given_name: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    telephone: Mapped[str] = mapped_column(String(50))
    version: Mapped[int]


class UploadedList(Base):
    """A list that was uploaded and not yet imported: what the preview shows and its confirmation applies. Removed with either answer, and after a day.

    `content` is the JSON of `reading.Upload`.
    """

    __tablename__ = "uploaded_list"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[str]
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class Candidate(Base):
    """A candidate in one procedure. `code` (K01, K02, ...) is given in chance order when the list is closed. `added_by` is None for who applied by the form."""

    __tablename__ = "candidate"
    __table_args__ = (UniqueConstraint("procedure_id", "code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    code: Mapped[str | None] = mapped_column(String(20))
    import_id: Mapped[UUID | None] = mapped_column(ForeignKey("import_batch.id"))
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)

    person: Mapped["CandidatePerson"] = relationship(back_populates="candidate", lazy="joined", cascade="all, delete-orphan", single_parent=True)

    __mapper_args__ = {"version_id_col": version}


class CandidatePerson(Base):
    """Name and contact data of a candidate, with the salt for the digests of texts about this person."""

    __tablename__ = "candidate_person"

    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    given_name: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str] = mapped_column(String(254), index=True)
    telephone: Mapped[str] = mapped_column(String(50), default="")
    salt: Mapped[str] = mapped_column(String(32))
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    candidate: Mapped[Candidate] = relationship(back_populates="person")

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()


class Finding(Base):
    """A verdict, absence, exemption, withdrawal or exclusion, with its date, source and reason. Corrections end a row and begin another.

    `value`: `suitable` or `unsuitable` of a verdict, the carried points (text) of an exempt scored part, else empty. `source`: on what a
    verdict rests, the origin of an exemption, or who decided an exclusion. A current row has no `ended_at`; there is one per kind and part.
    `recorded_by` is None for what the candidate did by the private link.
    """

    __tablename__ = "finding"
    __table_args__ = (
        CheckConstraint("kind in ('verdict', 'absent', 'exempt', 'withdrawn', 'excluded')", name="kind"),
        CheckConstraint("(part_code = '') = (kind in ('withdrawn', 'excluded'))", name="part"),
        Index(
            "uq_finding_current",
            "candidate_id",
            "part_code",
            "kind",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"), index=True)
    part_code: Mapped[str] = mapped_column(String(100), default="")
    kind: Mapped[FindingKind] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(30), default="")
    on: Mapped[date] = mapped_column("on_date")
    source: Mapped[str] = mapped_column(String(500), default="")
    reason: Mapped[str] = mapped_column(String(2000), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    end_reason: Mapped[str] = mapped_column(String(2000), default="")


class NotSitting(Base):
    """An assessor with a rating seat who did not sit for a candidate in a part: `ill`, `late`, `recused` or `other`, with a reason (R7).

    Who rates in a round is expected for every candidate and part of it, unless a current row here says otherwise.
    """

    __tablename__ = "not_sitting"
    __table_args__ = (
        CheckConstraint("why in ('ill', 'late', 'recused', 'other')", name="why"),
        Index(
            "uq_not_sitting_current",
            "candidate_id",
            "part_code",
            "account_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"))
    part_code: Mapped[str] = mapped_column(String(100))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    why: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
