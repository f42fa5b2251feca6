"""Signing in and out, going on with a form that had to wait, and the page where everybody starts."""

from typing import Any
from uuid import UUID

from flask import current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from selection import security
from selection.accounts import demo, held, known_devices, navigation, renewals
from selection.accounts import forgotten as forgotten_password
from selection.accounts.forms import ForgottenForm, SignInForm
from selection.accounts.passwords import passwords
from selection.accounts.request import AFTER, HELD, SURE, TEXT, enter, leave, page_after, present_session, settings
from selection.accounts.signing_in import Answer
from selection.accounts.signing_in import sign_in as check
from selection.accounts.tokens import token_hash
from selection.accounts.views.blueprint import blueprint
from selection.forms.typed import in_words
from selection.i18n import _, _n


@blueprint.get("/")
def start() -> Response:
    """To what waits for this person, or the vacancies for who has not signed in."""
    endpoint = navigation.start_endpoint(g.account)
    if endpoint not in current_app.view_functions:
        endpoint = "accounts.profile" if g.account else "accounts.sign_in"
    return redirect(url_for(endpoint))


@blueprint.route("/aanmelden", methods=["GET", "POST"])
def sign_in() -> Any:
    """The sign-in form; a right password leads to the page or the form that waited, else to the start page."""
    if request.method == "GET":
        return redirect(url_for("accounts.start")) if g.account else _form(SignInForm())
    form = SignInForm()
    if not form.validate_on_submit():
        return _form(form), 422
    secret = settings().secret
    device = known_devices.place(form.email.data, secret)
    answer = check(form.email.data, form.password.data, address=request.remote_addr or "", passwords=passwords(), secret=secret, device=device)
    if answer.account is None:
        return _refused(form, answer)
    after, token = cookie.get(AFTER), form.held.data or ""
    sure = bool(token) and cookie.get(SURE) == token_hash(token)
    told = renewals.to_tell(answer.account)
    enter(answer.account)
    for sentence in told:
        flash(sentence, "warn")
    security.note("signed_in", account_id=answer.account.id, address=request.remote_addr or "")
    form_id = held.by_token(token, answer.account.id) if token else None
    if form_id is not None:
        cookie[HELD] = str(form_id)
        if sure:
            cookie[SURE] = str(form_id)
        return redirect(url_for("accounts.resume"), 303)
    if token:  # somebody else signed in, or the form is older than a day
        held.drop_token(token)
        return redirect(url_for("accounts.start"), 303)
    page = page_after(answer.account, after) or url_for("accounts.start")
    if not form.typed.data:
        return redirect(page, 303)
    cookie[HELD] = cookie[TEXT] = str(held.keep_text(answer.account.id, page, form.typed.data, had_files=bool(form.files.data)))
    return redirect(url_for("accounts.resume"), 303)


@blueprint.route("/wachtwoord-vergeten", methods=["GET", "POST"])
def forgotten() -> Any:
    """Ask for a link by mail; the answer is the same whether there is an account or not."""
    form = ForgottenForm()
    if request.method == "GET":
        return render_template("accounts/forgotten.html", form=form)
    if not form.validate_on_submit():
        return render_template("accounts/forgotten.html", form=form), 422
    wait = forgotten_password.ask(form.email.data, address=request.remote_addr or "", secret=settings().secret, public_address=settings().address)
    if not wait:
        return render_template("accounts/forgotten_sent.html", email=form.email.data)
    form.form_errors.append(_n("Wait %(num)s second before you ask again.", "Wait %(num)s seconds before you ask again.", wait))
    response = make_response(render_template("accounts/forgotten.html", form=form), 429)
    response.headers["Retry-After"] = str(wait)
    return response


@blueprint.get("/aanmelden/vervolg")
def resume() -> Any:
    """The form that waited: sent by itself when it came with the token of the former session of the same person, else by a button; files are chosen anew first.

    The sending is the browser's, as that of any form: it goes through token, key and rules of its page. Without scripts the button does it. What came without
    any session is only shown, with the way to its page.
    """
    form_id = cookie.get(HELD)
    form = held.kept(UUID(form_id), g.account.id) if form_id else None
    if form is None:
        return redirect(url_for("accounts.start"))
    values = {"path": form.path, "typed": in_words(form.fields), "had_files": form.had_files}
    if cookie.get(TEXT) == form_id:
        return render_template("accounts/typed.html", **values)
    at_once = cookie.pop(SURE, None) == form_id and not form.had_files  # once: whoever comes back here sees the button
    return render_template("accounts/resume.html", fields=form.fields, at_once=at_once, **values)


@blueprint.post("/afmelden")
def sign_out() -> Response:
    """End the session on the server and have the browser forget what it kept of us."""
    if g.user_session is not None:
        security.note("signed_out", account_id=present_session().account_id, address=request.remote_addr or "")
    leave()
    flash(_("You are signed out."), "good")
    response = redirect(url_for("accounts.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _refused(form: SignInForm, answer: Answer) -> Any:
    if not answer.wait:
        form.form_errors.append(
            _("The e-mail address or the password is not right. Try again, or ask HR or the administrator for a link with which you set a new password.")
        )
        return _form(form), 422
    form.form_errors.append(
        _n(
            "Wait %(num)s second before the next attempt; your password has not been looked at yet.",
            "Wait %(num)s seconds before the next attempt; your password has not been looked at yet.",
            answer.wait,
        )
    )
    response = make_response(_form(form), 429)
    response.headers["Retry-After"] = str(answer.wait)
    return response


def _form(form: SignInForm) -> str:
    return render_template("accounts/sign_in.html", form=form, demo_accounts=demo.accounts() if settings().demo else [])
