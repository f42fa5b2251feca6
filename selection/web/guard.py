"""What every request passes before its view, in this order: the table of routes, its fields, the CSRF token, the key of its form."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, g, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from selection import access, security
from selection.errors import PageError, error_page
from selection.i18n import _
from selection.web import public_forms, repeats
from selection.web.application import READING

csrf = CSRFProtect()
CSRF_PAGE = "selection.csrf_page"  # extension: gives the reply to a form without a valid token, or None for the plain page
LARGER: dict[str, int] = {}  # endpoint -> most bytes of its form, where that is more than the settings say
AHEAD: dict[str, Callable[..., Any]] = {}  # endpoint -> what can be made of its form without the database


class NotReadable(PageError):
    """A request that no form of ours sends."""

    status = 400


def ahead(endpoint: str, make: Callable[..., Any]) -> None:
    """Have `make`, given the values of the address, run before the request stands in the line of writers; `g.ahead` holds what it gives.

    Only for a form with a valid token, but whoever sends it: `make` asks no database, tells nobody anything and raises nothing.
    """
    AHEAD[endpoint] = make


def larger(endpoint: str, most: int) -> None:
    """Let the form of this endpoint hold so many bytes, for uploads of several files."""
    LARGER[endpoint] = most


def read_ahead() -> None:
    """Read what was sent and judge its token before the first query: who sends slowly, or what takes long to read, keeps no writer waiting.

    What is wrong is only told by `guard`, to whom the table of routes lets in.
    """
    if request.method in READING or request.routing_exception is not None:
        return
    if public_forms.served():
        public_forms.arrives()
    elif request.endpoint in LARGER:
        request.max_content_length = LARGER[request.endpoint]
    try:
        _protect()
    except CSRFError as error:
        g.csrf_fault = error
    except HTTPException:  # it cannot be read; whoever needs it says so
        return
    else:
        if not public_forms.served():
            repeats.read_ahead()
        if make := AHEAD.get(request.endpoint or ""):
            g.ahead = make(**(request.view_args or {}))


def register(app: Flask) -> None:
    """Guard every request; to be called after the subject that loads `g.account` has registered itself."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # the guard calls it, after the table of routes
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["WTF_CSRF_SSL_STRICT"] = True
    csrf.init_app(app)
    app.register_error_handler(CSRFError, _csrf_refused)
    app.before_request(guard)


def guard() -> BaseResponse | None:
    """None to go on to the view, or the reply; raises the error that belongs to what is wrong."""
    if request.routing_exception is not None:
        if isinstance(request.routing_exception, HTTPException) and (request.routing_exception.code or 500) < 400:
            return None
        raise request.routing_exception
    access.check()
    if request.method not in READING:
        _require_token()
    _refuse_repeated_fields()
    return repeats.stored_reply()


def _require_token() -> None:
    fault: CSRFError | None = g.get("csrf_fault")
    if fault is not None:
        raise fault
    if not g.get("csrf_valid"):
        _protect()


def _protect() -> None:
    """Raise `CSRFError` unless the form comes from a page of ours: by the session, or on pages without one by what the form itself holds."""
    if public_forms.served():
        public_forms.protect()
    else:
        csrf.protect()


def _refuse_repeated_fields() -> None:
    many = access.ROUTES[request.endpoint or ""].many
    for fields in (request.args, request.form):
        for name, values in fields.lists():
            if len(values) > 1 and name not in many:
                raise NotReadable(_("The field %(name)s occurs twice. Go back, load the page again and try once more.", name=name[:80]))
    if both := sorted(request.args.keys() & request.form.keys()):
        raise NotReadable(_("The field %(name)s occurs twice. Go back, load the page again and try once more.", name=both[0][:80]))


def _csrf_refused(error: CSRFError) -> BaseResponse:
    account = g.get("account")
    security.note("csrf_refused", account_id=account.id if account else None, address=request.remote_addr or "", endpoint=request.endpoint or "")
    reply: BaseResponse | None = current_app.extensions.get(CSRF_PAGE, lambda: None)()
    if reply is not None:
        return reply
    return error_page(
        400,
        _("This form is no longer valid"),
        _("You signed in again in another window, or the form came from elsewhere. Nothing was saved. Go back, load the page again and send it once more."),
    )
