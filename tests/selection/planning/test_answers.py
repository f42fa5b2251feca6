"""Candidates answer to their appointment from their own page: they come, or cannot, with why. HR sees it in the plan; a later word asks again."""

import json

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine, verify_chain
from selection.db import session
from selection.mail import outbox
from selection.mail.models import Letter
from selection.planning.models import Slot, SlotAnswer, SlotNotice
from selection.web import public_forms
from tests import world_planning as planned
from tests.pages import Visitor
from tests.selection.planning.reading import base, fields, sent_off
from tests.world import TALK

pytestmark = pytest.mark.db
WHY = "Ik heb die dag een examen. Vanaf 14 uur kan ik wel."


@pytest.fixture
def invited(world, work):
    """The address of the first candidate's page of appointments, once everybody was told."""
    planned.made(world, "een", count=4)
    planned.given_out(world, "een")
    planned.told(world, "een")
    with work():
        letter = session().scalars(sa.select(Letter).order_by(Letter.seq)).first()
        address = outbox.facts_of(letter)["link"].removeprefix("http://localhost")
    sent_off(work)
    return address


def answer_address(work, address):
    """Where the answer to the first word goes."""
    with work():
        return f"{address}/{session().scalars(sa.select(SlotNotice.id).order_by(SlotNotice.begins_at, SlotNotice.sequence)).first()}"


def send(visitor, where, **form):
    """Send a form to this address, with the token that a page of ours would hold."""
    with visitor.client.application.test_request_context():
        token = public_forms.token(where)
    return visitor.client.post(where, data={"csrf_token": token, **form})


def answers(work):
    with work():
        return [(row.comes, row.words) for row in session().scalars(sa.select(SlotAnswer))]


def test_a_candidate_confirms_in_one_click_and_hr_sees_it(world, visit, work, app, invited):
    anybody, hr = Visitor(app), visit("hr")
    assert "Uitgenodigd, nog geen antwoord" in hr.open(base(world)).text
    page = anybody.open(invited)
    assert "Komt u?" in page.text
    where = answer_address(work, invited)
    sent = send(anybody, where, **dict(page.form(where).fields))
    assert sent.status_code == 303
    assert "Set-Cookie" not in sent.headers
    assert "U liet op" in anybody.open(sent.location).text
    assert answers(work) == [(True, "")]
    assert hr.open(base(world)).text.count("Bevestigd") == 2  # the tag of the candidate, and the filter
    assert "bevestigt te komen" in hr.open(f"/procedures/{world.played['een'].id}/logboek").text
    again = send(anybody, where, seen="1", comes="ja")
    assert again.status_code == 303
    with work():
        lines = session().scalars(sa.select(AuditLine).where(AuditLine.action == "slot.answered")).all()
        assert [(line.role, line.actor_id, json.loads(line.body)["answer"]) for line in lines] == [("candidate", None, "comes")]
        assert verify_chain()[1] is None


def test_who_cannot_come_says_why_and_hr_is_pointed_to_it(world, visit, work, app, invited):
    anybody, hr, where = Visitor(app), visit("hr"), answer_address(work, invited)
    page = anybody.open(where)
    refused = send(anybody, where, **dict(page.form(where).fields) | {"comes": "nee", "words": "  "})
    assert refused.status_code == 422
    assert "Schrijf in enkele woorden waarom" in refused.text
    neither = send(anybody, where, seen="0", words=WHY)
    assert neither.status_code == 422
    assert "Kies of u komt" in neither.text
    assert WHY in neither.text
    assert send(anybody, where, seen="0", comes="nee", words=WHY).status_code == 303
    assert WHY in anybody.open(invited).text
    assert "1 kandidaat is verhinderd op het geplande uur" in hr.open(f"/procedures/{world.played['een'].id}").text
    shown = hr.open(f"{base(world)}?stand=verhinderd").text
    assert WHY in shown
    assert "K01" in shown
    assert "K02" not in shown
    assert WHY not in visit("member").open(base(world)).text
    with work():
        (line,) = session().scalars(sa.select(AuditLine).where(AuditLine.action == "slot.answered"))
        assert "examen" not in line.body


def test_a_moved_appointment_asks_for_an_answer_again(world, visit, work, app, invited):
    anybody, hr, where = Visitor(app), visit("hr"), answer_address(work, invited)
    assert send(anybody, where, seen="0", comes="ja").status_code == 303
    with work():
        slot_id = session().scalars(sa.select(Slot.id).order_by(Slot.begins_at)).first()
    assert hr.send(f"{base(world)}/momenten/{slot_id}", **fields(work, slot_id) | {"begin": "13:00", "end": "13:45"}).status_code == 303
    tell = f"{base(world)}/{TALK}/berichten"
    assert hr.send(tell, **dict(hr.open(tell).form(tell).fields)).status_code == 303
    page = anybody.open(invited)
    assert "13:00 tot 13:45" in page.text
    assert "Komt u?" in page.text
    late = send(anybody, where, seen="1", comes="nee", words=WHY)  # from a window that still showed 9 o'clock
    assert late.status_code == 409
    assert "09:00 tot 09:45" in late.text
    assert "13:00 tot 13:45" in late.text
    assert WHY in late.text
    assert answers(work) == [(True, "")]


def test_two_windows_do_not_overwrite_each_other(work, app, invited):
    anybody, where = Visitor(app), answer_address(work, invited)
    assert send(anybody, where, seen="0", comes="ja").status_code == 303
    late = send(anybody, where, seen="0", comes="nee", words=WHY)
    assert late.status_code == 409
    assert "weten dat u komt" in late.text
    assert WHY in late.text
    assert send(anybody, where, seen="1", comes="nee", words=WHY).status_code == 303
    assert answers(work) == [(False, WHY)]


def test_nobody_answers_for_somebody_else_or_to_what_lapsed(world, visit, work, app, invited):
    anybody, hr = Visitor(app), visit("hr")
    with work():
        first, second = session().scalars(sa.select(SlotNotice.id).order_by(SlotNotice.begins_at).limit(2))
        slot = session().scalars(sa.select(Slot).order_by(Slot.begins_at)).first()
        slot_id, version = slot.id, slot.version
    assert anybody.client.get(f"{invited}/{second}").status_code == 404
    assert send(anybody, f"{invited}/{second}", seen="0", comes="ja").status_code == 404
    assert send(anybody, f"/afspraak/{'x' * 43}/{first}", seen="0", comes="ja").status_code == 404
    assert hr.send(f"{base(world)}/momenten/{slot_id}/schrappen", version=str(version)).status_code == 303
    tell = f"{base(world)}/{TALK}/berichten"
    assert hr.send(tell, **dict(hr.open(tell).form(tell).fields)).status_code == 303
    lapsed = send(anybody, f"{invited}/{first}", seen="0", comes="ja")
    assert lapsed.status_code == 409
    assert "voorbij of vervallen" in lapsed.text
    assert answers(work) == []
