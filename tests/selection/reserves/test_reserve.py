"""The reserve: its dates (R19), who is in it, and the acts of HR with what refuses them."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.errors import BadInput, Conflict, Refused
from selection.i18n import speaking
from selection.procedures.models import RoundRun
from selection.reserves import actions
from selection.reserves.models import Appointment
from selection.reserves.queries import reserve_of
from selection.results.collect import outcome_of

pytestmark = pytest.mark.db
REPORT = date(2026, 10, 20)


def now_stands(reach):
    _hr, procedure = reach()
    return reserve_of(procedure, outcome_of(procedure))


def lines(session):
    return [(line.action, line.keys) for line in session.scalars(sa.select(AuditLine).order_by(AuditLine.seq)) if line.action.startswith("reserve.")]


@pytest.mark.parametrize(
    ("report", "first", "last"),
    [
        (date(2024, 6, 20), date(2024, 7, 1), date(2027, 6, 30)),
        (date(2024, 7, 1), date(2024, 8, 1), date(2027, 7, 31)),
        (date(2024, 12, 31), date(2025, 1, 1), date(2027, 12, 31)),
    ],
)
def test_first_and_last_day(work, reach, report_date, finished, report, first, last):
    report_date(report)
    with work():
        reserve = now_stands(reach)
    assert (reserve.report, reserve.first, reserve.last) == (report, first, last)


@pytest.mark.parametrize(
    ("moment", "period", "left"),
    [
        (datetime(2026, 10, 31, 22, 59, tzinfo=UTC), "before", 1095 + 1),
        (datetime(2026, 10, 31, 23, 1, tzinfo=UTC), "running", 1096),
        (datetime(2029, 10, 31, 22, 59, tzinfo=UTC), "running", 1),
        (datetime(2029, 10, 31, 23, 1, tzinfo=UTC), "ended", 0),
    ],
)
def test_days_are_those_of_the_organisation(work, reach, report_date, finished, clock, moment, period, left):
    report_date(REPORT)
    clock.now = moment
    with work():
        reserve = now_stands(reach)
        assert (reserve.period, reserve.left) == (period, left)


def test_who_is_in_it_in_order_with_shared_places(work, reach, finished):
    with work():
        reserve = now_stands(reach)
    assert [(entry.code, entry.rank, str(entry.total)) for entry in reserve.entries] == [("K01", 1, "77"), ("K02", 2, "70"), ("K03", 2, "70")]
    assert (reserve.report, reserve.first, reserve.left) == (None, None, None)


def test_an_appointment_leaves_the_places_of_the_others(work, reach, report_date, finished):
    report_date(REPORT)
    with work() as session:
        hr, procedure = reach()
        actions.appoint(hr, procedure, finished.candidates["K01"], frozenset(finished.candidates.values()), date(2026, 11, 2), "college, nr. 12")
        reserve = now_stands(reach)
        assert [(entry.code, entry.rank) for entry in reserve.available] == [("K02", 2), ("K03", 2)]
        assert len(reserve.entries) == 3
        actions.undo_appointment(hr, procedure, finished.candidates["K01"], "Vergissing")
        assert [entry.code for entry in now_stands(reach).available] == ["K01", "K02", "K03"]
        (row,) = session.scalars(sa.select(Appointment))
        assert (row.decision, row.end_reason) == ("college, nr. 12", "Vergissing")
        assert [action for action, _keys in lines(session)] == ["reserve.appointed", "reserve.appointment_undone"]
        assert "college" not in str(lines(session))
        assert "Vergissing" not in str(lines(session))


def test_the_date_is_recorded_with_old_and_new(work, reach, finished):
    with work() as session:
        hr, procedure = reach()
        actions.set_report_date(hr, procedure, date(2026, 10, 20), "")
        actions.set_report_date(hr, procedure, date(2026, 10, 20), "")
        actions.set_report_date(hr, procedure, date(2026, 10, 21), "Verkeerd overgenomen")
        assert [(keys["old"], keys["new"]) for _action, keys in lines(session)] == [(None, "2026-10-20"), ("2026-10-20", "2026-10-21")]


def refusal(kind, act, *arguments, **options):
    """The sentence with which an act is refused."""
    with pytest.raises(kind) as caught, speaking("nl"):
        act(*arguments, **options)
    return str(caught.value)


def test_acts_that_are_refused_say_why(work, reach, finished):
    ranked = frozenset(finished.candidates[code] for code in ("K01", "K02", "K03"))
    with work():
        hr, procedure = reach()
        on = date(2026, 11, 2)
        first, failed = finished.candidates["K01"], finished.candidates["K04"]
        told = refusal(Refused, actions.appoint, hr, procedure, first, ranked, on, "college")
        assert told == "Vul eerst de datum van het eindrapport in."
        told = refusal(BadInput, actions.set_report_date, hr, procedure, date(2026, 11, 24), "")
        assert told == "De datum van het eindrapport ligt in de toekomst. Vul de datum in die op het rapport staat."
        told = refusal(BadInput, actions.set_report_date, hr, procedure, date(2026, 10, 15), "")
        assert told.endswith("is afgesloten op 16 oktober 2026, dus het eindrapport is van die dag of later. Controleer de datum op het rapport.")
        actions.set_report_date(hr, procedure, date(2026, 10, 16), "")
        actions.set_report_date(hr, procedure, REPORT, "Overgetypt")
        told = refusal(BadInput, actions.set_report_date, hr, procedure, date(2026, 10, 21), "")
        assert told == "Geef een reden op om de datum van het eindrapport te wijzigen."
        told = refusal(Refused, actions.appoint, hr, procedure, failed, ranked, on, "college")
        assert told == "Alleen een gerangschikte kandidaat kan uit de reserve worden aangesteld."
        told = refusal(BadInput, actions.appoint, hr, procedure, first, ranked, date(2026, 10, 19), "college")
        assert told == "De aanstelling ligt voor het eindrapport. Controleer de datum."
        actions.appoint(hr, procedure, first, ranked, on, "college")
        told = refusal(Refused, actions.appoint, hr, procedure, first, ranked, on, "college")
        assert told == "Deze kandidaat is al als aangesteld aangeduid. Bekijk de lijst opnieuw."
        told = refusal(Refused, actions.undo_appointment, hr, procedure, failed, "reden")
        assert told == "Deze kandidaat is niet als aangesteld aangeduid. Bekijk de lijst opnieuw."


def test_the_final_report_comes_after_the_last_round(work, reach, finished):
    with work() as session:
        session.execute(sa.update(RoundRun).where(RoundRun.code == "interview").values(closed_at=None))
        hr, procedure = reach()
        told = refusal(Refused, actions.set_report_date, hr, procedure, REPORT, "")
    assert told == "Het eindrapport komt na de laatste ronde. Sluit eerst elke ronde af."


def test_somebody_else_entered_another_date_meanwhile(work, reach, report_date, finished):
    report_date(date(2026, 10, 22))
    with work():
        hr, procedure = reach()
        told = refusal(Conflict, actions.set_report_date, hr, procedure, REPORT, "", seen="")
    assert told == "Iemand anders heeft de datum van het eindrapport intussen gewijzigd."
