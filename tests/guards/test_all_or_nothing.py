"""A fault after every single statement of submitting, settling, closing and reopening: the database is as before, until the request gets through whole."""

import uuid
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from selection.audit import AuditLine
from selection.db import session
from tests import world as played
from tests.guards.walking import fingerprint_of, visitor
from tests.world import CRITERIA, TALK

pytestmark = pytest.mark.db
MOST = 150
LEAST = 5  # statements that an act of several rows runs, at least


class PlannedFault(RuntimeError):
    """The fault that is put in."""


@contextmanager
def failing(app, number):
    """After this many statements on the connection that writes, everything fails; also committing, when none is left to fail."""
    engine, seen = app.database.write_engine, [0]

    def executed(connection, cursor, statement, parameters, context, executemany):
        seen[0] += 1
        if seen[0] == number:
            raise PlannedFault(statement)

    event.listen(engine, "after_cursor_execute", executed)
    try:
        yield
    finally:
        event.remove(engine, "after_cursor_execute", executed)


@contextmanager
def failing_commit(app):
    """Nothing can be committed that touched the audit trail."""

    def committing(connection):
        raise PlannedFault("commit")

    event.listen(app.database.write_engine, "commit", committing)
    try:
        yield
    finally:
        event.remove(app.database.write_engine, "commit", committing)


def audit_lines(stage):
    with stage.work() as own:
        return own.scalar(sa.select(sa.func.count()).select_from(AuditLine))


def tried(stage, role, path, audited=1, **fields):
    """Send a form with a fault after the first statement, the second, ..., until it gets through with `audited` lines in the audit trail; gives how many
    faults were survived."""
    stage.app.config["SHOW_ERRORS"] = False
    client, engine = visitor(stage.app, role), stage.app.database.read_engine
    before, lines, key = fingerprint_of(engine), audit_lines(stage), uuid.uuid4()
    with failing_commit(stage.app):
        assert client.send(path, key, **fields).status_code == 500
    assert fingerprint_of(engine) == before, "a commit that failed left something"
    for number in range(1, MOST):
        with failing(stage.app, number):
            answer = client.send(path, key, **fields)
        if answer.status_code == 303:
            assert fingerprint_of(engine) != before
            assert audit_lines(stage) == lines + audited
            return number - 1
        assert answer.status_code == 500, answer.text[:500]
        assert fingerprint_of(engine) == before, f"a fault after statement {number} left something"
        assert audit_lines(stage) == lines
    raise AssertionError(f"not through after {MOST} statements")


@pytest.fixture
def rating(bare):
    """A procedure open for rating, with everything but the chair's own sheet about Aerts."""
    world = bare.world
    played.played(world, "een")
    played.seated(world, "een", {role: played.PANEL[role] for role in ("chair", "member", "shared")})
    played.entered(world, "een", ("aerts",))
    played.rating_opened(world, "een")
    for role, text in (("member", "4"), ("shared", "8")):
        played.wrote(world, "een", role, TALK, "aerts", ratings={"motivatie": text, "ervaring": "7"})
    return bare


def paths(stage):
    """The addresses of the sheet, of the consensus and of closing."""
    made = stage.world.played["een"]
    round_ = f"/procedures/{made.id}/rondes/{TALK}"
    return f"/taken/{made.id}/{TALK}/{made.candidates['aerts']}", f"{round_}/vergelijken/{TALK}/{made.candidates['aerts']}/consensus", f"{round_}/afsluiten"


def test_submitting_settling_and_closing_are_all_or_nothing(rating):
    sheet, consensus, closing = paths(rating)
    ratings = {f"{code}:rating": "7" for code in CRITERIA} | {f"{code}:rationale": "Overtuigend." for code in CRITERIA}
    survived = {
        "save": tried(rating, "chair", sheet, 0, version="0", do="save", **{"motivatie:rating": "6"}),  # a draft is a revision, no audit line
        "submit": tried(rating, "chair", f"{sheet}/indienen", version="1", **ratings),
        "settle": tried(rating, "chair", consensus, criteria="motivatie", **{"c0-chosen": "6", "c0-reason": "Samen besproken.", "c0-seen": ""}),
        "close": tried(rating, "chair", closing, version="1"),
    }
    print(survived)
    assert all(number >= LEAST for number in survived.values()), survived


def test_a_planted_commit_half_way_is_found(rating, monkeypatch):
    """A view that commits by itself leaves a part behind when a later statement fails."""
    sheet, _consensus, _closing = paths(rating)
    real = rating.app.view_functions["scoresheets.sheet"]

    def leaking(**values):
        session().execute(sa.update(played.Procedure).values(title="Half"))
        session().commit()
        return real(**values)

    monkeypatch.setitem(rating.app.view_functions, "scoresheets.sheet", leaking)
    with pytest.raises(AssertionError, match="left something"):
        tried(rating, "chair", sheet, 0, version="0", do="save", **{"motivatie:rating": "6"})
