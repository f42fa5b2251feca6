"""Texts of letters as the organisation words them."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from selection.audit import new_salt
from selection.db import Base, new_id


class TextKind(StrEnum):
    """What a text is: a whole `letter`, or a `fragment` that fills a placeholder."""

    LETTER = "letter"
    FRAGMENT = "fragment"


class LetterText(Base):
    """One version of the organisation's own text, in one language; the one with the highest `number` holds. With `reset` the shipped text holds again.

    `subject` is empty for a fragment. Versions are never changed or removed: a letter that was sent can be laid beside the text of that day.
    """

    __tablename__ = "letter_text"
    __table_args__ = (sa.UniqueConstraint("kind", "code", "language", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[TextKind] = mapped_column(sa.String(10))
    code: Mapped[str] = mapped_column(sa.String(60))
    language: Mapped[str] = mapped_column(sa.String(2))
    number: Mapped[int]
    reset: Mapped[bool] = mapped_column(default=False)
    subject: Mapped[str] = mapped_column(sa.String(400), default="")
    body: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("account.id"))
    salt: Mapped[str] = mapped_column(sa.String(32), default=new_salt)
