"""How the acts of this subject read in the log of a procedure."""

from datetime import date
from typing import Any

from selection.i18n import _, _l
from selection.procedures.log import Wording, register_wording
from selection.procedures.scheme_words import dates_in_words


def _outcome(values: dict[str, Any]) -> dict[str, Any]:
    words = {"approved": _("approved"), "refused": _("refused"), "withdrawn": _("withdrawn"), "reopened": _("reopened")}
    return values | {"outcome": words.get(str(values.get("outcome")), "–")}


def _passed(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"passed": ", ".join(values.get("passed") or []) or _("nobody")}


def _reopened(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"reopened": len(values.get("reopened") or [])}


def _again(values: dict[str, Any]) -> dict[str, Any]:
    days = [date.fromisoformat(day) for day in str(values["days"]).split(", ")]
    return values | {"days": dates_in_words(days), "codes": ", ".join(map(str, values["codes"]))}


register_wording(
    {
        "round.closed": Wording(
            kind="scores",
            text=_l("%(round)s closed, with %(candidates)s candidates and %(sheets)s sheets."),
            figures=_l("Passed: %(passed)s."),
            prepare=_passed,
        ),
        "round.reopened": Wording(kind="scores", text=_l("%(round)s reopened; rounds open again: %(reopened)s."), prepare=_reopened),
        "round.second_sitting": Wording(kind="scores", text=_l("Second sitting of %(round)s on %(days)s for %(codes)s."), prepare=_again),
        "round.reopening_proposed": Wording(kind="scores", text=_l("Proposed to reopen %(round)s.")),
        "round.reopening_decided": Wording(kind="scores", text=_l("Proposal to reopen %(round)s: %(outcome)s."), prepare=_outcome),
        "sheet.reopening_asked": Wording(kind="scores", text=_l("%(account)s asked to reopen the own sheet about %(candidate)s in %(part)s.")),
        "sheet.reopening_answered": Wording(
            kind="scores", text=_l("Request of %(account)s to reopen the own sheet about %(candidate)s in %(part)s: %(outcome)s."), prepare=_outcome
        ),
        "sheet.reopening_proposed": Wording(kind="scores", text=_l("Proposed to reopen the sheet of %(account)s about %(candidate)s in %(part)s.")),
        "sheet.reopening_decided": Wording(
            kind="scores", text=_l("Proposal to reopen the sheet of %(account)s about %(candidate)s in %(part)s: %(outcome)s."), prepare=_outcome
        ),
    }
)
