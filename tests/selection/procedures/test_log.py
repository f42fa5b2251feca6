"""The log: words, filter, pages, what it keeps to itself while a round is open, and what each seat reads of it."""

import html
import re

import pytest

from selection import audit
from selection.accounts.models import Account
from selection.db import now
from selection.i18n import speaking
from selection.procedures import log, registry
from selection.procedures.models import Procedure, SeatKind
from selection.procedures.queries import procedure_for
from tests.factories import close_rounds, make_candidate, make_seat, open_for_rating

pytestmark = pytest.mark.db


@pytest.fixture
def judged_line(work, world):
    """A line about a rating in the first round, with the figures 3,5 and 8,5, and words for it."""
    action = "probe.rated"
    audit.register({action: {"candidate", "part", "criterion", "old", "new"}})
    log.register_wording({action: log.Wording(kind="scores", text="%(candidate)s: %(criterion)s rated.", figures="From %(old)s to %(new)s.", people=())})
    with work() as session:
        procedure = open_for_rating(session.get(Procedure, world.first))
        candidate = make_candidate(procedure, "K07")
        key = str(candidate.id)
        audit.record(
            action,
            actor=session.get(Account, world.member),
            role="member",
            procedure_id=procedure.id,
            candidate=candidate.id,
            part="gesprek",
            criterion="ervaring",
            old="3.5",
            new="8.5",
        )

    def codes(procedure_id):
        return {key: "K07"}

    registry.candidate_codes.register(codes)
    yield
    registry.candidate_codes.forget(codes)
    del audit.ACTIONS[action], log._wordings[action]


def test_figures_of_an_open_round_stay_hidden_until_it_is_closed(browse, world, work, answers, judged_line):
    client = browse("anna")
    page = client.get(f"/procedures/{world.first}/logboek").text
    assert "K07: Ervaring rated." in page
    assert "Mia Maes" in page
    assert "8.5" not in page
    with work() as session:
        close_rounds(session.get(Procedure, world.first), "gesprek")
    assert "From 3.5 to 8.5." in client.get(f"/procedures/{world.first}/logboek").text


CLOSED_LIST = "Lijst afgesloten: codes gegeven, aantal kandidaten: 1."


def lines_of(page):
    """The sentences of a log page, oldest first."""
    return [html.unescape(text) for text in reversed(re.findall(r'data-label="Wat"><span>([^<]*)</span>', page))]


def found_lines(session, world, *codes):
    """What HR records of candidates: a verdict with its value, an absence, a withdrawal with its reason, each of the candidate with this code."""
    procedure, anna, ids = session.get(Procedure, world.first), session.get(Account, world.anna), {}
    for code, (kind, part, value) in zip(codes, (("verdict", "assessment", "unsuitable"), ("absent", "gesprek", ""), ("withdrawn", "", "")), strict=False):
        ids[code] = str(make_candidate(procedure, code).id)
        keys = {"candidate": ids[code], "code": code, "part": part, "kind": kind, "value": value, "on": "2026-11-20", "source": "", "reason": ""}
        audit.record("finding.recorded", actor=anna, role="hr", procedure_id=procedure.id, **keys)
    return ids


def test_a_chair_reads_the_own_panel_and_of_its_candidates_only_that_something_was_recorded(browse, world, work, answers, judged_line):
    with work() as session:
        anna = session.get(Account, world.anna)
        seat = {"seat": "x", "kind": "member", "rates": True, "account": str(world.other)}
        for round_code in ("gesprek", "assessment"):
            audit.record("seat.added", actor=anna, role="hr", procedure_id=world.first, round=round_code, **seat)
        audit.record("candidates.closed", actor=anna, role="hr", procedure_id=world.first, codes=["x"])
        found_lines(session, world, "K01", "K02", "K03")
    hr, chair = (lines_of(browse(who).get(f"/procedures/{world.first}/logboek").text) for who in ("anna", "chair"))
    seated = "Otto Olbrechts zetelt in {}: jurylid, beoordeelt."
    particulars = ["Assessment van K01: ongeschikt, oordeel van 20/11/2026.", "K02: afwezig in Verkennend gesprek op 20/11/2026."]
    assert hr == [
        "K07: Ervaring rated.",
        seated.format("Verkennend gesprek"),
        seated.format("Assessment"),
        CLOSED_LIST,
        *particulars,
        "K03 heeft zich teruggetrokken op 20/11/2026.",
    ]
    assert chair == [
        "K07: Ervaring rated.",
        seated.format("Verkennend gesprek"),
        "K01: oordeel (Assessment) opgetekend.",
        "K02: afwezigheid (Verkennend gesprek) opgetekend.",
        "K03: terugtrekking opgetekend.",
    ]
    assert f'href="/procedures/{world.first}/logboek"' in browse("chair").get(f"/procedures/{world.first}").text


