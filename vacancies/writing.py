"""A vacancy definition as a TOML file: what `read_toml` reads back as the same data, in the order of the model."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from vacancies.kinds import Day, Kind
from vacancies.model import DEFINITION
from vacancies.tables import ListOf, Named, Table

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
# Lists of small tables that read better as one line each.
_ON_ONE_LINE = frozenset({"criteria", "seniority", "neutralised"})


def definition_toml(data: Mapping[str, Any]) -> str:
    """The file of a definition's data, finished or not. ValueError for a value that no definition holds (a float, a list in a list)."""
    return "\n".join(_table(data, DEFINITION, ())).strip("\n") + "\n"


def _table(data: Mapping[str, Any], kind: Kind, path: tuple[str, ...]) -> Iterator[str]:
    """The lines of a table: its own values first, then the tables in it."""
    order = list(kind.keys) if isinstance(kind, Table) else []
    names = sorted(data, key=lambda name: order.index(name) if name in order else len(order))
    below = [name for name in names if _has_header(name, data[name])]
    for name in names:
        if name not in below:
            yield f"{_key(name)} = {_value(data[name], _kind_of(kind, name), name)}"
    for name in below:
        inner, value = _kind_of(kind, name), data[name]
        header = ".".join(map(_key, (*path, name)))
        if isinstance(value, Mapping):
            yield from ("", f"[{header}]")
            yield from _table(value, inner, (*path, name))
            continue
        for item in value:
            yield from ("", f"[[{header}]]")
            yield from _table(item, inner.kind if isinstance(inner, ListOf) else inner, (*path, name))


def _ordered(data: Mapping[str, Any], kind: Kind) -> list[str]:
    order = list(kind.keys) if isinstance(kind, Table) else []
    return sorted(data, key=lambda name: order.index(name) if name in order else len(order))


def _has_header(name: str, value: object) -> bool:
    """Whether a value stands under a header of its own."""
    if isinstance(value, Mapping):
        return True
    return isinstance(value, list | tuple) and bool(value) and name not in _ON_ONE_LINE and all(isinstance(item, Mapping) for item in value)


def _kind_of(kind: Kind, name: str) -> Kind:
    if isinstance(kind, Table) and name in kind.keys:
        return kind.keys[name].kind
    return kind.kind if isinstance(kind, Named) else Kind()


def _value(value: object, kind: Kind, name: str) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return value if isinstance(kind, Day) and _is_day(value) else _string(value)
        case date():
            return value.isoformat()
        case Mapping():
            inside = ", ".join(f"{_key(key)} = {_value(value[key], _kind_of(kind, key), key)}" for key in _ordered(value, kind))
            return f"{{ {inside} }}" if inside else "{}"
        case list() | tuple():
            return _list(list(value), kind.kind if isinstance(kind, ListOf) else Kind(), name)
    raise ValueError(f"{type(value).__name__} in a definition")


def _list(items: list[object], kind: Kind, name: str) -> str:
    texts = [_value(item, kind, name) for item in items]
    if sum(map(len, texts)) > 80 or (name in _ON_ONE_LINE and texts):
        return "[\n" + "".join(f"  {text},\n" for text in texts) + "]"
    return f"[{', '.join(texts)}]"


def _is_day(text: str) -> bool:
    """Whether TOML reads the bare text as a date or moment that is written in exactly this way."""
    try:
        read = tomllib.loads(f"a = {text}")["a"]
    except tomllib.TOMLDecodeError:
        return False
    return isinstance(read, date) and read.isoformat() == text


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(sign) or (f"\\u{ord(sign):04x}" if sign < " " or "\x7f" <= sign <= "\x9f" else sign) for sign in text) + '"'
