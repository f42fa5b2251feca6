"""Which language the running request is answered in.

Within the application: the person's choice, kept in the session cookie; Dutch otherwise. On public pages, which set no cookie: what the address asks
(`?taal=en`), else a choice made before, else what the browser prefers.
"""

from flask import request, session

from selection.i18n import DEFAULT, LANGUAGES

KEY = "language"
ASKED = "taal"


def wanted_language() -> str:
    """`nl` or `en`."""
    chosen = session.get(KEY, DEFAULT)
    return chosen if chosen in LANGUAGES else DEFAULT


def asked_language() -> str | None:
    """The language that the address itself asks for, if any."""
    code = request.args.get(ASKED, "")
    return code if code in LANGUAGES else None


def chosen_language() -> str | None:
    """The language that somebody chose within the application before, if any."""
    code = session.get(KEY, "")
    return str(code) if code in LANGUAGES else None


def public_language() -> str:
    """The language of a public page."""
    return asked_language() or chosen_language() or request.accept_languages.best_match(list(LANGUAGES), default=DEFAULT) or DEFAULT


def choose(code: str) -> bool:
    """Keep the choice for the next requests; False for a language that the product does not speak."""
    if code not in LANGUAGES:
        return False
    session[KEY] = code
    return True
