"""What the panel settles: the consensus rating of a candidate on a criterion, or the points of a directly marked part (R6, R7)."""

from uuid import UUID

from scoring.numbers import NumberError, parse_number, shortest
from selection import audit
from selection.db import now, session
from selection.errors import BadInput, Conflict, Refused
from selection.forms import normal_text, number_fault, number_text
from selection.i18n import _, rating
from selection.procedures.queries import open_round
from selection.scoresheets.actions import keeping
from selection.scoresheets.models import RATIONALE_LIMIT, ConsensusRating
from selection.scoresheets.places import Place, candidate_refusal
from selection.scoresheets.points import off_scale
from selection.scoresheets.queries import acts_as_chair_for, current_consensus, open_to, part_states

audit.register(
    {
        "consensus.settled": {"candidate", "code", "part", "criterion", "old", "new", "reason"},
        "consensus.undone": {"candidate", "code", "part", "criterion", "old", "reason"},
    }
)


def settle_consensus(place: Place, *, criterion: str, chosen: str, reason: str, seen: UUID | None) -> ConsensusRating:
    """Settle a consensus rating; an earlier one ends and stays readable. `criterion` is empty on a directly marked part.

    `seen` is the id of the row that the page showed, None when there was none. Refused unless the person acts as chair, every expected sheet is in and the
    round is open; BadInput for a value off the scale or a reason that lacks or is too long; Conflict with both texts when another row holds meanwhile.
    The same content as holds already changes nothing.
    """
    require(place, criterion)
    position, text = _value(place, criterion, chosen)
    why = normal_text(reason)
    if not why:
        raise BadInput(_("Give the reason on which the panel agreed."))
    if len(why) > RATIONALE_LIMIT:
        raise BadInput(_("The reason is too long: at most 10,000 characters."))
    row = _current(place, criterion)
    if row is not None and (row.chosen, row.reason) == (text, why):
        return row
    _require_seen(place, row, seen, text, why)
    if row is not None:
        row.ended_at, row.ended_by = now(), place.account.id
        session().flush()
    settled = ConsensusRating(
        procedure_id=place.procedure.id,
        candidate_id=place.candidate.id,
        part_code=place.part.code,
        criterion_code=criterion,
        position=position,
        chosen=text,
        reason=why,
        settled_at=now(),
        settled_by=place.account.id,
    )
    session().add(settled)
    session().flush()
    digest = keeping.text_digest(place, why)
    _record("consensus.settled", place, criterion, old=row.chosen if row else None, new=text, reason=digest)
    return settled


def undo_consensus(place: Place, *, criterion: str, reason: str, seen: UUID | None) -> None:
    """End the consensus rating, with a reason; it stays readable. As `settle_consensus`; nothing to undo is Refused."""
    require(place, criterion)
    why = normal_text(reason)
    if not why:
        raise BadInput(_("Give a reason."))
    if len(why) > keeping.REASON_LIMIT:
        raise BadInput(_("The reason is too long: at most 2000 characters."))
    row = _current(place, criterion)
    if row is None:
        raise Refused(_("There is no consensus to undo here."))
    _require_seen(place, row, seen, "", why)
    row.ended_at, row.ended_by, row.end_reason = now(), place.account.id, why
    session().flush()
    _record("consensus.undone", place, criterion, old=row.chosen, reason=keeping.text_digest(place, why))


def _record(action: str, place: Place, criterion: str, **keys: object) -> None:
    about = {"candidate": place.candidate.id, "code": place.code, "part": place.part.code, "criterion": criterion}
    audit.record(action, actor=place.account, role=place.role, procedure_id=place.procedure.id, **about, **keys)


def _current(place: Place, criterion: str) -> ConsensusRating | None:
    return current_consensus(place.procedure, place.part.code, [place.candidate.id]).get((place.candidate.id, criterion))


def require(place: Place, criterion: str) -> None:
    """Refused or BadInput, with the reason, unless this person may settle or undo a consensus on this criterion now."""
    current = open_round(place.procedure)
    if current is None or current.code != place.run.code:
        raise Refused(_("Consensus is settled while the round is open. This one is not."))
    if not acts_as_chair_for(place.procedure, place.hats, place.part.code, place.candidate.id):
        raise Refused(_("Only who acts as chair of this round settles consensus."))
    if sentence := candidate_refusal(place):
        raise Refused(sentence)
    if not open_to(place.procedure, place.hats, place.part.code, [place.candidate.id]):
        raise Refused(_("Consensus can be settled once you can read the sheets of the others: submit your own sheet first."))
    if not part_states(place.procedure, place.part.code, [place.candidate.id]).complete(place.candidate.id):
        raise Refused(_("Consensus is settled once every expected sheet of this candidate is submitted. HR records who did not sit."))
    known = [""] if place.part.is_direct else [counting.code for counting in place.counting]
    if criterion not in known:
        raise BadInput(_("This criterion does not count in this part."))


def _value(place: Place, criterion: str, chosen: str) -> tuple[int | None, str]:
    """Position and text of what was chosen; BadInput with a sentence."""
    if place.part.scale is not None and criterion:
        position = place.part.scale.position(chosen)
        if position is None:
            raise BadInput(off_scale(place.part.scale, chosen))
        return position, place.part.scale.texts[position]
    try:
        points = parse_number(chosen)
    except NumberError as error:
        raise BadInput(number_fault(error.code, chosen)) from None
    if place.part.points is not None and points > place.part.points:
        raise BadInput(_("%(text)s is above the maximum of %(most)s.", text=chosen[:40], most=number_text(place.part.points)))
    return None, shortest(points)


def _require_seen(place: Place, row: ConsensusRating | None, seen: UUID | None, text: str, why: str) -> None:
    if (row.id if row else None) == seen:
        return
    rows = [(_("Consensus"), _shown(place, text), _shown(place, row.chosen if row else "")), (_("Reason"), why, row.reason if row else "")]
    raise Conflict("errors/conflict.html", message=_("Somebody else settled this meanwhile. Yours was not saved."), rows=rows)


def _shown(place: Place, text: str) -> str:
    figure = place.part.scale is None or place.part.scale.numeric
    return rating(text) if text and figure else text
