"""Applications extended or reopened, and a round on other days: who is told what, what the public reads, and when it is refused."""

import json
import re
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from selection.admission.models import Decision, Outcome
from selection.db import now
from selection.letters.wording import word_all
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.planning.models import Slot
from selection.procedures.models import ClosingMove, Procedure, ProcedureDefinition, RoundMove
from tests.factories import close_rounds, make_candidate, make_panel, open_for_rating
from tests.factories_accounts import make_person, sign_in
from tests.factories_applications import Applicant, make_application, make_vacancy
from tests.factories_candidates import make_case, make_finding
from tests.pages import Page

pytestmark = pytest.mark.db
LATER = {
    "day": "15/12/2026",
    "hour": "12:00",
    "on": "20/11/2026",
    "reference": "2026_CBS_0612",
    "body": "de gemeenteraad",
    "reason": "Er kwamen te weinig kandidaturen binnen.",
}
NEW_DAYS = {"round": "gesprek", "days": "3/3/2027", "reason": "De zaal is niet vrij.", "moments": "y"}


@pytest.fixture
def vacancy(app, work):
    """A vacancy with an applicant in Dutch, one in English, one who withdrew, and one who began and did not send."""
    made = make_vacancy_in(work)
    applicant = Applicant(app, made)
    assert applicant.begin(email="begon@kandidaat.example").status_code == 303
    return made


def make_vacancy_in(work):
    with work() as session:
        made = make_vacancy()
        procedure = session.get(Procedure, made.procedure)
        for name, spoken in (("nel", "nl"), ("ed", "en"), ("weg", "nl")):
            candidate = make_candidate(procedure, given_name=name.title(), family_name="Voorbeeld", email=f"{name}@kandidaat.example")
            make_application(procedure, candidate, language=spoken)
            if name == "weg":
                make_finding(candidate, "withdrawn", by=made.hr)
    return made


def fields(client, address, **values):
    """What the form of this page sends, with the version that it shows."""
    found = re.search(r'name="version"[^>]*value="([0-9]+)"', client.get(address).text)
    return values | {"version": found[1]}


def letters(work, *events):
    with work() as session:
        return list(session.scalars(sa.select(Letter).where(Letter.event.in_(events)).order_by(Letter.seq)))


def signed_in(app, domain="een.example"):
    client = app.test_client()
    sign_in(client, f"hr@{domain}")
    return client


def test_extending_tells_who_applied_and_who_began_and_everybody_reads_the_new_moment(app, clock, vacancy, work):
    client, root = signed_in(app), f"/procedures/{vacancy.procedure}"
    address = f"{root}/verlengen"
    page = client.get(address).text
    assert Page(page).faults("nl") == []
    assert "3 personen" in page
    assert "Inschrijvingen verlengen" in client.get(root).text
    answer = client.send(address, **fields(client, address, **LATER))
    assert answer.status_code == 303
    told = letters(work, "inschrijving-verlengd", "inschrijving-verlengd-begonnen")
    assert [(letter.address.split("@")[0], letter.language, letter.automatic) for letter in told if letter.event == "inschrijving-verlengd"] == [
        ("ed", "en", False),
        ("nel", "nl", False),
    ]
    assert [letter.address for letter in told if letter.event == "inschrijving-verlengd-begonnen"] == ["begon@kandidaat.example"]
    with work(), app.app_context():
        worded = list(word_all(told).values())
    assert [one.faults for one in worded] == [[], [], []]
    bodies = {letter.address: one.body for letter, one in zip(told, worded, strict=True)}
    assert "was 1 december 2026 om 12.00 uur" in bodies["nel@kandidaat.example"]
    assert "de gemeenteraad beslist dat inschrijven nu kan tot 15 december 2026 om 12.00 uur" in bodies["nel@kandidaat.example"]
    assert "Er kwamen te weinig kandidaturen binnen." in bodies["ed@kandidaat.example"]
    assert "15 December 2026, 12:00" in bodies["ed@kandidaat.example"]
    assert "inschrijvingen verlengd" in client.get(f"{root}/logboek").text.lower()


