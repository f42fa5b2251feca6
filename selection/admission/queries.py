"""Reads: the case of every candidate (what was checked, proposed, decided, seen) and what is still to be proved. A fixed number of queries each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import sqlalchemy as sa

from selection.admission.asked import Point, missing_of, points_of
from selection.admission.models import Check, Decision, Met, Outcome, Preparation, Seen
from selection.admission.states import State
from selection.applications import hooks as application_hooks
from selection.audit import digest
from selection.candidates import hooks
from selection.candidates import queries as candidates
from selection.candidates.models import Candidate, CandidatePerson, Finding, FindingKind
from selection.db import session
from selection.i18n import _, _n
from selection.organisation.queries import organisation
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of

Row = TypeVar("Row", Decision, Seen)


class Standing(NamedTuple):
    """How a point stands: a current row of `Check`, as light as a list of many candidates needs it."""

    id: UUID
    candidate_id: UUID
    kind: str
    code: str
    outcome: str
    due_on: date | None
    note: str


_STANDING = [getattr(Check, name) for name in Standing._fields]


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything about the admission of one candidate. `checks` and `seen` hold current rows by key of the point and code of the document.

    `applied`: came in as an application; HR typed the others in.
    """

    candidate: Candidate
    points: Sequence[Point]
    preparation: Preparation | None
    checks: Mapping[str, Standing]
    decision: Decision | None
    seen: Mapping[str, Seen]
    findings: Sequence[Finding]
    applied: bool
    missing: Sequence[Point] = field(default=())

    @property
    def version(self) -> int:
        """Version of the preparation; 0 as long as there is none."""
        return self.preparation.version if self.preparation is not None else 0

    @property
    def proposal(self) -> str:
        """`admitted`, `refused` or empty."""
        return self.preparation.proposal if self.preparation is not None else ""

    def standing(self, outcome: Met) -> list[Point]:
        """The points that stand so."""
        return [point for point in self.points if point.key in self.checks and self.checks[point.key].outcome == outcome]

    @property
    def state(self) -> State:
        """Where the case stands."""
        refused = self.decision is not None and self.decision.outcome == Outcome.REFUSED
        if refused:
            return State.REFUSED
        if candidates.gone(self.findings):
            return State.GONE
        if self.decision is not None:
            return State.CONDITIONAL if self.standing(Met.LATER) else State.ADMITTED
        return State.PREPARED if self.proposal and not self.missing else State.OPEN


def asked_in(procedure: Procedure) -> tuple[Point, ...]:
    """What the vacancy of a procedure asks; empty where it has neither conditions nor documents."""
    return points_of(definition_of(procedure), organisation().extract_months)


def cases_of(procedure: Procedure, only: Sequence[Candidate] | None = None) -> list[Case]:
    """The case of every candidate, or of those named, in the order of the list of candidates."""
    listed = candidates.candidates_of(procedure.id) if only is None else list(only)
    ids = None if only is None else [each.id for each in listed]
    points = asked_in(procedure)
    wanted = sa.select(Preparation).where(Preparation.procedure_id == procedure.id)
    prepared = {row.candidate_id: row for row in session().scalars(_limited(wanted, Preparation.candidate_id, ids))}
    checks: dict[UUID, dict[str, Standing]] = defaultdict(dict)
    standing = sa.select(*_STANDING).where(Check.procedure_id == procedure.id, Check.ended_at.is_(None))
    for check in map(Standing._make, session().execute(_limited(standing, Check.candidate_id, ids))):
        checks[check.candidate_id][f"{check.kind}:{check.code}"] = check
    seen: dict[UUID, dict[str, Seen]] = defaultdict(dict)
    for row in _current(Seen, procedure.id, ids):
        seen[row.candidate_id][row.document_code] = row
    decided = {row.candidate_id: row for row in _current(Decision, procedure.id, ids)}
    findings, applied = candidates.current_findings(procedure.id, ids), frozenset[UUID]().union(*hooks.applied(procedure.id))
    return [
        Case(
            candidate=each,
            points=points,
            preparation=prepared.get(each.id),
            checks=checks[each.id],
            decision=decided.get(each.id),
            seen=seen[each.id],
            findings=findings.get(each.id, []),
            applied=each.id in applied,
            missing=missing_of(points, frozenset(checks[each.id])),
        )
        for each in listed
    ]


def case_of(procedure: Procedure, candidate: Candidate) -> Case:
    """The case of one candidate."""
    return cases_of(procedure, [candidate])[0]


def _current(model: type[Row], procedure_id: UUID, ids: list[UUID] | None) -> Iterable[Row]:
    wanted = sa.select(model).where(model.procedure_id == procedure_id, model.ended_at.is_(None))
    return session().scalars(_limited(wanted, model.candidate_id, ids))


def _limited(wanted: Any, column: Any, ids: list[UUID] | None) -> Any:
    return wanted if ids is None else wanted.where(column.in_(ids))


def decisions_about(candidate_id: UUID) -> list[Decision]:
    """Every decision, ended ones too, newest first."""
    wanted = sa.select(Decision).where(Decision.candidate_id == candidate_id).order_by(Decision.recorded_at.desc(), Decision.id)
    return list(session().scalars(wanted))


