"""One-time links: an invitation, or a forgotten password that is renewed. Sent by mail, shown once to whoever made it, used once by whom it is for."""

from datetime import timedelta
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from selection import audit, security
from selection.accounts import renewals, sessions
from selection.accounts.models import Account, OneTimeLink
from selection.accounts.passwords import Passwords
from selection.accounts.tokens import new_token, token_hash
from selection.db import now, session
from selection.errors import Refused
from selection.i18n import _
from selection.mail import outbox
from selection.mail.models import Letter
from selection.mail.outbox import Recipient

VALID_FOR = timedelta(hours=72)
PATH = "/link/"

audit.register({"account.link_made": {"account_id", "purpose", "link_id"}, "account.password_set": {"account_id", "link_id"}})


class LinkState(StrEnum):
    """What a link is good for now; `gone` for one that never was, or whose account is deactivated."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


def make(account: Account, *, by: Account | None, role: str, procedure_id: UUID | None = None) -> str:
    """A new link for the person, as its token; links made before are withdrawn. `by` is None on the command line and for who asks for it by mail.

    A colleague's link stands in the log of every procedure of the person, and of the one in which the person is being invited (`procedure_id`).
    """
    if not account.is_active:
        raise Refused(_("%(name)s is deactivated. An administrator reactivates the account first.", name=account.name))
    withdraw_open(account)
    token = new_token()
    link = OneTimeLink(
        account_id=account.id,
        account=account,
        purpose="renew" if account.password_hash else "invite",
        token_hash=token_hash(token),
        created_at=now(),
        created_by=by.id if by else None,
        expires_at=now() + VALID_FOR,
    )
    session().add(link)
    session().flush()
    for place in _places(account, procedure_id) if by is not None else [procedure_id]:
        audit.record("account.link_made", actor=by, role=role, procedure_id=place, account_id=account.id, purpose=link.purpose, link_id=link.id)
    return token


def address_of(token: str, public_address: str) -> str:
    """What is passed on to the person. It begins with the public address of the settings, never with a host name that a request brought along."""
    return public_address.rstrip("/") + PATH + token


def send(account: Account, token: str, *, public_address: str, by: Account | None = None, procedure_id: UUID | None = None) -> Letter:
    """Have the link go to the person by mail; only the person reads it there. `procedure_id` is that in which HR invites, so that HR can follow the letter."""
    return outbox.ask(
        "wachtwoord-vergeten" if account.password_hash else "account-uitnodiging",
        recipient=Recipient(kind="account", id=account.id, name=account.name, address=account.email, language="en" if account.language == "en" else "nl"),
        procedure_id=procedure_id,
        facts={"link_geldig_tot": {"moment": (now() + VALID_FOR).isoformat()}},
        secrets={"link": address_of(token, public_address)},
        automatic=True,
        asked_by=by,
        key=f"link {token_hash(token)}",
    )


def state(link: OneTimeLink | None) -> LinkState:
    """What the link is good for now."""
    if link is None or not link.account.is_active:
        return LinkState.GONE
    if link.used_at is not None:
        return LinkState.USED
    if link.withdrawn_at is not None:
        return LinkState.WITHDRAWN
    return LinkState.OPEN if now() < link.expires_at else LinkState.EXPIRED


def use(link: OneTimeLink, password: str, *, passwords: Passwords, address: str) -> Account:
    """Set the password, once, and end every session of the person. `Refused` when the link is no longer open."""
    if state(link) is not LinkState.OPEN:
        raise Refused(_("This link no longer works. Ask for a new one."))
    account = link.account
    link.used_at = now()
    account.password_hash = passwords.hash(password)
    withdraw_open(account)
    sessions.end_all(account.id, "password")
    for place in _places(account):
        audit.record("account.password_set", actor=account, role="self", procedure_id=place, account_id=account.id, link_id=link.id)
    security.note("link_used", account_id=account.id, address=address, link_id=link.id)
    session().flush()
    return account


def _places(account: Account, also: UUID | None = None) -> list[UUID | None]:
    """The procedures in whose log a line about this person's password stands; None, for no procedure, when there are none."""
    found = dict.fromkeys([*([also] if also is not None else []), *renewals.places_of(account.id)])
    return [*found] or [None]


def withdraw_open(account: Account) -> None:
    """No link of the person that was not used works any more."""
    wanted = sa.select(OneTimeLink).where(OneTimeLink.account_id == account.id, OneTimeLink.used_at.is_(None), OneTimeLink.withdrawn_at.is_(None))
    for link in session().scalars(wanted):
        link.withdrawn_at = now()
    session().flush()
