"""The one row of settings, and the versions of the organisation's own pages."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from selection.db import Base, UTCDateTime, new_id

ONLY = UUID(int=1)


class PageKind(StrEnum):
    """A text that the organisation writes itself. `consent` has no page of its own: it stands in the form with which people apply."""

    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"
    SELECTING = "selecting"
    CONSENT = "consent"


class OrganisationSettings(Base):
    """What an administrator or HR set. There is one row or none; without it the settings of the environment and the shipped texts hold.

    Texts that letters quote stand here in Dutch and English. `grace_minutes`: how long after the closing moment a submission that began before it still
    counts. `extract_months`: how old an extract may be where the vacancy does not say it. `logo` is a PNG, `logo_digest` its SHA-256.
    """

    __tablename__ = "organisation_settings"
    __table_args__ = (
        CheckConstraint("single", name="single"),
        CheckConstraint("grace_minutes between 0 and 240", name="grace_minutes"),
        CheckConstraint("extract_months between 1 and 600", name="extract_months"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=ONLY)
    single: Mapped[bool] = mapped_column(default=True, unique=True)
    name: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(500))
    contact_email: Mapped[str] = mapped_column(String(254))
    contact_phone: Mapped[str] = mapped_column(String(60))
    website: Mapped[str] = mapped_column(String(300))
    brand: Mapped[str] = mapped_column(String(7))
    brand_on: Mapped[str] = mapped_column(String(7))
    sender_name: Mapped[str] = mapped_column(String(200))
    sender: Mapped[str] = mapped_column(String(254))
    reply_to: Mapped[str] = mapped_column(String(254))
    signature: Mapped[str] = mapped_column(String(500))
    grace_minutes: Mapped[int]
    extract_months: Mapped[int]
    deciding_body_nl: Mapped[str] = mapped_column(String(200))
    deciding_body_en: Mapped[str] = mapped_column(String(200))
    appointing_authority_nl: Mapped[str] = mapped_column(String(200))
    appointing_authority_en: Mapped[str] = mapped_column(String(200))
    reconsider_contact: Mapped[str] = mapped_column(String(300))
    reconsider_term_nl: Mapped[str] = mapped_column(String(200))
    reconsider_term_en: Mapped[str] = mapped_column(String(200))
    appeal_nl: Mapped[str]
    appeal_en: Mapped[str]
    logo: Mapped[bytes | None] = mapped_column(deferred=True)
    logo_digest: Mapped[str] = mapped_column(String(64), default="")
    logo_width: Mapped[int] = mapped_column(default=0)
    logo_height: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class OrganisationPage(Base):
    """A version of a page in one language; the highest number is in force. Rows are never changed or removed. `made_by` is empty never: the shipped
    text has no row.
    """

    __tablename__ = "organisation_page"
    __table_args__ = (
        UniqueConstraint("kind", "language", "number"),
        CheckConstraint("kind in ('privacy', 'accessibility', 'selecting', 'consent')", name="kind"),
        CheckConstraint("language in ('nl', 'en')", name="language"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[PageKind] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2))
    number: Mapped[int]
    text: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))

    maker: Mapped[Any] = relationship("Account", lazy="raise", viewonly=True)  # by name: accounts stand on the same level
