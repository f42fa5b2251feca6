"""Stopping a procedure by a decision, putting it away in the archive and taking it back."""

from collections.abc import Callable
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.i18n import _, language
from selection.organisation.queries import organisation
from selection.procedures import registry
from selection.procedures.actions import ending
from selection.procedures.actions.versions import hold_version
from selection.procedures.forms import StopForm, VersionForm
from selection.procedures.models import Procedure, ProcedureStop
from selection.procedures.queries import Hats, stop_of
from selection.procedures.telling import panel_of
from selection.procedures.views.scope import blueprint, done, for_hr, shown

Answer = str | tuple[str, int] | Response


@blueprint.route("/procedures/<uuid:procedure_id>/stopzetten", methods=["GET", "POST"])
def stop(procedure_id: UUID) -> Answer:
    """The decision that stops the procedure, with how many people get a letter."""
    scope = for_hr(procedure_id)
    ending.require_stoppable(scope[0])
    sentence = _("The procedure was stopped. The letters wait under Letters until you release them.")
    return _ended(scope, "procedures/stop.html", ending.stop, sentence)


@blueprint.route("/procedures/<uuid:procedure_id>/zonder-kandidaat", methods=["GET", "POST"])
def end_unfilled(procedure_id: UUID) -> Answer:
    """The decision that ends a procedure in which nobody is ranked, with how many people get a letter."""
    scope = for_hr(procedure_id)
    ending.require_unfilled(scope[0])
    sentence = _("The procedure has ended without a ranked candidate. The letters wait under Letters until you release them.")
    return _ended(scope, "procedures/unfilled.html", ending.end_unfilled, sentence)


def _ended(scope: tuple[Procedure, Hats], template: str, act: Callable[..., ProcedureStop], sentence: str) -> Answer:
    procedure, _hats = scope
    form = StopForm(data={"version": procedure.version, "body": organisation().deciding_body.spoken(language())})
    if form.validate_on_submit() and form.on.data is not None:
        stored = stop_of(procedure)
        rows = [(_("Reason"), form.reason.data, stored.reason if stored else "")]
        hold_version(procedure, form.seen, rows, back_url=url_for("procedures.overview", procedure_id=procedure.id))
        decided = ending.Ending(on=form.on.data, **{name: form[name].data for name in ("body", "reference", "reason", "grounds")})
        act(actor(), procedure, decided=decided, version=form.seen)
        return done("procedures.overview", sentence, procedure_id=procedure.id)
    counts = {"candidates": sum(registry.concerned(procedure.id)), "panel": len(panel_of(procedure))}
    page = shown(template, scope, "overview", form=form, **counts)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/procedures/<uuid:procedure_id>/archief")
def put_away(procedure_id: UUID) -> Response:
    """Into the archive."""
    procedure, _hats = for_hr(procedure_id)
    ending.put_away(actor(), procedure, version=VersionForm().seen)
    return done("procedures.overview", _("The procedure stands in the archive now. It stays readable and is searched too."), procedure_id=procedure_id)


@blueprint.post("/procedures/<uuid:procedure_id>/archief/terug")
def take_back(procedure_id: UUID) -> Response:
    """Out of the archive again."""
    procedure, _hats = for_hr(procedure_id)
    ending.take_back(actor(), procedure)
    return done("procedures.overview", _("The procedure stands in the list of procedures again."), procedure_id=procedure_id)
