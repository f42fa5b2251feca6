"""A blind part from the panel's side: whoever has a seat follows every link, takes every table and file along and gets letters, and learns of nobody who it is,
until the round is closed. HR supplies a redacted copy of a document; the one that was sent is withheld meanwhile."""

import io
import json
import re
import zipfile
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.candidates.models import Candidate
from selection.db import now, session
from selection.mail.models import Letter, LetterState
from selection.planning.models import SlotAnswer, SlotNotice
from tests import world as played
from tests import world_planning as planned
from tests.factories import make_definition
from tests.factories_applications import make_application, make_document, multipart, taking_applications
from tests.pages import Visitor
from tests.upload_files import pdf
from tests.world import CRITERIA, RATERS, TALK, email

pytestmark = pytest.mark.db
FAMILY, MAIL, TELEPHONE, STREET, FILE = "Wielewaal", "wielewaal@kandidaten.example", "0470 11 22 33", "Vogelzangstraat 7", "wielewaal-cv.pdf"
TELLING = (FAMILY, FAMILY.lower(), TELEPHONE, STREET)
PANEL = ("chair", "deputy", "member", "shared", "secretary", "observer")
LINK = re.compile(r'(?:href|data-url)="([^"#]+)')
LEFT_OUT = ("/afmelden", "/taal", "/static/", "/vacatures", "/organisatie/", "/competenties", "/privacy", "/toegankelijkheid")


@pytest.fixture
def world(work, app):
    """The first round is open and sifted blind: two candidates applied with a cv, were planned, and one wrote a name in an answer; the panel was invited."""
    made = played.begin(work, ("hr", "second_hr", *PANEL))
    data = taking_applications()
    data["rounds"][0]["parts"][0] |= {"blind": True, "tolerance": 2}
    one = played.played(made, "een", definition=make_definition(data))
    played.seated(made, "een", played.PANEL)
    played.entered(made, "een", ("aerts", "bogaert"), family_name=FAMILY, email=MAIL, telephone=TELEPHONE)
    played.rating_opened(made, "een")
    with made.acting("hr") as hr:
        procedure = played.reached(made, "een", hr)
        for candidate_id in one.candidates.values():
            application = make_application(procedure, session().get_one(Candidate, candidate_id), postal_address=STREET)
            make_document(application, "brief", name=FILE)
            one.made[str(candidate_id)] = application.id
    planned.made(made, "een")
    planned.given_out(made, "een")
    planned.told(made, "een")
    with work():
        for notice in session().scalars(sa.select(SlotNotice)):
            session().get_one(Letter, notice.letter_id).state = LetterState.SENT
            words = {"words": f"Groeten, {FAMILY}", "answered_at": now()}
            session().add(SlotAnswer(procedure_id=one.id, candidate_id=notice.candidate_id, notice_id=notice.id, comes=False, **words))
    hr = Visitor(app, email("hr"))
    assert hr.send(f"/procedures/{one.id}/planning/{TALK}/jury", conflicts_by="28/11/2026", allowance="").status_code == 303
    return made


def said(answer):
    """Everything that an answer says; a workbook is unpacked."""
    if answer.data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return f"{answer.data.decode('utf-8', 'replace')}\n{answer.headers}"


def followed(client, *starts):
    """Address to text of everything that is reached by links from these pages; tables as workbooks too."""
    waiting, found = list(starts), {}
    while waiting:
        address = waiting.pop()
        if address in found or address.startswith(LEFT_OUT):
            continue
        answer = client.get(address)
        found[address] = said(answer) if answer.status_code == 200 else ""
        if answer.mimetype == "text/html" and answer.status_code == 200:
            links = [urljoin(address, link.replace("&amp;", "&")) for link in LINK.findall(answer.text)]
            waiting += [link for link in links if not urlsplit(link).scheme and link.startswith("/")]
    return found


