"""Reads: own sheets, who submitted, and the sheets of others. Independence lives here: nothing else decides who reads whose sheet.

Every function runs a fixed number of queries.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload

from selection.accounts.models import Account
from selection.audit import digest
from selection.candidates import hooks
from selection.candidates.models import CandidatePerson, Finding, NotSitting
from selection.db import Base, session
from selection.errors import NotFound
from selection.i18n import sort_key_name
from selection.procedures import registry
from selection.procedures.models import RATING_KINDS, Procedure, SeatKind
from selection.procedures.queries import Hats, current_seats, definition_of, rating_seats, round_run
from selection.scoresheets.admission import admitted_to
from selection.scoresheets.content import Content, Sheet, content_of, from_json, said_by
from selection.scoresheets.models import ConsensusRating, RevisionKind, Scoresheet, SheetRevision, SheetState
from selection.scoresheets.places import NO_SHEET_KINDS, Place

RECUSED = "recused"
_SHEETS, _RATINGS = Base.metadata.tables["scoresheet"], Base.metadata.tables["rating"]
_OWN_SHEET = (  # by tables, as it is written (`keeping`): of each save this stands in the line of writers
    sa.select(
        *(_SHEETS.c[name] for name in ("id", "state", "points", "remark", "saved_at", "submitted_at", "readable_at", "version")),
        *(_RATINGS.c[name] for name in ("criterion_code", "position", "chosen", "not_observed", "not_observed_reason", "rationale")),
    )
    .join_from(_SHEETS, _RATINGS, isouter=True)
    .where(_SHEETS.c.candidate_id == sa.bindparam("candidate"), _SHEETS.c.part_code == sa.bindparam("part"), _SHEETS.c.account_id == sa.bindparam("account"))
)
_back = aliased(SheetRevision)
_TAKEN_BACK = sa.exists().where(_back.sheet_id == SheetRevision.sheet_id, _back.number == SheetRevision.number + 1, _back.kind == RevisionKind.TAKEN_BACK)
_VERSIONS = (
    sa.select(SheetRevision, Account)
    .join(Scoresheet, Scoresheet.id == SheetRevision.sheet_id)
    .join(Account, Account.id == Scoresheet.account_id)
    .where(Scoresheet.procedure_id == sa.bindparam("procedure"), Scoresheet.part_code == sa.bindparam("part"))
    .where(SheetRevision.candidate_id == sa.bindparam("candidate"), SheetRevision.kind == RevisionKind.SUBMITTED)
    .where(sa.or_(~_TAKEN_BACK, Scoresheet.account_id == sa.bindparam("account")))
    .order_by(SheetRevision.at, SheetRevision.number)
)
_OWN_VERSIONS = _VERSIONS.where(Scoresheet.account_id == sa.bindparam("account"))


@dataclass(frozen=True, kw_only=True)
class PartStates:
    """Who is expected in one part and who submitted, per candidate; holds no value of anybody."""

    raters: frozenset[UUID]
    away: Mapping[tuple[UUID, UUID], str]
    outside: frozenset[UUID]
    submissions: Mapping[UUID, frozenset[UUID]]

    def expected(self, candidate_id: UUID) -> frozenset[UUID]:
        """R7: the assessors from whom a sheet is expected; nobody where the candidate is absent or exempt (R12)."""
        if candidate_id in self.outside:
            return frozenset()
        return frozenset(account for account in self.raters if (candidate_id, account) not in self.away)

    def submitted(self, candidate_id: UUID) -> frozenset[UUID]:
        """Everybody whose sheet is submitted, expected or not."""
        return self.submissions.get(candidate_id, frozenset())

    def complete(self, candidate_id: UUID) -> bool:
        """Whether every expected sheet is submitted; never where none is needed (R12)."""
        return candidate_id not in self.outside and self.expected(candidate_id) <= self.submitted(candidate_id)


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A sheet without what it says."""

    id: UUID
    candidate_id: UUID
    account_id: UUID
    state: SheetState
    submitted_at: datetime | None
    readable_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version of a sheet as it was submitted at a moment; it stays when the sheet is reopened."""

    sheet_id: UUID
    account: Account
    number: int
    at: datetime
    content: Content


def own_sheet(place: Place) -> Sheet | None:
    """The person's own sheet about this candidate in this part, with what it says."""
    candidate_id, part_code, account_id = place.candidate.id, place.part.code, place.account.id
    rows = session().execute(_OWN_SHEET, {"candidate": candidate_id, "part": part_code, "account": account_id}).all()
    if not rows:
        return None
    id_, state, points, remark, saved_at, submitted_at, readable_at, version = rows[0][:8]
    return Sheet(
        id=id_,
        procedure_id=place.procedure.id,
        candidate_id=candidate_id,
        part_code=part_code,
        account_id=account_id,
        state=SheetState(state),
        content=said_by((row[8:] for row in rows if row[8] is not None), points, remark),
        saved_at=saved_at,
        submitted_at=submitted_at,
        readable_at=readable_at,
        version=version,
    )


