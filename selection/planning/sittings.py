"""The sittings of a round: the days on which the panel sits, from the first moment to the last, with who comes when; and what its people know of them."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from selection.accounts.models import Account
from selection.db import now, session
from selection.documents.calendar import Appointment
from selection.i18n import _, date_long, time
from selection.i18n.figures import BRUSSELS
from selection.mail import outbox
from selection.mail.models import Letter
from selection.organisation.queries import organisation
from selection.planning import queries
from selection.planning.models import SittingNotice, Slot
from selection.planning.times import day_of
from selection.planning.words import where
from selection.procedures.models import Procedure, Seat
from selection.procedures.queries import current_seats


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A day of a round: first and last hour, where, and in which order who comes (hour and code; names never, since it leaves the application)."""

    day: date
    begins_at: datetime
    ends_at: datetime
    places: tuple[str, ...]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Invited:
    """One of the panel: the seat, whether told of the sittings as they are now, and when last."""

    seat: Seat
    told_at: datetime | None
    current: bool


def sittings_of(slots: Sequence[Slot], people: Mapping[UUID, queries.Person]) -> list[Sitting]:
    """The days of these moments."""
    days: dict[date, list[Slot]] = defaultdict(list)
    for slot in slots:
        days[day_of(slot.begins_at)].append(slot)
    return [
        Sitting(
            day=day,
            begins_at=min(slot.begins_at for slot in found),
            ends_at=max(slot.ends_at for slot in found),
            places=tuple(dict.fromkeys(where(slot) for slot in found)),
            order=tuple(
                f"{slot.begins_at.astimezone(BRUSSELS):%H:%M} {people[slot.candidate_id].code}"
                for slot in found
                if slot.candidate_id and slot.candidate_id in people
            ),
        )
        for day, found in sorted(days.items())
    ]


def to_come(slots: Sequence[Slot], round_code: str, people: Mapping[UUID, queries.Person]) -> list[Sitting]:
    """The sittings of a round from today on."""
    today = day_of(now())
    return sittings_of([slot for slot in slots if slot.round_code == round_code and slot.with_panel and day_of(slot.begins_at) >= today], people)


def line(sitting: Sitting, *, letter: bool = False) -> str:
    """A sitting in words, for a page or for a letter, in the language that is being spoken."""
    words = {"day": date_long(sitting.day, weekday=True), "begin": time(sitting.begins_at, letter=letter), "end": time(sitting.ends_at, letter=letter)}
    return _("%(day)s, %(begin)s to %(end)s, %(place)s", place="; ".join(sitting.places), **words)


def panel_of(procedure: Procedure, round_code: str, sittings: Sequence[Sitting]) -> list[Invited]:
    """The people of the round, with what they were told of the sittings."""
    known = queries.sitting_notices([procedure.id])
    made = []
    for seat in current_seats(procedure, round_code):
        told = known.get((procedure.id, round_code, seat.account_id))
        notice = told.notice if told is not None and told.notice.days else None
        current = notice is not None and not lapsed(notice, sittings) and not changed(notice, sittings)
        made.append(Invited(seat=seat, told_at=notice.told_at if notice is not None else None, current=current))
    return made


def lapsed(notice: SittingNotice, sittings: Sequence[Sitting]) -> list[date]:
    """The days from today on that the person was told of and that are not held any more."""
    kept, today = {one.day for one in sittings}, day_of(now())
    return [day for day in _days_in(notice.days) if day >= today and day not in kept]


def changed(notice: SittingNotice, sittings: Sequence[Sitting], *, order: bool = True) -> list[Sitting]:
    """The sittings of which the person was told nothing, or other hours or places, or (with `order`) another order of candidates."""
    told = dict(_digests(notice.sittings))
    return [one for one in sittings if told.get(one.day.isoformat(), ("", ""))[: 1 + order] != _digest_of(one)[: 1 + order]]


def entries(
    procedure: Procedure, round_code: str, account: Account, sittings: Sequence[Sitting], gone: Sequence[date], *, sequence: int, site: str
) -> list[Appointment]:
    """An entry a day, by a name that stays the same for a person and a day, so that a change replaces it; of days that lapsed one that takes it away."""
    about, host = organisation(), urlsplit(site).hostname or ""

    def entry(day: date, begins: datetime, ends: datetime, place: str, words: str, *, cancelled: bool) -> Appointment:
        return Appointment(
            uid=f"{uuid5(NAMESPACE_URL, f'{procedure.id} {round_code} {account.id} {day}')}@{host}",
            begins=begins.astimezone(BRUSSELS),
            ends=ends.astimezone(BRUSSELS),
            title=procedure.title,
            place=place,
            words=words,
            organiser=about.contact_email or about.sender_at(host),
            organiser_name=about.name,
            attendee=account.email,
            attendee_name=account.name,
            sequence=sequence,
            cancelled=cancelled,
        )

    made = [entry(one.day, one.begins_at, one.ends_at, "; ".join(one.places), "\n".join(one.order), cancelled=False) for one in sittings]
    for day in gone:
        begins = datetime.combine(day, datetime.min.time(), BRUSSELS).replace(hour=9)
        made.append(entry(day, begins, begins + timedelta(hours=8), "", "", cancelled=True))
    return made


def held(sittings: Sequence[Sitting]) -> str:
    """What somebody is told of the sittings, to be compared later: of each day a digest of its hours and places, and one of its order."""
    return ";".join(f"{one.day.isoformat()} {' '.join(_digest_of(one))}" for one in sittings)[:4000]


def _digest_of(one: Sitting) -> tuple[str, str]:
    hours = f"{one.begins_at.isoformat()}/{one.ends_at.isoformat()} {' + '.join(one.places)}"
    return _short(hours), _short(", ".join(one.order))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _digests(text: str) -> list[tuple[str, tuple[str, str]]]:
    """Day to its two digests, of a text that `held` made; what it did not make tells of no day."""
    found = [tuple(day.split(" ")) for day in text.split(";")]
    return [(day[0], (day[1], day[2])) for day in found if len(day) == 3]


def _days_in(text: str) -> list[date]:
    return [date.fromisoformat(day) for day in text.split(",") if day]


def unsay(procedure: Procedure, round_code: str, *, by: Account, role: str) -> None:
    """Invitations that wait for release and name days, hours or places that are no longer so are withdrawn; another order of candidates changes no letter."""
    known = queries.sitting_notices([procedure.id])
    waiting = [told.notice for (_id, code, _account), told in known.items() if code == round_code and told.waits]
    if not waiting:
        return
    sittings = to_come(queries.slots_of(procedure.id, [round_code]), round_code, {})
    for notice in waiting:
        if lapsed(notice, sittings) or changed(notice, sittings, order=False):
            outbox.withdraw(session().get_one(Letter, notice.letter_id), by=by, role=role, reason=_("The sittings changed before this letter was released."))
