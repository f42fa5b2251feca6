"""Two procedures with the same definition, the same codes, a shared assessor and the same address of a candidate: nothing crosses over."""

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.candidates.models import FindingKind
from selection.db import session
from selection.procedures.queries import procedure_for
from selection.results.collect import outcome_of
from selection.scoresheets.models import Scoresheet
from tests import world as played
from tests.guards.walking import visitor
from tests.world import CRITERIA, INTERVIEW, RATERS, TALK, email

pytestmark = pytest.mark.db
PANELS = {"een": ("chair", "member", "shared"), "twee": ("shared", "outsider")}


def both(stage):
    """Both procedures are open for rating."""
    played.half_way(stage.world)
    played.someone_elses(stage.world)
    return stage


@pytest.fixture(scope="module")
def twins(new_stage):
    """That world, which no test changes."""
    return both(new_stage())


def result(stage, name):
    """Status and total of everybody in a procedure, by code."""
    with stage.work() as session_:
        actor = session_.get_one(played.Account, stage.world.people[stage.world.played[name].hr])
        procedure, _hats = procedure_for(actor, stage.world.played[name].id)
        outcome = outcome_of(procedure).result
        return {one.candidate: (one.status.value, str(one.total), [str(part.points) for part in one.parts]) for one in outcome}


def lines(stage, name):
    """How many audit lines a procedure has."""
    with stage.work() as session_:
        wanted = sa.select(sa.func.count()).select_from(AuditLine).where(AuditLine.procedure_id == stage.world.played[name].id)
        return session_.scalar(wanted)


def codes(stage, name):
    with stage.work() as session_:
        ids = stage.world.played[name].candidates
        return {session_.get_one(played.Candidate, id_).code for id_ in ids.values()}


def test_the_two_share_what_could_be_confused(twins):
    assert codes(twins, "twee") <= codes(twins, "een")
    assert played.address_of("een", "aerts") == played.address_of("twee", "aerts")


@pytest.mark.parametrize(("here", "there"), [("een", "twee"), ("twee", "een")])
def test_what_happens_in_one_changes_nothing_in_the_other(bare, here, there):
    twins = both(bare)
    before, counted = result(twins, there), lines(twins, there)
    if here == "twee":
        for role in PANELS["twee"]:
            played.wrote(twins.world, "twee", role, TALK, "bogaert", ratings=dict.fromkeys(CRITERIA, "9"))
        played.found(twins.world, "twee", "aerts", FindingKind.WITHDRAWN, reason="Andere baan.")
    else:
        for role in ("chair", "shared"):
            played.wrote(twins.world, "een", role, INTERVIEW, "aerts", ratings="60")
        played.closed(twins.world, "een", "chair", INTERVIEW)
    assert result(twins, there) == before
    assert lines(twins, there) == counted


def test_the_shared_assessor_sees_each_sheet_in_its_own_procedure(twins):
    client = visitor(twins.app, "shared")
    texts = {}
    for name in PANELS:
        made = twins.world.played[name]
        texts[name] = client.get(f"/taken/{made.id}/{TALK}/{made.candidates['aerts']}").text
    assert "In de andere procedure." in texts["twee"]
    assert "In de andere procedure." not in texts["een"]
    assert "Over aerts." in texts["een"]
    assert "Over aerts." not in texts["twee"]


def test_a_sheet_posted_across_procedures_is_not_there(twins):
    client = visitor(twins.app, "shared")
    een, twee = twins.world.played["een"], twins.world.played["twee"]
    for procedure, candidate in ((een, twee.candidates["bogaert"]), (twee, een.candidates["bogaert"])):
        answer = client.send(f"/taken/{procedure.id}/{TALK}/{candidate}", version="0", **{"motivatie:rating": "9"})
        assert answer.status_code == 404
    with twins.work():
        about = session().scalars(sa.select(Scoresheet.candidate_id).where(Scoresheet.procedure_id == twee.id)).all()
    assert set(about) <= set(twee.candidates.values())


def test_who_is_a_candidate_in_one_keeps_the_seat_in_the_other(bare):
    world = bare.world
    played.played(world, "een")
    played.seated(world, "een", {role: played.PANEL[role] for role in RATERS})
    played.played(world, "twee", hr="other_hr", second=None, number=2)
    with world.acting("other_hr") as actor:
        details = played.entering.Details(given_name="Proef", family_name="Lidmaat", email=email("member"))
        played.entering.add(played.reached(world, "twee", actor), details, actor=actor)
    client = visitor(bare.app, "member")
    assert client.get(f"/procedures/{world.played['een'].id}").status_code == 200
    assert client.get(f"/procedures/{world.played['twee'].id}").status_code == 404


def test_a_planted_mix_up_is_found(twins, monkeypatch):
    """Rows are read without asking for their procedure: the sheets of the other one turn up, and the guard sees another result."""
    before = result(twins, "een")
    twee = twins.world.played["twee"]
    real = outcome_of.__globals__["read_rows"]
    monkeypatch.setitem(outcome_of.__globals__, "read_rows", lambda procedure_id, parts, only: real(twee.id, parts, only))
    assert result(twins, "een") != before
