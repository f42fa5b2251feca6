"""What the bridge lets count of what lies in the database, and what it leaves out. The faults of `tests/faults/planted.py` are found here."""

from datetime import date

import pytest

from selection.candidates.models import FindingKind
from selection.db import now, session
from selection.procedures.models import RoundRun, SeatKind
from selection.procedures.queries import procedure_for_hr
from selection.results.collect import admitted, outcome_of
from selection.scoresheets.models import ConsensusRating, Rating, Scoresheet, SheetState
from tests.factories import make_account, make_candidate, make_panel, make_procedure, make_seat, open_for_rating
from tests.factories_candidates import make_finding, make_not_sitting

pytestmark = pytest.mark.db
SCALE_STEPS = 2  # positions to a point on the scale from 0 to 10


def rate(candidate, account, rating, state=SheetState.SUBMITTED):
    """A sheet of the first part with the same rating on both criteria."""
    sheet = Scoresheet(
        procedure_id=candidate.procedure_id,
        candidate_id=candidate.id,
        part_code="gesprek",
        account_id=account.id,
        state=state,
        created_at=now(),
        saved_at=now(),
    )
    sheet.ratings = [Rating(criterion_code=code, position=rating * SCALE_STEPS, chosen=str(rating)) for code in ("motivatie", "ervaring")]
    session().add(sheet)
    session().flush()
    return sheet


class Case:
    """One candidate, rated 6 by a chair and a member."""

    def __init__(self):
        self.hr = make_account(is_hr=True)
        self.made = make_procedure(self.hr)
        self.panel = [make_account() for _ in range(2)]
        make_panel(self.made, *self.panel)
        self.candidate = make_candidate(self.made, "K01")
        open_for_rating(self.made)

    def rated(self, rating=6):
        for account in self.panel:
            rate(self.candidate, account, rating)
        return self

    def points(self, part="gesprek"):
        """Points of the part as text, None while it is pending."""
        session().flush()
        session().expire_all()
        procedure, _ = procedure_for_hr(self.hr, self.made.id)
        parts = {found.part: found for found in outcome_of(procedure).result.of("K01").parts}
        return None if parts[part].points is None else str(parts[part].points)

    def status(self):
        procedure, _ = procedure_for_hr(self.hr, self.made.id)
        return outcome_of(procedure).result.status("K01").value


@pytest.fixture
def case(work):
    with work():
        yield Case()


def test_submitted_sheets_count(case):
    assert case.rated().points() == "18"


def test_a_draft_counts_nowhere(case):
    rate(case.candidate, case.panel[0], 6)
    rate(case.candidate, case.panel[1], 9, SheetState.DRAFT)
    assert case.points() is None


def test_a_draft_of_a_third_who_is_not_expected_changes_no_mean(case):
    rate(case.rated().candidate, make_account(), 10, SheetState.DRAFT)
    assert case.points() == "18"


def test_a_consensus_wins_and_a_former_one_does_not_hold(case):
    settled = {"procedure_id": case.made.id, "candidate_id": case.candidate.id, "part_code": "gesprek", "criterion_code": "motivatie", "reason": "Samen"}
    former = ConsensusRating(**settled, position=0, chosen="0", settled_at=now(), settled_by=case.panel[0].id, ended_at=now(), ended_by=case.panel[0].id)
    session().add(former)
    assert case.rated().points() == "18"
    session().add(ConsensusRating(**settled, position=18, chosen="9", settled_at=now(), settled_by=case.panel[0].id))
    assert case.points() == "21"


def test_an_absence_that_was_undone_does_not_hold(case):
    make_finding(case.candidate, FindingKind.ABSENT, "gesprek", by=case.hr.id, ended_at=now(), ended_by=case.hr.id)
    assert case.rated().points() == "18"


def test_an_absence_puts_the_sheets_aside(case):
    make_finding(case.rated().candidate, FindingKind.ABSENT, "gesprek", by=case.hr.id)
    assert (case.points(), case.status()) == (None, "absent")


def test_a_seat_that_ended_owes_nothing(case):
    make_seat(case.rated().made, make_account(), "gesprek", SeatKind.MEMBER, ended_at=now())
    assert case.points() == "18"


def test_a_seat_that_rates_owes_a_sheet(case):
    make_seat(case.rated().made, make_account(), "gesprek", SeatKind.MEMBER)
    assert case.points() is None


def test_who_does_not_rate_owes_nothing(case):
    make_seat(case.rated().made, make_account(), "gesprek", SeatKind.SECRETARY)
    make_seat(case.made, make_account(), "gesprek", SeatKind.MEMBER, rates=False)
    assert case.points() == "18"


def test_who_is_ill_owes_nothing_and_who_is_back_does(case):
    third = make_account()
    make_seat(case.rated().made, third, "gesprek", SeatKind.MEMBER)
    away = make_not_sitting(case.candidate, "gesprek", third.id, "ill", by=case.hr.id)
    assert case.points() == "18"
    away.ended_at, away.ended_by = now(), case.hr.id
    assert case.points() is None


def test_the_sheet_of_who_was_recused_stops_counting(case):
    third = make_account()
    make_seat(case.rated().made, third, "gesprek", SeatKind.MEMBER)
    rate(case.candidate, third, 9)
    assert case.points() == "21"
    make_not_sitting(case.candidate, "gesprek", third.id, "recused", by=case.hr.id)
    assert case.points() == "18"


@pytest.mark.parametrize(("value", "status"), [("suitable", "pending"), ("unsuitable", "unsuitable")])
def test_a_verdict_is_what_it_says(case, value, status):
    make_finding(case.rated().candidate, FindingKind.VERDICT, "assessment", value, by=case.hr.id, on=date(2026, 10, 1))
    assert case.status() == status


@pytest.mark.parametrize("kind", [FindingKind.WITHDRAWN, FindingKind.EXCLUDED])
def test_who_is_gone_takes_part_no_more(case, kind):
    procedure, _ = procedure_for_hr(case.hr, case.made.id)
    assert admitted(procedure, "gesprek") == {case.candidate.id}
    make_finding(case.candidate, kind, by=case.hr.id)
    assert admitted(procedure, "gesprek") == set()
    assert case.status() == kind.value


def test_another_procedure_with_the_same_code_and_panel_changes_nothing(case):
    case.rated()
    other = make_procedure(case.hr)
    make_panel(other, *case.panel)
    rate(make_candidate(other, "K01"), case.panel[0], 10)
    session().add(RoundRun(procedure_id=other.id, code="extra", position=9))
    assert case.points() == "18"
