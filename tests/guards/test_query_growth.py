"""The number of statements of a page does not grow with what it shows: counted with 3 and with 30 candidates, sheets and lines, they are equal."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from selection.candidates.models import FindingKind
from selection.db import session
from selection.procedures.models import Procedure, SeatKind
from selection.scoresheets.models import Rating
from tests import world as played
from tests.factories import close_rounds, make_account, make_candidate, make_panel, make_procedure, make_seat, open_for_rating
from tests.factories_accounts import make_person
from tests.factories_candidates import make_finding, make_not_sitting, make_sheet
from tests.guards.walking import ASSETS, REHEARSED, ask, visitor, ways

pytestmark = pytest.mark.db
FEW, MANY = 3, 30
FLOOR = {"hr": 22, "chair": 8, "member": 5, "administrator": 5}
PANEL = ("chair", "member", "shared")


def filled(stage, upto):
    """A procedure with this many candidates, rated by three in the first round, half way in the last one; and as many accounts and seats."""
    world = stage.world
    with stage.work():
        account = {role: session().get_one(played.Account, id_) for role, id_ in world.people.items()}
        if "een" not in world.played:
            begun(world, account)
        made = world.played["een"]
        procedure = session().get_one(Procedure, made.id)
        for number in range(len(made.candidates), upto):
            candidate = make_candidate(procedure, f"K{number:02d}", family_name=f"Achternaam{number}")
            made.candidates["aerts" if number == 0 else f"c{number}"] = candidate.id
            for role in PANEL:
                rated(make_sheet(candidate, "gesprek", account[role].id))
            interview = make_sheet(candidate, "interview", account["member"].id)
            interview.points = "50"
            make_finding(candidate, FindingKind.VERDICT, "assessment", "suitable", by=account["hr"].id)
            made.made["away claes"] = make_not_sitting(candidate, "interview", account["shared"].id, by=account["hr"].id).id
            made.made["sheet member interview aerts"] = interview.id
            make_person()
            make_seat(procedure, make_account(), "interview", SeatKind.OBSERVER)


def begun(world, account):
    """The procedure itself: rated in the first round, its assessment closed, its last round open."""
    procedure = make_procedure(account["hr"], account["second_hr"], definition=played.small_definition())
    made = world.played["een"] = played.Played(procedure.id, "hr")
    seats = make_panel(procedure, *(account[role] for role in PANEL))
    made.made["seat chair interview"] = next(seat.id for seat in seats if seat.round_code == "interview" and seat.kind == SeatKind.CHAIR)
    open_for_rating(procedure)
    close_rounds(procedure, "gesprek", "assessment")


def rated(sheet):
    """Give a sheet its ratings."""
    for code in played.CRITERIA:
        session().add(Rating(sheet_id=sheet.id, criterion_code=code, position=14, chosen="7"))
    session().flush()


@contextmanager
def counted(app):
    """Counts the statements that reach the database."""
    seen = []

    def noted(connection, cursor, statement, parameters, context, executemany):
        seen.append(statement)

    engines = (app.database.read_engine, app.database.write_engine)
    for engine in engines:
        event.listen(engine, "after_cursor_execute", noted)
    try:
        yield seen
    finally:
        for engine in engines:
            event.remove(engine, "after_cursor_execute", noted)


def statements(stage, role):
    """How many statements each page costs, and their text."""
    client, found = visitor(stage.app, role), {}
    for way in ways(stage.app, stage.world, in_procedure="een", methods=frozenset({"GET"})):
        if way.endpoint in ASSETS or "/link/" in way.address:
            continue
        ask(client, way)  # definitions are thawed once in a process
        with counted(stage.app) as seen:
            status, answer = ask(client, way)
        if status == 200:
            found[way.endpoint] = list(seen)
            assert answer.headers[REHEARSED]
    return found


@pytest.mark.parametrize("role", list(FLOOR))
def test_no_page_asks_more_when_there_is_more(bare, role):
    filled(bare, FEW)
    few = statements(bare, role)
    filled(bare, MANY)
    many = statements(bare, role)
    grown = {endpoint: (len(few[endpoint]), len(asked)) for endpoint, asked in many.items() if endpoint in few and len(asked) != len(few[endpoint])}
    assert grown == {}
    assert len(few) >= FLOOR[role], sorted(few)


def test_a_planted_query_in_a_loop_is_found(bare, monkeypatch):
    filled(bare, FEW)
    real = bare.app.view_functions["candidates.index"]

    def loop(**values):
        for id_ in bare.world.played["een"].candidates.values():
            session().execute(sa.select(sa.func.count()).where(sa.literal(str(id_)) == ""))
        return real(**values)

    monkeypatch.setitem(bare.app.view_functions, "candidates.index", loop)
    few = statements(bare, "hr")["candidates.index"]
    filled(bare, MANY)
    assert len(statements(bare, "hr")["candidates.index"]) == len(few) + MANY - FEW
