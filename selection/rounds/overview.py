"""What a round adds to the overview of its procedure: lines in the stepper, what waits, and the list of candidates. Within what the reader may know."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import current_app, g, url_for

from scoring import PartState, Status
from scoring.scheme import Part, Round
from scoring.texts import points_text
from selection.accounts.models import Account
from selection.candidates.models import Finding, FindingKind
from selection.candidates.queries import candidates_of, current_findings
from selection.i18n import _, _n, language
from selection.procedures import registry
from selection.procedures.blindness import names_hidden
from selection.procedures.models import Procedure, ProcedureState
from selection.procedures.queries import Hats, definition_of, has_sheets, open_round
from selection.procedures.registry import CandidateTable, Cell, Column, RoundNote, Todo
from selection.procedures.scheme_words import figure as rule_figure
from selection.results.collect import Outcome, closed_rounds, outcome_of
from selection.results.sentences import figure
from selection.rounds.gap_words import summary
from selection.rounds.gaps import GONE, standing_of
from selection.rounds.proposal_words import waiting_for
from selection.rounds.queries import passed
from selection.rounds.request_words import shown_requests
from selection.rounds.scope import RoundScope, scope_of
from selection.scoresheets.progress import RoundProgress
from selection.scoresheets.progress import progress as round_progress

STATUS_TAGS = {
    Status.PENDING: ("info", "clock"),
    Status.RANKED: ("good", "check"),
    Status.FAILED_PART: ("bad", "cross"),
    Status.UNSUITABLE: ("bad", "ban"),
    Status.BELOW_TOTAL: ("bad", "below"),
    Status.ABSENT: ("mute", "minus"),
    Status.WITHDRAWN: ("mute", "undo"),
    Status.EXCLUDED: ("mute", "ban"),
}


def _account() -> Account | None:
    account: Account | None = g.get("account")
    return account


@registry.round_notes.register
def round_notes(procedure: Procedure, hats: Hats) -> Mapping[str, RoundNote]:
    """For HR and who acts as chair: who passed a closed round, how far the open one is."""
    if procedure.state != ProcedureState.RUNNING or not (hats.hr or hats.chairs):
        return {}
    scheme, closed, current = definition_of(procedure).scheme, closed_rounds(procedure), open_round(procedure)
    outcome = outcome_of(procedure, rounds=closed)
    notes = {}
    for round_ in scheme.rounds:
        if not (hats.hr or round_.code in hats.chairs):
            continue
        if round_.code in closed:
            notes[round_.code] = RoundNote(lines=[_passed_line(outcome, round_)])
        elif current is not None and round_.code == current.code:
            notes[round_.code] = RoundNote(lines=[_open_line(procedure, outcome, round_)])
    return notes


def _passed_line(outcome: Outcome, round_: Round) -> str:
    result = outcome.result
    taking = [code for code in result.candidates if result.status(code) not in GONE and result.round_state(code, round_.code) is not PartState.NOT_ADMITTED]
    through = len(passed(outcome, round_.code))
    if has_sheets(round_):
        return _n("%(done)s of %(num)s passed", "%(done)s of %(num)s passed", len(taking), done=through)
    return _n("%(done)s of %(num)s suitable", "%(done)s of %(num)s suitable", len(taking), done=through)


def _open_line(procedure: Procedure, outcome: Outcome, round_: Round) -> str:
    if has_sheets(round_):
        found = round_progress(procedure, round_.code)
        return _n("%(done)s of %(num)s sheet submitted", "%(done)s of %(num)s sheets submitted", found.expected, done=found.submitted)
    result = outcome.result
    taking = [code for code in result.candidates if result.status(code) not in GONE and result.round_state(code, round_.code) is not PartState.NOT_ADMITTED]
    done = sum(result.round_state(code, round_.code) is not PartState.PENDING for code in taking)
    return _n("%(done)s of %(num)s verdict recorded", "%(done)s of %(num)s verdicts recorded", len(taking), done=done)


@registry.waiting.register
def waiting(procedure: Procedure, hats: Hats) -> Sequence[Todo]:
    """For HR and who acts as chair: what the open round still lacks, and proposals that wait for this person."""
    account, current = _account(), open_round(procedure)
    if account is None or procedure.state != ProcedureState.RUNNING:
        return []
    found: list[Todo] = []
    if current is not None:
        scope = scope_of(account, procedure, hats, current.code)
        if hats.hr or hats.acts_as_chair(current.code):
            found.append(_round_todo(scope))
            found += [
                Todo(text=f"{one.title}.", url=f"{_progress_url(scope)}#requests", link=_("See the request"), blocks=False) for one in shown_requests(scope)
            ]
    if hats.hr or hats.chairs:
        found += [
            Todo(text=_("%(name)s proposes: %(what)s.", name=one.who, what=one.title), url=one.url, link=_("Look and decide"), blocks=False)
            for one in waiting_for(account, procedure, hats)
        ]
    return found


def _progress_url(scope: RoundScope) -> str:
    return url_for("rounds.progress", procedure_id=scope.procedure.id, round_code=scope.round.code)


def _round_todo(scope: RoundScope) -> Todo:
    missing = summary(standing_of(scope).gaps)
    url = url_for("rounds.close", procedure_id=scope.procedure.id, round_code=scope.round.code)
    if missing:
        return Todo(text=_("“%(round)s” cannot be closed yet.", round=scope.round.title) + " " + missing, url=url, link=_("See what is missing"))
    if scope.may_close:
        return Todo(text=_("Everything is there: “%(round)s” can be closed.", round=scope.round.title), url=url, link=_("Close the round"), blocks=False)
    who = _("The chair closes “%(round)s”: everything is there.") if scope.has_sheets else _("HR closes “%(round)s”: everything is there.")
    return Todo(text=who % {"round": scope.round.title}, blocks=False)


@registry.candidate_tables.register
def candidate_table(procedure: Procedure, hats: Hats) -> CandidateTable | None:
    """The candidates for HR and who acts as chair: points of closed rounds, verdicts, sheets of the open round, status as far as closed rounds say."""
    if not hats.hr and not hats.chairs:
        return None
    candidates = candidates_of(procedure.id)
    scheme, closed, current = definition_of(procedure).scheme, closed_rounds(procedure), open_round(procedure)
    rounds = [round_ for round_ in scheme.rounds if hats.hr or round_.code in hats.seats]
    outcome = outcome_of(procedure, rounds=closed)
    open_sheets = current is not None and any(round_.code == current.code and has_sheets(round_) for round_ in rounds)
    found = round_progress(procedure, current.code) if open_sheets and current is not None else None
    findings = current_findings(procedure.id)
    cells = _Cells(hats, outcome, findings, closed, found, current.code if current is not None else "")
    columns = [Column(label=part.title, unit=_unit(part), numeric=part.points is not None) for round_ in rounds for part in round_.parts]
    rows, hidden = [], not hats.hr and names_hidden(hats.account_id, procedure)
    for candidate in candidates:
        parts = [cells.part(round_, part, candidate.id) for round_ in rounds for part in round_.parts]
        url = url_for("candidates.show", procedure_id=procedure.id, candidate_id=candidate.id) if hats.hr and _there("candidates.show") else None
        rows.append((_name(hats, candidate.code, candidate.person.name, hidden=hidden), url, [*parts, cells.status(candidate.id)]))
    note = _("Points appear when a round is closed.")
    return CandidateTable(columns=[*columns, Column(label=_("Status"))], rows=rows, note=note)


def _there(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def _name(hats: Hats, code: str | None, name: str, *, hidden: bool) -> str:
    """HR sees code and name; the chair the code once there is one, and until then the name unless it is hidden."""
    if code is None:
        return _("(hidden)") if hidden else name
    return f"{code} {name}" if hats.hr else code


def _unit(part: Part) -> str:
    return "" if part.points is None else _("of %(points)s", points=rule_figure(part.points))


class _Cells:
    """The cells of the list, from what was read once."""

    def __init__(
        self,
        hats: Hats,
        outcome: Outcome,
        findings: Mapping[UUID, Sequence[Finding]],
        closed: frozenset[str],
        found: RoundProgress | None,
        current: str,
    ) -> None:
        self._hats, self._outcome, self._findings, self._closed, self._current = hats, outcome, findings, closed, current
        self._sheets = {(entry.candidate_id, entry.part_code): entry for entry in found.entries} if found is not None else {}

    def part(self, round_: Round, part: Part, candidate_id: UUID) -> Cell:
        """Points, verdict, absence or sheets of one part; empty while it says nothing yet."""
        kinds = {str(row.kind): row for row in self._findings.get(candidate_id, ()) if row.part_code == part.code}
        known = round_.code in self._closed or (self._hats.hr and round_.code == self._current)
        if FindingKind.ABSENT in kinds and known:
            return Cell(text=_("absent"))
        if FindingKind.EXEMPT in kinds and part.is_verdict and known:
            return Cell(text=_("exempt"))
        if part.is_verdict:
            verdict = kinds.get(FindingKind.VERDICT)
            return Cell(text=(_("suitable") if verdict.value == "suitable" else _("unsuitable")) if verdict is not None and known else "–")
        if round_.code in self._closed:
            return Cell(text=self._points(part, candidate_id))
        entry = self._sheets.get((candidate_id, part.code))
        return Cell(text=_("%(done)s of %(all)s sheets", done=len(entry.submitted), all=len(entry.expected)) if entry is not None else "–")

    def _points(self, part: Part, candidate_id: UUID) -> str:
        code, result = self._outcome.codes.get(candidate_id), self._outcome.result
        if code is None:
            return "–"
        points = next(one.points for one in result.of(code).parts if one.part == part.code)
        return "–" if points is None else figure(points_text(result.scheme, points), language())

    def _knows(self, candidate_id: UUID, code: str) -> bool:
        """Whether the reader may know the status: HR always, others when it does not rest on what was found in a round that is still open."""
        if self._hats.hr or self._outcome.result.status(code) in GONE or not self._current:
            return True
        failed = [round_.code for round_ in self._outcome.definition.scheme.rounds if self._outcome.result.round_state(code, round_.code) is PartState.FAILED]
        return bool(failed) and (failed[0] in self._closed or failed[0] in self._hats.chairs)

    def status(self, candidate_id: UUID) -> Cell:
        """R14, as far as closed rounds say."""
        code = self._outcome.codes.get(candidate_id)
        if code is None:
            return Cell(text="–")
        status = self._outcome.result.status(code) if self._knows(candidate_id, code) else Status.PENDING
        words = {
            Status.PENDING: _("Pending"),
            Status.RANKED: _("Ranked"),
            Status.FAILED_PART: _("Not passed"),
            Status.UNSUITABLE: _("Unsuitable"),
            Status.BELOW_TOTAL: _("Below the total"),
            Status.ABSENT: _("Absent"),
            Status.WITHDRAWN: _("Withdrawn"),
            Status.EXCLUDED: _("Excluded"),
        }
        return Cell(tag=(*STATUS_TAGS[status], words[status]))
