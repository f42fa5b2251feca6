"""The seats of a round beside what the selection rules ask of the composition of the panel: what is not met, and what only a person can check."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from scoring.scheme import Round
from selection.i18n import _, _n
from selection.procedures.models import RATING_KINDS, Procedure, SeatKind
from selection.procedures.queries import acting_chair, current_seats, has_sheets
from selection.regulation import Demand, DemandKind


@dataclass(frozen=True, kw_only=True)
class Beside:
    """`broken` holds the opening for rating back; `remarks` are to be checked, and a target that is not met is explained in the final report."""

    broken: Sequence[str] = ()
    remarks: Sequence[str] = ()


def composition(procedure: Procedure, round_: Round, asked: Sequence[Demand]) -> Beside:
    """What the demands say of the seats of a round; nothing of a round of verdicts, which needs no panel."""
    if not has_sheets(round_):
        return Beside()
    seats = current_seats(procedure, round_.code)
    members, kinds = sum(seat.kind in RATING_KINDS for seat in seats), {seat.kind for seat in seats}
    broken, remarks = [], []
    for demand in asked:
        text = _broken(procedure, round_, demand, members, kinds)
        if text and demand.target:
            target = _("This is a target: the final report says why it is not met.")
            remarks.append(f"{text} {target}")
        elif text:
            broken.append(text)
        elif members:
            remarks += _to_check(round_, demand, members)
    if asked and SeatKind.OBSERVER in kinds and not any(demand.kind == DemandKind.OBSERVERS for demand in asked):
        remarks.append(_("%(round)s has an observer, and the selection rules name no observers.", round=round_.title))
    return Beside(broken=broken, remarks=remarks)


def _broken(procedure: Procedure, round_: Round, demand: Demand, members: int, kinds: set[SeatKind]) -> str:
    """What the seats themselves show: too few members, nobody to chair, no secretary."""
    if demand.kind == DemandKind.MEMBERS and members < demand.amount:
        return _n(
            "The selection rules ask at least %(num)s member for %(round)s; it has %(have)s.",
            "The selection rules ask at least %(num)s members for %(round)s; it has %(have)s.",
            int(demand.amount),
            round=round_.title,
            have=members,
        )
    if demand.kind == DemandKind.CHAIR and acting_chair(procedure, round_.code) is None:
        return _("The selection rules let a session of %(round)s take place only with the chair; nobody can act as chair now.", round=round_.title)
    if demand.kind == DemandKind.SECRETARY and SeatKind.SECRETARY not in kinds:
        return _("The selection rules name a secretary; %(round)s has none.", round=round_.title)
    return ""


def _to_check(round_: Round, demand: Demand, members: int) -> list[str]:
    """What no seat says: for whom somebody works, gender, mandates. The figure is worked out; whether it is met is for a person to see."""
    if demand.kind == DemandKind.EXTERNAL:
        number = ceil(demand.amount * members)
        text = _n("%(num)s external expert", "%(num)s external experts", number)
        return [_("Check yourself for %(round)s: of %(members)s members at least %(text)s.", round=round_.title, members=members, text=text)]
    if demand.kind == DemandKind.GENDER:
        most = floor(demand.amount * members)
        return [_("Check yourself for %(round)s: of %(members)s members at most %(most)s of one gender.", round=round_.title, members=members, most=most)]
    if demand.kind == DemandKind.MANDATE:
        return [_("Check yourself for %(round)s: no member has a political mandate.", round=round_.title)]
    return []
