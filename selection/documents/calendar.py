"""Calendar files (iCalendar, RFC 5545): dates to take along, and appointments that update themselves. It knows no subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//selection//recruitment assessment//NL"


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One entry. `uid` stays the same for ever, `sequence` rises with every change: that is how a calendar knows an update from a second appointment.

    `begins` and `ends` are both moments with a time zone (they are written in it), or both days, the last one included. `organiser` and `attendee` are e-mail
    addresses: of whom an invitation comes, and of whom it is for.
    """

    uid: str
    begins: date
    ends: date
    title: str
    place: str = ""
    words: str = ""
    url: str = ""
    organiser: str = ""
    organiser_name: str = ""
    attendee: str = ""
    attendee_name: str = ""
    sequence: int = 0
    cancelled: bool = False


def calendar_file(appointments: Sequence[Appointment], *, made_at: datetime, name: str = "", invites: bool = False) -> bytes:
    """The file. `invites` sends them as an invitation (REQUEST, or CANCEL when all are cancelled), otherwise as dates to take along (PUBLISH).

    An invitation names of whom it comes and whom it is for (RFC 5546, 3.2.2).
    ValueError for an end before its beginning, a moment without time zone, or a day beside a moment.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", _method(appointments, invites))
    if name:
        calendar.add("x-wr-calname", name)
    for appointment in appointments:
        calendar.add_component(_event(appointment, made_at))
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def method_of(content: bytes) -> str:
    """The method of a file that `calendar_file` made, for the type of a mail's part."""
    return str(Calendar.from_ical(content)["method"])


def taking_back(files: Sequence[bytes], *, made_at: datetime) -> bytes | None:
    """A file that takes back what files that `calendar_file` made, in this order, put in a calendar; None where nothing of it is still to come.

    An entry of several files counts as in the last one; the new sequence is above all of them.
    """
    events: dict[str, Any] = {}
    highest = 0
    for content in files:
        for event in Calendar.from_ical(content).walk("VEVENT"):
            events[str(event["uid"])] = event
            highest = max(highest, int(event.decoded("sequence")))
    lapsing = [event for event in events.values() if str(event["status"]) != "CANCELLED" and _begins_after(event, made_at)]
    if not lapsing:
        return None
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "CANCEL")
    for event in lapsing:
        for name, value in (("sequence", highest + 1), ("status", "CANCELLED"), ("dtstamp", made_at)):
            del event[name]
            event.add(name, value)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _begins_after(event: Any, moment: datetime) -> bool:
    begins = event.decoded("dtstart")
    return bool(begins > moment if isinstance(begins, datetime) else begins > moment.date())


def _method(appointments: Sequence[Appointment], invites: bool) -> str:
    if not invites:
        return "PUBLISH"
    return "CANCEL" if appointments and all(appointment.cancelled for appointment in appointments) else "REQUEST"


def _event(appointment: Appointment, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", made_at)
    event.add("sequence", appointment.sequence)
    event.add("summary", appointment.title)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    begins, ends = _span(appointment)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    for key, value in (("location", appointment.place), ("description", appointment.words), ("url", appointment.url)):
        if value:
            event.add(key, value)
    for key, address, name in (
        ("organizer", appointment.organiser, appointment.organiser_name),
        ("attendee", appointment.attendee, appointment.attendee_name),
    ):
        if address:
            event[key] = _person(address, name)
    return event


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    if name:
        person.params["CN"] = vText(name)
    return person


def _span(appointment: Appointment) -> tuple[date, date]:
    """First and last of the entry as the format wants them: the end of whole days is the day after."""
    begins, ends = appointment.begins, appointment.ends
    if isinstance(begins, datetime) != isinstance(ends, datetime):
        raise ValueError("an appointment has two moments or two days")
    if isinstance(begins, datetime) and isinstance(ends, datetime):
        if begins.tzinfo is None or ends.tzinfo is None:
            raise ValueError("a moment in a calendar needs a time zone")
        if ends <= begins:
            raise ValueError("an appointment ends after it begins")
        return begins, ends
    if ends < begins:
        raise ValueError("an appointment ends after it begins")
    return begins, ends + timedelta(days=1)
