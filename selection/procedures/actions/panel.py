"""Seats in the panel: added, copied from another round, changed, ended; the chair marked away and back. Each is recorded with old and new."""

from collections.abc import Iterable
from uuid import UUID

from scoring.scheme import Round
from selection import audit
from selection.accounts import actions as accounts
from selection.accounts.models import Account
from selection.db import now, session
from selection.errors import NotFound, Refused
from selection.i18n import _
from selection.procedures import registry
from selection.procedures.actions.handling import HR, reason_digest, required_reason
from selection.procedures.actions.versions import hold_version
from selection.procedures.judgements import has_begun
from selection.procedures.models import RATING_KINDS, Procedure, Seat, SeatKind
from selection.procedures.queries import current_seats, definition_of, places_of, round_run, tasks_of
from selection.procedures.states import Act, require
from selection.procedures.words import seat_kind

audit.register(
    {
        "seat.added": {"seat", "round", "account", "kind", "rates"},
        "seat.changed": {"seat", "round", "account", "old", "new"},
        "seat.ended": {"seat", "round", "account", "kind", "reason"},
        "seat.away": {"seat", "round", "account", "reason"},
        "seat.back": {"seat", "round", "account"},
    }
)
ONE_PER_ROUND = frozenset({SeatKind.CHAIR, SeatKind.DEPUTY_CHAIR})


def seat_of(procedure: Procedure, seat_id: UUID) -> Seat:
    """The current seat with this id in this procedure; NotFound for any other."""
    for seat in procedure.seats:
        if seat.id == seat_id and seat.ended_at is None:
            return seat
    raise NotFound


def add_seats(actor: Account, procedure: Procedure, *, round_codes: Iterable[str], account: Account, kind: SeatKind, rates: bool) -> list[Seat]:
    """Give somebody a seat of one kind in these rounds; Refused when one of them cannot be."""
    require(procedure, Act.CHANGE_PANEL)
    _refuse_barred(procedure, account)
    return [_add(actor, procedure, round_code=code, account=account, kind=kind, rates=rates) for code in round_codes]


def invite_to_seats(
    actor: Account,
    procedure: Procedure,
    *,
    round_codes: Iterable[str],
    person: tuple[str, str, str, str],
    kind: SeatKind,
    rates: bool,
) -> accounts.Invitation:
    """Give a seat to the person with this (address, given name, family name, function), whose account is made when there is none.

    The invitation holds the token of a one-time link when the account is new.
    """
    require(procedure, Act.CHANGE_PANEL)
    email, given_name, family_name, function = person
    invitation = accounts.invite(email, given_name, family_name, function, by=actor, procedure_id=procedure.id)
    add_seats(actor, procedure, round_codes=round_codes, account=invitation.account, kind=kind, rates=rates)
    return invitation


def copy_panel(actor: Account, procedure: Procedure, *, source: str, target: str) -> int:
    """Give everybody with a seat in one round the same seat in another, unless seated there already; gives how many seats were added."""
    require(procedure, Act.CHANGE_PANEL)
    round_run(procedure, source)
    seated = {seat.account_id for seat in current_seats(procedure, target)}
    taken = {seat.kind for seat in current_seats(procedure, target)} & ONE_PER_ROUND
    copied = 0
    for seat in current_seats(procedure, source):
        if seat.account_id not in seated and seat.kind not in taken and seat.account.is_active:
            _add(actor, procedure, round_code=target, account=seat.account, kind=SeatKind(seat.kind), rates=seat.rates)
            copied += 1
    return copied


def change_seat(actor: Account, procedure: Procedure, seat: Seat, *, kind: SeatKind, rates: bool, version: int) -> None:
    """Change the kind of a seat, or whether it rates. Refused when rating is switched off after the person's first sheet in the round."""
    require(procedure, Act.CHANGE_PANEL)
    hold_version(seat, version)
    round_ = _open_for_change(procedure, seat.round_code)
    rates = _allowed_to_rate(kind, rates)
    if seat.rates and not rates and has_begun(procedure.id, tuple(part.code for part in round_.parts), seat.account_id):
        raise Refused(_("%(name)s has a score sheet in this round already and goes on rating. End the seat instead, with a reason.", name=seat.account.name))
    if kind != seat.kind:
        _refuse_second(procedure, seat.round_code, kind)
    old = {"kind": str(seat.kind), "rates": seat.rates}
    new = {"kind": str(kind), "rates": rates}
    if old == new:
        return
    seat.kind, seat.rates = kind, rates
    if kind != SeatKind.CHAIR:
        seat.away_reason = None
    session().flush()
    registry.expected_changed(procedure, tuple(part.code for part in round_.parts if not part.is_verdict), None)
    audit.record("seat.changed", actor=actor, role=HR, procedure_id=procedure.id, old=old, new=new, **_who(seat))


