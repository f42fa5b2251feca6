"""A world that several tests start from is each one's own: what a test changes in it no other finds, and what it gives back is a copy."""

import pytest
import sqlalchemy as sa

from selection.accounts.models import Account
from selection.db import now, session
from selection.frameworks.models import FrameworkVersion, Origin
from tests.conftest import Clock
from tests.factories_accounts import make_person
from vacancies import shipped_frameworks

pytestmark = pytest.mark.db
BUILT = []


def make_people(*names):
    """People by name, with the moment at which they were made."""
    BUILT.append(names)
    return {name: make_person("Proef", name, email=f"{name.lower()}@personeel.example").id for name in names} | {"at": now()}


def names():
    return set(session().scalars(sa.select(Account.family_name)))


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_what_a_test_adds_changes_or_removes_in_a_world_no_other_finds(start, work, clock, turn):
    clock.forward(days=3)
    made = start(make_people, "Aerts", "Bogaert")
    assert clock.now == made["at"] == Clock().now
    assert set(made) == {"Aerts", "Bogaert", "at"}
    with work() as own:
        assert names() == {"Aerts", "Bogaert"}
        assert own.get_one(Account, made["Aerts"]).email == "aerts@personeel.example"
        own.get_one(Account, made["Aerts"]).email = "anders@personeel.example"
        own.delete(own.get_one(Account, made.pop("Bogaert")))
        make_person("Proef", "Claes")


def test_a_test_that_starts_nowhere_finds_nobody(work):
    with work():
        assert names() == set()


def test_a_test_may_start_again_from_another_world_with_connections_open(start, work):
    BUILT.clear()
    for _turn in (1, 2):
        start(make_people, "Aerts", "Bogaert")
        with work():
            make_person("Proef", "Claes")
            assert names() == {"Aerts", "Bogaert", "Claes"}
        start(make_people, "Dewulf")
        with work():
            assert names() == {"Dewulf"}
    assert len(BUILT) == len(set(BUILT)), "built once"


def add_framework(code):
    """One more version of a framework, in a table that no start finds empty."""
    session().add(FrameworkVersion(code=code, number=1, fingerprint="0" * 64, content="{}", origin=Origin.OWN, made_at=now()))


def test_what_every_start_stores_comes_back_as_each_world_has_it(start, raw):
    found = []
    for _turn in (1, 2):
        for function, given in ((make_people, "Aerts"), (add_framework, "eigen")):
            start(function, given)
            with raw.connect() as connection:
                found.append(connection.scalars(sa.text("SELECT code FROM framework_version ORDER BY code")).all())
    assert found == [sorted(shipped_frameworks()), sorted([*shipped_frameworks(), "eigen"])] * 2


def test_a_changed_schema_is_not_taken_for_a_world(start, raw):
    if raw.dialect.name == "postgresql":
        with raw.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE left_behind (x INTEGER)")
        with pytest.raises(RuntimeError, match="schema"):
            start(make_people, "Aerts")
    else:
        start(make_people, "Aerts")
        assert "left_behind" not in sa.inspect(raw).get_table_names()
