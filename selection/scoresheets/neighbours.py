"""The candidates around one in a round, with the state of one's own sheet: for the chips, and for previous and next."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from selection.candidates.models import Candidate
from selection.db import session
from selection.procedures.blindness import names_hidden
from selection.procedures.queries import open_round
from selection.scoresheets.admission import admitted_to
from selection.scoresheets.models import Scoresheet
from selection.scoresheets.places import Place

REACH = 20  # candidates looked at on either side: opening a sheet costs the same among 10 candidates and among 1,000
NOT_STARTED = "not_started"


def _nearest() -> sa.Select[tuple[str | None, UUID, str | None]]:
    """(code, id, state of the own sheet or None) of a candidate and of those whose codes stand nearest to it. Made once: it costs more than running it."""
    code, long, length = sa.bindparam("code", type_=sa.String), sa.bindparam("long", type_=sa.Integer), sa.func.length(Candidate.code)
    wanted = sa.select(Candidate.code, Candidate.id).where(Candidate.procedure_id == sa.bindparam("procedure"))
    before = wanted.where(sa.or_(length < long, sa.and_(length == long, Candidate.code <= code))).order_by(length.desc(), Candidate.code.desc())
    after = wanted.where(sa.or_(length > long, sa.and_(length == long, Candidate.code > code))).order_by(length, Candidate.code)
    near = sa.union_all(*(sa.select(side.limit(most).subquery()) for side, most in ((before, REACH + 1), (after, REACH)))).subquery()
    own = sa.and_(
        Scoresheet.candidate_id == near.c.id,
        Scoresheet.part_code == sa.bindparam("part"),
        Scoresheet.account_id == sa.bindparam("account"),
    )
    return sa.select(near.c.code, near.c.id, Scoresheet.state).join_from(near, Scoresheet, own, isouter=True)


_NEAREST = _nearest()


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A candidate of the same round; `state` is that of one's own sheet: `not_started`, `draft` or `submitted`."""

    candidate_id: UUID
    code: str
    state: str
    current: bool


def order(code: str) -> tuple[int, str]:
    """Candidates stand by code: K2 before K10."""
    return len(code), code


def neighbours(place: Place) -> list[Neighbour]:
    """Who takes part in the round of this place, at most `REACH` codes to either side; empty while the round is neither open nor closed."""
    current = open_round(place.procedure)
    if place.run.closed_at is None and (current is None or current.code != place.run.code):
        return []
    asked = {"procedure": place.procedure.id, "code": place.code, "long": len(place.code), "part": place.part.code, "account": place.account.id}
    near = sorted(session().execute(_NEAREST, asked), key=lambda row: order(row.code))
    admitted = admitted_to(place.procedure, place.round.code, frozenset(row.id for row in near))
    return [
        Neighbour(candidate_id=row.id, code=row.code, state=row.state or NOT_STARTED, current=row.id == place.candidate.id)
        for row in near
        if row.id in admitted or row.state is not None or row.id == place.candidate.id
    ]


def own_states(place: Place, candidate_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The state of the person's own sheets in this part, by candidate."""
    wanted = sa.select(Scoresheet.candidate_id, Scoresheet.state).where(
        Scoresheet.part_code == place.part.code, Scoresheet.account_id == place.account.id, Scoresheet.candidate_id.in_(candidate_ids)
    )
    return {row.candidate_id: str(row.state) for row in session().execute(wanted)}


def free_candidates(place: Place) -> list[tuple[UUID, str, str]]:
    """(id, code, name) of the candidates to whom the own draft could move: admitted, and without an own sheet in this part. No names for who sifts blind."""
    wanted = sa.select(Candidate).where(Candidate.procedure_id == place.procedure.id, Candidate.code.is_not(None), Candidate.id != place.candidate.id)
    found = session().scalars(wanted).all()
    admitted = admitted_to(place.procedure, place.round.code)
    taken = own_states(place, [candidate.id for candidate in found])
    hidden = names_hidden(place.account.id, place.procedure)
    free = [
        (candidate.id, candidate.code or "", "" if hidden else candidate.person.name)
        for candidate in found
        if candidate.id in admitted and candidate.id not in taken
    ]
    return sorted(free, key=lambda row: order(row[1]))
