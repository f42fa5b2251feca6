"""How far a round is, candidate by candidate: who submitted, what has to be settled, and the outcome once the round is closed. Finished objects for pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias
from uuid import UUID

from flask import current_app, url_for

from scoring import PartState
from scoring.scheme import Part
from scoring.texts import points_text
from selection.candidates.models import Finding, FindingKind
from selection.candidates.queries import current_findings
from selection.i18n import _, _n, language
from selection.procedures.models import Seat
from selection.procedures.queries import rating_seats
from selection.results.sentences import figure
from selection.rounds.gaps import Kind, Standing
from selection.rounds.queries import settled_counts
from selection.rounds.scope import RoundScope
from selection.rounds.states import Act, may
from selection.scoresheets.models import SheetState

Settled: TypeAlias = Mapping[tuple[UUID, str], int]  # candidate and part -> consensus ratings that hold


@dataclass(frozen=True, kw_only=True)
class SheetCell:
    """One assessor's sheet: `submitted`, `draft`, `not_started`, `recused` or `away`; where its reopening is proposed."""

    who: str
    state: str
    propose_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One candidate in one part. `note` stands in place of sheets (absent, exempt); `outcome` and `passed` are None while they may not be known."""

    code: str
    url: str | None
    cells: Sequence[SheetCell] = ()
    note: str = ""
    consensus: str = ""
    complete: bool = False
    outcome: str = ""
    passed: bool | None = None


@dataclass(frozen=True, kw_only=True)
class PartBoard:
    """One part of the round."""

    code: str
    title: str
    verdict: bool
    who: Sequence[str]
    rows: Sequence[Row]
    note: str
    with_outcome: bool


@dataclass(frozen=True, kw_only=True)
class Board:
    """The round as a whole; `left` names who takes no part any more."""

    parts: Sequence[PartBoard]
    submitted: int
    expected: int
    left: str


def board_of(scope: RoundScope, standing: Standing, *, acts: bool = False) -> Board:
    """The board, with `acts` also where reopening a sheet is proposed; three queries for findings, names and consensus beyond those of the standing."""
    findings = current_findings(scope.procedure.id)
    settled = settled_counts(scope.procedure, [part.code for part in scope.round.parts])
    parts = tuple(_part(scope, standing, part, findings, settled, acts=acts) for part in scope.round.parts)
    counted = [_counted(standing, part) for part in scope.round.parts if not part.is_verdict]
    return Board(parts=parts, submitted=sum(done for done, _all in counted), expected=sum(wanted for _done, wanted in counted), left=_left(standing, findings))


def _counted(standing: Standing, part: Part) -> tuple[int, int]:
    """How many of the expected sheets of a part are submitted, and how many are expected."""
    states = standing.states[part.code]
    pairs = [(states.expected(id_), states.submitted(id_)) for id_, _code in standing.taking_part]
    return sum(len(expected & submitted) for expected, submitted in pairs), sum(len(expected) for expected, _submitted in pairs)


def sees_outcome(scope: RoundScope) -> bool:
    """Whether points and verdicts of the round are shown to this person: closed, to HR and who acts as chair of it."""
    return scope.state == "closed" and (scope.hats.hr or scope.hats.acts_as_chair(scope.round.code))


def _part(scope: RoundScope, standing: Standing, part: Part, findings: Mapping[UUID, list[Finding]], settled: Settled, *, acts: bool) -> PartBoard:
    seats = [] if part.is_verdict else rating_seats(scope.procedure, scope.round.code)
    rows = []
    for who in standing.taking_part:
        row = _row(scope, standing, part, who, seats, _of_part(findings.get(who[0], []), part.code))
        rows.append(row if row.note or part.is_verdict else replace(row, consensus=_consensus(standing, part, who[0], settled.get((who[0], part.code), 0))))
    if not acts:
        rows = [replace(row, cells=[replace(cell, propose_url=None) for cell in row.cells]) for row in rows]
    return PartBoard(
        code=part.code,
        title=part.title,
        verdict=part.is_verdict,
        who=[seat.account.name for seat in seats],
        rows=rows,
        note=_note(standing, part, rows),
        with_outcome=sees_outcome(scope),
    )


def _note(standing: Standing, part: Part, rows: Sequence[Row]) -> str:
    if part.is_verdict:
        done = sum(row.complete for row in rows)
        return _("%(done)s of %(all)s recorded", done=done, all=len(rows))
    submitted, expected = _counted(standing, part)
    return _n("%(done)s of %(num)s sheet submitted", "%(done)s of %(num)s sheets submitted", expected, done=submitted)


def _of_part(findings: Sequence[Finding], part_code: str) -> dict[str, Finding]:
    return {str(finding.kind): finding for finding in findings if finding.part_code == part_code}


def _row(scope: RoundScope, standing: Standing, part: Part, who: tuple[UUID, str], seats: Sequence[Seat], found: Mapping[str, Finding]) -> Row:
    candidate_id, code = who
    outside = FindingKind.ABSENT in found or FindingKind.EXEMPT in found
    outcome, passed = _outcome(scope, standing, part, code)
    cells = [] if outside else [_cell(scope, standing, part, candidate_id, seat) for seat in seats]
    return Row(
        code=code,
        url=_url(scope, standing, part, candidate_id),
        cells=cells,
        note=_finding_note(scope, part, found),
        complete=(candidate_id, part.code) not in standing.by_spot,
        outcome=outcome,
        passed=passed,
    )


def _url(scope: RoundScope, standing: Standing, part: Part, candidate_id: UUID) -> str | None:
    if part.is_verdict:
        page = "candidates.show"
        return url_for(page, procedure_id=scope.procedure.id, candidate_id=candidate_id) if scope.hats.hr and page in current_app.view_functions else None
    if not scope.leads or candidate_id not in standing.opened[part.code]:
        return None
    return url_for("rounds.compare", procedure_id=scope.procedure.id, round_code=scope.round.code, part_code=part.code, candidate_id=candidate_id)


def _cell(scope: RoundScope, standing: Standing, part: Part, candidate_id: UUID, seat: Seat) -> SheetCell:
    why = standing.states[part.code].away.get((candidate_id, seat.account_id))
    sheet = standing.sheets[part.code].get((candidate_id, seat.account_id))
    if why is not None:
        return SheetCell(who=seat.account.name, state="recused" if why == "recused" else "away")
    if sheet is None:
        return SheetCell(who=seat.account.name, state="not_started")
    if sheet.state != SheetState.SUBMITTED:
        return SheetCell(who=seat.account.name, state="draft")
    url = None
    if scope.sides and may(scope, Act.REOPEN_SHEET):
        url = url_for("rounds.propose_sheet", procedure_id=scope.procedure.id, round_code=scope.round.code, sheet_id=sheet.id)
    return SheetCell(who=seat.account.name, state="submitted", propose_url=url)


def _finding_note(scope: RoundScope, part: Part, found: Mapping[str, Finding]) -> str:
    if FindingKind.ABSENT in found:
        return _("absent")
    if FindingKind.EXEMPT in found:
        return _("exempt")
    if not part.is_verdict:
        return ""
    verdict = found.get(FindingKind.VERDICT)
    if verdict is None:
        return _("no verdict yet")
    if not scope.hats.hr and not sees_outcome(scope):
        return _("recorded")
    return _("suitable") if verdict.value == "suitable" else _("unsuitable")


def _consensus(standing: Standing, part: Part, candidate_id: UUID, settled: int) -> str:
    """How often a consensus is needed and was settled, as far as the reader may know."""
    if not standing.known(part.code, candidate_id):
        return _("not known yet")
    gaps = standing.by_spot.get((candidate_id, part.code), ())
    wanted = sum(gap.count for gap in gaps if gap.kind != Kind.SHEETS)
    if gaps and not wanted:
        return _("not known yet")
    said = [_n("%(num)s needed", "%(num)s needed", wanted)] * bool(wanted) + [_n("%(num)s settled", "%(num)s settled", settled)] * bool(settled)
    return ", ".join(said) or _("none needed")


def _outcome(scope: RoundScope, standing: Standing, part: Part, code: str) -> tuple[str, bool | None]:
    if not sees_outcome(scope):
        return "", None
    result = standing.outcome.result
    points = next(one.points for one in result.of(code).parts if one.part == part.code)
    state = result.round_state(code, scope.round.code)
    shown = "" if points is None else figure(points_text(scope.definition.scheme, points), language())
    return shown, None if state is PartState.PENDING else state is PartState.PASSED


def _left(standing: Standing, findings: Mapping[UUID, list[Finding]]) -> str:
    """Who withdrew or was excluded, by code: nothing is expected for them."""
    words = {FindingKind.WITHDRAWN: _("withdrawn"), FindingKind.EXCLUDED: _("excluded")}
    codes = standing.outcome.codes
    found = {(codes.get(id_, ""), words[FindingKind(row.kind)]) for id_, rows in findings.items() for row in rows if row.kind in words}
    return ", ".join(f"{code} ({word})" for code, word in sorted(found) if code)
