"""How far a round is: who has submitted and who still owes a sheet. Counts and names of assessors, never a value."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from selection.scoresheets.admission import admitted_to
from selection.scoresheets.queries import part_states


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One admitted candidate in one part: from whom a sheet is expected, and who of them submitted."""

    candidate_id: UUID
    part_code: str
    expected: frozenset[UUID]
    submitted: frozenset[UUID]

    @property
    def owing(self) -> frozenset[UUID]:
        """Who still owes a sheet."""
        return self.expected - self.submitted


@dataclass(frozen=True, kw_only=True)
class RoundProgress:
    """All admitted candidates of a round in each of its parts that has sheets."""

    entries: tuple[Entry, ...]

    @property
    def expected(self) -> int:
        """How many sheets are expected."""
        return sum(len(entry.expected) for entry in self.entries)

    @property
    def owed(self) -> int:
        """How many of them are not submitted."""
        return sum(len(entry.owing) for entry in self.entries)

    @property
    def submitted(self) -> int:
        """How many of them are submitted."""
        return self.expected - self.owed

    def owed_by(self) -> dict[UUID, list[tuple[UUID, str]]]:
        """For each assessor who owes a sheet: (candidate, part code)."""
        owed: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
        for entry in self.entries:
            for account_id in entry.owing:
                owed[account_id].append((entry.candidate_id, entry.part_code))
        return dict(owed)

    def of(self, candidate_id: UUID, part_code: str) -> Entry | None:
        """The entry of a candidate in a part; None when the candidate is not admitted or the part has no sheets."""
        return next((entry for entry in self.entries if (entry.candidate_id, entry.part_code) == (candidate_id, part_code)), None)


def progress(procedure: Procedure, round_code: str) -> RoundProgress:
    """The progress of a round; its number of queries depends on its parts, not on candidates or sheets. KeyError for an unknown round.

    Only to be asked of a round that is open or closed: admission to a later one would tell how the earlier one goes.
    """
    round_ = {round_.code: round_ for round_ in definition_of(procedure).scheme.rounds}[round_code]
    parts = [part for part in round_.parts if not part.is_verdict]
    if not parts:
        return RoundProgress(entries=())
    admitted = sorted(admitted_to(procedure, round_code))
    entries = []
    for part in parts:
        states = part_states(procedure, part.code)
        for candidate_id in admitted:
            expected = states.expected(candidate_id)
            entries.append(Entry(candidate_id=candidate_id, part_code=part.code, expected=expected, submitted=expected & states.submitted(candidate_id)))
    return RoundProgress(entries=tuple(entries))
