"""Recording, correcting and undoing what is found about a candidate."""

from uuid import UUID

from flask import url_for

from scoring.scheme import Part
from selection.accounts.request import actor
from selection.candidates import queries, recording, states
from selection.candidates.finding import OF_A_PART, Statement, carried_points, ground_of, in_words, kind_noun
from selection.candidates.finding import today as this_day
from selection.candidates.forms import FindingForm, ReasonForm, seen_id
from selection.candidates.models import Candidate, Finding, FindingKind
from selection.candidates.states import Act
from selection.candidates.views.scope import Answer, Scope, blueprint, called, candidate_for_hr, candidate_url, shown, way_back
from selection.errors import NotFound, Refused
from selection.forms import number_text, read_number
from selection.i18n import _
from selection.procedures.queries import definition_of
from selection.web.answers import done

KINDS = {
    "oordeel": FindingKind.VERDICT,
    "afwezig": FindingKind.ABSENT,
    "vrijgesteld": FindingKind.EXEMPT,
    "teruggetrokken": FindingKind.WITHDRAWN,
    "uitgesloten": FindingKind.EXCLUDED,
}
WORDS = {kind.value: word for word, kind in KINDS.items()}


def finding_url(candidate: Candidate, kind: str, part_code: str = "") -> str:
    """Address of the form for a kind of finding."""
    place = {"part_code": part_code} if part_code else {}
    return url_for("candidates.record_finding", procedure_id=candidate.procedure_id, candidate_id=candidate.id, word=WORDS[kind], **place)  # type: ignore[arg-type]


@blueprint.route("/<uuid:candidate_id>/vaststellen/<any(oordeel, afwezig, vrijgesteld):word>/<part_code>", methods=["GET", "POST"])
@blueprint.route("/<uuid:candidate_id>/vaststellen/<any(teruggetrokken, uitgesloten):word>", methods=["GET", "POST"])
def record_finding(procedure_id: UUID, candidate_id: UUID, word: str, part_code: str = "") -> Answer:
    """Record a finding, or correct the one that holds."""
    scope, candidate = candidate_for_hr(procedure_id, candidate_id)
    kind = KINDS[word]
    part = definition_of(scope[0]).scheme.part(part_code)
    if kind in OF_A_PART and (part is None or (kind == FindingKind.VERDICT and not part.is_verdict)):
        raise NotFound
    states.require(scope[0], Act.JUDGE if kind in OF_A_PART else Act.LEAVE)
    current = ground_of(scope[0], [candidate], part_code).finding(candidate, kind, part_code)
    form = _form(kind, part, current)
    if form.validate_on_submit() and (said := _said(scope, form, kind, part)) is not None and _recorded(scope, candidate, form, said):
        return done(_("Saved. The outcome follows what holds now."), candidate_url(candidate))
    page = shown(
        "candidates/finding.html",
        scope,
        form=form,
        candidate=candidate,
        called=called(candidate),
        kind=kind.value,
        noun=kind_noun(kind),
        part=part,
        current=current,
        closed=part is not None and _closed(scope, part),
    )
    return (page, 422) if form.is_submitted() else page


def _closed(scope: Scope, part: Part) -> bool:
    procedure = scope[0]
    code = definition_of(procedure).scheme.round_of(part.code).code
    return any(run.code == code and run.closed_at is not None for run in procedure.rounds)


def _form(kind: FindingKind, part: Part | None, current: Finding | None) -> FindingForm:
    data: dict[str, object] = {"seen": ""} if kind in (FindingKind.VERDICT, FindingKind.EXEMPT) else {"seen": "", "on": this_day()}
    if current is not None:
        points = number_text(read_number(current.value)) if kind == FindingKind.EXEMPT and current.value else ""
        data = {"value": current.value, "points": points, "on": current.on, "source": current.source, "reason": current.reason, "seen": str(current.id)}
    form = FindingForm(data=data)
    form.prepare(kind, scored=part is not None and not part.is_verdict, correcting=bool(form.seen.data))
    return form


def _said(scope: Scope, form: FindingForm, kind: FindingKind, part: Part | None) -> Statement | None:
    """What the form says; None after marking carried points that cannot be."""
    value = form.text("value")
    if kind == FindingKind.EXEMPT and part is not None:
        try:
            value = carried_points(definition_of(scope[0]).scheme, part, form.text("points"))
        except ValueError as error:
            form.refuse("points", str(error))
            return None
    on = form.on.data or this_day()
    return Statement(kind=kind, part_code=part.code if part is not None else "", value=value, on=on, source=form.text("source"), reason=form.text("reason"))


def _recorded(scope: Scope, candidate: Candidate, form: FindingForm, said: Statement) -> bool:
    """Whether it is stored; a sentence on the form when it cannot be."""
    try:
        with way_back(finding_url(candidate, said.kind.value, said.part_code)):
            recording.record(scope[0], candidate, said, seen=seen_id(form.seen), why=form.text("why"), actor=actor())
    except Refused as refused:
        form.form_errors.append(refused.message)
        return False
    return True


@blueprint.route("/<uuid:candidate_id>/vaststellingen/<uuid:finding_id>/ongedaan", methods=["GET", "POST"])
def undo_finding(procedure_id: UUID, candidate_id: UUID, finding_id: UUID) -> Answer:
    """Undo a finding, with a reason; also after the round is closed."""
    scope, candidate = candidate_for_hr(procedure_id, candidate_id)
    finding = queries.finding_of(candidate, finding_id)
    states.require(scope[0], Act.LEAVE)
    form = ReasonForm()
    if form.validate_on_submit():
        recording.undo(scope[0], candidate, finding, why=form.reason.data, actor=actor())
        return done(_("Undone. The outcome follows what holds now."), candidate_url(candidate))
    part = definition_of(scope[0]).scheme.part(finding.part_code)
    closed = part is not None and _closed(scope, part)
    page = shown(
        "candidates/undo_finding.html", scope, form=form, candidate=candidate, called=called(candidate), words=in_words(finding), part=part, closed=closed
    )
    return (page, 422) if form.is_submitted() else page
