"""Looking for words whatever their accents, capitals and kind of apostrophe, and marking where they stand."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = frozenset("'’‘‛ʼʹ′`´＇")
_HYPHENS = frozenset("-‐‑‒–—")
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ĳ": "ij", "ı": "i"}


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, and whether it was looked for."""

    text: str
    marked: bool


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    if sign in _APOSTROPHES:
        return "'"
    if sign in _HYPHENS:
        return "-"
    if sign == "\u00ad":
        return ""
    if sign.isspace():
        return " "
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign.casefold()) if not unicodedata.combining(part))
    return "".join(_LETTERS.get(part, part) for part in plain)


def fold(text: str) -> str:
    """The text for comparison: no capitals, no accents, one kind of apostrophe, hyphen and space."""
    return "".join(map(_sign, text))


def words_of(text: str) -> tuple[str, ...]:
    """The words that are looked for, each once."""
    return tuple(dict.fromkeys(fold(text).split()))


def marked(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The text in pieces, those that hold one of the (folded) words marked; accents that stand apart go with their letter."""
    signs, owners = [], []
    for place, sign in enumerate(text):
        for part in _sign(sign):
            signs.append(part)
            owners.append(place)
    folded, hit = "".join(signs), [False] * len(text)
    for word in words:
        start = folded.find(word) if word else -1
        while start >= 0:
            for place in range(owners[start], owners[start + len(word) - 1] + 1):
                hit[place] = True
            start = folded.find(word, start + 1)
    for place, sign in enumerate(text):
        if place and not _sign(sign):
            hit[place] = hit[place - 1]
    return tuple(_pieces(text, hit))


def _pieces(text: str, hit: list[bool]) -> list[Piece]:
    pieces: list[Piece] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or hit[place] != hit[start]:
            pieces.append(Piece(text[start:place], hit[start]))
            start = place
    return pieces
