"""Applying by the form, from the first page to a withdrawal, as a browser without a cookie does it."""

import io
import json
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from selection.accounts.models import Account
from selection.applications import throttling
from selection.applications.models import Application, ApplicationDocument, ApplicationLink
from selection.audit import AuditLine, verify_chain
from selection.candidates import entering
from selection.candidates.entering import Details
from selection.candidates.models import Candidate, Finding
from selection.db import session
from selection.mail.models import Letter
from selection.organisation.actions import save
from selection.procedures.models import Procedure
from selection.security import SecurityLine
from tests.factories_applications import DEADLINE, Applicant, make_vacancy
from tests.upload_files import jpeg, pdf, png

pytestmark = pytest.mark.db


@pytest.fixture
def vacancy(work):
    with work():
        return make_vacancy()


@pytest.fixture
def noor(app, vacancy):
    return Applicant(app, vacancy)


def events(work):
    """The letters that were asked for, in order."""
    with work(read_only=True):
        return list(session().scalars(sa.select(Letter.event).order_by(Letter.seq)))


def mailed_link(work, event):
    """Path of the link in the last letter of this kind."""
    with work(read_only=True):
        letter = session().scalars(sa.select(Letter).where(Letter.event == event).order_by(Letter.seq.desc())).first()
        assert letter is not None
        assert letter.automatic
        return urlsplit(json.loads(letter.secrets)["link"]).path


def test_an_application_from_beginning_to_withdrawal(noor, work):
    assert noor.begin().status_code == 303
    assert events(work) == ["email-bevestigen"]
    assert noor.add("cv", (pdf(), "cv.pdf"), (jpeg(), "achterkant.jpg")).status_code == 303
    with work(read_only=True):
        assert session().scalar(sa.select(sa.func.count()).select_from(Candidate)) == 0
    assert noor.act("indienen").status_code == 303
    assert events(work) == ["email-bevestigen"], "no receipt to an address that nobody confirmed"
    assert "ontbreekt" in noor.client.get(noor.page).text
    noor.page = mailed_link(work, "email-bevestigen")
    noor.act("bevestigen")
    assert events(work)[1:] == ["ontvangst", "onvolledig"]
    noor.add("diploma", (png(), "diploma.png"))
    assert events(work)[3:] == ["ontvangst"]
    answer = noor.send(f"{noor.page}/aanpassingen", wanted="Meer tijd", reason="Dyslexie")
    assert answer.status_code == 303
    answer = noor.send(f"{noor.page}/terugtrekken")
    assert answer.status_code == 303
    assert events(work)[4:] == ["gegevens-gewijzigd", "terugtrekking-bevestigd"]
    assert "ingetrokken" in noor.client.get(noor.page).text
    with work(read_only=True):
        finding = session().scalars(sa.select(Finding)).one()
        assert (finding.kind, finding.recorded_by) == ("withdrawn", None)
        assert verify_chain()[1] is None
        for line in session().scalars(sa.select(AuditLine)):
            assert "Noor" not in line.body
            assert "Dyslexie" not in line.body
        for letter in session().scalars(sa.select(Letter)):
            assert "/m/" not in letter.facts


def test_no_page_of_an_applicant_sets_a_cookie_and_every_one_says_u(noor):
    noor.begin()
    pages = [noor.vacancy.path, noor.page, *(f"{noor.page}/{name}" for name in ("gegevens", "aanpassingen", "terugtrekken")), "/m/" + "x" * 43]
    pages.append(f"/vacatures/{noor.vacancy.procedure}/mijn-kandidatuur")
    for path in pages:
        answer = noor.client.get(path)
        assert "Set-Cookie" not in answer.headers, path
        assert answer.headers["Cache-Control"] == "no-store"
    answer = noor.add("cv", (b"x", "x.pdf"))
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (422, False)


