"""Preparing: what can be saved, what cannot, two officers at once, and what the trail keeps."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from selection.admission import preparing, queries
from selection.admission.models import Check, Met
from selection.admission.preparing import PROPOSAL, Checked
from selection.audit import AuditLine
from selection.candidates.finding import today
from selection.db import session
from selection.errors import BadInput, Conflict, Refused
from tests.factories_admission import decided, draft_with, make_asking, prepared, refusal, the_case
from tests.factories_candidates import reach

pytestmark = pytest.mark.db
LATER = Checked(outcome=Met.LATER, due_on=date(2027, 1, 31))
NOT = Checked(outcome=Met.NOT_MET)


def sentences(case, draft):
    return dict(preparing.faults(case, draft, today()))


def test_what_cannot_be_proposed_is_said_at_its_field(work):
    with work():
        case = the_case(make_asking(1))
        assert sentences(case, draft_with()) == {}
        assert sentences(case, draft_with(rechten=LATER, rijbewijs=NOT)) == {}
        assert "burgerlijke" in sentences(case, draft_with(rechten=NOT))[PROPOSAL]
        assert "minstens één" in sentences(case, draft_with("refused", "Reden", "Regel"))[PROPOSAL]
        assert "Geef de reden" in sentences(case, draft_with("refused", "", "Regel", rechten=NOT))[PROPOSAL]
        assert "Noem de regels" in sentences(case, draft_with("refused", "Reden", "", rechten=NOT))[PROPOSAL]
        assert sentences(case, refusal()) == {}
        assert "tegen welke dag" in sentences(case, draft_with(rechten=Checked(outcome=Met.LATER)))["condition:rechten"]
        past = Checked(outcome=Met.LATER, due_on=today() - timedelta(days=1))
        assert "voorbij" in sentences(case, draft_with(rechten=past))["condition:rechten"]
        assert sentences(case, draft_with(rechten=Checked(outcome=Met.LATER, due_on=today()))) == {}


def test_a_change_ends_a_row_and_the_trail_holds_digests(work):
    with work():
        case = make_asking(1)
        prepared(case, 0, draft_with("", rechten=Checked(outcome=Met.LATER, due_on=date(2027, 1, 31), note="Attest volgt")))
        found = prepared(case, 0, draft_with(rechten=Checked(outcome=Met.MET, note="Attest gekregen")))
        assert found.version == 2
        rows = session().scalars(sa.select(Check).where(Check.code == "rechten").order_by(Check.recorded_at, Check.ended_at.is_(None))).all()
        assert [(row.outcome, row.ended_at is None) for row in rows] == [("later", False), ("met", True)]
        unchanged = session().scalars(sa.select(Check).where(Check.code == "cv")).all()
        assert len(unchanged) == 1
        lines = session().scalars(sa.select(AuditLine).where(AuditLine.action == "admission.prepared").order_by(AuditLine.seq)).all()
        assert [line.keys["proposal"] for line in lines] == ["", "admitted"]
        assert lines[0].keys["points"]["condition:rechten"] == "later 2027-01-31"
        assert not any("Attest" in line.body for line in lines)
        assert "Attest gekregen" in queries.reason_texts(case.procedure).values()
        prepared(case, 0, draft_with(rechten=Checked(outcome=Met.MET, note="Attest gekregen")))
        assert the_case(case).version == 2


def test_two_officers_get_both_texts(work):
    with work():
        case = make_asking(1)
        hr, procedure = reach(case)
        before = the_case(case)
        prepared(case, 0, draft_with(rechten=LATER))
        after = the_case(case)
        with pytest.raises(Conflict) as caught:
            preparing.prepare(procedure, after, refusal(), version=before.version, today=today(), actor=hr)
        rows = {label: (mine, theirs) for label, mine, theirs in caught.value.context["rows"]}
        assert rows["Voorstel"] == ("niet toegelaten", "toegelaten")
        assert "tegen 31/01/2027" in rows["Je beschikt over je burgerlijke en politieke rechten."][1]
        same = preparing.stored_draft(after)
        preparing.prepare(procedure, after, same, version=before.version, today=today(), actor=hr)
        with pytest.raises(BadInput):
            preparing.prepare(procedure, after, draft_with(rechten=NOT), version=after.version, today=today(), actor=hr)


def test_nothing_is_prepared_before_the_closing_moment_or_after_the_decision(work, clock):
    with work():
        case = make_asking(1)
        hr, procedure = reach(case)
        prepared(case)
        decided(case, 0)
        with pytest.raises(Refused, match="al genomen"):
            preparing.prepare(procedure, the_case(case), refusal(), version=1, today=today(), actor=hr)
    clock.forward(days=-60)
    with work():
        early = make_asking(1, domain="vroeg.example")
        hr, procedure = reach(early)
        with pytest.raises(Refused, match="nog worden ingeschreven"):
            preparing.prepare(procedure, the_case(early), draft_with(), version=0, today=today(), actor=hr)
