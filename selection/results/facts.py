"""What the record knows beside the figures of a step: dates, sources and reasons, for the full sentences of R18."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select

from scoring import Scheme, Step
from selection.candidates.models import Finding, FindingKind
from selection.db import session
from selection.i18n import date_long
from selection.results.rows import limited
from selection.results.sentences import Facts, no_facts
from selection.scoresheets.models import ConsensusRating, Rating, Scoresheet, SheetState

Known = Mapping[tuple[str, str, str], Mapping[str, str]]
"""(rule, part, criterion) -> placeholder of the sentence -> text."""

_RULE_OF = {
    FindingKind.VERDICT: "R10",
    FindingKind.EXEMPT: "R12",
    FindingKind.WITHDRAWN: "R14",
    FindingKind.EXCLUDED: "R14",
}


def facts_of(
    procedure_id: UUID,
    scheme: Scheme,
    codes: Mapping[UUID, str],
    rounds: Collection[str],
    only: Collection[UUID] | None = None,
    *,
    deciding: bool = False,
) -> Callable[[str], Facts]:
    """For a candidate code what is known for each step. Texts of rounds that are not among `rounds` stay out, as their figures do.

    `deciding` reads no more than a deciding step can say (R14): what stands in a finding.
    """
    known: dict[str, dict[tuple[str, str, str], dict[str, str]]] = defaultdict(dict)
    findings = select(Finding.candidate_id, Finding.part_code, Finding.kind, Finding.on, Finding.source, Finding.reason).where(
        Finding.procedure_id == procedure_id, Finding.ended_at.is_(None), Finding.kind.in_(_RULE_OF)
    )
    for candidate, part, kind, on, source, reason in session().execute(limited(findings, Finding.candidate_id, only)):
        if candidate in codes:
            known[codes[candidate]][_RULE_OF[kind], part, ""] = _of_finding(on, source, reason)
    if not deciding:
        parts = {part.code for round_ in scheme.rounds if round_.code in rounds for part in round_.parts}
        _put_reasons(known, procedure_id, parts, codes, only)
    dropped = {("R9", gone.part, gone.criterion): {"reden": gone.reason} for gone in scheme.neutralised}
    return lambda candidate: _reader({**dropped, **known.get(candidate, {})})


def _put_reasons(
    known: dict[str, dict[tuple[str, str, str], dict[str, str]]],
    procedure_id: UUID,
    parts: Collection[str],
    codes: Mapping[UUID, str],
    only: Collection[UUID] | None,
) -> None:
    """R5, R6: the reasons of consensus ratings and of answers that were not observed."""
    settled = select(ConsensusRating.candidate_id, ConsensusRating.part_code, ConsensusRating.criterion_code, ConsensusRating.reason).where(
        ConsensusRating.procedure_id == procedure_id, ConsensusRating.ended_at.is_(None), ConsensusRating.part_code.in_(parts)
    )
    for candidate, part, criterion, reason in session().execute(limited(settled, ConsensusRating.candidate_id, only)):
        if candidate in codes:
            known[codes[candidate]]["R6", part, criterion] = {"reden": reason}
    unseen = (
        select(Scoresheet.candidate_id, Scoresheet.part_code, Rating.criterion_code, Rating.not_observed_reason)
        .join(Scoresheet, Scoresheet.id == Rating.sheet_id)
        .where(Scoresheet.procedure_id == procedure_id, Scoresheet.state == SheetState.SUBMITTED, Scoresheet.part_code.in_(parts), Rating.not_observed)
        .order_by(Rating.not_observed_reason)
    )
    for candidate, part, criterion, reason in session().execute(limited(unseen, Scoresheet.candidate_id, only)):
        if candidate in codes:
            entry = known[codes[candidate]].setdefault(("R5", part, criterion), {})
            entry["reden"] = f"{entry['reden']} / {reason}" if "reden" in entry else reason


def _of_finding(day: date, body: str, reason: str) -> dict[str, str]:
    on = date_long(day)
    source = f"{body}, {on}" if body else on
    return {"datum": on, "beslissingsdatum": on, "beslissend_orgaan": body, "bron_oordeel": source, "herkomst": source, "reden": reason}


def _reader(known: Known) -> Facts:
    if not known:
        return no_facts

    def read(step: Step) -> Mapping[str, str]:
        return known.get((step.rule, step.part or "", step.criterion or ""), {})

    return read
