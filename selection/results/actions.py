"""What the panel does about a tie (R15): decide its order with a reason, draw lots with a seed and a witness, and undo either with a reason."""

from collections.abc import Sequence
from uuid import UUID

from scoring import SHORTEST_SEED
from selection import audit
from selection.accounts.models import Account
from selection.candidates.models import Candidate
from selection.db import now, session
from selection.errors import BadInput, Conflict, Forbidden, Refused
from selection.i18n import _
from selection.procedures.actions.handling import reason_digest, required_reason
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats
from selection.results import ties
from selection.results.collect import Outcome
from selection.results.models import DECIDED, DRAWN, TiePlace, TieSettlement
from selection.results.settlements import last_closing, settlements_of
from selection.results.tie_words import in_words

audit.register(
    {
        "tie.decided": {"settlement", "candidates", "reason", "replaced"},
        "tie.drawn": {"settlement", "candidates", "seed", "witness", "reason", "replaced"},
        "tie.undone": {"settlement", "candidates", "reason"},
    }
)


def decide(actor: Account, collected: Outcome, hats: Hats, *, seen: Sequence[str], order: Sequence[str], reason: str) -> TieSettlement:
    """Record the order on which the panel decided, with its reason.

    `seen` are the codes that were tied on the page. Forbidden for who does not act as chair, Refused while a round is open, BadInput without a reason or
    where the order does not name each of them once, Conflict when the tie was settled or changed meanwhile.
    """
    rights = _rights(collected, hats, seen)
    if not rights.decide:
        raise Forbidden(_("The chair records the decision of the panel."))
    if sorted(order) != sorted(seen):
        raise BadInput(_("Give every candidate a place of their own."))
    why = required_reason(reason)
    _hold(collected, seen, ", ".join(order), why)
    row = _added(actor, collected, order, TieSettlement(kind=DECIDED, reason=why, seed=""))
    _record("tie.decided", actor, rights.role, collected.procedure, row, why, replaced=_replace(collected, row))
    return row


def draw(actor: Account, collected: Outcome, hats: Hats, *, seen: Sequence[str], seed: str, source: str, witness: UUID) -> TieSettlement:
    """Record the seed of a draw, where it comes from and who witnessed it; the order follows from it.

    As `decide`, for who acts as chair and for HR; BadInput for a seed that is too short and a witness who cannot be one.
    """
    rights = _rights(collected, hats, seen)
    if not rights.draw:
        raise Forbidden(_("The chair or HR draws lots."))
    if len(seed) < SHORTEST_SEED:
        raise BadInput(seed_short(seed))
    if witness not in {seat.account_id for seat in rights.witnesses}:
        raise BadInput(_("Choose a witness: another person with a seat, without a conflict of interest about these candidates."))
    why = required_reason(source)
    _hold(collected, seen, seed, why)
    row = _added(actor, collected, sorted(seen), TieSettlement(kind=DRAWN, reason=why, seed=seed, witness_id=witness))
    _record("tie.drawn", actor, rights.role, collected.procedure, row, why, seed=seed, witness=witness, replaced=_replace(collected, row))
    return row


def undo(actor: Account, collected: Outcome, hats: Hats, row: TieSettlement, *, reason: str) -> None:
    """End a decision or draw, with a reason; it stays readable. Forbidden for who could not have settled it so, Refused when it has ended already."""
    rights = ties.rights_of(collected.procedure, hats, [place.candidate_id for place in row.places])
    if not (rights.decide if row.kind == DECIDED else rights.draw):
        raise Forbidden(_("The chair undoes a decision of the panel; the chair or HR undoes a draw."))
    if row.ended_at is not None:
        raise Refused(_("This has ended already. Load the page again to see what holds now."))
    why = required_reason(reason)
    row.ended_at, row.ended_by, row.end_reason = now(), actor.id, why
    session().flush()
    _record("tie.undone", actor, rights.role, collected.procedure, row, why)


def seed_short(seed: str) -> str:
    """The sentence for a seed that is too short."""
    return _("The starting number has at least %(least)s characters; this one has %(length)s.", least=SHORTEST_SEED, length=len(seed))


def _rights(collected: Outcome, hats: Hats, seen: Sequence[str]) -> ties.Rights:
    return ties.rights_of(collected.procedure, hats, [collected.ids[code] for code in seen if code in collected.ids])


def _hold(collected: Outcome, seen: Sequence[str], mine: str, reason: str) -> None:
    """The tie is open and has the candidates that the person saw."""
    if last_closing(collected.procedure) is None:
        raise Refused(_("A tie is settled once every round is closed. A round is open."))
    standing = ties.standing_of(collected)
    if any(set(tie.codes) == set(seen) for tie in standing.open):
        return
    settled = next((tie for tie in standing.settled if set(tie.codes) & set(seen)), None)
    tied = next((tie for tie in standing.open if set(tie.codes) & set(seen)), None)
    if settled is not None:
        message, theirs = _("Somebody else settled this tie in the meantime. Yours was not saved."), in_words(settled.row)
    else:
        message, theirs = (
            _("The tie changed in the meantime. Nothing was saved."),
            _("Tied now: %(codes)s.", codes=", ".join(tied.codes) if tied else _("nobody")),
        )
    raise Conflict("errors/conflict.html", message=message, rows=[(_("Order of %(codes)s", codes=", ".join(sorted(seen))), f"{mine} · {reason}", theirs)])


def _added(actor: Account, collected: Outcome, codes: Sequence[str], row: TieSettlement) -> TieSettlement:
    row.procedure_id, row.settled_at, row.settled_by = collected.procedure.id, now(), actor.id
    found = [session().get_one(Candidate, collected.ids[code]) for code in codes]
    row.places = [TiePlace(candidate=candidate, position=position) for position, candidate in enumerate(found)]
    session().add(row)
    session().flush()
    return row


def _replace(collected: Outcome, row: TieSettlement) -> list[UUID]:
    """End what was settled earlier about two or more of the same candidates, so that one group is never ordered in two ways; gives what was ended."""
    named = set(row.codes)
    older = [one for one in settlements_of(collected.procedure) if one.id != row.id and one.ended_at is None and len(named & set(one.codes)) > 1]
    for one in older:
        one.ended_at, one.ended_by, one.replaced_by = row.settled_at, row.settled_by, row.id
    session().flush()
    return [one.id for one in older]


def _record(action: str, actor: Account, role: str, procedure: Procedure, row: TieSettlement, reason: str, **more: object) -> None:
    keys = {"settlement": row.id, "candidates": list(row.codes), "reason": reason_digest(procedure, reason), **more}
    audit.record(action, actor=actor, role=role, procedure_id=procedure.id, **keys)
