"""What the tests of the planning read of the database: moments, the form of one, letters and the calendar entries that go along."""

from datetime import timedelta

import sqlalchemy as sa
from icalendar import Calendar

from selection.db import session
from selection.mail.models import Letter, LetterState
from selection.planning import queries
from selection.planning.models import Slot


def base(world):
    return f"/procedures/{world.played['een'].id}/planning"


def by_code(work):
    """(code, hour in UTC) of every moment, in order of time."""
    with work():
        codes = {
            one.id: one.code
            for each in session().execute(sa.select(Slot.procedure_id)).scalars().unique()
            for one in queries.people(each, names=False).values()
        }
        return [(codes.get(slot.candidate_id, ""), slot.begins_at.hour) for slot in session().scalars(sa.select(Slot).order_by(Slot.begins_at))]


def fields(work, slot_id):
    """What the form of a moment holds, unchanged."""
    with work():
        slot = session().get_one(Slot, slot_id)
        begin, end = (moment + timedelta(hours=1) for moment in (slot.begins_at, slot.ends_at))  # December in Brussels
        known = {"version": str(slot.version), "day": begin.strftime("%d/%m/%Y"), "begin": begin.strftime("%H:%M"), "end": end.strftime("%H:%M")}
        return known | {"place": slot.place, "video": slot.video, "candidate": str(slot.candidate_id or "")}


def choice(work, slot_id):
    """The value with which the candidate of this other moment is chosen."""
    with work():
        slot = session().get_one(Slot, slot_id)
        return f"{slot.candidate_id}|{slot.id}|{slot.version}"


def letters(work):
    with work():
        found = session().scalars(sa.select(Letter).order_by(Letter.seq)).all()
        return [(letter.event, letter.automatic, LetterState(letter.state)) for letter in found]


def entry(work, number):
    """The calendar entry that goes along with the letter of this number."""
    with work():
        content = session().scalars(sa.select(Letter.calendar).order_by(Letter.seq)).all()[number]
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    return calendar["method"], str(event["uid"]), int(event["sequence"]), event["dtstart"].dt, str(event["status"])


def sent_off(work):
    """Every letter that waits was released and sent."""
    with work():
        for letter in session().scalars(sa.select(Letter).where(Letter.state == LetterState.ASKED)):
            letter.state = LetterState.SENT
