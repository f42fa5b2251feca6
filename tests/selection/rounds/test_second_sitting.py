"""A second sitting of a round for who did not sit at the first: named, with a reason, told; the others keep what stands."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from selection import audit
from selection.candidates.models import Candidate, Finding, FindingKind
from selection.db import now
from selection.errors import Refused
from selection.letters.wording import word_all
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.mail.outbox import Recipient
from selection.planning.models import NoticeKind, Slot, SlotNotice
from selection.procedures.models import RoundRun
from selection.procedures.queries import hats_of
from selection.results.collect import outcome_of
from selection.rounds.actions.closing import close
from selection.rounds.models import SecondSitting
from selection.rounds.scope import scope_of
from selection.rounds.sittings import who_missed
from tests.factories_accounts import sign_in
from tests.factories_candidates import make_case, make_finding, make_sheet, reach
from tests.pages import Page

pytestmark = pytest.mark.db
AGAIN = {"days": "10/3/2027", "reason": "Ziek op de dag zelf, met attest."}


@pytest.fixture
def case(work):
    """Three candidates: the first was rated by everybody, the second is recorded as absent, of the third nothing stands. Another procedure beside it."""
    with work() as session:
        made = make_case(3)
        first, second, _third = (session.get(Candidate, id_) for id_ in made.candidates)
        for account in made.panel:
            make_sheet(first, "gesprek", account)
        make_finding(second, FindingKind.ABSENT, "gesprek", by=made.hr)
        make_case(1, domain="twee.example", year=2025)
    return made


def address(case):
    return f"/procedures/{case.procedure}/rondes/gesprek/tweede-zitting"


def client_of(app, email="hr@een.example"):
    client = app.test_client()
    sign_in(client, email)
    return client


def give(client, case, *candidates, **changes):
    version = re.search(r'name="version"[^>]*value="([0-9]+)"', client.get(address(case)).text)[1]
    return client.send(address(case), **AGAIN | {"version": version, "candidates": [str(each) for each in candidates]} | changes)


def standing(session, case):
    """The round as HR reaches it."""
    hr, procedure = reach(case)
    return scope_of(hr, procedure, hats_of(procedure, hr), "gesprek")


def test_who_did_not_sit_is_named_told_and_expected_again(app, case, work):
    client, (rated, absent, silent) = client_of(app), case.candidates
    page = client.get(address(case)).text
    assert Page(page).faults("nl") == []
    assert str(rated) not in page
    assert "geregistreerd als afwezig" in page
    assert "er is nog niets geregistreerd" in page
    assert "Een tweede zitting van de open ronde geven" in client.get(f"/procedures/{case.procedure}").text
    assert give(client, case, absent).status_code == 303
    with work() as session, app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(Finding).where(Finding.ended_at.is_(None))) == 0
        (row,) = session.scalars(sa.select(SecondSitting))
        assert (row.candidate_id, row.days, row.only_named) == (absent, "2027-03-10", False)
        told = session.scalars(sa.select(Letter).where(Letter.event == "tweede-zitting")).all()
        (worded,) = word_all(told).values()
        assert (told[0].recipient_id, worded.faults) == (absent, [])
        assert "een tweede zitting op 10 maart 2027" in worded.body
        assert AGAIN["reason"] in worded.body
        scope = standing(session, case)
        outcome = outcome_of(scope.procedure)
        assert str(outcome.result.status("K02")) == "pending"
        assert [one.candidate.id for one in who_missed(scope)] == [silent]
    scores = client.get(f"/procedures/{case.procedure}/rondes/gesprek").text
    assert "K02: 10 maart 2027. Ziek op de dag zelf, met attest." in scores
    assert Page(scores).faults("nl") == []
    log = client.get(f"/procedures/{case.procedure}/logboek").text
    assert "Tweede zitting van Verkennend gesprek op 10 maart 2027 voor K02." in log
    assert AGAIN["reason"] in client.get(f"/procedures/{case.procedure}/kandidaten/{absent}").text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"days": "1/3/2020"}, "is al voorbij"), ({"days": ""}, "minstens"), ({"reason": " "}, "Geef een reden"), ({"candidates": []}, "Kies wie")],
)
def test_what_cannot_be_comes_back_with_a_sentence(app, case, work, changed, sentence):
    answer = give(client_of(app), case, case.candidates[1], **changed)
    assert answer.status_code == 422
    assert sentence in answer.text
    with work() as session:
        assert session.scalars(sa.select(SecondSitting)).all() == []


def test_who_sat_cannot_be_named(app, case, work):
    assert give(client_of(app), case, case.candidates[0]).status_code == 422
    with work() as session:
        assert session.scalars(sa.select(SecondSitting)).all() == []


def test_a_closed_round_is_reopened_by_two_people_first_and_is_then_open_for_the_named_alone(app, case, work):
    with work() as session:
        audit.record("round.closed", actor=None, role="chair", procedure_id=case.procedure, round="gesprek", candidates=3, sheets=3, passed=["K01"])
        session.execute(sa.update(RoundRun).where(RoundRun.procedure_id == case.procedure, RoundRun.code == "gesprek").values(closed_at=now()))
    client = client_of(app)
    refused = client.get(address(case))
    assert refused.status_code == 409
    assert "Stel voor om ze te heropenen" in refused.text
    with work() as session:
        session.execute(sa.update(RoundRun).where(RoundRun.procedure_id == case.procedure).values(closed_at=None))
    assert give(client, case, case.candidates[1]).status_code == 303
    keys = {"code": "K03", "part": "gesprek", "criterion": "", "old": None, "new": "5", "reason": "x"}
    with pytest.raises(Refused, match="K02"), work():
        audit.record("consensus.settled", actor=None, role="chair", procedure_id=case.procedure, candidate=case.candidates[2], **keys)
    with work():
        audit.record("consensus.settled", actor=None, role="chair", procedure_id=case.procedure, candidate=case.candidates[1], **keys | {"code": "K02"})


def test_a_second_sitting_is_over_when_the_round_is_closed(app, work):
    with work() as session:
        case = make_case(1)
        candidate = session.get(Candidate, case.candidates[0])
        make_finding(candidate, FindingKind.ABSENT, "gesprek", by=case.hr)
    assert give(client_of(app), case, case.candidates[0]).status_code == 303
    with work() as session:
        candidate = session.get(Candidate, case.candidates[0])
        make_finding(candidate, FindingKind.ABSENT, "gesprek", by=case.hr)
        procedure = reach(case)[1]
        chair = next(seat.account for seat in procedure.seats if seat.kind == "chair")
        scope = scope_of(chair, procedure, hats_of(procedure, chair), "gesprek")
        close(scope, version=scope.run.version)
        assert [row.ended_at is not None for row in session.scalars(sa.select(SecondSitting))] == [True]


def test_only_hr_of_the_procedure_gives_a_second_sitting(app, case):
    assert client_of(app, "hr@twee.example").get(address(case)).status_code == 404
    assert client_of(app, "lid0@een.example").get(address(case)).status_code == 403


def test_the_old_moment_is_free_and_who_knew_it_is_to_be_told_that_it_lapses(app, case, work):
    with work() as session:
        begins = now() + timedelta(days=20)
        for number, candidate in enumerate(case.candidates):
            to = Recipient(kind="candidate", id=candidate, name="Daat", address="daat@x.example")
            at = {"begins_at": begins + timedelta(hours=number), "ends_at": begins + timedelta(hours=number, minutes=45), "place": "Lokaal 1"}
            about = {"procedure_id": case.procedure, "candidate_id": candidate, "part_code": "gesprek", **at}
            letter = outbox.ask("uitnodiging-eerste-ronde", recipient=to, procedure_id=case.procedure)
            letter.state = LetterState.SENT if number < 2 else LetterState.ASKED
            session.add(Slot(round_code="gesprek", with_panel=True, made_at=now(), made_by=case.hr, **about))
            session.add(SlotNotice(kind=NoticeKind.INVITATION, letter_id=letter.id, sequence=0, video="", told_at=now(), told_by=case.hr, **about))
    client, (rated, absent, silent) = client_of(app), case.candidates
    assert give(client, case, absent, silent).status_code == 303
    with work() as session:
        assert list(session.scalars(sa.select(Slot.candidate_id).order_by(Slot.begins_at))) == [rated, None, None]
        states = {letter.recipient_id: letter.state for letter in session.scalars(sa.select(Letter).where(Letter.event == "uitnodiging-eerste-ronde"))}
    assert states == {rated: LetterState.SENT, absent: LetterState.SENT, silent: LetterState.WITHDRAWN}
    told = client.get(f"/procedures/{case.procedure}/planning/gesprek/berichten").text
    assert Page(told).faults("nl") == []
    assert "K02" in told
    assert "K01" not in told
    assert "momenten weer vrij van K02, K03, voor een tweede zitting" in client.get(f"/procedures/{case.procedure}/logboek").text
