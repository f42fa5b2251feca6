"""Actions on reasonable accommodation: what somebody asks and why, and apart from it the measures that HR grants. The panel is told the measures only."""

from selection import audit
from selection.accounts.models import Account
from selection.applications import queries
from selection.applications.beginning import record
from selection.applications.models import AccommodationMeasure, AccommodationRequest, Application
from selection.audit import digest
from selection.db import now, session
from selection.errors import Refused
from selection.i18n import _
from selection.procedures.models import Procedure

audit.register(
    {
        "accommodation.asked": {"application", "candidate"},
        "accommodation.granted": {"application", "candidate", "measure", "digest"},
        "accommodation.ended": {"application", "candidate", "measure"},
    }
)


def ask(procedure: Procedure, application: Application, wanted: str, reason: str) -> bool:
    """Keep what is asked; an empty wish takes the request back. False when nothing changed."""
    request = queries.request_of(application)
    if (request.wanted, request.reason) == (wanted, reason) if request else not wanted:
        return False
    if request is None:
        session().add(AccommodationRequest(application_id=application.id, wanted=wanted, reason=reason, asked_at=now()))
    elif wanted:
        request.wanted, request.reason, request.changed_at = wanted, reason, now()
    else:
        session().delete(request)
    if application.submitted_at is not None:
        application.changed_at = now()
    record(procedure, application, "accommodation.asked")
    session().flush()
    return True


def grant(procedure: Procedure, application: Application, measure: str, *, actor: Account) -> AccommodationMeasure:
    """Grant a measure, in the words that the panel reads. The same words again grant nothing."""
    for row in queries.measures_of(application):
        if row.measure == measure:
            return row
    row = AccommodationMeasure(application_id=application.id, measure=measure, granted_at=now(), granted_by=actor.id)
    session().add(row)
    session().flush()
    record(procedure, application, "accommodation.granted", actor=actor, measure=row.id, digest=digest(measure, application.salt))
    return row


def take_over(procedure: Procedure, kept: Application, other: Application, *, actor: Account) -> None:
    """What was asked, and what was granted, with an earlier application of the same person, where the kept one has none."""
    asked = queries.request_of(other)
    if asked is not None and queries.request_of(kept) is None:
        session().add(
            AccommodationRequest(application_id=kept.id, wanted=asked.wanted, reason=asked.reason, asked_at=asked.asked_at, changed_at=asked.changed_at)
        )
        record(procedure, kept, "accommodation.asked", actor=actor)
    if not queries.measures_of(kept):
        for row in queries.measures_of(other):
            grant(procedure, kept, row.measure, actor=actor)


def end(procedure: Procedure, application: Application, measure: AccommodationMeasure, *, actor: Account) -> None:
    """The measure no longer holds; that it did stays readable for HR."""
    if measure.ended_at is not None:
        raise Refused(_("This measure was ended already. Load the page again to see what holds now."))
    measure.ended_at, measure.ended_by = now(), actor.id
    session().flush()
    record(procedure, application, "accommodation.ended", actor=actor, measure=measure.id)
