"""Reads: the candidates of a procedure, what was found about them, and who did not sit. Every function runs a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from selection.accounts.models import Account
from selection.audit import digest
from selection.candidates import hooks
from selection.candidates.models import Candidate, CandidatePerson, Finding, FindingKind, ImportBatch, NotSitting
from selection.db import session
from selection.errors import NotFound
from selection.i18n import sort_key_name
from selection.procedures import registry
from selection.procedures.models import Procedure

JUDGEMENTS = (FindingKind.VERDICT, FindingKind.EXEMPT)
GONE = (FindingKind.WITHDRAWN, FindingKind.EXCLUDED)
_CANDIDACIES = sa.select(Candidate.procedure_id).join(CandidatePerson).where(CandidatePerson.email == sa.bindparam("email"))


def candidates_of(procedure_id: UUID) -> list[Candidate]:
    """All candidates with their person: by code once codes are given, else by family name and given name."""
    found = session().scalars(sa.select(Candidate).where(Candidate.procedure_id == procedure_id))
    return sorted(found, key=_order)


def _order(candidate: Candidate) -> tuple[bool, int, str, tuple[str, str, str, str]]:
    code = candidate.code or ""
    return candidate.code is None, len(code), code, sort_key_name(candidate.person.family_name, candidate.person.given_name)


def candidate_of(procedure: Procedure, candidate_id: UUID) -> Candidate:
    """A candidate of this procedure, with the person. NotFound for one of another."""
    candidate = session().scalar(sa.select(Candidate).where(Candidate.id == candidate_id, Candidate.procedure_id == procedure.id))
    if candidate is None:
        raise NotFound
    return candidate


def current_findings(procedure_id: UUID, candidate_ids: Iterable[UUID] | None = None) -> dict[UUID, list[Finding]]:
    """What holds now, by candidate: verdicts, absences, exemptions, withdrawal, exclusion."""
    wanted = sa.select(Finding).where(Finding.procedure_id == procedure_id, Finding.ended_at.is_(None))
    if candidate_ids is not None:
        wanted = wanted.where(Finding.candidate_id.in_(list(candidate_ids)))
    found: dict[UUID, list[Finding]] = defaultdict(list)
    for finding in session().scalars(wanted.order_by(Finding.recorded_at)):
        found[finding.candidate_id].append(finding)
    return dict(found)


def findings_about(candidate: Candidate) -> list[Finding]:
    """Everything ever found about a candidate, ended rows too, newest first."""
    wanted = sa.select(Finding).where(Finding.candidate_id == candidate.id).order_by(Finding.recorded_at.desc(), Finding.id)
    return list(session().scalars(wanted))


def finding_of(candidate: Candidate, finding_id: UUID) -> Finding:
    """A finding about this candidate, current or ended. NotFound for one about another."""
    finding = session().scalar(sa.select(Finding).where(Finding.id == finding_id, Finding.candidate_id == candidate.id))
    if finding is None:
        raise NotFound
    return finding


def gone(findings: Sequence[Finding]) -> bool:
    """Whether the candidate withdrew or was excluded."""
    return any(finding.kind in GONE for finding in findings)


def taking_part(procedure_id: UUID) -> frozenset[UUID]:
    """Candidates with a code who neither withdrew nor were excluded: who is admitted to the first round (R11)."""
    left = sa.select(Finding.candidate_id).where(Finding.procedure_id == procedure_id, Finding.ended_at.is_(None), Finding.kind.in_(GONE))
    wanted = sa.select(Candidate.id).where(Candidate.procedure_id == procedure_id, Candidate.code.is_not(None), Candidate.id.not_in(left))
    return frozenset(session().scalars(wanted))


def admitted_to(procedure: Procedure, round_code: str, only: frozenset[UUID] | None = None) -> frozenset[UUID]:
    """Who is admitted to a round (R11), as the level above knows it; the first round needs nobody else to say so."""
    if answers := hooks.admission(procedure, round_code, only):
        return frozenset().union(*answers)
    if procedure.rounds and procedure.rounds[0].code == round_code:
        first = taking_part(procedure.id)
        return first if only is None else first & only
    return frozenset()


def not_sitting(procedure_id: UUID, candidate_ids: Iterable[UUID] | None = None) -> list[NotSitting]:
    """Current rows: who does not sit, for whom and in which part (R7)."""
    wanted = sa.select(NotSitting).where(NotSitting.procedure_id == procedure_id, NotSitting.ended_at.is_(None)).options(joinedload(NotSitting.account))
    if candidate_ids is not None:
        wanted = wanted.where(NotSitting.candidate_id.in_(list(candidate_ids)))
    return list(session().scalars(wanted.order_by(NotSitting.recorded_at)))


def not_sitting_of(candidate: Candidate, row_id: UUID) -> NotSitting:
    """A row about this candidate, current or ended. NotFound for one about another."""
    row = session().scalar(sa.select(NotSitting).where(NotSitting.id == row_id, NotSitting.candidate_id == candidate.id))
    if row is None:
        raise NotFound
    return row


def counting_sheets(procedure_id: UUID, candidate_ids: frozenset[UUID]) -> Mapping[tuple[UUID, str], frozenset[UUID]]:
    """(candidate, part code) to the accounts whose submitted sheet counts there: a recused assessor's does not (R7)."""
    recused = {(row.candidate_id, row.part_code, row.account_id) for row in not_sitting(procedure_id, candidate_ids) if row.why == "recused"}
    counting: dict[tuple[UUID, str], frozenset[UUID]] = {}
    for answer in hooks.submitted_sheets(procedure_id, candidate_ids):
        for (candidate_id, part_code), accounts in answer.items():
            left = frozenset(account for account in accounts if (candidate_id, part_code, account) not in recused)
            counting[candidate_id, part_code] = counting.get((candidate_id, part_code), frozenset()) | left
    return {place: accounts for place, accounts in counting.items() if accounts}


