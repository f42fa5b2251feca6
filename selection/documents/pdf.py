"""Documents on paper: PDF/UA-1 (tagged, readable by a screen reader), set by typst from plain blocks. It knows no subject.

A document is set in a process of its own that ends afterwards, since the typesetter keeps what it has set in memory.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

SECONDS = 60
TYPESETTING = Path(__file__).parent / "typesetting.py"
Block = Mapping[str, Any]


class NotSet(RuntimeError):
    """The document could not be set; the message is what the typesetter said. A fault of ours, never of a reader."""


def paragraph(text: str) -> Block:
    """One paragraph of running text."""
    return {"kind": "paragraph", "text": text}


def lead(text: str) -> Block:
    """The sentence under a title that says what the document is."""
    return {"kind": "lead", "text": text}


def subheading(text: str) -> Block:
    """A heading within a section."""
    return {"kind": "subheading", "text": text}


def note(text: str) -> Block:
    """One thing to know, set apart by a line in the margin."""
    return {"kind": "note", "text": text}


def fingerprint(text: str) -> Block:
    """A fingerprint or other text to compare character by character."""
    return {"kind": "fingerprint", "text": text}


def bullets(items: Sequence[str]) -> Block:
    """A list; ValueError when it is empty."""
    if not items:
        raise ValueError("a list needs at least one item")
    return {"kind": "bullets", "items": list(items)}


def facts(rows: Sequence[tuple[str, str]]) -> Block:
    """Terms with their values."""
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def grid(*, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = (), widths: Sequence[int] = ()) -> Block:
    """A table with a caption and a head that is repeated on each page. `right` are the columns of figures, `widths` the shares of the width.

    ValueError for a row of another length than the head.
    """
    if any(len(row) != len(head) for row in rows) or (widths and len(widths) != len(head)):
        raise ValueError("every row of a table has as many cells as its head")
    return {"kind": "grid", "caption": caption, "head": list(head), "rows": [list(row) for row in rows], "right": list(right), "widths": list(widths)}


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading (may be empty) with what stands under it."""

    heading: str = ""
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document. `author` is the organisation, `kicker` the line under the title, `state` what it may be used for ("Voorlopig - nog niet vastgesteld"),
    `running` and `foot` stand on every page, `accent` is a dark colour as #rrggbb. The same paper gives the same bytes: `moment` is its date.
    """

    title: str
    author: str
    language: str
    moment: datetime
    sections: Sequence[Section]
    kicker: str = ""
    state: str = ""
    running: str = ""
    foot: str = ""
    accent: str = "#0b4f5c"
    region: str = "BE"
    page_words: Mapping[str, str] = field(default_factory=lambda: {"nl": "pagina", "en": "page"})


def render(paper: Paper) -> bytes:
    """The paper as PDF/UA-1 and PDF/A-2a; `NotSet` when it cannot be set."""
    data = {
        "title": paper.title,
        "author": paper.author,
        "language": paper.language,
        "region": paper.region,
        "kicker": paper.kicker,
        "state": paper.state,
        "running": paper.running or paper.title,
        "foot": paper.foot,
        "accent": paper.accent,
        "page_word": paper.page_words.get(paper.language, paper.page_words["en"]),
        "moment": [paper.moment.year, paper.moment.month, paper.moment.day],
        "sections": [{"heading": section.heading, "blocks": list(section.blocks)} for section in paper.sections],
    }
    asked = json.dumps({"paper": json.dumps(data), "timestamp": int(paper.moment.timestamp())})
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own file
        [sys.executable, "-P", str(TYPESETTING)],  # by its path: importing the package would load the whole application
        input=asked.encode(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF"):
        raise NotSet(done.stderr.decode("utf-8", "replace")[-2000:])
    return done.stdout
