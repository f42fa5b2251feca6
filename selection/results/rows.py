"""What the database holds of a procedure, as far as it can count: plain tuples, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, String, case, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute

from selection.candidates.models import Candidate, Finding, NotSitting
from selection.db import as_stored, session
from selection.procedures.models import Seat
from selection.scoresheets.models import ConsensusRating, Rating, Scoresheet, SheetState

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

Answers = Collection[tuple[str, int | None]]
"""Criteria with the position that was chosen on their scale; None is not observed."""

Sheet = tuple[str, str, str, str, Answers]
"""A submitted sheet: candidate, part, account, points, answers."""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Codes by candidate; everything else names candidates by code and accounts by the text of their id.

    `findings` are the current ones (candidate, part, kind, value), `raters` who rates by round, `not_sitting` who did not sit by candidate and part, and
    why. `consensus` are the current consensus ratings (candidate, part, criterion, position, text).
    """

    codes: Mapping[UUID, str]
    findings: Collection[tuple[str, str, str, str]]
    raters: Mapping[str, frozenset[str]]
    not_sitting: Mapping[tuple[str, str], Mapping[str, str]]
    sheets: Collection[Sheet]
    consensus: Collection[tuple[str, str, str, int | None, str]]


def limited(query: Select[*Ts], candidate: InstrumentedAttribute[UUID], only: Collection[UUID] | None) -> Select[*Ts]:
    """The query, for these candidates alone where `only` is given."""
    return query if only is None else query.where(candidate.in_(only))


def read_rows(procedure_id: UUID, parts: Collection[str], only: Collection[UUID] | None) -> Rows:
    """Everything that can count in these parts. Drafts, ended findings and ended seats stay out, and so do candidates without a code."""
    candidates = select(Candidate.id, Candidate.code).where(Candidate.procedure_id == procedure_id, Candidate.code.is_not(None))
    codes = {id_: code or "" for id_, code in session().execute(limited(candidates, Candidate.id, only))}
    findings = select(Finding.candidate_id, Finding.part_code, Finding.kind, Finding.value).where(
        Finding.procedure_id == procedure_id, Finding.ended_at.is_(None)
    )
    settled = select(
        ConsensusRating.candidate_id, ConsensusRating.part_code, ConsensusRating.criterion_code, ConsensusRating.position, ConsensusRating.chosen
    ).where(ConsensusRating.procedure_id == procedure_id, ConsensusRating.ended_at.is_(None), ConsensusRating.part_code.in_(parts))
    counted = (Scoresheet.procedure_id == procedure_id, Scoresheet.state == SheetState.SUBMITTED, Scoresheet.part_code.in_(parts))
    return Rows(
        codes=codes,
        findings=[(codes[each[0]], *each[1:]) for each in session().execute(limited(findings, Finding.candidate_id, only)) if each[0] in codes],
        raters=_raters(procedure_id),
        not_sitting=_not_sitting(procedure_id, codes, only),
        sheets=_sheets(counted, codes, only),
        consensus=[(codes[each[0]], *each[1:]) for each in session().execute(limited(settled, ConsensusRating.candidate_id, only)) if each[0] in codes],
    )


def _raters(procedure_id: UUID) -> dict[str, frozenset[str]]:
    raters: dict[str, set[str]] = defaultdict(set)
    seats = select(Seat.round_code, Seat.account_id).where(Seat.procedure_id == procedure_id, Seat.rates, Seat.ended_at.is_(None))
    for round_code, account_id in session().execute(seats):
        raters[round_code].add(str(account_id))
    return {code: frozenset(who) for code, who in raters.items()}


def _not_sitting(procedure_id: UUID, codes: Mapping[UUID, str], only: Collection[UUID] | None) -> dict[tuple[str, str], dict[str, str]]:
    away: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    query = select(NotSitting.candidate_id, NotSitting.part_code, NotSitting.account_id, NotSitting.why).where(
        NotSitting.procedure_id == procedure_id, NotSitting.ended_at.is_(None)
    )
    for candidate, part, account_id, why in session().execute(limited(query, NotSitting.candidate_id, only)):
        if candidate in codes:
            away[codes[candidate], part][str(account_id)] = why
    return away


def _sheets(counted: tuple[ColumnElement[bool], ...], codes: Mapping[UUID, str], only: Collection[UUID] | None) -> list[Sheet]:
    """The submitted sheets, one row for each: to make a row per rating is what would cost most."""
    keys = (as_stored(Scoresheet.candidate_id), as_stored(Scoresheet.account_id))
    query = select(*keys, Scoresheet.part_code, Scoresheet.points, _ANSWERS).where(*counted)
    code_of, account_of = Known(lambda raw: codes.get(as_id(raw), "")), Known(lambda raw: str(as_id(raw)))
    answers_of = Known(_answers)
    return [
        (code_of[candidate], part, account_of[account], points, answers_of[answers])
        for candidate, account, part, points, answers in plain(limited(query, Scoresheet.candidate_id, only))
        if code_of[candidate]
    ]


_POSITION = case((Rating.not_observed, ""), else_=cast(Rating.position, String))
_ANSWERS = select(func.aggregate_strings(Rating.criterion_code + ":" + _POSITION, ",")).where(Rating.sheet_id == Scoresheet.id).scalar_subquery()
"""The answers of a sheet as one text, such as "visie:14,samenwerken:" for position 14 and not observed; a code holds neither a colon nor a comma."""


def _answers(text: str | None) -> Answers:
    pairs = (answer.partition(":") for answer in text.split(",")) if text else ()
    return [(criterion, int(position) if position else None) for criterion, _, position in pairs]


class Known(dict[Any, T]):
    """What is made of a value from the database, made once for each."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, raw: Any) -> T:
        self[raw] = self._make(raw)
        return self[raw]


def plain(query: Select[*Ts]) -> Sequence[Row[*Ts]]:
    """Rows as the driver gives them, without the session's work for each of thousands; what is not yet written is written first, as by every query."""
    session().flush()
    return session().connection().execute(query).all()


def as_id(raw: Any) -> UUID:
    """An id as the driver gives it, as the models hold it."""
    return raw if isinstance(raw, UUID) else UUID(raw)
