"""Nobody and nothing is in two places at once: the room, the assessors and the candidate of a moment are looked at against every other moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from selection.accounts.models import Account
from selection.db import session
from selection.i18n import _, date_plan, time
from selection.planning.models import Slot
from selection.procedures.models import Seat


def fault(slots: Sequence[Slot], *, instead_of: Iterable[UUID] = ()) -> str:
    """Why these moments cannot be (beside each other, and beside all that are planned), as a sentence; empty when they can.

    `instead_of`: ids of the moments as they are stored, which these replace. Rooms and people of other procedures count; of those nothing else is told.
    """
    if not slots:
        return ""
    others = _around(slots, frozenset(instead_of))
    raters = _raters({(slot.procedure_id, slot.round_code) for slot in (*slots, *others) if slot.with_panel})
    for number, slot in enumerate(slots):
        for other in (*slots[:number], *others):
            if slot.begins_at < other.ends_at and other.begins_at < slot.ends_at and (sentence := _clash(slot, other, raters)):
                return sentence
    return ""


def span(begin: datetime, end: datetime) -> str:
    """Day and hours in words."""
    return _("%(day)s, %(begin)s to %(end)s", day=date_plan(begin), begin=time(begin), end=time(end))


def _around(slots: Sequence[Slot], replaced: frozenset[UUID]) -> list[Slot]:
    first, last = min(slot.begins_at for slot in slots), max(slot.ends_at for slot in slots)
    with session().no_autoflush:
        found = session().scalars(sa.select(Slot).where(Slot.begins_at < last, Slot.ends_at > first))
        return [other for other in found if other.id not in replaced]


def _raters(rounds: Iterable[tuple[UUID, str]]) -> Mapping[tuple[UUID, str], Mapping[UUID, str]]:
    """(procedure, round) to the people who rate there now."""
    wanted = set(rounds)
    if not wanted:
        return {}
    rows = session().execute(
        sa.select(Seat.procedure_id, Seat.round_code, Account.id, Account.given_name, Account.family_name)
        .join(Account, Account.id == Seat.account_id)
        .where(Seat.procedure_id.in_({procedure for procedure, _round in wanted}), Seat.rates, Seat.ended_at.is_(None))
        .order_by(Account.family_name, Account.given_name)
    )
    found: dict[tuple[UUID, str], dict[UUID, str]] = defaultdict(dict)
    for row in rows:
        found[row.procedure_id, row.round_code][row.id] = f"{row.given_name} {row.family_name}".strip()
    return found


def _clash(slot: Slot, other: Slot, raters: Mapping[tuple[UUID, str], Mapping[UUID, str]]) -> str:
    when = span(other.begins_at, other.ends_at)
    if slot.candidate_id is not None and slot.candidate_id == other.candidate_id:
        return _("This candidate has another moment at that time: %(when)s. Choose another hour, or move that one first.", when=when)
    if slot.place and slot.place.casefold() == other.place.casefold():
        return _("%(room)s is taken at that time: %(when)s. Choose another hour or another room.", room=slot.place, when=when)
    if slot.video and slot.video == other.video:
        return _("This video address is in use at that time: %(when)s. Choose another hour or another address.", when=when)
    if slot.with_panel and other.with_panel:
        theirs = raters.get((other.procedure_id, other.round_code), {})
        both = [name for account, name in raters.get((slot.procedure_id, slot.round_code), {}).items() if account in theirs]
        if both:
            return _("%(names)s would be in two places at once: there is a moment on %(when)s. Choose another hour.", names=", ".join(both), when=when)
    return ""
