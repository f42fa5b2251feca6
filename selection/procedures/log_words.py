"""How the acts on a procedure, its panel and its rules read in its log."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from selection.i18n import _, _l, moment
from selection.procedures.log import Wording, register_wording
from selection.procedures.scheme_words import dates_in_words
from selection.procedures.vacancy import told_moment
from selection.procedures.words import seat_kind

EMPTY = ("", "–")  # what an action had no value for


def _opened(values: Mapping[str, Any]) -> str:
    if values["deputy"] in EMPTY:
        return _("Procedure opened from the definition %(definition)s, without a deputy.", definition=values["definition"])
    return _("Procedure opened from the definition %(definition)s; deputy: %(deputy)s.", definition=values["definition"], deputy=values["deputy"])


def _handed_over(values: Mapping[str, Any]) -> str:
    about = {name: values[name] for name in ("new", "task", "since")}
    if values["old"] in EMPTY:
        return _("%(new)s is %(task)s from %(since)s; before that there was none.", **about)
    return _("Handed over: %(new)s is %(task)s from %(since)s, before that %(old)s.", **about, old=values["old"])


def _yes_no(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"rates": _("rates") if values.get("rates") is True else _("does not rate"), "kind": _kind(values.get("kind"))}


def _kind(kind: object) -> str:
    return seat_kind(str(kind)).lower() if kind else "–"


def _old_new(values: dict[str, Any]) -> dict[str, Any]:
    told = {side: _yes_no(values[side]) for side in ("old", "new")}
    return values | {side: f"{told[side]['kind']}, {told[side]['rates']}" for side in told}


def _task(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"task": {"responsible": _("responsible HR officer"), "deputy": _("deputy")}.get(str(values.get("task")), "–")}


def _link_made(values: Mapping[str, Any]) -> str:
    if values["purpose"] == "renew":
        return _("One-time link made with which %(account_id)s can set a new password.", **values)
    return _("One-time link made with which %(account_id)s can set a first password.", **values)


def _short(values: dict[str, Any]) -> dict[str, Any]:
    return values | {key: str(values[key])[:12] for key in ("old", "new", "fingerprint") if key in values}


def _moments(values: dict[str, Any]) -> dict[str, Any]:
    return values | {key: moment(told_moment(datetime.fromisoformat(values[key]))) for key in ("old", "new")}


def _days(values: dict[str, Any]) -> dict[str, Any]:
    return values | {key: dates_in_words([date.fromisoformat(day) for day in str(values[key]).split(",") if day]) or "–" for key in ("old", "new")}


def _closing_moved(values: Mapping[str, Any]) -> str:
    if values["kind"] == "reopened":
        return _("Applications reopened by decision of %(decision_date)s: until %(new)s, closed since %(old)s; letters for %(told)s people.", **values)
    return _("Applications extended by decision of %(decision_date)s: until %(new)s instead of %(old)s; letters for %(told)s people.", **values)


def _round_moved(values: Mapping[str, Any]) -> str:
    return _("%(round)s moved from %(old)s to %(new)s; letters for %(candidates)s candidates and %(panel)s panel members.", **values)


register_wording(
    {
        "procedure.opened": Wording(kind="procedure", text=_opened, people=("responsible", "deputy")),
        "procedure.published": Wording(kind="procedure", text=_l("Vacancy published by decision of %(decision_date)s."), dates=("decision_date",)),
        "procedure.rating_opened": Wording(
            kind="procedure", text=_l("Opened for rating with %(candidates)s candidates; rules %(fingerprint)s."), prepare=_short
        ),
        "procedure.handed_over": Wording(
            kind="procedure",
            text=_handed_over,
            people=("old", "new"),
            dates=("since",),
            prepare=_task,
        ),
        "procedure.stopped": Wording(
            kind="procedure",
            text=_l("Procedure stopped by decision of %(decision_date)s; letters for %(candidates)s candidates and %(panel)s panel members."),
            dates=("decision_date",),
        ),
        "procedure.unfilled": Wording(
            kind="procedure",
            text=_l("Ended without a ranked candidate by decision of %(decision_date)s; letters for %(candidates)s candidates and %(panel)s panel members."),
            dates=("decision_date",),
        ),
        "procedure.closing_moved": Wording(kind="procedure", text=_closing_moved, dates=("decision_date",), prepare=_moments),
        "procedure.round_moved": Wording(kind="procedure", text=_round_moved, prepare=_days),
        "procedure.put_away": Wording(kind="procedure", text=_l("Procedure put away in the archive.")),
        "procedure.taken_back": Wording(kind="procedure", text=_l("Procedure taken back from the archive.")),
        "procedure.discarded": Wording(kind="procedure", text=_l("Procedure given up.")),
        "seat.added": Wording(kind="panel", text=_l("%(account)s has a seat in %(round)s: %(kind)s, %(rates)s."), prepare=_yes_no),
        "seat.changed": Wording(kind="panel", text=_l("Seat of %(account)s in %(round)s changed from %(old)s to %(new)s."), prepare=_old_new),
        "seat.ended": Wording(kind="panel", text=_l("Seat of %(account)s in %(round)s ended (%(kind)s)."), prepare=_yes_no),
        "seat.away": Wording(kind="panel", text=_l("%(account)s cannot act as chair in %(round)s; the deputy chair does.")),
        "seat.back": Wording(kind="panel", text=_l("%(account)s acts as chair in %(round)s again.")),
        "account.link_made": Wording(kind="panel", text=_link_made, people=("account_id",)),
        "account.password_set": Wording(kind="panel", text=_l("%(account_id)s set a password with a one-time link."), people=("account_id",)),
        "rules.replaced": Wording(kind="rules", text=_l("Definition replaced: version %(definition)s, rules %(new)s."), prepare=_short),
        "rules.amended": Wording(kind="rules", text=_l("Rules amended: version %(definition)s, rules %(old)s became %(new)s."), prepare=_short),
        "rules.neutralised": Wording(
            kind="rules", text=_l("%(criterion)s of %(part)s dropped out for all candidates: version %(definition)s, rules %(new)s."), prepare=_short
        ),
        "rules.worded": Wording(kind="rules", text=_l("Selection rules in words published: version %(number)s, rules %(fingerprint)s."), prepare=_short),
        "rules.demands": Wording(kind="rules", text=_l("Set what the selection rules ask of the composition of the panel.")),
        "rules.corrected": Wording(kind="rules", text=_l("Texts corrected: version %(definition)s, rules unchanged.")),
    }
)
