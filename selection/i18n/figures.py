"""Numbers, dates and names as people here write them. Exact text or `Fraction` in, text out; no float anywhere."""

import re
import unicodedata
from datetime import UTC, date, datetime
from datetime import time as clock_time
from fractions import Fraction
from zoneinfo import ZoneInfo

from babel.dates import format_date

from scoring.numbers import decimals_of, fixed, round_half_up
from selection.i18n.language import language, locale

BRUSSELS = ZoneInfo("Europe/Brussels")
NBSP = "\u00a0"
_SIGNS = {"nl": (",", "."), "en": (".", ",")}
_EXACT = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?(…?)")

Number = str | int | Fraction


def points(value: Number, step: Number | None = None) -> str:
    """A figure with the decimals of the rounding step, always: 14.9 with 0.01 gives 14,90. Without a step the text is taken as it stands.

    The value must be a multiple of the step already (ValueError otherwise): what is shown is what was compared.
    """
    if step is None:
        return _written(_text(value))
    return _written(fixed(_fraction(value), decimals_of(_fraction(step))))


def rating(value: Number) -> str:
    """A rating without superfluous zeros: 7.50 gives 7,5 and 7.0 gives 7."""
    text = _text(value)
    return _written(text.rstrip("0").rstrip(".") if "." in text and not text.endswith("…") else text)


def rounded(value: Number, step: Number) -> str:
    """A mean or other figure that decides nothing, rounded half up to the step: 37/6 with 0.01 gives 6,17."""
    exact = _fraction(step)
    return _written(fixed(round_half_up(_fraction(value), exact), decimals_of(exact)))


def whole(value: int) -> str:
    """A count: 4470 gives 4.470."""
    return _written(str(value))


def money(value: Number) -> str:
    """Euros: € 4.470 in Dutch, €4,470 in English; cents only where there are any."""
    text = _text(value)
    if "." in text:
        text = fixed(_fraction(text), 2)
    return f"€{NBSP}{_written(text)}" if language() == "nl" else f"€{_written(text)}"


def percent(value: Number) -> str:
    """A share that is given in per cent: 50 gives `50 %` with a no-break space in Dutch, `50%` in English."""
    return f"{rating(value)}{NBSP}%" if language() == "nl" else f"{rating(value)}%"


def date_long(value: date, *, weekday: bool = False) -> str:
    """12 juni 2024, or woensdag 12 juni 2024."""
    return format_date(_day(value), "EEEE d MMMM y" if weekday else "d MMMM y", locale=locale())


def date_short(value: date) -> str:
    """15/05/2024, for tables."""
    return format_date(_day(value), "dd/MM/y", locale=locale())


def date_plan(value: date) -> str:
    """wo 15 mei, where people plan."""
    return format_date(_day(value), "EEE d MMM", locale=locale()).replace(".", "")


def time(value: datetime | clock_time, *, letter: bool = False, seconds: bool = False) -> str:
    """14:30 on screen, 14.30 uur in a Dutch letter; a moment is shown in Brussels time."""
    local = value.astimezone(BRUSSELS) if isinstance(value, datetime) else value
    if letter and language() == "nl":
        return f"{local.hour}.{local.minute:02d} uur"
    return local.strftime("%H:%M:%S" if seconds else "%H:%M")


def moment(value: datetime) -> str:
    """15/05/2024 14:30, in Brussels time."""
    return f"{date_short(value)} {time(value)}"


def sort_key_name(family: str, given: str = "") -> tuple[str, str, str, str]:
    """Dutch alphabetical order: accents and capitals do not count, a prefix is part of the name (Van den Berghe under V)."""
    return _letters(family), _letters(given), family, given


def _letters(name: str) -> str:
    spread = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("æ", "ae").replace("Æ", "AE"))
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['\u2018\u2019`]", "", plain)).split()) or plain


def _day(value: date) -> date:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(BRUSSELS).date()
    return value


def _text(value: Number) -> str:
    if isinstance(value, float):
        raise TypeError("a float is no exact figure")
    return fixed(value, decimals_of(value)) if isinstance(value, Fraction) else str(value)


def _fraction(value: Number) -> Fraction:
    if isinstance(value, float):
        raise TypeError("a float is no exact figure")
    return Fraction(value)


def _written(text: str) -> str:
    match = _EXACT.fullmatch(text)
    if match is None:
        raise ValueError(f"not an exact figure: {text!r}")
    sign, before, after, more = match.groups()
    decimal, group = _SIGNS[language()]
    grouped = re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", group, before)
    return f"{'−' if sign else ''}{grouped}{decimal + after if after else ''}{more}"
