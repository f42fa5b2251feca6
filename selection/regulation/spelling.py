"""Counts in words, inline lists and capitals, in the language that is spoken."""

from collections.abc import Sequence
from fractions import Fraction

from scoring.numbers import shortest
from selection.i18n import language, percent, points

COUNTS = {
    "nl": ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
SHARES = {
    "nl": {(1, 2): "de helft", (1, 3): "een derde", (2, 3): "twee derde", (1, 4): "een vierde", (3, 4): "drie vierde"},
    "en": {(1, 2): "half", (1, 3): "one third", (2, 3): "two thirds", (1, 4): "one quarter", (3, 4): "three quarters"},
}


def counted(value: int) -> str:
    """A count: in words up to twelve, in figures above."""
    words = COUNTS[language()]
    return words[value] if 0 <= value < len(words) else points(value)


def figure(value: Fraction) -> str:
    """A figure of the rules, exact and as short as it is: 30; 2,331."""
    return points(shortest(value))


def share(value: Fraction) -> str:
    """A share as a percentage; one that no decimal is exact for is cut, with an ellipsis."""
    return percent(shortest(value * 100))


def share_in_words(value: Fraction) -> str:
    """A share in words: een derde; another one as a percentage."""
    return SHARES[language()].get((value.numerator, value.denominator)) or share(value)


def listed(names: Sequence[str]) -> str:
    """a, b en c."""
    joint = {"nl": " en ", "en": " and "}[language()]
    return joint.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def lowered(name: str, kept: Sequence[str]) -> str:
    """The name as it stands inside a sentence: its first letter small, unless the word is an abbreviation or one of `kept`."""
    first = name.split(maxsplit=1)[0].rstrip(",:;") if name.split() else ""
    if first in kept or any(letter.isupper() or letter.isdigit() for letter in first[1:]) or len(first) == 1:
        return name
    return name[:1].lower() + name[1:]


def opened(sentence: str) -> str:
    """The sentence with a capital, also where a name opens it."""
    return sentence[:1].upper() + sentence[1:]


def closed(text: str) -> str:
    """Somebody's own words at the end of a sentence: one full stop, whatever they ended with."""
    trimmed = " ".join(text.split())
    return trimmed if trimmed.endswith((".", "!", "?", "…")) else f"{trimmed}."
