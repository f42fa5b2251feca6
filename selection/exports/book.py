"""What a workbook of a ranking holds, before it is cut into sheets: the result and what is known around it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from scoring import Result
from selection.results.judged import ScoreRow
from selection.results.sentences import Facts, no_facts


@dataclass(frozen=True, kw_only=True)
class ReserveRow:
    """A candidate in the reserve, in order."""

    rank: int
    candidate: str
    total: Fraction


@dataclass(frozen=True, kw_only=True)
class ReserveSheet:
    """The reserve as it stands: its first and last day and how many days are left, None while the final report has no date."""

    first: date | None
    last: date | None
    days_left: int | None
    rows: Sequence[ReserveRow]


@dataclass(frozen=True, kw_only=True)
class Book:
    """Everything that the workbook shows.

    `names` gives candidate code -> name, empty where names are not known. `notices` are the lines under every title (demonstration, provisional,
    state of each round), `ties` those about settled and open ties under the ranking. `facts` gives what the record knows beside the figures, per candidate.
    """

    title: str
    label: str
    organisation: str
    language: str
    made_at: datetime
    made_on: str
    result: Result
    rounds: Collection[str] | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    notices: Sequence[str] = ()
    ties: Sequence[str] = ()
    scores: Callable[[], Iterable[ScoreRow]] = tuple
    facts: Callable[[str], Facts] = lambda candidate: no_facts
    reserve: ReserveSheet | None = None
