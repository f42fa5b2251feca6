"""How the wait grows and fades."""

from datetime import UTC, datetime, timedelta

import pytest

from selection.accounts.throttling import delay, network_of, pace, pace_left, wait_left

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_the_wait_doubles_from_the_fifth_wrong_password_and_stops_at_a_minute():
    seconds = [delay(failures).total_seconds() for failures in range(1, 12)]
    assert seconds == [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60]
    assert delay(10**6) == timedelta(minutes=1)


def test_many_wrong_passwords_lately_ask_for_a_pace_that_never_exceeds_ten_seconds():
    assert [pace(failures, 30).total_seconds() for failures in (0, 29, 30, 60, 10**6)] == [0, 0, 1, 2, 10]
    assert pace_left(60, NOW, NOW, 30) == timedelta(seconds=2)
    assert pace_left(60, NOW, NOW + timedelta(seconds=2), 30) == timedelta(0)
    assert pace_left(0, None, NOW, 30) == timedelta(0)


def test_only_failures_since_the_last_success_count():
    failures = [(NOW - timedelta(seconds=second), False) for second in range(1, 6)]
    assert wait_left(failures, NOW) == timedelta(seconds=1)
    assert wait_left([(NOW, True), *failures], NOW) == timedelta(0)
    assert wait_left([*failures[:4], (NOW - timedelta(seconds=5), True), failures[4]], NOW) == timedelta(0)


def test_what_is_older_than_a_day_is_forgotten():
    day_old = [(NOW - timedelta(hours=24, seconds=number), False) for number in range(30)]
    assert wait_left(day_old, NOW) == timedelta(0)
    assert wait_left([(NOW, False), *day_old], NOW) == timedelta(0)


def test_the_wait_ends():
    failures = [(NOW, False)] * 20
    assert wait_left(failures, NOW) == timedelta(minutes=1)
    assert wait_left(failures, NOW + timedelta(minutes=1)) == timedelta(0)
    assert wait_left([], NOW) == timedelta(0)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ("", ""),
        ("no address" * 10, ("no address" * 10)[:45]),
    ],
)
def test_one_house_is_one_place(address, network):
    assert network_of(address) == network
