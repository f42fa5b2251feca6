"""Looking through the first sheet of a workbook before it is read: how far it reaches, and which cells hold an error value or a percentage.

A text that many cells share stands once in the file and once per cell in memory, so what the cells hold together is bounded here too.
"""

import re

from selection.documents.packages import STRINGS, STYLES, Package, walk
from selection.documents.tables import Limits, Problem, TableError

Marks = dict[tuple[int, int], str]
"""Row and column, both from 0, to `percent` or `error_value`."""

_BUILT_IN_PERCENT = frozenset({"9", "10"})
_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def scan(package: Package, limits: Limits, sheet: str = "") -> Marks:
    """Marks of the first sheet, or of the part named. Raises `TableError` when a filled cell lies beyond the rows or columns that are allowed."""
    look = _Look(_percent_styles(package.parts.get(STYLES)), _lengths(package.parts.get(STRINGS)), limits)
    walk(package.parts[sheet or package.sheet], look.start, text=look.text, end=look.end)
    return look.marks


class _Look:
    """Walks the elements of a sheet, keeping the place of the current cell."""

    def __init__(self, percent: frozenset[str], lengths: list[int], limits: Limits) -> None:
        self.marks: Marks = {}
        self._percent = percent
        self._lengths = lengths
        self._limits = limits
        self._row = self._column = -1
        self._kind = self._style = self._typed = ""
        self._in_value = False
        self._characters = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = _whole(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif name == "c":
            self._place(attributes.get("r"))
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        elif name in ("v", "is"):
            self._filled()
            self._in_value, self._typed = name == "v" and self._kind == "s", ""

    def text(self, characters: str) -> None:
        if self._in_value:
            self._typed += characters

    def end(self, name: str) -> None:
        if name != "v" or not self._in_value:
            return
        self._in_value = False
        number = self._typed.strip()
        if re.fullmatch(r"[0-9]{1,9}", number) and int(number) < len(self._lengths):
            self._characters += self._lengths[int(number)]
        if self._characters > self._limits.unpacked:
            raise TableError(Problem(code="unpacks_too_large"))

    def _place(self, name: str | None) -> None:
        self._column += 1
        if name is None:
            return
        match = _NAME.fullmatch(name)
        if match is None:
            raise TableError(Problem(code="not_a_workbook"))
        self._row, self._column = int(match[2]) - 1, _number_of(match[1])

    def _filled(self) -> None:
        if self._row > self._limits.rows:
            raise TableError(Problem(code="too_many_rows", allowed=str(self._limits.rows)))
        if self._column >= self._limits.columns:
            raise TableError(Problem(code="too_many_columns", row=self._row + 1, allowed=str(self._limits.columns)))
        if self._kind == "e":
            self.marks[self._row, self._column] = "error_value"
        elif self._kind == "n" and self._style in self._percent:
            self.marks[self._row, self._column] = "percent"


def _percent_styles(styles: bytes | None) -> frozenset[str]:
    """Places in `cellXfs` whose number format shows a percentage."""
    formats = set(_BUILT_IN_PERCENT)
    cells: list[str] = []
    section = [""]

    def started(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt" and "%" in _LITERAL.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            section[0] = name
        elif name == "xf" and section[0] == "cellXfs":
            cells.append(attributes.get("numFmtId", "0"))

    if styles is not None:
        walk(styles, started)
    return frozenset(str(place) for place, number_format in enumerate(cells) if number_format in formats)


def _lengths(strings: bytes | None) -> list[int]:
    """Characters of every shared text."""
    lengths: list[int] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            lengths.append(0)

    def read(characters: str) -> None:
        if lengths:
            lengths[-1] += len(characters)

    if strings is not None:
        walk(strings, started, text=read)
    return lengths


def _whole(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,6}", text):
        raise TableError(Problem(code="not_a_workbook"))
    return int(text)


def _number_of(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
