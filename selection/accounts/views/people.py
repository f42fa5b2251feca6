"""People, for the administrator: accounts, roles, one-time links, sessions. No page here shows a procedure or a score."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from selection.accounts import actions, links, queries
from selection.accounts.forms import DetailsForm, PersonForm, RolesForm
from selection.accounts.models import Account
from selection.accounts.request import limits, settings
from selection.accounts.views.blueprint import blueprint
from selection.db import now
from selection.forms import Form
from selection.i18n import _, _n


@blueprint.get("/gebruikers")
def people() -> str:
    """Everybody who has an account; `?stand=actief` who has access, and so on."""
    people, state = queries.all_people(), request.args.get("stand", "")
    states = {"actief": _("Active"), "zonder-wachtwoord": _("No password yet"), "afgesloten": _("Deactivated")}
    state = state if state in states else ""
    shown = [person for person in people if state in ("", _access(person))]
    return render_template("accounts/people.html", people=shown, total=len(people), states=list(states.items()), state=state)


def _access(person: Account) -> str:
    """How it stands with the access of a person, as the address of a filtered list names it."""
    return "afgesloten" if not person.is_active else "actief" if person.password_hash else "zonder-wachtwoord"


@blueprint.route("/gebruikers/nieuw", methods=["GET", "POST"])
def add_person() -> Any:
    """A new account, with the link for its password."""
    form = PersonForm()
    if request.method == "GET":
        return render_template("accounts/add_person.html", form=form)
    if not form.validate_on_submit():
        return render_template("accounts/add_person.html", form=form), 422
    try:
        account = actions.add_person(
            email=form.email.data,
            given_name=form.given_name.data,
            family_name=form.family_name.data,
            function=form.function.data or "",
            is_hr=form.is_hr.data,
            is_administrator=form.is_administrator.data,
            by=g.account,
            role="administrator",
        )
    except actions.EmailInUse:
        form.refuse("email", _("There is an account with this e-mail address already. Look for it in the list of users."))
        return render_template("accounts/add_person.html", form=form), 422
    return _link_page(account, links.make(account, by=g.account, role="administrator"))


@blueprint.get("/gebruikers/<uuid:account_id>")
def person(account_id: UUID) -> str:
    """One account: who, roles, state, sessions."""
    account = queries.account_by_id(account_id)
    return _page(account, DetailsForm(formdata=None, obj=account), RolesForm(formdata=None, obj=account))


@blueprint.post("/gebruikers/<uuid:account_id>/gegevens")
def set_details(account_id: UUID) -> Any:
    """Correct name or function."""
    account, form = queries.account_by_id(account_id), DetailsForm()
    if not form.validate_on_submit():
        return _page(account, form, RolesForm(formdata=None, obj=account)), 422
    actions.set_details(account, given_name=form.given_name.data, family_name=form.family_name.data, function=form.function.data or "", by=g.account)
    flash(_("Saved."), "good")
    return _back_to(account)


@blueprint.post("/gebruikers/<uuid:account_id>/rollen")
def set_roles(account_id: UUID) -> Any:
    """Give or take organisation roles."""
    account, form = queries.account_by_id(account_id), RolesForm()
    actions.set_roles(account, is_hr=form.is_hr.data, is_administrator=form.is_administrator.data, by=g.account)
    flash(_("The roles of %(name)s are saved.", name=account.name), "good")
    return _back_to(account)


@blueprint.post("/gebruikers/<uuid:account_id>/link")
def make_link(account_id: UUID) -> str:
    """A one-time link, shown once; links made before stop working."""
    account = queries.account_by_id(account_id)
    return _link_page(account, actions.renew_link(account, by=g.account))


@blueprint.route("/gebruikers/<uuid:account_id>/deactiveren", methods=["GET", "POST"])
def deactivate(account_id: UUID) -> Any:
    """Ask first, then take the access away. Nothing is deleted."""
    account = queries.account_by_id(account_id)
    if request.method == "GET":
        return render_template("accounts/deactivate.html", person=account)
    actions.deactivate(account, by=g.account)
    flash(_("%(name)s can no longer sign in.", name=account.name), "good")
    return _back_to(account)


@blueprint.post("/gebruikers/<uuid:account_id>/activeren")
def activate(account_id: UUID) -> Response:
    """Give the access back."""
    account = queries.account_by_id(account_id)
    actions.activate(account, by=g.account)
    flash(_("%(name)s can sign in again.", name=account.name), "good")
    return _back_to(account)


@blueprint.post("/gebruikers/<uuid:account_id>/sessies")
def end_sessions(account_id: UUID) -> Response:
    """Sign somebody out everywhere."""
    ended = actions.end_sessions(queries.account_by_id(account_id), by=g.account)
    flash(_n("%(num)s session was ended.", "%(num)s sessions were ended.", ended), "good")
    return redirect(url_for("accounts.person", account_id=account_id), 303)


def _page(account: Account, form: Form, roles: RolesForm) -> str:
    rows = queries.live_sessions(account.id, limits().idle, limits().longest)
    link = queries.newest_link(account.id)
    return render_template("accounts/person.html", person=account, form=form, roles=roles, sessions=rows, link=link, link_state=links.state(link))


def _link_page(account: Account, token: str) -> str:
    address = links.address_of(token, settings().address)
    links.send(account, token, public_address=settings().address, by=g.account)
    return render_template("accounts/link_made.html", person=account, address=address, expires=now() + links.VALID_FOR)


def _back_to(account: Account) -> Response:
    return redirect(url_for("accounts.person", account_id=account.id), 303)
