"""Rows about candidates for tests, as plain functions. Each needs an open unit of work, adds and flushes, and gives the row back."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from selection.accounts.models import Account
from selection.candidates.models import Candidate, Finding, FindingKind, NotSitting
from selection.db import now, session
from selection.procedures.models import Procedure
from selection.procedures.queries import procedure_for_hr
from selection.scoresheets.models import Scoresheet, SheetState
from tests.factories import close_rounds, make_candidate, make_panel, make_procedure, open_for_rating
from tests.factories_accounts import make_person


@dataclass(frozen=True)
class Case:
    """Ids of a procedure for tests: its HR officer, its chair and two members, and its candidates K01 and on."""

    hr: UUID
    procedure: UUID
    panel: tuple[UUID, ...]
    candidates: tuple[UUID, ...]


def make_case(candidates: int = 3, *, opened: bool = True, closed_rounds: tuple[str, ...] = (), domain: str = "een.example", **columns: Any) -> Case:
    """A procedure with a panel of three (who can sign in) in rounds gesprek and interview; with `opened` the candidates have codes and rating is open."""
    hr = make_person("Hanne", "Officier", email=f"hr@{domain}", is_hr=True)
    procedure = make_procedure(hr, **columns)
    panel = [make_person("Lid", f"Nummer{number}", email=f"lid{number}@{domain}") for number in range(3)]
    make_panel(procedure, *panel)
    rows = [
        make_candidate(procedure, f"K{number:02d}" if opened else None, given_name="Kandi", family_name=f"Daat{number}", email=f"k{number}@{domain}")
        for number in range(1, candidates + 1)
    ]
    if opened:
        open_for_rating(procedure)
    close_rounds(procedure, *closed_rounds)
    return Case(hr.id, procedure.id, tuple(account.id for account in panel), tuple(row.id for row in rows))


def reach(case: Case) -> tuple[Account, Procedure]:
    """The HR officer of a case, and the procedure as the product loads it."""
    hr = session().get_one(Account, case.hr)
    return hr, procedure_for_hr(hr, case.procedure)[0]


def make_finding(candidate: Candidate, kind: FindingKind, part_code: str = "", value: str = "", *, by: UUID, **columns: Any) -> Finding:
    """A finding that holds, dated 1 October 2026 unless given."""
    finding = Finding(
        procedure_id=candidate.procedure_id,
        candidate_id=candidate.id,
        part_code=part_code,
        kind=kind,
        value=value,
        on=columns.pop("on", date(2026, 10, 1)),
        recorded_at=now(),
        recorded_by=by,
        **columns,
    )
    session().add(finding)
    session().flush()
    return finding


def make_not_sitting(candidate: Candidate, part_code: str, account: UUID, why: str = "ill", *, by: UUID, reason: str = "Griep") -> NotSitting:
    """A row that says that an assessor does not sit."""
    row = NotSitting(
        procedure_id=candidate.procedure_id,
        candidate_id=candidate.id,
        part_code=part_code,
        account_id=account,
        why=why,
        reason=reason,
        recorded_at=now(),
        recorded_by=by,
    )
    session().add(row)
    session().flush()
    return row


def make_sheet(candidate: Candidate, part_code: str, account: UUID, state: SheetState = SheetState.SUBMITTED) -> Scoresheet:
    """A sheet without ratings."""
    sheet = Scoresheet(
        procedure_id=candidate.procedure_id,
        candidate_id=candidate.id,
        part_code=part_code,
        account_id=account,
        state=state,
        created_at=now(),
        saved_at=now(),
        submitted_at=now() if state is SheetState.SUBMITTED else None,
    )
    session().add(sheet)
    session().flush()
    return sheet
