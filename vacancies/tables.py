"""Lists and tables of a file: their keys are the model, and a key that the model lacks is an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from vacancies.kinds import BAD, Code, Kind, Text
from vacancies.problems import Findings, Place, listed, shown


@dataclass(frozen=True)
class ListOf(Kind):
    """A list of one kind; items with a problem stay in it as `BAD`, so that places keep their number."""

    kind: Kind
    at_least: int = 0

    def read(self, value: object, place: Place, found: Findings) -> Any:
        """The list, or `BAD` where it is none or too short."""
        if not isinstance(value, list | tuple):
            found.add("no_list", place, value=shown(value))
            return BAD
        if len(value) < self.at_least:
            found.add("short_list", place, least=str(self.at_least))
            return BAD
        return [self.kind.read(item, (*place, i), found) for i, item in enumerate(value)]


@dataclass(frozen=True)
class Key:
    """A key of a table: its kind, and whether it must be there."""

    kind: Kind
    required: bool = False


@dataclass(frozen=True)
class Checked:
    """A table that was read: `given` holds all its keys, `values` those whose value is good."""

    place: Place
    given: frozenset[str]
    values: Mapping[str, Any]

    def get(self, key: str, default: Any = None) -> Any:
        """The good value of a key, else the default."""
        return self.values.get(key, default)

    def at(self, key: str) -> Place:
        """The place of a key of this table."""
        return (*self.place, key)

    def entries(self, key: str) -> list[tuple[int, Any]]:
        """The good items of a list with their number; nothing where the list is missing."""
        return [(i, item) for i, item in enumerate(self.get(key) or ()) if item is not BAD]

    def items(self, key: str) -> tuple[Any, ...]:
        """The good items of a list."""
        return tuple(item for _, item in self.entries(key))


@dataclass(frozen=True)
class Table(Kind):
    """A table with fixed keys; a key that it lacks is an error."""

    keys: Mapping[str, Key]

    def read(self, value: object, place: Place, found: Findings) -> Any:
        """A `Checked` table, or `BAD` where it is none."""
        if not isinstance(value, Mapping):
            found.add("no_table", place, value=shown(value))
            return BAD
        for name in value:
            if name not in self.keys:
                close = get_close_matches(str(name), self.keys, n=1)
                code = "unknown_key_like" if close else "unknown_key"
                found.add(code, (*place, str(name)), key=shown(name), like=listed(close), keys=listed(self.keys))
        for name, key in self.keys.items():
            if key.required and name not in value:
                found.add("missing", (*place, name), key=name)
        read = {name: key.kind.read(value[name], (*place, name), found) for name, key in self.keys.items() if name in value}
        return Checked(place, frozenset(map(str, value)), {name: good for name, good in read.items() if good is not BAD})


@dataclass(frozen=True)
class Named(Kind):
    """A table whose keys are free codes, each with a value of one kind."""

    kind: Kind

    def read(self, value: object, place: Place, found: Findings) -> Any:
        """A dict of code to value (`BAD` where that has a problem), or `BAD`."""
        if not isinstance(value, Mapping):
            found.add("no_table", place, value=shown(value))
            return BAD
        pairs = [(Code().read(name, (*place, str(name)), found), str(name)) for name in value]
        good = [(code, name) for code, name in pairs if code is not BAD]
        same_code_twice([((*place, name), code) for code, name in good], found)
        return {code: self.kind.read(value[name], (*place, name), found) for code, name in good}


@dataclass(frozen=True)
class Either(Kind):
    """A plain text, or a table that says more."""

    table: Table

    def read(self, value: object, place: Place, found: Findings) -> Any:
        """The text or the `Checked` table, or `BAD`."""
        kind = self.table if isinstance(value, Mapping) else Text()
        return kind.read(value, place, found)


def same_code_twice(codes: list[tuple[Place, str]], found: Findings, code: str = "twice") -> None:
    """Note every code that stood earlier in the list, also in other capitals."""
    seen: dict[str, str] = {}
    for place, name in codes:
        folded = name.casefold()
        if folded in seen:
            found.add(code if seen[folded] == name else "capitals", place, value=name, other=seen[folded])
        seen.setdefault(folded, name)
