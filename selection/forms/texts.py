"""Text from people, brought into one shape before anything looks at it."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0080-\u009f\u2028\u2029\ufeff]")
_TELEPHONE = re.compile(r"[0-9+()./ -]+(?: ?(?:ext|tst|toestel)\.? ?[0-9]+)?", re.IGNORECASE)
_FEWEST_DIGITS = 3
_BIDIRECTIONAL = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def normal_text(text: str) -> str:
    """NFC, lines ended by \\n, without control or direction-changing characters (tab stays), trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _BIDIRECTIONAL.sub("", _CONTROL.sub("", lines))).strip()


def normal_line(text: str) -> str:
    """`normal_text` on one line: every run of white space becomes one space."""
    return " ".join(normal_text(text).split())


def normal_email(text: str) -> str:
    """An e-mail address as it is compared and stored: one line, lower case."""
    return normal_line(text).lower()


def is_telephone(text: str) -> bool:
    """Whether the line can be a telephone number: figures with + ( ) . / - and spaces, and perhaps an extension."""
    return _TELEPHONE.fullmatch(text) is not None and sum(letter.isdigit() for letter in text) >= _FEWEST_DIGITS
