"""Numbers as text, exactly (R1, R2).

One parser reads every number of the product: a form field, a scores file, a workbook cell and a definition all pass here.
Inside the product a number is a `Fraction` or an integer; it leaves as decimal text.
"""

import re
from fractions import Fraction

_NUMBER = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,6}))?")
_CUT = 4


class NumberError(ValueError):
    """The text is not a number that the product accepts.

    `code` says why: `empty`, `not_a_number`, `too_long` (more than nine digits before or six after the decimal sign) or `negative`.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code
        self.text = text


def parse_number(text: str) -> Fraction:
    """The exact value of a decimal number, zero or more, with a comma or a point as its decimal sign.

    Only ASCII digits count: no sign, exponent, group separator, full-width or Arabic digit. Raises `NumberError`.
    """
    trimmed = text.strip()
    if not trimmed:
        raise NumberError("empty", text)
    match = _NUMBER.fullmatch(trimmed)
    if match is None:
        raise NumberError(_why_not(trimmed), text)
    whole, decimals = match.group(1), match.group(2) or ""
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def _why_not(text: str) -> str:
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", text):
        return "too_long"
    if re.fullmatch(r"[-\u2212][0-9]*(?:[.,][0-9]+)?", text):
        return "negative"
    return "not_a_number"


def decimals_of(step: Fraction) -> int:
    """How many decimals the value is written with: 0.01 gives 2, 0.5 gives 1, 1 gives 0.

    Raises ValueError for a value that no finite decimal equals.
    """
    rest, twos, fives = step.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        raise ValueError(f"{step} has no finite decimal form")
    return max(twos, fives)


def fixed(value: Fraction, places: int) -> str:
    """Decimal text with exactly `places` decimals. Raises ValueError where that would drop a digit."""
    scaled, left = divmod(value.numerator * 10**places, value.denominator)
    if left:
        raise ValueError(f"{value} needs more than {places} decimals")
    return _point(scaled, places)


def shortest(value: Fraction) -> str:
    """The shortest decimal text of a value that has one (15, 2.331), else the cut text of R2."""
    try:
        return fixed(value, decimals_of(value))
    except ValueError:
        return cut(value)


def cut(value: Fraction) -> str:
    """R2, `rounding = "none"`: four decimals, cut and not rounded, followed by an ellipsis where more follow."""
    scaled = value * 10**_CUT
    return _point(int(scaled), _CUT) + ("" if scaled.denominator == 1 else "…")


def round_half_up(value: Fraction, step: Fraction) -> Fraction:
    """R2: the multiple of `step` nearest to `value`; exactly half a step goes up."""
    steps = value / step
    return ((2 * steps.numerator + steps.denominator) // (2 * steps.denominator)) * step


def _point(scaled: int, places: int) -> str:
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
