"""A second sitting of a round for named candidates."""

from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.errors import BadInput, NotFound
from selection.i18n import _, _n
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats, open_round, round_run
from selection.rounds.actions import sitting_again
from selection.rounds.forms import SecondSittingForm
from selection.rounds.models import SecondSitting
from selection.rounds.scope import round_led
from selection.rounds.sittings import Missed, who_missed
from selection.rounds.views.scope import back, blueprint, shown


@blueprint.route("/procedures/<uuid:procedure_id>/rondes/<round_code>/tweede-zitting", methods=["GET", "POST"])
def second_sitting(procedure_id: UUID, round_code: str) -> str | tuple[str, int] | Response:
    """Who did not sit, and the days and reason of a second sitting for those who are named."""
    scope = round_led(actor(), procedure_id, round_code)
    if not scope.hats.hr:
        raise NotFound
    sitting_again.refuse_away(scope)
    missed = who_missed(scope)
    form = SecondSittingForm(data={"version": scope.run.version})
    form.candidates.choices = [(str(one.candidate.id), _label(one, len(scope.round.parts) > 1)) for one in missed]
    if form.validate_on_submit() and form.days.data:
        chosen = [UUID(each) for each in form.candidates.data or ()]
        try:
            made = sitting_again.give(scope, chosen, days=form.days.data, reason=form.reason.data, version=form.seen_version)
        except BadInput as error:
            form.refuse(error.context.get("field", "reason"), error.message)
        else:
            return back(scope, _said(made))
    page = shown("rounds/second_sitting.html", scope, form=form)
    return (page, 422) if form.is_submitted() else page


def _label(one: Missed, several: bool) -> str:
    who = f"{one.candidate.code} · {one.candidate.person.name}" if one.candidate.code else one.candidate.person.name
    why = _("recorded as absent") if one.absences else _("nothing is recorded yet")
    return f"{who}: {', '.join(one.parts)}, {why}" if several else f"{who}, {why}"


def _said(made: list[SecondSitting]) -> str:
    return _n(
        "%(num)s candidate has a second sitting. The letter waits under Messages until you release it; plan the moment under Planning.",
        "%(num)s candidates have a second sitting. The letters wait under Messages until you release them; plan the moments under Planning.",
        len(made),
    )


@registry.otherwise.register
def otherwise(procedure: Procedure, hats: Hats) -> list[registry.Todo]:
    """The way to a second sitting, for HR while a round is open."""
    run = open_round(procedure)
    if run is None or not hats.hr:
        return []
    url = url_for("rounds.second_sitting", procedure_id=procedure.id, round_code=round_run(procedure, run.code).code)
    return [registry.Todo(text=_("For who did not sit, named and with a reason."), url=url, link=_("Give a second sitting of the open round"))]
