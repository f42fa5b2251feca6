"""Reads of the planning: moments, who may come, and what people were told. Every function runs a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa

from scoring.scheme import Round
from selection.candidates.models import Candidate
from selection.candidates.queries import admitted_to
from selection.db import now, session
from selection.errors import NotFound
from selection.mail.models import Letter, LetterState
from selection.planning.models import NoticeKind, SittingNotice, Slot, SlotAnswer, SlotNotice
from selection.procedures import registry
from selection.procedures.models import Procedure

WAITING = frozenset({LetterState.ASKED, LetterState.PREPARED})


class Moment(Protocol):
    """When and where: of a slot, of what is wished, or of what was told."""

    @property
    def begins_at(self) -> datetime:
        """First moment."""

    @property
    def ends_at(self) -> datetime:
        """Last moment."""

    @property
    def place(self) -> str:
        """The room; empty without one."""

    @property
    def video(self) -> str:
        """The address of a video call; empty without one."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """A candidate as the planning names one; `name` is empty for who does not read it."""

    id: UUID
    code: str
    name: str = ""

    @property
    def label(self) -> str:
        """Code, and name where it is read."""
        return f"{self.code} · {self.name}" if self.name else self.code


@dataclass(frozen=True, kw_only=True)
class Told:
    """The last word to a candidate on a part, and the answer to it. `waits`: its letter was not released yet, so the candidate knows nothing of it."""

    notice: SlotNotice
    waits: bool
    answer: SlotAnswer | None = None

    @property
    def stands(self) -> bool:
        """Whether the candidate knows of an appointment."""
        return not self.waits and self.notice.kind != NoticeKind.CANCELLATION


def same(one: Moment, other: Moment) -> bool:
    """Whether hour and place are the same."""
    return (one.begins_at, one.ends_at, one.place, one.video) == (other.begins_at, other.ends_at, other.place, other.video)


def slots_of(procedure_id: UUID, rounds: Iterable[str] | None = None, *, part_code: str = "") -> list[Slot]:
    """Moments of a procedure, in order of time; of these rounds, or of one part."""
    wanted = sa.select(Slot).where(Slot.procedure_id == procedure_id)
    if rounds is not None:
        wanted = wanted.where(Slot.round_code.in_(list(rounds)))
    if part_code:
        wanted = wanted.where(Slot.part_code == part_code)
    return list(session().scalars(wanted.order_by(Slot.begins_at, Slot.place, Slot.id)))


def slot_of(procedure: Procedure, slot_id: UUID) -> Slot:
    """A moment of this procedure. NotFound for one of another."""
    found = session().scalar(sa.select(Slot).where(Slot.id == slot_id, Slot.procedure_id == procedure.id))
    if found is None:
        raise NotFound
    return found


def people(procedure_id: UUID, *, names: bool) -> dict[UUID, Person]:
    """Candidates with a code, in order of code."""
    found = session().scalars(sa.select(Candidate).where(Candidate.procedure_id == procedure_id, Candidate.code.is_not(None)))
    made = [Person(id=one.id, code=one.code or "", name=one.person.name if names else "") for one in found]
    return {one.id: one for one in sorted(made, key=lambda one: (len(one.code), one.code))}


def may_come(procedure: Procedure, round_code: str, preceding: Sequence[Round]) -> frozenset[UUID] | None:
    """Who is admitted to a round (R11); None as long as that is not known: the list is open, or a round before it is."""
    open_before = {run.code for run in procedure.rounds if run.closed_at is None} & {round_.code for round_ in preceding}
    if procedure.candidates_closed_at is None or open_before:
        return None
    return admitted_to(procedure, round_code)


def told(procedure_id: UUID, *, part_code: str = "") -> Mapping[tuple[UUID, str], Told]:
    """(candidate, part) to the last word about the appointment; letters that were withdrawn said nothing."""
    wanted = (
        sa.select(SlotNotice, Letter.state, Letter.automatic, SlotAnswer)
        .join(Letter, Letter.id == SlotNotice.letter_id)
        .outerjoin(SlotAnswer, SlotAnswer.notice_id == SlotNotice.id)
        .where(SlotNotice.procedure_id == procedure_id, Letter.state != LetterState.WITHDRAWN)
    )
    if part_code:
        wanted = wanted.where(SlotNotice.part_code == part_code)
    found: dict[tuple[UUID, str], Told] = {}
    for notice, state, automatic, answer in session().execute(wanted.order_by(SlotNotice.sequence)):
        found[notice.candidate_id, notice.part_code] = Told(notice=notice, waits=state in WAITING and not automatic, answer=answer)
    return found


def next_sequence(candidate_id: UUID, part_code: str) -> int:
    """The number of the next word to a candidate on a part: above all that were asked for, withdrawn ones too."""
    wanted = sa.select(sa.func.max(SlotNotice.sequence)).where(SlotNotice.candidate_id == candidate_id, SlotNotice.part_code == part_code)
    last = session().scalar(wanted)
    return 0 if last is None else last + 1


def appointments_of(candidate_id: UUID) -> list[Told]:
    """What a candidate knows: of each part the appointment that stands as it was told, with the answer to it, in order of time."""
    procedure_id = session().scalar(sa.select(Candidate.procedure_id).where(Candidate.id == candidate_id))
    found = told(procedure_id) if procedure_id is not None else {}
    mine = [known for (candidate, _part), known in found.items() if candidate == candidate_id and known.stands]
    return sorted(mine, key=lambda known: known.notice.begins_at)


@dataclass(frozen=True, kw_only=True)
class PanelTold:
    """The last word to one of the panel on the sittings of a round. `waits`: its letter was not released yet, so the person knows nothing of it."""

    notice: SittingNotice
    waits: bool


def sitting_notices(procedure_ids: Iterable[UUID], *, account_id: UUID | None = None) -> Mapping[tuple[UUID, str, UUID], PanelTold]:
    """(procedure, round, account) to the last word on the sittings that was not withdrawn; of one person where that is asked."""
    wanted = (
        sa.select(SittingNotice, Letter.state, Letter.automatic)
        .join(Letter, Letter.id == SittingNotice.letter_id)
        .where(SittingNotice.procedure_id.in_(list(procedure_ids)), Letter.state != LetterState.WITHDRAWN)
    )
    if account_id is not None:
        wanted = wanted.where(SittingNotice.account_id == account_id)
    found: dict[tuple[UUID, str, UUID], PanelTold] = {}
    for notice, state, automatic in session().execute(wanted.order_by(SittingNotice.sequence)):
        found[notice.procedure_id, notice.round_code, notice.account_id] = PanelTold(notice=notice, waits=state in WAITING and not automatic)
    return found


def next_sitting_sequence(procedure_id: UUID, round_code: str, account_id: UUID) -> int:
    """The number of the next invitation of one of the panel."""
    mine = sa.and_(SittingNotice.procedure_id == procedure_id, SittingNotice.round_code == round_code, SittingNotice.account_id == account_id)
    last = session().scalar(sa.select(sa.func.max(SittingNotice.sequence)).where(mine))
    return 0 if last is None else last + 1


@registry.candidate_moments.register
def candidate_moments(procedure_ids: frozenset[UUID]) -> Mapping[tuple[UUID, str], datetime]:
    """(candidate, part) to the moment at which the candidate comes."""
    wanted = sa.select(Slot.candidate_id, Slot.part_code, Slot.begins_at).where(Slot.procedure_id.in_(procedure_ids), Slot.candidate_id.is_not(None))
    return {(row.candidate_id, row.part_code): row.begins_at for row in session().execute(wanted)}


def past(moment: Moment) -> bool:
    """Whether it has begun."""
    return moment.begins_at <= now()
