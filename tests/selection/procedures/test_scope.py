"""Who reaches what: hats, the wrong role, two procedures apart, a candidate in the panel."""

import pytest

from selection.accounts.models import Account
from selection.db import now
from selection.errors import NotFound
from selection.procedures import queries
from selection.procedures.models import Procedure, SeatKind
from tests.factories import make_seat, open_for_rating

pytestmark = pytest.mark.db

HR_PAGES = ["", "/jury", "/jury/uitnodigen", "/overdragen", "/wegleggen", "/bekendmaken", "/regels", "/regels/vervangen", "/logboek"]
SEAT_PAGES = {"", "/regels", "/logboek"}
HR_POSTS = ["/openen", "/overdragen", "/wegleggen", "/bekendmaken", "/jury/plaatsen", "/jury/kopieren", "/regels/vervangen"]


@pytest.mark.parametrize("path", HR_PAGES)
def test_the_officer_of_another_procedure_finds_nothing(path, browse, world, answers):
    client = browse("bram")
    assert client.get(f"/procedures/{world.first}{path}").status_code == 404
    assert client.get(f"/procedures/{world.second}{path}").status_code == 200


@pytest.mark.parametrize("path", HR_PAGES)
def test_a_seat_reaches_overview_rules_and_log_and_no_function_of_hr(path, browse, world, answers):
    expected = 200 if path in SEAT_PAGES else 403
    assert browse("member").get(f"/procedures/{world.first}{path}").status_code == expected


@pytest.mark.parametrize("path", HR_PAGES)
def test_an_administrator_sees_no_procedure(path, browse, world, answers):
    assert browse("admin").get(f"/procedures/{world.first}{path}").status_code == (404 if path in SEAT_PAGES else 403)


@pytest.mark.parametrize("path", HR_POSTS)
def test_posts_answer_who_has_no_business_here_as_the_pages_do(path, browse, world, answers):
    assert browse("member").send(f"/procedures/{world.first}{path}").status_code == 403
    assert browse("bram").send(f"/procedures/{world.first}{path}").status_code == 404


def test_a_seat_of_one_procedure_opens_nothing_in_the_other(browse, world, answers):
    assert browse("member").get(f"/procedures/{world.second}").status_code == 404
    assert str(world.second) not in browse("member").get("/procedures").text


def test_the_list_holds_own_procedures_only(browse, world, answers):
    page = browse("anna").get("/procedures").text
    assert str(world.first) in page
    assert str(world.second) not in page


@pytest.mark.parametrize("name", ["anna", "member"])
def test_who_is_a_candidate_has_no_access_whatever_the_task_or_seat(name, browse, world, answers):
    answers.addresses[world.first] = {f"{name}@voorbeeld.example"}
    client = browse(name)
    assert client.get(f"/procedures/{world.first}").status_code == 404
    assert str(world.first) not in client.get("/procedures").text


def test_hats_of_chair_deputy_and_member(work, world, answers):
    with work() as session:
        deputy = session.get(Account, world.other)
        make_seat(session.get(Procedure, world.first), deputy, "gesprek", SeatKind.DEPUTY_CHAIR)
    with work() as session:
        chair, member, deputy = (session.get(Account, world.ids[name]) for name in ("chair", "member", "other"))
        procedure, hats = queries.procedure_for_panel(chair, world.first)
        assert hats.chairs == {"gesprek", "interview"}
        assert not hats.hr
        assert queries.procedure_for(member, world.first)[1].chairs == frozenset()
        assert queries.procedure_for(deputy, world.first)[1].chairs == frozenset()
        next(seat for seat in procedure.seats if seat.kind == SeatKind.CHAIR and seat.round_code == "gesprek").away_reason = "ziek"
        assert queries.procedure_for(deputy, world.first)[1].chairs == {"gesprek"}
        assert queries.procedure_for(chair, world.first)[1].chairs == {"interview"}


def test_an_officer_with_a_rating_seat_may_not_close(work, world, answers):
    with work() as session:
        anna, procedure = session.get(Account, world.anna), session.get(Procedure, world.first)
        assert queries.procedure_for_hr(anna, world.first)[1].hr_may_close
        make_seat(procedure, anna, "gesprek")
        hats = queries.procedure_for_hr(anna, world.first)[1]
        assert hats.rates_in("gesprek")
        assert not hats.hr_may_close


def test_a_task_without_the_role_of_hr_opens_nothing(work, world, answers):
    with work() as session:
        anna = session.get(Account, world.anna)
        anna.is_hr = False
        with pytest.raises(NotFound):
            queries.procedure_for(anna, world.first)


def test_the_open_round_is_the_first_that_is_not_closed(work, world, answers):
    with work() as session:
        procedure = session.get(Procedure, world.first)
        assert queries.open_round(procedure) is None
        open_for_rating(procedure)
        assert queries.open_round(procedure).code == "gesprek"
        procedure.rounds[0].closed_at = now()
        assert queries.open_round(procedure).code == "assessment"
        assert [seat.account_id for seat in queries.rating_seats(procedure, "gesprek")] == [world.chair, world.member]
