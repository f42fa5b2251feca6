"""Who sat: an assessor with a rating seat is expected for every candidate and part of the round, unless HR records otherwise (R7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from selection import audit
from selection.accounts.models import Account
from selection.candidates import hooks, queries
from selection.candidates.models import Candidate, NotSitting
from selection.candidates.states import Act, require
from selection.db import now, session
from selection.errors import Conflict, Refused
from selection.i18n import _
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of, rating_seats, round_run

audit.register(
    {
        "sitting.ended": {"candidate", "code", "part", "account", "why", "reason"},
        "sitting.restored": {"candidate", "code", "part", "account", "why"},
    }
)


class Why(StrEnum):
    """Why an assessor did not sit: ill, late, recused for a conflict of interest, or another reason."""

    ILL = "ill"
    LATE = "late"
    RECUSED = "recused"
    OTHER = "other"


SAT = "sat"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One assessor in one part for one candidate: what holds, and whether that assessor's sheet is submitted."""

    part_code: str
    part_title: str
    account: Account
    row: NotSitting | None
    submitted: bool


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What HR says of one place: `sat`, or why not with a reason; `seen` is the row that the page showed."""

    part_code: str
    account_id: UUID
    why: str
    reason: str = ""
    seen: UUID | None = None


def places(procedure: Procedure, candidate: Candidate, round_code: str) -> list[Place]:
    """Every rating seat of a round in each of its parts that has sheets, for one candidate. NotFound for a round that is not there."""
    run = round_run(procedure, round_code)
    round_ = next(round_ for round_ in definition_of(procedure).scheme.rounds if round_.code == run.code)
    rows = {(row.part_code, row.account_id): row for row in queries.not_sitting(procedure.id, [candidate.id])}
    submitted = {
        (part_code, account)
        for answer in hooks.submitted_sheets(procedure.id, frozenset({candidate.id}))
        for (_candidate, part_code), accounts in answer.items()
        for account in accounts
    }
    return [
        Place(
            part_code=part.code,
            part_title=part.title,
            account=seat.account,
            row=rows.get((part.code, seat.account_id)),
            submitted=(part.code, seat.account_id) in submitted,
        )
        for part in round_.parts
        if not part.is_verdict
        for seat in rating_seats(procedure, round_code)
    ]


def fault(place: Place, choice: Choice) -> str:
    """Why the choice cannot be recorded, and what to do; empty when it can."""
    if choice.why == SAT:
        return ""
    if not choice.reason:
        return _("Give the reason why %(name)s did not sit.", name=place.account.name)
    if place.submitted and choice.why != Why.RECUSED and (place.row is None or place.row.why != choice.why):
        return _(
            "%(name)s submitted a sheet about this candidate and so did sit. Choose “recused” when that sheet must not count, or have it taken back first.",
            name=place.account.name,
        )
    return ""


def record(procedure: Procedure, candidate: Candidate, choices: Sequence[tuple[Place, Choice]], *, actor: Account) -> int:
    """Record who sat, all places in one go; gives how many changed. Conflict with both texts when a place is not as it was seen."""
    require(procedure, Act.SEAT)
    differing = [(place, choice) for place, choice in choices if not _same(place.row, choice)]
    stale = [(place, choice) for place, choice in differing if (place.row.id if place.row else None) != choice.seen]
    if stale:
        who = candidate.code or candidate.person.name
        rows = [(f"{who}: {place.part_title}, {place.account.name}", _words(choice.why, choice.reason), _row_words(place.row)) for place, choice in stale]
        raise Conflict("errors/conflict.html", message=_("Somebody else recorded this meanwhile. Nothing was saved."), rows=rows)
    for place, choice in differing:
        if sentence := fault(place, choice):
            raise Refused(sentence)
        if place.row is not None:
            end(procedure, candidate, place.row, actor=actor)
        if choice.why != SAT:
            _begin(procedure, candidate, choice, actor)
    return len(differing)


def _same(row: NotSitting | None, choice: Choice) -> bool:
    if row is None:
        return choice.why == SAT
    return (row.why, row.reason) == (choice.why, choice.reason)


def _begin(procedure: Procedure, candidate: Candidate, choice: Choice, actor: Account) -> None:
    row = NotSitting(
        procedure_id=procedure.id,
        candidate_id=candidate.id,
        part_code=choice.part_code,
        account_id=choice.account_id,
        why=choice.why,
        reason=choice.reason,
        recorded_at=now(),
        recorded_by=actor.id,
    )
    session().add(row)
    session().flush()
    keys = {"candidate": candidate.id, "code": candidate.code, "part": choice.part_code, "account": choice.account_id, "why": choice.why}
    digest = audit.digest(choice.reason, candidate.person.salt)
    audit.record("sitting.ended", actor=actor, role="hr", procedure_id=procedure.id, reason=digest, **keys)
    registry.expected_changed(procedure, (choice.part_code,), frozenset({candidate.id}))


def end(procedure: Procedure, candidate: Candidate, row: NotSitting, *, actor: Account) -> None:
    """Undo a row: the assessor sits again, and is expected. Refused when it was undone already."""
    require(procedure, Act.SEAT)
    if row.ended_at is not None:
        raise Refused(_("This was undone already. Load the page of the candidate again to see what holds now."))
    row.ended_at, row.ended_by = now(), actor.id
    session().flush()
    keys = {"candidate": candidate.id, "code": candidate.code, "part": row.part_code, "account": row.account_id, "why": row.why}
    audit.record("sitting.restored", actor=actor, role="hr", procedure_id=procedure.id, **keys)


def why_words(why: str) -> str:
    """Why somebody did not sit, in a word or two."""
    return {SAT: _("sat"), Why.ILL: _("ill"), Why.LATE: _("late"), Why.RECUSED: _("recused: conflict of interest"), Why.OTHER: _("another reason")}[why]


def _words(why: str, reason: str) -> str:
    return " · ".join(text for text in (why_words(why), reason) if text)


def _row_words(row: NotSitting | None) -> str:
    return _words(row.why, row.reason) if row else why_words(SAT)
