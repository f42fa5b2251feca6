"""Actions: record the decision of the college on candidates who were prepared, correct it, undo it. A refusal is an exclusion with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from selection import audit
from selection.accounts.models import Account
from selection.admission import telling
from selection.admission.asked import closing_day
from selection.admission.models import Decision, Outcome
from selection.admission.preparing import proposal_fault
from selection.admission.queries import Case
from selection.admission.states import Act, may, require, stage_of, why_not
from selection.admission.words import outcome_words
from selection.candidates import recording
from selection.candidates.finding import Ground, Statement, fault, ground_of
from selection.candidates.models import Finding, FindingKind
from selection.db import now, session
from selection.errors import BadInput, Conflict, Refused
from selection.i18n import _, date_short
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of

_TEXTS = {"reference", "body", "reason", "grounds"}
audit.register(
    {
        "admission.decided": {"candidate", "code", "outcome", "on", *_TEXTS},
        "admission.corrected": {"candidate", "code", "old", "new", "on", "statement", *_TEXTS},
        "admission.undone": {"candidate", "code", "outcome", "reason"},
    }
)


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """The decision of the college: its date, its reference, and who decided."""

    on: date
    reference: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Content:
    """What was decided about one candidate, and why."""

    outcome: str
    reason: str
    grounds: str


def date_fault(procedure: Procedure, on: date, today: date) -> str:
    """Why the decision cannot bear this date; empty when it can."""
    if on > today:
        return _("%(date)s is still to come. Record it on the day itself or later.", date=date_short(on))
    closing = closing_day(definition_of(procedure))
    if closing is not None and on < closing:
        return _("People could apply until %(day)s. The decision is of that day or later.", day=date_short(closing))
    return ""


def decide(procedure: Procedure, chosen: Sequence[tuple[Case, int]], ruling: Ruling, *, today: date, actor: Account) -> int:
    """Record the decision on everybody chosen, each with the version of the preparation that was seen; all together or none. How many there were.

    Raises Conflict with both texts when a preparation is not what was seen, Refused for who is not prepared, BadInput for the date.
    """
    stage = stage_of(procedure)
    stale = [_changed(case) for case, version in chosen if case.version != version or not may(stage, case.state, Act.DECIDE)]
    if stale and any(case.version != version or case.decision is not None for case, version in chosen):
        raise Conflict("errors/conflict.html", message=_("Somebody else worked on these candidates meanwhile. Nothing was saved."), rows=stale)
    for case, _version in chosen:
        require(stage, case.state, Act.DECIDE)
    if sentence := date_fault(procedure, ruling.on, today):
        raise BadInput(sentence)
    candidates = [case.candidate for case, _version in chosen]
    ground, decided = ground_of(procedure, candidates), list[tuple[Case, Decision]]()
    for case, _version in chosen:
        row = case.preparation
        if row is None:
            raise Refused(why_not(stage, case.state, Act.DECIDE))
        content = Content(outcome=row.proposal, reason=row.reason, grounds=row.grounds)
        decision = _write(procedure, case, ruling, content, ground=ground, why="", actor=actor)
        _audit_decided(procedure, case, decision, actor)
        decided.append((case, decision))
    telling.ask(procedure, decided, actor=actor)
    return len(chosen)


def _changed(case: Case) -> tuple[str, str, str]:
    called = f"{case.candidate.code} · {case.candidate.person.name}" if case.candidate.code else case.candidate.person.name
    if case.decision is not None:
        return called, _("decide as proposed"), decision_words(case.decision)
    return called, _("decide as proposed"), outcome_words(case.proposal) or _("no proposal yet")


def decision_words(decision: Decision) -> str:
    """A decision in one line."""
    parts = [outcome_words(decision.outcome), date_short(decision.on), decision.reference, decision.body, decision.reason]
    return " · ".join(part for part in parts if part)


def correct(procedure: Procedure, case: Case, ruling: Ruling, content: Content, *, seen: UUID | None, why: str, today: date, actor: Account) -> None:
    """Put another decision in the place of the one that was seen, with the reason of the correction; the exclusion and the letter follow."""
    decision = _held(procedure, case, Act.CORRECT, seen, _both(case, ruling, content))
    if (ruling, content) == _as_stored(decision):
        return
    standing = {key: row.outcome for key, row in case.checks.items()}
    if sentence := date_fault(procedure, ruling.on, today) or proposal_fault(case.points, standing, content.outcome, content.reason, content.grounds):
        raise BadInput(sentence)
    ground = ground_of(procedure, [case.candidate])
    finding = _exclusion(ground, case)
    _end(decision, why, actor)
    if decision.outcome == Outcome.REFUSED and content.outcome == Outcome.ADMITTED and finding is not None:
        recording.undo(procedure, case.candidate, finding, why=why, actor=actor, by_holder=True)
    new = _write(procedure, case, ruling, content, ground=ground, why=why, actor=actor)
    _audit_corrected(procedure, case, decision, new, why, actor)
    telling.ask(procedure, [(case, new)], actor=actor)


def undo(procedure: Procedure, case: Case, *, seen: UUID | None, why: str, actor: Account) -> None:
    """Take the decision back, with a reason, as long as rating was not opened; the case is prepared again."""
    decision = _held(procedure, case, Act.UNDO, seen, [(_("Decision"), _("undone"), decision_words(case.decision) if case.decision else "")])
    finding = _exclusion(ground_of(procedure, [case.candidate]), case)
    _end(decision, why, actor)
    if decision.outcome == Outcome.REFUSED and finding is not None:
        recording.undo(procedure, case.candidate, finding, why=why, actor=actor, by_holder=True)
    person, outcome = case.candidate.person, str(decision.outcome)
    audit.record(
        "admission.undone",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        candidate=case.candidate.id,
        code=case.candidate.code,
        outcome=outcome,
        reason=audit.digest(why, person.salt),
    )


def _held(procedure: Procedure, case: Case, act: Act, seen: UUID | None, rows: list[tuple[str, str, str]]) -> Decision:
    """The decision that holds, when it is the one that was seen and may be changed."""
    current = case.decision.id if case.decision is not None else None
    if current != seen:
        raise Conflict("errors/conflict.html", message=recording.changed_meanwhile(), rows=rows)
    require(stage_of(procedure), case.state, act)
    if case.decision is None:
        raise Refused(why_not(stage_of(procedure), case.state, act))
    return case.decision


def _both(case: Case, ruling: Ruling, content: Content) -> list[tuple[str, str, str]]:
    mine = " · ".join(part for part in (outcome_words(content.outcome), date_short(ruling.on), ruling.reference, ruling.body, content.reason) if part)
    return [(_("Decision"), mine, decision_words(case.decision) if case.decision is not None else _("Nothing is recorded any more."))]


def _as_stored(row: Decision) -> tuple[Ruling, Content]:
    return Ruling(on=row.on, reference=row.reference, body=row.body), Content(outcome=row.outcome, reason=row.reason, grounds=row.grounds)


def _exclusion(ground: Ground, case: Case) -> Finding | None:
    return ground.finding(case.candidate, FindingKind.EXCLUDED, "")


def _write(procedure: Procedure, case: Case, ruling: Ruling, content: Content, *, ground: Ground, why: str, actor: Account) -> Decision:
    """Store a decision that was checked, with the exclusion of a refusal."""
    finding = None
    if content.outcome == Outcome.REFUSED:
        said = Statement(kind=FindingKind.EXCLUDED, on=ruling.on, source=ruling.body, reason=content.reason)
        if sentence := fault(ground, case.candidate, said):
            raise Refused(sentence)
        finding = recording.write(ground, case.candidate, said, why=why, actor=actor, by_holder=True)
    decision = Decision(
        procedure_id=procedure.id,
        candidate_id=case.candidate.id,
        outcome=Outcome(content.outcome),
        on=ruling.on,
        reference=ruling.reference,
        body=ruling.body,
        reason=content.reason,
        grounds=content.grounds,
        finding_id=finding.id if finding is not None else None,
        recorded_at=now(),
        recorded_by=actor.id,
    )
    session().add(decision)
    session().flush()
    return decision


def _end(decision: Decision, why: str, actor: Account) -> None:
    decision.ended_at, decision.ended_by, decision.end_reason = now(), actor.id, why
    telling.withdraw(decision, why=why, actor=actor)
    session().flush()


def _digests(case: Case, decision: Decision) -> dict[str, str | None]:
    salt, texts = case.candidate.person.salt, {name: getattr(decision, name) for name in _TEXTS}
    return {name: audit.digest(text, salt) if text else None for name, text in texts.items()}


def _audit_decided(procedure: Procedure, case: Case, decision: Decision, actor: Account) -> None:
    audit.record(
        "admission.decided",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        candidate=case.candidate.id,
        code=case.candidate.code,
        outcome=str(decision.outcome),
        on=decision.on,
        **_digests(case, decision),
    )


def _audit_corrected(procedure: Procedure, case: Case, old: Decision, new: Decision, why: str, actor: Account) -> None:
    texts = _digests(case, new)
    statement, texts["reason"] = texts["reason"], audit.digest(why, case.candidate.person.salt)
    audit.record(
        "admission.corrected",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        candidate=case.candidate.id,
        code=case.candidate.code,
        old=str(old.outcome),
        new=str(new.outcome),
        on=new.on,
        statement=statement,
        **texts,
    )
