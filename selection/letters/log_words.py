"""How the acts on letters read in the log of a procedure."""

from datetime import date
from typing import Any

from selection.i18n import _l, date_short
from selection.letters.words import occasion
from selection.procedures.log import Wording, register_wording


def _occasion(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"occasion": occasion(str(values.get("event", "")))}


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return _occasion(values) | {"on": date_short(date.fromisoformat(str(values["on"])))}


register_wording(
    {
        "letter.prepared": Wording(kind="letters", text=_l("Letter laid before a second person: %(occasion)s."), prepare=_occasion),
        "letter.returned": Wording(kind="letters", text=_l("Letter sent back, not released: %(occasion)s."), prepare=_occasion),
        "letter.given": Wording(kind="letters", text=_l("Letter %(reference)s given on paper on %(on)s: %(occasion)s."), prepare=_given),
        "letter.released": Wording(kind="letters", text=_l("Letter released: %(occasion)s."), prepare=_occasion),
        "letter.sent": Wording(kind="letters", text=_l("Letter %(reference)s sent: %(occasion)s."), prepare=_occasion),
        "letter.failed": Wording(kind="letters", text=_l("Letter not delivered: %(occasion)s."), prepare=_occasion),
        "letter.withdrawn": Wording(kind="letters", text=_l("Letter withdrawn: %(occasion)s."), prepare=_occasion),
        "letter.dealt_with": Wording(kind="letters", text=_l("Noted what was done about a letter that was not delivered: %(occasion)s."), prepare=_occasion),
        "letter.text_set": Wording(kind="letters", text=_l("Text of letters changed: %(code)s, version %(number)s.")),
    }
)
