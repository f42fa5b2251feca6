"""How the ties of a procedure stand (R15): open, settled, or settled once and no longer in force; and who may settle one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from scoring.scheme import Ties
from selection.accounts.renewals import too_close
from selection.db import now
from selection.i18n import _
from selection.procedures.models import Procedure, Seat, SeatKind
from selection.procedures.queries import CHAIRING, Hats, current_seats
from selection.results.collect import Outcome
from selection.results.models import DECIDED, TieSettlement
from selection.results.settlements import counting, last_closing, recusals_of, settlements_of

WITNESSES = frozenset({SeatKind.CHAIR, SeatKind.DEPUTY_CHAIR, SeatKind.MEMBER, SeatKind.OBSERVER})


@dataclass(frozen=True, kw_only=True)
class OpenTie:
    """Candidates who share a place until the panel decides, by code."""

    place: int
    codes: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class SettledTie:
    """Candidates whom a settlement puts in order: `place` is that of the first."""

    place: int
    codes: Sequence[str]
    row: TieSettlement


@dataclass(frozen=True, kw_only=True)
class Lapsed:
    """A settlement that nobody ended and that orders nobody now, and why."""

    row: TieSettlement
    why: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The ties of a procedure. All empty where the rules let equal candidates share the place."""

    open: Sequence[OpenTie] = ()
    settled: Sequence[SettledTie] = ()
    lapsed: Sequence[Lapsed] = ()

    def at(self, place: int) -> OpenTie | SettledTie | None:
        """The tie that begins at a place."""
        everyone: list[OpenTie | SettledTie] = [*self.open, *self.settled]
        return next((tie for tie in everyone if tie.place == place), None)

    def of(self, row: TieSettlement) -> SettledTie | None:
        """What a settlement puts in order now."""
        return next((tie for tie in self.settled if tie.row is row), None)


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What somebody may do about the tie of some candidates: decide its order, draw lots, with whom as witness; `role` stands in the log."""

    decide: bool
    draw: bool
    witnesses: Sequence[Seat]
    role: str


def standing_of(collected: Outcome) -> Standing:
    """The ties as they stand now, from the result of the procedure."""
    result, procedure = collected.result, collected.procedure
    if result.scheme.ties is not Ties.DECIDE:
        return Standing()
    rows = counting(procedure, result.scheme)
    settled = [SettledTie(place=result.rank(codes[0]) or 0, codes=codes, row=rows[settlement]) for codes, settlement in result.settled_ties]
    used = {tie.row.id for tie in settled}
    idle = [row for row in settlements_of(procedure) if row.ended_at is None and row.id not in used]
    return Standing(
        open=[OpenTie(place=result.rank(codes[0]) or 0, codes=codes) for codes in result.open_ties],
        settled=settled,
        lapsed=[Lapsed(row=row, why=_why_idle(procedure, row, result.open_ties)) for row in idle],
    )


def _why_idle(procedure: Procedure, row: TieSettlement, open_ties: Sequence[Sequence[str]]) -> str:
    closing = last_closing(procedure)
    if closing is None:
        return _("A round is open again. What was settled before counts no longer; who is still tied then is settled anew.")
    if row.settled_at < closing:
        return _("A round was reopened and closed again since. Who is still tied is settled anew.")
    others = [code for tied in open_ties if set(tied) & set(row.codes) for code in tied if code not in row.codes]
    if others:
        return _("Others have the same points now as well and are not named in it: %(codes)s.", codes=", ".join(others))
    return _("These candidates are no longer tied. It counts again should they be.")


def rights_of(procedure: Procedure, hats: Hats, candidates: Collection[UUID]) -> Rights:
    """R15: who acts as chair decides; chair and HR draw lots before a witness. Nobody with a conflict of interest about one of them does either.

    The chair is the one of the last round that has one; the deputy stands in where that chair is away or has such a conflict. HR with a rating seat
    does not draw as HR; nobody does once the procedure has ended. The witness is another person with a seat: chair, member or observer, whose password
    does not stem from a link of who draws.
    """
    known = recusals_of(procedure)
    recused: frozenset[UUID] = frozenset().union(*(known.get(candidate, ()) for candidate in candidates))
    own = hats.account_id
    if own in recused or procedure.ended:
        return Rights(decide=False, draw=False, witnesses=(), role="")
    acts = _acts_as_chair(procedure, hats, recused)
    people = {seat.account_id: seat for seat in reversed(current_seats(procedure)) if seat.kind in WITNESSES and seat.account.is_active}
    witnesses = [seat for id_, seat in reversed(people.items()) if id_ != own and id_ not in recused and not too_close(own, id_, now())]
    role = SeatKind.CHAIR if acts else "hr"
    if acts and (seat := hats.seats.get(_chaired(procedure))) is not None:
        role = seat.kind
    return Rights(decide=acts, draw=acts or hats.hr_may_close, witnesses=witnesses, role=str(role))


def may_undo(rights: Rights, row: TieSettlement) -> bool:
    """Who could have settled it in this way undoes it."""
    return row.ended_at is None and (rights.decide if row.kind == DECIDED else rights.draw)


def _chaired(procedure: Procedure) -> str:
    """Code of the last round that has a chair or deputy; empty when none has."""
    held = {seat.round_code for seat in current_seats(procedure) if seat.kind in CHAIRING}
    return next((run.code for run in reversed(procedure.rounds) if run.code in held), "")


def _acts_as_chair(procedure: Procedure, hats: Hats, recused: Collection[UUID]) -> bool:
    code = _chaired(procedure)
    if hats.acts_as_chair(code):
        return True
    seat = hats.seats.get(code)
    chairs = [one.account_id for one in current_seats(procedure, code) if one.kind == SeatKind.CHAIR]
    return seat is not None and seat.kind == SeatKind.DEPUTY_CHAIR and bool(chairs) and all(chair in recused for chair in chairs)
