"""What a candidate reads of the own appointments: as told, never what is being shifted and was not told yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from selection.applications import hooks
from selection.candidates.models import Candidate
from selection.db import session
from selection.i18n import _, date_long, moment, time
from selection.i18n.figures import BRUSSELS
from selection.planning import answering, queries
from selection.planning.lapsing import why_lapsed
from selection.planning.models import SlotNotice
from selection.planning.scope import PartScope
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats, definition_of


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An appointment in words. `video` is an address to follow; `past`: it has begun; `lapsed`: why it does not take place any more; `open`: it can be
    answered; `comes` and `answered` are the answer to it.

    `seen` is the version of that answer, 0 without one.
    """

    notice_id: UUID
    title: str
    when: str
    place: str
    video: str
    past: bool
    lapsed: str
    open: bool
    seen: int
    comes: bool | None
    answered: str
    words: str


def shown(candidate_id: UUID) -> list[Shown]:
    """The appointments of a candidate, in order of time."""
    candidate = session().get(Candidate, candidate_id)
    why = why_lapsed(session().get_one(Procedure, candidate.procedure_id), candidate_id) if candidate is not None else ""
    return [shown_word(known, why) for known in queries.appointments_of(candidate_id)]


def scope_of(notice: SlotNotice) -> PartScope | None:
    """The part of which something was told; None when the rules no longer hold it."""
    procedure = session().get_one(Procedure, notice.procedure_id)
    definition = definition_of(procedure)
    part = definition.scheme.part(notice.part_code)
    if part is None:
        return None
    nobody = Hats(account_id=UUID(int=0), task="", seats={}, chairs=frozenset())
    return PartScope(procedure=procedure, hats=nobody, definition=definition, round=definition.scheme.round_of(part.code), part=part)


def when(notice: SlotNotice) -> str:
    """Day and hours in words."""
    begins = notice.begins_at.astimezone(BRUSSELS)
    return _("%(day)s, %(begin)s to %(end)s", day=date_long(begins, weekday=True), begin=time(begins), end=time(notice.ends_at))


def shown_word(known: queries.Told, why: str = "") -> Shown:
    """One appointment as it was told, with the answer to it; `why` it does not take place any more."""
    notice, answer = known.notice, known.answer
    scope = scope_of(notice)
    return Shown(
        notice_id=notice.id,
        title=scope.part.title if scope is not None else notice.part_code,
        when=when(notice),
        place=notice.place,
        video=notice.video,
        past=queries.past(notice),
        lapsed="" if queries.past(notice) else why,
        open=not why and scope is not None and answering.may_answer(scope.procedure, scope.round.code, known),
        seen=answer.version if answer is not None else 0,
        comes=answer.comes if answer is not None else None,
        answered=_answered(known),
        words=answer.words if answer is not None else "",
    )


def _answered(known: queries.Told) -> str:
    if known.answer is None:
        return ""
    at = moment(known.answer.answered_at)
    return _("You let us know on %(at)s that you will come.", at=at) if known.answer.comes else _("You let us know on %(at)s that you cannot come.", at=at)


@hooks.private_page.register
def private_page(candidate_id: UUID, token: str) -> Sequence[hooks.Told]:
    """The appointments to come, for the private page of an application."""
    found = [one for one in shown(candidate_id) if not one.past and not one.lapsed]
    return [
        hooks.Told(
            title=one.title,
            lines=[line for line in (one.when, one.place, one.video, one.answered) if line],
            url=url_for("planning.own", token=token) if one.open else "",
            link=_("Change your answer") if one.answered else _("Confirm, or say that you cannot come"),
        )
        for one in found
    ]
