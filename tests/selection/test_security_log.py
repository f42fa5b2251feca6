"""The security log: a closed list of kinds, ids only, kept when the request is rolled back."""

import uuid

import pytest
import sqlalchemy as sa

from selection import security
from selection.security import SecurityLine

pytestmark = pytest.mark.db


def test_a_note_survives_the_roll_back(work, clock):
    who = uuid.uuid4()
    with pytest.raises(ZeroDivisionError), work():
        security.note("exported", account_id=who, address="192.0.2.1", procedure=who)
        _ = 1 / 0
    with work(read_only=True) as own:
        line = own.scalars(sa.select(SecurityLine)).one()
        assert (line.kind, line.account_id, line.address, line.at, line.body) == ("exported", who, "192.0.2.1", clock.now, f'{{"procedure":"{who}"}}')


def test_an_unknown_kind_is_refused(work):
    with work(), pytest.raises(ValueError, match="unknown kind"):
        security.note("gossip")


def test_a_note_while_only_reading_is_stored(work):
    with work(read_only=True):
        security.note("file_opened")
    with work(read_only=True) as own:
        assert own.scalars(sa.select(SecurityLine.kind)).all() == ["file_opened"]
