"""What the panel settled about a tie (R15): a motivated order, or a draw with its seed and witness. Rows end, they never go."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from selection.accounts.models import Account
from selection.candidates.models import Candidate
from selection.db import Base, UTCDateTime, new_id

DECIDED, DRAWN = "decided", "drawn"
SEED_LIMIT = 200


class TieSettlement(Base):
    """One decision (`decided`) or draw (`drawn`) about candidates who were tied when it was recorded.

    `reason` says why this order, or for a draw where its seed comes from. `seed` is empty and `witness_id` null for a decision. It ends by being undone
    with a reason, or when a later one about the same candidates takes its place (`replaced_by`). Whether it orders anybody now is derived, never stored.
    """

    __tablename__ = "tie_settlement"
    __table_args__ = (
        CheckConstraint("(kind = 'decided' and seed = '' and witness_id is null) or (kind = 'drawn' and seed <> '' and witness_id is not null)", name="kind"),
        CheckConstraint("witness_id is null or witness_id <> settled_by", name="two_people"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(2000))
    seed: Mapped[str] = mapped_column(String(SEED_LIMIT), default="")
    witness_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime] = mapped_column(UTCDateTime)
    settled_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    end_reason: Mapped[str] = mapped_column(String(2000), default="")
    replaced_by: Mapped[UUID | None] = mapped_column(ForeignKey("tie_settlement.id"))

    places: Mapped[list["TiePlace"]] = relationship(order_by="TiePlace.position")
    settler: Mapped[Account] = relationship(foreign_keys=[settled_by])
    ender: Mapped[Account | None] = relationship(foreign_keys=[ended_by])
    witness: Mapped[Account | None] = relationship(foreign_keys=[witness_id])

    @property
    def codes(self) -> tuple[str, ...]:
        """The candidates it names: in the decided order, or by code for a draw, whose order follows from the seed."""
        return tuple(place.candidate.code or "" for place in self.places)


class TiePlace(Base):
    """A candidate whom a settlement names, in its order (0 is first)."""

    __tablename__ = "tie_place"
    __table_args__ = (UniqueConstraint("settlement_id", "position"),)

    settlement_id: Mapped[UUID] = mapped_column(ForeignKey("tie_settlement.id"), primary_key=True)
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    position: Mapped[int]

    candidate: Mapped[Candidate] = relationship()