def end_seat(actor: Account, procedure: Procedure, seat: Seat, *, reason: str, version: int) -> None:
    """End a seat with a reason. Sheets that the person submitted stay and count; drafts do not."""
    require(procedure, Act.CHANGE_PANEL)
    hold_version(seat, version)
    round_ = _open_for_change(procedure, seat.round_code)
    text = required_reason(reason)
    seat.ended_at, seat.end_reason = now(), text
    session().flush()
    registry.expected_changed(procedure, tuple(part.code for part in round_.parts if not part.is_verdict), None)
    audit.record("seat.ended", actor=actor, role=HR, procedure_id=procedure.id, kind=str(seat.kind), reason=reason_digest(procedure, text), **_who(seat))


def mark_away(actor: Account, procedure: Procedure, seat: Seat, *, reason: str, version: int) -> None:
    """The chair cannot act in this round: from now on the deputy chair does what the chair does."""
    require(procedure, Act.CHANGE_PANEL)
    hold_version(seat, version)
    if seat.kind != SeatKind.CHAIR:
        raise Refused(_("Only a chair is marked as away, so that the deputy chair can act."))
    text = required_reason(reason)
    seat.away_reason = text
    session().flush()
    audit.record("seat.away", actor=actor, role=HR, procedure_id=procedure.id, reason=reason_digest(procedure, text), **_who(seat))


def mark_back(actor: Account, procedure: Procedure, seat: Seat, *, version: int) -> None:
    """The chair acts again."""
    require(procedure, Act.CHANGE_PANEL)
    hold_version(seat, version)
    if seat.away_reason is None:
        raise Refused(_("%(name)s is not marked as away.", name=seat.account.name))
    seat.away_reason = None
    session().flush()
    audit.record("seat.back", actor=actor, role=HR, procedure_id=procedure.id, **_who(seat))


def renew_link(actor: Account, procedure: Procedure, account_id: UUID) -> tuple[Account, str]:
    """The person and the token of a new one-time link, which goes by mail only when the person has a password already.

    NotFound for who has no seat in this procedure; Refused for who has one in a procedure of other HR officers, and in a procedure that was given up.
    """
    seat = next((seat for seat in current_seats(procedure) if seat.account_id == account_id), None)
    if seat is None:
        raise NotFound
    require(procedure, Act.CHANGE_PANEL)
    if set(places_of(account_id)) - set(tasks_of(actor.id)):
        raise Refused(
            _(
                "%(name)s also has a seat in a procedure of other HR officers, so you make no link. %(name)s asks for one with “Forgotten your password?” on "
                "the sign-in page, or an administrator makes one.",
                name=seat.account.name,
            )
        )
    return seat.account, accounts.renew_link(seat.account, by=actor)


def _add(actor: Account, procedure: Procedure, *, round_code: str, account: Account, kind: SeatKind, rates: bool) -> Seat:
    round_ = _open_for_change(procedure, round_code)
    if any(seat.account_id == account.id for seat in current_seats(procedure, round_code)):
        raise Refused(_("%(name)s has a seat in %(round)s already.", name=account.name, round=round_.title))
    _refuse_second(procedure, round_code, kind)
    seat = Seat(
        procedure_id=procedure.id, round_code=round_code, account_id=account.id, account=account, kind=kind, rates=_allowed_to_rate(kind, rates), since=now()
    )
    session().add(seat)
    session().flush()
    session().expire(procedure, ["seats"])
    audit.record("seat.added", actor=actor, role=HR, procedure_id=procedure.id, kind=str(kind), rates=seat.rates, **_who(seat))
    return seat


def _who(seat: Seat) -> dict[str, UUID | str]:
    return {"seat": seat.id, "round": seat.round_code, "account": seat.account_id}


def _open_for_change(procedure: Procedure, round_code: str) -> Round:
    run = round_run(procedure, round_code)
    round_ = next(round_ for round_ in definition_of(procedure).scheme.rounds if round_.code == round_code)
    if run.closed_at is not None:
        raise Refused(_("%(round)s is closed. Its panel no longer changes.", round=round_.title))
    return round_


def _allowed_to_rate(kind: SeatKind, rates: bool) -> bool:
    if rates and kind not in RATING_KINDS:
        raise Refused(_("A secretary and an observer never rate."))
    return rates


def _refuse_second(procedure: Procedure, round_code: str, kind: SeatKind) -> None:
    if kind not in ONE_PER_ROUND:
        return
    holder = next((seat for seat in current_seats(procedure, round_code) if seat.kind == kind), None)
    if holder is not None:
        raise Refused(_("This round has a %(kind)s already: %(name)s. Change or end that seat first.", kind=seat_kind(kind).lower(), name=holder.account.name))


def _refuse_barred(procedure: Procedure, account: Account) -> None:
    if not account.is_active:
        raise Refused(_("%(name)s is deactivated. An administrator reactivates the account first.", name=account.name))
    if any(account.email.lower() in addresses for addresses in registry.candidate_addresses(procedure.id)):
        raise Refused(_("%(name)s is a candidate in this procedure and can have no seat or task in it.", name=account.name))
