"""How the acts on the reserve read in the log of a procedure."""

from typing import Any

from selection.i18n import _l
from selection.procedures.log import Wording, register_wording


def _dated(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"old": values["old"] or "–"}


register_wording(
    {
        "reserve.report_date": Wording(kind="results", text=_l("Date of the final report: %(new)s (before: %(old)s)."), dates=("old", "new"), prepare=_dated),
        "reserve.appointed": Wording(kind="results", text=_l("%(candidate)s marked as appointed on %(on)s."), dates=("on",)),
        "reserve.appointment_undone": Wording(kind="results", text=_l("Appointment of %(candidate)s taken back.")),
    }
)
