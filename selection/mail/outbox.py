"""The outbox: a subject asks for a letter, the letter is worded, a person releases it, it is sent once. One closed table of states."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, Required, TypedDict, Unpack
from uuid import UUID

import sqlalchemy as sa

from selection import audit
from selection.audit import Actor, digest
from selection.db import now, session
from selection.errors import Refused
from selection.i18n import LANGUAGES, _, speaking
from selection.mail.models import Letter, LetterState

MASK = "⟨…⟩"  # what no keyboard types: a text of people that holds three asterisks stays what it is
MOST_ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=2)
STALE = timedelta(minutes=15)
UNWORDED_WAIT = timedelta(hours=1)
_TO_WORD = sa.select(Letter).where(Letter.state == LetterState.ASKED, Letter.automatic.is_(True))

MOVES: dict[str, frozenset[LetterState]] = {
    "prepare": frozenset({LetterState.ASKED, LetterState.PREPARED}),
    "send_back": frozenset({LetterState.PREPARED}),
    "release": frozenset({LetterState.PREPARED}),
    "not_worded": frozenset({LetterState.ASKED}),
    "withdraw": frozenset({LetterState.ASKED, LetterState.PREPARED, LetterState.RELEASED}),
    "claim": frozenset({LetterState.RELEASED}),
    "sent": frozenset({LetterState.SENDING}),
    "not_sent": frozenset({LetterState.SENDING}),
    "bounced": frozenset({LetterState.SENT}),
    "deal_with": frozenset({LetterState.FAILED}),
    "give": frozenset({LetterState.ASKED, LetterState.PREPARED, LetterState.FAILED}),
}

_KEYS = {"letter_id", "event", "recipient_kind", "recipient_id"}
audit.register(
    {
        "letter.prepared": _KEYS | {"text_digest"},
        "letter.returned": _KEYS | {"reason_digest"},
        "letter.given": _KEYS | {"reference", "on", "text_digest"},
        "letter.released": _KEYS | {"text_digest"},
        "letter.sent": _KEYS | {"reference"},
        "letter.failed": _KEYS | {"bounced", "attempts"},
        "letter.withdrawn": _KEYS | {"reason_digest"},
        "letter.dealt_with": _KEYS | {"how_digest"},
    }
)


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """To whom: a candidate, somebody who applies, or a colleague with an account; `id` is that row's."""

    kind: Literal["candidate", "application", "account"]
    id: UUID
    name: str
    address: str
    language: Literal["nl", "en"] = "nl"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A letter that a subject asks for. `secrets` are facts that must not stay readable (one-time links); what is asked twice by one `key` is one letter."""

    event: str
    recipient: Recipient
    procedure_id: UUID | None = None
    facts: Mapping[str, Any] | None = None
    secrets: Mapping[str, str] | None = None
    automatic: bool = False
    asked_by: Actor | None = None
    calendar: bytes | None = None
    key: str | None = None


class Options(TypedDict, total=False):
    """The options of `ask`: those of `Wanted`."""

    recipient: Required[Recipient]
    procedure_id: UUID | None
    facts: Mapping[str, Any] | None
    secrets: Mapping[str, str] | None
    automatic: bool
    asked_by: Actor | None
    calendar: bytes | None
    key: str | None


def ask(event: str, **options: Unpack[Options]) -> Letter:
    """One letter that waits to be worded; the one that was asked before when its `key` is known. See `Wanted`."""
    return ask_all([Wanted(event=event, **options)])[0]


def ask_all(wanted: Sequence[Wanted]) -> list[Letter]:
    """Letters that wait to be worded, in this order, each the one that was asked before when its key is known. As many statements for many as for one."""
    held = asked_before([one.key for one in wanted if one.key is not None])
    last = session().scalar(sa.select(sa.func.max(Letter.seq))) or 0
    found: list[Letter] = []
    for one in wanted:
        letter = held.get(one.key) if one.key is not None else None
        if letter is None:
            last += 1
            letter = _letter(one, last)
            session().add(letter)
        if one.key is not None:
            held[one.key] = letter
        found.append(letter)
    session().flush()
    return found


def asked_before(keys: Collection[str]) -> dict[str, Letter]:
    """The letters that were asked for by these keys."""
    if not keys:
        return {}
    return {letter.key: letter for letter in session().scalars(sa.select(Letter).where(Letter.key.in_(keys))) if letter.key is not None}


def _letter(wanted: Wanted, seq: int) -> Letter:
    to = wanted.recipient
    return Letter(
        seq=seq,
        event=wanted.event,
        key=wanted.key,
        procedure_id=wanted.procedure_id,
        recipient_kind=to.kind,
        recipient_id=to.id,
        name=to.name,
        address=to.address,
        language=to.language,
        facts=json.dumps(dict(wanted.facts or {}), ensure_ascii=False, sort_keys=True),
        secrets=json.dumps(dict(wanted.secrets), sort_keys=True) if wanted.secrets else "",
        automatic=wanted.automatic,
        calendar=wanted.calendar,
        asked_at=now(),
        asked_by=wanted.asked_by.id if wanted.asked_by else None,
    )


def moved(old: UUID, to: Recipient) -> None:
    """What was asked for a candidate who leaves the list belongs to the application from now on; names and addresses stay as they were written to."""
    session().execute(sa.update(Letter).where(Letter.recipient_id == old).values(recipient_kind=to.kind, recipient_id=to.id))


def in_each_language(make: Callable[[], Any]) -> dict[str, Any]:
    """A fact that is said in other words in Dutch and in English; a letter takes it in the language of each of its parts."""
    told = {}
    for code in LANGUAGES:
        with speaking(code):
            told[code] = make()
    return told


def facts_of(letter: Letter) -> dict[str, Any]:
    """What the asking subject told, secrets included while they are kept."""
    told: dict[str, Any] = json.loads(letter.facts)
    return told | (json.loads(letter.secrets) if letter.secrets else {})


def masked(text: str, letter: Letter) -> str:
    """The text with every secret of the letter hidden."""
    for secret in json.loads(letter.secrets).values() if letter.secrets else ():
        text = text.replace(secret, MASK)
    return text


def unmasked(letter: Letter) -> str:
    """The body as it goes out: the secrets stand in the order in which the body masks them. ValueError when they do not fit."""
    values = list(json.loads(letter.secrets).values()) if letter.secrets else []
    if len(values) > 1:
        raise ValueError("a letter holds at most one secret")
    return letter.body.replace(MASK, values[0]) if values else letter.body


def prepare(letter: Letter, *, subject: str, body: str, reference: str) -> None:
    """Keep the words. They can be worded anew until the letter is released."""
    _move(letter, "prepare", LetterState.PREPARED)
    letter.subject, letter.body, letter.reference, letter.prepared_at = subject, masked(body, letter), reference, now()
    letter.failure, letter.prepared_by = "", None
    session().flush()


def lay_before(letter: Letter, *, by: Actor, role: str) -> None:
    """Lay the words that are kept before a second person (R21); they stay as they are until that person releases the letter or sends it back."""
    if letter.state != LetterState.PREPARED or letter.prepared_by is not None:
        raise Refused(_("This letter was laid before a second person already, or it has no text yet. Look at it again."))
    letter.prepared_by, letter.prepared_at = by.id, now()
    letter.returned_at, letter.returned_by, letter.returned_reason = None, None, ""
    _record("letter.prepared", letter, by, role, text_digest=_of_text(letter))


def send_back(letter: Letter, *, by: Actor, role: str, reason: str) -> None:
    """The second person does not release it, or the first takes it back; it is worded anew."""
    if letter.prepared_by is None:
        raise Refused(_("This letter does not wait for a second person. Somebody may have handled it meanwhile; look at it again."))
    _move(letter, "send_back", LetterState.ASKED)
    letter.prepared_by, letter.returned_at, letter.returned_by, letter.returned_reason = None, now(), by.id, reason
    _record("letter.returned", letter, by, role, reason_digest=digest(reason, letter.salt))


def give(letter: Letter, *, by: Actor, role: str, on: date, apart: bool = False) -> None:
    """Note that the letter was given on paper on this day. `apart`: only by somebody else than who laid it before (R21)."""
    if apart and letter.state != LetterState.FAILED:
        _require_second(letter, by)
    _move(letter, "give", LetterState.GIVEN)
    letter.given_on, letter.given_at, letter.given_by, letter.secrets = on, now(), by.id, ""
    _record("letter.given", letter, by, role, reference=letter.reference, on=on, text_digest=_of_text(letter))


def release(letter: Letter, *, by: Actor | None, role: str, apart: bool = False) -> None:
    """Let the letter go out; from now on its text is fixed. `by` is None for an automatic letter only; `apart` as for `give`."""
    if by is None and not letter.automatic:
        raise Refused(_("This letter needs a person who releases it."))
    if apart:
        _require_second(letter, by)
    _move(letter, "release", LetterState.RELEASED)
    letter.released_at, letter.released_by, letter.next_attempt_at = now(), by.id if by else None, now()
    _record("letter.released", letter, by, role, text_digest=_of_text(letter))


def withdraw(letter: Letter, *, by: Actor, role: str, reason: str) -> None:
    """The letter is not sent."""
    _move(letter, "withdraw", LetterState.WITHDRAWN)
    letter.withdrawn_at, letter.withdrawn_by, letter.withdrawn_reason, letter.secrets = now(), by.id, reason, ""
    _record("letter.withdrawn", letter, by, role, reason_digest=digest(reason, letter.salt))


def to_word(limit: int) -> list[Letter]:
    """Automatic letters that wait for their words, oldest first; one that could not be worded comes back an hour later."""
    return list(session().scalars(_TO_WORD.where(sa.or_(Letter.next_attempt_at.is_(None), Letter.next_attempt_at <= now())).order_by(Letter.seq).limit(limit)))


def is_to_word(letter: Letter) -> bool:
    """Whether the letter still waits to be worded by itself."""
    return letter.state == LetterState.ASKED and letter.automatic


def not_worded(letter: Letter, why: str) -> None:
    """An automatic letter cannot be made now; the reason is shown to a person and it is tried again in an hour."""
    _move(letter, "not_worded", LetterState.ASKED)
    letter.failure, letter.next_attempt_at = why[:1000], now() + UNWORDED_WAIT
    session().flush()


def anything_to_do() -> bool:
    """Whether a letter waits to be worded by itself, to be sent, or was left behind; one query that needs no writing line."""
    waiting = sa.and_(
        sa.or_(Letter.next_attempt_at.is_(None), Letter.next_attempt_at <= now()),
        sa.or_(
            sa.and_(Letter.state == LetterState.ASKED, Letter.automatic.is_(True)),
            sa.and_(Letter.state.in_((LetterState.RELEASED, LetterState.SENDING)), Letter.next_attempt_at.is_not(None)),
        ),
    )
    return session().scalar(sa.select(Letter.id).where(waiting).limit(1)) is not None


def due(limit: int) -> list[UUID]:
    """Ids of released letters whose time has come, oldest first."""
    wanted = sa.select(Letter.id).where(Letter.state == LetterState.RELEASED, Letter.next_attempt_at <= now())
    return list(session().scalars(wanted.order_by(Letter.seq).limit(limit)))


def is_due(letter: Letter) -> bool:
    """Whether the letter may be handed over now."""
    return letter.state == LetterState.RELEASED and letter.next_attempt_at is not None and letter.next_attempt_at <= now()


def claim(letter: Letter) -> None:
    """Before it is handed over, in a transaction of its own: whoever claims it first sends it, nobody else."""
    _move(letter, "claim", LetterState.SENDING)
    letter.attempts += 1
    letter.next_attempt_at = now() + STALE
    session().flush()


def sent(letter: Letter) -> None:
    """The mail server, or the folder, has it. The secrets are forgotten."""
    _move(letter, "sent", LetterState.SENT)
    letter.sent_at, letter.secrets, letter.failure = now(), "", ""
    _record("letter.sent", letter, None, "system", reference=letter.reference)


def not_sent(letter: Letter, why: str, *, for_good: bool) -> None:
    """The mail server refused. It is tried again with growing pauses, unless the refusal is for good or enough was tried."""
    if for_good or letter.attempts >= MOST_ATTEMPTS:
        _move(letter, "not_sent", LetterState.FAILED)
        letter.failure, letter.failed_at = why[:1000], now()
        _record("letter.failed", letter, None, "system", bounced=False, attempts=letter.attempts)
        return
    _move(letter, "not_sent", LetterState.RELEASED)
    letter.failure = why[:1000]
    letter.next_attempt_at = now() + FIRST_WAIT * 2 ** (letter.attempts - 1)
    session().flush()


def left_behind() -> list[Letter]:
    """Letters that were being sent when the program stopped: whether they went out is not known, so they are not sent again but shown to a person."""
    return list(session().scalars(sa.select(Letter).where(Letter.state == LetterState.SENDING, Letter.next_attempt_at <= now())))


def bounced(letter: Letter, *, by: Actor, role: str, why: str) -> None:
    """A person tells that a sent letter came back."""
    _move(letter, "bounced", LetterState.FAILED)
    letter.failure, letter.failed_at = why[:1000], now()
    _record("letter.failed", letter, by, role, bounced=True, attempts=letter.attempts)


def deal_with(letter: Letter, *, by: Actor, role: str, how: str) -> None:
    """A person says what was done about a letter that was not delivered; it no longer asks for attention."""
    if letter.dealt_with_at is not None:
        raise Refused(_("Somebody noted already what was done about this letter."))
    _move(letter, "deal_with", LetterState.FAILED)
    letter.dealt_with_at, letter.dealt_with_by, letter.dealt_with_how = now(), by.id, how
    letter.secrets = ""
    _record("letter.dealt_with", letter, by, role, how_digest=digest(how, letter.salt))


def _of_text(letter: Letter) -> str:
    return digest(f"{letter.subject}\n{letter.body}", letter.salt)


def _require_second(letter: Letter, by: Actor | None) -> None:
    if by is None or letter.prepared_by is None or letter.prepared_by == by.id:
        raise Refused(_("This letter needs two people: one lays it before, another releases it or gives it."))


def _move(letter: Letter, move: str, state: LetterState) -> None:
    if letter.state not in MOVES[move]:
        raise Refused(_("This letter is not in a state in which this can be done. Somebody may have handled it meanwhile; look at it again."))
    letter.state = state


def _record(action: str, letter: Letter, by: Actor | None, role: str, **keys: Any) -> None:
    session().flush()
    audit.record(
        action,
        actor=by,
        role=role,
        procedure_id=letter.procedure_id,
        letter_id=letter.id,
        event=letter.event,
        recipient_kind=letter.recipient_kind,
        recipient_id=letter.recipient_id,
        **keys,
    )