def as_read(row: Scoresheet) -> Sheet:
    """A row of the session as the sheet that `keeping` writes."""
    return Sheet(
        id=row.id,
        procedure_id=row.procedure_id,
        candidate_id=row.candidate_id,
        part_code=row.part_code,
        account_id=row.account_id,
        state=SheetState(row.state),
        content=content_of(row),
        saved_at=row.saved_at,
        submitted_at=row.submitted_at,
        readable_at=row.readable_at,
        version=row.version,
    )


def sheet_by_id(procedure: Procedure, sheet_id: UUID) -> Scoresheet:
    """A sheet of this procedure with its writer, for reopening; NotFound for one of another. Its ratings are not for showing."""
    wanted = sa.select(Scoresheet).where(Scoresheet.id == sheet_id, Scoresheet.procedure_id == procedure.id).options(joinedload(Scoresheet.account))
    sheet = session().scalar(wanted)
    if sheet is None:
        raise NotFound
    return sheet


def sheets_of_part(procedure: Procedure, part_code: str) -> list[SheetRow]:
    """All sheets of a part, without what they say."""
    columns = (Scoresheet.id, Scoresheet.candidate_id, Scoresheet.account_id, Scoresheet.state, Scoresheet.submitted_at, Scoresheet.readable_at)
    found = session().execute(sa.select(*columns).where(Scoresheet.procedure_id == procedure.id, Scoresheet.part_code == part_code))
    return [
        SheetRow(
            id=row.id,
            candidate_id=row.candidate_id,
            account_id=row.account_id,
            state=SheetState(row.state),
            submitted_at=row.submitted_at,
            readable_at=row.readable_at,
        )
        for row in found
    ]


def part_states(procedure: Procedure, part_code: str, candidate_ids: Collection[UUID] | None = None) -> PartStates:
    """Who is expected and who submitted in a part, for these candidates or all."""
    round_code = definition_of(procedure).scheme.round_of(part_code).code
    sitting = sa.select(NotSitting.candidate_id, NotSitting.account_id, NotSitting.why).where(
        NotSitting.procedure_id == procedure.id, NotSitting.part_code == part_code, NotSitting.ended_at.is_(None)
    )
    found = sa.select(Finding.candidate_id).where(
        Finding.procedure_id == procedure.id, Finding.part_code == part_code, Finding.ended_at.is_(None), Finding.kind.in_(NO_SHEET_KINDS)
    )
    sheets = sa.select(Scoresheet.candidate_id, Scoresheet.account_id).where(
        Scoresheet.procedure_id == procedure.id, Scoresheet.part_code == part_code, Scoresheet.state == SheetState.SUBMITTED
    )
    if candidate_ids is not None:
        ids = list(candidate_ids)
        sitting, found = sitting.where(NotSitting.candidate_id.in_(ids)), found.where(Finding.candidate_id.in_(ids))
        sheets = sheets.where(Scoresheet.candidate_id.in_(ids))
    submissions: dict[UUID, set[UUID]] = {}
    for candidate_id, account_id in session().execute(sheets):
        submissions.setdefault(candidate_id, set()).add(account_id)
    return PartStates(
        raters=frozenset(seat.account_id for seat in rating_seats(procedure, round_code)),
        away={(candidate_id, account_id): why for candidate_id, account_id, why in session().execute(sitting)},
        outside=frozenset(session().scalars(found)),
        submissions={candidate_id: frozenset(accounts) for candidate_id, accounts in submissions.items()},
    )


