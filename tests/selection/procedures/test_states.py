"""The closed table of states, walked: every act in every stage is either in it, and leads where it says, or is refused with a sentence."""

from datetime import date

import pytest

from selection.applications.states import Phase, window
from selection.candidates import states as lists
from selection.db import now, session
from selection.errors import Refused
from selection.procedures.actions import ending, handling, moving
from selection.procedures.models import Procedure, ProcedureState
from selection.procedures.states import ALIVE, ENDS, TABLE, Act, Stage, leads_to, may, require, stage_of
from tests.factories import close_rounds, make_procedure, open_for_rating
from tests.factories_accounts import make_person
from tests.factories_candidates import make_candidate, make_finding

pytestmark = pytest.mark.db


def standing(stage, hr):
    """A procedure that stands in this stage."""
    procedure = make_procedure(hr)
    if "judged" in stage or "running" in stage:
        candidate = make_candidate(procedure, "K01")
        if "running" in stage:
            open_for_rating(procedure)
        if "judged" in stage:
            make_finding(candidate, "verdict", "assessment", "unsuitable", by=hr.id)
    if "published" in stage:
        procedure.published_at = now()
    if stage in ENDS:
        procedure.state = ProcedureState(stage)
    session().flush()
    assert stage_of(procedure) == stage
    return procedure


@pytest.mark.parametrize("stage", list(Stage))
def test_every_act_is_in_the_table_or_refused_with_a_sentence(app, work, stage):
    with work():
        procedure = standing(stage, make_person("Hanne", "Officier", email="hr@een.example", is_hr=True))
        for act in Act:
            if stage in TABLE[act]:
                assert require(procedure, act) == stage
            else:
                with pytest.raises(Refused, match=r"[a-z]{3,}.*\."):
                    require(procedure, act)


def test_the_table_knows_every_act_and_nothing_leaves_a_procedure_that_has_ended():
    assert set(TABLE) == set(Act)
    assert not [act for act in Act for stage in ENDS if may(stage, act)]
    ends = {act for act in Act for stage in TABLE[act] if leads_to(stage, act) in ENDS}
    assert ends == {Act.DISCARD, Act.STOP, Act.END_UNFILLED}
    assert all(set(TABLE[act]) == ALIVE for act in (Act.STOP, Act.END_UNFILLED, Act.MOVE_ROUND))


def decided():
    return ending.Ending(on=date(2026, 11, 20), body="het college", reference="CBS 1", reason="Reden.", grounds="Punt 9")


DOING = {
    Act.STOP: lambda hr, one: ending.stop(hr, one, decided=decided(), version=one.version),
    Act.DISCARD: lambda hr, one: handling.discard(hr, one, reason="Reden.", version=one.version),
    Act.HAND_OVER: lambda hr, one: handling.hand_over(
        hr, one, task="deputy", account=make_person("Ander", "Officier", email="b@een.example", is_hr=True), version=one.version
    ),
    Act.MOVE_ROUND: lambda hr, one: moving.move_round(
        hr, one, round_code="interview", days=[date(2027, 4, 1)], reason="Reden.", moments=False, version=one.version
    ),
}


@pytest.mark.parametrize("act", list(DOING))
@pytest.mark.parametrize("stage", sorted(ALIVE))
def test_an_act_leads_where_the_table_says(app, work, act, stage):
    with work():
        hr = make_person("Hanne", "Officier", email="hr@een.example", is_hr=True)
        procedure = standing(stage, hr)
        if stage not in TABLE[act]:
            with pytest.raises(Refused):
                DOING[act](hr, procedure)
            return
        DOING[act](hr, procedure)
        session().expire(procedure)
        assert stage_of(session().get_one(Procedure, procedure.id)) == leads_to(stage, act)


@pytest.mark.parametrize("stage", sorted(ENDS))
def test_the_tables_of_the_subjects_allow_nothing_in_a_procedure_that_has_ended(app, work, stage):
    with work():
        procedure = standing(stage, make_person("Hanne", "Officier", email="hr@een.example", is_hr=True))
        procedure.published_at = now()
        assert not [act for act in lists.Act if lists.may(procedure, act)]
        assert window(procedure).phase is Phase.OVER


def test_a_procedure_ends_without_a_ranked_candidate_only_when_nobody_is_ranked_or_can_be(app, work):
    with work():
        hr = make_person("Hanne", "Officier", email="hr@een.example", is_hr=True)
        procedure = standing(Stage.RUNNING_JUDGED, hr)
        with pytest.raises(Refused, match="niet afgesloten"):
            ending.end_unfilled(hr, procedure, decided=decided(), version=procedure.version)
        close_rounds(procedure, "gesprek", "assessment", "interview")
        with pytest.raises(Refused, match="nog niet bekend"):
            ending.end_unfilled(hr, procedure, decided=decided(), version=procedure.version)
