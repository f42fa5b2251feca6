"""The demonstration: its figures as they are told, every page of it answers and says what it is."""

import io
import re
from datetime import UTC, datetime
from fractions import Fraction

import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from scoring import Status
from selection import audit
from selection.db import Database, migrations, session, unit_of_work
from selection.db.engines import normal_url
from selection.demo.build import build
from selection.demo.commands import application, free_port, prepare, settings_for, welcome
from selection.demo.data import INTERVIEW, PASSWORD, PEOPLE, TALK
from selection.documents.workbook import XLSX
from selection.mail.models import Letter
from selection.procedures.models import Procedure
from selection.procedures.queries import newest_definition
from selection.results.collect import outcome_of
from tests.factories_accounts import sign_in
from tests.pictures.pages import NO_PAGES, NOT_IN_THE_STORY, PAGES, REFUSING
from tests.pictures.places import addresses, workbook_address

NOTICE = "Demonstratie: fictieve kandidaten"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Reader(FlaskClient):
    """A client that reads every answer whole, so that none keeps a transaction open."""

    def open(self, *arguments, **options):
        return super().open(*arguments, **{"buffered": True, **options})


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    found = f"sqlite:///{tmp_path_factory.mktemp('demo')}/demo.db"
    migrations.upgrade(normal_url(found))
    return found


@pytest.fixture(scope="module")
def built(url):
    return build(url, NOW, "http://127.0.0.1:8123")


@pytest.fixture(scope="module")
def app(url, built):
    made = application(settings_for(url, 8000))
    made.test_client_class = Reader
    made.config.update(TESTING=True, SHOW_ERRORS=True)
    yield made
    made.database.dispose()


@pytest.fixture(scope="module")
def told(url, built):
    """Per procedure: role in the story -> (status, place, total, points per part)."""
    database = Database(url)
    found = {}
    with database.active(), unit_of_work(read_only=True) as session:
        for name, id_, cast in (("finished", built.finished, built.in_finished), ("half_way", built.half_way, built.in_half_way)):
            outcome = outcome_of(session.get_one(Procedure, id_))
            roles = {candidate: role for role, candidate in cast.items()}
            found[name] = {roles[outcome.ids[one.candidate]]: one for one in outcome.result}
    database.dispose()
    return found


def points(outcome, part):
    return next(one.points for one in outcome.parts if one.part == part)


def test_somebody_stands_exactly_on_the_mark_of_a_part_and_passes(told):
    outcome = told["finished"]["on_the_mark"]
    assert points(outcome, TALK) == 15
    assert outcome.status is Status.RANKED


def test_a_total_of_exactly_sixty_passes_and_a_hundredth_less_does_not(told):
    assert (told["finished"]["exactly_sixty"].status, told["finished"]["exactly_sixty"].total) == (Status.RANKED, 60)
    short = told["finished"]["a_hundredth_short"]
    assert (short.status, short.total) == (Status.BELOW_TOTAL, Fraction("59.99"))
    assert (points(short, TALK), points(short, INTERVIEW)) == (17, Fraction("42.99"))


def test_a_place_is_shared_and_the_next_one_skipped(told):
    places = {role: outcome.rank for role, outcome in told["finished"].items() if outcome.rank}
    assert places == {"first": 1, "shared": 2, "also_shared": 2, "exempt": 4, "known_to_member_b": 5, "on_the_mark": 6, "exactly_sixty": 7}
    assert told["finished"]["shared"].total == told["finished"]["also_shared"].total == 70
    assert told["finished"]["first"].total == Fraction("81.55")


def test_who_fails_fails_for_the_reason_that_is_told(told):
    story = told["finished"]
    expected = {
        "failed_first": Status.FAILED_PART,
        "failed_last": Status.FAILED_PART,
        "unsuitable": Status.UNSUITABLE,
        "absent": Status.ABSENT,
        "withdrawn": Status.WITHDRAWN,
        "excluded": Status.EXCLUDED,
    }
    assert {role: story[role].status for role in expected} == expected
    assert points(story["failed_first"], TALK) == Fraction("14.88")
    assert points(story["failed_last"], INTERVIEW) == Fraction("34.77")


