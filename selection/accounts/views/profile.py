"""The own account: password, sessions; and who may do what."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from selection.accounts import actions, known_devices, matrix, queries, renewals, sessions
from selection.accounts.forms import ChangePasswordForm
from selection.accounts.passwords import passwords
from selection.accounts.request import leave, limits, present_session, settings
from selection.accounts.signing_in import confirm_own
from selection.accounts.views.blueprint import blueprint
from selection.errors import NotFound
from selection.i18n import _, _n

RENEWALS = 5  # how many of the last passwords by somebody's link the page names


@blueprint.get("/account")
def profile() -> str:
    """Own data, own password, own sessions."""
    return _page(_form())


@blueprint.post("/account/wachtwoord")
def change_password() -> Any:
    """Change the own password; all other sessions end."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    address = request.remote_addr or ""
    secret = settings().secret
    device = known_devices.place(g.account.email, secret)
    answer = confirm_own(g.account, form.current_password.data, address=address, passwords=passwords(), secret=secret, device=device)
    if answer.account is None:
        form.refuse("current_password", _wait_sentence(answer.wait) if answer.wait else _("This is not your present password."))
        return _page(form), 429 if answer.wait else 422
    ended = actions.change_password(g.account, form.new_password.data, present=present_session(), passwords=passwords(), address=address)
    flash(_("Your password is changed."), "good")
    if ended:
        flash(_n("%(num)s other session was ended.", "%(num)s other sessions were ended.", ended), "good")
    return redirect(url_for("accounts.profile"), 303)


@blueprint.post("/account/sessies/<uuid:session_id>/beeindigen")
def end_session(session_id: UUID) -> Response:
    """End one own session; ending the present one is signing out."""
    found = next((row for row in queries.live_sessions(g.account.id, limits().idle, limits().longest) if row.id == session_id), None)
    if found is None:
        raise NotFound
    if found.id == present_session().id:
        leave()
        return redirect(url_for("accounts.sign_in"), 303)
    sessions.end(found, "self")
    flash(_("The session is ended."), "good")
    return redirect(url_for("accounts.profile"), 303)


@blueprint.post("/account/sessies/andere")
def end_other_sessions() -> Response:
    """End all own sessions but this one."""
    ended = sessions.end_all(g.account.id, "self", but=present_session().id)
    flash(_n("%(num)s other session was ended.", "%(num)s other sessions were ended.", ended), "good")
    return redirect(url_for("accounts.profile"), 303)


@blueprint.get("/wie-mag-wat")
def rights() -> str:
    """Who may do what, from the rows that the access test reads too."""
    return render_template("accounts/rights.html", roles=matrix.ROLES, subjects=matrix.by_subject())


def _form() -> ChangePasswordForm:
    account = g.account
    return ChangePasswordForm(about=[account.email, account.given_name, account.family_name, settings().organisation])


def _page(form: ChangePasswordForm) -> str:
    rows = queries.live_sessions(g.account.id, limits().idle, limits().longest)
    return render_template(
        "accounts/profile.html",
        form=form,
        person=g.account,
        sessions=rows,
        present=present_session().id,
        renewed=[renewals.in_words(link) for link in renewals.by_others(g.account)[:RENEWALS]],
    )


def _wait_sentence(seconds: int) -> str:
    return _n(
        "Wait %(num)s second before the next attempt; your password has not been looked at yet.",
        "Wait %(num)s seconds before the next attempt; your password has not been looked at yet.",
        seconds,
    )