def told(found, words=TELLING):
    return [f"{word}: {address}" for address, text in found.items() for word in words if word in text]


def of_candidates(world):
    one = world.played["een"]
    return [f"/procedures/{one.id}/kandidaten/{candidate_id}/documenten" for candidate_id in one.candidates.values()]


@pytest.mark.parametrize("role", PANEL)
def test_whoever_has_a_seat_reads_of_nobody_who_it_is(world, app, role):
    client = Visitor(app, email(role)).client
    root = f"/procedures/{world.played['een'].id}"
    found = followed(
        client, "/taken", "/agenda", "/agenda.ics", "/procedures", root, f"{root}/planning", f"{root}/logboek", f"{root}/kandidaten/", "/berichten"
    )
    assert told(found) == []
    read = [address for address, text in found.items() if text]
    assert len(read) > 12
    assert any("table=" in address for address in read)
    assert any("K01" in found[address] for address in read)
    assert client.get("/zoeken", query_string={"zoek": FAMILY}).status_code == 403
    assert client.get(f"{root}/kandidaten/").status_code == 403


def test_letters_to_the_panel_and_lines_of_the_log_name_nobody(world, work):
    with work():
        sent = session().scalars(sa.select(Letter).where(Letter.recipient_kind == "account")).all()
        assert len(sent) == 6
        for letter in sent:
            text = f"{letter.facts} {letter.body} {letter.subject} {letter.calendar.decode()}"
            assert [word for word in TELLING if word in text] == []
            assert "K01" in letter.calendar.decode()
        lines = session().scalars(sa.select(AuditLine)).all()
        assert [line.action for line in lines if any(word in json.dumps(line.keys) for word in TELLING)] == []


def test_documents_are_withheld_until_hr_supplies_a_redacted_copy(world, app, work):
    one, hr, member = world.played["een"], Visitor(app, email("hr")), Visitor(app, email("member"))
    aerts, bogaert = of_candidates(world)
    assert "Geen documenten om te lezen" in member.open(aerts).text
    originals = set(re.findall(rf"{aerts}/[0-9a-f-]+", hr.client.get(aerts).text))
    assert len(originals) == 2
    assert {member.client.get(address).status_code for address in originals} == {404}
    application = f"/procedures/{one.id}/kandidaturen/{one.made[str(one.candidates['aerts'])]}"
    fields = {"csrf_token": hr.client.token(), "_key": str(uuid4()), "asked": "brief", "redacted": "y"}
    body = multipart(fields, ((pdf(), f"{FAMILY} zonder naam.pdf"),))
    assert hr.client.post(f"{application}/documenten", data=body, content_type="multipart/form-data; boundary=grens").status_code == 303
    page = member.open(aerts)
    assert "zonder naam" not in page.text
    assert told({aerts: page.text}) == []
    copies = set(re.findall(rf"{aerts}/[0-9a-f-]+", member.client.get(aerts).text))
    assert len(copies) == 1
    assert not copies & originals
    answer = member.client.get(copies.pop())
    assert answer.status_code == 200
    assert FAMILY not in str(answer.headers)
    assert "Geen documenten om te lezen" in member.open(bogaert).text
    assert {member.client.get(address).status_code for address in originals} == {404}


def test_once_the_round_is_closed_names_and_documents_are_open(world, app):
    for role in RATERS:
        for candidate in ("aerts", "bogaert"):
            played.wrote(world, "een", role, TALK, candidate, ratings=dict.fromkeys(CRITERIA, "8"))
    played.closed(world, "een", "chair", TALK)
    member = Visitor(app, email("member"))
    aerts = of_candidates(world)[0]
    files = set(re.findall(rf"{aerts}/[0-9a-f-]+", member.client.get(aerts).text))
    assert {member.client.get(address).status_code for address in files} == {200}
    assert FILE in member.open(aerts).text
    assert FAMILY in member.open(f"/procedures/{world.played['een'].id}/planning").text
