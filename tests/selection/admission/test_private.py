"""What a candidate reads on the private page of what is still to be proved: after the letter went out, never before."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from selection.admission import proving
from selection.admission.models import Met
from selection.admission.preparing import Checked
from selection.applications import links
from selection.applications.models import Application
from selection.candidates.finding import today
from selection.db import session
from selection.mail.models import Letter, LetterState
from tests.factories_admission import decided, draft_with, make_application, make_asking, prepared, the_case
from tests.factories_candidates import reach
from tests.pages import Page

pytestmark = pytest.mark.db


def test_what_is_still_to_be_proved_stands_on_the_private_page_once_the_decision_was_told(app, work, clock):
    with work():
        case = make_asking(1)
        make_application(case, 0)
        prepared(case, 0, draft_with(rechten=Checked(outcome=Met.LATER, due_on=today() + timedelta(days=10))))
        decided(case, 0)
        token = links.make(session().scalars(sa.select(Application)).one())
    visitor = app.test_client()
    assert "Dit moet u nog bewijzen" not in visitor.get(f"/m/{token}").text
    for state in (LetterState.SENT, LetterState.GIVEN):
        with work():
            session().scalars(sa.select(Letter)).one().state = state
        answer = visitor.get(f"/m/{token}")
        assert "Dit moet u nog bewijzen" in answer.text
        assert "tegen donderdag 3 december 2026" in answer.text
        assert "vóór de aanstelling" in answer.text
        assert not Page(answer.text).faults("nl")
    assert "You still have to prove this" in visitor.get(f"/m/{token}?taal=en").text
    clock.forward(days=11)
    assert "die dag is voorbij" in visitor.get(f"/m/{token}").text
    with work():
        hr, procedure = reach(case)
        for code in ("rechten", "rijbewijs"):
            found = the_case(case)
            point = next(point for point in found.points if point.code == code)
            proving.change_point(procedure, found, point, Checked(outcome=Met.MET), seen=found.checks[point.key].id, today=today(), actor=hr)
    assert "Dit moet u nog bewijzen" not in visitor.get(f"/m/{token}").text
