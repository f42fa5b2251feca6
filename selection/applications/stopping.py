"""What candidates are told when their procedure is stopped, in the language in which they applied."""

from uuid import UUID

import sqlalchemy as sa

from selection.accounts.models import Account
from selection.applications.models import Application
from selection.candidates.models import Candidate
from selection.candidates.queries import candidates_of, taking_part
from selection.db import session
from selection.mail import outbox
from selection.procedures import registry
from selection.procedures.actions.ending import body_facts
from selection.procedures.models import Procedure, ProcedureStop

EVENT = "procedure-stopgezet"


@registry.concerned.register
def concerned(procedure_id: UUID) -> int:
    """Who neither withdrew nor was excluded."""
    return len(taking_part(procedure_id))


@registry.stopping.register
def tell(procedure: Procedure, decision: ProcedureStop, actor: Account) -> int:
    """Ask for a letter to each of them; it waits until a person releases it."""
    staying = taking_part(procedure.id)
    candidates = [candidate for candidate in candidates_of(procedure.id) if candidate.id in staying]
    rows = session().execute(sa.select(Application.candidate_id, Application.language).where(Application.procedure_id == procedure.id))
    spoken = {row.candidate_id: row.language for row in rows}
    facts = {
        "beslissingsdatum": {"date": decision.decided_on.isoformat()},
        "motivering": decision.reason,
        "rechtsgrond": [line.strip() for line in decision.grounds.splitlines() if line.strip()],
        **body_facts(decision),
    }
    letters = [
        outbox.Wanted(
            event=EVENT,
            recipient=_recipient(candidate, spoken.get(candidate.id, "nl")),
            procedure_id=procedure.id,
            facts=facts,
            asked_by=actor,
            key=f"stopped {procedure.id} {candidate.id}",
        )
        for candidate in candidates
    ]
    return len(outbox.ask_all(letters))


def _recipient(candidate: Candidate, spoken: str) -> outbox.Recipient:
    person = candidate.person
    return outbox.Recipient(kind="candidate", id=candidate.id, name=person.name, address=person.email, language="en" if spoken == "en" else "nl")
