"""Letters about a procedure that goes otherwise: the panel is told, and a letter that waits and tells what is no longer so is withdrawn."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from selection.accounts.models import Account
from selection.db import session
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.procedures.models import Procedure, Seat
from selection.procedures.queries import current_seats
from selection.procedures.scheme_words import dates_in_words

HR = "hr"
UNSENT = (LetterState.ASKED, LetterState.PREPARED, LetterState.RELEASED)


def panel_of(procedure: Procedure, round_code: str | None = None) -> Sequence[Account]:
    """Everybody with a current seat, in one round or in any, once."""
    seats: list[Seat] = current_seats(procedure, round_code)
    return list({seat.account_id: seat.account for seat in seats}.values())


def colleague(account: Account) -> outbox.Recipient:
    """A colleague as recipient, in the language that this person chose."""
    language: Literal["nl", "en"] = "en" if account.language == "en" else "nl"
    return outbox.Recipient(kind="account", id=account.id, name=account.name, address=account.email, language=language)


def withdraw_unsent(actor: Account, procedure: Procedure, events: Sequence[str], reason: str, *, about: str = "") -> Mapping[UUID, Mapping[str, Any]]:
    """Withdraw letters of these kinds that were not sent; `about` is the beginning of their key. Gives what the first of each recipient told."""
    waiting = _unsent(procedure).where(Letter.event.in_(events))
    if about:
        waiting = waiting.where(Letter.key.startswith(about, autoescape=True))
    told: dict[UUID, Mapping[str, Any]] = {}
    for letter in list(session().scalars(waiting.order_by(Letter.seq))):
        told.setdefault(letter.recipient_id, outbox.facts_of(letter))
        outbox.withdraw(letter, by=actor, role=HR, reason=reason)
    return told


def withdraw_all_but(actor: Account, procedure: Procedure, events: Collection[str], reason: str) -> int:
    """Withdraw every letter of the procedure that was not sent, except of these kinds. Gives how many."""
    letters = list(session().scalars(_unsent(procedure).where(Letter.event.not_in(events))))
    for letter in letters:
        outbox.withdraw(letter, by=actor, role=HR, reason=reason)
    return len(letters)


def _unsent(procedure: Procedure) -> sa.Select[Letter]:
    return sa.select(Letter).where(Letter.procedure_id == procedure.id, Letter.state.in_(UNSENT))


def days_as_fact(days: Sequence[Any]) -> dict[str, Any]:
    """Days as a letter names them, in the language of each of its parts."""
    return outbox.in_each_language(lambda: dates_in_words(days))
