"""How the actions of this subject read in the log of a procedure."""

from collections.abc import Callable
from typing import Any

from selection.candidates.finding import kind_words, value_words
from selection.candidates.sitting import why_words
from selection.i18n import _l
from selection.procedures.log import Wording, register_wording


def _finding(values: dict[str, Any]) -> dict[str, Any]:
    kind = values["kind"]
    told = {name: value_words(kind, values[name]) or "–" for name in ("value", "old", "new") if name in values}
    return values | told | {"kind": kind_words(kind)}


def _why(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"why": why_words(values["why"])}


def _numbers(*names: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def counted(values: dict[str, Any]) -> dict[str, Any]:
        return values | {name: len(values[name]) for name in names}

    return counted


register_wording(
    {
        "candidate.added": Wording(kind="candidates", text=_l("Candidate added (now %(candidate)s).")),
        "candidate.changed": Wording(kind="candidates", text=_l("Name or contact data of %(candidate)s changed.")),
        "candidate.removed": Wording(kind="candidates", text=_l("Candidate removed from the list.")),
        "candidates.closed": Wording(kind="candidates", text=_l("List closed: codes given to %(codes)s candidates."), prepare=_numbers("codes")),
        "candidates.reopened": Wording(kind="candidates", text=_l("List reopened: the codes of %(codes)s candidates taken back."), prepare=_numbers("codes")),
        "candidates.imported": Wording(
            kind="candidates", text=_l("List imported: %(added)s candidates added, %(changed)s changed."), prepare=_numbers("added", "changed")
        ),
        "candidates.import_undone": Wording(
            kind="candidates",
            text=_l("Import undone: %(removed)s candidates removed, %(restored)s put back as they were, %(left)s left as changed since."),
            prepare=_numbers("removed", "restored", "left"),
        ),
        "finding.recorded": Wording(kind="candidates", text=_l("%(candidate)s, %(part)s: %(kind)s of %(on)s, %(value)s."), dates=("on",), prepare=_finding),
        "finding.corrected": Wording(
            kind="candidates", text=_l("%(candidate)s, %(part)s: %(kind)s corrected to %(on)s, %(old)s became %(new)s."), dates=("on",), prepare=_finding
        ),
        "finding.undone": Wording(kind="candidates", text=_l("%(candidate)s, %(part)s: %(kind)s undone, %(value)s."), prepare=_finding),
        "sitting.ended": Wording(kind="panel", text=_l("%(account)s does not sit for %(candidate)s in %(part)s: %(why)s."), prepare=_why),
        "sitting.restored": Wording(kind="panel", text=_l("%(account)s sits for %(candidate)s in %(part)s after all (before: %(why)s)."), prepare=_why),
    }
)
