"""R19: how long a reserve runs."""

from datetime import date

import pytest

from scoring import days_left, reserve_period


@pytest.mark.parametrize(
    ("report", "months", "first", "last"),
    [
        (date(2024, 6, 20), 36, date(2024, 7, 1), date(2027, 6, 30)),
        (date(2024, 7, 1), 36, date(2024, 8, 1), date(2027, 7, 31)),
        (date(2024, 12, 31), 36, date(2025, 1, 1), date(2027, 12, 31)),
        (date(2024, 1, 31), 1, date(2024, 2, 1), date(2024, 2, 29)),
        (date(2024, 11, 30), 13, date(2024, 12, 1), date(2025, 12, 31)),
    ],
)
def test_r19_the_period(report: date, months: int, first: date, last: date) -> None:
    assert reserve_period(report, months) == (first, last)


def test_r19_at_least_a_month() -> None:
    with pytest.raises(ValueError, match="one month"):
        reserve_period(date(2024, 1, 1), 0)


@pytest.mark.parametrize(
    ("today", "left"), [(date(2024, 6, 1), 31), (date(2024, 7, 1), 31), (date(2024, 7, 31), 1), (date(2024, 8, 1), 0), (date(2025, 8, 1), 0)]
)
def test_r19_days_left_count_today_and_the_last_day(today: date, left: int) -> None:
    assert days_left((date(2024, 7, 1), date(2024, 7, 31)), today) == left
