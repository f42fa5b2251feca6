"""Nobody reads what is not for them yet: words and figures planted in the sheets of one member, in a consensus and in personal data, are looked for in
every page, file and error, as everybody who may not see them at that moment. As a control, who may see them does."""

import io
import zipfile
from functools import cache

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from selection.candidates.models import FindingKind
from selection.db import session
from selection.scoresheets.models import Scoresheet
from tests import world as played
from tests import world_planning
from tests.factories import definition_data, make_definition
from tests.guards.walking import ASSETS, REHEARSED, ask, visitor, ways
from tests.world import CRITERIA, INTERVIEW, TALK, email

pytestmark = pytest.mark.db
DRAFT, SENT, UNSEEN, POINTS, REMARK, SETTLED, VERSION = (
    "zilverreiger",
    "korhoender",
    "roerdomp",
    "61.37",
    "waterspreeuw",
    "grutto",
    "kwartelkoning",
)
SHEET_WORDS = (SENT, UNSEEN, DRAFT)
INTERVIEW_WORDS = (POINTS, POINTS.replace(".", ","), REMARK, "63.19", "63,19", SETTLED)
NAMES = ("Wielewaal", "wielewaal@kandidaten.example", "0470 11 22 33")
FLOOR = 20


def text_of(answer):
    """Everything that an answer says; a workbook is unpacked and a PDF read."""
    if answer.data[:4] == b"%PDF":
        return f"{read_pdf(answer.data)}\n{answer.headers}"
    if answer.data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return f"{answer.data.decode('utf-8', 'replace')}\n{answer.headers}"


