"""How the acts on the reserve read in the log of a procedure."""

from collections.abc import Mapping
from typing import Any

from selection.i18n import _, _l
from selection.procedures.log import Wording, register_wording


def _report_date(values: Mapping[str, Any]) -> str:
    """The date of the final report, and the one before it where there was one."""
    if values["old"] in (None, "", "–"):
        return _("Date of the final report: %(new)s.", new=values["new"])
    return _("Date of the final report: %(new)s (before: %(old)s).", new=values["new"], old=values["old"])


register_wording(
    {
        "reserve.report_date": Wording(kind="results", text=_report_date, dates=("old", "new")),
        "reserve.appointed": Wording(kind="results", text=_l("%(candidate)s marked as appointed on %(on)s."), dates=("on",)),
        "reserve.appointment_undone": Wording(kind="results", text=_l("Appointment of %(candidate)s taken back.")),
    }
)
