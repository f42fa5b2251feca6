"""Acts of planning: make a series of moments, give them to candidates, move, swap and remove them. Nothing of it is mailed by itself."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from selection import audit
from selection.accounts.models import Account
from selection.candidates import hooks as candidate_hooks
from selection.db import now, session
from selection.errors import BadInput, Conflict, Refused
from selection.i18n import _, _n
from selection.mail import outbox
from selection.mail.models import Letter
from selection.planning import overlaps, queries, sittings
from selection.planning.models import Slot, SlotAnswer, SlotNotice
from selection.planning.scope import PartScope, closed_to_planning, role_of

audit.register(
    {
        "slots.made": {"part", "count", "begins", "ends"},
        "slots.assigned": {"part", "order", "count", "placed"},
        "slot.changed": {"part", "slot", "code", "before", "begins", "ends"},
        "slot.removed": {"part", "slot", "code", "begins"},
    }
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How a moment is to be. `candidate_id` None leaves it free; `seen` is the other moment of that candidate as the page showed it: its id and version."""

    begins_at: datetime
    ends_at: datetime
    place: str
    video: str
    candidate_id: UUID | None = None
    seen: tuple[UUID, int] | None = None


def add_series(scope: PartScope, moments: Sequence[tuple[datetime, datetime]], place: str, video: str, *, actor: Account) -> int:
    """Make these moments, all or none; gives how many. BadInput when one of them cannot be."""
    _require_open(scope)
    made = [_slot(scope, begin, end, place, video, actor) for begin, end in moments]
    if not made:
        raise BadInput(_("Not one moment fits between these hours. Make the moments shorter, or end later."))
    if made[0].begins_at <= now():
        raise BadInput(_("The first moment lies in the past. Check the day and the hour."))
    if sentence := overlaps.fault(made):
        raise BadInput(sentence)
    session().add_all(made)
    session().flush()
    sittings.unsay(scope.procedure, scope.round.code, by=actor, role=role_of(scope.hats))
    _record("slots.made", scope, actor, count=len(made), begins=made[0].begins_at, ends=made[-1].ends_at)
    return len(made)


def assign_all(scope: PartScope, order: str, *, actor: Account) -> int:
    """Give the free moments that are still to come, in order of time, to who is admitted and has none: by code (`code`) or in chance order (`chance`)."""
    _require_open(scope)
    slots = queries.slots_of(scope.procedure.id, part_code=scope.part.code)
    waiting = waiting_people(scope, slots)
    free = [slot for slot in slots if slot.candidate_id is None and not queries.past(slot)]
    if order == "chance":
        secrets.SystemRandom().shuffle(waiting)
    placed: dict[str, UUID] = {}
    for slot, person in zip(free, waiting, strict=False):
        slot.candidate_id = person.id
        placed[person.code] = slot.id
    if sentence := overlaps.fault([slot for slot in free if slot.candidate_id is not None], instead_of=[slot.id for slot in free]):
        raise Refused(sentence)
    session().flush()
    if placed:
        _record("slots.assigned", scope, actor, order=order, count=len(placed), placed=placed)
    return len(placed)


def waiting_people(scope: PartScope, slots: Sequence[Slot]) -> list[queries.Person]:
    """Who is admitted to the round and has no moment for this part, by code."""
    admitted = queries.may_come(scope.procedure, scope.round.code, scope.preceding)
    if admitted is None:
        raise Refused(not_known_yet())
    placed = {slot.candidate_id for slot in slots}
    return [person for person in queries.people(scope.procedure.id, names=False).values() if person.id in admitted and person.id not in placed]


def not_known_yet() -> str:
    """Why nobody can be given a moment yet."""
    return _("Who takes part in this round is not known yet: close the list of candidates and the rounds before it first. Moments can be made already.")


def change(scope: PartScope, slot: Slot, wish: Wish, *, version: int, actor: Account, back_url: str) -> str:
    """Move a moment, or give it to a candidate; one who has another moment of this part swaps with whoever had this one. Gives a sentence on what was done.

    Conflict with both texts when somebody else changed the moment, or the one to swap with, meanwhile; BadInput for what cannot be.
    """
    _require_open(scope)
    people = queries.people(scope.procedure.id, names=False)
    if slot.version != version:
        raise _conflict([(_("The moment"), _said(wish, wish.candidate_id, people), _said(slot, slot.candidate_id, people))], back_url)
    other = _other_slot(scope, slot, wish.candidate_id)
    if wish.candidate_id != slot.candidate_id and (other and (other.id, other.version)) != wish.seen:
        theirs = _said(other, wish.candidate_id, people) if other else _("no moment")
        raise _conflict([(_("The other moment of this candidate"), _("as the page showed it"), theirs)], back_url)
    _refuse_stranger(scope, slot, wish)
    moved = not queries.same(slot, wish)
    if moved and wish.begins_at <= now():
        raise BadInput(_("This moment lies in the past. Check the day and the hour."))
    swapped = other is not None and slot.candidate_id is not None
    if sentence := overlaps.fault(_as_wished(slot, other, wish), instead_of=[slot.id, *([other.id] if other else [])]):
        raise BadInput(sentence)
    before, was = slot.begins_at, slot.candidate_id
    _apply(slot, other, wish)
    for candidate_id in {was, wish.candidate_id} if moved or was != wish.candidate_id else ():
        _unsay(scope, candidate_id, actor)
    sittings.unsay(scope.procedure, scope.round.code, by=actor, role=role_of(scope.hats))
    code = people[wish.candidate_id].code if wish.candidate_id else ""
    _record("slot.changed", scope, actor, slot=slot.id, code=code, before=before, begins=slot.begins_at, ends=slot.ends_at)
    if swapped:
        return _("The two candidates have changed places.")
    return _("The moment is saved.")


