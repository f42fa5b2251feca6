"""The two tables are closed: what they lack is refused with a reason, and stage and state are read as they stand."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from selection.admission import states
from selection.admission.models import Outcome
from selection.admission.states import Act, Stage, State
from selection.errors import Refused
from tests.factories_admission import asking, decided, draft_with, make_application, make_asking, prepared, refusal, the_case
from tests.factories_candidates import make_finding, reach

pytestmark = pytest.mark.db

POSSIBLE = {
    (Stage.OPEN, State.OPEN): {Act.PREPARE, Act.SEE},
    (Stage.OPEN, State.PREPARED): {Act.PREPARE, Act.DECIDE, Act.SEE},
    (Stage.RUNNING, State.OPEN): {Act.SEE},
    (Stage.RUNNING, State.PREPARED): {Act.SEE},
    **{(Stage.OPEN, state): {Act.CORRECT, Act.UNDO, Act.PROVE, Act.SEE} for state in states.DECIDED},
    **{(Stage.RUNNING, state): {Act.CORRECT, Act.PROVE, Act.SEE} for state in states.DECIDED},
    **{(stage, State.GONE): {Act.SEE} for stage in (Stage.OPEN, Stage.RUNNING)},
    **{(Stage.OVER, state): {Act.SEE} for state in State},
}


def test_every_act_is_possible_where_the_tables_say_and_nowhere_else():
    for stage in Stage:
        for state in State:
            for act in Act:
                allowed = act in POSSIBLE.get((stage, state), set())
                assert states.may(stage, state, act) is allowed, (stage, state, act)
                if not allowed:
                    with pytest.raises(Refused) as caught:
                        states.require(stage, state, act)
                    assert len(caught.value.message) > 20


def test_stage_follows_the_closing_moment_grace_and_rating(work, clock, monkeypatch):
    clock.now = datetime(2026, 11, 1, 22, 59, 59, tzinfo=UTC)
    with work():
        case = make_asking(1)
        assert states.stage_of(reach(case)[1]) is Stage.WAITING
    clock.forward(seconds=1)
    with work():
        procedure = reach(case)[1]
        assert states.stage_of(procedure) is Stage.OPEN
        monkeypatch.setattr(states, "organisation", lambda: SimpleNamespace(grace_minutes=15))
        assert states.stage_of(procedure) is Stage.WAITING
        procedure.state = "discarded"
        assert states.stage_of(procedure) is Stage.OVER
    with work():
        assert states.stage_of(reach(make_asking(1, opened=True, domain="twee.example"))[1]) is Stage.RUNNING


def test_state_follows_what_was_checked_and_decided(work):
    with work():
        case = make_asking(4)
        assert the_case(case).state is State.OPEN
        assert prepared(case, 0, draft_with(rechten=None)).state is State.OPEN
        assert prepared(case, 0, draft_with("")).state is State.OPEN
        assert prepared(case, 0).state is State.PREPARED
        prepared(case, 1, refusal())
        assert [each.state for each in decided(case, 0, 1)] == [State.CONDITIONAL, State.REFUSED]
        make_finding(the_case(case, 2).candidate, "withdrawn", by=case.hr)
        assert the_case(case, 2).state is State.GONE
        make_application(case, 3)
        assert the_case(case, 3).applied
        assert not the_case(case, 2).applied
        assert the_case(case).decision.outcome == Outcome.ADMITTED
        assert asking().conditions
