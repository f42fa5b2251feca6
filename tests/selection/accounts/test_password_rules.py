"""What a new password must be."""

import pytest

from selection.accounts.common_words import COMMON_WORDS
from selection.accounts.password_rules import LONGEST, faults, is_common
from selection.i18n import speaking

ABOUT = ["an.peeters@lievegem.example", "An", "Peeters", "Lokaal bestuur Lievegem"]
ENDINGS = ["", "1", "123", "1234", "12345", "2024", "2025", "2026!", "!", "!!", "123!", "*2026", "01", "007"]


@pytest.mark.parametrize(
    "password",
    [
        "drie fietsen op de kade",
        "correct horse battery staple",
        "kQ8vT2mZx9Lp",
        "  spaties tellen mee  ",
        "émile drinkt geen thee",
        "онэ лето без дождя",
        "een lange zin over een hond die elke dag om zeven uur de krant haalt",
    ],
)
def test_long_and_uncommon_passwords_of_any_kind_will_do(password):
    assert faults(password, ABOUT) == []


@pytest.mark.parametrize("password", ["", "kort", "elf tekens."])
def test_fewer_than_twelve_characters_is_too_short(password):
    with speaking("en"):
        assert faults(password, ABOUT) == ["Use at least 12 characters. A sentence or a few words in a row are easiest to remember."]


def test_twelve_characters_are_enough_and_two_hundred_the_most():
    with speaking("en"):
        assert faults("wqpz mvbn tr") == []
        assert faults("wqpz mvbn tr! " * 14 + "slot") == []
        assert len("wqpz mvbn tr! " * 14 + "slot") == LONGEST
        assert faults("wqpz mvbn tr! " * 14 + "slots") == ["Use at most 200 characters."]


def test_thousands_of_passwords_that_are_guessed_first_are_refused():
    guesses = {word + ending for word in COMMON_WORDS for ending in ENDINGS}
    guesses |= {word.capitalize() + ending for word in COMMON_WORDS for ending in ENDINGS}
    long_guesses = [guess for guess in guesses if len(guess) >= 12]
    assert len(guesses) > 9000
    assert len(long_guesses) > 1500
    assert [guess for guess in long_guesses if not is_common(guess)] == []
    assert [guess for guess in guesses if faults(guess) == []] == []


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiop12",
        "azertyuiop123",
        "1qaz2wsx3edc",
        "q1w2e3r4t5y6",
        "123456789012",
        "111111111111",
        "abcabcabcabc",
        "P@ssw0rd1234",
        "Wachtw00rd2026",
        "W3lk0m2026!!!",
        "iloveyou1234",
        "passwordpassword",
        "monkeydragon",
        "Zomer2026Zomer",
        "aaaaaaaaaaaab",
        "abcdefghijklmnop",
    ],
)
def test_walks_over_the_keyboard_repetitions_and_words_with_figures_are_common(password):
    assert is_common(password)


@pytest.mark.parametrize("password", ["PEETERS zegt het", "an.peeters dag dag", "het huis van lievegem", "Pééters drinkt thee", "lokaalbestuurlievegem"])
def test_name_address_and_organisation_are_left_out(password):
    with speaking("en"):
        assert faults(password, ABOUT) == ["Leave your name, your e-mail address and the name of the organisation out of your password."]


def test_a_short_name_is_no_reason_to_refuse():
    assert faults("banden plakken op zondagavond", ["An"]) == []
