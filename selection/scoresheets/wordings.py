"""How the audit lines of sheets and consensus read on the log page of a procedure; figures appear once the round is closed."""

from typing import Any

from selection.i18n import _, _l
from selection.procedures.log import Wording, register_wording
from selection.scoresheets.content import NOT_OBSERVED


def _figures(values: dict[str, Any]) -> dict[str, Any]:
    """The figures of a sheet in one line."""
    return values | {side: _line(values[side]) for side in ("old", "new") if side in values}


def _line(figures: object) -> str:
    if not isinstance(figures, dict):
        return str(figures)
    told = {code: _("not observed") if text == NOT_OBSERVED else text for code, text in figures.items()}
    return "; ".join(f"{code} {text}" for code, text in told.items()) or "–"


register_wording(
    {
        "sheet.submitted": Wording(
            kind="scores", text=_l("Sheet about %(candidate)s in %(part)s submitted."), figures=_l("Before: %(old)s. Now: %(new)s."), prepare=_figures
        ),
        "sheet.taken_back": Wording(
            kind="scores", text=_l("Sheet about %(candidate)s in %(part)s taken back unread."), figures=_l("It said: %(old)s."), prepare=_figures
        ),
        "sheet.moved": Wording(kind="scores", text=_l("Draft in %(part)s moved from %(old_code)s to %(new_code)s.")),
        "sheet.reopened": Wording(
            kind="scores",
            text=_l("Sheet of %(assessor)s about %(candidate)s in %(part)s reopened."),
            figures=_l("It said: %(old)s."),
            people=("assessor",),
            prepare=_figures,
        ),
        "consensus.settled": Wording(
            kind="scores", text=_l("Consensus about %(candidate)s settled on %(criterion)s of %(part)s."), figures=_l("Before: %(old)s. Now: %(new)s.")
        ),
        "consensus.undone": Wording(
            kind="scores", text=_l("Consensus about %(candidate)s undone on %(criterion)s of %(part)s."), figures=_l("It said: %(old)s.")
        ),
    }
)
