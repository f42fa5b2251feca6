"""Brussels time and moments, also in the two nights in which the clock changes."""

from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

import pytest

from selection.forms import read_time
from selection.planning.times import MOST_IN_A_SERIES, day_of, moment_of, series

SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("text", "hour", "minute"), [("9", 9, 0), ("9:30", 9, 30), ("09.30", 9, 30), ("9u30", 9, 30), ("9 uur", 9, 0), ("9.30 uur", 9, 30), ("23:59", 23, 59)]
)
def test_a_time_is_read_as_people_write_it(text, hour, minute):
    assert read_time(text) == clock_time(hour, minute)


@pytest.mark.parametrize("text", ["24:00", "9:60", "negen", "", "9:3", "-1", "٩"])
def test_what_is_no_time_is_refused_with_a_sentence(app, text):
    with app.test_request_context(), pytest.raises(ValueError, match="uur:minuten"):
        read_time(text)


def test_a_day_in_winter_and_one_in_summer():
    assert moment_of(date(2026, 12, 1), clock_time(9)) == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert moment_of(date(2026, 7, 1), clock_time(9)) == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert day_of(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.parametrize(("day", "word"), [(SPRING, "bestaat niet"), (AUTUMN, "twee keer")])
def test_an_hour_that_is_skipped_or_comes_twice_is_refused(app, day, word):
    with app.test_request_context(), pytest.raises(ValueError, match=word):
        moment_of(day, clock_time(2, 30))
    assert moment_of(day, clock_time(4)).astimezone(UTC).hour == (2 if day == SPRING else 3)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 3), (AUTUMN, 5)])
def test_a_series_through_the_night_lasts_as_long_as_it_says(day, hours):
    made = series(moment_of(day, clock_time(1)), moment_of(day, clock_time(5)), timedelta(hours=1), timedelta())
    assert len(made) == hours
    assert all(end - begin == timedelta(hours=1) for begin, end in made)


def test_a_series_stops_where_no_whole_moment_fits():
    begin = datetime(2026, 12, 1, 8, tzinfo=UTC)
    made = series(begin, begin + timedelta(hours=2), timedelta(minutes=45), timedelta(minutes=15))
    assert [(start - begin, end - begin) for start, end in made] == [
        (timedelta(0), timedelta(minutes=45)),
        (timedelta(hours=1), timedelta(hours=1, minutes=45)),
    ]
    assert series(begin, begin + timedelta(minutes=30), timedelta(minutes=45), timedelta()) == []
    assert len(series(begin, begin + timedelta(days=9), timedelta(minutes=5), timedelta())) == MOST_IN_A_SERIES