def remove(scope: PartScope, slot: Slot, *, version: int, actor: Account, back_url: str) -> None:
    """Take a moment away; its candidate has none for this part then. Conflict when somebody else changed it meanwhile."""
    _require_open(scope)
    people = queries.people(scope.procedure.id, names=False)
    if slot.version != version:
        raise _conflict([(_("The moment"), _("removed"), _said(slot, slot.candidate_id, people))], back_url)
    _unsay(scope, slot.candidate_id, actor)
    code = people[slot.candidate_id].code if slot.candidate_id in people else ""
    _record("slot.removed", scope, actor, slot=slot.id, code=code, begins=slot.begins_at)
    session().delete(slot)
    session().flush()
    sittings.unsay(scope.procedure, scope.round.code, by=actor, role=role_of(scope.hats))


@candidate_hooks.erasing.register
def forget(candidate_ids: Sequence[UUID]) -> None:
    """Candidates disappear from the open list: their moments are free again, and what was told them goes along."""
    session().execute(sa.delete(SlotAnswer).where(SlotAnswer.candidate_id.in_(candidate_ids)))
    session().execute(sa.delete(SlotNotice).where(SlotNotice.candidate_id.in_(candidate_ids)))
    for slot in session().scalars(sa.select(Slot).where(Slot.candidate_id.in_(candidate_ids))):
        slot.candidate_id = None
    session().flush()


def _require_open(scope: PartScope) -> None:
    if sentence := closed_to_planning(scope.procedure, scope.round.code):
        raise Refused(sentence)


def _slot(scope: PartScope, begin: datetime, end: datetime, place: str, video: str, actor: Account) -> Slot:
    return Slot(
        procedure_id=scope.procedure.id,
        round_code=scope.round.code,
        part_code=scope.part.code,
        begins_at=begin,
        ends_at=end,
        place=place,
        video=video,
        with_panel=not scope.part.is_verdict,
        candidate_id=None,
        made_at=now(),
        made_by=actor.id,
    )


def _other_slot(scope: PartScope, slot: Slot, candidate_id: UUID | None) -> Slot | None:
    if candidate_id is None or candidate_id == slot.candidate_id:
        return None
    return session().scalar(sa.select(Slot).where(Slot.candidate_id == candidate_id, Slot.part_code == scope.part.code))


def _refuse_stranger(scope: PartScope, slot: Slot, wish: Wish) -> None:
    if wish.candidate_id is None or wish.candidate_id == slot.candidate_id:
        return
    admitted = queries.may_come(scope.procedure, scope.round.code, scope.preceding)
    if admitted is None:
        raise BadInput(not_known_yet(), field="candidate")
    if wish.candidate_id not in admitted:
        raise BadInput(_("This candidate does not take part in the round. Choose somebody else."), field="candidate")


def _as_wished(slot: Slot, other: Slot | None, wish: Wish) -> list[Slot]:
    """The moment as it is to be, and the one it swaps with; not part of the session."""
    common = {"procedure_id": slot.procedure_id, "round_code": slot.round_code, "with_panel": slot.with_panel}
    mine = Slot(begins_at=wish.begins_at, ends_at=wish.ends_at, place=wish.place, video=wish.video, candidate_id=wish.candidate_id, **common)
    if other is None:
        return [mine]
    theirs = Slot(begins_at=other.begins_at, ends_at=other.ends_at, place=other.place, video=other.video, candidate_id=slot.candidate_id, **common)
    return [mine, theirs]


def _apply(slot: Slot, other: Slot | None, wish: Wish) -> None:
    was = slot.candidate_id
    if other is not None:
        slot.candidate_id = other.candidate_id = None
        session().flush()
        other.candidate_id = was
        session().flush()
    slot.begins_at, slot.ends_at, slot.place, slot.video = wish.begins_at, wish.ends_at, wish.place, wish.video
    slot.candidate_id = wish.candidate_id
    session().flush()


def _unsay(scope: PartScope, candidate_id: UUID | None, actor: Account) -> None:
    """A letter that waits for release and tells what is no longer so is withdrawn."""
    known = queries.told(scope.procedure.id, part_code=scope.part.code).get((candidate_id, scope.part.code)) if candidate_id else None
    if known is not None and known.waits:
        letter = session().get_one(Letter, known.notice.letter_id)
        outbox.withdraw(letter, by=actor, role=role_of(scope.hats), reason=_("The appointment changed before this letter was released."))


def _said(moment: queries.Moment, candidate_id: UUID | None, people: dict[UUID, queries.Person]) -> str:
    who = people[candidate_id].code if candidate_id in people else _("free")
    return " · ".join(text for text in (overlaps.span(moment.begins_at, moment.ends_at), moment.place, moment.video, who) if text)


def _conflict(rows: list[tuple[str, str, str]], back_url: str) -> Conflict:
    return Conflict("errors/conflict.html", message=_("Somebody else changed the planning meanwhile. Nothing was saved."), rows=rows, back_url=back_url)


def _record(action: str, scope: PartScope, actor: Account, **keys: Any) -> None:
    audit.record(action, actor=actor, role=role_of(scope.hats), procedure_id=scope.procedure.id, part=scope.part.code, **keys)


def made_words(count: int) -> str:
    """How many moments were made, as a sentence."""
    return _n("%(num)s moment made.", "%(num)s moments made.", count)
