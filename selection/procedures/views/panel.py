"""The panel per round: who sits, who is invited, a panel copied from an earlier round, a new link."""

from collections.abc import Mapping
from uuid import UUID

from flask import current_app
from werkzeug.wrappers import Response

from selection.accounts import links, renewals
from selection.accounts.models import Account
from selection.accounts.queries import all_people
from selection.accounts.request import actor
from selection.db import now
from selection.i18n import _, _n
from selection.procedures import panels, queries
from selection.procedures.actions import panel as actions
from selection.procedures.forms import AddSeatForm, CopyPanelForm, InviteForm
from selection.procedures.models import RATING_KINDS, Procedure, SeatKind
from selection.procedures.queries import Hats
from selection.procedures.views.scope import blueprint, done, for_hr, shown


@blueprint.get("/procedures/<uuid:procedure_id>/jury", endpoint="panel")
def panel_page(procedure_id: UUID) -> str:
    """Every round with its seats and what its panel lacks."""
    scope = for_hr(procedure_id)
    return _panel_page(scope, *_add_form(scope[0]))


@blueprint.post("/procedures/<uuid:procedure_id>/jury/plaatsen")
def add_seat(procedure_id: UUID) -> tuple[str, int] | Response:
    """A seat for somebody with an account."""
    scope = for_hr(procedure_id)
    form, people = _add_form(scope[0])
    if not form.validate():
        return _panel_page(scope, form, people), 422
    account, kind = people[form.account.data], SeatKind(form.kind.data)
    actions.add_seats(actor(), scope[0], round_codes=form.rounds.data, account=account, kind=kind, rates=form.rates.data and kind in RATING_KINDS)
    return done("procedures.panel", _("%(name)s has a seat.", name=account.name), procedure_id=procedure_id)


@blueprint.route("/procedures/<uuid:procedure_id>/jury/uitnodigen", methods=["GET", "POST"])
def invite(procedure_id: UUID) -> str | tuple[str, int]:
    """A seat for somebody by name and address, with the one-time link to pass on."""
    scope = for_hr(procedure_id)
    form = InviteForm(data={"rates": True, "kind": SeatKind.MEMBER})
    form.offer(panels.round_choices(scope[0]))
    if not form.validate_on_submit():
        page = shown("procedures/invite.html", scope, "panel", form=form)
        return (page, 422) if form.is_submitted() else page
    kind = SeatKind(form.kind.data)
    invitation = actions.invite_to_seats(
        actor(),
        scope[0],
        round_codes=form.rounds.data,
        person=(form.email.data, form.given_name.data, form.family_name.data, form.function.data or ""),
        kind=kind,
        rates=form.rates.data and kind in RATING_KINDS,
    )
    return _link_page(scope, invitation.account, invitation.link)


@blueprint.post("/procedures/<uuid:procedure_id>/jury/<uuid:account_id>/link")
def new_link(procedure_id: UUID, account_id: UUID) -> str:
    """A new one-time link for somebody with a seat here: by mail alone for a forgotten password, shown too while the first password is not set."""
    scope = for_hr(procedure_id)
    account, token = actions.renew_link(actor(), scope[0], account_id)
    return _link_page(scope, account, token)


@blueprint.post("/procedures/<uuid:procedure_id>/jury/kopieren")
def copy_panel(procedure_id: UUID) -> tuple[str, int] | Response:
    """The panel of one round in another."""
    scope = for_hr(procedure_id)
    form = _copy_form(scope[0])
    if not form.validate():
        return _panel_page(scope, *_add_form(scope[0]), copy_form=form), 422
    count = actions.copy_panel(actor(), scope[0], source=form.source.data, target=form.target.data)
    return done("procedures.panel", _n("%(num)s seat was added.", "%(num)s seats were added.", count), procedure_id=procedure_id)


def _panel_page(scope: tuple[Procedure, Hats], form: AddSeatForm, people: Mapping[str, Account], copy_form: CopyPanelForm | None = None) -> str:
    copying = copy_form or _copy_form(scope[0])
    return shown(
        "procedures/panel.html",
        scope,
        "panel",
        form=form if copy_form is None else copy_form,
        add_form=form,
        copy_form=copying,
        rounds=panels.rounds(scope[0]),
        changeable=panels.changeable(scope[0]),
    )


def _add_form(procedure: Procedure) -> tuple[AddSeatForm, dict[str, Account]]:
    barred = panels.barred_addresses(procedure)
    people = {str(account.id): account for account in all_people() if account.is_active and account.email not in barred}
    form = AddSeatForm(data={"rates": True, "kind": SeatKind.MEMBER})
    form.offer(panels.round_choices(procedure))
    form.account.choices = [(key, f"{account.family_name} {account.given_name} ({account.email})") for key, account in people.items()]
    return form, people


def _copy_form(procedure: Procedure) -> CopyPanelForm:
    form = CopyPanelForm()
    titles = panels.round_titles(procedure)
    seated = {seat.round_code for seat in queries.current_seats(procedure)}
    form.source.choices = [(code, title) for code, title in titles.items() if code in seated]
    form.target.choices = panels.round_choices(procedure)
    return form


def _link_page(scope: tuple[Procedure, Hats], account: Account, token: str | None) -> str:
    public = current_app.config["SETTINGS"].address
    address = links.address_of(token, public) if token else None
    if token:
        links.send(account, token, public_address=public, by=actor(), procedure_id=scope[0].id)
    by_mail = token is not None and account.password_hash is not None
    values = {"address": None if by_mail else address, "by_mail": by_mail, "expires": now() + links.VALID_FOR, "days": renewals.WEIGHS.days}
    return shown("procedures/link.html", scope, "panel", person=account, **values)
