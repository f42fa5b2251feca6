"""A finished procedure with a reserve: three ranked candidates (two share a place), one who failed, and the browser of its HR officer."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest

from selection.candidates.models import Candidate, FindingKind
from selection.db import session, unit_of_work
from selection.procedures.models import Procedure
from selection.scoresheets.models import Rating
from tests.factories_accounts import sign_in
from tests.factories_candidates import make_case, make_finding, make_sheet
from tests.factories_candidates import reach as reached

INTERVIEW = {"K01": "56", "K02": "49", "K03": "49", "K04": "20"}


@dataclass(frozen=True)
class Finished:
    """Ids, so that they outlive the unit of work; `candidates` by code."""

    procedure: UUID
    hr: UUID
    candidates: dict[str, UUID]
    case: object

    def path(self, *rest: str) -> str:
        return "/".join([f"/procedures/{self.procedure}/reserve", *rest])


def rate(case, code: UUID, interview: str) -> None:
    """Sevens in the first part by all, suitable, and these points in the last part."""
    candidate = session().get_one(Candidate, code)
    for account in case.panel:
        sheet = make_sheet(candidate, "gesprek", account)
        sheet.ratings = [Rating(criterion_code=criterion, position=14, chosen="7") for criterion in ("motivatie", "ervaring")]
        make_sheet(candidate, "interview", account).points = interview
    make_finding(candidate, FindingKind.VERDICT, "assessment", "suitable", by=case.hr, source="Bureau Proef")
    session().flush()


def make_finished() -> Finished:
    case = make_case(candidates=4, closed_rounds=("gesprek", "assessment", "interview"))
    for number, run in enumerate(session().get_one(Procedure, case.procedure).rounds):
        run.closed_at = datetime(2026, 10, 13 + number, 22, 30, tzinfo=UTC)  # the last one on the 16th here
    for id_, interview in zip(case.candidates, INTERVIEW.values(), strict=True):
        rate(case, id_, interview)
    return Finished(case.procedure, case.hr, dict(zip(INTERVIEW, case.candidates, strict=True)), case)


@pytest.fixture
def finished(start) -> Finished:
    return start(make_finished)


@pytest.fixture
def reach(finished):
    """(HR officer, procedure) as the product loads them, in the unit of work that is open."""
    return lambda: reached(finished.case)


@pytest.fixture
def hr(app, finished):
    """A browser in which the HR officer is signed in."""
    with app.database.active(), unit_of_work(read_only=True):
        email = reached(finished.case)[0].email
    browser = app.test_client()
    assert sign_in(browser, email).status_code == 303
    return browser


@pytest.fixture
def report_date(work, finished):
    """Sets the date of the final report as a column."""

    def set_to(day) -> None:
        with work() as own:
            own.get_one(Procedure, finished.procedure).report_date = day

    return set_to
