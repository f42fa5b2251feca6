"""Words for the codes of this subject, in the language of the reader."""

from selection.i18n import _
from selection.procedures.models import SeatKind


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
    }[kind]
