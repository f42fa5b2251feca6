"""Reading a TOML file: what the file holds, or a sentence about why it cannot be read."""

import re
import tomllib
from pathlib import Path
from typing import Any

from vacancies.kinds import Float
from vacancies.problems import DefinitionErrors, Problem

_MOST_BYTES = 4_000_000
_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE = ("Cannot overwrite a value", "Cannot declare", "Duplicate inline table key", "Cannot mutate")


def read_toml(path: Path | str) -> dict[str, Any]:
    """The tables of a TOML file, with a `Float` in place of every binary fraction.

    Raises `DefinitionErrors` with one problem: the file is missing, too large, not UTF-8 or not TOML, or names a key twice.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _refused(path.name, "no_file") from None
    except IsADirectoryError:
        raise _refused(path.name, "folder") from None
    except OSError:
        raise _refused(path.name, "unreadable") from None
    return toml_data(content, path.name)


def toml_data(content: bytes, name: str) -> dict[str, Any]:
    """The same for the bytes of a file that was sent; `name` is how errors call it."""
    if len(content) > _MOST_BYTES:
        raise _refused(name, "large_file", most=str(_MOST_BYTES // 1_000_000))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(name, "not_utf8", line=str(content.count(b"\n", 0, error.start) + 1)) from None
    try:
        return tomllib.loads(text, parse_float=Float)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(name, str(error), text) from None
    except (ValueError, RecursionError):
        raise _refused(name, "odd_toml") from None


def _not_toml(name: str, message: str, text: str) -> DefinitionErrors:
    where = _WHERE.search(message)
    line = (where and where.group(1)) or str(text.count("\n") + 1)
    reason = _WHERE.sub("", message)
    return _refused(name, "key_twice" if reason.startswith(_TWICE) else "not_toml", line=line, reason=reason)


def _refused(name: str, code: str, **figures: str) -> DefinitionErrors:
    return DefinitionErrors(name, [Problem(code=code, place="", figures=figures)])