def test_the_public_page_feed_calendar_and_job_posting_show_the_later_moment_and_that_it_was_extended(app, client, clock, work):
    vacancy = make_vacancy_in(work)
    hr, address = signed_in(app), f"/procedures/{vacancy.procedure}/verlengen"
    public = f"/vacatures/{vacancy.procedure}"
    old = next(each for each in Calendar.from_ical(client.get(f"{public}/data.ics").data).walk("VEVENT") if "deadline" in each["UID"])
    assert hr.send(address, **fields(hr, address, **LATER | {"hour": "23:59"})).status_code == 303
    page = client.get(public).text
    assert Page(page).faults("nl") == []
    said = "Verlengd bij beslissing van 20 november 2026; de uiterste inschrijvingsdatum was 1 december 2026, 12.00 uur."
    assert said in page
    assert "dinsdag 15 december 2026" in page
    assert said in client.get("/vacatures").text
    assert said in client.get("/vacatures/atom.xml").text
    posting = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert posting["validThrough"] == "2026-12-16T00:00:00+01:00"
    assert "Verlengd bij beslissing" in posting["description"]
    new = next(each for each in Calendar.from_ical(client.get(f"{public}/data.ics").data).walk("VEVENT") if "deadline" in each["UID"])
    assert (new["UID"], new["SEQUENCE"]) == (old["UID"], old["SEQUENCE"] + 1)
    assert new.decoded("DTSTART").isoformat() == "2026-12-15"
    assert "Verlengd bij beslissing" in new["DESCRIPTION"]
    english = client.get(f"{public}?taal=en").text
    assert "Extended by decision of 20 November 2026" in english


def test_closed_applications_are_reopened_who_began_goes_on_and_who_applied_completes_the_file(app, clock, vacancy, work):
    applicant = Applicant(app, vacancy)
    applicant.begin(email="laat@kandidaat.example")
    clock.now = datetime(2026, 12, 3, 9, tzinfo=UTC)
    closed = applicant.client.get(vacancy.path).text
    assert 'name="given_name"' not in closed
    client, root = signed_in(app), f"/procedures/{vacancy.procedure}"
    assert "Inschrijvingen heropenen" in client.get(root).text
    assert client.send(f"{root}/verlengen", **fields(client, f"{root}/verlengen", **LATER)).status_code == 303
    assert 'name="given_name"' in applicant.client.get(vacancy.path).text
    with work() as session:
        (move,) = session.scalars(sa.select(ClosingMove))
        assert (move.kind, move.new_until) == ("reopened", datetime(2026, 12, 15, 11, tzinfo=UTC))
        (letter,) = (each for each in session.scalars(sa.select(Letter)) if each.event.endswith("begonnen") and each.address.startswith("laat"))
        link = outbox.facts_of(letter)["link"]
    assert "Heropend" not in client.get(root).text
    page = app.test_client().get(link.removeprefix("http://localhost"))
    assert page.status_code == 200
    assert "heropend bij beslissing van 20 november 2026" in app.test_client().get(f"/vacatures/{vacancy.procedure}").text


