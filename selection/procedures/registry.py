"""Questions that this level asks and higher levels answer: whether a judgement exists, who is a candidate, how a round goes.

A higher level registers its answer when it is imported; a question without answers gives an empty list, which reads as "no" or "nothing".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

P = ParamSpec("P")
R = TypeVar("R")


class Hook(Generic[P, R]):
    """One question; `hook.register(answer)` (also as a decorator) adds an answer once, `hook(...)` gives all answers."""

    def __init__(self) -> None:
        self._answers: list[Callable[P, R]] = []

    def register(self, answer: Callable[P, R]) -> Callable[P, R]:
        """Add an answer; the same function twice counts once."""
        if answer not in self._answers:
            self._answers.append(answer)
        return answer

    def forget(self, answer: Callable[P, R]) -> None:
        """Take an answer away again; for tests."""
        self._answers.remove(answer)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """The answers of everybody who registered, in that order."""
        return [answer(*args, **kwargs) for answer in self._answers]


@dataclass(frozen=True, kw_only=True)
class Todo:
    """Something that waits or blocks, in words, with its way out. `blocks` is False for what is good to know."""

    text: str
    url: str | None = None
    link: str = ""
    blocks: bool = True


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of the overview's list of candidates: words or a figure, or a tag (family, icon, word)."""

    text: str = ""
    tag: tuple[str, str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Column:
    """Head of a column of the overview's list."""

    label: str
    unit: str = ""
    numeric: bool = False


@dataclass(frozen=True, kw_only=True)
class CandidateTable:
    """The overview's list of candidates: columns after the first, and per candidate (name or code, address, cells)."""

    columns: Sequence[Column]
    rows: Sequence[tuple[str, str | None, Sequence[Cell]]]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RoundNote:
    """What the stepper says of a round beyond its date and points: one line each ("10 of 11 passed")."""

    lines: Sequence[str] = field(default=())


# procedure id -> whether a judgement exists in it (R17): any sheet, verdict or exemption, current or not
judgements: Hook[[UUID], bool] = Hook()
# procedure id, codes of the round's parts, account id -> whether that person has a sheet, draft or submitted, in that round
sheets: Hook[[UUID, tuple[str, ...], UUID], bool] = Hook()
# e-mail address, lower case -> ids of the procedures in which it is that of a candidate
candidacies: Hook[[str], frozenset[UUID]] = Hook()
# procedure id -> lower-case addresses of its candidates
candidate_addresses: Hook[[UUID], frozenset[str]] = Hook()
# procedure id -> number of candidates entered
candidate_counts: Hook[[UUID], int] = Hook()
# procedure id -> candidate id (as text) to code, for the log
candidate_codes: Hook[[UUID], Mapping[str, str]] = Hook()
# ids of procedures -> (candidate id, part code) to the moment at which the candidate comes for that part, as far as it is planned
candidate_moments: Hook[[frozenset[UUID]], Mapping[tuple[UUID, str], datetime]] = Hook()
# candidate id, part code -> when and where that candidate comes for that part, in words; empty where nothing is planned
candidate_moment: Hook[[UUID, str], str] = Hook()
# procedure, codes of rounds -> ids (as text) of the candidates who ever came as far as one of these rounds, whatever became of them since
panel_candidates: Hook[[Any, frozenset[str]], frozenset[str]] = Hook()
# procedure id -> ids of the candidates who are marked as appointed
appointed: Hook[[UUID], frozenset[UUID]] = Hook()
# procedure id -> number of people who get a letter when it ends by a decision or its closing moment moves
concerned: Hook[[UUID], int] = Hook()
# procedure, the decision that ends it, the state in which it ends, who acts -> number of people for whom a letter was asked
stopping: Hook[[Any, Any, Any, Any], int] = Hook()
# procedure -> id of a candidate or account to the calendar file that takes the appointments back of which that person was told
lapsing_entries: Hook[[Any], Mapping[UUID, bytes]] = Hook()
# procedure -> why somebody is ranked or can still be, as a sentence; empty when nobody can be
may_be_ranked: Hook[[Any], str] = Hook()
# procedure id -> whether a decision on somebody's admission holds
admission_decided: Hook[[UUID], bool] = Hook()
# procedure, the move of the closing moment, who acts -> number of people for whom a letter was asked
closing_moved: Hook[[Any, Any, Any], int] = Hook()
# procedure, the move of a round, who acts -> number of candidates for whom a letter was asked
round_moved: Hook[[Any, Any, Any], int] = Hook()
# procedure, code of a round, old day to new day, who acts -> number of planned moments that went along
moments_moved: Hook[[Any, str, Mapping[date, date], Any], int] = Hook()
# procedure id, code of a round, days -> number of moments that are planned on one of these days
moments_planned: Hook[[UUID, str, frozenset[date]], int] = Hook()
# procedure, part codes, candidates (None: all) -> told that the assessors who are expected there changed
expected_changed: Hook[[Any, tuple[str, ...], frozenset[UUID] | None], None] = Hook()
# procedure -> (what still stands between it and the opening for rating, endpoint of the page where it is mended)
before_rating: Hook[[Any], Sequence[tuple[str, str]]] = Hook()
# procedure, hats -> round code to note, for the stepper
round_notes: Hook[[Any, Any], Mapping[str, RoundNote]] = Hook()
# procedure, hats -> what waits or blocks while the procedure runs
waiting: Hook[[Any, Any], Sequence[Todo]] = Hook()
# procedure, hats -> what higher levels can do when it goes otherwise: words, address and a line on what it does
otherwise: Hook[[Any, Any], Sequence[Todo]] = Hook()
# procedure, hats -> the overview's list of candidates
candidate_tables: Hook[[Any, Any], CandidateTable | None] = Hook()
# procedure, hats -> whether the ranking may be seen, for its tab
ranking_readers: Hook[[Any, Any], bool] = Hook()
# procedure id -> digest to text of the reasons kept in a level's own rows, for the log
reason_texts: Hook[[UUID], Mapping[str, str]] = Hook()
# account -> what asks for attention on the start page, whatever the procedure
attention: Hook[[Any], Sequence[Todo]] = Hook()
