"""What is wrong with a file: problems with a place, collected so that all of a file are told together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vacancies.wording import sentence

Place = tuple[str | int, ...]

_LONGEST_SHOWN = 60
_MOST_LISTED = 30


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One fault: a code of `wording.TEXTS`, where it stands and the figures that its sentence needs.

    `place` is the path in the file, counted from 0 (`rounds[2].parts[0].criteria[3].weight`), or "" for the file as a whole; `near`
    holds the codes that stand on the way there, so that nobody has to count.
    """

    code: str
    place: str
    near: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)


class DefinitionErrors(ValueError):
    """A file that cannot be used, with all its problems, ordered by place."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__("\n".join(self.lines("en")))

    def lines(self, language: str) -> list[str]:
        """One line per problem, in `nl` or `en`: file, place, what is wrong, remedy."""
        return [f"{self.name}: {word(problem, language)}" for problem in self.problems]


def word(problem: Problem, language: str) -> str:
    """The problem as a line in `nl` or `en`: place, what is wrong and what to do."""
    near = f" ({' > '.join(problem.near)})" if problem.near else ""
    where = f"{problem.place}{near}: " if problem.place else ""
    return where + sentence(problem.code, problem.figures, language)


class Findings:
    """The problems found so far in one file; `data` is what the file holds."""

    def __init__(self, name: str, data: Mapping[str, object]) -> None:
        self.name = name
        self._data = data
        self._found: dict[tuple[str, str], tuple[Place, Problem]] = {}

    def add(self, code: str, place: Place, /, **figures: str) -> None:
        """Note a problem; nothing is raised before `stop`."""
        problem = Problem(code=code, place=dotted(place), near=_codes_along(self._data, place), figures=figures)
        self._found.setdefault((code, problem.place), (place, problem))

    def stop(self) -> None:
        """Raise `DefinitionErrors` with everything found, or return when nothing is wrong."""
        if self._found:
            raise DefinitionErrors(self.name, [problem for _, problem in sorted(self._found.values(), key=_by_place)])

    @property
    def count(self) -> int:
        """How many problems were found so far."""
        return len(self._found)


def dotted(place: Place) -> str:
    """The place as text: `rounds[2].parts[0].code`."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{_plain(step)}" if text else _plain(step)
    return text


def shown(value: object) -> str:
    """A value as its file would write it, shortened."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{...}"
    if isinstance(value, list | tuple):
        return "[...]"
    if isinstance(value, int) and abs(value) >= 10**_LONGEST_SHOWN:
        return f"{'-' if value < 0 else ''}1000..."
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return _plain(text)


def listed(names: Iterable[str]) -> str:
    """Names in a row for a sentence, shortened; a dash where there are none."""
    names = list(dict.fromkeys(filter(None, names)))
    more = [] if len(names) <= _MOST_LISTED else ["…"]
    return ", ".join(names[:_MOST_LISTED] + more) or "–"


def _plain(text: str) -> str:
    text = "".join(sign if sign.isprintable() else "·" for sign in text)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _by_place(entry: tuple[Place, Problem]) -> list[tuple[int, int, str]]:
    return [(0, step, "") if isinstance(step, int) else (1, 0, step) for step in entry[0]]


def _codes_along(data: object, place: Place) -> tuple[str, ...]:
    codes = []
    for step in place:
        if isinstance(step, int) and isinstance(data, list) and step < len(data):
            data = data[step]
            if isinstance(data, Mapping):
                name = next((data[key] for key in ("code", "topic", "competency", "level") if isinstance(data.get(key), str)), None)
                codes += [shown(name).strip('"')] if name else []
        elif isinstance(step, str) and isinstance(data, Mapping) and step in data:
            data = data[step]
        else:
            break
    return tuple(codes)