def test_a_chair_of_a_later_round_reads_of_who_came_that_far_alone(world, work, answers):
    with work() as session:
        ids = found_lines(session, world, "K01", "K02", "K03")
        procedure = session.get(Procedure, world.first)
        for seat in procedure.seats:
            if seat.round_code == "gesprek" and seat.account_id == world.chair:
                seat.ended_at = now()
        audit.record("round.closed", actor=None, role="chair", procedure_id=procedure.id, round="assessment", candidates=2, sheets=0, passed=["K01"])
    with work(read_only=True) as session, speaking("nl"):
        procedure, hats = procedure_for(session.get(Account, world.chair), world.first)
        assert hats.chairs == {"interview"}
        said = [line.text for line in log.log_page(procedure, hats, page=1).lines]
        assert said == ["K01: oordeel (Assessment) opgetekend."]
        assert len(ids) == 3


@pytest.mark.parametrize("kind", [SeatKind.MEMBER, SeatKind.SECRETARY, SeatKind.OBSERVER])
def test_every_other_seat_reads_the_own_acts_in_this_procedure_alone(browse, world, work, answers, judged_line, kind):
    with work() as session:
        make_seat(session.get(Procedure, world.first), session.get(Account, world.other), "gesprek", kind)
    client = browse("other")
    assert "Hier staat nog niets" in client.get(f"/procedures/{world.first}/logboek").text
    with work() as session:
        other, first, second = session.get(Account, world.other), session.get(Procedure, world.first), session.get(Procedure, world.second)
        for procedure in (first, second):
            audit.record("procedure.discarded", actor=other, role=str(kind), procedure_id=procedure.id, reason="-")
        found_lines(session, world, "K01")
    page = client.get(f"/procedures/{world.first}/logboek")
    assert (page.status_code, lines_of(page.text)) == (200, ["Procedure opgegeven."])
    assert "Mia Maes" not in page.text
    assert 'name="soort"' not in page.text
    assert lines_of(client.get(f"/procedures/{world.first}/logboek?soort=candidates").text) == ["Procedure opgegeven."]
    assert f'href="/procedures/{world.first}/logboek"' in client.get(f"/procedures/{world.first}").text
    assert client.get(f"/procedures/{world.second}/logboek").status_code == 404
    assert lines_of(browse("member").get(f"/procedures/{world.first}/logboek").text) == ["K07: Ervaring rated."]


def test_the_filter_stands_in_the_address_and_pages_hold_fifty(browse, world, work, answers):
    with work() as session:
        anna = session.get(Account, world.anna)
        for number in range(60):
            audit.record("procedure.discarded", actor=anna, role="hr", procedure_id=world.first, reason=f"{number}")
        audit.record("procedure.discarded", actor=anna, role="hr", procedure_id=world.second, reason="-")
    client = browse("anna")
    first = client.get(f"/procedures/{world.first}/logboek?soort=procedure").text
    assert first.count("Procedure opgegeven.") == 50
    assert "soort=procedure&amp;pagina=2" in first or "pagina=2&amp;soort=procedure" in first
    assert client.get(f"/procedures/{world.first}/logboek?soort=procedure&pagina=2").text.count("Procedure opgegeven.") == 10
    assert client.get(f"/procedures/{world.first}/logboek?soort=procedure&pagina=99").text.count("Procedure opgegeven.") == 10
    assert "Er zijn geen regels van deze soort." in client.get(f"/procedures/{world.first}/logboek?soort=rules").text
    assert client.get(f"/procedures/{world.first}/logboek?soort=niets&pagina=x").text.count("Procedure opgegeven.") == 50


def test_every_own_action_has_words_and_every_kind_is_known():
    own = [action for action in audit.ACTIONS if action.split(".")[0] in {"procedure", "seat", "rules"}]
    assert len(own) >= 14
    assert not set(own) & set(log.unworded())
    with pytest.raises(ValueError, match="no such kind"):
        log.register_wording({"x": log.Wording(kind="gossip", text="x")})


