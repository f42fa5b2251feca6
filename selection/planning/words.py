"""How planning reads: in the log of a procedure, and a moment in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from selection.i18n import _, _l, _n, moment
from selection.planning.queries import Moment
from selection.procedures.log import Wording, register_wording


def where(slot: Moment) -> str:
    """The room, or the address of the video call, or both."""
    return ", ".join(text for text in (slot.place, slot.video) if text)


def _at(text: Any) -> str:
    return moment(datetime.fromisoformat(str(text))) if text and text != "–" else "–"


def _made(values: Mapping[str, Any]) -> str:
    said = {"part": values["part"], "begins": _at(values["begins"])}
    return _n("%(part)s: %(num)s moment made, from %(begins)s.", "%(part)s: %(num)s moments made, from %(begins)s.", int(values["count"]), **said)


def _assigned(values: Mapping[str, Any]) -> str:
    about = {"part": values["part"], "count": values["count"]}
    if values["order"] == "chance":
        return _("%(part)s: moments given to %(count)s candidates, in chance order.", **about)
    return _("%(part)s: moments given to %(count)s candidates, in order of code.", **about)


def _changed(values: Mapping[str, Any]) -> str:
    about = {"part": values["part"], "code": values["code"] or _("free"), "before": _at(values["before"]), "begins": _at(values["begins"])}
    if about["before"] == about["begins"]:
        return _("%(part)s: moment of %(begins)s changed (%(code)s).", **about)
    return _("%(part)s: moment of %(before)s moved to %(begins)s (%(code)s).", **about)


def _removed(values: Mapping[str, Any]) -> str:
    return _("%(part)s: moment of %(begins)s removed (%(code)s).", part=values["part"], begins=_at(values["begins"]), code=values["code"] or _("free"))


def _answered(values: Mapping[str, Any]) -> str:
    about = {"part": values["part"], "code": values["code"] or "–", "begins": _at(values["begins"])}
    if values["answer"] == "comes":
        return _("%(part)s: %(code)s comes on %(begins)s.", **about)
    return _("%(part)s: %(code)s cannot come on %(begins)s.", **about)


def _freed(values: Mapping[str, Any]) -> str:
    return _("%(round)s: moments free again of %(codes)s, for a second sitting.", round=values["round"], codes=", ".join(values["codes"]))


register_wording(
    {
        "slot.answered": Wording(kind="procedure", text=_answered),
        "slots.made": Wording(kind="procedure", text=_made),
        "slots.assigned": Wording(kind="procedure", text=_assigned),
        "slot.changed": Wording(kind="procedure", text=_changed),
        "slot.removed": Wording(kind="procedure", text=_removed),
        "slots.told": Wording(
            kind="procedure",
            text=_l("%(part)s: %(invitations)s invitations, %(updates)s changes and %(cancellations)s cancellations of appointments asked for."),
        ),
        "sittings.changed": Wording(
            kind="procedure", text=_l("%(round)s: %(updates)s people of the panel told of other sittings, %(cancellations)s of sittings that lapse.")
        ),
        "slots.moved": Wording(kind="procedure", text=_l("%(round)s: %(count)s planned moments went along to the new days.")),
        "slots.freed": Wording(kind="procedure", text=_freed),
        "sittings.told": Wording(kind="procedure", text=_l("%(round)s: %(count)s people of the panel invited to the sittings.")),
    }
)
