"""R1, R2: numbers as text."""

from fractions import Fraction

import pytest

from scoring.numbers import NumberError, cut, fixed, parse_number, round_half_up, shortest


@pytest.mark.parametrize(
    ("text", "value"), [("7,5", "7.5"), ("7.5", "7.5"), (" 12 ", "12"), ("007", "7"), ("0", "0"), ("999999999.999999", "999999999.999999"), ("\u00a05", "5")]
)
def test_the_grammar(text: str, value: str) -> None:
    assert parse_number(text) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("1234567890", "too_long"),
        ("1.1234567", "too_long"),
        ("-1", "negative"),
        ("\u22121", "negative"),
        *[
            (text, "not_a_number")
            for text in ("1e1", "1_0", "NaN", "sNaN", "Infinity", "+1", "1.", ".5", "1.2.3", "1.000,5", "1 000", "١٢", "１２", "12a", "½")
        ],
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("value", "step", "rounded"), [("14.995", "0.01", "15"), ("14.9949", "0.01", "14.99"), ("2.5", "1", "3"), ("0.25", "0.5", "0.5"), ("2.675", "0.01", "2.68")]
)
def test_r2_half_up(value: str, step: str, rounded: str) -> None:
    assert round_half_up(Fraction(value), Fraction(step)) == Fraction(rounded)


@pytest.mark.parametrize(("value", "text"), [("44/3", "14.6666…"), ("15", "15.0000"), ("2.33", "2.3300"), ("1/100000", "0.0000…")])
def test_r2_cut(value: str, text: str) -> None:
    assert cut(Fraction(value)) == text


def test_decimals() -> None:
    assert [fixed(Fraction("24.5"), 2), shortest(Fraction("24.50")), shortest(Fraction(1, 3))] == ["24.50", "24.5", "0.3333…"]
    with pytest.raises(ValueError, match="decimals"):
        fixed(Fraction("0.125"), 2)
