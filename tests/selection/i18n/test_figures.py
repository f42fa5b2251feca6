"""Figures, dates and names as they are written here."""

import random
from datetime import UTC, date, datetime
from datetime import time as clock_time
from fractions import Fraction

import pytest

from selection import i18n
from selection.i18n import date_long, date_plan, date_short, moment, money, percent, points, rating, rounded, sort_key_name, speaking, time, whole

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "step", "dutch", "english"),
    [
        ("14.9", "0.01", "14,90", "14.90"),
        (Fraction(1499, 100), "0.01", "14,99", "14.99"),
        (15, "0.01", "15,00", "15.00"),
        (0, "0.5", "0,0", "0.0"),
        ("70", "1", "70", "70"),
        ("1234.5", "0.5", "1.234,5", "1,234.5"),
        ("57.05", None, "57,05", "57.05"),
        ("44.9166…", None, "44,9166…", "44.9166…"),
        ("1234567", None, "1.234.567", "1,234,567"),
        ("-0.5", None, "−0,5", "−0.5"),
    ],
)
def test_points(value, step, dutch, english):
    assert points(value, step) == dutch
    with speaking("en"):
        assert points(value, step) == english


def test_points_are_never_rounded_on_the_way_to_the_reader():
    with pytest.raises(ValueError, match="decimals"):
        points(Fraction(2999, 200), "0.01")


@pytest.mark.parametrize("value", [14.9, 0.1])
@pytest.mark.parametrize("formatter", [points, rating, money, percent])
def test_a_float_is_no_figure(formatter, value):
    with pytest.raises(TypeError):
        formatter(value)


@pytest.mark.parametrize("text", ["", "14,9", "1e3", "NaN", "7.5.1", "x"])
def test_what_is_no_exact_figure_is_refused(text):
    with pytest.raises(ValueError, match="not an exact figure"):
        points(text)


@pytest.mark.parametrize(
    ("value", "text"), [("7.50", "7,5"), ("7.0", "7"), ("7", "7"), ("10", "10"), ("0.25", "0,25"), (Fraction(15, 2), "7,5"), ("100", "100")]
)
def test_ratings_have_no_superfluous_zero(value, text):
    assert rating(value) == text


@pytest.mark.parametrize(("value", "step", "text"), [(Fraction(37, 6), "0.01", "6,17"), (Fraction(1, 8), "0.01", "0,13"), (Fraction(5, 2), 1, "3")])
def test_means_are_rounded_half_up(value, step, text):
    assert rounded(value, step) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (999, "999"), (1000, "1.000"), (4470, "4.470"), (1000000, "1.000.000")])
def test_counts(value, text):
    assert whole(value) == text


def test_money_and_shares():
    assert money("4470") == f"€{NBSP}4.470"
    assert money("4470.5") == f"€{NBSP}4.470,50"
    assert percent(50) == f"50{NBSP}%"
    assert percent("12.5") == f"12,5{NBSP}%"
    with speaking("en"):
        assert (money("4470"), percent(50)) == ("€4,470", "50%")


def test_days():
    day = date(2024, 6, 12)
    assert (date_long(day), date_long(day, weekday=True), date_short(day), date_plan(date(2024, 5, 15))) == (
        "12 juni 2024",
        "woensdag 12 juni 2024",
        "12/06/2024",
        "wo 15 mei",
    )
    with speaking("en"):
        assert (date_long(day), date_long(day, weekday=True)) == ("12 June 2024", "Wednesday 12 June 2024")


@pytest.mark.parametrize(
    ("utc", "shown"),
    [
        (datetime(2024, 6, 12, 22, 30, tzinfo=UTC), "13/06/2024 00:30"),
        (datetime(2024, 1, 12, 22, 30, tzinfo=UTC), "12/01/2024 23:30"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25/10/2026 02:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25/10/2026 02:30"),
    ],
)
def test_moments_are_in_brussels_time(utc, shown):
    assert moment(utc) == shown
    assert date_short(utc) == shown[:10]


def test_times():
    at = datetime(2024, 6, 12, 9, 42, 7, tzinfo=UTC)
    assert (time(at), time(at, seconds=True), time(at, letter=True), time(clock_time(9, 5), letter=True)) == ("11:42", "11:42:07", "11.42 uur", "9.05 uur")
    with speaking("en"):
        assert time(at, letter=True) == "11:42"


def test_people_sort_as_in_a_dutch_list():
    order = [
        ("Adams", "Zoë"),
        ("Ångström", "An"),
        ("D'Hondt", "Bo"),
        ("Dhondt", "Cas"),
        ("Élias", "An"),
        ("Emmers", "An"),
        ("IJzer", "An"),
        ("Özgür", "An"),
        ("van den Berghe", "An"),
        ("Van den Berghe", "Bo"),
        ("Van Zele", "An"),
        ("Vandamme", "An"),
        ("Yildiz", "An"),
    ]
    shuffled = order[:]
    random.Random(4).shuffle(shuffled)  # noqa: S311 (a test, no secret)
    assert sorted(shuffled, key=lambda person: sort_key_name(*person)) == order


def test_names_in_other_scripts_keep_an_order():
    assert sort_key_name("李", "雷") != sort_key_name("王", "雷")


def test_languages():
    assert i18n.language() == "nl"
    with speaking("en"):
        assert i18n.language() == "en"
        assert i18n._("Too large") == "Too large"
        assert i18n._n("%(num)s sheet", "%(num)s sheets", 1000) == "1,000 sheets"
    assert i18n._("Too large") == "Te groot"
    assert str(i18n._l("Too large")) == "Te groot"
    with pytest.raises(ValueError, match="no such language"), speaking("fr"):
        pass
