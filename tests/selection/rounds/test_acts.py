"""Closing a round and reopening sheets and rounds: by whom, in which state, and with which effect (R7, R11, R21)."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from selection.accounts.models import Account, OneTimeLink
from selection.audit import AuditLine, verify_chain
from selection.db import Database, now, session, unit_of_work
from selection.errors import BadInput, Conflict, Forbidden, NotFound, Refused
from selection.procedures.models import Procedure, Proposal, SeatKind
from selection.procedures.queries import open_round, procedure_for
from selection.reserves.models import Appointment
from selection.results.collect import outcome_of
from selection.rounds.actions import closing, proposing
from selection.rounds.effects import effect_of
from selection.rounds.queries import proposal_of
from selection.rounds.scope import round_for, round_led
from selection.scoresheets.models import Scoresheet, SheetState
from selection.scoresheets.queries import sheet_by_id
from tests.factories import make_seat
from tests.factories_accounts import make_person
from tests.factories_rounds import close_as, everybody_submits, is_closed, make_rounds, make_submitted, marks, scope_as, suitable
from tests.factories_scoresheets import Panel, make_sheet, rated
from tests.kept import Start

pytestmark = pytest.mark.db
Work = Callable[..., AbstractContextManager[Session]]


def proposed_sheet(panel: Panel, by: UUID, code: str = "K01") -> UUID:
    sheet = session().query(Scoresheet).filter_by(candidate_id=panel.candidates[code], account_id=panel.members[0], part_code="gesprek").one()
    return proposing.propose_sheet(scope_as(panel, by), sheet, reason="Bij de verkeerde vraag genoteerd").id


def proposed_round(panel: Panel, by: UUID, code: str = "gesprek") -> UUID:
    return proposing.propose_round(scope_as(panel, by, code), reason="Een blad werd verwisseld").id


def decided(panel: Panel, proposal: UUID, by: UUID, code: str = "gesprek", *, approve: bool = True, reason: str = "") -> None:
    scope = scope_as(panel, by, code)
    proposing.decide(scope, proposal_of(scope.procedure, proposal), approve=approve, reason=reason, version=scope.run.version)


def finished(work: Work, codes: tuple[str, ...] = ("K01", "K02")) -> Panel:
    """All rounds closed, everybody through."""
    with work():
        panel = make_rounds(codes=codes)
        for code in codes:
            everybody_submits(panel, code)
            suitable(panel, code)
        close_as(panel, panel.chair)
        close_as(panel, panel.hr, "assessment")
        for code in codes:
            everybody_submits(panel, code, marks("60"), part="interview")
        close_as(panel, panel.chair, "interview")
    return panel


def test_closing_opens_the_next_round_and_stands_in_the_trail(work: Work, start: Start) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        everybody_submits(panel, "K01")
        everybody_submits(panel, "K02", rated("2", "2"))
        assert close_as(panel, panel.chair) == ("K01",)
        procedure, _hats = procedure_for(session().get_one(Account, panel.chair), panel.procedure)
        current = open_round(procedure)
        assert current is not None
        assert current.code == "assessment"
        line = session().scalars(sa.select(AuditLine).where(AuditLine.action == "round.closed")).one()
        assert line.keys == {"round": "gesprek", "candidates": 2, "sheets": 6, "passed": ["K01"]}
        assert line.role == "chair"
        assert verify_chain()[1] is None


def test_closing_looks_again_and_refuses_while_something_is_missing(work: Work, start: Start) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        make_sheet(panel, panel.chair, "K01")
        with pytest.raises(closing.Incomplete) as refused:
            close_as(panel, panel.chair)
        assert len(refused.value.standing.gaps) == 1
        assert not is_closed(panel, "gesprek")


def test_only_the_chair_closes_a_round_with_sheets_and_only_hr_one_without(work: Work, start: Start) -> None:
    panel = start(make_submitted)
    with work():
        with pytest.raises(Forbidden):
            close_as(panel, panel.hr)
        with pytest.raises(NotFound):
            close_as(panel, panel.members[0])
        close_as(panel, panel.chair)
        suitable(panel, "K01")
        with pytest.raises(Forbidden):
            close_as(panel, panel.chair, "assessment")
        close_as(panel, panel.hr, "assessment")
        assert is_closed(panel, "assessment")


def test_hr_with_a_rating_seat_neither_closes_nor_reopens(work: Work, start: Start) -> None:
    panel = start(make_submitted)
    with work():
        close_as(panel, panel.chair)
        suitable(panel, "K01")
        make_seat(session().get_one(Procedure, panel.procedure), session().get_one(Account, panel.hr), "interview", SeatKind.MEMBER)
        with pytest.raises(Forbidden):
            close_as(panel, panel.hr, "assessment")
        with pytest.raises(Forbidden):
            proposed_round(panel, panel.hr)


def test_the_chair_of_another_procedure_reaches_nothing(work: Work) -> None:
    with work():
        panel, other = make_rounds(codes=("K01",)), make_rounds(codes=("K01",))
        everybody_submits(panel, "K01")
        stranger = session().get_one(Account, other.chair)
        for reach in (round_for, round_led):
            with pytest.raises(NotFound):
                reach(stranger, panel.procedure, "gesprek")


def test_the_deputy_chair_closes_where_the_chair_is_away(work: Work, start: Start) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        deputy = make_person()
        make_seat(session().get_one(Procedure, panel.procedure), deputy, "gesprek", SeatKind.DEPUTY_CHAIR, rates=False)
        everybody_submits(panel, "K01")
        with pytest.raises(NotFound):
            close_as(panel, deputy.id)
        chair = next(seat for seat in session().get_one(Procedure, panel.procedure).seats if seat.account_id == panel.chair and seat.round_code == "gesprek")
        chair.away_reason = "Ziek"
        session().flush()
        close_as(panel, deputy.id)
        assert is_closed(panel, "gesprek")


def test_a_later_round_is_not_closed_before_the_open_one(work: Work, start: Start) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work(), pytest.raises(Refused, match="nog niet open"):
        close_as(panel, panel.chair, "interview")


def test_a_round_seen_at_another_version_is_not_closed(work: Work, start: Start) -> None:
    panel = start(make_submitted)
    with work():
        scope = scope_as(panel, panel.chair)
        with pytest.raises(Conflict):
            closing.close(scope, version=scope.run.version + 1)


def test_two_closings_at_once_close_once(work: Work, start: Start, database: Database) -> None:
    panel = start(make_submitted)
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def attempt() -> None:
        ready.wait()
        try:
            with database.active(), unit_of_work():
                close_as(panel, panel.chair)
            outcomes.append("closed")
        except Refused:
            outcomes.append("refused")

    threads = [threading.Thread(target=attempt) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["closed", "refused"]
    with work(read_only=True):
        assert len(session().scalars(sa.select(AuditLine).where(AuditLine.action == "round.closed")).all()) == 1


@pytest.mark.parametrize("proposer_is_hr", [True, False])
def test_a_sheet_is_reopened_by_hr_and_chair_together(work: Work, start: Start, proposer_is_hr: bool) -> None:
    panel = start(make_submitted)
    with work():
        first, second = (panel.hr, panel.chair) if proposer_is_hr else (panel.chair, panel.hr)
        proposal = proposed_sheet(panel, first)
        sheet = session().query(Scoresheet).filter_by(account_id=panel.members[0]).one()
        assert sheet.state == SheetState.SUBMITTED
        decided(panel, proposal, second)
        assert sheet_by_id(session().get_one(Procedure, panel.procedure), sheet.id).state == SheetState.DRAFT
        row = session().get_one(Proposal, proposal)
        assert {row.proposed_as, row.decided_as} == {"hr", "chair"}
        assert row.proposed_by != row.decided_by
        actions = [line.action for line in session().scalars(sa.select(AuditLine).order_by(AuditLine.seq))]
        assert actions[-3:] == ["sheet.reopening_proposed", "sheet.reopening_decided", "sheet.reopened"]
        with pytest.raises(closing.Incomplete):
            close_as(panel, panel.chair)


def test_nobody_decides_alone_and_no_same_side_decides(work: Work, start: Start) -> None:
    panel = start(make_submitted)
    with work():
        chair = session().get_one(Account, panel.chair)
        proposal = proposed_sheet(panel, chair.id)
        with pytest.raises(Forbidden):
            decided(panel, proposal, chair.id)
        with pytest.raises(NotFound):
            decided(panel, proposal, panel.members[1])
        assert session().get_one(Proposal, proposal).outcome is None


@pytest.mark.parametrize(("maker", "proposer", "decider"), [("hr", "hr", "chair"), ("chair", "hr", "chair"), ("hr", "chair", "hr")])
def test_nobody_approves_beside_whose_link_set_the_password(
    work: Work, start: Start, as_person: Callable[[UUID], Any], maker: str, proposer: str, decider: str
) -> None:
    panel = start(make_rounds)
    with work():
        everybody_submits(panel)
        who = {"hr": panel.hr, "chair": panel.chair}
        holder = session().get_one(Account, who["chair" if maker == "hr" else "hr"])
        link = OneTimeLink(account_id=holder.id, purpose="renew", token_hash="0" * 64, created_at=now(), created_by=who[maker], expires_at=now(), used_at=now())
        session().add(link)
        proposal = proposed_sheet(panel, who[proposer])
        with pytest.raises(Forbidden, match="minder dan 14 dagen ervoor gekozen met een link die de ander maakte"):
            decided(panel, proposal, who[decider])
    path = f"/procedures/{panel.procedure}/voorstellen/{proposal}"
    browser = as_person(who[decider])
    assert "tellen jullie niet als twee personen" in browser.get(path).text
    assert browser.send(path, answer="approve", version="1").status_code == 403
    with work():
        session().scalars(sa.select(OneTimeLink)).one().used_at = now() - timedelta(days=15)
        session().flush()
        decided(panel, proposal, who[decider])
        assert session().get_one(Proposal, proposal).outcome == "approved"


def test_one_person_with_both_hats_cannot_be_both_sides(work: Work, start: Start) -> None:
    panel = start(make_rounds, codes=("K01",), chair_rates=False)
    with work():
        for member in panel.members:
            make_sheet(panel, member, "K01")
        seat = next(seat for seat in session().get_one(Procedure, panel.procedure).seats if seat.account_id == panel.chair and seat.round_code == "gesprek")
        seat.account_id = panel.hr
        session().flush()
        proposal = proposed_sheet(panel, panel.hr)
        with pytest.raises(Forbidden):
            decided(panel, proposal, panel.hr)


def test_a_refusal_needs_a_reason_and_changes_nothing(work: Work, start: Start) -> None:
    panel = start(make_submitted)
    with work():
        proposal = proposed_sheet(panel, panel.hr)
        with pytest.raises(BadInput):
            decided(panel, proposal, panel.chair, approve=False, reason="  ")
        decided(panel, proposal, panel.chair, approve=False, reason="Het blad klopt")
        assert session().query(Scoresheet).filter_by(state=SheetState.DRAFT).count() == 0
        with pytest.raises(Refused):
            decided(panel, proposal, panel.chair)


def test_only_the_proposer_withdraws(work: Work, start: Start) -> None:
    panel = start(make_submitted)
    with work():
        proposal = proposed_sheet(panel, panel.hr)
        scope = scope_as(panel, panel.chair)
        with pytest.raises(Forbidden):
            proposing.withdraw(scope, proposal_of(scope.procedure, proposal))
        scope = scope_as(panel, panel.hr)
        proposing.withdraw(scope, proposal_of(scope.procedure, proposal))
        assert session().get_one(Proposal, proposal).outcome == "withdrawn"
        assert proposed_sheet(panel, panel.chair) != proposal


def test_the_same_thing_is_proposed_once(work: Work, start: Start) -> None:
    panel = start(make_submitted)
    with work():
        proposed_sheet(panel, panel.hr)
        with pytest.raises(Refused, match="al voorgesteld"):
            proposed_sheet(panel, panel.chair)


def test_a_sheet_of_a_closed_round_waits_for_the_round(work: Work, start: Start) -> None:
    panel = start(make_submitted)
    with work():
        proposal = proposed_sheet(panel, panel.hr)
        close_as(panel, panel.chair)
        with pytest.raises(Refused, match="Heropen eerst de ronde"):
            decided(panel, proposal, panel.chair)
        with pytest.raises(Refused):
            proposed_sheet(panel, panel.chair)


def test_reopening_a_round_opens_every_later_one_and_ends_in_a_ranking_again(work: Work) -> None:
    panel = finished(work)
    with work():
        proposal = proposed_round(panel, panel.hr)
        assert is_closed(panel, "gesprek")
        decided(panel, proposal, panel.chair)
        assert [is_closed(panel, code) for code in ("gesprek", "assessment", "interview")] == [False, False, False]
        line = session().scalars(sa.select(AuditLine).where(AuditLine.action == "round.reopened")).one()
        assert line.keys == {"round": "gesprek", "reopened": ["gesprek", "assessment", "interview"]}
        assert session().query(Scoresheet).filter_by(part_code="interview", state=SheetState.SUBMITTED).count() == 6
        sheet = proposed_sheet(panel, panel.chair, "K02")
        decided(panel, sheet, panel.hr)
    with work():
        writer = session().query(Scoresheet).filter_by(candidate_id=panel.candidates["K02"], account_id=panel.members[0], part_code="gesprek").one()
        writer.state = SheetState.SUBMITTED
        session().flush()
        close_as(panel, panel.chair)
        close_as(panel, panel.hr, "assessment")
        close_as(panel, panel.chair, "interview")
        procedure, _hats = procedure_for(session().get_one(Account, panel.hr), panel.procedure)
        result = outcome_of(procedure).result
        assert [(one.candidate, one.rank) for one in result] == [("K01", 1), ("K02", 1)]


def test_the_chair_speaks_for_the_panel_about_a_round_of_verdicts(work: Work) -> None:
    panel = finished(work)
    with work():
        proposal = proposed_round(panel, panel.chair, "assessment")
        decided(panel, proposal, panel.hr, "assessment")
        assert [is_closed(panel, code) for code in ("gesprek", "assessment", "interview")] == [True, False, False]


def test_before_reopening_the_page_knows_who_would_enter_or_leave(work: Work) -> None:
    panel = finished(work)
    with work():
        effect = effect_of(scope_as(panel, panel.hr))
        assert list(effect.reopened) == ["Verkennend gesprek", "Assessment", "Competentiegericht interview"]
        assert not effect.change.any
        assert effect.later == [("K01", "3 scorebladen en één oordeel"), ("K02", "3 scorebladen en één oordeel")]
        verdict = "update finding set value = 'unsuitable' where candidate_id = :id and kind = 'verdict'"
        session().execute(sa.text(verdict).bindparams(sa.bindparam("id", panel.candidates["K02"], type_=sa.Uuid())))
        effect = effect_of(scope_as(panel, panel.hr, "assessment"))
        assert (list(effect.change.enter), list(effect.change.leave)) == ([], ["K02"])


def test_before_reopening_the_last_round_the_page_shows_what_becomes_of_ranking_reserve_and_appointed(work: Work, as_person: Callable[[UUID], Any]) -> None:
    panel = finished(work)
    with work():
        row = {"procedure_id": panel.procedure, "candidate_id": panel.candidates["K02"], "on": now().date(), "decision": "Besluit", "recorded_by": panel.hr}
        session().add(Appointment(recorded_at=now(), **row))
        session().flush()
        effect = effect_of(scope_as(panel, panel.chair, "interview"))
        assert (effect.pending, effect.ranked, effect.appointed) == (["K01", "K02"], ["K01", "K02"], ["K02"])
    page = as_person(panel.hr).get(f"/procedures/{panel.procedure}/rondes/interview/heropenen").text
    assert "Wacht opnieuw op een uitkomst" in page
    assert "Een heropening maakt geen aanstelling ongedaan." in page
    assert ("De rangschikking en de reserve zijn leeg" in page) == effect.reserve


def test_a_decision_on_another_version_of_the_round_is_a_conflict(work: Work) -> None:
    panel = finished(work)
    with work():
        proposal = proposed_round(panel, panel.hr)
        scope = scope_as(panel, panel.chair)
        with pytest.raises(Conflict):
            proposing.decide(scope, proposal_of(scope.procedure, proposal), approve=True, reason="", version=scope.run.version - 1)