def expected_assessors(procedure: Procedure, part_code: str, candidate_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """R7: for each candidate the assessors from whom a sheet of the part is expected."""
    states = part_states(procedure, part_code, candidate_ids)
    return {candidate_id: states.expected(candidate_id) for candidate_id in candidate_ids}


def open_to(procedure: Procedure, hats: Hats, part_code: str, candidate_ids: Collection[UUID]) -> frozenset[UUID]:
    """The candidates of whom these hats may read the sheets of others in the part.

    Who rates: once the own sheet is submitted. A chair or member who does not rate, or an acting chair who did not sit: once every expected sheet is.
    A secretary or observer never, who is recused never. HR: when the round is closed and every expected sheet is submitted.
    """
    round_code = definition_of(procedure).scheme.round_of(part_code).code
    states = part_states(procedure, part_code, candidate_ids)
    closed = round_run(procedure, round_code).closed_at is not None
    seat = hats.seats.get(round_code)

    def may(candidate_id: UUID) -> bool:
        away = states.away.get((candidate_id, hats.account_id))
        if away == RECUSED:
            return False
        if seat is not None and seat.rates and (away is None or not hats.acts_as_chair(round_code)):
            return away is None and hats.account_id in states.submitted(candidate_id)
        panel = seat is not None and seat.kind in RATING_KINDS
        return (panel or (hats.hr and closed)) and states.complete(candidate_id)

    return frozenset(candidate_id for candidate_id in candidate_ids if may(candidate_id))


def acts_as_chair_for(procedure: Procedure, hats: Hats, part_code: str, candidate_id: UUID) -> bool:
    """Whether these hats do what the chair does about one candidate in a part: who acts as chair of the round, or its deputy where the chair did not sit."""
    round_code = definition_of(procedure).scheme.round_of(part_code).code
    seat = hats.seats.get(round_code)
    if hats.acts_as_chair(round_code):
        return True
    if seat is None or seat.kind != SeatKind.DEPUTY_CHAIR:
        return False
    chairs = [one.account_id for one in current_seats(procedure, round_code) if one.kind == SeatKind.CHAIR]
    wanted = sa.select(NotSitting.id).where(
        NotSitting.candidate_id == candidate_id, NotSitting.part_code == part_code, NotSitting.account_id.in_(chairs), NotSitting.ended_at.is_(None)
    )
    return session().scalar(wanted) is not None


def visible_in_part(procedure: Procedure, hats: Hats, part_code: str, candidate_ids: Collection[UUID]) -> dict[UUID, list[Scoresheet]]:
    """For each candidate the sheets that these hats may read: the own one always, drafts of others never; own first, others by name."""
    wanted = sa.select(Scoresheet).where(
        Scoresheet.procedure_id == procedure.id,
        Scoresheet.part_code == part_code,
        sa.or_(
            sa.and_(Scoresheet.account_id == hats.account_id, Scoresheet.candidate_id.in_(list(candidate_ids))),
            sa.and_(Scoresheet.state == SheetState.SUBMITTED, Scoresheet.candidate_id.in_(list(open_to(procedure, hats, part_code, candidate_ids)))),
        ),
    )
    found = session().scalars(wanted.options(joinedload(Scoresheet.account), selectinload(Scoresheet.ratings))).all()
    visible: dict[UUID, list[Scoresheet]] = {candidate_id: [] for candidate_id in candidate_ids}
    for sheet in sorted(found, key=lambda sheet: (sheet.account_id != hats.account_id, sort_key_name(sheet.account.family_name, sheet.account.given_name))):
        visible[sheet.candidate_id].append(sheet)
    return visible


def visible_sheets(procedure: Procedure, hats: Hats, part_code: str, candidate_id: UUID) -> list[Scoresheet]:
    """`visible_in_part` for one candidate."""
    return visible_in_part(procedure, hats, part_code, [candidate_id])[candidate_id]


def submitted_versions(procedure: Procedure, hats: Hats, part_code: str, candidate_id: UUID, *, own: bool = False) -> list[Version]:
    """Every version that was ever submitted about the candidate in the part, as far as these hats may read it; oldest first.

    What was taken back before anybody could read it stays its writer's own. With `own` those of this person alone, which costs one query.
    """
    asked = {"procedure": procedure.id, "part": part_code, "candidate": candidate_id, "account": hats.account_id}
    alone = own or not open_to(procedure, hats, part_code, [candidate_id])
    return [
        Version(sheet_id=revision.sheet_id, account=account, number=revision.number, at=revision.at, content=from_json(revision.content))
        for revision, account in session().execute(_OWN_VERSIONS if alone else _VERSIONS, asked)
    ]


def current_consensus(procedure: Procedure, part_code: str, candidate_ids: Collection[UUID]) -> dict[tuple[UUID, str], ConsensusRating]:
    """What the panel settled and still holds, by candidate and criterion (empty: the points of a directly marked part).

    Only to be asked about candidates in `open_to`: a consensus rating tells what the sheets say.
    """
    return {(row.candidate_id, row.criterion_code): row for row in consensus_history(procedure, part_code, candidate_ids, current=True)}


def consensus_history(procedure: Procedure, part_code: str, candidate_ids: Collection[UUID], *, current: bool = False) -> list[ConsensusRating]:
    """Everything that was ever settled in the part about these candidates, newest first, with who settled it; the same warning holds."""
    wanted = sa.select(ConsensusRating).where(
        ConsensusRating.procedure_id == procedure.id, ConsensusRating.part_code == part_code, ConsensusRating.candidate_id.in_(list(candidate_ids))
    )
    if current:
        wanted = wanted.where(ConsensusRating.ended_at.is_(None))
    return list(session().scalars(wanted.options(joinedload(ConsensusRating.settler)).order_by(ConsensusRating.settled_at.desc(), ConsensusRating.id)))


@registry.judgements.register
def judgement_exists(procedure_id: UUID) -> bool:
    """Whether the procedure holds a sheet, draft or submitted (R17)."""
    return session().scalar(sa.select(Scoresheet.id).where(Scoresheet.procedure_id == procedure_id).limit(1)) is not None


@registry.sheets.register
def has_begun(procedure_id: UUID, part_codes: tuple[str, ...], account_id: UUID) -> bool:
    """Whether the person has a sheet, draft or submitted, in one of these parts."""
    wanted = sa.select(Scoresheet.id).where(Scoresheet.procedure_id == procedure_id, Scoresheet.part_code.in_(part_codes), Scoresheet.account_id == account_id)
    return session().scalar(wanted.limit(1)) is not None


@hooks.rated.register
def rated(procedure_id: UUID) -> frozenset[UUID]:
    """Candidates about whom a sheet exists, draft or submitted."""
    return frozenset(session().scalars(sa.select(Scoresheet.candidate_id).where(Scoresheet.procedure_id == procedure_id).distinct()))


@hooks.submitted_sheets.register
def submitted_by(procedure_id: UUID, candidate_ids: frozenset[UUID] | None) -> Mapping[tuple[UUID, str], frozenset[UUID]]:
    """(candidate, part) to the accounts whose sheet is submitted there."""
    wanted = sa.select(Scoresheet.candidate_id, Scoresheet.part_code, Scoresheet.account_id).where(
        Scoresheet.procedure_id == procedure_id, Scoresheet.state == SheetState.SUBMITTED
    )
    if candidate_ids is not None:
        wanted = wanted.where(Scoresheet.candidate_id.in_(candidate_ids))
    found: dict[tuple[UUID, str], set[UUID]] = {}
    for candidate_id, part_code, account_id in session().execute(wanted):
        found.setdefault((candidate_id, part_code), set()).add(account_id)
    return {key: frozenset(accounts) for key, accounts in found.items()}


hooks.admission.register(admitted_to)


@registry.reason_texts.register
def reason_texts(procedure_id: UUID) -> dict[str, str]:
    """Digest to text of why a consensus was settled or undone, of closed rounds only, as with the figures."""
    rows = (
        session()
        .execute(
            sa.select(CandidatePerson.salt, ConsensusRating.part_code, ConsensusRating.reason, ConsensusRating.end_reason)
            .join(CandidatePerson, CandidatePerson.candidate_id == ConsensusRating.candidate_id)
            .where(ConsensusRating.procedure_id == procedure_id)
        )
        .all()
    )
    procedure = session().get_one(Procedure, procedure_id) if rows else None
    if procedure is None:
        return {}
    scheme = definition_of(procedure).scheme
    closed = {run.code for run in procedure.rounds if run.closed_at is not None}
    told = [row for row in rows if scheme.round_of(row.part_code).code in closed]
    return {digest(text, row.salt): text for row in told for text in (row.reason, row.end_reason) if text}
