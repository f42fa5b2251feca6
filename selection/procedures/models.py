"""A vacancy as it runs: its frozen definition, its rounds, its panel and who answers for it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from selection.accounts.models import Account
from selection.audit import new_salt
from selection.db import Base, UTCDateTime, new_id


class ProcedureState(StrEnum):
    """`preparation`: panel and candidates are entered. `running`: opened for rating, rules frozen (R17). `discarded`: given up before any judgement.

    `stopped`: ended by a decision, whatever was judged. `unfilled`: ended by a decision because nobody is ranked.
    """

    PREPARATION = "preparation"
    RUNNING = "running"
    DISCARDED = "discarded"
    STOPPED = "stopped"
    UNFILLED = "unfilled"


BY_DECISION = frozenset({ProcedureState.STOPPED, ProcedureState.UNFILLED})
ENDED = BY_DECISION | {ProcedureState.DISCARDED}


class SeatKind(StrEnum):
    """Jurylid, voorzitter, plaatsvervangend voorzitter, secretaris, waarnemer."""

    MEMBER = "member"
    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    SECRETARY = "secretary"
    OBSERVER = "observer"


RATING_KINDS = frozenset({SeatKind.MEMBER, SeatKind.CHAIR, SeatKind.DEPUTY_CHAIR})


class Procedure(Base):
    """Selectieprocedure: one run of a vacancy definition, with its own number and year.

    `published_at` with the decision that published the vacancy; `candidates_closed_at` when the list was closed and codes were drawn;
    `opened_at` when rating was opened; `report_date` is the date of the final report, from which the reserve runs (R19). `salt` is that of the
    digests of reasons in the audit trail.
    """

    __tablename__ = "procedure"
    __table_args__ = (UniqueConstraint("year", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[int]
    year: Mapped[int]
    definition_code: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[ProcedureState] = mapped_column(String(20), default=ProcedureState.PREPARATION)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    decision_date: Mapped[date | None]
    decision_reference: Mapped[str | None] = mapped_column(String(200))
    candidates_closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    discarded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    discard_reason: Mapped[str | None] = mapped_column(String(2000))
    report_date: Mapped[date | None]
    salt: Mapped[str] = mapped_column(String(32), default=new_salt)
    version: Mapped[int] = mapped_column(default=1)

    definitions: Mapped[list["ProcedureDefinition"]] = relationship(order_by="ProcedureDefinition.number", viewonly=True)
    rounds: Mapped[list["RoundRun"]] = relationship(order_by="RoundRun.position", viewonly=True)
    tasks: Mapped[list["HrTask"]] = relationship(order_by="HrTask.since", viewonly=True)
    seats: Mapped[list["Seat"]] = relationship(viewonly=True)

    __mapper_args__ = {"version_id_col": version}

    @property
    def label(self) -> str:
        """Number of the procedure as people quote it: 2024-03."""
        return f"{self.year}-{self.number:02d}"

    @property
    def ended(self) -> bool:
        """Whether it was given up or ended by a decision: it stays readable and nothing changes in it any more."""
        return self.state in ENDED

    @property
    def code(self) -> str:
        """The same, by the name that the head of a page knows."""
        return self.label


class ProcedureDefinition(Base):
    """The definition of a procedure as it stood from `made_at` on: number 1 is what it was opened with, each amendment adds one (R17).

    `frozen` is the JSON of `Definition.frozen()`: definition and competencies, so that later changes of files change nothing here.
    """

    __tablename__ = "procedure_definition"
    __table_args__ = (UniqueConstraint("procedure_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"))
    number: Mapped[int]
    frozen: Mapped[str] = mapped_column(deferred=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(2000), default="")


class RoundRun(Base):
    """One round of a procedure. Open is the first round that is not closed, once the procedure runs."""

    __tablename__ = "round_run"
    __table_args__ = (UniqueConstraint("procedure_id", "code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"))
    code: Mapped[str] = mapped_column(String(100))
    position: Mapped[int]
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class HrTask(Base):
    """Who answers for a procedure at HR: `responsible` or `deputy`, from a date until a date. Handing over ends one row and begins another."""

    __tablename__ = "hr_task"
    __table_args__ = (
        CheckConstraint("kind in ('responsible', 'deputy')", name="kind"),
        Index("uq_hr_task_current", "procedure_id", "kind", unique=True, sqlite_where=text("ended_at is null"), postgresql_where=text("ended_at is null")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    since: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)


class Seat(Base):
    """A seat in the panel of one round. `rates`: a secretary and an observer never; a chair or member may be switched off before the first sheet.

    `away_reason` is set by HR when the chair cannot act in this round: the deputy chair then does what the chair does.
    """

    __tablename__ = "seat"
    __table_args__ = (
        Index(
            "uq_seat_current",
            "procedure_id",
            "round_code",
            "account_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
        CheckConstraint("not rates or kind in ('member', 'chair', 'deputy_chair')", name="rates"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"))
    round_code: Mapped[str] = mapped_column(String(100))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[SeatKind] = mapped_column(String(20))
    rates: Mapped[bool]
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    end_reason: Mapped[str | None] = mapped_column(String(2000))
    away_reason: Mapped[str | None] = mapped_column(String(2000))
    version: Mapped[int] = mapped_column(default=1)

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}


class ProcedureStop(Base):
    """The decision that ended a procedure, stopped or without a ranked candidate: who decided it on which day, the reason and the legal grounds, one a line."""

    __tablename__ = "procedure_stop"

    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), primary_key=True)
    decided_on: Mapped[date]
    body: Mapped[str] = mapped_column(String(200))
    reference: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(2000))
    grounds: Mapped[str] = mapped_column(String(2000))
    stopped_at: Mapped[datetime] = mapped_column(UTCDateTime)
    stopped_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class ClosingMove(Base):
    """A later closing moment for applications, by decision: `extended` before the old one, `reopened` after it. Rows are never changed.

    `until` is the first moment that is too late, before and after; `definition_number` that of the version of the definition that holds it.
    """

    __tablename__ = "closing_move"
    __table_args__ = (CheckConstraint("kind in ('extended', 'reopened')", name="kind"), CheckConstraint("new_until > old_until", name="later"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    old_until: Mapped[datetime] = mapped_column(UTCDateTime)
    new_until: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_on: Mapped[date]
    body: Mapped[str] = mapped_column(String(200))
    reference: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(2000))
    definition_number: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class RoundMove(Base):
    """Other days for a round, with the reason: `old_days` and `new_days` are ISO dates with commas, empty where there were none. Rows are never changed."""

    __tablename__ = "round_move"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"), index=True)
    round_code: Mapped[str] = mapped_column(String(100))
    old_days: Mapped[str] = mapped_column(String(1000))
    new_days: Mapped[str] = mapped_column(String(1000))
    reason: Mapped[str] = mapped_column(String(2000))
    definition_number: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class PutAway(Base):
    """A finished procedure stands in the archive from `put_away_at` until `taken_back_at`; the current row has none."""

    __tablename__ = "put_away"
    __table_args__ = (
        Index("uq_put_away_current", "procedure_id", unique=True, sqlite_where=text("taken_back_at is null"), postgresql_where=text("taken_back_at is null")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"))
    put_away_at: Mapped[datetime] = mapped_column(UTCDateTime)
    put_away_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    taken_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    taken_back_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class Proposal(Base):
    """An act of two people (R21): reopening a submitted sheet (`reopen_sheet`) or a closed round (`reopen_round`). It does nothing until approved.

    One side is HR, the other the chair; `proposed_as` and `decided_as` say which hat each wore. `subject` is the sheet's id or the round's code.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("kind in ('reopen_sheet', 'reopen_round')", name="kind"),
        CheckConstraint("decided_by is null or decided_by <> proposed_by or outcome = 'withdrawn'", name="two_people"),
        Index(
            "uq_proposal_open", "procedure_id", "kind", "subject", unique=True, sqlite_where=text("outcome is null"), postgresql_where=text("outcome is null")
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"))
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(2000))
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    proposed_as: Mapped[str] = mapped_column(String(10))
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    outcome: Mapped[str | None] = mapped_column(String(10))
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_as: Mapped[str | None] = mapped_column(String(10))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decision_reason: Mapped[str | None] = mapped_column(String(2000))

    proposer: Mapped[Account] = relationship(foreign_keys=[proposed_by])
    decider: Mapped[Account | None] = relationship(foreign_keys=[decided_by])


class PublishedRegulation(Base):
    """The selection rules in words as they were published: number 1 with the vacancy, each amendment adds one (R17). Rows are never changed.

    `text_nl` and `text_en` are JSON of `regulation.RulesText`; `definition_number` says of which version of the definition; `fingerprint` is that of its rules.
    """

    __tablename__ = "published_regulation"
    __table_args__ = (UniqueConstraint("procedure_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"))
    number: Mapped[int]
    definition_number: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    text_nl: Mapped[str] = mapped_column(deferred=True)
    text_en: Mapped[str] = mapped_column(deferred=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class PanelDemand(Base):
    """One rule on the composition of the panel (samenstellingsregel) that the selection rules state; `kind` is a `regulation.DemandKind`.

    `amount` is a whole number of members or a share such as `1/3`, `0` where the kind has none; a `target` that is not met is explained in the report.
    """

    __tablename__ = "panel_demand"
    __table_args__ = (UniqueConstraint("procedure_id", "kind"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedure.id"))
    kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[str] = mapped_column(String(10))
    target: Mapped[bool]
