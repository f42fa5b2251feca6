"""Actions: one point anew after the decision (a proof came in, or did not), and an extract that was seen, whose file then goes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from selection import audit
from selection.accounts.models import Account
from selection.admission import papers
from selection.admission.asked import Point
from selection.admission.models import Met, Seen
from selection.admission.preparing import Checked, keep_point, point_fault, recorded
from selection.admission.queries import Case, Standing
from selection.admission.states import Act, require, stage_of
from selection.admission.words import point_words
from selection.db import now, session
from selection.errors import BadInput, Conflict, Refused
from selection.i18n import _, date_short
from selection.procedures.models import Procedure

audit.register(
    {
        "admission.proved": {"candidate", "code", "point", "old", "new", "note"},
        "admission.seen": {"candidate", "code", "document", "delivered_on", "files", "reason"},
    }
)


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """An extract that HR looked at: the day on which it was delivered, and why an earlier note of it is corrected."""

    delivered_on: date
    why: str = ""


def change_point(procedure: Procedure, case: Case, point: Point, said: Checked, *, seen: UUID | None, today: date, actor: Account) -> None:
    """Record how a point stands now that the college has decided. Conflict when the row is not the one that was seen; BadInput for what cannot be."""
    stored = case.checks.get(point.key)
    if said.says_the_same_as(stored):
        return
    if (stored.id if stored is not None else None) != seen:
        row = (point.title, point_words(said.outcome, said.due_on, said.note), _stored_words(stored))
        raise Conflict("errors/conflict.html", message=_("Somebody else recorded this meanwhile. Nothing was saved."), rows=[row])
    require(stage_of(procedure), case.state, Act.PROVE)
    if sentence := point_fault(point, said, stored, today):
        raise BadInput(sentence)
    old = recorded(Checked(outcome=Met(stored.outcome), due_on=stored.due_on)) if stored is not None else ""
    keep_point(procedure, case, point, said, actor=actor)
    if case.preparation is not None:
        case.preparation.changed_at, case.preparation.changed_by = now(), actor.id
        session().flush()
    audit.record(
        "admission.proved",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        candidate=case.candidate.id,
        code=case.candidate.code,
        point=point.key,
        old=old,
        new=recorded(said),
        note=audit.digest(said.note, case.candidate.person.salt) if said.note else None,
    )


def _stored_words(row: Standing | None) -> str:
    return point_words(row.outcome, row.due_on, row.note) if row is not None else ""


def see(procedure: Procedure, case: Case, point: Point, noticed: Noticed, *, seen: UUID | None, today: date, actor: Account) -> Seen:
    """Note that a document whose age counts was seen: by whom, when, and the day of its delivery. The file of an extract is removed for good.

    Raises Conflict when another note stands than the one that was seen, BadInput for a day still to come, Refused for a correction without reason.
    """
    stored = case.seen.get(point.code)
    if (stored.id if stored is not None else None) != seen:
        theirs = _("delivered on %(day)s", day=date_short(stored.delivered_on)) if stored is not None else ""
        row = (point.title, _("delivered on %(day)s", day=date_short(noticed.delivered_on)), theirs)
        raise Conflict("errors/conflict.html", message=_("Somebody else recorded this meanwhile. Nothing was saved."), rows=[row])
    require(stage_of(procedure), case.state, Act.SEE)
    if noticed.delivered_on > today:
        raise BadInput(_("%(date)s is still to come. Fill in the day that stands on the document.", date=date_short(noticed.delivered_on)))
    if stored is not None:
        if not noticed.why:
            raise Refused(_("Give the reason of the correction."))
        stored.ended_at, stored.ended_by, stored.end_reason = now(), actor.id, noticed.why
        session().flush()
    files = papers.remove_files(case.candidate.id, point.code, actor=actor) if point.extract else []
    removed = bool(files) or (stored is not None and stored.removed)
    row_ = Seen(procedure_id=procedure.id, candidate_id=case.candidate.id, document_code=point.code, delivered_on=noticed.delivered_on, removed=removed)
    row_.seen_at, row_.seen_by = now(), actor.id
    session().add(row_)
    session().flush()
    audit.record(
        "admission.seen",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        candidate=case.candidate.id,
        code=case.candidate.code,
        document=point.code,
        delivered_on=noticed.delivered_on,
        files=files,
        reason=audit.digest(noticed.why, case.candidate.person.salt) if noticed.why else None,
    )
    return row_
