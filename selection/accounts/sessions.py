"""Sessions on the server: begun at sign-in, found again by the digest of a token, ended by the person, by time or by what happens to the account."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from selection import security
from selection.accounts.models import Account, UserSession
from selection.accounts.throttling import network_of
from selection.accounts.tokens import new_token, token_hash
from selection.db import later, now, session

SEEN_EVERY = timedelta(minutes=1)
_BY_TOKEN = sa.select(UserSession).where(UserSession.token_hash == sa.bindparam("token"))


@dataclass(frozen=True)
class Limits:
    """How long a session lasts without being used, and at most."""

    idle: timedelta
    longest: timedelta


@dataclass(frozen=True)
class Found:
    """What a token stands for: a live session, or one that has ended and whose it was; neither for a token that was never given out."""

    live: UserSession | None = None
    ended: UserSession | None = None


def begin(account: Account, *, device: str, address: str) -> tuple[UserSession, str]:
    """A new session and its token, which only the browser keeps."""
    token = new_token()
    row = UserSession(
        account_id=account.id,
        account=account,
        token_hash=token_hash(token),
        created_at=now(),
        last_seen_at=now(),
        device=device[:200],
        address=network_of(address),
    )
    session().add(row)
    session().flush()
    return row, token


def find(token: str, limits: Limits) -> Found:
    """What the token stands for now, in one query. Deactivation, sign-out and password change hold from the next request on."""
    row = session().scalars(_BY_TOKEN, {"token": token_hash(token)}).one_or_none()
    if row is None:
        return Found()
    return Found(live=row) if _is_live(row, limits, now()) else Found(ended=row)


def seen(row: UserSession) -> None:
    """Note that the session is used; stored at most once a minute, beside the transaction of the request."""
    moment = now()
    if moment - row.last_seen_at < SEEN_EVERY:
        return
    session_id = row.id

    def write(own: Session) -> None:
        own.execute(sa.update(UserSession).where(UserSession.id == session_id, UserSession.last_seen_at < moment).values(last_seen_at=moment))

    later(write)


def end(row: UserSession, because: str) -> None:
    """End one session. Ending it twice changes nothing."""
    if row.ended_at is None:
        row.ended_at = now()
        row.ended_because = because
        security.note("session_ended", account_id=row.account_id, address=row.address, because=because)
        session().flush()


def end_all(account_id: UUID, because: str, *, but: UUID | None = None) -> int:
    """End every session of a person, except one; gives how many there were."""
    wanted = sa.select(UserSession).where(UserSession.account_id == account_id, UserSession.ended_at.is_(None))
    rows = [row for row in session().scalars(wanted) if row.id != but]
    for row in rows:
        end(row, because)
    return len(rows)


def _is_live(row: UserSession, limits: Limits, moment: datetime) -> bool:
    in_time = moment - row.last_seen_at < limits.idle and moment - row.created_at < limits.longest
    return in_time and row.ended_at is None and row.account.is_active
