"""Acts on the reserve in its plain form: the date of the final report, an appointment, and their correction."""

from datetime import date
from uuid import UUID

from selection import audit
from selection.accounts.models import Account
from selection.candidates.finding import today
from selection.db import now, session
from selection.errors import BadInput, Conflict, Refused
from selection.i18n import _, date_long
from selection.i18n.figures import BRUSSELS
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from selection.reserves.models import Appointment
from selection.reserves.queries import appointments

audit.register(
    {
        "reserve.report_date": {"old", "new", "reason"},
        "reserve.appointed": {"candidate", "on", "decision"},
        "reserve.appointment_undone": {"candidate", "appointment", "reason"},
    }
)


def set_report_date(actor: Account, procedure: Procedure, on: date, reason: str, *, seen: str | None = None) -> None:
    """R19: the reserve starts after the date of the final report, which comes after the last round. Changing a date needs a reason.

    `seen` is the date that the actor saw (ISO, empty for none). Raises Refused while a round is open, BadInput for a date in the future or before a round
    was closed, or a change without reason (its `field` says which field is meant), Conflict when somebody else entered another date meanwhile.
    """
    closed = [run.closed_at for run in procedure.rounds]
    if not closed or any(moment is None for moment in closed):
        raise Refused(_("The final report comes after the last round. Close every round first."))
    if on > today():
        raise BadInput(_("The date of the final report lies in the future. Fill in the date that stands on the report."))
    if procedure.report_date == on:
        return
    if sentence := too_early(procedure, on):
        raise BadInput(sentence)
    if seen is not None and seen != stored_day(procedure.report_date):
        theirs = date_long(procedure.report_date) if procedure.report_date else _("none")
        message = _("Somebody else changed the date of the final report in the meantime.")
        raise Conflict("errors/conflict.html", message=message, rows=[(_("Date of the final report"), date_long(on), theirs)])
    if procedure.report_date is not None and not reason:
        raise BadInput(_("Give a reason for changing the date of the final report."), field="reason")
    old, procedure.report_date = procedure.report_date, on
    session().flush()
    audit.record("reserve.report_date", actor=actor, role="hr", procedure_id=procedure.id, old=old, new=on, reason=audit.digest(reason, procedure.salt))


def too_early(procedure: Procedure, on: date) -> str:
    """Why the final report cannot bear this date (R19): a round was closed after it, and so took place or was judged after it. Empty when it can."""
    closed = [(run.closed_at.astimezone(BRUSSELS).date(), run.code) for run in procedure.rounds if run.closed_at is not None]
    last, code = max(closed)
    if on >= last:
        return ""
    title = next(round_.title for round_ in definition_of(procedure).scheme.rounds if round_.code == code)
    return _("“%(round)s” was closed on %(day)s, so the final report is of that day or later. Check the date on the report.", round=title, day=date_long(last))


def stored_day(day: date | None) -> str:
    """A date as a form carries it: ISO, empty for none."""
    return day.isoformat() if day else ""


def appoint(actor: Account, procedure: Procedure, candidate_id: UUID, ranked: frozenset[UUID], on: date, decision: str) -> Appointment:
    """Mark a ranked candidate as appointed, by a decision. Raises Refused for who is not ranked, has been appointed, or before the final report."""
    if procedure.report_date is None:
        raise Refused(_("Fill in the date of the final report first."))
    if candidate_id not in ranked:
        raise Refused(_("Only a ranked candidate can be appointed from the reserve."))
    if candidate_id in appointments(procedure.id):
        raise Refused(_("This candidate has been marked as appointed already. Look at the list again."))
    if on < procedure.report_date:
        raise BadInput(_("The appointment lies before the final report. Check the date."))
    appointment = Appointment(procedure_id=procedure.id, candidate_id=candidate_id, on=on, decision=decision, recorded_at=now(), recorded_by=actor.id)
    session().add(appointment)
    session().flush()
    audit.record(
        "reserve.appointed", actor=actor, role="hr", procedure_id=procedure.id, candidate=candidate_id, on=on, decision=audit.digest(decision, procedure.salt)
    )
    return appointment


def undo_appointment(actor: Account, procedure: Procedure, candidate_id: UUID, reason: str) -> None:
    """Take an appointment back, with a reason; the row stays. Raises Refused where there is none."""
    appointment = appointments(procedure.id).get(candidate_id)
    if appointment is None:
        raise Refused(_("This candidate is not marked as appointed. Look at the list again."))
    appointment.ended_at, appointment.ended_by, appointment.end_reason = now(), actor.id, reason
    session().flush()
    audit.record(
        "reserve.appointment_undone",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        candidate=candidate_id,
        appointment=appointment.id,
        reason=audit.digest(reason, procedure.salt),
    )