def test_a_second_extension_withdraws_the_letters_that_were_not_sent_and_names_the_moment_that_people_know(app, vacancy, work):
    client, address = signed_in(app), f"/procedures/{vacancy.procedure}/verlengen"
    assert client.send(address, **fields(client, address, **LATER)).status_code == 303
    assert client.send(address, **fields(client, address, **LATER | {"day": "20/12/2026"})).status_code == 303
    told = letters(work, "inschrijving-verlengd", "inschrijving-verlengd-begonnen")
    assert [letter.state for letter in told] == [LetterState.WITHDRAWN] * 3 + [LetterState.ASKED] * 3
    with work(), app.app_context():
        bodies = [one.body for one in word_all(told[3:]).values()]
    assert all("1 dec" in body.lower() for body in bodies)
    assert not any("15 dec" in body.lower() for body in bodies)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"day": "30/11/2026"}, "nooit ingekort"),
        ({"day": "1/11/2026"}, "is al voorbij"),
        ({"day": "2/3/2027"}, "verplaats eerst die ronde"),
        ({"on": "20/12/2026"}, "ligt in de toekomst"),
        ({"reason": " "}, "Geef een reden"),
        ({"day": "straks"}, "is geen datum"),
        ({"hour": "99"}, "is geen uur"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_with_a_sentence_and_loses_nothing_typed(app, vacancy, work, changed, sentence):
    client, address = signed_in(app), f"/procedures/{vacancy.procedure}/verlengen"
    answer = client.send(address, **fields(client, address, **LATER | changed))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "2026_CBS_0612" in answer.text
    assert Page(answer.text).faults("nl") == []
    assert letters(work, "inschrijving-verlengd") == []


def test_applications_are_not_extended_after_a_decision_on_admission_a_closed_list_or_a_judgement(app, vacancy, work):
    client, address = signed_in(app), f"/procedures/{vacancy.procedure}/verlengen"
    with work() as session:
        session.get(Procedure, vacancy.procedure).candidates_closed_at = now()
    assert "Heropen eerst de lijst" in refused(client, address)
    with work() as session:
        procedure = session.get(Procedure, vacancy.procedure)
        candidate = make_candidate(procedure, email="toegelaten@kandidaat.example")
        decision = {"on": now().date(), "reference": "1", "body": "het college", "recorded_at": now(), "recorded_by": vacancy.hr}
        session.add(Decision(procedure_id=procedure.id, candidate_id=candidate.id, outcome=Outcome.ADMITTED, **decision))
    assert "toelating" in refused(client, address)
    with work() as session:
        open_for_rating(session.get(Procedure, vacancy.procedure))
    assert "voor de beoordeling opengaat" in refused(client, address)


def refused(client, address):
    answer = client.get(address)
    assert answer.status_code == 409
    return answer.text


def test_who_saves_second_sees_both_texts(app, vacancy, work):
    client, address = signed_in(app), f"/procedures/{vacancy.procedure}/verlengen"
    first = fields(client, address, **LATER)
    assert client.send(address, **first).status_code == 303
    answer = client.send(address, **first | {"day": "18/12/2026"})
    assert answer.status_code == 409
    assert "18 december" in answer.text or "18/12/2026" in answer.text
    assert len(letters(work, "inschrijving-verlengd")) == 2


@pytest.fixture
def running(work):
    """A procedure that runs with two candidates, one of whom has a moment for the first round; another procedure beside it."""
    with work() as session:
        case = make_case(2, published_at=now(), published_by=None)
        procedure = session.get(Procedure, case.procedure)
        session.flush()
        begins = datetime(2027, 3, 1, 8, tzinfo=UTC)
        for number, candidate in enumerate(case.candidates):
            at = {"begins_at": begins.replace(hour=8 + number), "ends_at": begins.replace(hour=8 + number, minute=45), "place": "Zaal 1", "with_panel": True}
            where = {"procedure_id": procedure.id, "round_code": "gesprek", "part_code": "gesprek"}
            session.add(Slot(candidate_id=candidate, made_at=now(), made_by=case.hr, **where, **at))
        make_case(2, domain="twee.example", year=2025)
    return case


def test_moving_a_round_tells_candidates_and_panel_and_takes_its_moments_along(app, running, work):
    client, root = signed_in(app), f"/procedures/{running.procedure}"
    address = f"{root}/ronde-verplaatsen"
    assert Page(client.get(address).text).faults("nl") == []
    answer = client.send(address, **fields(client, address, **NEW_DAYS))
    assert answer.status_code == 303
    assert "2 geplande momenten" in client.get(root).text
    told = letters(work, "ronde-verplaatst", "ronde-verplaatst-commissie")
    assert {letter.procedure_id for letter in told} == {running.procedure}
    assert {letter.recipient_id for letter in told if letter.event == "ronde-verplaatst"} == set(running.candidates)
    assert {letter.recipient_id for letter in told if letter.event == "ronde-verplaatst-commissie"} == set(running.panel)
    with work() as session, app.app_context():
        worded = list(word_all(told).values())
        assert [slot.begins_at for slot in session.scalars(sa.select(Slot).order_by(Slot.begins_at))] == [
            datetime(2027, 3, 3, 8, tzinfo=UTC),
            datetime(2027, 3, 3, 9, tzinfo=UTC),
        ]
        (move,) = session.scalars(sa.select(RoundMove))
        assert (move.old_days, move.new_days) == ("2027-03-01", "2027-03-03")
        prints = session.scalars(sa.select(ProcedureDefinition.fingerprint).where(ProcedureDefinition.procedure_id == running.procedure)).all()
        assert len(prints) == 2
        assert len(set(prints)) == 1
    assert all(one.faults == [] for one in worded)
    assert all("1 maart 2027 vervalt. De nieuwe datum is 3 maart 2027" in one.body for one in worded)
    assert "verplaatst van 1 maart 2027 naar 3 maart 2027" in client.get(f"{root}/logboek").text
    public = app.test_client().get(f"/vacatures/{running.procedure}").text
    assert "Verplaatst: eerst was dit 1 maart 2027." in public
    days = [event.decoded("DTSTART").isoformat() for event in Calendar.from_ical(client.get(f"/vacatures/{running.procedure}/data.ics").data).walk("VEVENT")]
    assert days == ["2027-03-03", "2027-03-08", "2027-03-15"]


def test_only_who_is_admitted_to_a_later_round_is_told_that_it_moves_once_the_rounds_before_it_are_closed(app, work):
    with work() as session:
        case = make_case(3, closed_rounds=("gesprek", "assessment"))
        procedure = session.get(Procedure, case.procedure)
        assert procedure.rounds[2].closed_at is None
    client, address = signed_in(app), f"/procedures/{case.procedure}/ronde-verplaatsen"
    assert client.send(address, **fields(client, address, **NEW_DAYS | {"round": "interview", "days": "18/3/2027, 19/3/2027"})).status_code == 303
    assert letters(work, "ronde-verplaatst") == []  # nobody passed the rounds before it
    assert {letter.recipient_id for letter in letters(work, "ronde-verplaatst-commissie")} == set(case.panel)
    answer = client.send(address, **fields(client, address, **NEW_DAYS))
    assert answer.status_code == 422  # a closed round cannot be chosen


def test_a_panel_member_who_reads_english_is_told_in_english(app, work):
    with work() as session:
        case = make_case(1)
        english = make_person("Ella", "Engels", email="ella@een.example", language="en")
        make_panel(session.get(Procedure, case.procedure), english, rounds=("gesprek",))
    client, address = signed_in(app), f"/procedures/{case.procedure}/ronde-verplaatsen"
    assert client.send(address, **fields(client, address, **NEW_DAYS)).status_code == 303
    told = [letter for letter in letters(work, "ronde-verplaatst-commissie") if letter.name == "Ella Engels"]
    with work(), app.app_context():
        (worded,) = word_all(told).values()
    assert "1 March 2027 lapses. The new date is 3 March 2027" in worded.body


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"days": "1/3/2027"}, "al staat"), ({"days": "1/3/2020"}, "is al voorbij"), ({"days": "3/3/2027, ooit"}, "is geen datum"), ({"days": ""}, "minstens")],
)
def test_days_that_cannot_be_are_refused_with_a_sentence(app, running, work, changed, sentence):
    client, address = signed_in(app), f"/procedures/{running.procedure}/ronde-verplaatsen"
    answer = client.send(address, **fields(client, address, **NEW_DAYS | changed))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "De zaal is niet vrij." in answer.text
    assert letters(work, "ronde-verplaatst") == []


def test_a_closed_round_is_not_moved_and_nobody_but_its_hr_officers_moves_anything(app, running, work):
    with work() as session:
        close_rounds(session.get(Procedure, running.procedure), "gesprek")
    client = signed_in(app)
    assert 'value="gesprek"' not in client.get(f"/procedures/{running.procedure}/ronde-verplaatsen").text
    stranger, member = signed_in(app, "twee.example"), app.test_client()
    sign_in(member, "lid0@een.example")
    for act in ("verlengen", "ronde-verplaatsen"):
        assert stranger.get(f"/procedures/{running.procedure}/{act}").status_code == 404
        assert member.get(f"/procedures/{running.procedure}/{act}").status_code == 403