def test_the_first_form_says_what_is_wrong_and_keeps_the_rest(noor, work):
    answer = noor.begin(email="noor@", consent="")
    assert answer.status_code == 422
    assert 'value="Voorbeeld"' in answer.text
    assert "is geen e-mailadres" in answer.text
    assert noor.begin(website="http://koop.example").status_code == 422
    assert noor.begin(email="hr@een.example").status_code == 422
    with work(read_only=True):
        assert session().scalar(sa.select(sa.func.count()).select_from(Application)) == 0
    assert events(work) == []


def test_the_postal_address_is_asked_only_where_the_vacancy_needs_it(noor, app, work):
    assert 'name="postal_address"' not in noor.client.get(noor.vacancy.path).text
    with work():
        vacancy = make_vacancy("post.example", postal_address=True)
    jan = Applicant(app, vacancy)
    missing = jan.begin(email="jan@kandidaat.example")
    assert (missing.status_code, "Vul uw postadres in" in missing.text) == (422, True)
    assert jan.begin(email="jan@kandidaat.example", postal_address="Verzonnenstraat 1, 9000 Nergens").status_code == 303
    assert "Verzonnenstraat 1, 9000 Nergens" in jan.client.get(jan.page).text
    assert 'value="Verzonnenstraat 1, 9000 Nergens"' in jan.client.get(f"{jan.page}/gegevens").text


