"""What people do with letters: release, withdraw, say that one came back, deal with that; and word the texts of the organisation."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from selection import audit
from selection.accounts.models import Account
from selection.audit import digest
from selection.db import now, session
from selection.errors import Refused
from selection.i18n import _
from selection.letters.models import LetterText, TextKind
from selection.letters.own_texts import newest_texts, shipped_text
from selection.letters.queries import Reach
from selection.letters.texts import Template
from selection.letters.values import people_of
from selection.letters.wording import Worded, word, word_all
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.mail.outbox import MASK, Recipient

audit.register({"letter.text_set": {"kind", "code", "language", "number", "reset", "text_digest"}})
WAITING = frozenset({LetterState.ASKED, LetterState.PREPARED})


def digest_of(worded: Sequence[Worded]) -> str:
    """What names exactly these texts, so that nothing else is released than what was looked at."""
    whole = hashlib.sha256()
    for one in sorted(worded, key=lambda each: each.letter_id.hex):
        if not one.faults:
            whole.update(f"{one.letter_id}\n{one.subject}\n{one.body}\n".encode())
    return whole.hexdigest()


def release(reach: Reach, actor: Account, letters: Sequence[Letter], *, shown: str) -> int:
    """Let every letter go out that waits and can be made; gives how many. `Refused` when they are not those that the preview showed any more."""
    waiting = [letter for letter in letters if letter.state in WAITING]
    worded = word_all(waiting)
    made = [letter for letter in waiting if not worded[letter.id].faults]
    if not made:
        raise Refused(_("None of these letters can be sent yet. The page says for each what is missing."))
    if digest_of(list(worded.values())) != shown:
        raise Refused(_("The letters are not the ones you looked at any more: a text, a fact or the list changed meanwhile. Look at them again."))
    for letter in made:
        keep(letter, worded[letter.id])
        outbox.release(letter, by=actor, role=reach.role(letter))
    return len(made)


def keep(letter: Letter, worded: Worded) -> None:
    """Freeze the words of a letter that can be made."""
    outbox.prepare(letter, subject=worded.subject, body=worded.body, reference=worded.reference)


def withdraw(reach: Reach, actor: Account, letter: Letter, *, reason: str) -> None:
    """The letter is not sent; what it would have said is kept."""
    if letter.state == LetterState.ASKED and not (worded := word(letter)).faults:
        keep(letter, worded)
    outbox.withdraw(letter, by=actor, role=reach.role(letter), reason=reason)


def came_back(reach: Reach, actor: Account, letter: Letter, *, why: str) -> None:
    """A sent letter bounced."""
    outbox.bounced(letter, by=actor, role=reach.role(letter), why=why)


def deal_with(reach: Reach, actor: Account, letter: Letter, *, how: str) -> None:
    """What was done about a letter that did not arrive."""
    outbox.deal_with(letter, by=actor, role=reach.role(letter), how=how)


def send_again(reach: Reach, actor: Account, letter: Letter) -> Letter:
    """A new letter of the same kind, worded anew, to the address that the recipient has now; the one that did not arrive counts as dealt with.

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
