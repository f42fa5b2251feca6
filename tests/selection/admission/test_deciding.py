"""The decision: exclusion and letter follow it, it is corrected and undone with a reason, and rating waits for it."""

import json
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from selection.admission import deciding, queries, telling
from selection.admission.deciding import Content
from selection.admission.models import Met
from selection.admission.preparing import Checked
from selection.admission.states import State
from selection.audit import AuditLine
from selection.candidates import entering, recording
from selection.candidates.finding import today
from selection.candidates.models import FindingKind
from selection.candidates.queries import taking_part
from selection.db import session
from selection.errors import BadInput, Conflict, Refused
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.procedures.queries import definition_of
from selection.procedures.readiness import missing_for_rating
from tests.factories import open_for_rating
from tests.factories_admission import RULING, asking, decided, draft_with, make_application, make_asking, prepared, refusal, the_case
from tests.factories_candidates import make_finding, reach

pytestmark = pytest.mark.db
ADMITTED, REFUSED = Content(outcome="admitted", reason="", grounds=""), Content(outcome="refused", reason="Toch niet.", grounds="Selectieregels, punt 2")


def letters():
    return session().scalars(sa.select(Letter).order_by(Letter.seq)).all()


def exclusion(found):
    return next((row for row in found.findings if row.kind == FindingKind.EXCLUDED), None)


def test_the_decision_excludes_who_is_refused_and_asks_a_letter_for_everybody(work):
    with work():
        case = make_asking(2)
        make_application(case, 1, language="en")
        prepared(case, 0)
        prepared(case, 1, refusal())
        first, second = decided(case)
        assert (first.state, second.state) == (State.CONDITIONAL, State.REFUSED)
        assert exclusion(first) is None
        said = exclusion(second)
        assert (said.on, said.source, said.reason) == (RULING.on, RULING.body, "Het uittreksel ontbreekt.")
        yes, no = letters()
        assert [(row.event, row.language, row.automatic, row.state) for row in (yes, no)] == [
            ("toegelaten", "nl", False, LetterState.ASKED),
            ("onvolledig-bij-afsluiting", "en", False, LetterState.ASKED),
        ]
        assert json.loads(yes.facts) == {"beslissingsdatum": {"date": "2026-11-20"}, "later_te_bewijzen": ["Je hebt een rijbewijs B."]}
        told = json.loads(no.facts)
        assert told["motivering"] == "Het uittreksel ontbreekt."
        assert told["rechtsgrond"] == ["Vacature, documenten", "Selectieregels, punt 2"]
        assert told["ontbrekende_documenten"] == ["Uittreksel uit het strafregister"]
        line = session().scalars(sa.select(AuditLine).where(AuditLine.action == "admission.decided").order_by(AuditLine.seq)).all()[1]
        assert line.keys["outcome"] == "refused"
        assert "ontbreekt" not in line.body
        assert "CBS" not in line.body


def test_which_letter_goes_to_who_is_not_admitted(work):
    with work():
        case = make_asking(1)
        unmet = prepared(case, 0, replace(refusal(), points={**refusal().points, "condition:rechten": Checked(outcome=Met.NOT_MET)}))
        procedure = reach(case)[1]
        assert telling.event_of(procedure, unmet, "refused") == "uitgesloten"
        documents = prepared(case, 0, refusal())
        assert telling.event_of(procedure, documents, "refused") == "onvolledig-bij-afsluiting"
        open_for_rating(procedure)
        assert telling.event_of(procedure, documents, "refused") == "uitgesloten-tijdens-procedure"
        lenient = make_asking(1, definition=asking(application={"incomplete_refused": False}), domain="mild.example")
        assert telling.event_of(reach(lenient)[1], prepared(lenient, 0, refusal()), "refused") == "uitgesloten"


def test_all_together_or_none(work):
    with work():
        case = make_asking(3)
        hr, procedure = reach(case)
        prepared(case, 0)
        prepared(case, 1)
        cases = [the_case(case, number) for number in range(3)]
        with pytest.raises(Refused, match="voorstel"):
            deciding.decide(procedure, [(each, each.version) for each in cases], RULING, today=today(), actor=hr)
        with pytest.raises(Conflict) as caught:
            deciding.decide(procedure, [(cases[0], 1), (cases[1], 0)], RULING, today=today(), actor=hr)
        assert [row[1] for row in caught.value.context["rows"]] == ["beslissen zoals voorgesteld"]
        for on, words in ((date(2026, 11, 24), "moet nog komen"), (date(2026, 10, 31), "van die dag of later")):
            with pytest.raises(BadInput, match=words):
                deciding.decide(procedure, [(cases[0], 1)], replace(RULING, on=on), today=today(), actor=hr)
        assert [the_case(case, number).decision for number in range(3)] == [None] * 3
        decided(case, 0)
        with pytest.raises(Conflict):
            deciding.decide(procedure, [(the_case(case, 0), 1), (cases[1], 1)], RULING, today=today(), actor=hr)
        assert len(letters()) == 1


