"""`selection user add`: the first account, because there is no default one."""

import argparse
import getpass
import os
import sys
from typing import Any

from email_validator import EmailNotValidError, validate_email

from selection.accounts import actions, links, queries
from selection.accounts.models import Account
from selection.accounts.password_rules import faults
from selection.accounts.passwords import Passwords
from selection.config import Settings
from selection.db import Database, migrations, unit_of_work
from selection.i18n import _

NOT_ADDED = 2


def add(subparsers: Any) -> None:
    """Add `user` to the command line."""
    user = subparsers.add_parser("user", help=_("accounts of people who sign in"))
    verbs = user.add_subparsers(dest="verb", required=True)
    adding = verbs.add_parser("add", help=_("add a person, or make a new one-time link for a person without a password"))
    adding.add_argument("email", metavar=_("EMAIL"), help=_("e-mail address with which the person signs in"))
    adding.add_argument("given_name", metavar=_("FIRST_NAME"), help=_("first name"))
    adding.add_argument("family_name", metavar=_("FAMILY_NAME"), help=_("family name"))
    adding.add_argument("--function", metavar=_("FUNCTION"), default="", help=_("what the person does, shown under the name"))
    adding.add_argument("--hr", action="store_true", help=_("HR officer: opens procedures"))
    adding.add_argument("--administrator", action="store_true", help=_("administrator: accounts, no scores"))
    adding.add_argument("--password", action="store_true", help=_("ask for a password now, instead of printing a one-time link"))
    adding.set_defaults(run=add_user)


def add_user(arguments: argparse.Namespace) -> int:
    """Make the account and print the link; 2 with a sentence on stderr when it cannot be made."""
    settings = Settings.from_environment(os.environ)
    database = Database(settings.database_url)
    try:
        with database.read_engine.connect() as connection:
            migrations.require_current(connection)
        password = _asked_password(arguments, settings) if arguments.password else None
        with database.active(), unit_of_work():
            lines = _added(arguments, settings, password)
    except NotAdded as error:
        print(error, file=sys.stderr)
        return NOT_ADDED
    finally:
        database.dispose()
    print("\n".join(lines))
    return 0


class NotAdded(ValueError):
    """The account is not made; the message says why and what to do."""


def _added(arguments: argparse.Namespace, settings: Settings, password: str | None) -> list[str]:
    account = _account(arguments)
    if password is not None:
        account.password_hash = Passwords(quick=settings.quick_passwords).hash(password)
        return [_("%(email)s can sign in at %(address)s.", email=account.email, address=settings.address)]
    token = links.make(account, by=None, role="command")
    return [
        _("%(email)s sets a password with this link, once, within 72 hours. It is shown only now:", email=account.email),
        links.address_of(token, settings.address),
    ]


def _account(arguments: argparse.Namespace) -> Account:
    known = queries.account_by_email(arguments.email)
    if known is not None and (known.password_hash is not None or not known.is_active):
        raise NotAdded(_("There is an account for %(email)s already. Sign in, or have an administrator make a new link.", email=known.email))
    if known is not None:
        return known
    try:
        validate_email(arguments.email, check_deliverability=False)
    except EmailNotValidError:
        raise NotAdded(_("%(address)s is not an e-mail address. Write it like name@example.be.", address=arguments.email)) from None
    return actions.add_person(
        email=arguments.email,
        given_name=arguments.given_name,
        family_name=arguments.family_name,
        function=arguments.function,
        is_hr=arguments.hr,
        is_administrator=arguments.administrator,
        by=None,
        role="command",
    )


def _asked_password(arguments: argparse.Namespace, settings: Settings) -> str:
    password = getpass.getpass(_("Password (at least 12 characters):") + " ")
    found = faults(password, [arguments.email, arguments.given_name, arguments.family_name, settings.organisation])
    if found:
        raise NotAdded(" ".join(found))
    if password != getpass.getpass(_("The same once more:") + " "):
        raise NotAdded(_("The two passwords differ; nothing was added."))
    return password
