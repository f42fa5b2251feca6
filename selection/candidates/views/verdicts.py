"""The verdicts of a part for everybody who is admitted to its round, in one form."""

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for

from scoring.scheme import Part
from selection.accounts.request import actor
from selection.candidates import queries, recording, states
from selection.candidates.finding import SUITABLE, UNSUITABLE, Ground, Statement, fault, ground_of
from selection.candidates.forms import Rows, VerdictRow, VerdictsForm, seen_id
from selection.candidates.models import Candidate, Finding, FindingKind
from selection.candidates.states import Act
from selection.candidates.views.scope import Answer, blueprint, called, for_hr, index_url, shown
from selection.errors import Conflict, NotFound
from selection.i18n import _, _n
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of, open_round, round_run
from selection.web.answers import done


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row: the candidate, what holds, and its form. `note` says why nothing can be entered."""

    candidate: Candidate
    called: str
    current: Finding | None
    form: VerdictRow
    note: str


@blueprint.route("/oordelen/<part_code>", methods=["GET", "POST"])
def verdicts(procedure_id: UUID, part_code: str) -> Answer:
    """Enter or correct the verdicts of all admitted candidates; all rows are saved together or none is."""
    scope = for_hr(procedure_id)
    procedure = scope[0]
    scheme = definition_of(procedure).scheme
    part = scheme.part(part_code)
    if part is None or not part.is_verdict:
        raise NotFound
    states.require(procedure, Act.JUDGE)
    waiting = _waiting(procedure, part)
    form, (ground, entries) = VerdictsForm(), _entries(procedure, part) if not waiting else (None, [])
    if form.validate_on_submit() and ground is not None:
        said = _said(form, entries, part)
        _refuse_stale(ground, said, url_for("candidates.verdicts", procedure_id=procedure_id, part_code=part_code))
        if _checked(form, ground, entries, said):
            for entry, statement in said:
                recording.write(ground, entry.candidate, statement, why=statement.reason, actor=actor())
            return done(_n("One verdict is saved.", "%(num)s verdicts are saved.", len(said)), index_url(procedure))
    summary = Rows(form, *(entry.form for entry in entries))
    page = shown("candidates/verdicts.html", scope, form=summary, shared=form, entries=entries, part=part, waiting=waiting)
    return (page, 422) if form.is_submitted() else page


def _waiting(procedure: Procedure, part: Part) -> str:
    """Why no verdict can be entered yet; empty when the round is open or closed."""
    run = round_run(procedure, definition_of(procedure).scheme.round_of(part.code).code)
    current = open_round(procedure)
    if run.closed_at is None and (current is None or current.id != run.id):
        return _("The round of %(part)s is not open yet. Nothing is recorded in advance: wait until the round before it is closed.", part=part.title)
    return ""


def _entries(procedure: Procedure, part: Part) -> tuple[Ground, list[Entry]]:
    candidates = queries.candidates_of(procedure.id)
    ground = ground_of(procedure, candidates, part.code)
    entries = []
    for candidate in candidates:
        current = ground.finding(candidate, FindingKind.VERDICT, part.code)
        if candidate.id in ground.admitted or current is not None:
            entries.append(_entry(ground, candidate, current, part))
    return ground, entries


def _entry(ground: Ground, candidate: Candidate, current: Finding | None, part: Part) -> Entry:
    other = next((kind for kind in (FindingKind.ABSENT, FindingKind.EXEMPT) if ground.finding(candidate, kind, part.code)), None)
    note = {FindingKind.ABSENT: _("Absent in this part"), FindingKind.EXEMPT: _("Exempt from this part")}[other] if other else ""
    data = {"seen": str(current.id), "value": current.value, "on": current.on, "source": current.source} if current is not None else {}
    form = VerdictRow(request.form if request.method == "POST" else None, prefix=f"{candidate.id.hex}-", data=data)
    for field in (form.value, form.on, form.source, form.reason):
        field.label.text = f"{candidate.code}: {field.label.text}"
    return Entry(candidate=candidate, called=called(candidate), current=current, form=form, note=note)


def _said(form: VerdictsForm, entries: list[Entry], part: Part) -> list[tuple[Entry, Statement]]:
    """What the rows say that differs from what holds; unreadable dates are marked on the row."""
    said = []
    for entry in entries:
        row = entry.form
        if not row.validate() or not row.value.data:
            continue
        on, source = row.on.data or form.on.data, row.source.data or form.source.data
        same = entry.current is not None and (row.value.data, row.on.data, row.source.data) == (entry.current.value, entry.current.on, entry.current.source)
        if same:
            continue
        if row.value.data not in (SUITABLE, UNSUITABLE):
            row.value.errors = [_("Choose the verdict.")]
        if on is None:
            row.on.errors = [_("Fill in the date, here or above for all.")]
        if not source:
            row.source.errors = [_("Fill in the source, here or above for all.")]
        if on is not None and not row.errors:
            reason = row.reason.data or ""
            said.append((entry, Statement(kind=FindingKind.VERDICT, part_code=part.code, value=row.value.data, on=on, source=source, reason=reason)))
    return said


def _refuse_stale(ground: Ground, said: list[tuple[Entry, Statement]], back_url: str) -> None:
    stale = [
        recording.both(ground, entry.candidate, statement)
        for entry, statement in said
        if not recording.agrees(ground, entry.candidate, statement, seen_id(entry.form.seen))
    ]
    if stale:
        raise Conflict("errors/conflict.html", message=recording.changed_meanwhile(), rows=stale, back_url=back_url)


def _checked(form: VerdictsForm, ground: Ground, entries: list[Entry], said: list[tuple[Entry, Statement]]) -> bool:
    """Whether every row can be saved; what cannot is marked on its row."""
    for entry, statement in said:
        if sentence := fault(ground, entry.candidate, statement):
            entry.form.value.errors = [sentence]
        elif entry.current is not None and not statement.reason:
            entry.form.reason.errors = [_("Give the reason of the correction.")]
    if any(entry.form.errors for entry in entries):
        return False
    if not said:
        form.form_errors.append(_("No verdict was entered or changed."))
    return bool(said)
