"""Places in braces in a text, and filling them from a plain map: no logic, no nesting, and braces in what people wrote stay what they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
KINDS = frozenset({"text", "sentence", "lines", "block"})
ALONE = frozenset({"lines", "block"})


@dataclass(frozen=True, kw_only=True)
class Placeholder:
    """A name that a text may hold: `text` within a sentence, `sentence` one or more whole ones, `lines` a list, `block` paragraphs of their own.

    What is `optional` may be empty and then takes its line and the blank line after it away. A `result` (points, steps, a place) never goes by mail.
    """

    name: str
    kind: str
    meaning: str
    example: str
    optional: bool = False
    result: bool = False


class Unfilled(ValueError):
    """Names for which there is no value; the letter cannot be made. `names` are in the order of the text."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@lru_cache(maxsize=512)
def names_in(text: str) -> tuple[str, ...]:
    """The names in braces, each once, in the order of the text."""
    return tuple(dict.fromkeys(PLACE.findall(text)))


def stray_braces(text: str) -> bool:
    """Whether a brace is left that belongs to no name."""
    return any(brace in PLACE.sub("", text) for brace in "{}")


def filled(text: str, values: Mapping[str, str], known: Mapping[str, Placeholder]) -> str:
    """The text with every name replaced by its value, once: what a value holds is not looked at again.

    `Unfilled` when a name has no value and is not optional.
    """
    missing = tuple(name for name in names_in(text) if not values.get(name, "").strip() and not (name in known and known[name].optional))
    if missing:
        raise Unfilled(missing)
    kept, skip_blank = [], False
    for line in text.strip("\n").split("\n"):
        found = PLACE.fullmatch(line.strip())
        if found is not None and not values.get(found.group(1), "").strip():
            skip_blank = True
            continue
        if skip_blank and not line.strip():
            skip_blank = False
            continue
        skip_blank = False
        kept.append(PLACE.sub(lambda place: values.get(place.group(1), "").strip("\n"), line))
    return "\n".join(kept).strip("\n")
