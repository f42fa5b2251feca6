"""The audit trail: closed list, exact keys, chained, and the same on both databases."""

import json
import uuid
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
import sqlalchemy as sa

from selection import audit
from selection.audit import AuditLine, canonical, digest, new_salt, verify_chain

pytestmark = pytest.mark.db
audit.register({"test.scored": {"old", "new"}})


def record(**keys):
    return audit.record("test.scored", actor=None, role="member", procedure_id=None, **keys)


def test_lines_are_numbered_and_chained(work):
    with work():
        first, second = record(old=None, new="7,5"), record(old="7,5", new="8")
        assert (first.seq, second.seq) == (1, 2)
        assert first.previous == audit.START
        assert second.previous == first.hash
    with work(read_only=True):
        assert verify_chain() == (2, None)


def test_a_line_says_who_in_which_role_when_and_what(work, clock):
    procedure = uuid.uuid4()
    with work():
        audit.record("test.scored", actor=None, role="chair", procedure_id=procedure, old="6", new="7")
    with work(read_only=True) as own:
        line = own.scalars(sa.select(AuditLine)).one()
        assert (line.role, line.action, line.procedure_id, line.at, line.keys) == ("chair", "test.scored", procedure, clock.now, {"old": "6", "new": "7"})


def test_an_action_outside_the_list_is_refused(work):
    with work(), pytest.raises(ValueError, match="unknown audit action"):
        audit.record("test.unheard", actor=None, role="hr")


@pytest.mark.parametrize("keys", [{}, {"old": 1}, {"old": 1, "new": 2, "name": "x"}])
def test_other_keys_are_refused(work, keys):
    with work(), pytest.raises(ValueError, match="exactly"):
        record(**keys)


def test_an_action_is_not_registered_with_other_keys():
    with pytest.raises(ValueError, match="other keys"):
        audit.register({"test.scored": {"old"}})


@pytest.mark.parametrize("value", [7.5, Fraction(1, 2), object()])
def test_what_has_no_exact_form_is_refused(work, value):
    with work(), pytest.raises(TypeError, match="no exact form"):
        record(old=None, new=value)


def test_canonical_form():
    key = uuid.UUID(int=5)
    value = {"b": [1, True, None, ("é", key)], "a": {"day": date(2026, 1, 2), "at": datetime(2026, 1, 2, tzinfo=UTC)}}
    assert canonical(value) == f'{{"a":{{"at":"2026-01-02T00:00:00+00:00","day":"2026-01-02"}},"b":[1,true,null,["é","{key}"]]}}'


def planted(raw, statement):
    """A change behind the application's back: by somebody who can drop the triggers."""
    on = " ON audit_line" if raw.dialect.name == "postgresql" else ""
    with raw.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER tr_audit_line_update{on}")
        connection.exec_driver_sql(f"DROP TRIGGER tr_audit_line_delete{on}")
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ('UPDATE audit_line SET body = \'{"new":"9","old":null}\' WHERE seq = 2', (2, "Line 2 was changed after it was written.")),
        ("UPDATE audit_line SET role = 'hr' WHERE seq = 1", (1, "Line 1 was changed after it was written.")),
        ("DELETE FROM audit_line WHERE seq = 2", (2, "Line 2 is missing; the next one is line 3.")),
    ],
)
def test_a_change_behind_its_back_is_found(work, raw, statement, found):
    with work():
        for number in range(3):
            record(old=None, new=number)
    planted(raw, statement)
    with work(read_only=True):
        assert verify_chain() == found


def test_a_roll_back_takes_its_line_along(work):
    with pytest.raises(ZeroDivisionError), work():
        record(old=None, new=1)
        _ = 1 / 0
    with work(read_only=True):
        assert verify_chain() == (0, None)


def test_a_digest_is_bound_to_its_salt():
    salt = new_salt()
    assert digest("goed onderbouwd", salt) == digest("goed onderbouwd", salt)
    assert digest("goed onderbouwd", salt) != digest("goed onderbouwd", new_salt())
    assert len(new_salt()) == 32


def test_bodies_are_json(work):
    with work():
        assert json.loads(record(old="é", new=["a"]).body) == {"old": "é", "new": ["a"]}
