"""The page behind a one-time link: a button on GET, the password and the sign-in on POST."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for

from selection import security
from selection.accounts import links, queries, renewals
from selection.accounts.forms import LinkForm
from selection.accounts.links import LinkState
from selection.accounts.models import OneTimeLink
from selection.accounts.passwords import passwords
from selection.accounts.request import enter, settings
from selection.accounts.views.blueprint import blueprint
from selection.i18n import _


@blueprint.route(f"{links.PATH}<token>", methods=["GET", "POST"])
def use_link(token: str) -> Any:
    """Set a password, once. What no longer works says what to do."""
    link = queries.link_by_token(token)
    state = links.state(link)
    if link is None or state is not LinkState.OPEN:
        return render_template("accounts/link_closed.html", state=state), 404 if state is LinkState.GONE else 410
    account = link.account
    form = LinkForm(about=[account.email, account.given_name, account.family_name, settings().organisation])
    if request.method == "GET":
        return _page(form, link)
    if not form.validate_on_submit():
        return _page(form, link), 422
    told = renewals.to_tell(account, first_too=True)
    links.use(link, form.new_password.data, passwords=passwords(), address=request.remote_addr or "")
    enter(account)
    security.note("signed_in", account_id=account.id, address=request.remote_addr or "")
    flash(_("Your password is set and you are signed in."), "good")
    for sentence in told:
        flash(sentence, "warn")
    return redirect(url_for("accounts.start"), 303)


def _page(form: LinkForm, link: OneTimeLink) -> str:
    other = g.account if g.account is not None and g.account.id != link.account_id else None
    return render_template("accounts/use_link.html", form=form, person=link.account, expires=link.expires_at, other=other)
