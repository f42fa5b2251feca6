"""Actions: send an application in, withdraw it, and enter one that came on paper or by mail."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from selection import audit
from selection.accounts.models import Account
from selection.applications.beginning import record, sent_by
from selection.applications.models import AccommodationRequest, Application, ApplicationDocument, ApplicationLink
from selection.applications.states import Stage, stage_of
from selection.candidates import entering, recording
from selection.candidates.entering import Details
from selection.candidates.finding import Statement, fault, ground_of, today
from selection.candidates.models import FindingKind
from selection.candidates.states import Act as ListAct
from selection.candidates.states import require as require_list
from selection.db import now, session
from selection.errors import Refused
from selection.i18n import _
from selection.procedures.models import Procedure

audit.register(
    {
        "application.submitted": {"application", "candidate", "source", "received_on", "documents"},
        "application.withdrawn": {"application", "candidate"},
    }
)


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """How and when an application came that HR enters: on `paper` or by `mail`, and the day of arrival."""

    source: str
    received_on: date


def submit(procedure: Procedure, application: Application) -> None:
    """Send the application in: from now on there is a candidate. Incomplete ones too; what is missing is told. The same again changes nothing."""
    if stage_of(application) is Stage.SUBMITTED:
        return
    require_list(procedure, ListAct.ADD)
    application.submitted_at = now()
    _becomes_candidate(procedure, application, actor=None)


def _becomes_candidate(procedure: Procedure, application: Application, *, actor: Account | None) -> None:
    details = application.details
    candidate = entering.place(procedure, details, actor=actor)
    session().flush()
    application.candidate, application.candidate_id = candidate, candidate.id
    application.given_name = application.family_name = application.email = application.telephone = ""
    session().flush()
    person = entering.digests(candidate, details)
    audit.record("candidate.added", actor=actor, role="hr" if actor else "candidate", procedure_id=procedure.id, candidate=candidate.id, person=person)
    rows = session().scalars(
        sa.select(ApplicationDocument.sha256).where(ApplicationDocument.application_id == application.id, ApplicationDocument.removed_at.is_(None))
    )
    keys = {"source": application.source, "received_on": application.received_on, "documents": sorted(rows)}
    record(procedure, application, "application.submitted", actor=actor, **keys)


def enter(procedure: Procedure, details: Details, *, postal_address: str, language: str, arrival: Arrival, actor: Account) -> Application:
    """Enter an application that came on paper or by mail, with the day of its arrival. `Refused` once the list of candidates is closed."""
    require_list(procedure, ListAct.ADD)
    application = Application(
        procedure_id=procedure.id,
        language=language,
        source=arrival.source,
        given_name=details.given_name,
        family_name=details.family_name,
        email=details.email,
        telephone=details.telephone,
        postal_address=postal_address,
        begun_at=now(),
        submitted_at=now(),
        received_on=arrival.received_on,
        entered_by=actor.id,
    )
    session().add(application)
    session().flush()
    _becomes_candidate(procedure, application, actor=actor)
    return application


def withdraw(procedure: Procedure, application: Application) -> None:
    """Withdraw. Of what was never sent nothing stays but that it was there; of what was sent the candidate is recorded as withdrawn (R14)."""
    if stage_of(application) is Stage.DRAFT:
        _forget(application)
        return
    candidate = sent_by(application)
    said = Statement(kind=FindingKind.WITHDRAWN, on=today())
    ground = ground_of(procedure, [candidate])
    if ground.finding(candidate, FindingKind.EXCLUDED, ""):
        raise Refused(_("It was decided already that this application does not take part. There is nothing left to withdraw."))
    if ground.finding(candidate, FindingKind.WITHDRAWN, "") is None:
        if sentence := fault(ground, candidate, said):
            raise Refused(sentence)
        recording.write(ground, candidate, said, why="", actor=None)
    application.withdrawn_at = now()
    record(procedure, application, "application.withdrawn")


def _forget(application: Application) -> None:
    """Empty what was begun and never sent: nobody ever looked at it."""
    for model in (ApplicationDocument, ApplicationLink, AccommodationRequest):
        session().execute(sa.delete(model).where(model.application_id == application.id))
    application.given_name = application.family_name = application.email = application.telephone = application.postal_address = ""
    application.pending_email, application.withdrawn_at = "", now()
    session().flush()
