"""The published vacancies, as everybody may know them. A fixed number of queries, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from selection.db import now, session
from selection.errors import NotFound
from selection.procedures.models import ENDED, Procedure, ProcedureDefinition, ProcedureState
from selection.procedures.queries import Changes, changes_of, thawed
from selection.procedures.vacancy import closing_moment, takes_applications
from vacancies import Definition

MOST_READ = 60  # of those that closed for good; the open ones are all read
MOST_CLOSED = 10


@dataclass(frozen=True, kw_only=True)
class Published:
    """A published vacancy. `row_id` and `number` are those of the version of its definition in force, `changed_at` when it last changed for the public,
    `closes_at` the first moment at which it is too late to apply (None: no deadline), `changes` what went otherwise since it was published.
    """

    procedure: Procedure
    definition: Definition
    row_id: UUID
    number: int
    changed_at: datetime
    closes_at: datetime | None
    closed: bool
    changes: Changes


def published_vacancy(procedure_id: UUID) -> Published:
    """One published vacancy, open, closed or withdrawn; NotFound for one that was never published."""
    for found in _read(_ROWS.where(Procedure.id == procedure_id)):
        return found
    raise NotFound


def listed_vacancies() -> list[Published]:
    """Those on the list: all that are open, by deadline, then the last ones that were closed. Older ones keep their own address."""
    over = sa.or_(Procedure.candidates_closed_at.is_not(None), Procedure.state.in_(ENDED))
    ended = _ROWS.where(over, Procedure.state != ProcedureState.DISCARDED)
    newest_over = ended.order_by(Procedure.published_at.desc(), Procedure.number.desc()).limit(MOST_READ)
    found = _read(_ROWS.where(sa.not_(over)).order_by(Procedure.published_at.desc(), Procedure.number.desc()), newest_over)
    no_deadline = max((each.closes_at for each in found if each.closes_at), default=now())
    still_open = sorted((each for each in found if not each.closed), key=lambda each: (each.closes_at is None, each.closes_at or no_deadline))
    closed = sorted((each for each in found if each.closed), key=lambda each: each.closes_at or no_deadline, reverse=True)
    return [*still_open, *closed[:MOST_CLOSED]]


_OTHER = sa.orm.aliased(ProcedureDefinition)
_NEWEST = sa.select(sa.func.max(_OTHER.number)).where(_OTHER.procedure_id == Procedure.id).scalar_subquery()
_ROWS = (
    sa.select(Procedure, ProcedureDefinition.id, ProcedureDefinition.number, ProcedureDefinition.made_at)
    .join(ProcedureDefinition, sa.and_(ProcedureDefinition.procedure_id == Procedure.id, ProcedureDefinition.number == _NEWEST))
    .where(Procedure.published_at.is_not(None))
)


def _read(*wanted: sa.Select[Procedure, UUID, int, datetime]) -> list[Published]:
    rows = [row for each in wanted for row in session().execute(each)]
    changes = changes_of(row.Procedure.id for row in rows)
    return [_published(row, definition, changes[row.Procedure.id]) for row, definition in zip(rows, thawed(row.id for row in rows), strict=True)]


def _published(row: sa.Row[Procedure, UUID, int, datetime], definition: Definition, changes: Changes) -> Published:
    procedure, row_id, number, made_at = row
    return Published(
        procedure=procedure,
        definition=definition,
        row_id=row_id,
        number=number,
        changed_at=max(procedure.published_at or made_at, made_at),
        closes_at=closing_moment(definition),
        closed=not takes_applications(procedure, definition),
        changes=changes,
    )


def newest_change(vacancies: Sequence[Published]) -> datetime | None:
    """When any of them last changed."""
    return max((each.changed_at for each in vacancies), default=None)
