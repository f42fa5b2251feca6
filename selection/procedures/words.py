"""Words for the codes of this subject, in the language of the reader."""

from selection.i18n import _, whole
from selection.procedures.models import SeatKind
from selection.regulation import Demand, DemandKind


def seat_kind(kind: SeatKind | str) -> str:
    """Chair, Panel member, ..."""
    return {
        SeatKind.MEMBER: _("Panel member"),
        SeatKind.CHAIR: _("Chair"),
        SeatKind.DEPUTY_CHAIR: _("Deputy chair"),
        SeatKind.SECRETARY: _("Secretary"),
        SeatKind.OBSERVER: _("Observer"),
    }[SeatKind(kind)]


def hr_task(task: str) -> str:
    """Responsible HR officer, or deputy."""
    return {"responsible": _("Responsible HR officer"), "deputy": _("Deputy")}[task]


def definition_kind(kind: str) -> str:
    """How a version of the rules came about."""
    return {
        "opened": _("Opened with"),
        "replaced": _("Replaced before publication"),
        "amended": _("Amendment before any judgement"),
        "neutralised": _("Criterion neutralised"),
        "corrected": _("Texts corrected"),
        "extended": _("Applications extended"),
        "reopened": _("Applications reopened"),
        "moved": _("Round moved"),
    }[kind]


def share_word(share: str) -> str:
    """A share of the members that can be asked, by its text: `1/3`."""
    return {"1/4": _("one quarter"), "1/3": _("one third"), "1/2": _("half"), "2/3": _("two thirds"), "3/4": _("three quarters")}[share]


def demand_word(demand: Demand) -> str:
    """What is asked of the composition of a panel, in a few words."""
    amount = "" if demand.amount == 0 else whole(int(demand.amount)) if demand.kind == DemandKind.MEMBERS else share_word(str(demand.amount))
    return {
        DemandKind.MEMBERS: _("at least %(amount)s members", amount=amount),
        DemandKind.EXTERNAL: _("at least %(amount)s external experts", amount=amount),
        DemandKind.GENDER: _("at most %(amount)s of one gender", amount=amount),
        DemandKind.MANDATE: _("nobody with a political mandate"),
        DemandKind.CHAIR: _("chair present"),
        DemandKind.SECRETARY: _("a secretary"),
        DemandKind.OBSERVERS: _("observers allowed"),
    }[demand.kind]
