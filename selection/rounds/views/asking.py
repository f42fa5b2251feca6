"""Asking that the own submitted sheet is reopened, and refusing it; reopening itself is the act of two people (R21)."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.errors import BadInput, Forbidden, NotFound, Refused
from selection.i18n import _
from selection.rounds.actions import asking
from selection.rounds.forms import ProposeForm
from selection.rounds.request_words import shown_requests
from selection.rounds.requests import request_of, waiting_request
from selection.rounds.scope import round_led
from selection.rounds.views.scope import back, blueprint, shown
from selection.scoresheets.pages import address, name_of
from selection.scoresheets.places import Place, place_for
from selection.scoresheets.queries import own_sheet, sheet_by_id

PLACE = "/taken/<uuid:procedure_id>/<part_code>/<uuid:candidate_id>/heropening-vragen"


@blueprint.route(PLACE, methods=["GET", "POST"])
def ask(procedure_id: UUID, part_code: str, candidate_id: UUID) -> str | tuple[str, int] | Response:
    """Ask HR and the chair to reopen the own sheet, with the reason."""
    place = place_for(actor(), procedure_id, part_code, candidate_id)
    sheet = own_sheet(place)
    if sentence := asking.why_not_asking(place, sheet):
        raise Refused(sentence)
    form = ProposeForm()
    if form.validate_on_submit():
        try:
            asking.ask(place, reason=form.reason.data)
        except BadInput as error:
            form.reason.errors = [error.message]
        else:
            return _to_sheet(place, _("Asked. HR and the chair see your request; nothing changes until the two reopen the sheet."))
    elif not form.is_submitted() and sheet is not None and waiting_request(sheet.id) is not None:
        return redirect(address(place), 303)
    page = render_template("rounds/ask.html", place=place, form=form, name=name_of(place), back=address(place))
    return (page, 422) if form.is_submitted() else page


@blueprint.post(f"{PLACE}/intrekken")
def withdraw_request(procedure_id: UUID, part_code: str, candidate_id: UUID) -> Response:
    """Take the own request back."""
    place = place_for(actor(), procedure_id, part_code, candidate_id)
    asking.withdraw(place)
    return _to_sheet(place, _("Your request is withdrawn. The sheet stays submitted."))


@blueprint.route("/procedures/<uuid:procedure_id>/rondes/<round_code>/vragen/<uuid:request_id>/weigeren", methods=["GET", "POST"])
def refuse_request(procedure_id: UUID, round_code: str, request_id: UUID) -> str | tuple[str, int] | Response:
    """Refuse a request, with the reason that who asked reads."""
    scope = round_led(actor(), procedure_id, round_code)
    request = request_of(scope.procedure, request_id)
    if sheet_by_id(scope.procedure, request.sheet_id).part_code not in {part.code for part in scope.round.parts}:
        raise NotFound
    if sentence := asking.why_not_refusing(scope, request):
        raise Forbidden(sentence)
    form = ProposeForm()
    if form.validate_on_submit():
        asking.refuse(scope, request, reason=form.reason.data)
        return back(scope, _("The request is refused. Who asked reads your reason on the sheet; nothing changed."))
    values: dict[str, Any] = {"form": form, "asked": shown_requests(scope, request)[0], "ended": request.outcome is not None}
    page = shown("rounds/refuse_request.html", scope, **values)
    return (page, 422) if form.is_submitted() else page


def _to_sheet(place: Place, sentence: str) -> Response:
    flash(sentence, "good")
    return redirect(address(place), 303)


__all__ = ["ask", "refuse_request", "withdraw_request"]
