"""The kinds of value that a file may hold; each reads a raw value or says what is wrong with it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from scoring.numbers import NumberError, parse_number
from vacancies.problems import Findings, Place, listed, shown

BAD: Final = object()
"""What a kind returns for a value with a problem, after noting it."""

_LONGEST_TEXT = 20_000
_LONGEST_CODE = 64
_CODE_SIGNS = "-_."
_ADDRESS = re.compile(r"https://[!#-;=?-Z\[\]_a-z~]{1,500}")
# Control characters other than tab and line feed, and halves of a surrogate pair.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Float:
    """A binary fraction of a TOML file, kept as its text so that it can be refused by name (R1)."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


class Fault(Exception):
    """What is wrong with one value: a code of `wording.TEXTS` and its figures."""

    def __init__(self, code: str, /, **figures: str) -> None:
        super().__init__(code)
        self.code = code
        self.figures = figures


class Kind:
    """A kind of value. `read` returns the value as the product uses it, or notes the problem and returns `BAD`.

    `quotable` tells whether quotes around a binary fraction would mend it.
    """

    quotable: ClassVar[bool] = True

    def read(self, value: object, place: Place, found: Findings) -> Any:
        """Read one value that stands at `place`."""
        if self.quotable and isinstance(value, float | Float):
            found.add("float", place, value=str(value))
            return BAD
        try:
            return self.take(value)
        except Fault as fault:
            found.add(fault.code, place, **fault.figures)
            return BAD

    def take(self, value: object) -> Any:
        """The value as the product uses it. Raises Fault."""
        raise NotImplementedError


@dataclass(frozen=True)
class Text(Kind):
    """Words for people: not empty, without control characters, trimmed."""

    def take(self, value: object) -> str:
        """The trimmed text. Raises Fault."""
        if not isinstance(value, str):
            raise Fault("no_text", value=shown(value))
        if not value.strip():
            raise Fault("empty_text")
        if len(value) > _LONGEST_TEXT:
            raise Fault("long_text", most=str(_LONGEST_TEXT))
        if _CONTROL.search(value):
            raise Fault("control_character")
        return value.strip()


@dataclass(frozen=True)
class Code(Kind):
    """A name for programs: letters, digits, hyphen, underscore or point, trimmed and in Unicode NFC."""

    def take(self, value: object) -> str:
        """The code in NFC. Raises Fault."""
        if not isinstance(value, str):
            raise Fault("no_code", value=shown(value))
        code = unicodedata.normalize("NFC", value.strip())
        letters = all(sign in _CODE_SIGNS or "0" <= sign <= "9" or sign.isalpha() for sign in code)
        if not code or not letters or code[0] in _CODE_SIGNS or len(code) > _LONGEST_CODE:
            raise Fault("bad_code", value=shown(value), most=str(_LONGEST_CODE))
        return code


@dataclass(frozen=True)
class Address(Kind):
    """The address of a page elsewhere: https, with the name of a host, and without a name or password in it."""

    def take(self, value: object) -> str:
        """The trimmed address. Raises Fault."""
        text = value.strip() if isinstance(value, str) else ""
        try:
            parts = urlsplit(text)
            good = _ADDRESS.fullmatch(text) and "." in (parts.hostname or "").strip(".") and "@" not in parts.netloc and parts.port != 0
        except ValueError:  # brackets or a port that mean nothing
            good = False
        if not good:
            raise Fault("bad_address", value=shown(value))
        return text


@dataclass(frozen=True)
class Number(Kind):
    """An exact number of zero or more, or more than zero (R1): an integer, or a text that `parse_number` reads."""

    positive: bool = False

    def take(self, value: object) -> Fraction:
        """The exact value. Raises Fault."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise Fault("number_type", value=shown(value))
        if isinstance(value, int) and not -(10**20) < value < 10**20:
            raise Fault("number_too_long", value=shown(value))
        try:
            number = parse_number(str(value))
        except NumberError as error:
            raise Fault(f"number_{error.code}", value=shown(value)) from None
        if self.positive and not number:
            raise Fault("number_zero", value=shown(value))
        return number


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number between two bounds, both included."""

    low: int
    high: int

    def take(self, value: object) -> int:
        """The number. Raises Fault."""
        number = Number().take(value)
        if number.denominator != 1 or not self.low <= number <= self.high:
            raise Fault("whole", value=shown(value), low=str(self.low), high=str(self.high))
        return number.numerator


@dataclass(frozen=True)
class Percent(Kind):
    """A share of 0 to 100 %, written as a text with a percent sign (R3)."""

    quotable: ClassVar[bool] = False

    def take(self, value: object) -> Fraction:
        """The share between 0 and 1. Raises Fault."""
        if not isinstance(value, str) or not value.strip().endswith("%"):
            raise Fault("percent", value=shown(value))
        try:
            share = parse_number(value.strip().removesuffix("%")) / 100
        except NumberError:
            raise Fault("percent", value=shown(value)) from None
        if share > 1:
            raise Fault("percent_over", value=shown(value))
        return share


@dataclass(frozen=True)
class Step(Kind):
    """The rounding step of R2: a number above zero, or `none`, which is read as None; with the decimals that it is written with."""

    def take(self, value: object) -> tuple[Fraction | None, int]:
        """The step and its decimals. Raises Fault."""
        if value == "none":
            return None, 0
        decimals = str(value).strip().replace(",", ".").partition(".")[2]
        return Number(positive=True).take(value), len(decimals)


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no."""

    quotable: ClassVar[bool] = False

    def take(self, value: object) -> bool:
        """The flag. Raises Fault."""
        if not isinstance(value, bool):
            raise Fault("flag", value=shown(value))
        return value


@dataclass(frozen=True)
class Choice(Kind):
    """One word of a closed list."""

    quotable: ClassVar[bool] = False

    words: tuple[str, ...]

    def take(self, value: object) -> str:
        """The word. Raises Fault."""
        if not isinstance(value, str) or value not in self.words:
            raise Fault("choice", value=shown(value), words=listed(self.words))
        return value


@dataclass(frozen=True)
class Rating(Kind):
    """A rating as it will be looked up on a scale (R4): a whole number or a text."""

    def take(self, value: object) -> str:
        """The rating as text. Raises Fault."""
        if isinstance(value, str):
            return Text().take(value)
        Number().take(value)
        return str(value)


@dataclass(frozen=True)
class Day(Kind):
    """A date; `moment` allows a time of day as well. ISO text is read too, since JSON has no dates."""

    quotable: ClassVar[bool] = False

    moment: bool = False

    def take(self, value: object) -> date:
        """The date, or the moment as written. Raises Fault."""
        if isinstance(value, str):
            value = _from_iso(value)
        if isinstance(value, datetime) and not self.moment:
            raise Fault("day", value=shown(value))
        if not isinstance(value, date):
            raise Fault("day", value=shown(value))
        return value


def _from_iso(text: str) -> date | str:
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text) if "-" in text else text
        except ValueError:
            continue
    return text
