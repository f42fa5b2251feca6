"""Later moments: applications extended or reopened, and a round on other days."""

from datetime import date, datetime
from datetime import time as clock_time
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.db import now
from selection.errors import BadInput
from selection.i18n import _, _n, language, moment
from selection.i18n.figures import BRUSSELS
from selection.organisation.queries import organisation
from selection.procedures import registry, states
from selection.procedures.actions import moving
from selection.procedures.actions.versions import hold_version
from selection.procedures.forms import ExtendForm, MoveRoundForm
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from selection.procedures.scheme_words import dates_in_words
from selection.procedures.vacancy import told_moment
from selection.procedures.views.scope import blueprint, done, for_hr, shown

LAST_MINUTE = clock_time(23, 59)


@blueprint.route("/procedures/<uuid:procedure_id>/verlengen", methods=["GET", "POST"])
def extend(procedure_id: UUID) -> str | tuple[str, int] | Response:
    """Until when people can apply from now on; after the closing moment applications are reopened."""
    scope = for_hr(procedure_id)
    procedure, _hats = scope
    end = moving.require_extendable(procedure)
    told = told_moment(end)
    form = ExtendForm(data={"version": procedure.version, "hour": told.time(), "body": organisation().deciding_body.spoken(language())})
    if form.validate_on_submit() and form.day.data is not None and form.on.data is not None:
        rows = [(_("Last day to apply"), moment(_until(form)), moment(told)), (_("Reason"), form.reason.data, "")]
        hold_version(procedure, form.seen, rows, back_url=url_for("procedures.overview", procedure_id=procedure.id))
        decision = moving.Decision(on=form.on.data, body=form.body.data, reference=form.reference.data, reason=form.reason.data)
        try:
            moving.extend(actor(), procedure, until=_deadline(form), decision=decision, version=form.seen)
        except BadInput as error:
            form.refuse(error.context.get("field", "reason"), error.message)
        else:
            sentence = _("People can apply until %(moment)s. The letters wait under Messages until you release them.", moment=moment(_until(form)))
            return done("procedures.overview", sentence, procedure_id=procedure_id)
    told_people = sum(registry.concerned(procedure.id))
    page = shown("procedures/extend.html", scope, "overview", form=form, until=told, reopened=now() >= end, people=told_people)
    return (page, 422) if form.is_submitted() else page


def _deadline(form: ExtendForm) -> date | datetime:
    """A day where applications close at its end, as a definition has it."""
    hour: clock_time = form.hour.data or LAST_MINUTE
    day: date = form.day.data or date.min
    return day if hour == LAST_MINUTE else datetime.combine(day, hour)


def _until(form: ExtendForm) -> datetime:
    return datetime.combine(form.day.data or date.min, form.hour.data or LAST_MINUTE, BRUSSELS)


@blueprint.route("/procedures/<uuid:procedure_id>/ronde-verplaatsen", methods=["GET", "POST"])
def move_round(procedure_id: UUID) -> str | tuple[str, int] | Response:
    """A round on other days."""
    scope = for_hr(procedure_id)
    procedure, _hats = scope
    states.require(procedure, states.Act.MOVE_ROUND)
    form = MoveRoundForm(data={"version": procedure.version, "moments": True})
    form.round.choices = _rounds(procedure)
    if form.validate_on_submit() and form.days.data:
        rows = [(dict(form.round.choices)[form.round.data], f"{dates_in_words(form.days.data)} · {form.reason.data}", "")]
        hold_version(procedure, form.seen, rows, back_url=url_for("procedures.overview", procedure_id=procedure.id))
        try:
            values = {"round_code": form.round.data, "days": form.days.data, "reason": form.reason.data, "moments": bool(form.moments.data)}
            move, along = moving.move_round(actor(), procedure, version=form.seen, **values)
        except BadInput as error:
            form.refuse(error.context.get("field", "days"), error.message)
        else:
            return done("procedures.overview", _moved(procedure, move.round_code, move.old_days, along), procedure_id=procedure_id)
    page = shown("procedures/move_round.html", scope, "overview", form=form)
    return (page, 422) if form.is_submitted() else page


def _rounds(procedure: Procedure) -> list[tuple[str, str]]:
    """(code, title with its days) of the rounds that are not closed."""
    definition, closed = definition_of(procedure), {run.code for run in procedure.rounds if run.closed_at is not None}
    return [
        (round_.code, f"{round_.title} ({dates_in_words(definition.dates.get(round_.code, ())) or _('no day yet')})")
        for round_ in definition.scheme.rounds
        if round_.code not in closed
    ]


def _moved(procedure: Procedure, round_code: str, old_days: str, along: int) -> str:
    """What was done, and what is left to do."""
    days = frozenset(date.fromisoformat(day) for day in old_days.split(",") if day) - frozenset(definition_of(procedure).dates.get(round_code, ()))
    left = sum(registry.moments_planned(procedure.id, round_code, days))
    sentences = [_("The round has its new days. The letters wait under Messages until you release them.")]
    if along:
        sentences.append(
            _n("%(num)s planned moment went along. Tell it on the page Planning.", "%(num)s planned moments went along. Tell them on the page Planning.", along)
        )
    if left:
        sentences.append(
            _n(
                "%(num)s planned moment still stands on an old day. Move it under Planning.",
                "%(num)s planned moments still stand on an old day. Move them under Planning.",
                left,
            )
        )
    return " ".join(sentences)
