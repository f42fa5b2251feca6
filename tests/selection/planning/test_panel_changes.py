"""The panel's calendars follow the plan: who was invited gets a higher sequence of the same entry, or a cancellation, and sees it on the agenda."""

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from selection.db import session
from selection.mail.models import Letter
from selection.planning.models import Slot
from tests import world_planning as planned
from tests.selection.planning.reading import base, choice, fields, letters, sent_off
from tests.world import TALK, email

pytestmark = pytest.mark.db


@pytest.fixture
def invited(world, visit, work):
    """Three candidates have a moment and were told; the panel was invited, and all letters went out."""
    planned.made(world, "een", count=4)
    planned.given_out(world, "een")
    planned.told(world, "een")
    path = f"{base(world)}/{TALK}/jury"
    assert visit("hr").send(path, conflicts_by="28/11/2026", allowance="").status_code == 303
    sent_off(work)
    return path


def slots(work):
    with work():
        return list(session().scalars(sa.select(Slot.id).order_by(Slot.begins_at)))


def mailed(work, address):
    """(event, method, name, sequence, status, words) of the calendar entries of this person, in order of letter."""
    found = []
    with work():
        for letter in session().scalars(sa.select(Letter).where(Letter.address == address).order_by(Letter.seq)):
            calendar = Calendar.from_ical(letter.calendar)
            for event in calendar.walk("VEVENT"):
                shown = str(event.get("description", "")).split("\n")
                found.append((letter.event, str(calendar["method"]), str(event["uid"]), int(event["sequence"]), str(event["status"]), shown))
    return found


def told(visit, world):
    """Whoever plans has everybody told."""
    tell = f"{base(world)}/{TALK}/berichten"
    hr = visit("hr")
    page = hr.open(tell)
    assert hr.send(tell, **dict(page.form(tell).fields)).status_code == 303
    return page.text


def test_a_swap_updates_the_entry_of_the_panel(world, visit, work, invited):
    first, _second, third, _free = slots(work)
    hr = visit("hr")
    assert "Iedereen is voor deze zittingen uitgenodigd" in hr.open(invited).text
    before = mailed(work, email("member"))
    assert before[0][5] == ["09:00 K01", "10:00 K02", "11:00 K03"]
    assert hr.send(f"{base(world)}/momenten/{first}", **fields(work, first) | {"candidate": choice(work, third)}).status_code == 303
    assert "Zittingen sindsdien gewijzigd" in hr.open(invited).text
    assert "Proef Lidmaat" in told(visit, world)
    after = mailed(work, email("member"))
    assert [one[:5] for one in after[1:]] == [("zittingen-gewijzigd", "REQUEST", before[0][2], 1, "CONFIRMED")]
    assert after[1][5] == ["09:00 K03", "10:00 K02", "11:00 K01"]
    assert "Iedereen kent de planning" in hr.open(f"{base(world)}/{TALK}/berichten").text
    assert "de planning is gewijzigd" in visit("member").open("/agenda").text
    assert "de planning is gewijzigd" not in visit("hr").open("/agenda").text


def test_a_day_that_moves_is_cancelled_and_the_new_one_asked(world, visit, work, invited):
    hr = visit("hr")
    for slot_id in slots(work):
        wanted = fields(work, slot_id)
        assert hr.send(f"{base(world)}/momenten/{slot_id}", **wanted | {"day": "02/12/2026"}).status_code == 303
    assert len(letters(work)) == 9  # moving mails nothing
    told(visit, world)
    entries = mailed(work, email("chair"))
    assert [one[:2] + one[3:5] for one in entries] == [
        ("uitnodiging-jurylid", "REQUEST", 0, "CONFIRMED"),
        ("zittingen-vervallen", "CANCEL", 1, "CANCELLED"),
        ("zittingen-gewijzigd", "REQUEST", 2, "CONFIRMED"),
    ]
    assert entries[1][2] == entries[0][2] != entries[2][2]
    with work():
        letter = session().scalars(sa.select(Letter).where(Letter.event == "zittingen-gewijzigd").order_by(Letter.seq)).first()
        assert letter.automatic
        letter_id = letter.id
    assert "woensdag 2 december 2026" in hr.client.get(f"/berichten/{letter_id}").text


def test_sittings_that_are_all_removed_are_cancelled(world, visit, work, invited):
    hr = visit("hr")
    for slot_id in slots(work):
        with work():
            version = session().get_one(Slot, slot_id).version
        assert hr.send(f"{base(world)}/momenten/{slot_id}/schrappen", version=str(version)).status_code == 303
    assert "6 juryleden zijn voor andere zittingen uitgenodigd" in hr.open(base(world)).text
    told(visit, world)
    assert [one[:2] + one[3:5] for one in mailed(work, email("observer"))][1:] == [("zittingen-vervallen", "CANCEL", 1, "CANCELLED")]
    told_again = hr.open(f"{base(world)}/{TALK}/berichten").text
    assert "Iedereen kent de planning" in told_again


def test_only_the_panel_is_told_where_no_candidate_is_concerned(world, visit, work, invited):
    free = slots(work)[3]
    hr = visit("hr")
    with work():
        version = session().get_one(Slot, free).version
    assert hr.send(f"{base(world)}/momenten/{free}/schrappen", version=str(version)).status_code == 303
    assert "uitgenodigd" in hr.open(f"/procedures/{world.played['een'].id}").text
    page = told(visit, world)
    assert "Te melden" not in page
    assert {event for event, *_rest in letters(work)[9:]} == {"zittingen-gewijzigd"}


def test_every_invitation_names_whom_it_is_for_and_of_whom_it_comes_although_no_address_for_questions_is_set(work, invited):
    with work():
        found = list(session().scalars(sa.select(Letter).where(Letter.calendar.is_not(None))))
        events = [(letter, event) for letter in found for event in Calendar.from_ical(letter.calendar).walk("VEVENT")]
    assert {letter.recipient_kind for letter, _event in events} == {"candidate", "account"}
    for letter, event in events:
        assert str(event["attendee"]) == f"mailto:{letter.address}"
        assert event["attendee"].params["CN"] == letter.name
        assert str(event["organizer"]) == "mailto:noreply@localhost.localdomain"
