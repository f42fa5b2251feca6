"""How the actions of this subject read in the log of a procedure."""

from collections.abc import Callable, Mapping
from typing import Any

from selection.candidates.finding import kind_noun, value_words
from selection.candidates.models import FindingKind
from selection.candidates.sitting import why_words
from selection.i18n import _, _l
from selection.procedures.log import Wording, register_wording


def _recorded(values: Mapping[str, Any]) -> str:
    """What was found about a candidate, and on which day."""
    about = {name: values[name] for name in ("candidate", "part", "on")} | {"value": value_words(values["kind"], values["value"])}
    match values["kind"]:
        case FindingKind.VERDICT:
            return _("%(part)s of %(candidate)s: %(value)s, verdict of %(on)s.", **about)
        case FindingKind.ABSENT:
            return _("%(candidate)s: absent from %(part)s on %(on)s.", **about)
        case FindingKind.EXEMPT if about["value"]:
            return _("%(candidate)s: exempt from %(part)s on %(on)s, with %(value)s.", **about)
        case FindingKind.EXEMPT:
            return _("%(candidate)s: exempt from %(part)s on %(on)s.", **about)
        case FindingKind.WITHDRAWN:
            return _("%(candidate)s withdrew on %(on)s.", **about)
        case _:
            return _("%(candidate)s was excluded on %(on)s.", **about)


def _corrected(values: Mapping[str, Any]) -> str:
    said = _("Corrected: %(said)s", said=_recorded({**values, "value": values["new"]}))
    old = value_words(values["kind"], values["old"]) if values["old"] != values["new"] else ""
    return " ".join(text for text in (said, _("Before: %(old)s.", old=old) if old else "") if text)


def _undone(values: Mapping[str, Any]) -> str:
    about = {name: values[name] for name in ("candidate", "part")} | {"value": value_words(values["kind"], values["value"])}
    match values["kind"]:
        case FindingKind.VERDICT:
            return _("%(part)s of %(candidate)s: verdict undone (it was: %(value)s).", **about)
        case FindingKind.ABSENT:
            return _("%(candidate)s: absence from %(part)s undone.", **about)
        case FindingKind.EXEMPT:
            return _("%(candidate)s: exemption from %(part)s undone.", **about)
        case FindingKind.WITHDRAWN:
            return _("%(candidate)s: withdrawal undone.", **about)
        case _:
            return _("%(candidate)s: exclusion undone.", **about)


def _plainly(act: str) -> Callable[[Mapping[str, Any]], str]:
    """That something was found about a candidate, to who is not to know what."""

    def told(values: Mapping[str, Any]) -> str:
        what = kind_noun(values["kind"]).lower()
        about = {"candidate": values["candidate"], "what": f"{what} ({values['part']})" if values["part"] else what}
        words = {
            "recorded": _("%(candidate)s: %(what)s recorded."),
            "corrected": _("%(candidate)s: %(what)s corrected."),
            "undone": _("%(candidate)s: %(what)s undone."),
        }
        return words[act] % about

    return told


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
        "finding.recorded": Wording(kind="candidates", text=_recorded, plain=_plainly("recorded"), dates=("on",)),
        "finding.corrected": Wording(kind="candidates", text=_corrected, plain=_plainly("corrected"), dates=("on",)),
        "finding.undone": Wording(kind="candidates", text=_undone, plain=_plainly("undone")),
        "sitting.ended": Wording(kind="panel", text=_l("%(account)s does not sit for %(candidate)s in %(part)s: %(why)s."), prepare=_why),
        "sitting.restored": Wording(kind="panel", text=_l("%(account)s sits for %(candidate)s in %(part)s after all (before: %(why)s)."), prepare=_why),
    }
)