NOBODY = [
    ("procedure.opened", {"definition": "proef", "deputy": "–"}, "Procedure geopend met de definitie proef, zonder plaatsvervanger."),
    ("procedure.opened", {"definition": "proef", "deputy": "Dora"}, "Procedure geopend met de definitie proef; plaatsvervanger: Dora."),
    (
        "procedure.handed_over",
        {"task": "plaatsvervanger", "old": "–", "new": "Dora", "since": "1/12/2026"},
        "Dora is plaatsvervanger vanaf 1/12/2026; daarvoor was er geen.",
    ),
    ("consensus.settled", {"candidate": "K02", "part": "Interview", "criterion": ""}, "Consensus over K02 vastgelegd voor de punten van Interview."),
    ("consensus.undone", {"candidate": "K02", "part": "Gesprek", "criterion": "Visie"}, "Consensus over K02 ongedaan gemaakt voor Visie van Gesprek."),
]
FOUND = {"candidate": "K02", "part": "Gesprek", "on": "12/06/2024", "value": "", "criteria": {"flex": "Flexibiliteit", "visie": "Visie"}}
SENTENCES = [
    ("finding.recorded", {"kind": "absent"}, "K02: afwezig in Gesprek op 12/06/2024."),
    ("finding.recorded", {"kind": "withdrawn", "part": ""}, "K02 heeft zich teruggetrokken op 12/06/2024."),
    ("finding.recorded", {"kind": "excluded", "part": ""}, "K02 is uitgesloten op 12/06/2024."),
    ("finding.recorded", {"kind": "verdict", "value": "unsuitable"}, "Gesprek van K02: ongeschikt, oordeel van 12/06/2024."),
    ("finding.recorded", {"kind": "exempt", "value": "36.5"}, "K02: vrijgesteld van Gesprek op 12/06/2024, met 36,5 punten."),
    (
        "finding.corrected",
        {"kind": "verdict", "old": "unsuitable", "new": "suitable"},
        "Verbeterd: Gesprek van K02: geschikt, oordeel van 12/06/2024. Eerst: ongeschikt.",
    ),
    ("finding.corrected", {"kind": "absent", "old": "", "new": ""}, "Verbeterd: K02: afwezig in Gesprek op 12/06/2024."),
    ("finding.undone", {"kind": "verdict", "value": "suitable"}, "Gesprek van K02: oordeel ongedaan gemaakt (het was: geschikt)."),
    ("finding.undone", {"kind": "withdrawn", "part": ""}, "K02: terugtrekking ongedaan gemaakt."),
]
SAID = [
    ("sheet.submitted", {"old": "–", "new": {"flex": "6.5", "visie": "not_observed"}}, "Er staat: Flexibiliteit 6,5; Visie niet waargenomen."),
    ("sheet.submitted", {"old": {"flex": "6.0"}, "new": {"flex": "7.5"}}, "Eerst: Flexibiliteit 6. Nu: Flexibiliteit 7,5."),
    ("sheet.submitted", {"old": "–", "new": {"points": "22.50"}}, "Er staat: punten 22,5."),
    ("sheet.taken_back", {"old": {"flex": "goed"}}, "Er stond: Flexibiliteit goed."),
    ("consensus.settled", {"old": "–", "new": "7.5"}, "Er staat: 7,5."),
    ("consensus.undone", {"old": "7.5"}, "Er stond: 7,5."),
]


@pytest.mark.parametrize(("action", "keys", "sentence"), NOBODY)
def test_what_a_line_lacks_is_left_out_or_said(work, action, keys, sentence):
    with work(), speaking("nl"):
        assert log._wordings[action].text(keys) == sentence


@pytest.mark.parametrize(("action", "keys", "sentence"), SENTENCES)
def test_what_was_found_reads_as_a_sentence(work, action, keys, sentence):
    with work(), speaking("nl"):
        assert log._wordings[action].text({**FOUND, **keys}) == sentence


@pytest.mark.parametrize(("action", "keys", "sentence"), SAID)
def test_figures_read_by_title_with_a_decimal_comma(work, action, keys, sentence):
    with work(), speaking("nl"):
        assert log._wordings[action].figures({**FOUND, **keys}) == sentence
