"""How the acts on letters read in the log of a procedure."""

from typing import Any

from selection.i18n import _l
from selection.letters.words import occasion
from selection.procedures.log import Wording, register_wording


def _occasion(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"occasion": occasion(str(values.get("event", "")))}


register_wording(
    {
        "letter.released": Wording(kind="letters", text=_l("Letter released: %(occasion)s."), prepare=_occasion),
        "letter.sent": Wording(kind="letters", text=_l("Letter %(reference)s sent: %(occasion)s."), prepare=_occasion),
        "letter.failed": Wording(kind="letters", text=_l("Letter not delivered: %(occasion)s."), prepare=_occasion),
        "letter.withdrawn": Wording(kind="letters", text=_l("Letter withdrawn: %(occasion)s."), prepare=_occasion),
        "letter.dealt_with": Wording(kind="letters", text=_l("Noted what was done about a letter that was not delivered: %(occasion)s."), prepare=_occasion),
        "letter.text_set": Wording(kind="letters", text=_l("Text of letters changed: %(code)s, version %(number)s.")),
    }
)
