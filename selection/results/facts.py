"""What the record knows beside the figures of a step: dates, sources and reasons, for the full sentences of R18."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
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
    procedure_id: UUID, scheme: Scheme, codes: Mapping[UUID, str], rounds: Collection[str], only: Collection[UUID] | None = None
) -> Callable[[str], Facts]:
    """For a candidate code what is known for each step. Texts of rounds that are not among `rounds` stay out, as their figures do."""
    parts = {part.code for round_ in scheme.rounds if round_.code in rounds for part in round_.parts}
    known: dict[str, dict[tuple[str, str, str], dict[str, str]]] = defaultdict(dict)
    findings = select(Finding).where(Finding.procedure_id == procedure_id, Finding.ended_at.is_(None))
    for finding in session().scalars(limited(findings, Finding.candidate_id, only)):
        rule = _RULE_OF.get(finding.kind)
        if rule and finding.candidate_id in codes:
            known[codes[finding.candidate_id]][rule, finding.part_code, ""] = _of_finding(finding)
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
    dropped = {("R9", gone.part, gone.criterion): {"reden": gone.reason} for gone in scheme.neutralised}
    return lambda candidate: _reader({**dropped, **known.get(candidate, {})})


def _of_finding(finding: Finding) -> dict[str, str]:
    on = date_long(finding.on)
    source = f"{finding.source}, {on}" if finding.source else on
    return {
        "datum": on,
        "beslissingsdatum": on,
        "beslissend_orgaan": finding.source,
        "bron_oordeel": source,
        "herkomst": source,
        "reden": finding.reason,
    }


def _reader(known: Known) -> Facts:
    if not known:
        return no_facts

    def read(step: Step) -> Mapping[str, str]:
        return known.get((step.rule, step.part or "", step.criterion or ""), {})

    return read
