"""Checking e-mail address and password: slowed by what went wrong before, in equal time and words whoever is asked for."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from selection import security
from selection.accounts.models import Account, SignInAttempt
from selection.accounts.passwords import Passwords
from selection.accounts.throttling import LATELY, PER_ACCOUNT, PER_NETWORK, REMEMBERED, network_of, pace_left, wait_left
from selection.accounts.tokens import keyed_digest
from selection.db import aside, later, now, session
from selection.forms import normal_email

MOST_READ = 64


@dataclass(frozen=True)
class Answer:
    """`account` when the password is right; else None, and then `wait` seconds (more than zero when nothing was checked yet)."""

    account: Account | None = None
    wait: int = 0


@dataclass(frozen=True)
class _Asked:
    attempt_id: UUID
    account_id: UUID | None
    stored: str | None


def sign_in(email: str, password: str, *, address: str, passwords: Passwords, secret: str, device: str = "") -> Answer:
    """Check an attempt. It is counted as failed before the password is looked at, in a transaction of its own, so that neither a roll-back nor many
    attempts at once get round the count; a right password then marks it as succeeded. `device` is the place of a device that knows the person, if it does.
    """
    digest, network = keyed_digest(normal_email(email), secret), network_of(address)
    with aside() as own:
        wait = _wait(own, digest, network, device)
        asked = None if wait else _count(own, email, digest, device or network)
    if asked is None:
        security.note("sign_in_slowed", address=network, who=digest)
        return Answer(wait=_seconds(wait))
    checked = passwords.check(password, asked.stored)
    account = _confirmed(asked) if checked.right else None
    if account is None:
        security.note("sign_in_failed", account_id=asked.account_id, address=network, who=digest)
        return Answer()
    if checked.outdated:
        account.password_hash = passwords.hash(password)
    session().execute(sa.update(SignInAttempt).where(SignInAttempt.id == asked.attempt_id).values(succeeded=True))
    return Answer(account=account)


def confirm_own(account: Account, password: str, *, address: str, passwords: Passwords, secret: str, device: str = "") -> Answer:
    """Check the present password of somebody who is signed in, counted and slowed like an attempt to sign in."""
    digest, network = keyed_digest(account.email, secret), network_of(address)
    wait = wait_left(attempts_of(session(), digest, device or network), now())
    if wait:
        security.note("sign_in_slowed", account_id=account.id, address=network, who=digest)
        return Answer(wait=_seconds(wait))
    if passwords.check(password, account.password_hash).right:
        return Answer(account=account)
    security.note("sign_in_failed", account_id=account.id, address=network, who=digest)
    attempt = SignInAttempt(email_digest=digest, address=device or network, at=now(), succeeded=False)
    later(lambda own: own.add(attempt))
    return Answer()


def forget_old(own: Session) -> None:
    """Remove attempts that no longer slow anybody down."""
    own.execute(sa.delete(SignInAttempt).where(SignInAttempt.at < now() - REMEMBERED))


def _seconds(wait: timedelta) -> int:
    return math.ceil(wait / timedelta(seconds=1))


def attempts_of(own: Session, digest: str, place: str) -> list[tuple[datetime, bool]]:
    """Attempts (moment, succeeded) for one digest from one network or known device, newest first."""
    wanted = (
        sa.select(SignInAttempt.at, SignInAttempt.succeeded)
        .where(SignInAttempt.email_digest == digest, SignInAttempt.address == place)
        .order_by(SignInAttempt.at.desc(), SignInAttempt.succeeded.desc())
        .limit(MOST_READ)
    )
    return [(at, succeeded) for at, succeeded in own.execute(wanted)]


def _wait(own: Session, digest: str, network: str, device: str) -> timedelta:
    """What is left to wait: on a device that knows the person by what was tried there, elsewhere by the account, the network, and both together."""
    if device:
        return wait_left(attempts_of(own, digest, device), now())
    of_account, of_network = SignInAttempt.email_digest == digest, SignInAttempt.address == network
    lately = [_lately(own, of_account, PER_ACCOUNT), _lately(own, of_network, PER_NETWORK)]
    return max(wait_left(attempts_of(own, digest, network), now()), *lately)


def _lately(own: Session, whose: sa.ColumnElement[bool], per_second: int) -> timedelta:
    """What is left of the pace that wrong passwords of the last hour ask for."""
    wanted = sa.select(sa.func.count(), sa.func.max(SignInAttempt.at)).where(whose, SignInAttempt.succeeded.is_(False), SignInAttempt.at > now() - LATELY)
    failures, last = own.execute(wanted).one()
    return pace_left(failures, last, now(), per_second)


def _count(own: Session, email: str, digest: str, place: str) -> _Asked:
    forget_old(own)
    attempt = SignInAttempt(email_digest=digest, address=place, at=now(), succeeded=False)
    own.add(attempt)
    own.flush()
    row = own.execute(sa.select(Account.id, Account.password_hash, Account.deactivated_at).where(Account.email == normal_email(email))).one_or_none()
    if row is None:
        return _Asked(attempt.id, None, None)
    return _Asked(attempt.id, row.id, row.password_hash if row.deactivated_at is None else None)


def _confirmed(asked: _Asked) -> Account | None:
    """The account, unless it changed while the password was being checked."""
    account = session().get(Account, asked.account_id, populate_existing=True)
    return account if account is not None and account.is_active and account.password_hash == asked.stored else None