def test_every_status_occurs(told):
    assert {outcome.status for story in told.values() for outcome in story.values()} == set(Status)
    assert Status.PENDING not in {outcome.status for outcome in told["finished"].values()}


def test_both_procedures_run_by_the_shipped_rules_and_the_audit_trail_holds(url, built):
    database = Database(url)
    with database.active(), unit_of_work(read_only=True) as session:
        marks = {newest_definition(session.get_one(Procedure, id_)).fingerprint for id_ in (built.finished, built.half_way, built.prepared)}
        lines, fault = audit.verify_chain()
    database.dispose()
    assert len(marks) == 1
    assert fault is None
    assert lines > 150


def clients(app):
    """A signed-in client per person of the table, and one that is nobody."""
    found = {"": app.test_client()}
    for person in PEOPLE:
        found[person.key] = app.test_client()
        assert sign_in(found[person.key], person.email, PASSWORD).status_code == 303
    return found


def test_every_page_answers_and_says_that_its_candidates_are_invented(app):
    paths, found = addresses(app), clients(app)
    faults = []
    for page in PAGES:
        reply = found[page.person.key if page.person else ""].get(paths[page.name])
        expected = 200 if page.press else REFUSING.get(page.name, 200)
        if reply.status_code != expected or NOTICE not in reply.text or len(re.findall("<h1", reply.text)) != 1:
            faults.append(f"{page.name} {paths[page.name]}: {reply.status_code}")
    assert faults == []


def test_no_page_is_forgotten(app):
    shown = {page.endpoint for page in PAGES}
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())} - NO_PAGES - NOT_IN_THE_STORY
    assert len(pages) >= 45
    assert pages - shown == set()
    assert shown - pages == set()


def test_every_sheet_of_the_workbook_says_so_too(app):
    client = app.test_client()
    sign_in(client, PEOPLE[0].email, PASSWORD)
    reply = client.get(workbook_address(app))
    assert reply.mimetype == XLSX
    book = openpyxl.load_workbook(io.BytesIO(reply.data))
    assert len(book.sheetnames) == 6
    for sheet in book:
        cells = [str(cell) for row in sheet.iter_rows(max_row=12, values_only=True) for cell in row if cell]
        assert any(NOTICE in text for text in cells), sheet.title
        printed = (
            f"{sheet.oddHeader.left.text} {sheet.oddHeader.center.text} {sheet.oddHeader.right.text} {sheet.oddFooter.left.text} {sheet.oddFooter.center.text}"
        )
        assert NOTICE in printed, f"{sheet.title}: {printed}"


def test_the_sign_in_page_lists_everybody_with_the_password(app):
    text = app.test_client().get("/aanmelden").text
    assert all(person.email in text and str(person.who) in text for person in PEOPLE)
    assert PASSWORD in text


def test_the_command_prints_the_address_and_everybody():
    printed = "\n".join(welcome("http://127.0.0.1:8001"))
    assert printed.startswith(NOTICE)
    assert "http://127.0.0.1:8001" in printed
    assert PASSWORD in printed
    assert all(person.email in printed for person in PEOPLE)


def test_a_start_begins_anew_unless_told_to_keep(tmp_path):
    path = tmp_path / "demo.db"
    first = prepare(path, 8000)
    first.database.dispose()
    before = path.read_bytes()
    kept = prepare(path, 8000, keep=True)
    kept.database.dispose()
    assert path.read_bytes() == before
    path.write_bytes(b"something else")
    prepare(path, 8000).database.dispose()
    assert path.read_bytes()[:15] == b"SQLite format 3"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["demo.db"]


def test_the_links_in_letters_lead_to_the_port_of_the_demonstration(url, built):
    database = Database(url, lambda: NOW)
    with database.active(), unit_of_work(read_only=True):
        texts = [letter.body + letter.secrets for letter in session().scalars(sa.select(Letter))]
    database.dispose()
    addresses_there = [found for text in texts for found in re.findall(r"http://127\.0\.0\.1[^/]*", text)]
    assert set(addresses_there) == {"http://127.0.0.1:8123"}


def test_a_port_in_use_is_passed_over():
    port = free_port()
    assert port is not None
    assert port >= 8000
    assert free_port(port) == port
