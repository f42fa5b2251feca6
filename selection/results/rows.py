"""What the database holds of a procedure, as far as it can count: plain tuples, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVarTuple
from uuid import UUID

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from selection.candidates.models import Candidate, Finding, NotSitting
from selection.db import as_stored, session
from selection.procedures.models import Seat
from selection.scoresheets.models import ConsensusRating, Rating, Scoresheet, SheetState

Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Codes by candidate; current findings (candidate, part, kind, value); who rates by round; who did not sit and why.

    `sheets` are the submitted ones (key, candidate, part, account, points), `ratings` theirs by key (criterion, position; None is not observed), and
    `consensus` the current consensus ratings (candidate, part, criterion, position, text).
    """

    codes: Mapping[UUID, str]
    findings: Collection[tuple[UUID, str, str, str]]
    raters: Mapping[str, frozenset[UUID]]
    not_sitting: Mapping[tuple[UUID, str], Mapping[UUID, str]]
    sheets: Collection[tuple[Any, UUID, str, UUID, str]]
    ratings: Mapping[Any, Collection[tuple[str, int | None]]]
    consensus: Collection[tuple[UUID, str, str, int | None, str]]


def limited(query: Select[*Ts], candidate: InstrumentedAttribute[UUID], only: Collection[UUID] | None) -> Select[*Ts]:
    """The query, for these candidates alone where `only` is given."""
    return query if only is None else query.where(candidate.in_(only))


def read_rows(procedure_id: UUID, parts: Collection[str], only: Collection[UUID] | None) -> Rows:
    """Everything that can count in these parts. Drafts, ended findings and ended seats stay out."""
    db = session()
    candidates = select(Candidate.id, Candidate.code).where(Candidate.procedure_id == procedure_id, Candidate.code.is_not(None))
    findings = select(Finding.candidate_id, Finding.part_code, Finding.kind, Finding.value).where(
        Finding.procedure_id == procedure_id, Finding.ended_at.is_(None)
    )
    settled = select(
        ConsensusRating.candidate_id, ConsensusRating.part_code, ConsensusRating.criterion_code, ConsensusRating.position, ConsensusRating.chosen
    ).where(ConsensusRating.procedure_id == procedure_id, ConsensusRating.ended_at.is_(None), ConsensusRating.part_code.in_(parts))
    counted = (Scoresheet.procedure_id == procedure_id, Scoresheet.state == SheetState.SUBMITTED, Scoresheet.part_code.in_(parts))
    keys = (as_stored(Scoresheet.id), as_stored(Scoresheet.candidate_id), as_stored(Scoresheet.account_id))
    sheets = select(*keys, Scoresheet.part_code, Scoresheet.points).where(*counted)
    return Rows(
        codes={id_: code or "" for id_, code in db.execute(limited(candidates, Candidate.id, only))},
        findings=list(db.execute(limited(findings, Finding.candidate_id, only))),
        raters=_raters(procedure_id),
        not_sitting=_not_sitting(procedure_id, only),
        sheets=[
            (key, _id(candidate), part, _id(account), points)
            for key, candidate, account, part, points in _plain(limited(sheets, Scoresheet.candidate_id, only))
        ],
        ratings=_ratings(counted, only),
        consensus=list(db.execute(limited(settled, ConsensusRating.candidate_id, only))),
    )


def _raters(procedure_id: UUID) -> dict[str, frozenset[UUID]]:
    raters: dict[str, set[UUID]] = defaultdict(set)
    seats = select(Seat.round_code, Seat.account_id).where(Seat.procedure_id == procedure_id, Seat.rates, Seat.ended_at.is_(None))
    for round_code, account_id in session().execute(seats):
        raters[round_code].add(account_id)
    return {code: frozenset(who) for code, who in raters.items()}


def _not_sitting(procedure_id: UUID, only: Collection[UUID] | None) -> dict[tuple[UUID, str], dict[UUID, str]]:
    away: dict[tuple[UUID, str], dict[UUID, str]] = defaultdict(dict)
    query = select(NotSitting.candidate_id, NotSitting.part_code, NotSitting.account_id, NotSitting.why).where(
        NotSitting.procedure_id == procedure_id, NotSitting.ended_at.is_(None)
    )
    for candidate, part, account_id, why in session().execute(limited(query, NotSitting.candidate_id, only)):
        away[candidate, part][account_id] = why
    return away


def _ratings(counted: tuple[Any, ...], only: Collection[UUID] | None) -> dict[Any, list[tuple[str, int | None]]]:
    ratings: dict[Any, list[tuple[str, int | None]]] = defaultdict(list)
    query = select(as_stored(Rating.sheet_id), Rating.criterion_code, Rating.position).join(Scoresheet, Scoresheet.id == Rating.sheet_id)
    given = or_(Rating.position.is_not(None), Rating.not_observed)
    for key, criterion, position in _plain(limited(query.where(*counted, given), Scoresheet.candidate_id, only)):
        ratings[key].append((criterion, position))
    return ratings


def _plain(query: Select[*Ts]) -> Sequence[Row[*Ts]]:
    """Rows as the driver gives them, without the session's work for each of thousands; what is not yet written is written first, as by every query."""
    session().flush()
    return session().connection().execute(query).all()


@lru_cache(maxsize=4096)
def _id(raw: Any) -> UUID:
    return raw if isinstance(raw, UUID) else UUID(raw)
