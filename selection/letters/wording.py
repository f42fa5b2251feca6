"""A letter from its template and values: subject and body as they go out, or the sentences that say why it cannot be made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from selection.i18n import _
from selection.letters.own_texts import texts_in_force
from selection.letters.placeholders import Unfilled, filled, names_in
from selection.letters.texts import Template, Texts, of_a_result
from selection.letters.values import Gathered, gather, reference_of, values_for
from selection.mail.message import can_be_sent_to, one_line
from selection.mail.models import Letter
from selection.mail.outbox import MASK

RULE = "\n\n" + "- " * 20 + "\n\n"
LONGEST_SUBJECT = 400


@dataclass(frozen=True, kw_only=True)
class Worded:
    """What a letter says. With `faults` (sentences) it cannot be released; subject and body then hold what could be made of it.

    `text_faults` are those among them for which it cannot be made at all; the others only keep it from going by mail.
    """

    letter_id: UUID
    subject: str = ""
    body: str = ""
    reference: str = ""
    faults: Sequence[str] = ()
    text_faults: Sequence[str] = ()


def word(letter: Letter) -> Worded:
    """One letter."""
    return word_all([letter])[letter.id]


def word_all(letters: Iterable[Letter]) -> dict[UUID, Worded]:
    """Every letter, in a fixed number of queries, by its id."""
    wanted = list(letters)
    gathered = gather(wanted)
    texts = {code: texts_in_force(code) for code in ("nl", "en")}
    return {letter.id: _word(letter, gathered, texts) for letter in wanted}


def _word(letter: Letter, gathered: Gathered, texts: dict[str, Texts]) -> Worded:
    spoken = _languages(letter, texts)
    if not spoken:
        unknown = [_("There is no text with the code %(code)s. Add it, or withdraw this letter.", code=letter.event)]
        return Worded(letter_id=letter.id, faults=unknown, text_faults=unknown)
    faults, parts, subject = list[str](), list[str](), ""
    for code in spoken:
        template = texts[code].letters[letter.event]
        try:
            made, body = _filled(letter, gathered, texts[code], template)
        except Unfilled as unfilled:
            faults.append(
                _("Nothing is filled in for: %(names)s. Complete that where the letter was asked for, or withdraw it.", names=", ".join(unfilled.names))
            )
            continue
        subject = subject or made
        parts.append(body)
        if texts[code].check_mark in body + made:
            faults.append(
                _("The text still holds %(mark)s. Read that paragraph, correct it and remove the mark, under Texts of letters.", mark=texts[code].check_mark)
            )
    if len(subject) > LONGEST_SUBJECT:
        faults.append(_("The subject is longer than %(most)s characters.", most=LONGEST_SUBJECT))
    reference = reference_of(letter, gathered)
    found = list(dict.fromkeys(faults))
    return Worded(
        letter_id=letter.id, subject=subject, body=RULE.join(parts), reference=reference, faults=found + mail_faults(letter, texts), text_faults=found
    )


def _languages(letter: Letter, texts: dict[str, Texts]) -> list[str]:
    """In which languages it is worded: a candidate who chose English reads the Dutch letter, which counts, and the translation under it."""
    held = [code for code in ("nl", "en") if letter.event in texts[code].letters]
    if letter.language not in held:
        return held[:1]
    if letter.language == "en" and "nl" in held and texts["nl"].letters[letter.event].audience == "candidate":
        return ["nl", "en"]
    return [letter.language]


def mail_faults(letter: Letter, texts: dict[str, Texts]) -> list[str]:
    """Why the letter cannot go by mail, whatever it says."""
    found = []
    if not letter.address:
        found.append(_("There is no e-mail address. Give this letter on paper."))
    elif not can_be_sent_to(letter.address):
        found.append(_("%(address)s is not an address that mail can be sent to.", address=letter.address))
    if any(texts[code].carries_result(texts[code].letters[letter.event]) for code in _languages(letter, texts)):
        found.append(_("This letter shows a result (points, steps or a place). No e-mail carries that: give it on paper."))
    elif letter.automatic and of_a_result(letter.event):
        found.append(_("This letter tells of a result. Two people release it; it never goes by itself."))
    return found


def _filled(letter: Letter, gathered: Gathered, texts: Texts, template: Template) -> tuple[str, str]:
    """Subject and body; `Unfilled` with every name that neither of them has a value for."""
    values = values_for(letter, gathered, texts, names_in(template.body))
    made, missing = [], list[str]()
    for text in (template.subject, template.body):
        try:
            made.append(filled(text, values, texts.placeholders).replace(MASK, "…"))
        except Unfilled as unfilled:
            missing += unfilled.names
    if missing:
        raise Unfilled(tuple(dict.fromkeys(missing)))
    return one_line(made[0]), made[1]


def example_of(texts: Texts, subject: str, body: str) -> tuple[str, str]:
    """The text with the example of every placeholder; for the preview of a text that is being written."""
    examples = {name: one.example for name, one in texts.placeholders.items()}
    return one_line(filled(subject, examples, texts.placeholders)) if subject else "", filled(body, examples, texts.placeholders)
