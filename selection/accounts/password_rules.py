"""What a new password must be: long, and not one that a guesser tries first. No rule about kinds of characters; pasting is welcome."""

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from selection.accounts.common_words import COMMON_WORDS
from selection.i18n import _

SHORTEST = 12
LONGEST = 200

_AS_LETTERS = (str.maketrans("013457@$!", "oleastasi"), str.maketrans("013457@$!", "oieastasl"))
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "abcdefghijklmnopqrstuvwxyz")
_COLUMNS = ("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik", "9ol", "0p")
_NEAR_SHARE = 0.7


def normal(password: str) -> str:
    """The same text however a keyboard composes its accents; nothing else is changed, spaces at the ends included."""
    return unicodedata.normalize("NFC", password)


def faults(password: str, about: Iterable[str] = ()) -> list[str]:
    """Sentences on what is wrong with a new password; none when it will do.

    `about` holds what belongs to the person: e-mail address, names, the organisation.
    """
    text = normal(password)
    if len(text) < SHORTEST:
        return [_("Use at least %(count)s characters. A sentence or a few words in a row are easiest to remember.", count=SHORTEST)]
    if len(text) > LONGEST:
        return [_("Use at most %(count)s characters.", count=LONGEST)]
    if _mentions(text, about):
        return [_("Leave your name, your e-mail address and the name of the organisation out of your password.")]
    if is_common(text):
        return [_("This password is one of the first that are guessed. Choose words that do not belong together.")]
    return []


def is_common(password: str) -> bool:
    """Whether a guesser tries this early: few characters, a repetition, a walk over the keyboard, or at most two well-known words with figures and signs."""
    text = normal(password).casefold().strip()
    squeezed = "".join(text.split())
    if len(set(squeezed)) < 5 or _period(squeezed) * 2 <= len(squeezed) or _near_share(squeezed) >= _NEAR_SHARE:
        return True
    return any(_known_words(form) for form in _letter_forms(squeezed))


def _mentions(text: str, about: Iterable[str]) -> bool:
    plain = _plain(text)
    return any(len(word) >= 4 and word in plain for phrase in about for word in _words_of(phrase))


def _words_of(phrase: str) -> set[str]:
    for separator in "@.-_+'":
        phrase = phrase.replace(separator, " ")
    parts = phrase.split()
    return {_plain(part) for part in parts} | {_plain("".join(parts))}


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def _letter_forms(text: str) -> set[str]:
    """Only the letters, and the letters with the usual figures read as letters (inside the word, not behind it)."""
    body = text.strip("0123456789!?.,;:*#&+-_=()[]{}<>/\\'\"@$%^~|")
    forms = {text, body, *(body.translate(table) for table in _AS_LETTERS)}
    return {"".join(letter for letter in form if letter.isalpha()) for form in forms}


def _known_words(letters: str) -> bool:
    """Whether the letters are one or two well-known words (or none: only figures and signs)."""
    if letters == "" or letters in COMMON_WORDS or len(letters) <= 3 or _near_share(letters) >= _NEAR_SHARE:
        return True
    ways = ((letters[:place], letters[place:]) for place in range(2, len(letters) - 1))
    return any(_known(first) and _known(second) for first, second in ways)


def _known(word: str) -> bool:
    return word in COMMON_WORDS or (len(word) >= 3 and _near_share(word) == 1)


def _period(text: str) -> int:
    """Length of the shortest beginning of which the text is a repetition; the whole length when there is none."""
    return next((size for size in range(1, len(text)) if (text[:size] * (len(text) // size + 1))[: len(text)] == text), len(text))


def _near_share(text: str) -> float:
    """Share of steps from a character to the next that stay on it, or go to its neighbour on the keyboard or in a row."""
    steps = list(pairwise(text))
    return sum(step in _NEAR for step in steps) / len(steps) if steps else 0.0


def _neighbours() -> frozenset[tuple[str, str]]:
    lines = [*_ROWS, *_COLUMNS]
    lines += [left[place] + right[place] for left, right in pairwise(_ROWS[:4]) for place in range(min(len(left), len(right)))]
    lines += [left[place] + right[place] for left, right in pairwise(("1234567890", *_ROWS[4:7])) for place in range(min(len(left), len(right)))]
    lines += [right[place] + left[place + 1] for left, right in pairwise(_ROWS[:4]) for place in range(min(len(left) - 1, len(right)))]
    steps = {step for line in lines for step in pairwise(line)}
    every = set("".join(_ROWS))
    return frozenset(steps | {(second, first) for first, second in steps} | {(one, one) for one in every})


_NEAR = _neighbours()
