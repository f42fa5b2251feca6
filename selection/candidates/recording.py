"""Actions: record, correct and undo what is found about a candidate. A correction ends a row and begins another, so that both stay readable.

In the audit trail `reason` is why something was recorded, corrected or undone; `statement` is the reason that a corrected finding itself holds.
"""

from uuid import UUID

from selection import audit
from selection.accounts.models import Account
from selection.candidates import hooks
from selection.candidates.finding import Ground, Statement, fault, ground_of, in_words, kind_words
from selection.candidates.models import Candidate, Finding
from selection.candidates.states import Act, require
from selection.db import now, session
from selection.errors import Conflict, Refused
from selection.i18n import _
from selection.procedures.models import Procedure

audit.register(
    {
        "finding.recorded": {"candidate", "code", "part", "kind", "value", "on", "source", "reason"},
        "finding.corrected": {"candidate", "code", "part", "kind", "old", "new", "on", "source", "statement", "reason"},
        "finding.undone": {"candidate", "code", "part", "kind", "value", "reason"},
    }
)


def record(procedure: Procedure, candidate: Candidate, said: Statement, *, seen: UUID | None, why: str = "", actor: Account) -> Finding:
    """Record a finding, or correct the current one of its kind and part (`seen`), for which `why` is needed.

    Raises Conflict with both texts when what holds is not what was seen, and Refused with a sentence when it cannot be recorded.
    """
    ground = ground_of(procedure, [candidate], said.part_code)
    if not agrees(ground, candidate, said, seen):
        raise Conflict("errors/conflict.html", message=changed_meanwhile(), rows=[both(ground, candidate, said)])
    if sentence := fault(ground, candidate, said):
        raise Refused(sentence)
    return write(ground, candidate, said, why=why, actor=actor)


def agrees(ground: Ground, candidate: Candidate, said: Statement, seen: UUID | None) -> bool:
    """Whether what holds is what the person saw, or what the person says anyway."""
    current = ground.finding(candidate, said.kind, said.part_code)
    return (current.id if current else None) == seen or (current is not None and said.says_the_same_as(current))


def changed_meanwhile() -> str:
    """What the page of two texts says first."""
    return _("Somebody else recorded this meanwhile. Nothing was saved.")


def both(ground: Ground, candidate: Candidate, said: Statement) -> tuple[str, str, str]:
    """(label, mine, theirs) for the page of two texts."""
    current = ground.finding(candidate, said.kind, said.part_code)
    part = ground.scheme.part(said.part_code)
    label = ": ".join(text for text in (candidate.code or candidate.person.name, part.title if part else kind_words(said.kind)) if text)
    return label, in_words(said), in_words(current) if current else _("Nothing is recorded any more.")


def write(ground: Ground, candidate: Candidate, said: Statement, *, why: str, actor: Account | None, by_holder: bool = False) -> Finding:
    """Store a statement that was checked. The same statement again stores nothing. `by_holder`: what the finding rests on changes along with it.
    Without `actor` for what the candidate did by the private link.
    """
    current = ground.finding(candidate, said.kind, said.part_code)
    if current is not None and said.says_the_same_as(current):
        return current
    if current is not None:
        if not why or actor is None:
            raise Refused(_("Give the reason of the correction."))
        _refuse_held(current, by_holder)
        _end(current, why, actor)
    finding = Finding(
        procedure_id=ground.procedure.id,
        candidate_id=candidate.id,
        part_code=said.part_code,
        kind=said.kind,
        value=said.value,
        on=said.on,
        source=said.source,
        reason=said.reason,
        recorded_at=now(),
        recorded_by=actor.id if actor else None,
    )
    session().add(finding)
    session().flush()
    _audit(ground.procedure, candidate, finding, current, why, actor)
    return finding


def _refuse_held(finding: Finding, by_holder: bool) -> None:
    if not by_holder and (sentence := " ".join(filter(None, hooks.held(finding)))):
        raise Refused(sentence)


def _end(finding: Finding, why: str, actor: Account) -> None:
    finding.ended_at, finding.ended_by, finding.end_reason = now(), actor.id, why
    session().flush()


def _audit(procedure: Procedure, candidate: Candidate, finding: Finding, replaced: Finding | None, why: str, actor: Account | None) -> None:
    salt = candidate.person.salt
    keys = {
        "candidate": candidate.id,
        "code": candidate.code,
        "part": finding.part_code,
        "kind": str(finding.kind),
        "on": finding.on,
        "source": audit.digest(finding.source, salt) if finding.source else None,
    }
    reason = audit.digest(finding.reason, salt) if finding.reason else None
    if replaced is None:
        role = "hr" if actor else "candidate"
        audit.record("finding.recorded", actor=actor, role=role, procedure_id=procedure.id, value=finding.value, reason=reason, **keys)
    else:
        keys |= {"old": replaced.value, "new": finding.value, "statement": reason, "reason": audit.digest(why, salt)}
        audit.record("finding.corrected", actor=actor, role="hr", procedure_id=procedure.id, **keys)


def undo(procedure: Procedure, candidate: Candidate, finding: Finding, *, why: str, actor: Account, by_holder: bool = False) -> None:
    """End a finding without another in its place, also after the round is closed; the outcome follows. `by_holder`: as with `write`."""
    require(procedure, Act.LEAVE)
    if finding.ended_at is not None:
        raise Refused(_("This was corrected or undone already. Load the page of the candidate again to see what holds now."))
    _refuse_held(finding, by_holder)
    _end(finding, why, actor)
    audit.record(
        "finding.undone",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        candidate=candidate.id,
        code=candidate.code,
        part=finding.part_code,
        kind=str(finding.kind),
        value=finding.value,
        reason=audit.digest(why, candidate.person.salt),
    )
