"""Unpacking the few parts of an .xlsx that are read, with a bound on what comes out: sizes that the archive declares are not believed."""

import io
import posixpath
import re
import xml.parsers.expat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from selection.documents.tables import Limits, Problem, TableError

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
_ALWAYS = ("[Content_Types].xml", "_rels/.rels", WORKBOOK, RELATIONS)
_OPTIONAL = (STYLES, STRINGS)
_MAX_ENTRIES = 2000
_CHUNK = 1 << 16

StartHandler = Callable[[str, dict[str, str]], None]
NameHandler = Callable[[str], None]


@dataclass(frozen=True)
class Package:
    """The parts of a workbook that are read, unpacked. `sheet` is the part of the first sheet; `sheets` has the parts of all that were asked for by name,
    `others` the names of those that were not.
    """

    parts: dict[str, bytes]
    sheet: str = ""
    sheets: dict[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def as_file(self) -> io.BytesIO:
        """A workbook of these parts only, so that no reader unpacks anything that was not measured."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        packed.seek(0)
        return packed


def unpack(content: bytes, limits: Limits, wanted: Callable[[str], bool] | None = None) -> Package:
    """The first sheet, or every sheet whose name is `wanted`.

    Raises `TableError`: `not_a_workbook`, `old_or_protected` (a password), `unpacks_too_large`, `too_many_parts`, or `unsafe_xml`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpack(archive, limits, wanted)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, UnicodeError, NotImplementedError, ValueError):
        raise TableError(Problem(code="not_a_workbook")) from None
    except RuntimeError:  # zipfile's word for an encrypted entry
        raise TableError(Problem(code="old_or_protected")) from None


def _unpack(archive: zipfile.ZipFile, limits: Limits, wanted: Callable[[str], bool] | None) -> Package:
    names = archive.namelist()
    if len(names) > _MAX_ENTRIES or len(names) != len(set(names)):
        raise TableError(Problem(code="too_many_parts"))
    parts: dict[str, bytes] = {}
    left = limits.unpacked
    for name in (*_ALWAYS, *(name for name in _OPTIONAL if name in names)):
        parts[name] = _read(archive, name, left)
        left -= len(parts[name])
    listed = _sheets(parts)
    if wanted is None:
        sheet = _part(listed[0][1])
        parts[sheet] = _read(archive, sheet, left)
        return Package(parts, sheet)
    if len({name.casefold() for name, _target in listed}) != len(listed):
        raise TableError(Problem(code="too_many_parts"))
    sheets = {name: _part(target) for name, target in listed if wanted(name)}
    for part in sheets.values():
        parts[part] = _read(archive, part, left)
        left -= len(parts[part])
    return Package(parts, sheets=sheets, others=tuple(name for name, _target in listed if name not in sheets))


def _read(archive: zipfile.ZipFile, name: str, left: int) -> bytes:
    pieces: list[bytes] = []
    with archive.open(name) as entry:
        while piece := entry.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise TableError(Problem(code="unpacks_too_large"))
            pieces.append(piece)
    return b"".join(pieces)


def walk(content: bytes, start: StartHandler, *, text: NameHandler | None = None, end: NameHandler | None = None) -> None:
    """Call `start(local name, attributes by local name)`, `text(characters)` and `end(local name)` in the order of the document.

    A document type or entity declaration is refused (`unsafe_xml`); everything is read as UTF-8, whatever the part declares.
    """

    def refuse(*declaration: object) -> None:
        raise TableError(Problem(code="unsafe_xml"))

    def started(name: str, attributes: dict[str, str]) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    def ended(name: str) -> None:
        if end is not None:
            end(_local(name))

    parser = xml.parsers.expat.ParserCreate("UTF-8")
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except xml.parsers.expat.ExpatError:
        raise TableError(Problem(code="not_a_workbook")) from None


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _sheets(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """Name and target of every sheet, in their order."""
    relations: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def related(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode", "Internal") == "Internal":
            relations[attributes.get("Id", "")] = attributes.get("Target", "")

    def listed(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            sheets.append((attributes.get("name", ""), attributes.get("id", "")))

    walk(parts[RELATIONS], related)
    walk(parts[WORKBOOK], listed)
    if not sheets or sheets[0][1] not in relations:
        raise TableError(Problem(code="not_a_workbook"))
    return [(name, relations.get(key, "")) for name, key in sheets]


def _part(target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", path):
        raise TableError(Problem(code="no_sheet"))
    return path
