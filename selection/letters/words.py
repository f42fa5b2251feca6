"""What pages say of letters and their texts."""

from collections.abc import Mapping

from selection.i18n import _, language
from selection.letters.placeholders import names_in, stray_braces
from selection.letters.queries import Shown
from selection.letters.texts import OF_A_DECISION, Fragment, Template, Texts, not_alone, shipped, unknown_names
from selection.mail.models import Letter, LetterState
from selection.mail.sending import BAD_ADDRESS, DOUBT
from selection.mail.transport import UNREACHED, UNWRITTEN


def occasion(event: str) -> str:
    """What a letter is for, in the reader's language, without a full stop; its code where there is no such text."""
    for code in (language(), "nl"):
        if event in shipped(code).letters:
            return shipped(code).letters[event].occasion.rstrip(".")
    return event


def state_tag(letter: Letter) -> tuple[str, str, str]:
    """Colour, icon and word for where a letter stands."""
    if letter.state in (LetterState.ASKED, LetterState.PREPARED):
        if letter.automatic and not letter.failure:
            return "info", "clock", _("On its way")
        if letter.prepared_by is not None:
            return "warn", "clock", _("Waits for a second person")
        return ("bad", "warn", _("Cannot be made")) if letter.automatic else ("warn", "pen", _("To release"))
    if letter.state == LetterState.FAILED:
        return ("mute", "check", _("Not delivered, dealt with")) if letter.dealt_with_at else ("bad", "warn", _("Could not be delivered"))
    return {
        LetterState.RELEASED: ("info", "clock", _("On its way")),
        LetterState.SENDING: ("info", "clock", _("On its way")),
        LetterState.SENT: ("good", "check", _("Sent")),
        LetterState.GIVEN: ("good", "check", _("Given on paper")),
        LetterState.WITHDRAWN: ("mute", "undo", _("Letter withdrawn")),
    }[letter.state]


def shown_words() -> dict[Shown, str]:
    """The names of the filter."""
    return {
        Shown.TO_RELEASE: _("To release"),
        Shown.WAITING: _("On its way"),
        Shown.FAILED: _("Could not be delivered"),
        Shown.SENT: _("Sent"),
        Shown.GIVEN: _("Given on paper"),
        Shown.WITHDRAWN: _("Letter withdrawn"),
    }


def failure_words(letter: Letter) -> str:
    """Why a letter was not delivered: our own sentences in the reader's language, those of a mail server as it said them."""
    known: Mapping[str, str] = {
        UNREACHED: _("The mail server could not be reached"),
        UNWRITTEN: _("The folder for messages could not be written"),
        DOUBT: _("The program stopped while this letter was being sent. Whether it arrived is not known: ask the recipient before sending it again."),
        BAD_ADDRESS: _("The e-mail address is not one that mail can be sent to."),
    }
    ours = next((sentence for sentence in known if letter.failure.startswith(sentence)), "")
    return known[ours] + letter.failure[len(ours) :] if ours else letter.failure


def own_faults(texts: Texts, found: Template | Fragment, *, subject: str, body: str) -> list[tuple[str, str]]:
    """(field, sentence) for everything that is wrong with a text that somebody writes in the place of the shipped one."""
    faults = [("subject", sentence) for sentence in _faults(texts, subject)] + [("body", sentence) for sentence in _faults(texts, body)]
    if isinstance(found, Fragment):
        return faults + ([("body", _("{%(name)s} is what this text fills; it cannot stand in it.", name=found.fills))] if found.fills in names_in(body) else [])
    for name in names_in(subject):
        place = texts.placeholders.get(name)
        if place is not None and (place.kind != "text" or place.result or name in OF_A_DECISION):
            faults.append(("subject", _("{%(name)s} does not belong in a subject: it can be read on a locked screen.", name=name)))
    needed = [*(OF_A_DECISION if found.decision else ()), *(name for name in ("link",) if name in names_in(found.body))]
    for name in needed:
        if name not in names_in(body):
            faults.append(("body", _("{%(name)s} is missing: this letter cannot do without it.", name=name)))
    if not texts.carries_result(found):
        faults += [
            ("body", _("{%(name)s} shows a result. No e-mail carries points, steps or places, so it cannot stand in this letter.", name=name))
            for name in names_in(body)
            if name in texts.placeholders and texts.placeholders[name].result
        ]
    return faults


def _faults(texts: Texts, text: str) -> list[str]:
    found = [_("{%(name)s} is no placeholder. Choose one of the list below.", name=name) for name in unknown_names(texts, text)]
    found += [_("{%(name)s} is a list or a paragraph and stands alone on its line.", name=name) for name in not_alone(texts, text)]
    if stray_braces(text):
        found.append(_("A brace { or } belongs to no placeholder. Remove it."))
    return found
