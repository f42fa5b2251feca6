"""Reading accounts, sessions and links."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from selection.accounts.models import Account, OneTimeLink, UserSession
from selection.accounts.tokens import token_hash
from selection.db import now, session
from selection.errors import NotFound
from selection.forms import normal_email
from selection.i18n import sort_key_name


def account_by_email(email: str) -> Account | None:
    """The account with this e-mail address, however it was typed."""
    return session().scalars(sa.select(Account).where(Account.email == normal_email(email))).one_or_none()


def account_by_id(account_id: UUID) -> Account:
    """The account; `NotFound` when there is none. For administrators, and for those who hold the id already."""
    account = session().get(Account, account_id)
    if account is None:
        raise NotFound
    return account


def all_people() -> Sequence[Account]:
    """Every account, by family name, those who were deactivated last."""
    people = session().scalars(sa.select(Account)).all()
    return sorted(people, key=lambda account: (not account.is_active, *sort_key_name(account.family_name, account.given_name)))


def other_administrators(account_id: UUID) -> int:
    """How many people other than this one can act as administrator now: active, and with a password."""
    wanted = (Account.is_administrator, Account.deactivated_at.is_(None), Account.password_hash.is_not(None), Account.id != account_id)
    return session().scalar(sa.select(sa.func.count()).select_from(Account).where(*wanted)) or 0


def live_sessions(account_id: UUID, idle: timedelta, longest: timedelta) -> Sequence[UserSession]:
    """Sessions of the person that would be let in now, the latest first."""
    moment = now()
    wanted = (
        UserSession.account_id == account_id,
        UserSession.ended_at.is_(None),
        UserSession.last_seen_at > moment - idle,
        UserSession.created_at > moment - longest,
    )
    return session().scalars(sa.select(UserSession).where(*wanted).order_by(UserSession.last_seen_at.desc(), UserSession.id)).all()


def link_by_token(token: str) -> OneTimeLink | None:
    """The one-time link with this token, in whatever state it is."""
    return session().scalars(sa.select(OneTimeLink).where(OneTimeLink.token_hash == token_hash(token))).one_or_none()


def newest_link(account_id: UUID) -> OneTimeLink | None:
    """The last link made for a person, in whatever state it is."""
    wanted = sa.select(OneTimeLink).where(OneTimeLink.account_id == account_id).order_by(OneTimeLink.created_at.desc(), OneTimeLink.id).limit(1)
    return session().scalars(wanted).one_or_none()
