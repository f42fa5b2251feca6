"""The letters that a decision on admission asks for, and which of them still wait. They wait in the outbox until a person releases them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from selection.accounts.models import Account
from selection.admission import papers
from selection.admission.asked import Point
from selection.admission.models import Decision, Kind, Met, Outcome
from selection.admission.queries import Case
from selection.admission.states import Stage, stage_of
from selection.db import session
from selection.i18n import DEFAULT, _, date_short
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.organisation.queries import organisation
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of

ADMITTED, REFUSED, INCOMPLETE, LATE = "toegelaten", "uitgesloten", "onvolledig-bij-afsluiting", "uitgesloten-tijdens-procedure"


def key_of(decision_id: UUID) -> str:
    """What makes the letter of a decision one letter."""
    return f"admission:{decision_id}"


def event_of(procedure: Procedure, case: Case, outcome: str) -> str:
    """Code of the letter. Incomplete is who lacks documents only, where the vacancy refuses incomplete applications."""
    if outcome == Outcome.ADMITTED:
        return ADMITTED
    if stage_of(procedure) is Stage.RUNNING:
        return LATE
    asked = definition_of(procedure).application
    unmet = [point for point in case.standing(Met.NOT_MET) if point.blocks]
    lacks_documents = bool(unmet) and all(point.kind == Kind.DOCUMENT for point in unmet)
    return INCOMPLETE if lacks_documents and asked is not None and asked.incomplete_refused else REFUSED


def ask(procedure: Procedure, decided: Sequence[tuple[Case, Decision]], *, actor: Account) -> None:
    """Ask for the letter of each decision, in the language in which the candidate applied."""
    spoken = papers.languages([case.candidate.id for case, _decision in decided])
    outbox.ask_all([_wanted(procedure, case, decision, spoken.get(case.candidate.id, DEFAULT), actor) for case, decision in decided])


def _wanted(procedure: Procedure, case: Case, decision: Decision, spoken: str, actor: Account) -> outbox.Wanted:
    person = case.candidate.person
    recipient = outbox.Recipient(kind="candidate", id=case.candidate.id, name=person.name, address=person.email, language="en" if spoken == "en" else "nl")
    facts = _facts(case, decision)
    return outbox.Wanted(
        event=event_of(procedure, case, decision.outcome),
        recipient=recipient,
        procedure_id=procedure.id,
        facts={name: told for name, told in facts.items() if told},
        automatic=False,
        asked_by=actor,
        key=key_of(decision.id),
    )


def _facts(case: Case, decision: Decision) -> dict[str, Any]:
    """What only this subject knows. Who decided is left to the letter where it is the organisation's own word for it, which exists in both languages."""
    facts: dict[str, Any] = {"beslissingsdatum": {"date": decision.on.isoformat()}}
    own = organisation().deciding_body
    if decision.body not in (own.nl, own.en):
        facts["beslissend_orgaan"] = decision.body
    if decision.outcome == Outcome.REFUSED:
        lacking = [point.title for point in case.standing(Met.NOT_MET) if point.kind == Kind.DOCUMENT]
        grounds = [line.strip() for line in decision.grounds.splitlines() if line.strip()]
        return facts | {"motivering": decision.reason, "rechtsgrond": grounds, "ontbrekende_documenten": lacking}
    return facts | {"later_te_bewijzen": [_due(case, point) for point in case.standing(Met.LATER)]}


def _due(case: Case, point: Point) -> str:
    """What is to be proved, with its day where there is one; without words, since a letter may hold two languages."""
    due = case.checks[point.key].due_on
    return f"{point.title} ({date_short(due)})" if due else point.title


def letters_of(decisions: Iterable[Decision]) -> dict[UUID, Letter]:
    """Decision id -> its letter, for those that asked for one."""
    keys = {key_of(decision.id): decision.id for decision in decisions}
    return {keys[letter.key]: letter for letter in session().scalars(sa.select(Letter).where(Letter.key.in_(keys))) if letter.key is not None}


def withdraw(decision: Decision, *, why: str, actor: Account) -> None:
    """Take back the letter of a decision that no longer holds, as long as it was not sent."""
    letter = letters_of([decision]).get(decision.id)
    if letter is not None and letter.state in outbox.MOVES["withdraw"]:
        outbox.withdraw(letter, by=actor, role="hr", reason=why[:1000])


def letter_words(letter: Letter | None) -> str:
    """Where the letter of a decision stands."""
    if letter is None:
        return ""
    return {
        LetterState.ASKED: _("The letter waits in the outbox until somebody releases it."),
        LetterState.PREPARED: _("The letter waits in the outbox until somebody releases it."),
        LetterState.RELEASED: _("The letter was released and goes out."),
        LetterState.SENDING: _("The letter was released and goes out."),
        LetterState.SENT: _("The letter was sent."),
        LetterState.GIVEN: _("The letter was given on paper."),
        LetterState.FAILED: _("The letter could not be delivered."),
        LetterState.WITHDRAWN: _("The letter was withdrawn."),
    }[LetterState(letter.state)]
