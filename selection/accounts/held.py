"""Forms that arrive after the session has ended: kept on the server until the same person has signed in again, then sent by that person.

Only a form that comes with a session token which was once given out is kept, so that nobody else can fill the table. A password is never kept.

A form without any session travels with the sign-in form instead, as text. Once somebody has signed in it is kept for this person to read and copy, never to
send: another site could have made it, and then a button that sends it would act in the name of whoever signs in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from selection.accounts.models import HeldForm
from selection.accounts.tokens import new_token, token_hash
from selection.db import later, new_id, now, session

KEPT_FOR = timedelta(days=1)
MOST_PER_PERSON = 20
LONGEST_PATH = 500
LONGEST_TEXT = 400_000


@dataclass(frozen=True)
class Kept:
    """A form to be sent again: its address, its fields in order, and whether files came with it (those are not kept)."""

    id: UUID
    path: str
    fields: Sequence[tuple[str, str]]
    had_files: bool


def keepable(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields that may be kept: no password, and no token, because a fresh one is put in."""
    return [(name, value) for name, value in pairs if name != "csrf_token" and "password" not in name.casefold()]


def hold(account_id: UUID, path: str, pairs: Iterable[tuple[str, str]], *, had_files: bool) -> str | None:
    """Keep a form for the person and give the token of it for the sign-in form; None when the address is too long to be one of ours."""
    if len(path) > LONGEST_PATH:
        return None
    token, fields, moment = new_token(), keepable(pairs), now()
    row = HeldForm(id=new_id(), token_hash=token_hash(token), account_id=account_id, path=path, body=urlencode(fields), had_files=had_files, held_at=moment)

    def write(own: Session) -> None:
        _make_room(own, account_id)
        own.add(row)

    later(write)
    return token


def as_text(pairs: Iterable[tuple[str, str]]) -> str:
    """What the sign-in form carries of a form without session; empty when that is too much."""
    text = urlencode(keepable(pairs))
    return text if len(text) <= LONGEST_TEXT else ""


def keep_text(account_id: UUID, path: str, text: str, *, had_files: bool) -> UUID:
    """Keep what the sign-in form carried for who has just signed in; `path` is the page where it belongs. Gives its id."""
    own = session()
    _make_room(own, account_id)
    form = HeldForm(
        id=new_id(), token_hash=token_hash(new_token()), account_id=account_id, path=path[:LONGEST_PATH], body=text, had_files=had_files, held_at=now()
    )
    own.add(form)
    own.flush()
    return form.id


def by_token(token: str, account_id: UUID) -> UUID | None:
    """The id of the form with this token, if it was this person's."""
    wanted = sa.select(HeldForm.id).where(HeldForm.token_hash == token_hash(token), HeldForm.account_id == account_id, HeldForm.held_at > now() - KEPT_FOR)
    return session().scalar(wanted)


def kept(form_id: UUID, account_id: UUID) -> Kept | None:
    """The form, if it is this person's and not older than a day."""
    wanted = sa.select(HeldForm).where(HeldForm.id == form_id, HeldForm.account_id == account_id, HeldForm.held_at > now() - KEPT_FOR)
    row = session().scalars(wanted).one_or_none()
    if row is None:
        return None
    fields = parse_qsl(row.body, keep_blank_values=True, max_num_fields=None)
    return Kept(id=row.id, path=row.path, fields=fields, had_files=row.had_files)


def forget_sent(own: Session, form_id: UUID, account_id: UUID, path: str) -> None:
    """Forget a form of this person that has been sent to its address."""
    own.execute(sa.delete(HeldForm).where(HeldForm.id == form_id, HeldForm.account_id == account_id, HeldForm.path == path))


def drop_token(token: str) -> None:
    """Forget the form with this token: somebody else has signed in."""
    session().execute(sa.delete(HeldForm).where(HeldForm.token_hash == token_hash(token)))


def _make_room(own: Session, account_id: UUID) -> None:
    own.execute(sa.delete(HeldForm).where(HeldForm.held_at <= now() - KEPT_FOR))
    newest = sa.select(HeldForm.id).where(HeldForm.account_id == account_id).order_by(HeldForm.held_at.desc(), HeldForm.id).limit(MOST_PER_PERSON - 1)
    keep = list(own.scalars(newest))
    own.execute(sa.delete(HeldForm).where(HeldForm.account_id == account_id, HeldForm.id.not_in(keep)))
