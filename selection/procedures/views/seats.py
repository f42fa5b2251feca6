"""One seat: its kind and whether it rates, its end, and the chair who is away."""

from typing import Any
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.i18n import _
from selection.procedures import panels
from selection.procedures.actions import panel as actions
from selection.procedures.actions.versions import hold_version
from selection.procedures.forms import AwayForm, BackForm, ChangeSeatForm, EndSeatForm, VersionForm, kind_choices
from selection.procedures.models import RATING_KINDS, Procedure, Seat, SeatKind
from selection.procedures.queries import Hats
from selection.procedures.states import Act, require
from selection.procedures.views.scope import blueprint, done, for_hr, shown
from selection.procedures.words import seat_kind


@blueprint.get("/procedures/<uuid:procedure_id>/jury/plaatsen/<uuid:seat_id>", endpoint="seat")
def seat_page(procedure_id: UUID, seat_id: UUID) -> str:
    """What can be changed about one seat."""
    scope = for_hr(procedure_id)
    require(scope[0], Act.CHANGE_PANEL)
    return _seat_page(scope, actions.seat_of(scope[0], seat_id))


@blueprint.post("/procedures/<uuid:procedure_id>/jury/plaatsen/<uuid:seat_id>/wijzigen")
def change_seat(procedure_id: UUID, seat_id: UUID) -> tuple[str, int] | Response:
    """Another kind, or rating on or off."""
    scope = for_hr(procedure_id)
    seat, form = actions.seat_of(scope[0], seat_id), ChangeSeatForm()
    form.kind.choices = kind_choices()
    if not form.validate():
        return _seat_page(scope, seat, change=form), 422
    kind = SeatKind(form.kind.data)
    _same_version(seat, form, _seat_words(kind, form.rates.data), procedure_id)
    actions.change_seat(actor(), scope[0], seat, kind=kind, rates=form.rates.data and kind in RATING_KINDS, version=form.seen)
    return _back_to_panel(procedure_id, _("The seat of %(name)s was changed.", name=seat.account.name))


@blueprint.post("/procedures/<uuid:procedure_id>/jury/plaatsen/<uuid:seat_id>/beeindigen")
def end_seat(procedure_id: UUID, seat_id: UUID) -> tuple[str, int] | Response:
    """End the seat, with a reason."""
    scope = for_hr(procedure_id)
    seat, form = actions.seat_of(scope[0], seat_id), EndSeatForm()
    if not form.validate():
        return _seat_page(scope, seat, end=form), 422
    _same_version(seat, form, form.end_reason.data, procedure_id)
    actions.end_seat(actor(), scope[0], seat, reason=form.end_reason.data, version=form.seen)
    return _back_to_panel(procedure_id, _("The seat of %(name)s has ended.", name=seat.account.name))


@blueprint.post("/procedures/<uuid:procedure_id>/jury/plaatsen/<uuid:seat_id>/afwezig")
def mark_away(procedure_id: UUID, seat_id: UUID) -> tuple[str, int] | Response:
    """The chair cannot act; the deputy chair does."""
    scope = for_hr(procedure_id)
    seat, form = actions.seat_of(scope[0], seat_id), AwayForm()
    if not form.validate():
        return _seat_page(scope, seat, away=form), 422
    _same_version(seat, form, form.away_reason.data, procedure_id)
    actions.mark_away(actor(), scope[0], seat, reason=form.away_reason.data, version=form.seen)
    return _back_to_panel(procedure_id, _("%(name)s is marked as away. The deputy chair acts as chair in this round.", name=seat.account.name))


@blueprint.post("/procedures/<uuid:procedure_id>/jury/plaatsen/<uuid:seat_id>/terug")
def mark_back(procedure_id: UUID, seat_id: UUID) -> Response:
    """The chair acts again."""
    scope = for_hr(procedure_id)
    seat = actions.seat_of(scope[0], seat_id)
    actions.mark_back(actor(), scope[0], seat, version=BackForm().seen)
    return _back_to_panel(procedure_id, _("%(name)s acts as chair again.", name=seat.account.name))


def _seat_page(scope: tuple[Procedure, Hats], seat: Seat, **failed: Any) -> str:
    version = {"version": seat.version}
    forms = {
        "change": failed.get("change") or ChangeSeatForm(formdata=None, data={"kind": str(seat.kind), "rates": seat.rates, **version}),
        "end": failed.get("end") or EndSeatForm(formdata=None, data=version),
        "away": failed.get("away") or AwayForm(formdata=None, data=version),
    }
    forms["change"].kind.choices = kind_choices()
    failing = next((form for form in forms.values() if form.errors), None)
    told = {"form": failing} if failing is not None else {}
    return shown("procedures/seat.html", scope, "panel", seat=panels.shown_seat(scope[0], seat), forms=forms, **told)


def _seat_words(kind: SeatKind | str, rates: bool) -> str:
    does = _("rates") if rates else _("does not rate")
    return f"{seat_kind(kind)}, {does}"


def _same_version(seat: Seat, form: VersionForm, mine: str, procedure_id: UUID) -> None:
    """Conflict with both texts when somebody changed the seat since the form was opened."""
    theirs = _seat_words(seat.kind, seat.rates) + ("; " + _("away") + f": {seat.away_reason}" if seat.away_reason else "")
    hold_version(seat, form.seen, [(seat.account.name, mine, theirs)], back_url=url_for("procedures.seat", procedure_id=procedure_id, seat_id=seat.id))


def _back_to_panel(procedure_id: UUID, sentence: str) -> Response:
    return done("procedures.panel", sentence, procedure_id=procedure_id)
