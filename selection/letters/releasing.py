"""What may be done now with letters that wait: release them by mail, lay them before a second person, or give them on paper.

A letter of a result is released by another person than who laid it before (R21). No mail carries points, steps or a place, so such a letter is given on
paper; so is any letter to somebody who has no e-mail address.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from selection.accounts.models import Account
from selection.accounts.renewals import too_close, too_close_words
from selection.candidates.queries import people
from selection.db import now
from selection.i18n import _
from selection.letters.own_texts import texts_in_force
from selection.letters.texts import of_a_result
from selection.letters.wording import Worded, mail_faults, word_all
from selection.mail.models import Letter, LetterState
from selection.mail.outbox import MASK

WAITING = frozenset({LetterState.ASKED, LetterState.PREPARED})


def standing(letters: Iterable[Letter]) -> dict[UUID, Worded]:
    """What each letter that waits would say: the words that were laid before a second person as they are, others worded anew. A fixed number of queries."""
    waiting = list(letters)
    found = word_all([letter for letter in waiting if letter.prepared_by is None])
    laid = [letter for letter in waiting if letter.prepared_by is not None]
    texts = {code: texts_in_force(code) for code in ("nl", "en")} if laid else {}
    for letter in laid:
        faults = mail_faults(letter, texts)
        found[letter.id] = Worded(letter_id=letter.id, subject=letter.subject, body=letter.body, reference=letter.reference, faults=faults)
    return found


def to_lay_before(letters: Sequence[Letter], worded: Mapping[UUID, Worded]) -> list[Letter]:
    """Letters of a result that can be made and that nobody laid before a second person yet."""
    return [letter for letter in letters if of_a_result(letter.event) and letter.prepared_by is None and not worded[letter.id].text_faults]


def to_release(account: Account, letters: Sequence[Letter], worded: Mapping[UUID, Worded]) -> list[Letter]:
    """Letters that this person may let go out by mail now."""
    return [letter for letter in letters if not letter.automatic and not worded[letter.id].faults and _may(account, letter)]


def to_give(account: Account, letters: Sequence[Letter], worded: Mapping[UUID, Worded]) -> list[Letter]:
    """Letters that this person may note as given on paper now: who cannot get them by mail."""
    return [letter for letter in letters if worded[letter.id].faults and may_give(account, letter, worded[letter.id])]


def may_give(account: Account, letter: Letter, worded: Worded) -> bool:
    """Whether this person may note now that the letter was given on paper. What holds a personal link goes by mail alone."""
    if letter.automatic or worded.text_faults or letter.secrets or MASK in worded.body:
        return False
    return letter.state == LetterState.FAILED or _may(account, letter)


def _may(account: Account, letter: Letter) -> bool:
    return not of_a_result(letter.event) or is_second(account, letter)


def is_second(account: Account, letter: Letter) -> bool:
    """Whether this person is another one than who laid the letter before, and counts as such."""
    before = letter.prepared_by
    return before is not None and before != account.id and not too_close(account.id, before, letter.prepared_at or now())


def why_not_second(account: Account, letter: Letter) -> str:
    """Why this person does not release a letter of a result that was laid before; empty when that is not so."""
    if letter.prepared_by is None or is_second(account, letter):
        return ""
    if letter.prepared_by == account.id:
        return _("You laid this letter before. Another HR officer of this procedure looks at it and releases it, or gives it on paper.")
    return too_close_words(people([letter.prepared_by]).get(letter.prepared_by, "–"))
