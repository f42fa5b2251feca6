"""What can be done with accounts. Each action that changes somebody's rights or access is recorded in the audit trail."""

from typing import NamedTuple
from uuid import UUID

from selection import audit, security
from selection.accounts import links, queries, sessions
from selection.accounts.models import Account, UserSession
from selection.accounts.passwords import Passwords
from selection.db import now, session
from selection.errors import Refused
from selection.forms import normal_email, normal_line
from selection.i18n import LANGUAGES, _

audit.register(
    {
        "account.added": {"account_id", "is_hr", "is_administrator"},
        "account.invited": {"account_id", "known"},
        "account.roles_set": {"account_id", "old", "new"},
        "account.details_set": {"account_id", "fields"},
        "account.deactivated": {"account_id", "sessions"},
        "account.activated": {"account_id"},
        "account.sessions_ended": {"account_id", "sessions"},
        "account.password_changed": {"account_id", "sessions"},
    }
)


class Invitation(NamedTuple):
    """Who was invited, and the token of the one-time link to pass on; None when the person had an account already."""

    account: Account
    link: str | None


class EmailInUse(ValueError):
    """There is an account with this e-mail address already."""


def add_person(
    *, email: str, given_name: str, family_name: str, function: str = "", is_hr: bool = False, is_administrator: bool = False, by: Account | None, role: str
) -> Account:
    """A new account, without a password; raises `EmailInUse`. `by` is None on the command line."""
    if queries.account_by_email(email) is not None:
        raise EmailInUse(email)
    account = _new_account(email, given_name, family_name, function)
    account.is_hr, account.is_administrator = is_hr, is_administrator
    session().flush()
    audit.record("account.added", actor=by, role=role, account_id=account.id, is_hr=is_hr, is_administrator=is_administrator)
    return account


def invite(email: str, given_name: str, family_name: str, function: str = "", *, by: Account, procedure_id: UUID | None = None) -> Invitation:
    """The account for somebody who is given a seat by HR: the one with this address when there is one (its names stay as they are), else a new one.

    A link comes with it only when the account is new: who has one signs in, or asks for a link by mail. `Refused` when the account is deactivated.
    """
    account = queries.account_by_email(email)
    known = account is not None
    if account is None:
        account = _new_account(email, given_name, family_name, function)
    elif not account.is_active:
        raise Refused(_("The account with this e-mail address is deactivated. An administrator reactivates it first."))
    audit.record("account.invited", actor=by, role="hr", account_id=account.id, known=known)
    return Invitation(account, None if known else links.make(account, by=by, role="hr", procedure_id=procedure_id))


def renew_link(account: Account, *, by: Account) -> str:
    """A link with which the person sets a new password, as its token. HR may do so for people without an organisation role (the procedures see to it that
    they are people of the own procedures), an administrator for everybody; `Refused` otherwise.
    """
    if not by.is_administrator and (account.is_hr or account.is_administrator or not by.is_hr):
        raise Refused(_("Only an administrator makes a link for somebody who is HR officer or administrator."))
    return links.make(account, by=by, role="administrator" if by.is_administrator else "hr")


def set_roles(account: Account, *, is_hr: bool, is_administrator: bool, by: Account) -> None:
    """Give or take the organisation roles; `Refused` when no administrator would be left."""
    old, new = _roles(account), _role_names(is_hr=is_hr, is_administrator=is_administrator)
    if old == new:
        return
    if account.is_administrator and not is_administrator:
        _keep_an_administrator(account)
    account.is_hr, account.is_administrator = is_hr, is_administrator
    session().flush()
    audit.record("account.roles_set", actor=by, role="administrator", account_id=account.id, old=old, new=new)


def set_details(account: Account, *, given_name: str, family_name: str, function: str, by: Account) -> None:
    """Correct name or function. The audit line says which, not what."""
    wanted = {"given_name": normal_line(given_name), "family_name": normal_line(family_name), "function": normal_line(function)}
    changed = sorted(name for name, value in wanted.items() if getattr(account, name) != value)
    if not changed:
        return
    account.given_name, account.family_name, account.function = wanted["given_name"], wanted["family_name"], wanted["function"]
    session().flush()
    audit.record("account.details_set", actor=by, role="administrator", account_id=account.id, fields=changed)


def deactivate(account: Account, *, by: Account) -> None:
    """The person can no longer sign in; sessions end and links stop working. `Refused` for the last administrator. Nothing is deleted."""
    if not account.is_active:
        return
    if account.is_administrator:
        _keep_an_administrator(account)
    account.deactivated_at = now()
    ended = sessions.end_all(account.id, "deactivated")
    links.withdraw_open(account)
    audit.record("account.deactivated", actor=by, role="administrator", account_id=account.id, sessions=ended)


def activate(account: Account, *, by: Account) -> None:
    """The person can sign in again with the password of before."""
    if account.is_active:
        return
    account.deactivated_at = None
    session().flush()
    audit.record("account.activated", actor=by, role="administrator", account_id=account.id)


def end_sessions(account: Account, *, by: Account) -> int:
    """Sign somebody out everywhere; gives the number of sessions that were ended."""
    ended = sessions.end_all(account.id, "administrator")
    audit.record("account.sessions_ended", actor=by, role="administrator", account_id=account.id, sessions=ended)
    return ended


def change_password(account: Account, password: str, *, present: UserSession | None, passwords: Passwords, address: str) -> int:
    """Set a new password for oneself and end all other sessions; gives how many. The present password was checked before."""
    account.password_hash = passwords.hash(password)
    ended = sessions.end_all(account.id, "password", but=present.id if present else None)
    links.withdraw_open(account)
    audit.record("account.password_changed", actor=account, role="self", account_id=account.id, sessions=ended)
    security.note("password_changed", account_id=account.id, address=address)
    return ended


def set_language(account: Account, code: str) -> None:
    """Remember the language of a person; ValueError for one that the product does not speak."""
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code}")
    account.language = code
    session().flush()


def _new_account(email: str, given_name: str, family_name: str, function: str) -> Account:
    account = Account(
        email=normal_email(email),
        given_name=normal_line(given_name),
        family_name=normal_line(family_name),
        function=normal_line(function),
        created_at=now(),
    )
    session().add(account)
    session().flush()
    return account


def _keep_an_administrator(account: Account) -> None:
    if queries.other_administrators(account.id) == 0:
        raise Refused(_("%(name)s is the last administrator who can sign in. Make somebody else administrator first.", name=account.name))


def _roles(account: Account) -> list[str]:
    return _role_names(is_hr=account.is_hr, is_administrator=account.is_administrator)


def _role_names(*, is_hr: bool, is_administrator: bool) -> list[str]:
    return ["hr"] * is_hr + ["administrator"] * is_administrator