@cache
def read_pdf(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def addresses(stage):
    """Every way to read or to fail, for every candidate and each round and part of the procedure."""
    mine = stage.world.played["een"]
    found = {(way.method, way.address): way for way in ways(stage.app, stage.world, in_procedure="een")}
    for way in [way for way in found.values() if way.method == "GET" or "/taken/" in way.address or "/consensus" in way.address]:
        for part in (TALK, INTERVIEW):
            for candidate in mine.candidates.values():
                address = way.address.replace(f"/{INTERVIEW}", f"/{part}").replace(f"/{TALK}", f"/{part}")
                for own in mine.candidates.values():
                    address = address.replace(str(own), str(candidate))
                found[way.method, address] = type(way)(way.endpoint, way.method, address)
    return [way for way in found.values() if way.endpoint not in ASSETS and way.endpoint != "accounts.sign_out"]


def seen(stage, role, words, methods=("GET", "POST")):
    """Where somebody reads one of these words, and how many answers were read."""
    client, where, walked = visitor(stage.app, role), [], 0
    for way in addresses(stage):
        if way.method not in methods:
            continue
        _, answer = ask(client, way)
        said = text_of(answer)
        where += [f"{word}: {way.method} {way.address} ({answer.headers[REHEARSED]})" for word in words if word in said]
        walked += 1
    assert walked >= FLOOR
    return where


def begin(stage, definition=None):
    """The first round is open: the member submitted a sheet about Aerts and began one about Bogaert; nobody else did anything."""
    world = stage.world
    played.played(world, "een", definition=definition)
    played.seated(world, "een", played.PANEL)
    played.entered(world, "een", ("aerts", "bogaert"), family_name=NAMES[0], email=NAMES[1], telephone=NAMES[2])
    played.rating_opened(world, "een")
    ratings = {"motivatie": "8.5", "ervaring": ""}
    played.wrote(world, "een", "member", TALK, "aerts", ratings=ratings, rationale=SENT, reason=UNSEEN)
    played.wrote(world, "een", "member", TALK, "bogaert", ratings={"motivatie": "3.5"}, rationale=DRAFT, draft=True)
    return stage


@pytest.fixture(scope="module")
def begun(new_stage):
    """That world, which no test changes."""
    return begin(new_stage())


@pytest.mark.parametrize("role", ["public", "outsider", "chair", "deputy", "shared", "secretary", "observer", "hr", "administrator"])
def test_a_sheet_is_read_by_nobody_before_the_own_one_is_submitted(begun, role):
    assert seen(begun, role, SHEET_WORDS) == []


def test_its_writer_reads_both_the_submitted_sheet_and_the_draft(begun):
    said = " ".join(seen(begun, "member", SHEET_WORDS, ("GET",)))
    assert all(word in said for word in SHEET_WORDS)


def test_who_submitted_reads_the_submitted_sheet_and_never_the_draft(bare):
    begun = begin(bare)
    played.wrote(begun.world, "een", "chair", TALK, "aerts", ratings=dict.fromkeys(CRITERIA, "6"))
    said = " ".join(seen(begun, "chair", SHEET_WORDS, ("GET",)))
    assert (SENT in said, UNSEEN in said, DRAFT in said) == (True, True, False)
    assert seen(begun, "shared", SHEET_WORDS) == []
    assert seen(begun, "hr", SHEET_WORDS) == []


@pytest.mark.parametrize("role", ["public", "outsider", "administrator"])
def test_names_and_addresses_of_candidates_are_not_for_them(begun, role):
    assert seen(begun, role, NAMES) == []


@pytest.mark.parametrize("role", ["member", "secretary", "observer"])
def test_the_panel_reads_no_contact_data(begun, role):
    assert seen(begun, role, NAMES[1:]) == []


def test_hr_reads_names_and_contact_data(begun):
    said = " ".join(seen(begun, "hr", NAMES, ("GET",)))
    assert all(word in said for word in NAMES)


@pytest.fixture(scope="module")
def sifted(new_stage):
    """As `begun`, with a first part that is sifted blind."""
    stage = new_stage()
    begin(stage, definition=blind_definition())
    world_planning.made(stage.world, "een")
    world_planning.given_out(stage.world, "een")
    return stage


def blind_definition():
    data = definition_data()
    data["rounds"][0]["parts"][0] |= {"blind": True, "tolerance": 2}
    return make_definition(data)


@pytest.mark.parametrize("role", ["chair", "deputy", "member", "secretary", "observer"])
def test_who_sifts_blind_reads_no_name(sifted, role):
    assert seen(sifted, role, NAMES) == []


def test_hr_reads_names_while_the_panel_sifts_blind(sifted):
    assert seen(sifted, "hr", NAMES[:1], ("GET",))


def test_before_the_list_is_closed_the_chair_reads_no_name_either(bare):
    played.played(bare.world, "een", definition=blind_definition())
    played.seated(bare.world, "een", played.PANEL)
    played.entered(bare.world, "een", ("aerts",), family_name=NAMES[0])
    overview = f"/procedures/{bare.world.played['een'].id}"
    assert NAMES[0] not in visitor(bare.app, "chair").get(overview).text
    assert NAMES[0] in visitor(bare.app, "hr").get(overview).text


def test_once_the_round_is_closed_the_panel_reads_names(bare):
    begin(bare, definition=blind_definition())
    assert seen(bare, "member", NAMES, ("GET",)) == []
    world = bare.world
    for role in ("chair", "shared", "member"):
        for candidate in ("aerts", "bogaert"):
            if (role, candidate) != ("member", "aerts"):
                played.wrote(world, "een", role, TALK, candidate, ratings=dict.fromkeys(CRITERIA, "8"))
    played.settled(world, "een", "chair", TALK, "aerts", "ervaring", "8", SETTLED)
    played.closed(world, "een", "chair", TALK)
    assert seen(bare, "member", NAMES[:1], ("GET",))


def test_a_planted_name_is_found(sifted, monkeypatch):
    monkeypatch.setattr("selection.scoresheets.pages.names_hidden", lambda account_id, procedure: False)
    assert seen(sifted, "member", NAMES[:1], ("GET",))


def almost(stage):
    """The last round is open: the sheets about Bogaert are all in and a consensus is settled; the member submitted one about Aerts."""
    world = stage.world
    played.played(world, "een")
    played.seated(world, "een", played.PANEL)
    played.entered(world, "een", ("aerts", "bogaert"))
    played.rating_opened(world, "een")
    played.talked(world, "een", texts=False)
    played.assessed(world, "een", unsuitable=())
    for role, points in (("chair", "50"), ("shared", "50"), ("member", POINTS)):
        played.wrote(world, "een", role, INTERVIEW, "bogaert", ratings=points, rationale=REMARK)
    played.wrote(world, "een", "member", INTERVIEW, "aerts", ratings=POINTS, rationale=REMARK)
    played.settled(world, "een", "chair", INTERVIEW, "bogaert", "", "63.19", SETTLED)
    return stage


@pytest.fixture(scope="module")
def last_round(new_stage):
    """That world, which no test changes."""
    return almost(new_stage())


@pytest.mark.parametrize("role", ["public", "outsider", "secretary", "observer", "hr", "second_hr", "other_hr", "administrator"])
def test_figures_of_an_open_round_stay_with_its_panel(last_round, role):
    assert seen(last_round, role, INTERVIEW_WORDS) == []


def test_the_panel_reads_them_once_all_have_submitted(last_round):
    for role in ("chair", "shared", "deputy"):
        said = " ".join(seen(last_round, role, (REMARK, POINTS.replace(".", ","), SETTLED), ("GET",)))
        assert all(word in said for word in (REMARK, POINTS.replace(".", ","), SETTLED)), role
    aerts = str(last_round.world.played["een"].candidates["aerts"])
    assert not [line for line in seen(last_round, "chair", (REMARK, "61,37"), ("GET",)) if aerts in line]


def test_hr_reads_them_once_the_round_is_closed(bare):
    last_round = almost(bare)
    for role in ("chair", "shared"):
        played.wrote(last_round.world, "een", role, INTERVIEW, "aerts", ratings="50")
    played.closed(last_round.world, "een", "chair", INTERVIEW)
    where = seen(last_round, "hr", ("61,37", "61.37", REMARK, "63,19", "63.19"), ("GET",))
    assert any("rangschikking.xlsx" in line for line in where)
    assert any("/uitkomst" in line for line in where)
    for role in ("secretary", "observer", "outsider", "public", "administrator"):
        assert seen(last_round, role, INTERVIEW_WORDS, ("GET",)) == [], role


def test_a_planted_leak_is_found(begun, monkeypatch):
    def anybodys(place):
        wanted = sa.select(Scoresheet).where(Scoresheet.candidate_id == place.candidate.id, Scoresheet.part_code == place.part.code)
        return session().scalars(wanted.limit(1)).one_or_none()

    monkeypatch.setattr("selection.scoresheets.views.own_sheet", anybodys)
    assert {line.split(":")[0] for line in seen(begun, "chair", SHEET_WORDS, ("GET",))} >= {DRAFT}


POLYGLOT = "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//>{{7*7}}"
FORMULAS = ('=HYPERLINK("http://x.example","klik")', "+1+1", "-2+3", "@SUM(A1)", "http://x.example/klik")


@pytest.fixture(scope="module")
def hostile(new_stage):
    """A procedure in which every text that a person may type is an attack."""
    stage = new_stage()
    world = stage.world
    played.played(world, "een")
    played.seated(world, "een", played.PANEL)
    attack = POLYGLOT[:100]
    played.entered(world, "een", ("aerts", "bogaert"), given_name=attack, family_name=FORMULAS[0], telephone="=1+1")
    played.rating_opened(world, "een")
    for role in ("chair", "shared"):
        played.wrote(world, "een", role, TALK, "aerts", ratings=dict.fromkeys(CRITERIA, "8"), rationale=POLYGLOT)
    ratings = {"motivatie": "8", "ervaring": ""}
    played.wrote(world, "een", "member", TALK, "aerts", ratings=ratings, rationale=FORMULAS[0], reason=POLYGLOT)
    played.found(world, "een", "bogaert", FindingKind.ABSENT, TALK, reason=POLYGLOT)
    played.settled(world, "een", "chair", TALK, "aerts", "motivatie", "9", POLYGLOT)
    played.closed(world, "een", "chair", TALK)
    played.found(world, "een", "aerts", FindingKind.VERDICT, "assessment", "suitable", source=FORMULAS[1])
    played.closed(world, "een", "hr", "assessment")
    for role in ("chair", "shared", "member"):
        played.wrote(world, "een", role, INTERVIEW, "aerts", ratings="50", rationale=FORMULAS[3])
    played.closed(world, "een", "chair", INTERVIEW)
    return stage


@pytest.mark.parametrize("role", ["hr", "chair", "member"])
def test_an_attack_in_every_text_stays_text(hostile, role):
    client, shown = visitor(hostile.app, role), 0
    for way in addresses(hostile):
        if way.method != "GET" or way.address.endswith((".xlsx", ".csv", ".pdf")):
            continue
        _, answer = ask(client, way)
        if not answer.mimetype.startswith(("text/", "application/xml", "application/json")):
            continue  # a file to keep
        assert "<sVg" not in answer.text, way
        assert "//>49" not in answer.text, way
        assert "oNcliCk=alert() )//%0D%0A//</" not in answer.text.replace("&#39;", "'"), way
        shown += "jaVasCript:" in answer.text
    assert shown >= (3 if role == "hr" else 1)


def test_no_text_of_a_person_is_a_formula_or_a_link_in_the_workbook(hostile):
    answer = visitor(hostile.app, "hr").get(f"/procedures/{hostile.world.played['een'].id}/rangschikking.xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        sheets = {name: book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")}
        strings = book.read("xl/sharedStrings.xml").decode()
    assert len(sheets) >= 6
    assert "HYPERLINK" in strings
    for name, sheet in sheets.items():
        assert "<hyperlink" not in sheet, name
        assert "HYPERLINK" not in sheet, name


def test_the_sign_in_page_tells_nobody_apart(begun):
    known = begun.app.test_client().send("/aanmelden", email=email("chair"), password="fout")
    unknown = begun.app.test_client().send("/aanmelden", email="niemand@personeel.example", password="fout")
    assert known.status_code == unknown.status_code == 422
    assert known.text.count(email("chair")) == unknown.text.count("niemand@personeel.example")
