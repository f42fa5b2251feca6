"""Calendar files: read back by the library's own parser and by a plain reading of the lines."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from selection.documents.calendar import Appointment, calendar_file, method_of

BRUSSELS = ZoneInfo("Europe/Brussels")
MADE = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
TALK = Appointment(
    uid="a@selectie.example",
    begins=datetime(2024, 5, 15, 9, 0, tzinfo=BRUSSELS),
    ends=datetime(2024, 5, 15, 9, 45, tzinfo=BRUSSELS),
    title="Verkennend gesprek; K01, zaal 2",
    place="Gemeentehuis, lokaal 2.04",
    organiser="hr@selectie.example",
    organiser_name="Personeelsdienst",
    sequence=3,
)


def events(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_moment_keeps_its_time_zone_and_its_text():
    content = calendar_file([TALK], made_at=MADE)
    event = events(content)[0]
    assert event.decoded("dtstart") == TALK.begins
    assert event.decoded("dtstart").utcoffset().total_seconds() == 7200
    assert str(event["summary"]) == TALK.title
    assert (str(event["uid"]), int(event["sequence"]), str(event["status"])) == ("a@selectie.example", 3, "CONFIRMED")
    assert b"BEGIN:VTIMEZONE" in content
    assert b"DTSTART;TZID=Europe/Brussels:20240515T090000\r\n" in content
    assert b"SUMMARY:Verkennend gesprek\\; K01\\, zaal 2\r\n" in content
    assert method_of(content) == "PUBLISH"


def test_whole_days_end_the_day_after():
    event = events(calendar_file([Appointment(uid="d", begins=date(2024, 6, 12), ends=date(2024, 6, 13), title="Interview")], made_at=MADE))[0]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2024, 6, 12), date(2024, 6, 14))


def test_an_invitation_names_of_whom_it_comes_and_whom_it_is_for():
    invited = replace(TALK, attendee="noor@kandidaat.example", attendee_name="Noor Voorbeeld")
    (event,) = events(calendar_file([invited], made_at=MADE, invites=True))
    assert (str(event["organizer"]), event["organizer"].params["CN"]) == ("mailto:hr@selectie.example", "Personeelsdienst")
    assert (str(event["attendee"]), event["attendee"].params["CN"]) == ("mailto:noor@kandidaat.example", "Noor Voorbeeld")


def test_an_invitation_and_its_cancellation():
    assert method_of(calendar_file([TALK], made_at=MADE, invites=True)) == "REQUEST"
    off = Appointment(uid=TALK.uid, begins=TALK.begins, ends=TALK.ends, title=TALK.title, sequence=4, cancelled=True)
    content = calendar_file([off], made_at=MADE, invites=True)
    assert method_of(content) == "CANCEL"
    assert str(events(content)[0]["status"]) == "CANCELLED"


def test_a_line_break_in_a_title_adds_no_line_of_its_own():
    event = events(
        calendar_file([Appointment(uid="x", begins=date(2024, 1, 1), ends=date(2024, 1, 1), title="a\r\nATTENDEE:mailto:b@c.example")], made_at=MADE)
    )[0]
    assert "attendee" not in event


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (TALK.ends, TALK.begins),
        (TALK.begins, date(2024, 5, 15)),
        (datetime(2024, 5, 15, 9, 0), datetime(2024, 5, 15, 10, 0)),  # noqa: DTZ001 - the fault that is refused
        (date(2024, 5, 15), date(2024, 5, 14)),
    ],
)
def test_a_span_that_cannot_be(begins, ends):
    with pytest.raises(ValueError, match=r"appointment|time zone"):
        calendar_file([Appointment(uid="x", begins=begins, ends=ends, title="x")], made_at=MADE)
