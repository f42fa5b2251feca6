"""A procedure that has ended, walked by HR and the chair: every page stays readable, none holds a form that changes it, and every change is refused."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from selection.db import now
from selection.procedures.models import Procedure, ProcedureState, ProcedureStop
from tests.guards.walking import ask, fingerprint_of, visitor, ways

pytestmark = pytest.mark.db
FORM = re.compile(r'<form[^>]*method="post"[^>]*action="([^"]*)"')
GOES_ON = re.compile(r"^/(afmelden|taal|berichten|letters)|/berichten")  # signing out, the language, letters about the end
WITH_OTHERS = ("procedures.", "candidates.", "results.", "rounds.", "reserves.", "planning.")
FLOOR = {"hr": 40, "chair": 7}


@pytest.fixture(scope="module", params=[ProcedureState.STOPPED, ProcedureState.UNFILLED])
def over(request, stage):
    """The world in which every procedure has ended."""
    with stage.work() as session:
        for procedure in session.scalars(sa.select(Procedure)):
            if session.get(ProcedureStop, procedure.id) is None:
                words = {"body": "het college", "reference": "CBS 1", "reason": "De functie vervalt.", "grounds": "Punt 9"}
                session.add(ProcedureStop(procedure_id=procedure.id, decided_on=date(2026, 11, 20), stopped_at=now(), stopped_by=procedure.created_by, **words))
            procedure.state = request.param
    return stage


@pytest.mark.parametrize("role", sorted(FLOOR))
def test_no_page_of_an_ended_procedure_holds_a_form_that_changes_it(over, role):
    client, walked, found = visitor(over.app, role), 0, []
    ids = {str(played.id) for played in over.world.played.values()}
    places = [*ways(over.app, over.world, methods=frozenset({"GET"}))]
    for name in ("drie", "vier", "vijf"):
        places += [way for way in ways(over.app, over.world, methods=frozenset({"GET"}), in_procedure=name) if way.endpoint.startswith(WITH_OTHERS)]
    for way in places:
        if not any(f"/procedures/{id_}" in way.address for id_ in ids):
            continue
        answer = client.get(way.address)
        assert answer.status_code < 500, way
        if answer.mimetype == "text/html" and answer.status_code == 200:
            walked += 1
            found += [f"{way}: {action}" for action in FORM.findall(answer.text) if any(id_ in action for id_ in ids) and not GOES_ON.search(action)]
    print(f"walked {walked} pages")
    assert found == []
    assert walked >= FLOOR[role]


@pytest.mark.parametrize("role", sorted(FLOOR))
def test_every_change_of_an_ended_procedure_is_refused(over, role):
    client, walked, kept = visitor(over.app, role), 0, []
    ids = {str(played.id) for played in over.world.played.values()}
    before = fingerprint_of(over.app.database.read_engine)
    for way in ways(over.app, over.world, methods=frozenset({"POST"})):
        if way.endpoint.startswith("letters.") or not any(f"/procedures/{id_}" in way.address for id_ in ids):
            continue
        status, _answer = ask(client, way)
        walked += 1
        kept += [f"{way}: {status}"] if status not in {403, 404, 409} else []
    print(f"walked {walked} forms")
    assert kept == []
    assert walked >= 40
    assert fingerprint_of(over.app.database.read_engine) == before
