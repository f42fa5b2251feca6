"""Who sat: per candidate and part, taken back, two officers at once."""

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.candidates import queries, sitting
from selection.candidates.sitting import SAT, Choice
from selection.db import session
from selection.errors import Conflict, NotFound, Refused
from tests.factories_candidates import make_case, make_sheet, reach

pytestmark = pytest.mark.db


def setting(**columns):
    case = make_case(**columns)
    hr, procedure = reach(case)
    candidate = queries.candidate_of(procedure, case.candidates[0])
    return case, hr, procedure, candidate, sitting.places(procedure, candidate, "gesprek")


def choice(place, why, reason="", seen=None):
    return place, Choice(part_code=place.part_code, account_id=place.account.id, why=why, reason=reason, seen=seen)


def test_places_are_the_rating_seats_of_parts_with_sheets(work):
    with work():
        _case, _hr, procedure, candidate, places = setting()
        assert [(place.part_code, place.account.family_name, place.submitted) for place in places] == [
            ("gesprek", "Nummer0", False),
            ("gesprek", "Nummer1", False),
            ("gesprek", "Nummer2", False),
        ]
        assert sitting.places(procedure, candidate, "assessment") == []
        with pytest.raises(NotFound):
            sitting.places(procedure, candidate, "niets")


def test_recording_changing_and_taking_back(work):
    with work():
        _case, hr, procedure, candidate, places = setting()
        assert sitting.record(procedure, candidate, [choice(places[0], "ill", "Griep"), choice(places[1], SAT)], actor=hr) == 1
        row = queries.not_sitting(procedure.id)[0]
        places = sitting.places(procedure, candidate, "gesprek")
        assert sitting.record(procedure, candidate, [choice(places[0], "late", "Trein", row.id)], actor=hr) == 1
        new = queries.not_sitting(procedure.id)[0]
        assert (new.why, new.reason, row.ended_by) == ("late", "Trein", hr.id)
        sitting.end(procedure, candidate, new, actor=hr)
        assert queries.not_sitting(procedure.id) == []
        with pytest.raises(Refused, match="al ongedaan"):
            sitting.end(procedure, candidate, new, actor=hr)
        actions = session().scalars(sa.select(AuditLine.action).where(AuditLine.action.like("sitting%")).order_by(AuditLine.seq)).all()
        assert actions == ["sitting.ended", "sitting.restored", "sitting.ended", "sitting.restored"]
        assert "Trein" in queries.reason_texts(procedure.id).values()


def test_a_reason_is_needed_and_who_submitted_did_sit(work):
    with work():
        case, hr, procedure, candidate, places = setting()
        with pytest.raises(Refused, match="Geef de reden op waarom Lid Nummer0"):
            sitting.record(procedure, candidate, [choice(places[0], "ill")], actor=hr)
        make_sheet(candidate, "gesprek", case.panel[0])
        places = sitting.places(procedure, candidate, "gesprek")
        with pytest.raises(Refused, match="zetelde dus wel"):
            sitting.record(procedure, candidate, [choice(places[0], "ill", "Griep")], actor=hr)
        assert sitting.record(procedure, candidate, [choice(places[0], "recused", "Familie")], actor=hr) == 1
        assert queries.counting_sheets(procedure.id, frozenset({candidate.id})) == {}


def test_two_officers_at_once_see_both_texts(work):
    with work():
        _case, hr, procedure, candidate, places = setting()
        sitting.record(procedure, candidate, [choice(places[0], "ill", "Griep")], actor=hr)
        places = sitting.places(procedure, candidate, "gesprek")
        with pytest.raises(Conflict) as caught:
            sitting.record(procedure, candidate, [choice(places[0], "late", "Trein")], actor=hr)
        assert caught.value.context["rows"] == [("K01: Verkennend gesprek, Lid Nummer0", "te laat · Trein", "ziek · Griep")]
        assert sitting.record(procedure, candidate, [choice(places[0], "ill", "Griep")], actor=hr) == 0


def test_nothing_is_recorded_before_there_are_codes(work):
    with work():
        _case, hr, procedure, candidate, places = setting(opened=False)
        with pytest.raises(Refused, match="Sluit eerst de lijst"):
            sitting.record(procedure, candidate, [choice(places[0], "ill", "Griep")], actor=hr)
