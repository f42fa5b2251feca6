"""Who sends the running request: the session behind its cookie, signing in and out, and forms that arrive without a session."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from flask import Response, current_app, g, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response as BaseResponse

from selection.accounts import held, known_devices, sessions
from selection.accounts.devices import device_name
from selection.accounts.forms import SignInForm
from selection.accounts.models import Account, UserSession
from selection.accounts.navigation import known
from selection.accounts.sessions import Limits
from selection.accounts.tokens import token_hash
from selection.config import Settings
from selection.db import later
from selection.errors import SignInNeeded, typed_fields
from selection.i18n import _
from selection.web import Application, safe_path
from selection.web.addresses import came_from
from selection.web.application import NO_WORK, READING
from selection.web.languages import KEY as LANGUAGE
from selection.web.languages import choose, wanted_language

TOKEN, AFTER, HELD = "token", "after", "held"  # what the signed cookie holds: session token, page to go back to, form to send again
SURE, TEXT = "sure", "text"  # and which form came with the token of the former session, and which is only text
SIGN_IN, RESUME, CHOOSE_LANGUAGE = "accounts.sign_in", "accounts.resume", "platform.choose_language"


def settings() -> Settings:
    """The settings of the running application."""
    return cast(Application, current_app).settings


def limits() -> Limits:
    """How long sessions last."""
    return Limits(idle=timedelta(minutes=settings().idle_minutes), longest=timedelta(hours=settings().session_hours))


def actor() -> Account:
    """The account that is signed in; the table of routes let nobody else through to a view that asks."""
    account: Account = g.account
    return account


def present_session() -> UserSession:
    """The session of the person who is signed in; `SignInNeeded` when nobody is."""
    found: UserSession | None = g.get("user_session")
    if found is None:
        raise SignInNeeded
    return found


def load_account() -> None:
    """Set `g.account` and `g.user_session` (None when nobody is signed in), in one query. To be called before each request.

    `g.known_as` is a copy of the account for the page of an error.
    """
    g.account = g.user_session = g.ended_session = g.known_as = None
    token = None if request.endpoint in NO_WORK else cookie.get(TOKEN)
    if not isinstance(token, str):
        return
    found = sessions.find(token, limits())
    g.ended_session = found.ended
    if found.live is not None:
        g.user_session = found.live
        sessions.seen(found.live)
        if not (request.endpoint == SIGN_IN and request.method == "POST"):  # whoever signs in is nobody yet
            g.account = found.live.account
            g.known_as = known(found.live.account)


def enter(account: Account) -> None:
    """Sign the person in: a new session with a new token, a fresh cookie (and with it a fresh CSRF token), the person's own language."""
    if g.user_session is not None:
        sessions.end(g.user_session, "replaced")
    row, token = sessions.begin(account, device=device_name(request.user_agent.string), address=request.remote_addr or "")
    cookie.clear()
    cookie[TOKEN] = token
    known_devices.remember(account.email)
    choose(account.language)
    g.account, g.user_session = account, row


def leave() -> None:
    """Sign out: the session ends on the server, and the cookie keeps the language only."""
    if g.user_session is not None:
        sessions.end(g.user_session, "signed_out")
    language = wanted_language()
    cookie.clear()
    cookie[LANGUAGE] = language
    g.account = g.user_session = None


def page_after(account: Account, page: Any) -> str:
    """Where somebody who just signed in goes on: the page that was asked for, unless it was somebody else's; empty for the start page.

    `page` is what the signed cookie held: a path of ours, checked again, and the id of the person whose session had ended (or empty).
    """
    if not (isinstance(page, list) and len(page) == 2):
        return ""
    path, owner = page
    return safe_path(str(path), "") if owner in {"", str(account.id)} else ""


def sign_in_needed(error: SignInNeeded) -> BaseResponse:
    """The sign-in form: at once and with what was typed kept for a form; by a redirect, and back afterwards, for a page."""
    if request.method in READING:
        ended: UserSession | None = g.ended_session
        path = safe_path(full_path(), "") or safe_path(request.path, "")
        cookie[AFTER] = [path, str(ended.account_id) if ended else ""]
        return redirect(url_for(SIGN_IN))
    return _sign_in_first()


def csrf_page() -> Response | None:
    """The reply to a form whose token is not valid: what was typed, with a button that sends it under a fresh token. None for the plain page.

    Only a person who is signed in gets the button, and only when the browser does not say that the form came from elsewhere.
    """
    if request.endpoint == SIGN_IN:
        form = SignInForm()
        form.form_errors.append(_("This form had become too old. Fill in your password once more."))
        return make_response(render_template("accounts/sign_in.html", form=form), 400)
    if g.get("account") is None or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return None
    fields = held.keepable(request.form.items(multi=True))
    return make_response(render_template("accounts/resume.html", path=full_path(), fields=fields, typed=typed_fields(), had_files=bool(request.files)), 400)


def after_request(response: Response) -> Response:
    """Once a kept form has been sent, forget it; remember the device of who signed in, and the language that somebody who is signed in has chosen."""
    known_devices.after_request(response, settings().secret)
    account: Account | None = g.get("account")
    if request.method != "POST" or response.status_code >= 400 or account is None:
        return response
    if request.endpoint == CHOOSE_LANGUAGE:
        account.language = wanted_language()
    form_id = cookie.get(HELD)
    if form_id and request.endpoint not in {SIGN_IN, CHOOSE_LANGUAGE}:
        cookie.pop(HELD)
        cookie.pop(TEXT, None)
        account_id, path = account.id, full_path()
        later(lambda own: held.forget_sent(own, UUID(form_id), account_id, path))
    return response


def full_path() -> str:
    """Path and query of the running request."""
    return request.full_path.rstrip("?")


def _sign_in_first() -> Response:
    ended: UserSession | None = g.ended_session
    token = None
    if ended is not None and ended.account.is_active:
        token = held.hold(ended.account_id, full_path(), request.form.items(multi=True), had_files=bool(request.files))
    if token and g.get("csrf_valid"):  # made on a page that this browser got in that session: sent by itself once the same person is back
        cookie[SURE] = token_hash(token)
    text = "" if token else held.as_text(request.form.items(multi=True))
    if text:
        cookie[AFTER] = [safe_path(full_path(), "") or came_from(), ""]
    form = SignInForm(formdata=None, held=token or "", typed=text, files="1" if request.files else "")
    typed = [] if token else typed_fields()
    page = render_template("accounts/sign_in.html", form=form, ended=True, kept=token is not None, had_files=bool(request.files), typed=typed)
    return make_response(page, 401)
