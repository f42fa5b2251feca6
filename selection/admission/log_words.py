"""How the acts on admission read in the log of a procedure. They are for HR: a line says who was admitted, and why stands beside it."""

from collections.abc import Mapping
from typing import Any

from selection.admission.models import Met, Outcome
from selection.admission.words import met_words, outcome_words
from selection.i18n import _
from selection.procedures.log import Wording, register_wording


def _prepared(values: Mapping[str, Any]) -> str:
    number, proposal = len(values["points"]), values["proposal"]
    if proposal in (Outcome.ADMITTED, Outcome.REFUSED):
        return _("%(candidate)s: admission prepared, %(number)s points checked; proposed: %(proposal)s.", number=number,
                 candidate=values["candidate"], proposal=outcome_words(proposal))  # fmt: skip
    return _("%(candidate)s: admission prepared, %(number)s points checked; no proposal yet.", candidate=values["candidate"], number=number)


def _decided(values: Mapping[str, Any]) -> str:
    about = {"candidate": values["candidate"], "on": values["on"]}
    if values["outcome"] == Outcome.ADMITTED:
        return _("%(candidate)s: admitted by the decision of %(on)s.", **about)
    return _("%(candidate)s: not admitted by the decision of %(on)s.", **about)


def _corrected(values: Mapping[str, Any]) -> str:
    return _("Corrected: %(said)s", said=_decided({**values, "outcome": values["new"]}))


def _undone(values: Mapping[str, Any]) -> str:
    return _("%(candidate)s: decision on admission undone (it was: %(outcome)s).", candidate=values["candidate"], outcome=outcome_words(values["outcome"]))


def _proved(values: Mapping[str, Any]) -> str:
    outcome = str(values["new"]).partition(" ")[0]
    return _("%(candidate)s: %(point)s now stands as %(outcome)s.", candidate=values["candidate"], point=str(values["point"]).partition(":")[2],
             outcome=met_words(Met(outcome)))  # fmt: skip


def _seen(values: Mapping[str, Any]) -> str:
    about = {"candidate": values["candidate"], "document": values["document"], "day": values["delivered_on"]}
    if values["files"]:
        return _("%(candidate)s: %(document)s seen, delivered on %(day)s; its file was removed.", **about)
    return _("%(candidate)s: %(document)s seen, delivered on %(day)s.", **about)


register_wording(
    {
        "admission.prepared": Wording(kind="candidates", text=_prepared),
        "admission.decided": Wording(kind="candidates", text=_decided, dates=("on",)),
        "admission.corrected": Wording(kind="candidates", text=_corrected, dates=("on",)),
        "admission.undone": Wording(kind="candidates", text=_undone),
        "admission.proved": Wording(kind="candidates", text=_proved),
        "admission.seen": Wording(kind="candidates", text=_seen, dates=("delivered_on",)),
    }
)
