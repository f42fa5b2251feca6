"""The outbox as one person may see it: letters of the own procedures for HR, those about accounts for an administrator, one's own test messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from selection.accounts.models import Account
from selection.db import remembered, session
from selection.errors import NotFound
from selection.mail.models import Letter, LetterState
from selection.procedures.models import Procedure
from selection.procedures.queries import hats_of, procedures_of

PAGE = 50
UNMADE = sa.and_(Letter.state == LetterState.ASKED, Letter.automatic.is_(True), Letter.failure != "")
TO_RELEASE = sa.or_(sa.and_(Letter.state.in_((LetterState.ASKED, LetterState.PREPARED)), Letter.automatic.is_(False)), UNMADE)
OPEN_FAILURE = sa.and_(Letter.state == LetterState.FAILED, Letter.dealt_with_at.is_(None))


class Shown(StrEnum):
    """What a list of letters can be narrowed to; the words stand in addresses."""

    TO_RELEASE = "vrij-te-geven"
    WAITING = "onderweg"
    FAILED = "mislukt"
    SENT = "verzonden"
    GIVEN = "op-papier"
    WITHDRAWN = "ingetrokken"


CONDITIONS: dict[Shown, sa.ColumnElement[bool]] = {
    Shown.TO_RELEASE: TO_RELEASE,
    Shown.WAITING: sa.or_(
        Letter.state.in_((LetterState.RELEASED, LetterState.SENDING)),
        sa.and_(Letter.state.in_((LetterState.ASKED, LetterState.PREPARED)), Letter.automatic.is_(True), Letter.failure == ""),
    ),
    Shown.FAILED: Letter.state == LetterState.FAILED,
    Shown.SENT: Letter.state == LetterState.SENT,
    Shown.GIVEN: Letter.state == LetterState.GIVEN,
    Shown.WITHDRAWN: Letter.state == LetterState.WITHDRAWN,
}


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Whose letters somebody reaches: of these procedures, as HR; with `accounts` those about accounts, as administrator."""

    account_id: UUID
    procedures: dict[UUID, Procedure]
    hr: bool
    accounts: bool

    @property
    def condition(self) -> sa.ColumnElement[bool]:
        """The same as a condition on letters."""
        parts = [Letter.procedure_id.in_(self.procedures), sa.and_(Letter.event == "proefbericht", Letter.recipient_id == self.account_id)]
        if self.accounts:
            parts.append(sa.and_(Letter.procedure_id.is_(None), Letter.recipient_kind == "account"))
        return sa.or_(*parts)

    def role(self, letter: Letter) -> str:
        """In which role this person handles the letter."""
        return "hr" if letter.procedure_id in self.procedures else "administrator" if self.accounts else "self"


@dataclass(frozen=True, kw_only=True)
class Group:
    """Letters of one kind about one procedure, counted by what became of them."""

    procedure_id: UUID
    event: str
    counts: dict[Shown, int]


def reach_of(account: Account) -> Reach:
    """What this person reaches; the procedures in which HR has a task are read once."""
    return remembered(("letters.reach", account.id), lambda: _reach(account))


def _reach(account: Account) -> Reach:
    own = {one.id: one for one in procedures_of(account) if hats_of(one, account).hr} if account.is_hr else {}
    return Reach(account_id=account.id, procedures=own, hr=account.is_hr, accounts=account.is_administrator)


def letter_for(account: Account, letter_id: UUID) -> Letter:
    """One letter; NotFound when it is not for this person."""
    found = session().scalar(sa.select(Letter).where(Letter.id == letter_id, reach_of(account).condition))
    if found is None:
        raise NotFound
    return found


def counted(account: Account, procedure_id: UUID | None = None) -> dict[Shown, int]:
    """How many letters this person reaches in each state; one query."""
    columns = [sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0) for condition in CONDITIONS.values()]
    wanted = sa.select(*columns).where(reach_of(account).condition)
    if procedure_id is not None:
        wanted = wanted.where(Letter.procedure_id == procedure_id)
    return dict(zip(CONDITIONS, (int(number) for number in session().execute(wanted).one()), strict=True))


def listed(account: Account, *, shown: Shown | None, procedure_id: UUID | None = None, word: str = "", page: int = 1) -> tuple[list[Letter], int]:
    """One page of letters, newest first, without the texts, and how many there are in all. `word` occurs in name, address, subject or reference."""
    conditions = [reach_of(account).condition]
    if shown is not None:
        conditions.append(CONDITIONS[shown])
    if procedure_id is not None:
        conditions.append(Letter.procedure_id == procedure_id)
    if word:
        like = f"%{word.lower().replace('%', '').replace('_', '')}%"
        conditions.append(sa.or_(*(sa.func.lower(column).like(like) for column in (Letter.name, Letter.address, Letter.subject, Letter.reference))))
    total = session().scalar(sa.select(sa.func.count()).select_from(Letter).where(*conditions)) or 0
    rows = sa.select(Letter).where(*conditions).options(*_LIGHT).order_by(Letter.seq.desc())
    return list(session().scalars(rows.offset((page - 1) * PAGE).limit(PAGE))), total


_LIGHT = tuple(sa.orm.defer(column) for column in (Letter.body, Letter.facts, Letter.secrets, Letter.calendar))


def groups_to_release(account: Account) -> list[Group]:
    """Kinds of letters that wait for a person, by procedure, with the counts of the whole kind; one query."""
    reach = reach_of(account)
    columns = [sa.func.sum(sa.case((condition, 1), else_=0)) for condition in CONDITIONS.values()]
    rows = session().execute(
        sa.select(Letter.procedure_id, Letter.event, *columns)
        .where(Letter.procedure_id.in_(reach.procedures))
        .group_by(Letter.procedure_id, Letter.event)
        .order_by(sa.func.max(Letter.seq).desc())
    )
    found = [Group(procedure_id=row[0], event=row[1], counts=dict(zip(CONDITIONS, map(int, row[2:]), strict=True))) for row in rows]
    return [group for group in found if group.counts[Shown.TO_RELEASE]]


def group_of(account: Account, procedure_id: UUID, event: str) -> list[Letter]:
    """Every letter of one kind about a procedure, by name; NotFound when there is none or the procedure is not one's own."""
    if procedure_id not in reach_of(account).procedures:
        raise NotFound
    rows = session().scalars(sa.select(Letter).where(Letter.procedure_id == procedure_id, Letter.event == event).order_by(Letter.name, Letter.seq))
    found = list(rows)
    if not found:
        raise NotFound
    return found


def failures(account: Account) -> list[Letter]:
    """Letters that were not delivered or could not be made, until somebody dealt with them; newest first."""
    wanted = sa.select(Letter).where(reach_of(account).condition, sa.or_(OPEN_FAILURE, UNMADE)).options(*_LIGHT)
    return list(session().scalars(wanted.order_by(Letter.seq.desc()).limit(PAGE)))


def letters_to(procedure_id: UUID, recipient_ids: Sequence[UUID]) -> list[Letter]:
    """Everything about one procedure that was asked, sent or withdrawn for these recipients, newest first, with the texts."""
    wanted = sa.select(Letter).where(Letter.procedure_id == procedure_id, Letter.recipient_id.in_(recipient_ids))
    return list(session().scalars(wanted.order_by(Letter.seq.desc())))
