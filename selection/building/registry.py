"""What this level asks and higher levels answer: earlier vacancies that a new one can be copied from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from selection.access import Person


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A vacancy to copy from: the key of the choice, its words, and what gives its source when it is chosen."""

    key: str
    label: str
    source: Callable[[], dict[str, Any]]


# who asks -> earlier vacancies that this person may read, newest first
EARLIER: list[Callable[[Person], Sequence[Earlier]]] = []


def earlier(answer: Callable[[Person], Sequence[Earlier]]) -> Callable[[Person], Sequence[Earlier]]:
    """Register an answer, as a decorator; the same function twice counts once."""
    if answer not in EARLIER:
        EARLIER.append(answer)
    return answer
