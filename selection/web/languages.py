"""Which language the running request is answered in: the person's choice, kept in the session cookie; Dutch otherwise."""

from flask import session

from selection.i18n import DEFAULT, LANGUAGES

KEY = "language"


def wanted_language() -> str:
    """`nl` or `en`."""
    chosen = session.get(KEY, DEFAULT)
    return chosen if chosen in LANGUAGES else DEFAULT


def choose(code: str) -> bool:
    """Keep the choice for the next requests; False for a language that the product does not speak."""
    if code not in LANGUAGES:
        return False
    session[KEY] = code
    return True
