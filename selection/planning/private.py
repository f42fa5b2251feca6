"""What a candidate reads of the own appointments: as told, never what is being shifted and was not told yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from selection.applications import hooks
from selection.db import now, session
from selection.i18n import _, date_long, time
from selection.i18n.figures import BRUSSELS
from selection.planning import queries
from selection.planning.models import SlotNotice
from selection.planning.scope import PartScope
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats, definition_of


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An appointment in words. `video` is an address to follow; `past`: it has begun."""

    title: str
    when: str
    place: str
    video: str
    past: bool


def shown(candidate_id: UUID) -> list[Shown]:
    """The appointments of a candidate, in order of time."""
    return [_shown(notice) for notice in queries.appointments_of(candidate_id)]


def scope_of(notice: SlotNotice) -> PartScope | None:
    """The part of which something was told; None when the rules no longer hold it."""
    procedure = session().get_one(Procedure, notice.procedure_id)
    definition = definition_of(procedure)
    part = definition.scheme.part(notice.part_code)
    if part is None:
        return None
    nobody = Hats(account_id=UUID(int=0), task="", seats={}, chairs=frozenset())
    return PartScope(procedure=procedure, hats=nobody, definition=definition, round=definition.scheme.round_of(part.code), part=part)


def _shown(notice: SlotNotice) -> Shown:
    scope = scope_of(notice)
    begins = notice.begins_at.astimezone(BRUSSELS)
    hours = {"begin": time(begins), "end": time(notice.ends_at)}
    return Shown(
        title=scope.part.title if scope is not None else notice.part_code,
        when=_("%(day)s, %(begin)s to %(end)s", day=date_long(begins, weekday=True), **hours),
        place=notice.place,
        video=notice.video,
        past=notice.begins_at <= now(),
    )


@hooks.private_page.register
def private_page(candidate_id: UUID, token: str) -> Sequence[hooks.Told]:
    """The appointments to come, for the private page of an application."""
    return [hooks.Told(title=one.title, lines=[line for line in (one.when, one.place, one.video) if line]) for one in shown(candidate_id) if not one.past]