@dataclass(frozen=True, kw_only=True)
class Owed:
    """Something that a candidate has to prove later. `due_on` None: before the appointment."""

    case: Case
    point: Point
    check: Standing

    def late(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.check.due_on is not None and self.check.due_on < today


def owed(cases: Sequence[Case]) -> list[Owed]:
    """What is to be proved later by who was admitted and takes part, the first due first, then what is due before the appointment."""
    admitted = [case for case in cases if case.state is State.CONDITIONAL]
    found = [Owed(case=case, point=point, check=case.checks[point.key]) for case in admitted for point in case.standing(Met.LATER)]
    return sorted(found, key=lambda one: (one.check.due_on is None, one.check.due_on or date.max))


def late_proofs(procedure_id: UUID, today: date) -> int:
    """How many proofs of candidates who were admitted and take part are overdue; one query."""
    gone = sa.exists().where(Finding.candidate_id == Check.candidate_id, Finding.ended_at.is_(None), Finding.kind.in_(candidates.GONE))
    admitted = sa.exists().where(Decision.candidate_id == Check.candidate_id, Decision.ended_at.is_(None), Decision.outcome == Outcome.ADMITTED)
    wanted = sa.select(sa.func.count()).select_from(Check).where(Check.procedure_id == procedure_id, Check.ended_at.is_(None), Check.due_on < today)
    return session().scalar(wanted.where(admitted, ~gone)) or 0


def to_prove(procedure: Procedure, candidate: Candidate) -> list[str]:
    """What one candidate still has to prove, in the words of the vacancy, for an invitation."""
    return [one.point.title for one in owed([case_of(procedure, candidate)])]


def undecided(procedure: Procedure) -> list[Case]:
    """Candidates on whom the college has to decide before rating opens: who applied, and who HR began to check."""
    if not asked_in(procedure):
        return []
    return [case for case in cases_of(procedure) if (case.applied or case.preparation is not None) and case.state in (State.OPEN, State.PREPARED)]


@registry.before_rating.register
def missing_for_rating(procedure: Procedure) -> Sequence[tuple[str, str]]:
    """Rating opens for admitted candidates only: nobody's admission is left open."""
    number = len(undecided(procedure))
    if not number:
        return []
    sentence = _n("The admission of %(num)s candidate is not decided yet.", "The admission of %(num)s candidates is not decided yet.", number)
    return [(sentence, "admission.index")]


@registry.admission_decided.register
def decided(procedure_id: UUID) -> bool:
    """Whether a decision on somebody's admission holds."""
    return bool(session().scalar(sa.select(sa.exists().where(Decision.procedure_id == procedure_id, Decision.ended_at.is_(None)))))


@hooks.held.register
def held(finding: Finding) -> str:
    """An exclusion that rests on a decision is changed with that decision."""
    if finding.kind != FindingKind.EXCLUDED:
        return ""
    rests = sa.exists().where(Decision.finding_id == finding.id, Decision.ended_at.is_(None))
    if not session().scalar(sa.select(rests)):
        return ""
    return _("This exclusion rests on the decision on admission. Correct or undo that decision on the page Admission; the exclusion follows.")


@hooks.erasing.register
def erase(candidate_ids: Sequence[UUID]) -> None:
    """What was checked of candidates who are taken off the open list goes with them."""
    for model in (Decision, Check, Seen, Preparation):
        session().execute(sa.delete(model).where(model.candidate_id.in_(candidate_ids)))


@application_hooks.seen.register
def seen_and_removed(procedure_id: UUID, candidate_id: UUID | None) -> Mapping[UUID, Mapping[str, datetime]]:
    """When documents were seen whose files went after that."""
    found: dict[UUID, dict[str, datetime]] = defaultdict(dict)
    wanted = sa.select(Seen.candidate_id, Seen.document_code, Seen.seen_at).where(Seen.procedure_id == procedure_id, Seen.removed, Seen.ended_at.is_(None))
    for row in session().execute(_limited(wanted, Seen.candidate_id, [candidate_id] if candidate_id is not None else None)):
        found[row.candidate_id][row.document_code] = row.seen_at
    return found


@application_hooks.held.register
def decided_already(candidate_id: UUID) -> str:
    """An application on which the college decided does not give way: the decision and its letter would be lost."""
    rests = sa.exists().where(Decision.candidate_id == candidate_id, Decision.ended_at.is_(None))
    if not session().scalar(sa.select(rests)):
        return ""
    return _("The college decided on the first application already. Undo that decision on the page Admission, then settle which application is kept.")


@application_hooks.taking_over.register
def take_over_seen(gone: UUID, kept: UUID, sent: frozenset[str]) -> None:
    """That a document was seen goes along to the application that is kept, where that one neither has a file of its own nor a note for it."""
    noted = sa.select(Seen.document_code).where(Seen.candidate_id == kept, Seen.ended_at.is_(None))
    without = Seen.document_code.not_in([*sent, *session().scalars(noted)])
    session().execute(sa.update(Seen).where(Seen.candidate_id == gone, Seen.ended_at.is_(None), without).values(candidate_id=kept))


@registry.reason_texts.register
def reason_texts(procedure_id: UUID) -> dict[str, str]:
    """Digest to text of reasons, legal grounds, notes and references, for the log."""
    person = CandidatePerson.candidate_id
    texts: dict[str, str] = {}
    for wanted in (
        sa.select(CandidatePerson.salt, Preparation.reason, Preparation.grounds)
        .join(Preparation, Preparation.candidate_id == person)
        .where(Preparation.procedure_id == procedure_id),
        sa.select(CandidatePerson.salt, Decision.reason, Decision.grounds, Decision.end_reason)
        .join(Decision, Decision.candidate_id == person)
        .where(Decision.procedure_id == procedure_id),
        sa.select(CandidatePerson.salt, Check.note).join(Check, Check.candidate_id == person).where(Check.procedure_id == procedure_id),
        sa.select(CandidatePerson.salt, Seen.end_reason).join(Seen, Seen.candidate_id == person).where(Seen.procedure_id == procedure_id),
    ):
        for salt, *words in session().execute(wanted):
            texts.update({digest(word, salt): word for word in words if word})
    return texts
