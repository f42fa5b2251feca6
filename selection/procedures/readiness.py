"""What is still missing before rating can be opened, and where a panel falls short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.scheme import Round
from selection.i18n import _, _n
from selection.procedures import registry
from selection.procedures.composition import composition
from selection.procedures.models import Procedure, SeatKind
from selection.procedures.queries import current_seats, has_sheets, rating_seats
from selection.procedures.regulation import demands
from selection.regulation import Demand
from vacancies import Definition


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One thing that is not there yet, with the endpoint of the page where it is mended."""

    text: str
    endpoint: str


def candidate_count(procedure: Procedure) -> int:
    """How many candidates were entered."""
    return sum(registry.candidate_counts(procedure.id))


def missing_for_rating(procedure: Procedure, definition: Definition) -> list[Missing]:
    """Everything that stands between the procedure and its opening for rating; empty when it can be opened."""
    missing = []
    if not candidate_count(procedure):
        missing.append(Missing(text=_("There are no candidates yet."), endpoint="candidates.index"))
    elif procedure.candidates_closed_at is None:
        missing.append(Missing(text=_("The list of candidates is still open. Close it, so that every candidate gets a code."), endpoint="candidates.index"))
    missing += [Missing(text=text, endpoint=endpoint) for found in registry.before_rating(procedure) for text, endpoint in found]
    asked = demands(procedure)
    for round_ in definition.scheme.rounds:
        missing += [Missing(text=text, endpoint="procedures.panel") for text in round_shortfalls(procedure, round_, asked)]
    missing += [Missing(text=text, endpoint="procedures.panel") for text in barred_people(procedure)]
    return missing


def round_shortfalls(procedure: Procedure, round_: Round, asked: Sequence[Demand]) -> list[str]:
    """Where the panel of a round falls short: no chair, fewer assessors than a part needs (R7), or a demand of the selection rules that it does not meet.

    A round of verdicts needs no panel.
    """
    if not has_sheets(round_):
        return []
    found = []
    kinds = {seat.kind for seat in current_seats(procedure, round_.code)}
    if SeatKind.CHAIR not in kinds:
        found.append(_("%(round)s has no chair.", round=round_.title))
    have, need = len(rating_seats(procedure, round_.code)), assessors_needed(round_)
    if have < need:
        found.append(
            _n(
                "%(round)s needs at least %(num)s assessor; it has %(have)s.",
                "%(round)s needs at least %(num)s assessors; it has %(have)s.",
                need,
                round=round_.title,
                have=have,
            )
        )
    return [*found, *composition(procedure, round_, asked).broken]


def assessors_needed(round_: Round) -> int:
    """The highest `min_assessors` of the scored parts of the round (R7); 0 where none is scored."""
    return max((part.min_assessors for part in round_.parts if not part.is_verdict), default=0)


def barred_people(procedure: Procedure) -> list[str]:
    """A sentence for everybody with a seat or HR task whose address is that of a candidate: who applies has no role in the procedure."""
    addresses = frozenset[str]().union(*registry.candidate_addresses(procedure.id))
    people = [seat.account for seat in current_seats(procedure)] + [task.account for task in procedure.tasks if task.ended_at is None]
    names = _unique(account.name for account in people if account.email.lower() in addresses)
    return [_("%(name)s is a candidate in this procedure and can have no seat or task in it.", name=name) for name in names]


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def somebody_to_tell(procedure: Procedure) -> bool:
    """Whether the vacancy is published and somebody is a candidate or began to apply, so that its end is told."""
    return procedure.published_at is not None and (candidate_count(procedure) > 0 or sum(registry.concerned(procedure.id)) > 0)
