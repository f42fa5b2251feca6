"""Reads of this subject: proposals, who passed when a round was closed, and what stands in later rounds. A fixed number of queries each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from scoring import PartState
from selection import audit
from selection.audit import AuditLine
from selection.candidates.models import Finding, FindingKind
from selection.candidates.queries import codes as candidate_codes
from selection.db import session
from selection.errors import NotFound
from selection.procedures import registry
from selection.procedures.models import Procedure, Proposal
from selection.results.collect import Outcome
from selection.rounds.gaps import GONE
from selection.scoresheets.models import ConsensusRating, Scoresheet

SHEET, ROUND = "reopen_sheet", "reopen_round"
CLOSED = "round.closed"


@dataclass(frozen=True, kw_only=True)
class SheetFacts:
    """Whose sheet it is, about whom, in which part; nothing of what it says."""

    id: UUID
    candidate_id: UUID
    part_code: str
    account_id: UUID
    state: str


def proposals_of(procedure: Procedure) -> list[Proposal]:
    """Every proposal of the procedure with the people, newest first."""
    wanted = sa.select(Proposal).where(Proposal.procedure_id == procedure.id).options(joinedload(Proposal.proposer), joinedload(Proposal.decider))
    return list(session().scalars(wanted.order_by(Proposal.proposed_at.desc(), Proposal.id)))


def proposal_of(procedure: Procedure, proposal_id: UUID) -> Proposal:
    """One proposal of this procedure; NotFound for one of another."""
    wanted = sa.select(Proposal).where(Proposal.procedure_id == procedure.id, Proposal.id == proposal_id)
    found = session().scalar(wanted.options(joinedload(Proposal.proposer), joinedload(Proposal.decider)))
    if found is None:
        raise NotFound
    return found


def open_proposal(procedure: Procedure, kind: str, subject: str) -> Proposal | None:
    """The proposal about this sheet or round that waits for a decision."""
    wanted = sa.select(Proposal).where(Proposal.procedure_id == procedure.id, Proposal.kind == kind, Proposal.subject == subject, Proposal.outcome.is_(None))
    return session().scalar(wanted.options(joinedload(Proposal.proposer)))


def sheets_by_id(procedure: Procedure, ids: Collection[UUID]) -> dict[UUID, SheetFacts]:
    """The sheets with these ids, without what they say."""
    columns = (Scoresheet.id, Scoresheet.candidate_id, Scoresheet.part_code, Scoresheet.account_id, Scoresheet.state)
    rows = session().execute(sa.select(*columns).where(Scoresheet.procedure_id == procedure.id, Scoresheet.id.in_(list(ids))))
    return {row.id: SheetFacts(id=row.id, candidate_id=row.candidate_id, part_code=row.part_code, account_id=row.account_id, state=row.state) for row in rows}


def passed(outcome: Outcome, round_code: str) -> tuple[str, ...]:
    """Codes of who passed the round and is still in the procedure: who enters the next round (R11)."""
    result = outcome.result
    inside = [code for code in outcome.codes.values() if result.status(code) not in GONE]
    return tuple(sorted(code for code in inside if result.round_state(code, round_code) is PartState.PASSED))


def passed_at_closing(procedure: Procedure) -> Mapping[str, tuple[str, ...]]:
    """Round code to the codes of who had passed when the round was last closed, from the audit trail."""
    lines = session().scalars(sa.select(AuditLine).where(AuditLine.procedure_id == procedure.id, AuditLine.action == CLOSED).order_by(AuditLine.seq))
    return {line.keys["round"]: tuple(line.keys["passed"]) for line in lines}


@registry.panel_candidates.register
def panel_candidates(procedure: Procedure, round_codes: frozenset[str]) -> frozenset[str]:
    """Ids of the candidates who had passed the round before one of these when it was last closed; of the first round nobody is told apart."""
    through = passed_at_closing(procedure)
    before = {after.code: run.code for run, after in pairwise(procedure.rounds)}
    reached = frozenset[str]().union(*(through.get(before.get(code, ""), ()) for code in round_codes))
    return frozenset(id_ for id_, code in candidate_codes(procedure.id).items() if code in reached)


@dataclass(frozen=True, kw_only=True)
class Later:
    """What exists about one candidate in later rounds."""

    sheets: int
    verdicts: int


def later_judgements(procedure: Procedure, part_codes: Collection[str]) -> dict[UUID, Later]:
    """How many sheets (draft or submitted) and verdicts exist in these parts, by candidate."""
    sheets = sa.select(Scoresheet.candidate_id, sa.func.count()).where(Scoresheet.procedure_id == procedure.id, Scoresheet.part_code.in_(part_codes))
    verdicts = sa.select(Finding.candidate_id, sa.func.count()).where(
        Finding.procedure_id == procedure.id, Finding.part_code.in_(part_codes), Finding.ended_at.is_(None), Finding.kind == FindingKind.VERDICT
    )
    counted = [{row[0]: row[1] for row in session().execute(query.group_by(query.selected_columns[0]))} for query in (sheets, verdicts)]
    return {id_: Later(sheets=counted[0].get(id_, 0), verdicts=counted[1].get(id_, 0)) for id_ in {*counted[0], *counted[1]}}


def settled_counts(procedure: Procedure, part_codes: Collection[str]) -> dict[tuple[UUID, str], int]:
    """How many consensus ratings hold by candidate and part, without what they say."""
    wanted = sa.select(ConsensusRating.candidate_id, ConsensusRating.part_code, sa.func.count()).where(
        ConsensusRating.procedure_id == procedure.id, ConsensusRating.part_code.in_(part_codes), ConsensusRating.ended_at.is_(None)
    )
    rows = session().execute(wanted.group_by(ConsensusRating.candidate_id, ConsensusRating.part_code))
    return {(row[0], row[1]): row[2] for row in rows}


@registry.reason_texts.register
def reason_texts(procedure_id: UUID) -> dict[str, str]:
    """Digest to text of why something was proposed, approved or refused."""
    rows = session().execute(
        sa.select(Procedure.salt, Proposal.reason, Proposal.decision_reason)
        .join(Proposal, Proposal.procedure_id == Procedure.id)
        .where(Procedure.id == procedure_id)
    )
    return {audit.digest(text, row.salt): text for row in rows for text in (row.reason, row.decision_reason) if text}
