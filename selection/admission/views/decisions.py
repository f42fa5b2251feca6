"""The decision of the college: recorded for everybody who is prepared at once, corrected and undone for one."""

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for

from selection.accounts.request import actor
from selection.admission import deciding, pages, queries, states
from selection.admission.deciding import Content, Ruling
from selection.admission.forms import CorrectionForm, RulingForm, UndoForm
from selection.admission.models import Met
from selection.admission.queries import Case
from selection.admission.states import Act, State, stage_of
from selection.admission.views.scope import Answer, Scope, blueprint, case_for_hr, case_url, for_hr, index_url, shown, way_back
from selection.admission.words import outcome_words
from selection.candidates.finding import today
from selection.errors import BadInput, Refused
from selection.i18n import _, _n
from selection.organisation.queries import organisation
from selection.web.answers import done

CHOSEN = "chosen"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A prepared candidate in the form: `value` carries what was seen of the preparation."""

    value: str
    called: str
    url: str
    proposal: str
    refused: bool
    reason: str
    later: int
    ticked: bool


@blueprint.route("/beslissing", methods=["GET", "POST"])
def decide(procedure_id: UUID) -> Answer:
    """Record the decision for everybody who is ticked; all together or none."""
    scope = for_hr(procedure_id)
    cases = queries.cases_of(scope[0])
    form = RulingForm(data={"body": organisation().deciding_body.nl})
    if form.validate_on_submit():
        states.require(stage_of(scope[0]), State.PREPARED, Act.DECIDE)
        chosen = _chosen(cases)
        if not chosen:
            form.form_errors.append(_("Choose at least one candidate."))
        elif number := _decided(scope, form, chosen):
            sentence = _n(
                "The decision on %(num)s candidate is recorded. The letter waits in the outbox.",
                "The decision on %(num)s candidates is recorded. The letters wait in the outbox.",
                number,
            )
            return done(sentence, index_url(scope[0]))
    stage = stage_of(scope[0])
    note = "" if states.may(stage, State.PREPARED, Act.DECIDE) else states.why_not(stage, State.PREPARED, Act.DECIDE)
    page = shown("admission/decide.html", scope, form=form, choices=_choices(cases), waiting=sum(each.state is State.OPEN for each in cases), note=note)
    return (page, 422) if form.errors else page


def _choices(cases: list[Case]) -> list[Choice]:
    sent, asked = request.form.getlist(CHOSEN), request.args.get("kandidaat", "")
    prepared = [case for case in cases if case.state is State.PREPARED]
    return [_choice(case, sent=sent if request.method == "POST" else None, asked=asked) for case in prepared]


def _choice(case: Case, *, sent: list[str] | None, asked: str) -> Choice:
    value = f"{case.candidate.id}:{case.version}"
    return Choice(
        value=value,
        called=pages.called(case.candidate),
        url=case_url(case),
        proposal=outcome_words(case.proposal),
        refused=case.proposal == "refused",
        reason=case.preparation.reason if case.preparation is not None else "",
        later=len(case.standing(Met.LATER)),
        ticked=value in sent if sent is not None else asked in ("", str(case.candidate.id)),
    )


def _chosen(cases: list[Case]) -> list[tuple[Case, int]]:
    """Who was ticked, each with the version that the page showed; what names nobody here is left out."""
    by_id = {str(case.candidate.id): case for case in cases}
    found = []
    for value in request.form.getlist(CHOSEN):
        id_, _colon, version = value.partition(":")
        if id_ in by_id and version.isascii() and version.isdigit() and len(version) < 10:
            found.append((by_id[id_], int(version)))
    return found


def _ruling(form: RulingForm) -> Ruling:
    return Ruling(on=form.on.data or today(), reference=form.reference.data or "", body=form.body.data or "")


def _decided(scope: Scope, form: RulingForm, chosen: list[tuple[Case, int]]) -> int:
    """How many decisions were recorded; none, with a sentence on the form, when they cannot be."""
    try:
        with way_back(url_for("admission.decide", procedure_id=scope[0].id)):
            return deciding.decide(scope[0], chosen, _ruling(form), today=today(), actor=actor())
    except BadInput as bad:
        form.refuse("on", bad.message)
    except Refused as refused:
        form.form_errors.append(refused.message)
    return 0


@blueprint.route("/<uuid:candidate_id>/beslissing/verbeteren", methods=["GET", "POST"])
def correct(procedure_id: UUID, candidate_id: UUID) -> Answer:
    """Put another decision in the place of the one that holds, with a reason."""
    scope, found = case_for_hr(procedure_id, candidate_id)
    states.require(stage_of(scope[0]), found.state, Act.CORRECT)
    form = CorrectionForm(data=_stored(found))
    if form.validate_on_submit() and _corrected(scope, found, form):
        return done(_("The decision is corrected. The exclusion and the letter follow what holds now."), case_url(found))
    page = shown("admission/correct.html", scope, form=form, case=found, called=pages.called(found.candidate))
    return (page, 422) if form.errors else page


def _stored(found: Case) -> dict[str, object]:
    row = found.decision
    if row is None:
        return {}
    texts = {"reference": row.reference, "body": row.body, "reason": row.reason, "grounds": row.grounds}
    return {"on": row.on, "outcome": str(row.outcome), "seen": str(row.id), **texts}


def _corrected(scope: Scope, found: Case, form: CorrectionForm) -> bool:
    content = Content(outcome=form.outcome.data, reason=form.reason.data or "", grounds=form.grounds.data or "")
    try:
        with way_back(case_url(found)):
            deciding.correct(scope[0], found, _ruling(form), content, seen=form.seen.as_id(), why=form.why.data or "", today=today(), actor=actor())
    except (BadInput, Refused) as fault:
        form.form_errors.append(fault.message)
        return False
    return True


@blueprint.route("/<uuid:candidate_id>/beslissing/ongedaan", methods=["GET", "POST"])
def undo(procedure_id: UUID, candidate_id: UUID) -> Answer:
    """Take the decision back, with a reason."""
    scope, found = case_for_hr(procedure_id, candidate_id)
    states.require(stage_of(scope[0]), found.state, Act.UNDO)
    form = UndoForm(data={"seen": str(found.decision.id) if found.decision is not None else ""})
    if form.validate_on_submit():
        with way_back(case_url(found)):
            deciding.undo(scope[0], found, seen=form.seen.as_id(), why=form.reason.data or "", actor=actor())
        return done(_("The decision is undone. The candidate is prepared again."), case_url(found))
    words = deciding.decision_words(found.decision) if found.decision is not None else ""
    page = shown("admission/undo.html", scope, form=form, case=found, called=pages.called(found.candidate), words=words)
    return (page, 422) if form.errors else page
