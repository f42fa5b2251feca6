"""On which day what falls: tasks under the day on which their candidate comes, and without one under the days of their round."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

Days = tuple[date, ...]
C = TypeVar("C", bound=Hashable)
T = TypeVar("T")


class When(StrEnum):
    """How days stand to today, in the order in which a page shows them. `unset`: no day is known."""

    TODAY = "today"
    COMING = "coming"
    UNSET = "unset"
    PAST = "past"


ORDER = tuple(When)


class OnDays(Protocol):
    """Whatever falls on days."""

    @property
    def days(self) -> Days:
        """The days, in order; none when they are not known."""


G = TypeVar("G", bound=OnDays)


@dataclass(frozen=True, kw_only=True)
class Section(Generic[G]):
    """What falls on the same days. With several days nobody in it is bound to one of them."""

    days: Days
    when: When
    marks: Sequence[tuple[date, When]]
    groups: Sequence[G]


def when(days: Days, today: date) -> When:
    """How the days stand to today: today among them, one still to come, all past, or none known."""
    if not days:
        return When.UNSET
    if today in days:
        return When.TODAY
    return When.COMING if days[-1] > today else When.PAST


def spread(days: Iterable[date], tasks: Iterable[tuple[C, T]], dates: Mapping[C, date] | None = None) -> dict[Days, list[T]]:
    """Tasks of a round of these days, given with their candidate: under the date of the candidate where there is one, else under all days of the round."""
    found: dict[Days, list[T]] = {}
    of_round = tuple(sorted(days))
    for candidate, task in tasks:
        date_ = (dates or {}).get(candidate)
        found.setdefault(of_round if date_ is None else (date_,), []).append(task)
    return found


def sections(groups: Iterable[G], today: date) -> list[Section[G]]:
    """Groups under their days: today first, then what comes (the nearest first), then what has no day, then what is past (the latest first)."""
    found: dict[Days, list[G]] = {}
    for group in groups:
        found.setdefault(group.days, []).append(group)
    made = [Section(days=days, when=when(days, today), marks=[(day, when((day,), today)) for day in days], groups=under) for days, under in found.items()]
    return sorted(made, key=lambda section: (ORDER.index(section.when), nearness(section.days, today)))


def nearness(days: Days, today: date) -> tuple[int, int]:
    """What is nearer to today comes first; at the same distance a single day before several."""
    if not days:
        return 0, 0
    if when(days, today) is When.PAST:
        return (today - days[-1]).days, len(days)
    return min((day - today).days for day in days if day >= today), len(days)
