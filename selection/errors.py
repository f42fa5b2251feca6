"""What can go wrong, as exceptions that carry a sentence for the person, and the pages that show them.

Nobody sees a trace: an unexpected error is logged as one JSON line under a reference number, and the page shows that number.
"""

import json
import logging
import secrets
import sqlite3
import traceback
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, current_app, g, make_response, render_template, request
from markupsafe import Markup
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from selection.db.writers import WriterStuck
from selection.forms.typed import in_words
from selection.i18n import _

log = logging.getLogger("selection.errors")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class PageError(Exception):
    """An error with its own page. `message` is a sentence for the reader; `status` the HTTP status."""

    status = 500
    template = "errors/page.html"

    def __init__(self, message: str = "", **context: Any) -> None:
        super().__init__(message)
        self.message = message
        self.context = context


class NotFound(PageError):
    """No such thing, or not for this person; both read the same."""

    status = 404


class Forbidden(PageError):
    """The function exists, this role may not use it."""

    status = 403


class SignInNeeded(PageError):
    """Nobody is signed in, or the session has ended."""

    status = 401


class BadInput(PageError):
    """The request holds what the application cannot take; the message says what and what to do."""

    status = 422


class Refused(PageError):
    """The state of the thing does not allow this action; the message says why."""

    status = 409


class Conflict(PageError):
    """Somebody else changed the same thing meanwhile; `template` shows both versions, with `context`."""

    status = 409

    def __init__(self, template: str = "errors/page.html", **context: Any) -> None:
        super().__init__(str(context.pop("message", "")), **context)
        self.template = template


def register(app: Flask) -> None:
    """Give every kind of error its page."""
    app.register_error_handler(PageError, _page_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(WriterStuck, _unexpected)
    app.register_error_handler(Exception, _unexpected)


def new_reference() -> str:
    """A number to pass on by telephone, like 7F3K-20M9 (no I, L, O or U)."""
    digits = "".join(secrets.choice(ALPHABET) for _unused in range(8))
    return f"{digits[:4]}-{digits[4:]}"


def log_error(error: BaseException, reference: str) -> None:
    """One JSON line with the reference, the route (never the query or the form) and the trace."""
    account = g.get("account")
    line = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "reference": reference,
        "method": request.method,
        "endpoint": request.endpoint,
        "account": str(getattr(account, "id", "")) if account is not None else "",
        "error": type(error).__name__,
        "trace": traceback.format_tb(error.__traceback__)[-12:],
    }
    log.error(json.dumps(line, ensure_ascii=True))


def typed_fields() -> list[tuple[str, str]]:
    """What the person typed, for an error page to give back; passwords, tokens and keys are left out."""
    try:
        pairs = list(request.form.items(multi=True))
    except HTTPException:
        return []
    return in_words(pairs)


def error_page(status: int, heading: str, message: str, template: str = "errors/page.html", **context: Any) -> Response:
    """The page of an error; a plain one without a template when rendering itself fails."""
    values = {"status": status, "heading": heading, "message": message, "typed": typed_fields(), "reference": "", **context}
    try:
        page: str = render_template(template, **values)
    except Exception as error:
        values["reference"] = values["reference"] or new_reference()
        log_error(error, str(values["reference"]))
        page = _last_resort(values)
    return make_response(page, status)


def _last_resort(values: dict[str, Any]) -> str:
    reference = Markup("<p>{}</p>").format(values["reference"]) if values["reference"] else ""
    typed = Markup("").join(Markup("<dt>{}</dt><dd><pre>{}</pre></dd>").format(name, text) for name, text in values["typed"])
    return Markup('<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title><main><h1>{}</h1><p>{}</p>{}<dl>{}</dl></main></html>').format(
        g.get("language", "nl"), values["heading"], values["heading"], values["message"], reference, typed
    )


def _page_error(error: PageError) -> Response:
    heading, message = _words(error.status)
    if isinstance(error, Refused):  # nobody changed anything: the act does not fit the state
        heading, message = _("This cannot be done now"), _("Nothing was changed.")
    return error_page(error.status, heading, error.message or message, error.template, **error.context)


def _http_error(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    heading, message = _words(error.code)
    page = error_page(error.code, heading, message)
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            page.headers[name] = value
    return page


def _stale(error: StaleDataError) -> Response:
    heading, message = _words(409)
    return error_page(409, heading, message)


def _database_error(error: OperationalError) -> Response:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_FULL or getattr(error.orig, "sqlstate", None) == "53100":
        return _logged(error, 507)
    return _logged(error, 503 if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} else 500)


def _unexpected(error: Exception) -> Response:
    return _logged(error, 503 if isinstance(error, WriterStuck) else 500)


def _logged(error: BaseException, status: int) -> Response:
    reference = new_reference()
    log_error(error, reference)
    g.account = g.get("known_as")  # the page must not need the database that may just have failed
    if current_app.config.get("SHOW_ERRORS"):
        raise error
    heading, message = _words(status)
    return error_page(status, heading, message, reference=reference)


def _words(status: int) -> tuple[str, str]:
    """Heading and sentence for a status."""
    words = {
        400: (_("This cannot be read"), _("The form did not arrive as we sent it. Go back, load the page again and try once more.")),
        401: (_("Sign in again"), _("Your session has ended. Sign in again; what you typed stands below.")),
        403: (_("Not for your role"), _("Your role does not allow this. Ask the HR officer who is responsible for the procedure.")),
        404: (_("This page is not here"), _("This page does not exist, or it is not meant for you.")),
        405: (_("This page is not here"), _("This page does not exist, or it is not meant for you.")),
        409: (_("Changed meanwhile"), _("Somebody else changed this meanwhile. Nothing was saved; load the page again to see what it says now.")),
        413: (_("Too large"), _("What you sent is larger than allowed. Choose a smaller file or shorten the text.")),
        422: (_("Something is not right yet"), _("Correct what is marked and send the form again.")),
        429: (_("Too many attempts"), _("Wait a few minutes and try again.")),
        503: (_("Too busy just now"), _("Your last change was not saved. Wait a moment and try again.")),
        507: (_("Not saved: the disk is full"), _("Your last change was not saved. What you typed stands below; copy it and warn the administrator.")),
    }
    failed = (_("Something went wrong on our side"), _("Your last change was not saved. Pass on the number below if it happens again."))
    return words.get(status, words[400] if 400 <= status < 500 else failed)


__all__ = [
    "BadInput",
    "Conflict",
    "Forbidden",
    "NotFound",
    "PageError",
    "Refused",
    "SignInNeeded",
    "error_page",
    "log_error",
    "new_reference",
    "register",
    "typed_fields",
]
