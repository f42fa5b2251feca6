"""The accounts of the demonstration."""

from selection.accounts.actions import add_person
from selection.accounts.demo import DemoAccount
from selection.accounts.passwords import Passwords
from selection.demo.data import PASSWORD, PEOPLE


def add_people() -> None:
    """Make every account, with the one password of the demonstration, hashed quickly."""
    stored = Passwords(quick=True).hash(PASSWORD)
    for person in PEOPLE:
        account = add_person(
            email=person.email,
            given_name="Demo",
            family_name=person.family_name,
            function=person.function,
            is_hr=person.is_hr,
            is_administrator=person.is_administrator,
            by=None,
            role="command",
        )
        account.password_hash = stored


def listed() -> list[DemoAccount]:
    """The accounts as the sign-in page lists them."""
    return [DemoAccount(email=person.email, password=PASSWORD, who=person.who) for person in PEOPLE]
