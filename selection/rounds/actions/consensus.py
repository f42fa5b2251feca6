"""What the chair typed for several criteria at once, settled one by one; the act itself, with its checks, is that of the sheets (R6, R7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from scoring.scheme import Part
from selection.errors import BadInput
from selection.i18n import _
from selection.scoresheets.actions.settling import settle_consensus
from selection.scoresheets.models import ConsensusRating
from selection.scoresheets.places import Place


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One card of the form: what was typed, and which row the page had shown."""

    criterion: str
    chosen: str
    reason: str
    seen: UUID | None


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with a card: the criterion, the field and the sentence."""

    criterion: str
    field: str
    sentence: str


def faults(part: Part, cards: Sequence[Typed]) -> list[Fault]:
    """What lacks in the cards that hold something."""
    found = []
    for card in cards:
        title = _title(part, card.criterion)
        if card.chosen and not card.reason:
            sentence = _("%(criterion)s: write why the panel gives %(rating)s.", criterion=title, rating=card.chosen[:40])
            found.append(Fault(criterion=card.criterion, field="reason", sentence=sentence))
        if card.reason and not card.chosen:
            found.append(Fault(criterion=card.criterion, field="chosen", sentence=_("%(criterion)s: fill in the consensus rating.", criterion=title)))
    return found


def settle_all(place: Place, cards: Sequence[Typed], history: Sequence[ConsensusRating]) -> tuple[int, list[Fault]]:
    """Settle every card that differs from what its person saw; gives how many, and what is wrong with the others.

    With any fault nothing may be kept: the caller answers with an error, which rolls back. Conflict and Refused as `settle_consensus`.
    """
    rows = {row.id: row for row in history}
    settled, wrong = 0, faults(place.part, cards)
    marked = {fault.criterion for fault in wrong}
    for card in cards:
        if card.criterion in marked or not card.chosen or _as_seen(place.part, card, rows):
            continue
        try:
            settle_consensus(place, criterion=card.criterion, chosen=card.chosen, reason=card.reason, seen=card.seen)
        except BadInput as error:
            wrong.append(Fault(criterion=card.criterion, field="chosen", sentence=f"{_title(place.part, card.criterion)}: {error.message}"))
        else:
            settled += 1
    return settled, wrong


def _as_seen(part: Part, card: Typed, rows: dict[UUID, ConsensusRating]) -> bool:
    """Whether the person left the card as the page had filled it."""
    row = rows.get(card.seen) if card.seen is not None else None
    if row is None or row.reason != card.reason:
        return False
    if part.scale is None or not card.criterion:
        return row.chosen.replace(",", ".") == card.chosen.replace(",", ".")
    return part.scale.position(card.chosen) == part.scale.position(row.chosen)


def _title(part: Part, criterion_code: str) -> str:
    criterion = part.criterion(criterion_code) if criterion_code else None
    return criterion.title if criterion is not None else part.title
