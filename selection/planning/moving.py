"""Moments that go along when their round moves (the same hour on the new day, for the same candidate, in the same place), or are free again since their
candidate gets a second sitting.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from selection import audit
from selection.accounts.models import Account
from selection.db import session
from selection.errors import Refused
from selection.i18n import _
from selection.i18n.figures import BRUSSELS
from selection.mail import outbox
from selection.mail.models import Letter
from selection.planning import overlaps, queries
from selection.planning.models import Slot
from selection.planning.times import day_of, moment_of
from selection.procedures import registry
from selection.procedures.models import Procedure

audit.register({"slots.moved": {"round", "count", "days"}, "slots.freed": {"round", "count", "codes"}})


@registry.moments_moved.register
def move_along(procedure: Procedure, round_code: str, days: Mapping[date, date], actor: Account) -> int:
    """Move what is planned on the old days; gives how many moments. Who was told a moment is told the new one from the page Planning, as after every change.

    Refused, with the reason, where one of them cannot be on the new day.
    """
    slots = [slot for slot in queries.slots_of(procedure.id, [round_code]) if day_of(slot.begins_at) in days and not queries.past(slot)]
    if not slots:
        return 0
    for slot in slots:
        slot.begins_at, slot.ends_at = (_on(moment, days) for moment in (slot.begins_at, slot.ends_at))
    if sentence := overlaps.fault(slots, instead_of=[slot.id for slot in slots]):
        raise Refused(_("The planned moments cannot go along: %(why)s Leave them and plan them anew.", why=sentence))
    session().flush()
    _withdraw_waiting(procedure, {(slot.candidate_id, slot.part_code) for slot in slots}, actor)
    told = ", ".join(f"{was.isoformat()}>{becomes.isoformat()}" for was, becomes in sorted(days.items()))
    audit.record("slots.moved", actor=actor, role="hr", procedure_id=procedure.id, round=round_code, count=len(slots), days=told)
    return len(slots)


def free(procedure: Procedure, round_code: str, places: Collection[tuple[UUID, str]], actor: Account) -> int:
    """Free the moments of these candidates for these parts of a round, so that they can be planned anew; gives how many.

    Who was told one that is still to come is told from the page Planning that it lapses; a letter that waits and tells it is withdrawn.
    """
    slots = [slot for slot in queries.slots_of(procedure.id, [round_code]) if (slot.candidate_id, slot.part_code) in places]
    if not slots:
        return 0
    people = queries.people(procedure.id, names=False)
    freed = {(slot.candidate_id, slot.part_code) for slot in slots}
    for slot in slots:
        slot.candidate_id = None
    session().flush()
    _withdraw_waiting(procedure, freed, actor)
    codes = sorted({people[id_].code for id_, _part in freed if id_ in people})
    audit.record("slots.freed", actor=actor, role="hr", procedure_id=procedure.id, round=round_code, count=len(slots), codes=codes)
    return len(slots)


def _on(moment: datetime, days: Mapping[date, date]) -> datetime:
    local = moment.astimezone(BRUSSELS)
    try:
        return moment_of(days[local.date()] if local.date() in days else local.date(), local.time())
    except ValueError as error:
        raise Refused(_("The planned moments cannot go along: %(why)s Leave them and plan them anew.", why=str(error))) from None


def _withdraw_waiting(procedure: Procedure, moved: set[tuple[UUID | None, str]], actor: Account) -> None:
    """Letters that wait for release and tell the old day."""
    waiting = [told.notice.letter_id for key, told in queries.told(procedure.id).items() if told.waits and key in moved]
    for letter in list(session().scalars(sa.select(Letter).where(Letter.id.in_(waiting)))):
        outbox.withdraw(letter, by=actor, role="hr", reason=_("The appointment changed before this letter was released."))


@registry.moments_planned.register
def planned_on(procedure_id: UUID, round_code: str, days: frozenset[date]) -> int:
    """How many moments of the round stand on these days."""
    if not days:
        return 0
    rows = session().scalars(sa.select(Slot.begins_at).where(Slot.procedure_id == procedure_id, Slot.round_code == round_code))
    return sum(day_of(begins) in days for begins in rows)
