"""Asking that the own submitted sheet is reopened: who may, who reads the reason, and how it is answered (R21)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from scoring.scheme import Part
from selection.audit import AuditLine, verify_chain
from selection.db import session
from selection.procedures.models import Procedure, Proposal, SeatKind
from selection.rounds.actions.asking import figure_sentence
from selection.rounds.models import ReopeningRequest
from selection.scoresheets.actions import writing
from selection.scoresheets.models import Scoresheet, SheetState
from tests.factories import definition_data, make_definition, make_seat
from tests.factories_accounts import make_person
from tests.factories_rounds import close_as, make_rounds
from tests.factories_scoresheets import Panel, make_sheet, place_of
from tests.kept import Start

pytestmark = pytest.mark.db
Work = Callable[..., AbstractContextManager[Session]]
Person = Callable[[UUID], Any]
WHY = "Ik verwisselde twee kandidaten."
ASK = "heropening-vragen"


@pytest.fixture
def panel(work: Work) -> Panel:
    """Two members have submitted a sheet about K01, the chair has not."""
    with work():
        panel = make_rounds(codes=("K01",))
        for member in panel.members:
            make_sheet(panel, member, "K01")
        return panel


def asked(browser: Any, panel: Panel, reason: str = WHY) -> Any:
    return browser.send(panel.path("K01", act=ASK), reason=reason)


def at_round(panel: Panel) -> str:
    return f"/procedures/{panel.procedure}/rondes/gesprek"


def requests(work: Work) -> list[tuple[str | None, str, str]]:
    with work(read_only=True):
        return [(one.outcome, one.reason, one.answer) for one in session().scalars(sa.select(ReopeningRequest).order_by(ReopeningRequest.asked_at))]


def refusal_of(work: Work, panel: Panel) -> str:
    with work(read_only=True):
        return f"{at_round(panel)}/vragen/{session().scalars(sa.select(ReopeningRequest.id)).one()}/weigeren"


def trail(work: Work) -> list[tuple[str, str, Any]]:
    with work(read_only=True):
        assert verify_chain()[1] is None
        lines = session().scalars(sa.select(AuditLine).where(AuditLine.action.startswith("sheet.reopen")).order_by(AuditLine.seq))
        return [(line.action, line.role, line.keys.get("outcome")) for line in lines]


def test_a_request_leads_to_the_act_of_two_people_and_has_its_answer_there(panel: Panel, work: Work, as_person: Person) -> None:
    member, hr = as_person(panel.members[0]), as_person(panel.hr)
    assert panel.path("K01", act=ASK) in member.get(panel.path("K01")).text
    assert member.get(panel.path("K01", act=ASK)).status_code == 200
    done = asked(member, panel)
    assert (done.status_code, done.location) == (303, panel.path("K01"))
    page = member.get(panel.path("K01")).text
    assert WHY in page
    assert panel.path("K01", act=f"{ASK}/intrekken") in page
    assert asked(member, panel).status_code == 409
    with work(read_only=True):
        sheet = session().scalars(sa.select(Scoresheet).where(Scoresheet.account_id == panel.members[0])).one()
        assert sheet.state == SheetState.SUBMITTED
        propose = f"{at_round(panel)}/bladen/{sheet.id}/heropenen"
    for page in (hr.get(at_round(panel)).text, hr.get(propose).text):
        assert WHY in page
    assert propose in hr.get(at_round(panel)).text
    assert f"{at_round(panel)}#requests" in hr.get(f"/procedures/{panel.procedure}").text
    assert hr.send(propose, reason="Op vraag van de schrijver").status_code == 303
    page = hr.get(at_round(panel)).text
    assert "De beslissing daarover beantwoordt ook de vraag." in page
    assert "/weigeren" not in page
    with work():
        make_sheet(panel, panel.chair, "K01")
        decide = f"/procedures/{panel.procedure}/voorstellen/{session().scalars(sa.select(Proposal.id)).one()}"
    chair = as_person(panel.chair)
    assert WHY in chair.get(decide).text
    assert decide in chair.get(at_round(panel)).text
    assert chair.send(decide, answer="approve", reason="", version="1").status_code == 303
    assert requests(work) == [("reopened", WHY, "")]
    assert trail(work) == [
        ("sheet.reopening_asked", "member", None),
        ("sheet.reopening_proposed", "hr", None),
        ("sheet.reopening_decided", "chair", "approved"),
        ("sheet.reopening_answered", "chair", "reopened"),
        ("sheet.reopened", "chair", None),
    ]
    assert 'id="requests"' not in chair.get(at_round(panel)).text
    assert member.send(panel.path("K01", act=ASK), reason=WHY).status_code == 409


def test_a_refusal_needs_a_reason_which_who_asked_reads_and_may_ask_again(panel: Panel, work: Work, as_person: Person) -> None:
    member, hr = as_person(panel.members[0]), as_person(panel.hr)
    asked(member, panel)
    refuse = refusal_of(work, panel)
    assert refuse in hr.get(at_round(panel)).text
    assert hr.send(refuse, reason=" ").status_code == 422
    assert hr.send(refuse, reason="Het blad klopt met de notities.").status_code == 303
    assert hr.send(refuse, reason="Nog eens").status_code == 409
    assert requests(work) == [("refused", WHY, "Het blad klopt met de notities.")]
    page = member.get(panel.path("K01")).text
    assert "Het blad klopt met de notities." in page
    assert panel.path("K01", act=ASK) in page
    assert asked(member, panel, "Toch: de notities zijn van iemand anders.").status_code == 303
    assert [outcome for outcome, _reason, _answer in requests(work)] == ["refused", None]


def test_a_refused_proposal_refuses_the_request_with_its_reason(panel: Panel, work: Work, as_person: Person) -> None:
    asked(as_person(panel.members[0]), panel)
    hr, chair = as_person(panel.hr), as_person(panel.chair)
    with work():
        make_sheet(panel, panel.chair, "K01")
        sheet_id = session().scalars(sa.select(Scoresheet.id).where(Scoresheet.account_id == panel.members[0])).one()
    hr.send(f"{at_round(panel)}/bladen/{sheet_id}/heropenen", reason="Op vraag")
    with work(read_only=True):
        proposal = session().scalars(sa.select(Proposal.id)).one()
    chair.send(f"/procedures/{panel.procedure}/voorstellen/{proposal}", answer="refuse", reason="Te laat", version="1")
    assert requests(work) == [("refused", WHY, "Te laat")]


def test_who_asked_withdraws_and_nobody_else(panel: Panel, work: Work, as_person: Person) -> None:
    member, other = as_person(panel.members[0]), as_person(panel.members[1])
    asked(member, panel)
    assert other.send(panel.path("K01", act=f"{ASK}/intrekken")).status_code == 409
    assert member.send(panel.path("K01", act=f"{ASK}/intrekken")).status_code == 303
    assert requests(work) == [("withdrawn", WHY, "")]
    assert member.send(panel.path("K01", act=f"{ASK}/intrekken")).status_code == 409
    assert trail(work)[-1] == ("sheet.reopening_answered", "member", "withdrawn")


def test_only_hr_and_who_acts_as_chair_see_a_request_and_answer_it(panel: Panel, work: Work, as_person: Person) -> None:
    asked(as_person(panel.members[0]), panel)
    refuse = refusal_of(work, panel)
    with work():
        procedure = session().get_one(Procedure, panel.procedure)
        people = [make_person() for _kind in range(3)]
        for account, kind in zip(people, (SeatKind.SECRETARY, SeatKind.OBSERVER, SeatKind.DEPUTY_CHAIR), strict=True):
            make_seat(procedure, account, "gesprek", kind, rates=False)
        everybody = [panel.members[0], panel.members[1], *(account.id for account in people), make_rounds(codes=("K01",)).hr]
    for account_id in everybody:
        browser = as_person(account_id)
        assert browser.send(refuse, reason="Niet van mij").status_code in {403, 404}
        assert WHY not in browser.get(at_round(panel)).text
        assert WHY not in browser.get(f"/procedures/{panel.procedure}/logboek").text
    assert requests(work) == [(None, WHY, "")]


def test_a_chair_reads_the_reason_only_after_the_own_sheet_and_nobody_reads_it_in_the_log_of_an_open_round(panel: Panel, work: Work, as_person: Person) -> None:
    asked(as_person(panel.members[0]), panel)
    chair, hr, refuse = as_person(panel.chair), as_person(panel.hr), refusal_of(work, panel)
    page = chair.get(at_round(panel)).text
    assert "vraagt om het eigen blad over K01" in page
    assert WHY not in page + chair.get(refuse).text
    assert refuse not in page
    log = f"/procedures/{panel.procedure}/logboek"
    assert "vroeg om het eigen blad over K01" in hr.get(log).text
    assert WHY not in hr.get(log).text + chair.get(log).text
    with work():
        make_sheet(panel, panel.chair, "K01")
    page = chair.get(at_round(panel)).text
    assert WHY in page
    assert refuse in page
    with work():
        close_as(panel, panel.chair)
    assert WHY in hr.get(log).text
    page = hr.get(at_round(panel)).text
    assert "Heropen eerst de ronde" in page
    assert refuse in page
    assert "De ronde is intussen afgesloten" in as_person(panel.members[0]).get(panel.path("K01")).text


def test_a_chair_asks_as_any_assessor_and_does_not_refuse_the_own_request(panel: Panel, work: Work, as_person: Person) -> None:
    with work():
        make_sheet(panel, panel.chair, "K01")
    chair = as_person(panel.chair)
    assert asked(chair, panel).status_code == 303
    refuse = refusal_of(work, panel)
    assert chair.send(refuse, reason="Toch niet").status_code == 403
    assert refuse not in chair.get(at_round(panel)).text
    assert as_person(panel.hr).get(refuse).status_code == 200


def test_nothing_is_asked_that_its_writer_can_do_alone_or_nobody_can_do(work: Work, start: Start, as_person: Person) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        make_sheet(panel, panel.members[0], "K01")
    member, other = as_person(panel.members[0]), as_person(panel.members[1])
    assert "Neem het zelf terug" in asked(member, panel).text
    assert ASK not in member.get(panel.path("K01")).text
    assert asked(other, panel).status_code == 409
    assert as_person(panel.hr).get(panel.path("K01", act=ASK)).status_code == 404
    with work():
        make_sheet(panel, panel.members[1], "K01", submitted=False)
    assert "Je blad is een concept" in asked(other, panel).text
    with work():
        writing.submit(place_of(panel, panel.members[1]), version=1)
        make_sheet(panel, panel.chair, "K01")
        close_as(panel, panel.chair)
    assert asked(member, panel).status_code == 409
    assert ASK not in member.get(panel.path("K01")).text
    assert requests(work) == []


def test_a_reason_with_a_rating_comes_back_as_typed(panel: Panel, work: Work, as_person: Person) -> None:
    reply = asked(as_person(panel.members[0]), panel, "Motivatie moet 7,5 zijn.")
    assert reply.status_code == 422
    assert "Motivatie moet 7,5 zijn." in reply.text
    assert "Laat het cijfer 7,5 weg" in reply.text
    assert requests(work) == []


def part(code: str) -> Part:
    found = make_definition(definition_data()).scheme.part(code)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "reason", "named"),
    [
        ("gesprek", "Ik gaf 7 en bedoelde iets anders", True),
        ("gesprek", "(7.5)", True),
        ("gesprek", "Het werd 10.", True),
        ("gesprek", "Ik verwisselde K07 en K01 op 12/06/2026 om 9:30", False),
        ("gesprek", "In 2026 en op bladzijde 11", False),
        ("interview", "Het zijn 48,25 punten", True),
        ("interview", "Meer dan 71 kan niet", False),
    ],
)
def test_what_reads_as_a_rating(code: str, reason: str, named: bool) -> None:
    assert bool(figure_sentence(part(code), reason)) == named
