"""The building blocks as data, read strictly: every condition, placeholder, scope and section must be known, or the book does not open."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from selection.regulation.conditions import BY_SCOPE, NOT
from selection.regulation.facts import Words
from selection.regulation.placeholders import COUNTS, VALUES, Vocabulary

SHIPPED = Path(__file__).parent / "reglement.toml"
LANGUAGES = ("nl", "en")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
RULE = re.compile(r"R([1-9]|1[0-9]|2[01])")
BOOK_KEYS = frozenset({"keep_capital", "glosses", "offers", "sections", "remarks", "blocks"})
BLOCK_KEYS = frozenset({"code", "section", "scope", "when", "rule", "count", "joins", "publishable", *LANGUAGES})


class BookError(ValueError):
    """The data of the building blocks are wrong: a fault of ours, found when they are read. The message lists every fault, one a line."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A block in one language: `one` and `other` are the same without a count. `mend` says what to do about a sentence that cannot be published."""

    one: str
    other: str
    mend: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A sentence or a few, with the conditions under which it is printed; see the head of the data."""

    code: str
    section: str
    scope: str
    when: tuple[str, ...]
    rule: str
    count: str
    joins: bool
    publishable: bool
    texts: Mapping[str, Text]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A section of the text."""

    code: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something that HR checks before publishing; it holds nothing back."""

    code: str
    when: tuple[str, ...]
    words: Words


@dataclass(frozen=True, kw_only=True)
class Book:
    """All building blocks, in the order in which they are printed."""

    sections: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...]
    vocabulary: Vocabulary


@cache
def shipped_book() -> Book:
    """The building blocks that come with the product."""
    return read_book(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))


def read_book(data: Mapping[str, Any]) -> Book:
    """The book in `data`; `BookError` with every fault together."""
    faults = _faults(data)
    if faults:
        raise BookError("\n".join(faults))
    return Book(
        sections=tuple(Heading(code=each["code"], words=_words(each)) for each in data["sections"]),
        blocks=tuple(_block(each) for each in data["blocks"]),
        remarks=tuple(Remark(code=each["code"], when=tuple(each["when"]), words=_words(each)) for each in data["remarks"]),
        vocabulary=Vocabulary(
            glosses={name.casefold(): gloss for name, gloss in data["glosses"].items()},
            offers={code: _words(each) for code, each in data["offers"].items()},
            keep_capital=tuple(data["keep_capital"]),
        ),
    )


def _words(data: Mapping[str, str]) -> Words:
    return Words(nl=data["nl"], en=data["en"])


def _block(data: Mapping[str, Any]) -> Block:
    return Block(
        code=data["code"],
        section=data["section"],
        scope=data["scope"],
        when=tuple(data["when"]),
        rule=data.get("rule", ""),
        count=data.get("count", ""),
        joins=data.get("joins", False),
        publishable=data.get("publishable", True),
        texts={language: _text(data[language]) for language in LANGUAGES},
    )


def _text(data: Mapping[str, str]) -> Text:
    return Text(one=data.get("one") or data["text"], other=data.get("other") or data["text"], mend=data.get("mend", ""))


def _faults(data: Mapping[str, Any]) -> list[str]:
    if missing := BOOK_KEYS ^ data.keys():
        return [f"keys missing or unknown: {', '.join(sorted(missing))}"]
    codes = [each.get("code") for kind in ("sections", "blocks", "remarks") for each in data[kind]]
    faults = [f"{code}: this code occurs twice" for code in sorted({code for code in codes if codes.count(code) > 1})]
    sections = [each["code"] for each in data["sections"]]
    places = [sections.index(each["section"]) if each.get("section") in sections else -1 for each in data["blocks"]]
    faults += [f"{each['code']}: unknown section" for each, place in zip(data["blocks"], places, strict=True) if place < 0]
    if places != sorted(places):
        faults.append("blocks stand in the order of the sections")
    for remark in data["remarks"]:
        faults += _conditions(remark["code"], remark["when"], "procedure")
    return faults + [fault for each in data["blocks"] for fault in _block_faults(each)]


def _block_faults(data: Mapping[str, Any]) -> list[str]:
    code, scope = data["code"], data.get("scope", "")
    if unknown := data.keys() - BLOCK_KEYS or {"section", "scope", "when", *LANGUAGES} - data.keys():
        return [f"{code}: keys missing or unknown: {', '.join(sorted(unknown))}"]
    if scope not in BY_SCOPE:
        return [f"{code}: unknown scope {scope}"]
    faults = _conditions(code, data["when"], scope)
    if "rule" in data and not RULE.fullmatch(data["rule"]):
        faults.append(f"{code}: unknown rule {data['rule']}")
    if "count" in data and data["count"] not in COUNTS:
        faults.append(f"{code}: unknown count {data['count']}")
    expected = {"one", "other"} if "count" in data else {"text"}
    if not data.get("publishable", True):
        expected.add("mend")
    for language in LANGUAGES:
        if data[language].keys() != expected:
            faults.append(f"{code}: {language} has {', '.join(sorted(expected))} and nothing else")
        used = {name for text in data[language].values() for name in PLACEHOLDER.findall(text)}
        faults += [f"{code}: unknown placeholder {name}" for name in sorted(used - VALUES.keys() - COUNTS.keys())]
    return faults


def _conditions(code: str, when: list[str], scope: str) -> list[str]:
    return [f"{code}: unknown condition {name}" for name in when if name.removeprefix(NOT) not in BY_SCOPE[scope]]
