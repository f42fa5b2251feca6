"""Forms of people without an account, on pages that set no cookie.

Nobody is signed in on them, so there is no session that another site could borrow: what a form may do follows from its address alone (a private link
holds a token that nobody can guess). Still a form is only taken from a page of ours: the browser must not say that another site sent it
(`Sec-Fetch-Site`, `Origin`), and its hidden field holds a token that we signed for the very address it is sent to. How large it may be is set per route.
"""

import hashlib
import secrets
from urllib.parse import urlsplit

from flask import current_app, g, request
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeTimedSerializer

from selection.db import now

FIELD = "csrf_token"
SALT = "public-form"
VALID_FOR = 30 * 24 * 3600  # seconds: whoever leaves a form open over a holiday loses nothing
SMALL = 64 * 1024

LIMITS: dict[str, int] = {}  # endpoint -> most bytes of its form


def serve(endpoint: str, most: int = SMALL) -> None:
    """Have the forms of this endpoint taken without a session; `most` bytes at a time."""
    LIMITS[endpoint] = most


def served() -> bool:
    """Whether the running request is for one of these forms."""
    return request.endpoint in LIMITS


def arrives() -> None:
    """Note when the running request arrived (`g.arrived`) and set how large it may be; before anything of it is read."""
    g.arrived = now()
    request.max_content_length = LIMITS[request.endpoint or ""]


def token(address: str) -> str:
    """What the hidden field of a form for this address holds; each call gives another one."""
    return str(_signer().dumps([_place(address), secrets.token_hex(8)]))


def protect() -> None:
    """Raise `CSRFError` unless the form comes from a page of ours; `g.form_number` then tells one form that was given out from another."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise CSRFError("The form was sent by another site.")
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).hostname not in current_app.config["TRUSTED_HOSTS"]:
        raise CSRFError("The form was sent by another site.")
    try:
        place, number = _signer().loads(request.form.get(FIELD, ""), max_age=VALID_FOR)
    except (BadData, ValueError, TypeError):
        raise CSRFError("The form holds no token of ours.") from None
    if place != _place(request.path):
        raise CSRFError("The token of the form is for another address.")
    g.form_number = number
    g.csrf_valid = True


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=SALT)


def _place(address: str) -> str:
    """The address without what stands behind a question mark, as a digest: a private link in it is a secret."""
    return hashlib.sha256(urlsplit(address).path.encode()).hexdigest()[:32]
