"""What a candidate who was admitted reads on the private page: what is still to be proved, and by when. Only once the decision was told."""

from collections.abc import Sequence
from uuid import UUID

from selection.admission import queries
from selection.admission.models import Decision
from selection.admission.queries import Owed
from selection.admission.telling import letters_of
from selection.applications import hooks
from selection.candidates.finding import today
from selection.candidates.models import Candidate
from selection.db import session
from selection.i18n import _, date_long
from selection.mail.models import LetterState
from selection.organisation.queries import organisation
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of

TOLD = frozenset({LetterState.SENT, LetterState.GIVEN})


@hooks.private_page.register
def private_page(candidate_id: UUID, token: str) -> Sequence[hooks.Told]:
    """What is to be proved later, the first due first."""
    candidate = session().get_one(Candidate, candidate_id)
    procedure = session().get_one(Procedure, candidate.procedure_id)
    found = queries.case_of(procedure, candidate)
    owed = queries.owed([found])
    if not owed or found.decision is None or not _told(found.decision):
        return []
    contact = organisation().contact or _("our HR department")
    return [
        hooks.Told(
            title=_("You still have to prove this"),
            lines=[_("Send or bring the proof to %(contact)s.", contact=contact)],
            items=[_line(one) for one in owed],
            tongue=definition_of(procedure).language,
        )
    ]


def _told(decision: Decision) -> bool:
    letter = letters_of([decision]).get(decision.id)
    return letter is not None and letter.state in TOLD


def _line(one: Owed) -> tuple[str, str]:
    due = one.check.due_on
    if due is None:
        return one.point.title, _("before the appointment")
    day = date_long(due, weekday=True)
    return one.point.title, _("by %(day)s; this day has passed", day=day) if one.late(today()) else _("by %(day)s", day=day)
