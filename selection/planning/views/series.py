"""The planning of a procedure, a series of moments, and giving them out."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from selection.errors import BadInput
from selection.i18n import _, _n
from selection.planning import actions, pages
from selection.planning.forms import AssignForm, SeriesForm
from selection.planning.scope import actor, part_scope, procedure_scope
from selection.planning.standing import WORDS, State
from selection.planning.times import moment_of
from selection.planning.times import series as moments_between
from selection.planning.views.scope import BASE, Answer, blueprint, chosen, done, shown, shown_form
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats


@blueprint.get(BASE)
def index(procedure_id: UUID) -> Answer:
    """The moments of the parts that this person reads, day by day; `?dag=2026-12-01` gives one day, `?stand=vrij` the moments in one state."""
    procedure, hats = procedure_scope(procedure_id)
    return _index(procedure, hats, AssignForm())


def _index(procedure: Procedure, hats: Hats, order: AssignForm) -> str:
    day, state = chosen()
    everything = pages.plan_of(procedure, hats)
    plans = everything if day is None and state is None else pages.plan_of(procedure, hats, day, state)
    states = [(str(each), WORDS[each]) for each in (State if any(plan.planning or plan.closed for plan in plans) else ())]
    return shown("planning/index.html", procedure, hats, plans=plans, days=pages.days_of(everything), day=day, state=state, states=states, order=order)


@blueprint.route(f"{BASE}/<part_code>/reeks", methods=["GET", "POST"])
def series(procedure_id: UUID, part_code: str) -> Answer:
    """Make a series of moments."""
    scope = part_scope(procedure_id, part_code)
    first = next(iter(scope.definition.dates.get(scope.round.code, ())), None)
    form = SeriesForm(data={"day": first})
    if form.validate_on_submit():
        try:
            count = _make(scope, form)
        except BadInput as error:
            form.refuse(error.context.get("field", "begin"), error.message)
        else:
            return done(scope, actions.made_words(count))
    return shown_form("planning/series.html", scope, form)


def _make(scope: Any, form: SeriesForm) -> int:
    begin, end = (hour_of(form, name) for name in ("begin", "end"))
    length, pause = (timedelta(minutes=int(field.data or 0)) for field in (form.length, form.pause))
    return actions.add_series(scope, moments_between(begin, end, length, pause), form.place.data or "", form.video.data or "", actor=actor())


def hour_of(form: Any, name: str) -> datetime:
    """The moment that a form says; BadInput that names the field for an hour that does not exist that day."""
    try:
        return moment_of(form.day.data, form[name].data)
    except ValueError as error:
        raise BadInput(str(error), field=name) from None


@blueprint.post(f"{BASE}/<part_code>/toewijzen")
def assign(procedure_id: UUID, part_code: str) -> Answer:
    """Give the free moments to who is admitted and has none."""
    scope, form = part_scope(procedure_id, part_code), AssignForm()
    if not form.validate_on_submit():
        return _index(scope.procedure, scope.hats, form), 422
    count = actions.assign_all(scope, form.order.data, actor=actor())
    if not count:
        return done(scope, _("There was nothing to give out: no free moment is left, or everybody has one."), "info")
    return done(scope, _n("%(num)s candidate has a moment now.", "%(num)s candidates have a moment now.", count))
