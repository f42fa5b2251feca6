"""Names of files: what a sender called one, made harmless, and with the ending of what it is. A name is shown and given back, never used as a path."""

import re
import unicodedata

from selection.applications.checking import ENDINGS
from selection.forms import normal_line

MOST = 120
_UNWANTED = re.compile(r'[<>:"|?*\x00-\x1f\x7f\\/;%]+')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")


def clean(sent: str, media_type: str, fallback: str) -> str:
    """The last part of the name, without what no file system or reader takes well, at most 120 characters; `fallback` (a word) when nothing is left."""
    last = normal_line(sent.replace("\\", "/")).rsplit("/", 1)[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign) not in {"Cf", "Cc", "Cs", "Co", "Cn"})
    stem = _UNWANTED.sub("-", _without_ending(visible)).strip(" .-")
    if not stem or _RESERVED.fullmatch(stem):
        stem = _UNWANTED.sub("-", fallback).strip(" .-") or "document"
    ending = ENDINGS[media_type]
    return stem[: MOST - len(ending)].rstrip(" .-") + ending


def _without_ending(name: str) -> str:
    """The name without its last ending, and without a second one that pretends (cv.pdf.exe)."""
    for _turn in range(2):
        name = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    return name
