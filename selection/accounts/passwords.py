"""Hashing passwords with argon2id. Whatever is asked, exactly one verification of equal cost is done, so that no answer is quicker than another."""

from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import CHEAPEST, RFC_9106_LOW_MEMORY
from flask import current_app

from selection.accounts.password_rules import normal

EXTENSION = "selection.passwords"


@dataclass(frozen=True)
class Checked:
    """What a verification said: whether the password is right, and whether its hash was made with other parameters than today's."""

    right: bool
    outdated: bool = False


@dataclass
class Passwords:
    """The hasher of one application, with a hash that no password fits, for accounts that are unknown or may not sign in.

    `quick` is the cheapest profile, for tests and the demo. `verifications` counts what was done, so that a test can hold the answers equal.
    """

    quick: bool = False
    verifications: int = 0
    _hasher: PasswordHasher = field(init=False, repr=False)
    _stand_in: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._hasher = PasswordHasher.from_parameters(CHEAPEST if self.quick else RFC_9106_LOW_MEMORY)
        self._stand_in = self._hasher.hash("a password that nobody has")

    def hash(self, password: str) -> str:
        """The hash to store."""
        return self._hasher.hash(normal(password))

    def check(self, password: str, stored: str | None) -> Checked:
        """Verify once. Without a stored hash (unknown, deactivated, no password yet) the same work is done and the answer is no."""
        self.verifications += 1
        try:
            self._hasher.verify(stored or self._stand_in, normal(password))
        except (VerificationError, InvalidHashError):
            return Checked(right=False)
        if stored is None:
            return Checked(right=False)
        return Checked(right=True, outdated=self._hasher.check_needs_rehash(stored))


def passwords() -> Passwords:
    """The hasher of the running application."""
    hasher: Passwords = current_app.extensions[EXTENSION]
    return hasher
