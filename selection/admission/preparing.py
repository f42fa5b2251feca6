"""Action: prepare the admission of a candidate. Points, proposal, reason and legal grounds are saved together, also when some are still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from selection import audit
from selection.accounts.models import Account
from selection.admission.asked import Point
from selection.admission.models import Check, Met, Outcome, Preparation
from selection.admission.queries import Case, Standing
from selection.admission.states import Act, require, stage_of
from selection.admission.words import outcome_words, point_words
from selection.db import now, session
from selection.errors import BadInput, Conflict
from selection.i18n import _, date_short
from selection.procedures.models import Procedure

audit.register({"admission.prepared": {"candidate", "code", "points", "proposal", "reason", "grounds", "notes"}})

PROPOSAL = "proposal"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """How HR found one point. `due_on` belongs to what is to be proved later."""

    outcome: Met
    due_on: date | None = None
    note: str = ""

    def says_the_same_as(self, row: Standing | None) -> bool:
        """Whether a stored row holds exactly this."""
        return row is not None and (self.outcome, self.due_on, self.note) == (row.outcome, row.due_on, row.note)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What the form says: per key of a point how it stands (points that are not looked at yet are left out), and what is proposed."""

    points: Mapping[str, Checked] = field(default_factory=dict)
    proposal: str = ""
    reason: str = ""
    grounds: str = ""


def point_fault(point: Point, said: Checked, stored: Standing | None, today: date) -> str:
    """Why a point cannot stand so; empty when it can."""
    if said.outcome != Met.LATER:
        return ""
    if said.due_on is None:
        return "" if point.at_appointment else _("Say by which day this has to be proved.")
    if said.due_on < today and (stored is None or stored.due_on != said.due_on):
        return _("%(day)s has passed. Choose a day that is still to come.", day=date_short(said.due_on))
    return ""


def proposal_fault(points: Sequence[Point], standing: Mapping[str, Met | str], proposal: str, reason: str, grounds: str) -> str:
    """Why this cannot be proposed or decided with the points as they stand; empty when it can."""
    unmet = [point for point in points if standing.get(point.key) == Met.NOT_MET]
    blocking = [point for point in unmet if point.blocks]
    if proposal == Outcome.ADMITTED and blocking:
        return _("Nobody is admitted for whom this is not met: %(what)s", what=blocking[0].title)
    if proposal == Outcome.REFUSED:
        if not unmet:
            return _("Mark at least one condition or document that is not met; the decision rests on it.")
        if not reason:
            return _("Give the reason. It stands in the letter to the candidate.")
        if not grounds:
            return _("Name the rules on which the decision rests, one a line. They stand in the letter to the candidate.")
    return ""


def faults(case: Case, draft: Draft, today: date) -> list[tuple[str, str]]:
    """(key of the point, or `proposal`, sentence) for everything that cannot be saved."""
    found = []
    for point in case.points:
        said = draft.points.get(point.key)
        if said is not None and (sentence := point_fault(point, said, case.checks.get(point.key), today)):
            found.append((point.key, sentence))
    standing = {key: said.outcome for key, said in draft.points.items()}
    if sentence := proposal_fault(case.points, standing, draft.proposal, draft.reason, draft.grounds):
        found.append((PROPOSAL, sentence))
    return found


def stored_draft(case: Case) -> Draft:
    """What is stored now."""
    points = {key: Checked(outcome=Met(row.outcome), due_on=row.due_on, note=row.note) for key, row in case.checks.items()}
    row = case.preparation
    return Draft(points=points, proposal=row.proposal, reason=row.reason, grounds=row.grounds) if row is not None else Draft(points=points)


def suggested(case: Case) -> Draft:
    """What a form starts from: what is stored, and as long as nothing is, that what is needed for the appointment alone comes later."""
    if case.preparation is not None:
        return stored_draft(case)
    return Draft(points={point.key: Checked(outcome=Met.LATER) for point in case.points if point.at_appointment})


def differences(case: Case, mine: Draft, theirs: Draft) -> list[tuple[str, str, str]]:
    """(label, mine, theirs) of what differs, for the page that shows both."""

    def told(draft: Draft, point: Point) -> str:
        said = draft.points.get(point.key)
        return point_words(said.outcome, said.due_on, said.note) if said is not None else ""

    rows = [(point.title, told(mine, point), told(theirs, point)) for point in case.points]
    rows.append((_("Proposal"), outcome_words(mine.proposal), outcome_words(theirs.proposal)))
    rows += [(_("Reason"), mine.reason, theirs.reason), (_("Legal grounds"), mine.grounds, theirs.grounds)]
    return [row for row in rows if row[1] != row[2]]


def prepare(procedure: Procedure, case: Case, draft: Draft, *, version: int, today: date, actor: Account) -> None:
    """Save the preparation. Conflict with both texts when somebody else changed it since `version`; BadInput for what cannot be (see `faults`)."""
    require(stage_of(procedure), case.state, Act.PREPARE)
    theirs = stored_draft(case)
    if draft == theirs:
        return
    if case.version != version:
        raise Conflict("errors/conflict.html", message=_("Somebody else changed this preparation meanwhile."), rows=differences(case, draft, theirs))
    if found := faults(case, draft, today):
        raise BadInput(found[0][1])
    for point in case.points:
        keep_point(procedure, case, point, draft.points.get(point.key), actor=actor)
    row = case.preparation
    if row is None:
        row = Preparation(candidate_id=case.candidate.id, procedure_id=procedure.id)
        session().add(row)
    row.proposal, row.reason, row.grounds = draft.proposal, draft.reason, draft.grounds
    row.changed_at, row.changed_by = now(), actor.id
    session().flush()
    _audit(procedure, case, draft, actor)


def keep_point(procedure: Procedure, case: Case, point: Point, said: Checked | None, *, actor: Account) -> None:
    """End the row of a point that changed, and begin another for what holds now."""
    stored = case.checks.get(point.key)
    if (said is None and stored is None) or (said is not None and said.says_the_same_as(stored)):
        return
    if stored is not None:
        row = session().get_one(Check, stored.id)
        row.ended_at, row.ended_by = now(), actor.id
        session().flush()
    if said is not None:
        row = Check(procedure_id=procedure.id, candidate_id=case.candidate.id, kind=point.kind, code=point.code, outcome=said.outcome, due_on=said.due_on)
        row.note, row.recorded_at, row.recorded_by = said.note, now(), actor.id
        session().add(row)
        session().flush()


def recorded(said: Checked) -> str:
    """A point as the audit trail holds it: `later 2027-01-31`, `met`."""
    return f"{said.outcome} {said.due_on.isoformat()}" if said.due_on else str(said.outcome)


def _audit(procedure: Procedure, case: Case, draft: Draft, actor: Account) -> None:
    salt = case.candidate.person.salt
    audit.record(
        "admission.prepared",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        candidate=case.candidate.id,
        code=case.candidate.code,
        points={key: recorded(said) for key, said in draft.points.items()},
        proposal=draft.proposal,
        reason=audit.digest(draft.reason, salt) if draft.reason else None,
        grounds=audit.digest(draft.grounds, salt) if draft.grounds else None,
        notes={key: audit.digest(said.note, salt) for key, said in draft.points.items() if said.note},
    )
