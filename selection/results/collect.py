"""The only bridge from database rows to the engine: who was judged how, as `scoring` reads it. A fixed number of queries, whatever the number of rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import bindparam, select

from scoring import Judgements, JudgementsBuilder, PartState, Result, Scheme, Status, evaluate
from scoring.numbers import parse_number
from selection.candidates.models import Candidate, Finding, FindingKind
from selection.db import remembered, session
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from selection.results.rows import Rows, read_rows
from selection.results.settlements import counting
from selection.scoresheets import admission
from vacancies import Definition

_GONE = select(Finding.candidate_id).where(
    Finding.candidate_id == Candidate.id, Finding.ended_at.is_(None), Finding.kind.in_([FindingKind.WITHDRAWN, FindingKind.EXCLUDED])
)
_STILL_IN = select(Candidate.id).where(Candidate.procedure_id == bindparam("procedure"), Candidate.code.is_not(None), ~_GONE.exists())
_STILL_IN_OF = _STILL_IN.where(Candidate.id.in_(bindparam("only", expanding=True)))
_IS_STILL_IN = _STILL_IN.where(Candidate.id == bindparam("candidate"))  # as is asked before each save


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The engine's result for a procedure, with the codes of its candidates and the definition that it was computed by."""

    procedure: Procedure
    definition: Definition
    result: Result
    codes: Mapping[UUID, str]

    @cached_property
    def ids(self) -> Mapping[str, UUID]:
        """Candidate code -> candidate id."""
        return {code: id_ for id_, code in self.codes.items()}


def closed_rounds(procedure: Procedure) -> frozenset[str]:
    """The codes of the rounds that are closed: what HR may see of figures while another round is open."""
    return frozenset(run.code for run in procedure.rounds if run.closed_at is not None)


def outcome_of(procedure: Procedure, *, rounds: Collection[str] | None = None, only: Collection[UUID] | None = None) -> Outcome:
    """The result of the procedure as it stands now.

    `rounds` names the rounds whose sheets and consensus ratings are read, default all; what stands in another round counts as not yet given.
    `only` limits the candidates. Candidates without a code (the list is not closed) have no result yet. Computed once until something is written.
    """
    definition = definition_of(procedure)
    parts = frozenset(part.code for round_ in definition.scheme.rounds if rounds is None or round_.code in rounds for part in round_.parts)
    asked = None if only is None else frozenset(only)
    return remembered(("outcome", procedure.id, parts, asked), lambda: _computed(procedure, definition, parts, asked))


def _computed(procedure: Procedure, definition: Definition, parts: Collection[str], only: Collection[UUID] | None) -> Outcome:
    rows = read_rows(procedure.id, parts, only)
    whole = only is None and len(parts) == len(definition.scheme.parts)
    decisions = list(counting(procedure, definition.scheme)) if whole else []
    result = evaluate(definition.scheme, _judgements(definition.scheme, rows, parts), decisions)
    return Outcome(procedure=procedure, definition=definition, result=result, codes=rows.codes)


def admitted(procedure: Procedure, round_code: str, only: Collection[UUID] | None = None) -> frozenset[UUID]:
    """R11: who takes part in a round: passed every earlier one, and neither withdrawn nor excluded. `only` limits who is asked about."""
    scheme = definition_of(procedure).scheme
    earlier = [round_.code for round_ in scheme.rounds]
    before = earlier[: earlier.index(round_code)]
    if not before:
        return _still_in(procedure, only)
    outcome = outcome_of(procedure, rounds=before, only=only)
    return frozenset(id_ for id_, code in outcome.codes.items() if takes_part(outcome.result, code, round_code))


def takes_part(result: Result, candidate: str, round_code: str) -> bool:
    """R11, R14: whether the candidate is admitted to the round and has neither withdrawn nor been excluded."""
    gone = result.status(candidate) in (Status.WITHDRAWN, Status.EXCLUDED)
    return not gone and result.round_state(candidate, round_code) is not PartState.NOT_ADMITTED


