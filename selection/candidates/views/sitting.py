"""Who sat for a candidate: one form over all parts of a round."""

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for

from selection.accounts.request import actor
from selection.candidates import queries, sitting, states
from selection.candidates.forms import EmptyForm, Rows, SittingRow, seen_id
from selection.candidates.sitting import Choice, Place
from selection.candidates.states import Act
from selection.candidates.views.scope import Answer, blueprint, called, candidate_for_hr, candidate_url, shown, way_back
from selection.i18n import _, _n
from selection.procedures.queries import definition_of
from selection.web.answers import done


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One assessor in one part, with the form of the row."""

    place: Place
    form: SittingRow


@blueprint.route("/<uuid:candidate_id>/wie-zat/<round_code>", methods=["GET", "POST"])
def record_not_sitting(procedure_id: UUID, candidate_id: UUID, round_code: str) -> Answer:
    """Record who did not sit for a candidate in a round, and take it back."""
    scope, candidate = candidate_for_hr(procedure_id, candidate_id)
    procedure = scope[0]
    places = sitting.places(procedure, candidate, round_code)
    states.require(procedure, Act.SEAT)
    form, entries = EmptyForm(), [_entry(place) for place in places]
    if form.validate_on_submit():
        choices = [(entry.place, _choice(entry)) for entry in entries if entry.form.validate()]
        if _checked(entries, choices):
            with way_back(url_for("candidates.record_not_sitting", procedure_id=procedure_id, candidate_id=candidate_id, round_code=round_code)):
                number = sitting.record(procedure, candidate, choices, actor=actor())
            sentence = _n("One change of who sat is saved.", "%(num)s changes of who sat are saved.", number) if number else _("Nothing was changed.")
            return done(sentence, candidate_url(candidate))
    title = next(round_.title for round_ in definition_of(procedure).scheme.rounds if round_.code == round_code)
    summary = Rows(form, *(entry.form for entry in entries))
    page = shown("candidates/sitting.html", scope, form=summary, entries=entries, candidate=candidate, called=called(candidate), round_title=title)
    return (page, 422) if form.is_submitted() else page


def _entry(place: Place) -> Entry:
    row = place.row
    data = {"why": row.why, "reason": row.reason, "seen": str(row.id)} if row is not None else {"why": sitting.SAT}
    form = SittingRow(request.form if request.method == "POST" else None, prefix=f"{place.part_code}-{place.account.id.hex}-", data=data)
    form.offer()
    for field in (form.why, form.reason):
        field.label.text = f"{place.part_title}, {place.account.name}: {field.label.text}"
    return Entry(place=place, form=form)


def _choice(entry: Entry) -> Choice:
    form, place = entry.form, entry.place
    reason = (form.reason.data or "") if form.why.data != sitting.SAT else ""
    return Choice(part_code=place.part_code, account_id=place.account.id, why=form.why.data, reason=reason, seen=seen_id(form.seen))


def _checked(entries: list[Entry], choices: list[tuple[Place, Choice]]) -> bool:
    """Whether every row can be recorded; what cannot is marked on its row."""
    by_place = {(place.part_code, place.account.id): choice for place, choice in choices}
    for entry in entries:
        choice = by_place.get((entry.place.part_code, entry.place.account.id))
        if choice is not None and (sentence := sitting.fault(entry.place, choice)):
            (entry.form.why if choice.reason else entry.form.reason).errors = [sentence]
    return not any(entry.form.errors for entry in entries)


@blueprint.post("/<uuid:candidate_id>/wie-zat/<uuid:row_id>/ongedaan")
def undo_not_sitting(procedure_id: UUID, candidate_id: UUID, row_id: UUID) -> Answer:
    """Take one absence of an assessor back."""
    scope, candidate = candidate_for_hr(procedure_id, candidate_id)
    sitting.end(scope[0], candidate, queries.not_sitting_of(candidate, row_id), actor=actor())
    return done(_("The assessor sits again and is expected."), candidate_url(candidate))
