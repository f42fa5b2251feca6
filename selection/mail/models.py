"""Letters that wait, went out or could not be delivered."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from selection.audit import new_salt
from selection.db import Base, new_id


class LetterState(StrEnum):
    """`asked`: by a subject, not worded yet. `prepared`: worded, waits for a person. `released`: may go out. `sending`: handed to the mail server just now.
    `sent`, `failed` (refused or bounced), `given` (on paper), `withdrawn` (never sent).
    """

    ASKED = "asked"
    PREPARED = "prepared"
    RELEASED = "released"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Letter(Base):
    """A letter or e-mail to one person. `event` is the code of its template; `facts` and `secrets` are JSON with what only the asking subject knew.

    `secrets` (one-time links) is emptied once the letter is sent, withdrawn or dealt with; in `body` their place is held by a mark. `key` makes sure
    that what is asked twice is sent once. `automatic` letters need no person's release. `calendar` is a calendar file that goes along. `prepared_by` laid
    exactly this text before a second person, who releases it or sends it back (`returned_…`). `given_on` is the day on which it was given on paper.
    """

    __tablename__ = "letter"
    __table_args__ = (
        sa.Index("ix_letter_recipient", "recipient_kind", "recipient_id"),
        sa.Index("ix_letter_state_next_attempt_at", "state", "next_attempt_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    seq: Mapped[int] = mapped_column(unique=True)
    event: Mapped[str] = mapped_column(sa.String(60))
    key: Mapped[str | None] = mapped_column(sa.String(200), unique=True)
    procedure_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    recipient_kind: Mapped[str] = mapped_column(sa.String(20))
    recipient_id: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(sa.String(250))
    address: Mapped[str] = mapped_column(sa.String(320))
    language: Mapped[str] = mapped_column(sa.String(2))
    facts: Mapped[str]
    secrets: Mapped[str] = mapped_column(default="")
    automatic: Mapped[bool]
    calendar: Mapped[bytes | None]
    state: Mapped[LetterState] = mapped_column(sa.String(20), default=LetterState.ASKED)
    asked_at: Mapped[datetime]
    asked_by: Mapped[uuid.UUID | None]
    reference: Mapped[str] = mapped_column(sa.String(60), default="")
    subject: Mapped[str] = mapped_column(sa.String(400), default="")
    body: Mapped[str] = mapped_column(default="")
    prepared_at: Mapped[datetime | None]
    prepared_by: Mapped[uuid.UUID | None]
    returned_at: Mapped[datetime | None]
    returned_by: Mapped[uuid.UUID | None]
    returned_reason: Mapped[str] = mapped_column(sa.String(1000), default="")
    released_at: Mapped[datetime | None]
    released_by: Mapped[uuid.UUID | None]
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(sa.String(1000), default="")
    failed_at: Mapped[datetime | None]
    dealt_with_at: Mapped[datetime | None]
    dealt_with_by: Mapped[uuid.UUID | None]
    dealt_with_how: Mapped[str] = mapped_column(sa.String(1000), default="")
    given_on: Mapped[date | None]
    given_at: Mapped[datetime | None]
    given_by: Mapped[uuid.UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[uuid.UUID | None]
    withdrawn_reason: Mapped[str] = mapped_column(sa.String(1000), default="")
    salt: Mapped[str] = mapped_column(sa.String(32), default=new_salt)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
