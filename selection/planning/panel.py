"""Telling the panel of its sittings: a first invitation, which waits until HR released it, and a change or the end of them, which goes out when it is told.

Each word carries a calendar file: REQUEST for days that are held, with a higher sequence than before, and CANCEL for days that are not any more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from selection import audit
from selection.accounts import actions as accounts
from selection.accounts import links
from selection.accounts.models import Account
from selection.db import now, session
from selection.documents.calendar import calendar_file
from selection.i18n import date_long, sort_key_name, speaking
from selection.mail import outbox
from selection.mail.outbox import Recipient
from selection.planning import queries
from selection.planning.models import SittingNotice, Slot
from selection.planning.scope import PartScope, role_of
from selection.planning.sittings import Sitting, changed, entries, held, lapsed, line, to_come
from selection.procedures.models import Procedure, Seat
from selection.procedures.queries import current_seats
from selection.procedures.words import seat_kind

audit.register({"sittings.told": {"round", "count"}, "sittings.changed": {"round", "updates", "cancellations"}})
NO_LIMIT = {"nl": "het einde van de procedure", "en": "the end of the procedure"}
INVITATION, CHANGED, LAPSED = "uitnodiging-jurylid", "zittingen-gewijzigd", "zittingen-vervallen"


@dataclass(frozen=True, kw_only=True)
class Change:
    """Somebody who was invited and does not know the sittings as they are now.

    `gone`: days in that person's calendar that are not held any more; `new`: sittings that are new or other than told; `sittings`: all that are to come
    (none for who has no seat in the round any more).
    """

    account: Account
    gone: Sequence[date]
    new: Sequence[Sitting]
    sittings: Sequence[Sitting]


def changes(procedure: Procedure, round_code: str, slots: Sequence[Slot], people: Mapping[UUID, queries.Person]) -> list[Change]:
    """To whom of a round the sittings are to be told again: everybody who was invited to others, by name."""
    told = {key[2]: one.notice for key, one in queries.sitting_notices([procedure.id]).items() if key[1] == round_code and not one.waits and one.notice.days}
    if not told:
        return []
    sittings = to_come(slots, round_code, people)
    seated = {seat.account_id for seat in current_seats(procedure, round_code)}
    found = []
    for account in session().scalars(sa.select(Account).where(Account.id.in_(told))):
        mine, notice = sittings if account.id in seated else [], told[account.id]
        change = Change(account=account, gone=lapsed(notice, mine), new=changed(notice, mine), sittings=mine)
        if change.gone or change.new:
            found.append(change)
    return sorted(found, key=lambda change: sort_key_name(change.account.family_name, change.account.given_name))


def invite(
    procedure: Procedure,
    round_code: str,
    seats: Sequence[Seat],
    sittings: Sequence[Sitting],
    *,
    conflicts_by: date,
    allowance: str,
    actor: Account,
    site: str,
) -> int:
    """Ask for a letter to each of these people with the sittings and a calendar file; they wait in the outbox until HR releases them."""
    for seat in seats:
        _invite(procedure, round_code, seat, sittings, conflicts_by=conflicts_by, allowance=allowance, actor=actor, site=site)
    audit.record("sittings.told", actor=actor, role="hr", procedure_id=procedure.id, round=round_code, count=len(seats))
    return len(seats)


def _invite(
    procedure: Procedure, round_code: str, seat: Seat, sittings: Sequence[Sitting], *, conflicts_by: date, allowance: str, actor: Account, site: str
) -> None:
    account, language = seat.account, _language(seat.account)
    facts: dict[str, object] = {"verklaring_tot": {"date": conflicts_by.isoformat()}}
    secrets = None
    if account.password_hash is None and not (account.is_hr or account.is_administrator):
        facts["link_geldig_tot"] = {"moment": (now() + links.VALID_FOR).isoformat()}
        secrets = {"link": links.address_of(accounts.renew_link(account, by=actor), site)}
    else:
        facts |= {"link_geldig_tot": NO_LIMIT[language], "link": site.rstrip("/") + "/"}
    with speaking(language):
        facts |= {"rol": seat_kind(seat.kind).lower(), "zittingen": [line(sitting, letter=True) for sitting in sittings]}
        if allowance:
            facts["vergoeding"] = {"fragment": "vergoeding", "tekst": allowance}
    _say(INVITATION, procedure, round_code, account, sittings, facts, shown=sittings, secrets=secrets, actor=actor, site=site)


def tell_changes(scope: PartScope, found: Sequence[Change], *, actor: Account, site: str) -> None:
    """Send everybody concerned what changed: one message for days that lapse, one for the sittings as they are."""
    for change in found:
        account, about = change.account, (scope.procedure, scope.round.code)
        with speaking(_language(account)):
            gone: dict[str, object] = {"zittingen": [date_long(day, weekday=True) for day in change.gone]}
            now_held: dict[str, object] = {"zittingen": [line(sitting, letter=True) for sitting in change.sittings]}
        if change.gone:
            _say(LAPSED, *about, account, change.sittings, gone, shown=(), gone=change.gone, actor=actor, site=site)
        if change.new:
            _say(CHANGED, *about, account, change.sittings, now_held, shown=change.new, actor=actor, site=site)
    if found:
        counts = {"updates": sum(bool(change.new) for change in found), "cancellations": sum(bool(change.gone) for change in found)}
        audit.record("sittings.changed", actor=actor, role=role_of(scope.hats), procedure_id=scope.procedure.id, round=scope.round.code, **counts)


def _say(
    event: str,
    procedure: Procedure,
    round_code: str,
    account: Account,
    sittings: Sequence[Sitting],
    facts: dict[str, object],
    *,
    shown: Sequence[Sitting],
    gone: Sequence[date] = (),
    secrets: dict[str, str] | None = None,
    actor: Account,
    site: str,
) -> None:
    """Ask for one letter, with a calendar file of the sittings that are `shown` and the days that are `gone`; the person then knows `sittings`."""
    sequence = queries.next_sitting_sequence(procedure.id, round_code, account.id)
    made = entries(procedure, round_code, account, shown, gone, sequence=sequence, site=site)
    letter = outbox.ask(
        event,
        recipient=Recipient(kind="account", id=account.id, name=account.name, address=account.email, language=_language(account)),
        procedure_id=procedure.id,
        facts=facts,
        secrets=secrets,
        automatic=event != INVITATION,
        asked_by=actor,
        calendar=calendar_file(made, made_at=now(), invites=True),
        key=f"sittings {procedure.id} {round_code} {account.id} {sequence}",
    )
    days = ",".join(sitting.day.isoformat() for sitting in sittings)
    notice = SittingNotice(procedure_id=procedure.id, round_code=round_code, account_id=account.id, letter_id=letter.id, sequence=sequence, days=days)
    notice.sittings, notice.told_at, notice.told_by = held(sittings), now(), actor.id
    session().add(notice)
    session().flush()


def _language(account: Account) -> Literal["nl", "en"]:
    return "en" if account.language == "en" else "nl"