def test_the_same_form_twice_is_one_application(noor, work):
    token = noor.token(noor.vacancy.path, noor.vacancy.path)
    fields = {"csrf_token": token, "given_name": "Noor", "family_name": "Voorbeeld", "email": "noor@kandidaat.example", "consent": "y"}
    for _turn in range(2):
        assert noor.client.post(noor.vacancy.path, data=fields).status_code == 303
    with work(read_only=True):
        assert session().scalar(sa.select(sa.func.count()).select_from(Application)) == 1
    assert events(work) == ["email-bevestigen"]


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}]
)
def test_a_form_from_another_site_is_refused(noor, headers):
    noor.begin()
    assert noor.send(f"{noor.page}/indienen", noor.page, headers=headers).status_code == 400
    assert noor.send(f"{noor.page}/indienen", noor.page, headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_a_token_is_good_for_its_own_address_only(noor):
    noor.begin()
    other = noor.token(noor.vacancy.path, noor.vacancy.path)
    assert noor.client.post(f"{noor.page}/indienen", data={"csrf_token": other}).status_code == 400
    assert noor.client.post(f"{noor.page}/indienen").status_code == 400


def test_a_good_file_stays_when_another_is_refused(noor, work):
    noor.begin()
    answer = noor.add("cv", (pdf(), "cv.pdf"), (b"MZ", "virus.pdf"))
    assert answer.status_code == 422
    assert "virus: Dit is geen pdf, jpeg of png" in answer.text
    assert "cv.pdf" in answer.text
    assert noor.add("cv", (pdf(), "cv nog eens.pdf")).status_code == 303
    with work(read_only=True):
        assert [document.name for document in session().scalars(sa.select(ApplicationDocument))] == ["cv.pdf"]


def test_a_request_that_is_too_large_is_refused_by_its_route(noor):
    noor.begin()
    huge = b"x" * (70 * 1024)
    assert noor.client.post(f"{noor.page}/indienen", data={"csrf_token": "x", "more": huge}).status_code == 413
    answer = noor.add("cv", (pdf() + b"\n" * (11 * 1024 * 1024), "groot.pdf"))
    assert (answer.status_code, "12 MB" in answer.text) == (422, True)


def test_a_file_comes_back_as_a_download_and_leaves_a_line(noor, work):
    noor.begin()
    noor.add("cv", (pdf(), "Mijn cv – Åse.pdf"))
    with work(read_only=True):
        document = session().scalars(sa.select(ApplicationDocument)).one()
        assert "content" not in document.__dict__
    answer = noor.client.get(f"{noor.page}/documenten/{document.id}")
    assert (answer.data, answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == (pdf(), "application/pdf", "nosniff")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"] == "attachment; filename=\"Mijn cv  Ase.pdf\"; filename*=UTF-8''Mijn%20cv%20%E2%80%93%20%C3%85se.pdf"
    with work(read_only=True):
        line = session().scalars(sa.select(SecurityLine).where(SecurityLine.kind == "file_opened")).one()
        assert json.loads(line.body)["document"] == str(document.id)
    assert noor.act(f"documenten/{document.id}/weg").status_code == 303
    assert noor.client.get(f"{noor.page}/documenten/{document.id}").status_code == 404
    with work(read_only=True):
        assert session().scalar(sa.select(ApplicationDocument.content)) is None


MOMENTS = [(-1, 0, 303), (0, 0, 409), (1, 0, 409), (0, 15, 303), (899, 15, 303), (900, 15, 409)]


@pytest.mark.parametrize(("seconds", "grace", "status"), MOMENTS)
def test_the_closing_moment_counts_to_the_second(noor, work, clock, seconds, grace, status):
    if grace:
        with work():
            save(session().get_one(Account, noor.vacancy.hr), {"grace_minutes": grace})
    noor.begin()
    token = noor.token(noor.page, f"{noor.page}/indienen")
    clock.now = DEADLINE + timedelta(seconds=seconds)
    assert noor.client.post(f"{noor.page}/indienen", data={"csrf_token": token}).status_code == status
    assert Applicant(noor.client.application, noor.vacancy).client.get(noor.vacancy.path).status_code == 200


def test_nothing_is_begun_after_the_closing_moment_and_contact_data_still_change(noor, work, clock):
    token = noor.token(noor.vacancy.path, noor.vacancy.path)
    noor.begin()
    noor.act("indienen")
    clock.now = DEADLINE
    late = {"csrf_token": token, "given_name": "Laat", "family_name": "Komer", "email": "laat@kandidaat.example", "consent": "y"}
    assert noor.client.post(noor.vacancy.path, data=late).status_code == 409
    upload = {"csrf_token": "x", "asked": "cv", "files": [(io.BytesIO(pdf()), "cv.pdf")]}
    assert noor.client.post(f"{noor.page}/documenten", data=upload).status_code == 400
    page = noor.client.get(f"{noor.page}/gegevens").text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    fields = {"given_name": "Noor", "family_name": "Voorbeeld", "telephone": "0470 00 00 00", "version": version}
    answer = noor.send(f"{noor.page}/gegevens", email="nieuw@kandidaat.example", **fields)
    assert answer.headers["Location"].endswith("gedaan=nieuw-adres")
    with work(read_only=True):
        application = session().scalars(sa.select(Application)).one()
        assert (application.details.email, application.details.telephone, application.pending_email) == (
            "noor@kandidaat.example",
            "0470 00 00 00",
            "nieuw@kandidaat.example",
        )
    noor.page = mailed_link(work, "email-bevestigen")
    noor.act("bevestigen")
    with work(read_only=True):
        assert session().scalars(sa.select(Application)).one().details.email == "nieuw@kandidaat.example"
    assert noor.send(f"{noor.page}/gegevens", email="nieuw@kandidaat.example", **fields).status_code == 409


def contact_of(noor, **changes):
    """Send the form of contact data as it stands on its page, with changes."""
    page = noor.client.get(f"{noor.page}/gegevens").text
    names = ("given_name", "family_name", "email", "telephone", "version")
    fields = {name: re.search(rf'<input[^>]*name="{name}"[^>]*>', page).group() for name in names}
    typed = {name: found.group(1) if (found := re.search(r'value="([^"]*)"', text)) else "" for name, text in fields.items()}
    return typed | changes


def test_what_hr_corrected_meanwhile_is_not_overwritten_and_both_texts_are_shown(noor, work):
    noor.begin()
    noor.act("indienen")
    fields = contact_of(noor, telephone="0470 00 00 00")
    with work():
        candidate = session().scalars(sa.select(Candidate)).one()
        details = replace(Details.of(candidate.person), family_name="Verbeterd")
        procedure = session().get_one(Procedure, noor.vacancy.procedure)
        entering.change(procedure, candidate, details, version=candidate.version, actor=session().get_one(Account, noor.vacancy.hr))
    answer = noor.send(f"{noor.page}/gegevens", **fields)
    assert (answer.status_code, "Verbeterd" in answer.text, "0470 00 00 00" in answer.text) == (409, True, True)
    assert 'class="sidebar' not in answer.text
    with work(read_only=True):
        assert session().scalars(sa.select(Application)).one().details.family_name == "Verbeterd"
    assert noor.send(f"{noor.page}/gegevens", **contact_of(noor, telephone="0470 00 00 00")).status_code == 303


def test_a_wrong_new_address_is_taken_back_and_a_later_save_tells_nothing_again(noor, work):
    noor.begin()
    noor.page = mailed_link(work, "email-bevestigen")
    noor.act("bevestigen")
    noor.act("indienen")
    noor.send(f"{noor.page}/gegevens", **contact_of(noor, email="verkeert@kandidaat.example"))
    wrong = mailed_link(work, "email-bevestigen")
    before = events(work)
    fields = contact_of(noor)
    assert fields["email"] == "verkeert@kandidaat.example"
    assert noor.send(f"{noor.page}/gegevens", **fields).status_code == 303
    assert events(work) == before, "nothing changed, so nothing is told"
    answer = noor.send(f"{noor.page}/gegevens", **contact_of(noor, email="noor@kandidaat.example"))
    assert answer.headers["Location"].endswith("gedaan=bewaard")
    with work(read_only=True):
        assert session().scalars(sa.select(Application)).one().pending_email == ""
    assert "verkeert@" not in noor.client.get(noor.page).text
    assert "Dit adres bevestigen" not in noor.client.get(wrong).text
    assert events(work) == [*before, "gegevens-gewijzigd"]


def test_a_new_link_is_asked_with_the_same_answer_for_everybody(noor, work):
    path = f"/vacatures/{noor.vacancy.procedure}/mijn-kandidatuur"
    noor.begin()
    mine = mailed_link(work, "email-bevestigen")
    noor.page = mine
    noor.act("bevestigen")
    known, unknown = noor.send(path, email="noor@kandidaat.example"), noor.send(path, email="niemand@kandidaat.example")
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert events(work) == ["email-bevestigen", "nieuwe-link"]
    for _turn in range(4):
        noor.send(path, email="noor@kandidaat.example")
    assert events(work).count("nieuwe-link") == 3, "at most three an hour to one address"
    for _turn in range(20):
        answer = noor.send(path, email="iemand@kandidaat.example")
    assert answer.status_code == 429
    assert "binnen een uur" in answer.text
    assert noor.client.get(mine).status_code == 200, "older links go on working"
    with work(read_only=True):
        stored = {link.token_hash for link in session().scalars(sa.select(ApplicationLink))}
        assert mine.removeprefix("/m/") not in stored


def test_guessed_links_are_slowed(noor, monkeypatch):
    monkeypatch.setitem(throttling.MOST, "token", 3)
    seen = [noor.client.get("/m/" + "x" * 43).status_code for _turn in range(5)]
    assert seen == [404, 404, 404, 429, 429]


def test_what_was_never_sent_leaves_nothing_when_it_is_withdrawn(noor, work):
    noor.begin()
    noor.add("cv", (pdf(), "cv.pdf"))
    answer = noor.send(f"{noor.page}/terugtrekken")
    assert (answer.status_code, "verwijderd" in answer.text) == (200, True)
    assert noor.client.get(noor.page).status_code == 404
    with work(read_only=True):
        assert session().scalar(sa.select(sa.func.count()).select_from(ApplicationDocument)) == 0
        assert session().scalars(sa.select(Application)).one().email == ""


def test_pages_are_in_the_language_of_the_applicant(noor):
    answer = noor.client.get(noor.vacancy.path + "?taal=en")
    assert "Given name" in answer.text
    assert 'lang="en"' in answer.text
