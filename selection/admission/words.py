"""Admission in words: how a point stands, what was proposed or decided, and the tags of the list."""

from datetime import date

from selection.admission.asked import Age, Point
from selection.admission.models import Met, Outcome
from selection.admission.states import State
from selection.i18n import _, _n, date_short

Tag = tuple[str, str, str]


def met_words(outcome: Met | str) -> str:
    """How a point stands."""
    return {Met.MET: _("met"), Met.NOT_MET: _("not met"), Met.LATER: _("to be proved later")}[Met(outcome)]


def point_words(outcome: Met | str, due_on: date | None, note: str = "") -> str:
    """The same with the day on which the proof is due, and the note of HR."""
    words = met_words(outcome)
    if outcome == Met.LATER:
        due = _("by %(day)s", day=date_short(due_on)) if due_on else _("before the appointment")
        words = f"{words}, {due}"
    return f"{words} · {note}" if note else words


def point_tag(outcome: Met | str, due_on: date | None) -> Tag:
    """How a point stands as a tag."""
    family, icon = {Met.MET: ("good", "check"), Met.NOT_MET: ("warn", "cross"), Met.LATER: ("info", "clock")}[Met(outcome)]
    return family, icon, point_words(outcome, due_on)


def outcome_words(outcome: Outcome | str) -> str:
    """What is proposed or decided; empty for nothing yet."""
    return {"": "", Outcome.ADMITTED: _("admitted"), Outcome.REFUSED: _("not admitted")}[outcome]


def state_tag(state: State) -> Tag:
    """The state of a case as a tag: family, icon, word."""
    return {
        State.OPEN: ("warn", "pen", _("To be prepared")),
        State.PREPARED: ("info", "clock", _("Prepared for the decision")),
        State.ADMITTED: ("good", "check", _("Admitted")),
        State.CONDITIONAL: ("good", "clock", _("Conditionally admitted")),
        State.REFUSED: ("mute", "ban", _("Not admitted")),
        State.GONE: ("mute", "undo", _("Takes part no longer")),
    }[state]


def months_words(months: int) -> str:
    """How old something may be."""
    return _n("%(num)s month", "%(num)s months", months)


def age_sentence(point: Point, delivered_on: date, age: Age | None) -> str:
    """What the age of a document comes to, with the day that counts; empty where it does not matter."""
    if age is None or point.months is None:
        return ""
    values = {"months": months_words(point.months), "day": date_short(age.on), "until": date_short(age.valid_until)}
    if age.too_old:
        return _("Older than %(months)s on %(day)s: it was valid up to and including %(until)s.", **values)
    if not age.certain:
        return _("Not older than %(months)s today; it may be used up to and including %(until)s, and the day of the appointment counts.", **values)
    if delivered_on > age.on:
        return _("Delivered after %(day)s, the last day to apply.", **values)
    return _("Not older than %(months)s on %(day)s.", **values)
