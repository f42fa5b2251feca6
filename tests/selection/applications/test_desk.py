"""What HR does with applications: the list, paper, scans, who applied twice, measures, reminders; and what the panel may open."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from selection.accounts.models import Account
from selection.applications import accommodation, queries, telling
from selection.applications.models import Application, ApplicationDocument
from selection.audit import AuditLine
from selection.candidates import entering
from selection.candidates.models import Candidate
from selection.db import session
from selection.errors import Refused
from selection.mail.models import Letter, LetterState
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of, procedure_for
from tests.factories import LONG_AGO, make_candidate, make_panel
from tests.factories_accounts import make_person, sign_in
from tests.factories_applications import DEADLINE, make_application, make_document, make_vacancy, multipart
from tests.pages import Page
from tests.upload_files import jpeg, pdf

pytestmark = pytest.mark.db


@pytest.fixture
def vacancy(work):
    with work():
        return make_vacancy()


@pytest.fixture
def desk(client, vacancy):
    sign_in(client, "hr@een.example")
    return client


def procedure_of(vacancy):
    return session().get_one(Procedure, vacancy.procedure)


def test_an_application_on_paper_gets_its_scans_and_a_candidate(desk, vacancy, work):
    fields = {"given_name": "Piet", "family_name": "Papier", "source": "paper", "received_on": "20/11/2026", "language": "nl"}
    answer = desk.send(f"{vacancy.desk}/nieuw", **fields)
    assert (answer.status_code, "postadres" in answer.text) == (422, True)
    answer = desk.send(f"{vacancy.desk}/nieuw", **fields, postal_address="Dorp 1, 9000 Gent")
    assert answer.status_code == 303
    page = answer.headers["Location"]
    body = multipart({"csrf_token": desk.token(), "asked": "diploma"}, ((jpeg(), "scan.jpg"), (b"GIF89a", "scan.gif")))
    answer = desk.post(f"{page}/documenten", data=body, content_type="multipart/form-data; boundary=grens")
    assert (answer.status_code, "scan.jpg" in answer.text, "geen pdf, jpeg of png" in answer.text) == (422, True, True)
    with work(read_only=True):
        application = session().scalars(sa.select(Application)).one()
        assert (application.name, application.given_name, application.entered_by) == ("Piet Papier", "", vacancy.hr)
        document = session().scalars(sa.select(ApplicationDocument)).one()
        assert document.uploaded_by == vacancy.hr
    assert desk.get(f"{page}/documenten/{document.id}").data == jpeg()
    assert desk.send(f"{page}/documenten/{document.id}/weg").status_code == 303
    assert desk.get(f"{page}/documenten/{document.id}").status_code == 404


def test_paper_that_came_late_or_is_of_tomorrow_is_told(desk, vacancy, clock, work):
    fields = {"given_name": "Piet", "family_name": "Papier", "source": "mail", "language": "nl", "email": "piet@kandidaat.example"}
    assert desk.send(f"{vacancy.desk}/nieuw", received_on="24/11/2026", **fields).status_code == 422
    clock.now = DEADLINE
    clock.forward(days=3)
    sign_in(desk, "hr@een.example")
    assert desk.send(f"{vacancy.desk}/nieuw", received_on="02/12/2026", **fields).status_code == 303
    assert "Te laat aangekomen" in desk.get(f"{vacancy.desk}/").text


@pytest.fixture
def twice(vacancy, work):
    """Two applications with one address: the first with a diploma, the last with a telephone number missing."""
    with work():
        procedure = procedure_of(vacancy)
        ids = []
        for number in range(2):
            candidate = make_candidate(procedure, given_name="Noor", family_name="Voorbeeld", email="noor@kandidaat.example")
            application = make_application(procedure, candidate)
            ids.append(application.id)
            if number == 0:
                make_document(application, "diploma", sha256="1" * 64)
                candidate.person.telephone = "0470 00 00 00"
        session().get_one(Application, ids[0]).submitted_at = LONG_AGO
        return ids


def test_who_applied_twice_is_merged_and_nothing_is_lost(desk, vacancy, twice, work):
    first, last = twice
    assert "Dubbele kandidatuur" in desk.get(f"{vacancy.desk}/").text
    answer = desk.send(f"{vacancy.desk}/{first}/dubbel/{last}", how="merge")
    assert answer.headers["Location"].endswith(str(last))
    with work(read_only=True):
        kept, other = session().get_one(Application, last), session().get_one(Application, first)
        assert (other.kept_id, other.candidate_id, other.name) == (last, None, "Noor Voorbeeld")
        assert kept.details.telephone == "0470 00 00 00"
        assert sorted(document.asked_code for document in queries.documents_of([last])[last]) == ["cv", "diploma"]
        assert [document.asked_code for document in queries.documents_of([first])[first]] == ["cv"]
        assert session().scalar(sa.select(sa.func.count()).select_from(Candidate)) == 1
    assert desk.get(f"{vacancy.desk}/{first}").status_code == 200
    assert desk.send(f"{vacancy.desk}/{first}/dubbel/{last}", how="last").status_code == 409


@pytest.mark.parametrize("how", ["merge", "last"])
def test_what_was_asked_and_granted_goes_along_to_the_application_that_is_kept(desk, vacancy, twice, work, how):
    first, last = twice
    with work():
        one = session().get_one(Application, first)
        accommodation.ask(procedure_of(vacancy), one, "Meer tijd", "Dyslexie")
        accommodation.grant(procedure_of(vacancy), one, "Een derde meer tijd", actor=session().get_one(Account, vacancy.hr))
    page = desk.get(f"{vacancy.desk}/{first}/dubbel/{last}").text
    assert ("Een derde meer tijd" in page, "gaat mee naar de laatste" in page) == (True, True)
    assert desk.send(f"{vacancy.desk}/{first}/dubbel/{last}", how=how).status_code == 303
    with work(read_only=True):
        kept = session().get_one(Application, last)
        assert queries.measures_for([kept.candidate_id]) == {kept.candidate_id: ["Een derde meer tijd"]}
        asked = queries.request_of(kept)
        assert (asked.wanted, asked.reason) == ("Meer tijd", "Dyslexie")


def test_what_the_last_application_asks_is_not_replaced_by_what_the_first_one_asked(desk, vacancy, twice, work):
    first, last = twice
    with work():
        for id_, wanted in zip(twice, ("Meer tijd", "Een tolk"), strict=True):
            accommodation.ask(procedure_of(vacancy), session().get_one(Application, id_), wanted, "")
    assert "gaat mee naar de laatste" not in desk.get(f"{vacancy.desk}/{first}/dubbel/{last}").text
    assert desk.send(f"{vacancy.desk}/{first}/dubbel/{last}", how="merge").status_code == 303
    with work(read_only=True):
        assert queries.request_of(session().get_one(Application, last)).wanted == "Een tolk"


def test_what_was_sent_about_the_first_application_stays_on_the_list_of_the_candidate(desk, vacancy, twice, work):
    first, last = twice
    with work():
        for id_ in twice:
            application = session().get_one(Application, id_)
            telling.changed(procedure_of(vacancy), application, site="http://localhost")
        candidate = session().get_one(Application, last).candidate_id
    path = f"/procedures/{vacancy.procedure}/kandidaten/{candidate}/berichten"
    assert desk.get(path).text.count('id="letter-') == 1
    assert desk.send(f"{vacancy.desk}/{first}/dubbel/{last}", how="last").status_code == 303
    assert desk.get(path).text.count('id="letter-') == 2
    with work(read_only=True):
        assert {(letter.recipient_kind, letter.recipient_id) for letter in session().scalars(sa.select(Letter))} == {
            ("application", first),
            ("candidate", candidate),
        }


def test_the_list_is_not_closed_while_people_apply_or_applied_twice(vacancy, twice, clock, work):
    def refusal():
        with work():
            try:
                entering.close_list(procedure_of(vacancy), actor=session().get_one(Account, vacancy.hr))
            except Refused as error:
                return str(error)

    assert "01/12/2026 12:00" in refusal()
    assert "2 kandidaturen hebben hetzelfde e-mailadres" in refusal()
    clock.now = DEADLINE
    assert "01/12/2026" not in refusal()
    with work():
        candidate = session().get_one(Application, twice[0]).candidate
        candidate.person.email = "iemand-anders@kandidaat.example"
    with work():
        entering.close_list(procedure_of(vacancy), actor=session().get_one(Account, vacancy.hr))


def test_two_people_of_one_name_are_told_apart(desk, vacancy, twice, work):
    with work():
        session().get_one(Application, twice[0]).candidate.person.email = "andere@kandidaat.example"
    assert desk.send(f"{vacancy.desk}/{twice[1]}/dubbel/{twice[0]}", how="apart").status_code == 303
    assert "Dubbele kandidatuur" not in desk.get(f"{vacancy.desk}/").text


def test_a_measure_is_granted_without_its_reason(desk, vacancy, work):
    with work():
        application = make_application(procedure_of(vacancy)).id
    page = f"{vacancy.desk}/{application}"
    assert desk.send(f"{page}/maatregelen", measure="").status_code == 422
    assert desk.send(f"{page}/maatregelen", measure="Een derde meer tijd").status_code == 303
    assert desk.send(f"{page}/maatregelen/brief").status_code == 303
    with work(read_only=True):
        row = session().get_one(Application, application)
        assert queries.measures_for([row.candidate_id]) == {row.candidate_id: ["Een derde meer tijd"]}
        letter = session().scalars(sa.select(Letter)).one()
        assert (letter.event, letter.automatic, json.loads(letter.facts)["maatregelen"]) == ("aanpassing-bevestigd", False, ["Een derde meer tijd"])
        (measure,) = queries.measures_of(row)
        assert "meer tijd" not in session().scalars(sa.select(AuditLine).where(AuditLine.action == "accommodation.granted")).one().body
    assert desk.send(f"{page}/maatregelen/brief").status_code == 303
    with work(read_only=True):
        states = [one.state for one in session().scalars(sa.select(Letter).order_by(Letter.seq))]
    assert states == [LetterState.WITHDRAWN, LetterState.ASKED]  # one letter waits, however often it is asked for
    ended = desk.send(f"{page}/maatregelen/{measure.id}/einde")
    assert ended.status_code == 303
    assert "is ingetrokken" in desk.get(ended.location).text
    with work(read_only=True):
        assert queries.measures_for([row.candidate_id]) == {}
        assert {one.state for one in session().scalars(sa.select(Letter))} == {LetterState.WITHDRAWN}


def test_who_is_incomplete_is_reminded_once_a_day(desk, vacancy, work):
    with work():
        make_application(procedure_of(vacancy))
        make_document(make_application(procedure_of(vacancy)), "diploma")
    for sentence in ("1 persoon", "0 personen"):
        answer = desk.send(f"{vacancy.desk}/herinneren")
        assert answer.status_code == 303
        assert sentence in desk.get(answer.location).text
    with work(read_only=True):
        letter = session().scalars(sa.select(Letter)).one()
        assert (letter.event, json.loads(letter.facts)["ontbrekende_documenten"]) == ("onvolledig", ["Kopie van het diploma"])
        assert "/m/" in json.loads(letter.secrets)["link"]


def test_reminding_many_asks_as_little_as_reminding_few(desk, vacancy, work, app, clock):
    def cost(number):
        seen = []

        def noted(connection, cursor, statement, parameters, context, executemany):
            seen.append(statement)

        with work():
            for _each in range(number):
                make_application(procedure_of(vacancy))
        clock.forward(days=1)
        sign_in(desk, "hr@een.example")
        sa.event.listen(app.database.write_engine, "after_cursor_execute", noted)
        assert desk.send(f"{vacancy.desk}/herinneren").status_code == 303
        sa.event.remove(app.database.write_engine, "after_cursor_execute", noted)
        return len(seen)

    cost(1)  # the definition is thawed once in a process
    assert cost(2) == cost(20)


def test_the_panel_opens_what_the_vacancy_shows_it_and_nothing_else(app, vacancy, work):
    with work():
        procedure = procedure_of(vacancy)
        make_panel(procedure, *(make_person("Lid", f"Nummer{number}", email=f"lid{number}@een.example") for number in range(3)))
        candidate = make_candidate(procedure, "K01")
        application = make_application(procedure, candidate)
        ids = {code: make_document(application, code, sha256=str(number) * 64).id for number, code in enumerate(("brief", "diploma", "uittreksel"), 1)}
        make_person("Buiten", "Staander", email="buiten@een.example")
        accommodation.ask(procedure, application, "Meer tijd", "Dyslexie")
        accommodation.grant(procedure, application, "Een derde meer tijd", actor=session().get_one(Account, vacancy.hr))
    base = f"/procedures/{vacancy.procedure}/kandidaten/{candidate.id}/documenten"
    opened = {}
    for who in ("lid0", "hr", "buiten"):
        client = app.test_client()
        sign_in(client, f"{who}@een.example")
        opened[who] = {code for code, id_ in ids.items() if client.get(f"{base}/{id_}").status_code == 200}
        page = client.get(base)
        assert (page.status_code == 200) == (who != "buiten")
        assert ("Een derde meer tijd" in page.text, "Dyslexie" in page.text) == (who != "buiten", False)
    assert opened == {"lid0": {"brief"}, "hr": {"brief", "diploma", "uittreksel"}, "buiten": set()}
    with work():
        session().get_one(Candidate, candidate.id).code = None
    with work(read_only=True):
        member = session().scalars(sa.select(Account).where(Account.email == "lid0@een.example")).one()
        found = procedure_for(member, vacancy.procedure)[0]
        row = session().get_one(Candidate, candidate.id)
        assert queries.files_for(member, found, definition_of(found), row) == []


def test_a_list_of_many_asks_as_little_as_one_of_few_and_reads_no_bytes(desk, vacancy, work, app):
    def cost():
        seen = []

        def noted(connection, cursor, statement, parameters, context, executemany):
            seen.append(statement)

        sa.event.listen(app.database.read_engine, "after_cursor_execute", noted)
        answer = desk.get(f"{vacancy.desk}/")
        sa.event.remove(app.database.read_engine, "after_cursor_execute", noted)
        assert not any("application_document.content" in statement for statement in seen)
        assert not Page(answer.text).faults("nl")
        return len(seen), answer.text.count("<tr")

    def fill(number):
        with work():
            procedure = procedure_of(vacancy)
            for _each in range(number):
                make_application(procedure)

    fill(2)
    cost()  # the definition is thawed once in a process
    few = cost()
    fill(20)
    many = cost()
    assert (few[0], few[1] + 20) == (many[0], many[1])


def test_somebody_elses_applications_are_not_there(client, vacancy, work):
    with work():
        other = make_vacancy("twee.example")
        application = make_application(procedure_of(vacancy)).id
    sign_in(client, "hr@twee.example")
    assert client.get(f"{vacancy.desk}/{application}").status_code == 404
    assert client.get(f"{other.desk}/{application}").status_code == 404


def test_the_files_are_whole(work, vacancy):
    with work():
        document = make_document(make_application(procedure_of(vacancy)), "diploma")
    with work(read_only=True):
        assert session().get_one(ApplicationDocument, document.id).content == pdf()


def test_the_list_is_not_closed_before_the_closing_moment_although_nobody_applied_yet(vacancy, clock, work):
    def closed():
        with work():
            entering.close_list(procedure_of(vacancy), actor=session().get_one(Account, vacancy.hr))

    with work():
        make_candidate(procedure_of(vacancy))
    with pytest.raises(Refused, match="01/12/2026 12:00"):
        closed()
    clock.now = DEADLINE + timedelta(hours=1)
    closed()
