"""Planning in the browser: series, giving out, moving and swapping, refusals, two at once, letters with calendar files, the candidate's own page."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from selection.db import session
from selection.letters.wording import RULE, word
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.planning.models import SittingNotice, Slot, SlotNotice
from selection.scoresheets.tasks import tasks_of
from tests import world as played
from tests import world_planning as planned
from tests.factories import definition_data, make_definition
from tests.pages import Visitor
from tests.selection.planning.reading import base, by_code, choice, entry, fields, letters, sent_off
from tests.world import INTERVIEW, TALK

pytestmark = pytest.mark.db


SERIES = {"day": "01/12/2026", "begin": "9:00", "end": "12u", "length": "45", "pause": "15", "place": "Lokaal 24", "video": ""}


def rows(work, *wanted):
    with work():
        return session().execute(sa.select(*wanted).order_by(Slot.begins_at)).all()


def test_the_secretary_makes_a_series_and_gives_it_out(world, visit, work):
    secretary = visit("secretary")
    assert secretary.send(f"{base(world)}/{TALK}/reeks", **SERIES).status_code == 303
    assert by_code(work) == [("", 8), ("", 9), ("", 10)]
    page = secretary.open(base(world))
    assert "3 vrije momenten" in page.text
    assert "3 kandidaten hebben nog geen moment" in page.text
    assert secretary.send(f"{base(world)}/{TALK}/toewijzen", order="code").status_code == 303
    assert by_code(work) == [("K01", 8), ("K02", 9), ("K03", 10)]
    page = secretary.open(f"{base(world)}?dag=2026-12-01")
    assert "Anneke" in page.text
    assert "9:00 tot 9:45" in page.text.replace("09:", "9:")
    assert secretary.open(f"{base(world)}?dag=2026-12-02").text.count("K01") == 0
    assert secretary.open(f"{base(world)}/{TALK}/reeks").headings
    member = visit("member").open(base(world))
    assert "K01" in member.text
    assert not [link for link in member.links if "momenten" in link or "reeks" in link]
    assert visit("member").send(f"{base(world)}/{TALK}/reeks", **SERIES).status_code == 403


def test_chance_order_gives_everybody_one_moment(world, visit, work):
    planned.made(world, "een", count=4)
    assert visit("hr").send(f"{base(world)}/{TALK}/toewijzen", order="chance").status_code == 303
    assert sorted(code for code, _hour in by_code(work)) == ["", "K01", "K02", "K03"]
    again = visit("hr").send(f"{base(world)}/{TALK}/toewijzen", order="code", follow_redirects=True)
    assert again.status_code == 303


def test_a_series_that_cannot_be_comes_back_with_a_sentence(world, visit, work):
    refused = [
        ({"place": ""}, "Vul een lokaal in"),
        ({"place": "", "video": "javascript:alert(1)"}, "begint met https://"),
        ({"end": "8:00"}, "Het einde ligt vóór het begin"),
        ({"begin": "kwart voor"}, "is geen uur"),
        ({"end": "9:30"}, "Er past geen enkel moment"),
        ({"day": "01/06/2026"}, "ligt in het verleden"),
        ({"length": "2"}, "onder het minimum"),
        ({"day": "28/03/2027", "begin": "2:30"}, "bestaat niet"),
    ]
    hr = visit("hr")
    for changed, sentence in refused:
        answer = hr.send(f"{base(world)}/{TALK}/reeks", **SERIES | changed)
        assert answer.status_code == 422, changed
        assert sentence in answer.text, changed
    assert by_code(work) == []


def test_room_and_people_are_in_one_place_at_a_time(world, visit, work):
    planned.made(world, "een")
    played.played(world, "twee", number=2)
    played.seated(world, "twee", {"member": played.PANEL["member"], "secretary": played.PANEL["secretary"]})
    hr, other = visit("hr"), f"/procedures/{world.played['twee'].id}/planning"
    taken = hr.send(f"{other}/{TALK}/reeks", **SERIES | {"place": "LOKAAL 24"})
    assert taken.status_code == 422
    assert "is op dat uur bezet" in taken.text
    elsewhere = hr.send(f"{other}/{TALK}/reeks", **SERIES | {"place": "Lokaal 11"})
    assert elsewhere.status_code == 422
    assert "Proef Lidmaat zou op twee plaatsen" in elsewhere.text
    assert hr.send(f"{other}/assessment/reeks", **SERIES | {"place": "Bureau Proef"}).status_code == 303
    assert hr.send(f"{other}/{TALK}/reeks", **SERIES | {"begin": "12:00", "end": "13:00"}).status_code == 303


def test_moving_swapping_and_two_at_once(world, visit, work):
    planned.made(world, "een", count=4)
    planned.given_out(world, "een")
    ids = [row.id for row in rows(work, Slot.id)]
    hr, first = visit("hr"), f"{base(world)}/momenten/{ids[0]}"
    page = hr.open(first)
    assert "K02 · " in page.text
    assert hr.send(first, **fields(work, ids[0]) | {"candidate": choice(work, ids[2])}).status_code == 303
    assert [code for code, _hour in by_code(work)] == ["K03", "K02", "K01", ""]
    assert hr.send(f"{base(world)}/momenten/{ids[3]}", **fields(work, ids[3]) | {"candidate": choice(work, ids[1])}).status_code == 303
    assert [code for code, _hour in by_code(work)] == ["K03", "", "K01", "K02"]
    stale = fields(work, ids[0])
    assert visit("secretary").send(first, **stale | {"begin": "8:00", "end": "8:30"}).status_code == 303
    late = hr.send(first, **stale | {"begin": "14:00", "end": "14:30"})
    assert late.status_code == 409
    assert "14:00" in late.text
    assert "08:00" in late.text
    known = choice(work, ids[2])
    assert hr.send(f"{base(world)}/momenten/{ids[2]}", **fields(work, ids[2]) | {"place": "Lokaal 3"}).status_code == 303
    assert hr.send(first, **fields(work, ids[0]) | {"candidate": known}).status_code == 409
    clash = hr.send(first, **fields(work, ids[0]) | {"begin": "12:15", "end": "12:30"})
    assert clash.status_code == 422
    assert "is op dat uur bezet" in clash.text
    unknown = hr.send(first, **fields(work, ids[0]) | {"candidate": "00000000-0000-0000-0000-000000000001"})
    assert unknown.status_code == 422
    assert hr.send(f"{first}/schrappen", version="99").status_code == 409
    hr.open(f"{first}/schrappen")
    with work():
        version = session().get_one(Slot, ids[0]).version
    assert hr.send(f"{first}/schrappen", version=str(version)).status_code == 303
    assert [code for code, _hour in by_code(work)] == ["", "K01", "K02"]


def test_only_who_is_admitted_gets_a_moment_and_a_later_round_waits(world, visit, work):
    played.found(world, "een", "bogaert", played.FindingKind.WITHDRAWN, reason="Andere baan")
    planned.made(world, "een")
    hr = visit("hr")
    assert hr.send(f"{base(world)}/{TALK}/toewijzen", order="code").status_code == 303
    assert sum(bool(code) for code, _hour in by_code(work)) == 2
    planned.made(world, "een", part=INTERVIEW, hour=14)
    page = hr.open(base(world))
    assert "zodra geweten is wie deelneemt" in page.text
    assert hr.send(f"{base(world)}/{INTERVIEW}/toewijzen", order="code").status_code == 409


def test_a_moved_appointment_updates_the_entry_that_the_candidate_has(world, visit, work, app):
    planned.made(world, "een", count=4)
    planned.given_out(world, "een")
    hr, tell = visit("hr"), f"{base(world)}/{TALK}/berichten"
    page = hr.open(tell)
    form = dict(page.form(tell).fields)
    assert form["until"] == "29/11/2026"
    assert hr.send(tell, **form | {"seen": "x"}).status_code == 422
    assert hr.send(tell, **form | {"until": "02/12/2026"}).status_code == 422
    assert hr.send(tell, **form).status_code == 303
    assert letters(work) == [("uitnodiging-eerste-ronde", False, LetterState.ASKED)] * 3
    method, uid, sequence, begins, status = entry(work, 0)
    assert (method, sequence, status) == ("REQUEST", 0, "CONFIRMED")
    assert begins == datetime(2026, 12, 1, 8, tzinfo=UTC)
    ids = [row.id for row in rows(work, Slot.id)]
    assert hr.send(f"{base(world)}/momenten/{ids[0]}", **fields(work, ids[0]) | {"place": "Lokaal 11"}).status_code == 303
    assert letters(work)[0][2] is LetterState.WITHDRAWN  # it waited and was no longer true
    assert hr.send(tell, **dict(hr.open(tell).form(tell).fields)).status_code == 303
    sent_off(work)
    assert "Iedereen kent de planning" in hr.open(tell).text
    first = f"{base(world)}/momenten/{ids[0]}"
    assert hr.send(first, **fields(work, ids[0]) | {"begin": "13:00", "end": "13:45"}).status_code == 303
    assert hr.open(f"/procedures/{world.played['een'].id}").text.count("kent de planning nog niet") == 1
    assert hr.send(tell, **dict(hr.open(tell).form(tell).fields)).status_code == 303
    assert letters(work)[-1] == ("afspraak-gewijzigd", True, LetterState.ASKED)
    assert entry(work, -1)[:4] == ("REQUEST", uid, 2, datetime(2026, 12, 1, 12, tzinfo=UTC))
    with work():
        version = session().get_one(Slot, ids[0]).version
    assert hr.send(f"{first}/schrappen", version=str(version)).status_code == 303
    assert hr.send(tell, **dict(hr.open(tell).form(tell).fields)).status_code == 303
    assert letters(work)[-1][:2] == ("afspraak-vervalt", True)
    assert (entry(work, -1)[0], *entry(work, -1)[1:3], entry(work, -1)[4]) == ("CANCEL", uid, 3, "CANCELLED")


def test_every_letter_can_be_worded(world, visit, work, app):
    planned.made(world, "een")
    planned.given_out(world, "een")
    planned.told(world, "een")
    hr = visit("hr")
    with work():
        (letter, *_others) = session().scalars(sa.select(Letter).order_by(Letter.seq)).all()
        facts = outbox.facts_of(letter)
    assert facts["afspraak_uur"] == {"nl": "9.00 uur", "en": "09:00"}
    assert facts["afspraak_duur"] == {"nl": "ongeveer 45 minuten", "en": "about 45 minutes"}
    page = hr.client.get(f"/berichten/{letter.id}")
    assert page.status_code == 200
    assert "dinsdag 1 december 2026 om 9.00 uur" in page.text
    assert facts["link"] not in page.text


def test_who_chose_english_reads_a_dutch_letter_that_is_dutch_and_the_translation_under_it(world, visit, work, app):
    planned.made(world, "een")
    planned.given_out(world, "een")
    planned.told(world, "een")
    with work() as stored:
        letter = stored.scalars(sa.select(Letter).order_by(Letter.seq)).first()
        letter.language = "en"
        stored.flush()
        with app.test_request_context("/"):
            worded = word(letter)
    assert not worded.text_faults
    dutch, english = worded.body.split(RULE)
    assert ("9.00 uur" in dutch, "ongeveer 45 minuten" in dutch, "Uw identiteitskaart" in dutch) == (True, True, True)
    assert not re.search("about 45 minutes|identity card|November|December", dutch)
    assert ("about 45 minutes" in english, "Your identity card" in english, "ongeveer" in english) == (True, True, False)


def test_the_candidate_reads_the_own_appointment_as_it_was_told(world, visit, work, app):
    planned.made(world, "een", count=4)
    planned.given_out(world, "een")
    planned.told(world, "een")
    with work():
        letter = session().scalars(sa.select(Letter).order_by(Letter.seq)).first()
        address = outbox.facts_of(letter)["link"].removeprefix("http://localhost")
        slot_id = session().scalars(sa.select(Slot.id).order_by(Slot.begins_at)).first()
    anybody = Visitor(app)
    assert "U hebt op dit ogenblik geen afspraak" in anybody.open(address).text  # nobody released the invitation yet
    sent_off(work)
    page = anybody.open(address)
    assert "dinsdag 1 december 2026, 09:00 tot 09:45" in page.text
    assert "Lokaal 24" in page.text
    assert not re.search(r"K0\d", page.text)
    answer = anybody.client.get(address)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert visit("hr").send(f"{base(world)}/momenten/{slot_id}", **fields(work, slot_id) | {"begin": "13:00", "end": "13:45"}).status_code == 303
    assert "09:00 tot 09:45" in anybody.open(address).text  # not told yet
    calendar = Calendar.from_ical(anybody.client.get(f"{address}/agenda.ics").data)
    assert [str(event["uid"]) for event in calendar.walk("VEVENT")] == [entry(work, 0)[1]]
    assert anybody.client.get("/afspraak/" + "x" * 43).status_code == 404


def test_agenda_tasks_and_file_of_the_panel(world, visit, work, app):
    planned.made(world, "een", count=3)
    planned.given_out(world, "een")
    page = visit("member").open("/agenda")
    assert "Dinsdag 1 december 2026" in page.text
    assert "Anneke" in page.text
    assert [link for link in page.links if "/taken/" in link]
    observed = visit("observer").open("/agenda").text
    assert "K01" in observed
    assert "Anneke" not in observed
    answer = visit("member").client.get("/agenda.ics")
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert len(events) == 3
    assert "Anneke" not in answer.text
    with app.test_request_context(), world.acting("member") as account:
        assert [section.days[0].isoformat() for _heading, section in tasks_of(account).sections] == ["2026-12-01"]


def test_the_panel_is_invited_to_its_sittings(world, visit, work):
    planned.made(world, "een")
    hr, path = visit("hr"), f"{base(world)}/{TALK}/jury"
    assert "dinsdag 1 december 2026, 09:00 tot 11:45, Lokaal 24" in hr.open(path).text
    assert hr.send(path, conflicts_by="", allowance="").status_code == 422
    assert hr.send(path, conflicts_by="28/11/2026", allowance="").status_code == 303
    assert letters(work) == [("uitnodiging-jurylid", False, LetterState.ASKED)] * 6
    assert "Iedereen is voor deze zittingen uitgenodigd" in hr.open(path).text
    with work():
        assert session().scalar(sa.select(sa.func.count()).select_from(SittingNotice)) == 6
    planned.made(world, "een", hour=14, day=planned.DAY + timedelta(days=1))
    assert letters(work) == [("uitnodiging-jurylid", False, LetterState.WITHDRAWN)] * 6  # they waited and named one day of two
    assert "Nog niet uitgenodigd" in hr.open(path).text
    assert visit("secretary").send(path, conflicts_by="28/11/2026", allowance="").status_code == 403


def test_who_sifts_blind_plans_by_code(work, app, visit):
    made = played.begin(work, ("hr", "second_hr", "chair", "member", "shared", "secretary", "deputy", "observer"))
    data = definition_data()
    data["rounds"][0]["parts"][0] |= {"blind": True}
    played.played(made, "een", definition=make_definition(data))
    played.seated(made, "een", played.PANEL)
    played.entered(made, "een", ("aerts", "bogaert"))
    played.rating_opened(made, "een")
    planned.made(made, "een", who="secretary")
    planned.given_out(made, "een", who="secretary")
    planned.told(made, "een", who="secretary")
    slot = f"{base(made)}/momenten/{made.played['een'].made['slot']}"
    for path in (base(made), "/agenda", slot, f"{slot}/schrappen", f"{base(made)}/{TALK}/berichten"):
        text = visit("secretary").open(path).text
        assert "K01" in text or "berichten" in path
        assert "Anneke" not in text
    assert "Anneke" in visit("hr").open(slot).text
    with work():
        assert session().scalar(sa.select(sa.func.count()).select_from(SlotNotice)) == 2