def _still_in(procedure: Procedure, only: Collection[UUID] | None) -> frozenset[UUID]:
    if only is None:
        return frozenset(session().scalars(_STILL_IN, {"procedure": procedure.id}))
    if len(only) == 1:
        return frozenset(session().scalars(_IS_STILL_IN, {"procedure": procedure.id, "candidate": next(iter(only))}))
    return frozenset(session().scalars(_STILL_IN_OF, {"procedure": procedure.id, "only": list(only)}))


def _judgements(scheme: Scheme, rows: Rows, parts: Collection[str]) -> Judgements:
    builder = JudgementsBuilder(scheme)
    for code in rows.codes.values():
        builder.candidate(code)
    outside = _put_findings(builder, rows)
    direct = {part.code: part.is_direct for part in scheme.parts if not part.is_verdict}
    submitted: set[tuple[str, str, str]] = set()
    for candidate, part_code, assessor, points, answers in rows.sheets:
        if part_code not in direct or (outside and (candidate, part_code) in outside):
            continue
        submitted.add((candidate, part_code, assessor))
        if direct[part_code]:
            builder.marks(candidate, part_code, assessor, parse_number(points))
        else:
            builder.sheet(candidate, part_code, assessor, answers)
    for candidate, part_code, criterion, position, chosen in rows.consensus:
        if (candidate, part_code) not in outside:
            value = parse_number(chosen) if direct[part_code] or position is None else position
            builder.consensus(candidate, part_code, criterion or None, value)
    _put_seats(builder, scheme, rows, submitted, outside, parts)
    return builder.build()


def _put_findings(builder: JudgementsBuilder, rows: Rows) -> set[tuple[str, str]]:
    """Verdicts, absences, exemptions, withdrawals and exclusions; returns the parts in which sheets have no say (absent or exempt, R12).

    Who is both withdrawn and excluded is excluded (R14).
    """
    outside: set[tuple[str, str]] = set()
    excluded = {candidate for candidate, _, kind, _ in rows.findings if kind == FindingKind.EXCLUDED}
    outside |= {(candidate, part) for candidate, part, kind, _ in rows.findings if kind in (FindingKind.ABSENT, FindingKind.EXEMPT)}
    for candidate, part, kind, value in rows.findings:
        if kind == FindingKind.VERDICT and (candidate, part) not in outside:
            builder.verdict(candidate, part, value == "suitable")
        elif kind == FindingKind.ABSENT:
            builder.absent(candidate, part)
        elif kind == FindingKind.EXEMPT:
            builder.exempt(candidate, part, parse_number(value) if value else None)
        elif kind == FindingKind.EXCLUDED:
            builder.excluded(candidate)
        elif kind == FindingKind.WITHDRAWN and candidate not in excluded:
            builder.withdrawn(candidate)
    return outside


def _put_seats(
    builder: JudgementsBuilder, scheme: Scheme, rows: Rows, submitted: set[tuple[str, str, str]], outside: set[tuple[str, str]], parts: Collection[str]
) -> None:
    """R7: who was recused, and who is expected and has not submitted."""
    for (candidate, part_code), away in rows.not_sitting.items():
        for account_id, why in away.items():
            if why == "recused" and (candidate, part_code) not in outside:
                builder.recuse(candidate, part_code, account_id)
    for round_ in scheme.rounds:
        raters = rows.raters.get(round_.code, frozenset())
        for part in round_.parts:
            if part.is_verdict or part.code not in parts:
                continue
            for candidate in rows.codes.values():
                if (candidate, part.code) in outside:
                    continue
                away = rows.not_sitting.get((candidate, part.code), {})
                for account_id in raters:
                    if (candidate, part.code, account_id) not in submitted and account_id not in away:
                        builder.owes(candidate, part.code, account_id)


admission.register(admitted)