def test_a_correction_moves_the_exclusion_and_the_letter(work):
    with work():
        case = make_asking(1)
        hr, procedure = reach(case)
        found = prepared(case, 0, refusal())
        found = decided(case, 0)[0]
        with pytest.raises(Refused, match="steunt op de beslissing"):
            recording.undo(procedure, found.candidate, exclusion(found), why="Zomaar", actor=hr)
        with pytest.raises(BadInput, match="Niemand wordt toegelaten"):
            deciding.correct(procedure, found, RULING, ADMITTED, seen=found.decision.id, why="Vergissing", today=today(), actor=hr)
        other = Content(outcome="refused", reason="Het uittreksel is te oud.", grounds="Selectieregels, punt 2")
        deciding.correct(procedure, found, RULING, other, seen=found.decision.id, why="Verkeerde reden", today=today(), actor=hr)
        found = the_case(case)
        assert exclusion(found).reason == "Het uittreksel is te oud."
        assert [row.state for row in letters()] == [LetterState.WITHDRAWN, LetterState.ASKED]
        with pytest.raises(Conflict):
            deciding.correct(procedure, found, RULING, other, seen=None, why="Nog eens", today=today(), actor=hr)
        assert len(queries.decisions_about(found.candidate.id)) == 2
        line = session().scalars(sa.select(AuditLine).where(AuditLine.action == "admission.corrected")).one()
        assert (line.keys["old"], line.keys["new"]) == ("refused", "refused")
        assert "Verkeerde reden" in queries.reason_texts(case.procedure).values()


def test_who_was_admitted_can_still_be_refused_while_rating_is_open_and_the_other_way_round(work):
    with work():
        case = make_asking(1)
        hr, procedure = reach(case)
        prepared(case, 0, draft_with(rijbewijs=Checked(outcome=Met.NOT_MET)))
        found = decided(case, 0)[0]
        assert found.state is State.ADMITTED
        entering.close_list(procedure, actor=hr)
        open_for_rating(procedure)
        outbox.withdraw(letters()[0], by=hr, role="hr", reason="Niet nodig")
        deciding.correct(procedure, found, RULING, REFUSED, seen=found.decision.id, why="Geen rijbewijs", today=today(), actor=hr)
        found = the_case(case)
        assert taking_part(procedure.id) == frozenset()
        assert [row.event for row in letters()] == ["toegelaten", "uitgesloten-tijdens-procedure"]
        with pytest.raises(Refused, match="nog worden verbeterd"):
            deciding.undo(procedure, found, seen=found.decision.id, why="Nee", actor=hr)
        deciding.correct(procedure, found, RULING, ADMITTED, seen=found.decision.id, why="Toch", today=today(), actor=hr)
        assert taking_part(procedure.id) == {case.candidates[0]}


def test_undoing_takes_back_the_exclusion_and_the_letter_that_was_not_sent(work):
    with work():
        case = make_asking(1)
        hr, procedure = reach(case)
        prepared(case, 0, refusal())
        found = decided(case, 0)[0]
        letter = letters()[0]
        letter.state = LetterState.SENT
        deciding.undo(procedure, found, seen=found.decision.id, why="Verkeerde kandidaat", actor=hr)
        found = the_case(case)
        assert (found.state, exclusion(found), letters()[0].state) == (State.PREPARED, None, LetterState.SENT)
        decided(case, 0)
        assert len(letters()) == 2


def test_rating_waits_for_every_decision_on_who_applied_or_was_prepared(work):
    with work():
        case = make_asking(3)
        procedure = reach(case)[1]
        definition = definition_of(procedure)

        def open_cases():
            return [item.text for item in missing_for_rating(procedure, definition) if item.endpoint == "admission.index"]

        assert open_cases() == []  # typed in by HR, as before
        make_application(case, 0)
        prepared(case, 1, draft_with(""))
        assert open_cases() == ["Over de toelating van 2 kandidaten is nog niet beslist."]
        prepared(case, 0)
        decided(case, 0)
        assert open_cases() == ["Over de toelating van 1 kandidaat is nog niet beslist."]
        make_finding(the_case(case, 1).candidate, FindingKind.WITHDRAWN, by=case.hr)
        assert open_cases() == []
        plain = make_asking(1, definition=asking(conditions=[], application={"documents": []}), domain="leeg.example")
        make_application(plain, 0)
        assert not any(item.endpoint == "admission.index" for item in missing_for_rating(reach(plain)[1], definition_of(reach(plain)[1])))


def test_who_leaves_the_open_list_takes_the_preparation_along(work):
    with work():
        case = make_asking(1)
        hr, procedure = reach(case)
        prepared(case, 0, refusal())
        found = decided(case, 0)[0]
        entering.remove(procedure, found.candidate, actor=hr)
        assert queries.cases_of(procedure) == []
