"""What people do with letters: release, withdraw, say that one came back, deal with that; and word the texts of the organisation."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from selection import audit
from selection.accounts.models import Account
from selection.audit import digest
from selection.candidates.finding import today
from selection.db import now, session
from selection.errors import BadInput, Refused
from selection.i18n import _, date_short
from selection.i18n.figures import BRUSSELS
from selection.letters import releasing
from selection.letters.models import LetterText, TextKind
from selection.letters.own_texts import newest_texts, shipped_text
from selection.letters.queries import Reach
from selection.letters.releasing import WAITING
from selection.letters.texts import Template, of_a_result
from selection.letters.values import people_of
from selection.letters.wording import Worded, word
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.mail.outbox import MASK, Recipient

audit.register({"letter.text_set": {"kind", "code", "language", "number", "reset", "text_digest"}})


def digest_of(worded: Iterable[Worded]) -> str:
    """What names exactly these texts, so that nothing else is released than what was looked at."""
    whole = hashlib.sha256()
    for one in sorted(worded, key=lambda each: each.letter_id.hex):
        whole.update(f"{one.letter_id}\n{one.subject}\n{one.body}\n".encode())
    return whole.hexdigest()


def release(reach: Reach, actor: Account, letters: Sequence[Letter], *, shown: str) -> int:
    """Let every letter go out that waits and that this person may release; gives how many. `Refused` when they are not those that the preview showed."""
    waiting, worded = _waiting(letters)
    chosen = releasing.to_release(actor, waiting, worded)
    _require_shown(actor, waiting, chosen, worded, shown)
    for letter in chosen:
        _keep_unless_laid(letter, worded[letter.id])
        outbox.release(letter, by=actor, role=reach.role(letter), apart=of_a_result(letter.event))
    return len(chosen)


def lay_before(reach: Reach, actor: Account, letters: Sequence[Letter], *, shown: str) -> int:
    """Lay letters of a result, as they read now, before another person who releases them (R21); gives how many."""
    waiting, worded = _waiting(letters)
    chosen = releasing.to_lay_before(waiting, worded)
    _require_shown(actor, waiting, chosen, worded, shown)
    for letter in chosen:
        keep(letter, worded[letter.id])
        outbox.lay_before(letter, by=actor, role=reach.role(letter))
    return len(chosen)


def send_back(reach: Reach, actor: Account, letters: Sequence[Letter], *, reason: str) -> int:
    """Letters that were laid before a second person are not released, with the reason; they are worded anew. Gives how many."""
    chosen = [letter for letter in letters if letter.state == LetterState.PREPARED and letter.prepared_by is not None]
    if not chosen:
        raise Refused(_("None of these letters waits for a second person any more. Look at them again."))
    for letter in chosen:
        outbox.send_back(letter, by=actor, role=reach.role(letter), reason=reason)
    return len(chosen)


def give(reach: Reach, actor: Account, letters: Sequence[Letter], *, on: date, shown: str) -> int:
    """Note that letters that cannot go by mail were given on paper on this day; gives how many."""
    waiting, worded = _waiting(letters)
    chosen = releasing.to_give(actor, waiting, worded)
    _require_shown(actor, waiting, chosen, worded, shown)
    for letter in chosen:
        give_one(reach, actor, letter, worded[letter.id], on=on)
    return len(chosen)


def give_one(reach: Reach, actor: Account, letter: Letter, worded: Worded, *, on: date) -> None:
    """Note that a letter that waits, or that did not arrive by mail, was given on paper on this day."""
    if not releasing.may_give(actor, letter, worded):
        raise Refused(releasing.why_not_second(actor, letter) or _("This letter cannot be given on paper now. Its page says what is missing."))
    if sentence := day_fault(letter, on):
        raise BadInput(sentence)
    if letter.state in WAITING:
        _keep_unless_laid(letter, worded)
    outbox.give(letter, by=actor, role=reach.role(letter), on=on, apart=of_a_result(letter.event))


def day_fault(letter: Letter, on: date) -> str:
    """Why a letter cannot have been given on this day; empty when it can."""
    if on > today():
        return _("%(date)s is still to come. Note it on the day itself or later.", date=date_short(on))
    asked = letter.asked_at.astimezone(BRUSSELS).date()
    if on < asked:
        return _("This letter was asked for on %(asked)s only. Give that day or a later one.", asked=date_short(asked))
    return ""


def _waiting(letters: Sequence[Letter]) -> tuple[list[Letter], dict[UUID, Worded]]:
    waiting = [letter for letter in letters if letter.state in WAITING]
    return waiting, releasing.standing(waiting)


def _require_shown(actor: Account, waiting: Sequence[Letter], chosen: Sequence[Letter], worded: Mapping[UUID, Worded], shown: str) -> None:
    """Refused when nothing can be done, or when it is not what was looked at."""
    if not chosen:
        why = next((why for letter in waiting if (why := releasing.why_not_second(actor, letter))), "")
        raise Refused(why or _("None of these letters can be sent yet. The page says for each what is missing."))
    if digest_of(worded[letter.id] for letter in chosen) != shown:
        raise Refused(_("The letters are not the ones you looked at any more: a text, a fact or the list changed meanwhile. Look at them again."))


def _keep_unless_laid(letter: Letter, worded: Worded) -> None:
    if letter.prepared_by is None:
        keep(letter, worded)


def keep(letter: Letter, worded: Worded) -> None:
    """Freeze the words of a letter that can be made."""
    outbox.prepare(letter, subject=worded.subject, body=worded.body, reference=worded.reference)


def withdraw(reach: Reach, actor: Account, letter: Letter, *, reason: str) -> None:
    """The letter is not sent; what it would have said is kept."""
    if letter.state == LetterState.ASKED and not (worded := word(letter)).text_faults:
        keep(letter, worded)
    outbox.withdraw(letter, by=actor, role=reach.role(letter), reason=reason)


def came_back(reach: Reach, actor: Account, letter: Letter, *, why: str) -> None:
    """A sent letter bounced."""
    outbox.bounced(letter, by=actor, role=reach.role(letter), why=why)


def deal_with(reach: Reach, actor: Account, letter: Letter, *, how: str) -> None:
    """What was done about a letter that did not arrive."""
    outbox.deal_with(letter, by=actor, role=reach.role(letter), how=how)


def send_again(reach: Reach, actor: Account, letter: Letter) -> Letter:
    """A new letter of the same kind, worded anew, to the address that the recipient has now; the one that did not arrive counts as dealt with. That of a
    result waits for a second person again.

    `Refused` when it cannot be made, or when the personal link in it was forgotten already.
    """
    if letter.state != LetterState.FAILED or letter.dealt_with_at is not None:
        raise Refused(_("Only a letter that was not delivered, and about which nothing was done yet, is sent again."))
    secrets = json.loads(letter.secrets) if letter.secrets else {}
    if not secrets and MASK in letter.body:
        raise Refused(_("The personal link in this letter is not kept. Have a new link made; it goes with a letter of its own."))
    person = people_of([letter]).get(letter.recipient_id)
    again = outbox.ask(
        letter.event,
        recipient=Recipient(
            kind=cast(Any, letter.recipient_kind),
            id=letter.recipient_id,
            name=letter.name,
            address=(person.address if person else "") or letter.address,
            language="en" if letter.language == "en" else "nl",
        ),
        procedure_id=letter.procedure_id,
        facts=json.loads(letter.facts),
        secrets=secrets,
        automatic=letter.automatic,
        asked_by=actor,
        calendar=letter.calendar,
    )
    worded = word(again)
    if worded.faults:
        raise Refused(" ".join(worded.faults))
    keep(again, worded)
    if of_a_result(again.event):
        outbox.lay_before(again, by=actor, role=reach.role(letter))
    else:
        outbox.release(again, by=actor, role=reach.role(letter))
    deal_with(reach, actor, letter, how=_("Sent again as %(reference)s to %(address)s.", reference=again.reference, address=again.address))
    return again


def ask_test(actor: Account) -> Letter:
    """A message to oneself, by the way that all others go."""
    to = Recipient(kind="account", id=actor.id, name=actor.name, address=actor.email, language="en" if actor.language == "en" else "nl")
    return outbox.ask("proefbericht", recipient=to, automatic=True, asked_by=actor)


def set_text(actor: Account, kind: TextKind, code: str, language: str, *, subject: str, body: str) -> LetterText:
    """The organisation's own text; the version before stays readable. Its faults were looked at before (`own_faults`)."""
    shipped_text(kind, code, language)
    return _new_version(actor, kind, code, language, subject=subject, body=body, reset=False)


def reset_text(actor: Account, kind: TextKind, code: str, language: str) -> LetterText:
    """The shipped text holds again."""
    found = shipped_text(kind, code, language)
    subject, body = (found.subject, found.body) if isinstance(found, Template) else ("", found.text)
    return _new_version(actor, kind, code, language, subject=subject, body=body, reset=True)


def number_of(kind: TextKind, code: str, language: str) -> int:
    """Which own version holds; 0 for none yet."""
    row = newest_texts().get((str(kind), code, language))
    return row.number if row else 0


def _new_version(actor: Account, kind: TextKind, code: str, language: str, *, subject: str, body: str, reset: bool) -> LetterText:
    number = number_of(kind, code, language) + 1
    row = LetterText(kind=kind, code=code, language=language, number=number, reset=reset, subject=subject, body=body, made_at=now(), made_by=actor.id)
    session().add(row)
    session().flush()
    keys: Mapping[str, object] = {"kind": str(kind), "code": code, "language": language, "number": number, "reset": reset}
    audit.record("letter.text_set", actor=actor, role="hr", procedure_id=None, text_digest=digest(f"{subject}\n{body}", row.salt), **keys)
    return row
