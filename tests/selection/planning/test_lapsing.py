"""When a procedure ends, or a candidate leaves it, appointments lapse: on the pages of who was told them, and in their calendars by a CANCEL."""

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from selection.accounts.models import Account
from selection.candidates.models import Candidate, FindingKind
from selection.db import session
from selection.letters.wording import word
from selection.mail import outbox
from selection.mail.models import Letter
from selection.planning.models import SlotNotice
from tests import world_planning as planned
from tests.factories_candidates import make_finding
from tests.pages import Visitor
from tests.selection.planning.reading import base, sent_off
from tests.world import TALK, email

pytestmark = pytest.mark.db
DECISION = {"on": "20/11/2026", "reference": "CBS 12", "body": "de gemeenteraad", "reason": "De functie vervalt.", "grounds": "Punt 9"}


@pytest.fixture
def invited(world, visit, work):
    """The address of the first candidate's page, once all candidates and the panel were told; every letter went out."""
    planned.made(world, "een", count=4)
    planned.given_out(world, "een")
    planned.told(world, "een")
    with work():
        letter = session().scalars(sa.select(Letter).order_by(Letter.seq)).first()
        address = outbox.facts_of(letter)["link"].removeprefix("http://localhost")
    assert visit("hr").send(f"{base(world)}/{TALK}/jury", conflicts_by="28/11/2026", allowance="").status_code == 303
    sent_off(work)
    return address


def stop(visit, world):
    hr, where = visit("hr"), f"/procedures/{world.played['een'].id}/stopzetten"
    version = dict(hr.open(where).form(where).fields)["version"]
    assert hr.send(where, **DECISION, version=version).status_code == 303


def entries(content):
    """(method, [(name, sequence, status)]) of a calendar file."""
    calendar = Calendar.from_ical(content)
    return str(calendar["method"]), [(str(one["uid"]), int(one["sequence"]), str(one["status"])) for one in calendar.walk("VEVENT")]


def test_after_a_stop_the_page_says_that_the_appointment_lapses_and_its_file_cancels_it(world, visit, work, app, invited):
    anybody = Visitor(app)
    method, before = entries(anybody.client.get(f"{invited}/agenda.ics").data)
    assert "vervalt" not in anybody.open(invited).text
    stop(visit, world)
    page = anybody.open(invited)
    assert "Deze afspraak vervalt: de selectie is beëindigd." in page.text
    assert "Komt u?" not in page.text
    assert entries(anybody.client.get(f"{invited}/agenda.ics").data) == (method, [(uid, sequence + 1, "CANCELLED") for uid, sequence, _status in before])


def test_the_letters_of_a_stop_take_the_appointments_out_of_the_calendars(world, visit, work, invited):
    with work():
        asked = {(letter.recipient_id, letter.event): letter.calendar for letter in session().scalars(sa.select(Letter).where(Letter.calendar.is_not(None)))}
    stop(visit, world)
    with work():
        told = session().scalars(sa.select(Letter).where(Letter.event.in_(("procedure-stopgezet", "procedure-stopgezet-commissie")))).all()
        found = {letter.recipient_id: entries(letter.calendar) for letter in told}
    assert set(found) == {recipient for recipient, _event in asked}
    for (recipient, _event), content in asked.items():
        assert found[recipient] == ("CANCEL", [(uid, sequence + 1, "CANCELLED") for uid, sequence, _status in entries(content)[1]])


def test_who_was_told_nothing_gets_a_letter_of_a_stop_without_a_calendar(world, visit, work):
    planned.made(world, "een", count=4)
    planned.given_out(world, "een")
    planned.told(world, "een")  # the invitations wait, so nobody knows of them
    stop(visit, world)
    with work():
        told = session().scalars(sa.select(Letter).where(Letter.event.startswith("procedure-stopgezet"))).all()
        assert told
        assert [letter.calendar for letter in told] == [None] * len(told)


def test_who_withdrew_reads_that_the_appointment_lapses(world, visit, work, app, invited):
    with work():
        notice = session().scalars(sa.select(SlotNotice).order_by(SlotNotice.begins_at)).first()
        hr = session().scalar(sa.select(Account.id).where(Account.email == email("hr")))
        make_finding(session().get_one(Candidate, notice.candidate_id), FindingKind.WITHDRAWN, by=hr)
    page = Visitor(app).open(invited)
    assert "Deze afspraak vervalt: u neemt niet meer deel aan de selectie." in page.text
    assert "Komt u?" not in page.text


def test_a_panel_member_who_chose_english_gets_an_english_invitation(world, visit, work, app):
    with work():
        session().scalars(sa.select(Account).where(Account.email == email("member"))).one().language = "en"
    planned.made(world, "een", count=4)
    assert visit("hr").send(f"{base(world)}/{TALK}/jury", conflicts_by="28/11/2026", allowance="Volgens het reglement.").status_code == 303
    with work(), app.app_context():
        letter = session().scalars(sa.select(Letter).where(Letter.address == email("member"))).one()
        worded = word(letter)
    assert worded.text_faults == []
    assert "We invite you as panel member of the selection panel" in worded.body
    assert "Tuesday 1 December 2026" in worded.body
    assert "Tell us by 28 November 2026" in worded.body
    assert "Allowance and travel: Volgens het reglement." in worded.body
    assert "Beste" not in worded.body