def judged(procedure_id: UUID) -> frozenset[UUID]:
    """Candidates about whom a judgement exists or existed: a sheet (draft or submitted), a verdict or an exemption (R17)."""
    found = session().scalars(sa.select(Finding.candidate_id).where(Finding.procedure_id == procedure_id, Finding.kind.in_(JUDGEMENTS)))
    return frozenset(found).union(*hooks.rated(procedure_id))


def imports_of(procedure_id: UUID) -> list[ImportBatch]:
    """Imports of a procedure that were not undone, newest first."""
    wanted = sa.select(ImportBatch).where(ImportBatch.procedure_id == procedure_id, ImportBatch.undone_at.is_(None))
    return list(session().scalars(wanted.order_by(ImportBatch.imported_at.desc())))


def people(account_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of the accounts that recorded something."""
    wanted = {account_id for account_id in account_ids if account_id is not None}
    if not wanted:
        return {}
    return {account.id: account.name for account in session().scalars(sa.select(Account).where(Account.id.in_(wanted)))}


@registry.candidacies.register
def candidacies(email: str) -> frozenset[UUID]:
    """Procedures in which the address is that of a candidate."""
    return frozenset(session().scalars(_CANDIDACIES, {"email": email}))


@registry.candidate_addresses.register
def addresses(procedure_id: UUID) -> frozenset[str]:
    """Addresses of all candidates of a procedure, in lower case."""
    return frozenset(session().scalars(sa.select(CandidatePerson.email).join(Candidate).where(Candidate.procedure_id == procedure_id)))


@registry.candidate_counts.register
def count(procedure_id: UUID) -> int:
    """Number of candidates entered."""
    return session().scalar(sa.select(sa.func.count()).select_from(Candidate).where(Candidate.procedure_id == procedure_id)) or 0


@registry.candidate_codes.register
def codes(procedure_id: UUID) -> dict[str, str]:
    """Candidate id, as text, to code; empty before the list is closed."""
    rows = session().execute(sa.select(Candidate.id, Candidate.code).where(Candidate.procedure_id == procedure_id))
    return {str(row.id): row.code or "" for row in rows}


@registry.judgements.register
def has_judgements(procedure_id: UUID) -> bool:
    """Whether a verdict or an exemption was ever recorded."""
    wanted = sa.select(sa.exists().where(Finding.procedure_id == procedure_id, Finding.kind.in_(JUDGEMENTS)))
    return bool(session().scalar(wanted))


@registry.reason_texts.register
def reason_texts(procedure_id: UUID) -> dict[str, str]:
    """Digest to text of what was recorded about candidates: sources, reasons, and why something ended."""
    texts: dict[str, str] = {}
    person = CandidatePerson.candidate_id
    findings = sa.select(CandidatePerson.salt, Finding.source, Finding.reason, Finding.end_reason).join(Finding, Finding.candidate_id == person)
    sitting = sa.select(CandidatePerson.salt, NotSitting.reason).join(NotSitting, NotSitting.candidate_id == person)
    for salt, *words in session().execute(findings.where(Finding.procedure_id == procedure_id)):
        texts.update({digest(word, salt): word for word in words if word})
    for salt, reason in session().execute(sitting.where(NotSitting.procedure_id == procedure_id)):
        texts[digest(reason, salt)] = reason
    return texts
