"""The few marks of a page's plain text: headings, lists, paragraphs, and addresses that become links. No HTML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LINK = re.compile(r"https://[^\s<>\"]+[^\s<>\".,;:!?)\]]|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some words; `url` is empty where they are no link."""

    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A `heading`, a `paragraph` (a line per item) or a `list` (an entry per item); each item is a row of pieces."""

    kind: str
    items: Sequence[Sequence[Piece]]

    @property
    def text(self) -> str:
        """The words of its first item."""
        return "".join(piece.text for piece in self.items[0])


def blocks(text: str) -> list[Block]:
    """What stands in the text, in order: "# " begins a heading, "- " an entry of a list, an empty line ends a paragraph."""
    found: list[Block] = []
    kind, lines = "", list[str]()
    for line in [*(row.strip() for row in text.splitlines()), ""]:
        now = "heading" if line.startswith("# ") else "list" if line.startswith("- ") else "paragraph" if line else ""
        if lines and (now != kind or kind == "heading"):
            found.append(Block(kind=kind, items=[pieces(each) for each in lines]))
            lines = []
        kind = now
        if now:
            lines.append(line if now == "paragraph" else line[2:].strip())
    return found


def pieces(line: str) -> list[Piece]:
    """A line cut where an address stands in it."""
    found, at = [], 0
    for match in _LINK.finditer(line):
        if match.start() > at:
            found.append(Piece(text=line[at : match.start()]))
        address = match.group()
        found.append(Piece(text=address, url=address if address.startswith("https://") else f"mailto:{address}"))
        at = match.end()
    if at < len(line) or not found:
        found.append(Piece(text=line[at:]))
    return found
