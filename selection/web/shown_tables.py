"""Reads back what a page of ours shows: its title, the lines that it prints at its head, and its tables."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = frozenset({"svg", "script", "style", "button", "form", "template"})
BREAKS = frozenset({"br", "p", "div", "li", "small"})
EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_BREAK = "\v"


@dataclass
class Shown:
    """A table as the page shows it: caption, heads with whether they hold figures, rows of texts."""

    caption: str = ""
    heads: list[tuple[str, bool]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


class PageReader(HTMLParser):
    """Reads the h1, the lines of the print head and the tables of a page of ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.print_head: list[str] = []
        self.tables: list[Shown] = []
        self._stack: list[tuple[str, bool]] = []
        self._taking: list[str] | None = None
        self._row: list[str] = []
        self._head_row = self._in_table = self._figures = False
        self._print_depth, self._span = 0, 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        names = values.get("class", "").split()
        if tag in EMPTY:
            self._break(tag)
            return
        inherited = bool(self._stack) and self._stack[-1][1]
        self._stack.append((tag, inherited or tag in SILENT or "visually-hidden" in names))
        if tag == "table" and "data-take" in values:
            self._in_table = True
            self.tables.append(Shown())
        elif self._in_table:
            self._start_in_table(tag, names, values)
        elif tag == "h1" or (tag in {"b", "span"} and self._print_depth):
            self._taking = []
        self._break(tag, names)
        if "print-head" in names:
            self._print_depth = len(self._stack)

    def _start_in_table(self, tag: str, names: list[str], values: dict[str, str]) -> None:
        if tag == "tr":
            self._row, self._head_row = [], any(name == "thead" for name, _silent in self._stack)
        elif tag in {"th", "td"}:
            self._taking = []
            self._figures = "num" in names
            self._span = int(values.get("colspan") or 1)
        elif tag == "caption":
            self._taking = []

    def handle_endtag(self, tag: str) -> None:
        while self._stack and self._stack[-1][0] != tag:
            self._stack.pop()
        if self._stack:
            if len(self._stack) == self._print_depth:
                self._print_depth = 0
            self._stack.pop()
        if self._in_table:
            self._end_in_table(tag)
        elif tag == "h1" and self._taking is not None:
            self.title = self._took()
        elif tag in {"b", "span"} and self._print_depth and self._taking is not None:
            self.print_head.append(self._took())

    def _end_in_table(self, tag: str) -> None:
        table = self.tables[-1]
        if tag == "table":
            self._in_table = False
        elif tag == "caption":
            table.caption = self._took()
        elif tag in {"th", "td"} and self._taking is not None:
            text = self._took()
            if self._head_row:
                table.heads.append((text, self._figures))
            else:
                self._row += [text, *[""] * (self._span - 1)]
        elif tag == "tr" and self._row and not self._head_row:
            table.rows.append(self._row)

    def handle_data(self, data: str) -> None:
        if self._taking is not None and not (self._stack and self._stack[-1][1]):
            self._taking.append(data)

    def _break(self, tag: str, names: list[str] | None = None) -> None:
        if self._taking and (tag in BREAKS or "sub" in (names or ())):
            self._taking.append(_BREAK)

    def _took(self) -> str:
        lines = [_SPACES.sub(" ", line).strip() for line in "".join(self._taking or ()).split(_BREAK)]
        self._taking = None
        return "\n".join(line for line in lines if line)
