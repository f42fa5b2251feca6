"""Applications with their documents, private links and requests for accommodation."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from selection.audit import new_salt
from selection.candidates.entering import Details
from selection.candidates.models import Candidate
from selection.db import Base, UTCDateTime, new_id


class Application(Base):
    """Kandidatuur. From its first submission on it belongs to a candidate, one to one; name and contact data then stand with the candidate alone.

    `source`: by the form, or on paper or by mail and entered by HR (`entered_by`), who give the day of arrival (`received_on`). `begun_at` is when the
    server first heard of it, `submitted_at` its first submission, `changed_at` the last change after that. `pending_email` is a new address that was not
    confirmed yet. `form_number` is that of the form with which it began: the same form twice is one application. `kept_id` is the application of the same
    person that took its place; `checked_apart_at` when HR found that who has the same name is somebody else.
    """

    __tablename__ = "application"
    __table_args__ = (
        CheckConstraint("source in ('form', 'paper', 'mail')", name="source"),
        CheckConstraint("submitted_at is not null or candidate_id is null", name="candidate"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    candidate_id: Mapped[UUID | None] = mapped_column(ForeignKey("candidate.id"), unique=True)
    source: Mapped[str] = mapped_column(String(10), default="form")
    language: Mapped[str] = mapped_column(String(2))
    given_name: Mapped[str] = mapped_column(String(100), default="")
    family_name: Mapped[str] = mapped_column(String(100), default="")
    email: Mapped[str] = mapped_column(String(254), default="", index=True)
    telephone: Mapped[str] = mapped_column(String(50), default="")
    postal_address: Mapped[str] = mapped_column(String(500), default="")
    pending_email: Mapped[str] = mapped_column(String(254), default="")
    email_confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    consent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    consent_version: Mapped[str] = mapped_column(String(60), default="")
    form_number: Mapped[str | None] = mapped_column(String(32), unique=True)
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    received_on: Mapped[date | None]
    entered_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    kept_id: Mapped[UUID | None] = mapped_column(ForeignKey("application.id"))
    kept_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    checked_apart_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    salt: Mapped[str] = mapped_column(String(32), default=new_salt)
    version: Mapped[int] = mapped_column(default=1)

    candidate: Mapped[Candidate | None] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}

    @property
    def details(self) -> Details:
        """Name and contact data as they stand now, wherever they are kept."""
        if self.candidate is not None:
            return Details.of(self.candidate.person)
        return Details(given_name=self.given_name, family_name=self.family_name, email=self.email, telephone=self.telephone)

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.details.given_name} {self.details.family_name}".strip()

    @property
    def email_confirmed(self) -> bool:
        """Whether the person showed to read mail at this address. An address that HR typed over from paper needs no such proof."""
        return self.email_confirmed_at is not None or self.source != "form"


class ApplicationLink(Base):
    """A private link: what is kept of its token, and whether it was sent by mail, which proves that its reader has that address (`mailed_to`)."""

    __tablename__ = "application_link"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    mailed_to: Mapped[str] = mapped_column(String(254), default="")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class ApplicationDocument(Base):
    """A file that came with an application. Its bytes are read by whoever opens it, never in a list; `content` is None once they were removed.

    `asked_code` names the document of the definition that it answers (empty: something else). `name` is what the sender called it, cleaned; it is shown and
    never used as a path. `uploaded_by` is None for the applicant. `origin_id` is the application with which it came when it was taken over from an earlier one.
    `redacted`: a copy without what tells who it is about, for a panel that may not know.
    """

    __tablename__ = "application_document"
    __table_args__ = (CheckConstraint("media_type in ('application/pdf', 'image/jpeg', 'image/png')", name="media_type"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), index=True)
    origin_id: Mapped[UUID | None]
    asked_code: Mapped[str] = mapped_column(String(64), default="")
    name: Mapped[str] = mapped_column(String(150))
    media_type: Mapped[str] = mapped_column(String(20))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    redacted: Mapped[bool] = mapped_column(default=False)
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    uploaded_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    removed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class AccommodationRequest(Base):
    """What somebody asks to be able to take part (redelijke aanpassing), and why. For the named HR officers only; the panel never reads it."""

    __tablename__ = "accommodation_request"

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    wanted: Mapped[str] = mapped_column(String(2000))
    reason: Mapped[str] = mapped_column(String(2000), default="")
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class AccommodationMeasure(Base):
    """A measure that HR granted: what the panel is told, without the reason. A current row has no `ended_at`."""

    __tablename__ = "accommodation_measure"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), index=True)
    measure: Mapped[str] = mapped_column(String(500))
    granted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    granted_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class VisitorAttempt(Base):
    """Something that people without an account do and that is counted: by kind and by network, and by digest of whom it is about. Kept for a day."""

    __tablename__ = "visitor_attempt"
    __table_args__ = (Index("ix_visitor_attempt_counted", "kind", "network", "at"), Index("ix_visitor_attempt_about", "kind", "about", "at"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(20))
    network: Mapped[str] = mapped_column(String(45))
    about: Mapped[str] = mapped_column(String(64), default="")
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
