"""The unit of work: all or nothing, one writer at a time, and the small transactions beside it."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from selection.db import active_database, aside, later, new_id, now, remembered, session, unit_of_work
from selection.security import SecurityLine

pytestmark = pytest.mark.db


def line(kind="denied"):
    return SecurityLine(at=now(), kind=kind, account_id=None, address="", body="{}")


def stored(work):
    with work(read_only=True) as own:
        return sorted(own.scalars(sa.select(SecurityLine.kind)))


def test_what_the_block_adds_is_stored(work):
    with work() as own:
        own.add(line())
    assert stored(work) == ["denied"]


def test_what_was_read_is_remembered_until_something_is_written_or_undone(work):
    asked = []

    def count():
        asked.append(session().scalar(sa.select(sa.func.count()).select_from(SecurityLine)))
        return asked[-1]

    with work() as own:
        assert [remembered("lines", count), remembered("lines", count), remembered("others", count)] == [0, 0, 0]
        assert len(asked) == 2
        own.add(line())
        assert remembered("lines", count) == 1
        own.execute(sa.insert(SecurityLine), {"at": now(), "kind": "denied", "address": "", "body": "{}"})
        assert remembered("lines", count) == 2
        own.rollback()
        assert remembered("lines", count) == 0
        own.add(line())
        own.flush()
        with own.begin_nested() as point:
            own.add(line())
            assert remembered("lines", count) == 2
            point.rollback()
        assert remembered("lines", count) == 1
    with work(read_only=True):
        assert remembered("lines", count) == 1


def test_an_exception_stores_nothing_and_goes_on(work):
    with pytest.raises(ZeroDivisionError), work() as own:
        own.add(line())
        own.flush()
        _ = 1 / 0
    assert stored(work) == []


def test_a_unit_of_work_is_not_opened_within_another(work):
    with work(), pytest.raises(RuntimeError, match="open already"), unit_of_work():
        pass


def test_outside_a_unit_of_work_there_is_no_session_and_no_database():
    with pytest.raises(RuntimeError, match="no unit of work"):
        session()
    with pytest.raises(RuntimeError, match="no database"):
        active_database()


def test_reading_cannot_write(work):
    with pytest.raises(DBAPIError), work(read_only=True) as own:
        own.add(line())
        own.flush()
    assert stored(work) == []


def test_aside_survives_the_roll_back(work):
    with pytest.raises(ZeroDivisionError), work() as own:
        own.scalar(sa.select(sa.func.count()).select_from(SecurityLine))
        with aside() as beside:
            beside.add(line("sign_in_failed"))
        _ = 1 / 0
    assert stored(work) == ["sign_in_failed"]


def test_aside_works_while_only_reading(work):
    with work(read_only=True) as own:
        own.scalar(sa.select(sa.func.count()).select_from(SecurityLine))
        with aside() as beside:
            beside.add(line())
        assert own.scalar(sa.select(sa.func.count()).select_from(SecurityLine)) == 1


def test_aside_refuses_after_the_request_has_written(work):
    with pytest.raises(RuntimeError, match="later"), work() as own:
        own.add(line())
        own.flush()
        with aside():
            pass


def test_notes_are_stored_after_a_roll_back_and_after_a_commit(work):
    with pytest.raises(ZeroDivisionError), work() as own:
        own.add(line("file_opened"))
        moment_line = line()
        later(lambda beside: beside.add(moment_line))
        _ = 1 / 0
    with work():
        second = line("exported")
        later(lambda beside: beside.add(second))
    assert stored(work) == ["denied", "exported"]


def test_notes_outside_a_unit_of_work_are_stored_at_once(database, work):
    with database.active():
        own_line = line()
        later(lambda beside: beside.add(own_line))
    assert stored(work) == ["denied"]


def test_a_note_that_fails_is_logged_and_leaves_the_request_as_it_is(work, caplog):
    with work() as own:
        own.add(line("exported"))
        later(lambda beside: beside.execute(sa.text("SELECT * FROM nowhere")))
    assert stored(work) == ["exported"]
    assert "notes beside a transaction" in caplog.text


def test_moments_come_back_aware_and_in_utc(work):
    there = timezone(timedelta(hours=2))
    with work() as own:
        own.add(SecurityLine(at=datetime(2026, 6, 1, 12, 0, tzinfo=there), kind="denied", address="", body="{}"))
    with work(read_only=True) as own:
        at = own.scalars(sa.select(SecurityLine.at)).one()
    assert at == datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
    assert at.utcoffset() == timedelta(0)


def test_a_naive_moment_is_refused(work):
    with pytest.raises(sa.exc.StatementError, match="without time zone"), work() as own:
        own.add(SecurityLine(at=datetime(2026, 6, 1, 12, 0), kind="denied", address="", body="{}"))  # noqa: DTZ001 (the fault under test)


def test_now_is_the_moment_of_the_clock(database, clock):
    with database.active():
        assert now() == clock.now
        clock.forward(minutes=3)
        assert now() == clock.now


def test_four_threads_that_read_and_then_write_lose_nothing(database, work):
    key = new_id()
    with work() as own:
        own.add(SecurityLine(id=key, at=now(), kind="denied", address="", body="0"))
    failures = []

    def add_hundred():
        for _unused in range(100):
            with database.active(), unit_of_work() as own:
                row = own.get(SecurityLine, key)
                row.body = str(int(row.body) + 1)

    def guarded():
        try:
            add_hundred()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded) for _unused in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with work(read_only=True) as own:
        assert own.get(SecurityLine, key).body == "400"
