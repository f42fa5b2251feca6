"""The log: words, filter, pages, and what it keeps to itself while a round is open."""

import pytest

from selection import audit
from selection.accounts.models import Account
from selection.i18n import speaking
from selection.procedures import log, registry
from selection.procedures.models import Procedure
from tests.factories import close_rounds, make_candidate, open_for_rating

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


def test_a_chair_reads_the_lines_of_the_own_panel_and_nothing_of_candidates_or_other_rounds(browse, world, work, answers, judged_line):
    with work() as session:
        anna = session.get(Account, world.anna)
        seat = {"seat": "x", "kind": "member", "rates": True, "account": str(world.other)}
        for round_code in ("gesprek", "assessment"):
            audit.record("seat.added", actor=anna, role="hr", procedure_id=world.first, round=round_code, **seat)
        audit.record("candidates.closed", actor=anna, role="hr", procedure_id=world.first, codes=["x"])
    hr, chair = browse("anna").get(f"/procedures/{world.first}/logboek").text, browse("chair").get(f"/procedures/{world.first}/logboek")
    assert chair.status_code == 200
    assert "K07: Ervaring rated." in chair.text
    assert "8.5" not in chair.text
    assert (hr.count("Otto Olbrechts"), chair.text.count("Otto Olbrechts")) == (2, 1)
    assert ("codes toegekend" in hr or "Lijst" in hr, "Lijst" in chair.text) == (True, False)
    assert f'href="/procedures/{world.first}/logboek"' in browse("chair").get(f"/procedures/{world.first}").text
    assert browse("member").get(f"/procedures/{world.first}/logboek").status_code == 404


def test_the_filter_stands_in_the_address_and_pages_hold_fifty(browse, world, work, answers):
    with work() as session:
        anna = session.get(Account, world.anna)
        for number in range(60):
            audit.record("procedure.discarded", actor=anna, role="hr", procedure_id=world.first, reason=f"{number}")
        audit.record("procedure.discarded", actor=anna, role="hr", procedure_id=world.second, reason="-")
    client = browse("anna")
    first = client.get(f"/procedures/{world.first}/logboek?soort=procedure").text
    assert first.count("Procedure stopgezet.") == 50
    assert "soort=procedure&amp;pagina=2" in first or "pagina=2&amp;soort=procedure" in first
    assert client.get(f"/procedures/{world.first}/logboek?soort=procedure&pagina=2").text.count("Procedure stopgezet.") == 10
    assert client.get(f"/procedures/{world.first}/logboek?soort=procedure&pagina=99").text.count("Procedure stopgezet.") == 10
    assert "Er zijn geen regels van deze soort." in client.get(f"/procedures/{world.first}/logboek?soort=rules").text
    assert client.get(f"/procedures/{world.first}/logboek?soort=niets&pagina=x").text.count("Procedure stopgezet.") == 50


def test_every_own_action_has_words_and_every_kind_is_known():
    own = [action for action in audit.ACTIONS if action.split(".")[0] in {"procedure", "seat", "rules"}]
    assert len(own) >= 14
    assert not set(own) & set(log.unworded())
    with pytest.raises(ValueError, match="no such kind"):
        log.register_wording({"x": log.Wording(kind="gossip", text="x")})


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


@pytest.mark.parametrize(("action", "keys", "sentence"), SENTENCES)
def test_what_was_found_reads_as_a_sentence(work, action, keys, sentence):
    with work(), speaking("nl"):
        assert log._wordings[action].text({**FOUND, **keys}) == sentence


@pytest.mark.parametrize(("action", "keys", "sentence"), SAID)
def test_figures_read_by_title_with_a_decimal_comma(work, action, keys, sentence):
    with work(), speaking("nl"):
        assert log._wordings[action].figures({**FOUND, **keys}) == sentence
