"""Devices on which somebody signed in before: a signed mark in a cookie of its own, that stays when the session ends.

The mark opens nothing. It only says that wrong passwords from here are counted apart from those of the network (`throttling`), for the last few people who
signed in on this device.
"""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from secrets import token_hex
from typing import Any

from flask import Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer

from selection.accounts.tokens import keyed_digest
from selection.forms import normal_email

KEPT_FOR = timedelta(days=365)
MOST_PEOPLE = 8
SHORT = 16  # characters of the digest of an address that the mark holds


def place(email: str, secret: str) -> str:
    """What counts as the place of this device for the person with this address, at most 45 characters; empty on a device that does not know the person."""
    device, people = _read(secret)
    if _short(email, secret) not in people:
        return ""
    return f"device {sha256(device.encode()).hexdigest()[:38]}"


def remember(email: str) -> None:
    """The person has shown to be who this is: the reply marks the device."""
    g.remember_device = email


def after_request(response: Response, secret: str) -> Response:
    """Put the mark in the reply of a sign-in."""
    email: str | None = g.get("remember_device")
    if email is None or response.status_code >= 400:
        return response
    device, people = _read(secret)
    own = _short(email, secret)
    kept = [own, *(one for one in people if one != own)][:MOST_PEOPLE]
    value = _serializer(secret).dumps([device or token_hex(16), *kept])
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(_name(), value, max_age=KEPT_FOR, secure=secure, httponly=True, samesite="Lax", path="/")
    return response


def _read(secret: str) -> tuple[str, Sequence[str]]:
    try:
        found: Any = _serializer(secret).loads(request.cookies.get(_name(), ""))
    except BadSignature:
        return "", ()
    return found[0], found[1:]


def _name() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"


def _short(email: str, secret: str) -> str:
    return keyed_digest(normal_email(email), secret)[:SHORT]


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="known device")
