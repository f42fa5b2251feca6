"""From the form of a step to the source of a draft: everything is kept as it was typed, and what the form does not show stays as it was."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from selection.building.queries import Source
from selection.building.shape import FIXED, FLAGS, MADE_FROM, NEW_CODE, PRESENT, form_of, is_rows, keys_of, plain, root
from selection.building.values import ABSENT, typed
from selection.building.words import CHOICES
from vacancies.kinds import Kind
from vacancies.tables import Key, ListOf, Named, Table

MOST_ROWS = 500
_LONGEST = 40


class Reader:
    """Reads one form. `drop` is the row that goes, `up` the row that moves before the one above it."""

    def __init__(self, step: str, form: Mapping[str, str], *, drop: str = "", up: str = "") -> None:
        self._step, self._form, self._drop, self._up = step, form, drop, up
        self._numbers: dict[str, set[int]] = {}
        for name in form:
            for match in re.finditer(r"\[([0-9]{1,3})\]", name):
                self._numbers.setdefault(name[: match.start()], set()).add(int(match[1]))

    def source(self, old: Source) -> Source:
        """The source after this form."""
        return self._table(root(), "", old)

    def _table(self, kind: Table, name: str, old: Mapping[str, Any]) -> dict[str, Any]:
        new = dict(old)
        for key in keys_of(self._step, plain(name), kind, old):
            value = self._value(kind.keys[key], f"{name}.{key}" if name else key, old.get(key, ABSENT))
            if value is ABSENT:
                new.pop(key, None)
            else:
                new[key] = value
        return new

    def _value(self, key: Key, name: str, old: Any) -> Any:
        kind, path = key.kind, plain(name)
        match kind:
            case Table():
                if path in PRESENT and name not in self._form:
                    return ABSENT
                table = self._table(kind, name, old if isinstance(old, Mapping) else {})
                return table if table or key.required or path in PRESENT or old == {} else ABSENT
            case Named():
                return self._named(kind, name, old if isinstance(old, Mapping) else {}) or (old if old == {} else ABSENT)
            case ListOf() if is_rows(kind):
                return self._rows(kind, name, old if isinstance(old, list) else []) or (old if old == [] else ABSENT)
        if form_of(path, kind) == "flag":
            return self._flag(path, name, old)
        if form_of(path, kind) == "order":
            return self._order(name) or (old if old == [] else ABSENT)
        if name not in self._form:
            return old
        return self._typed(kind, path, self._form[name], old)

    def _typed(self, kind: Kind, path: str, text: str, old: Any) -> Any:
        if form_of(path, kind) == "select" and not text:
            first = CHOICES[path][0][0] if path in CHOICES else ""
            return old if old is not ABSENT and first and typed(path, kind, first, old) is old else ABSENT
        return typed(path, kind, text, old)

    def _flag(self, path: str, name: str, old: Any) -> Any:
        """A box that says what holds anyway is left out of the definition, unless it stood there."""
        checked, usual = name in self._form, path in FLAGS
        if old is checked and not path.endswith(".verdict"):
            return old
        return ABSENT if checked == usual else checked

    def _order(self, name: str) -> list[str]:
        chosen = [self._form.get(f"{name}[{number}]", "") for number in self._indices(name)]
        return list(dict.fromkeys(filter(None, chosen)))

    def _rows(self, kind: ListOf, name: str, old: list[Any]) -> list[Any]:
        table = kind.kind
        rows, taken = [], {str(row.get("code")) for row in old if isinstance(row, Mapping)}
        fixed = self._step in FIXED and plain(name) != "rounds[].parts[].criteria"
        for number in range(len(old)) if fixed else self._indices(name):
            stood = old[number] if number < len(old) and isinstance(old[number], Mapping) else {}
            row = self._table(table, f"{name}[{number}]", stood)  # type: ignore[arg-type]
            if fixed or any(_says(f"{plain(name)}[].{key}", value) for key, value in row.items()):
                rows.append(_coded(plain(f"{name}[0]"), row, taken))
        return rows

    def _named(self, kind: Named, name: str, old: Mapping[str, Any]) -> dict[str, Any]:
        stood = list(old.items())
        found: dict[str, Any] = {}
        for number in self._indices(name):
            code, inner = stood[number] if number < len(stood) else ("", {})
            row = self._table(kind.kind, f"{name}[{number}]", inner if isinstance(inner, Mapping) else {})  # type: ignore[arg-type]
            wanted = " ".join(self._form.get(f"{name}[{number}].code", "").split())
            if row or wanted:
                found[_free(wanted or code or f"{NEW_CODE[plain(name)]}-1", found)] = row
        return found

    def _indices(self, name: str) -> list[int]:
        """The numbers of the rows that were sent, without the one that goes, in their new order."""
        numbers = [number for number in sorted(self._numbers.get(name, ())) if f"{name}[{number}]" != self._drop][:MOST_ROWS]
        for place, number in enumerate(numbers):
            if place and f"{name}[{number}]" == self._up:
                numbers[place - 1], numbers[place] = number, numbers[place - 1]
                break
        return numbers


def _says(path: str, value: Any) -> bool:
    """Whether a value makes its row worth keeping: what holds anyway does not."""
    return bool(value) and not (path in FLAGS or (path in CHOICES and CHOICES[path][0][0] == value))


def coded(source: Source) -> Source:
    """The source with a code made from the title, where there is none."""
    return _coded("", source, set())


def _coded(path: str, row: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    key, origin = MADE_FROM.get(path, ("", ""))
    if key and not row.get(key) and row.get(origin) and "competency" not in row:
        row[key] = _free(code_of(str(row[origin])) or "x", taken)
    taken.add(str(row.get(key)))
    return row


def code_of(text: str) -> str:
    """A code made from words: `Verkennend gesprek` gives `verkennend-gesprek`; cut between words."""
    plain_text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)).lower()
    code = ""
    for word in re.findall("[a-z0-9]+", plain_text):
        if code and len(code) + len(word) >= _LONGEST:
            break
        code = f"{code}-{word}" if code else word[:_LONGEST]
    return code


def _free(wanted: str, taken: Iterable[str]) -> str:
    """The code itself, or with the first number that makes it another than those taken."""
    folded, number, code = {other.casefold() for other in taken}, 2, wanted
    stem = wanted.removesuffix("-1")
    while code.casefold() in folded:
        code, number = f"{stem}-{number}", number + 1
    return code
