"""One point after the decision, and a document whose age counts."""

from uuid import UUID

from selection.accounts.request import actor
from selection.admission import pages, papers, proving, states
from selection.admission.asked import Point
from selection.admission.forms import NoticedForm, PointForm
from selection.admission.models import Kind
from selection.admission.proving import Noticed
from selection.admission.queries import Case
from selection.admission.states import Act, stage_of
from selection.admission.views.scope import Answer, Scope, blueprint, case_for_hr, case_url, point_in, shown, way_back
from selection.admission.words import months_words
from selection.candidates.finding import today
from selection.errors import BadInput, NotFound
from selection.i18n import _
from selection.procedures.queries import definition_of
from selection.web.answers import done


@blueprint.route("/<uuid:candidate_id>/punt/<any(voorwaarde, document):point_kind>/<point_code>", methods=["GET", "POST"])
def point(procedure_id: UUID, candidate_id: UUID, point_kind: str, point_code: str) -> Answer:
    """Record how one point stands now that the college has decided: a proof came in, or it did not."""
    scope, found = case_for_hr(procedure_id, candidate_id)
    asked = point_in(found, pages.KINDS[point_kind], point_code)
    states.require(stage_of(scope[0]), found.state, Act.PROVE)
    stored = found.checks.get(asked.key)
    data = {"outcome": str(stored.outcome), "due_on": stored.due_on, "note": stored.note, "seen": str(stored.id)} if stored is not None else {"seen": ""}
    form = PointForm(data=data)
    if form.validate_on_submit() and _changed(scope, found, asked, form):
        return done(_("Saved: %(what)s", what=asked.title), case_url(found))
    page = shown(
        "admission/point.html", scope, form=form, case=found, point=asked, tongue=definition_of(scope[0]).language, called=pages.called(found.candidate)
    )
    return (page, 422) if form.errors else page


def _changed(scope: Scope, found: Case, asked: Point, form: PointForm) -> bool:
    try:
        with way_back(case_url(found)):
            proving.change_point(scope[0], found, asked, form.checked(), seen=form.seen.as_id(), today=today(), actor=actor())
    except BadInput as bad:
        form.refuse("due_on", bad.message)
        return False
    return True


@blueprint.route("/<uuid:candidate_id>/gezien/<document_code>", methods=["GET", "POST"])
def see(procedure_id: UUID, candidate_id: UUID, document_code: str) -> Answer:
    """Note that a document whose age counts was seen, and its day; the file of an extract is removed."""
    scope, found = case_for_hr(procedure_id, candidate_id)
    asked = point_in(found, Kind.DOCUMENT, document_code)
    if asked.months is None:
        raise NotFound
    states.require(stage_of(scope[0]), found.state, Act.SEE)
    stored = found.seen.get(asked.code)
    form = NoticedForm(data={"delivered_on": stored.delivered_on, "seen": str(stored.id)} if stored is not None else {"seen": ""})
    form.prepare(correcting=stored is not None)
    if form.validate_on_submit() and _noticed(scope, found, asked, form):
        return done(_("Noted that %(document)s was seen.", document=asked.title), case_url(found))
    files = papers.answering(candidate_id, asked.code)
    allowed = months_words(asked.months)
    page = shown("admission/see.html", scope, form=form, case=found, point=asked, files=files, allowed=allowed, called=pages.called(found.candidate))
    return (page, 422) if form.errors else page


def _noticed(scope: Scope, found: Case, asked: Point, form: NoticedForm) -> bool:
    noticed = Noticed(delivered_on=form.delivered_on.data or today(), why=(form.why.data or "") if "why" in form else "")
    try:
        with way_back(case_url(found)):
            proving.see(scope[0], found, asked, noticed, seen=form.seen.as_id(), today=today(), actor=actor())
    except BadInput as bad:
        form.refuse("delivered_on", bad.message)
        return False
    return True
