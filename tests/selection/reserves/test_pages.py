"""The pages of the reserve, through real requests."""

from datetime import date

import pytest
import sqlalchemy as sa

from selection.candidates.models import Finding

pytestmark = pytest.mark.db


def test_from_the_date_to_an_appointment_and_back(hr, finished):
    empty = hr.get(finished.path())
    assert empty.status_code == 200
    assert "De reserve loopt 36 maanden" in empty.text
    assert "K04" not in empty.text
    saved = hr.send(finished.path("eindrapport"), report_date="20/10/2026", seen="")
    assert (saved.status_code, saved.location) == (303, finished.path())
    running = hr.get(finished.path()).text
    assert "31 oktober 2029" in running
    first = str(finished.candidates["K01"])
    assert "Kandi Daat1" in hr.get(finished.path(first, "aanstellen")).text
    assert hr.send(finished.path(first, "aanstellen"), on="02/11/2026", decision="college, nr. 12").status_code == 303
    assert "02/11/2026, college, nr. 12" in hr.get(finished.path()).text
    assert hr.send(finished.path(first, "ongedaan"), reason="Vergissing").status_code == 303
    assert "college, nr. 12" not in hr.get(finished.path()).text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"report_date": "31/02/2026"}, "31/02/2026"),
        ({"report_date": ""}, "Vul de datum van het eindrapport in."),
        ({"report_date": "24/11/2026"}, "ligt in de toekomst"),
        ({"report_date": "15/10/2026"}, "is afgesloten op 16 oktober 2026"),
    ],
)
def test_a_date_that_cannot_be_keeps_what_was_typed(hr, finished, fields, told):
    answer = hr.send(finished.path("eindrapport"), seen="", **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{fields["report_date"]}"' in answer.text


def test_a_change_needs_a_reason(hr, finished, report_date):
    report_date(date(2026, 10, 20))
    answer = hr.send(finished.path("eindrapport"), report_date="21/10/2026", seen="2026-10-20")
    assert answer.status_code == 422
    assert "Geef een reden op om de datum van het eindrapport te wijzigen." in answer.text
    assert hr.send(finished.path("eindrapport"), report_date="21/10/2026", seen="2026-10-20", reason="Overgetypt").status_code == 303


def test_two_officers_with_one_date_see_both(hr, finished, report_date):
    report_date(date(2026, 10, 22))
    answer = hr.send(finished.path("eindrapport"), report_date="20/10/2026", seen="")
    assert answer.status_code == 409
    assert "20 oktober 2026" in answer.text
    assert "22 oktober 2026" in answer.text


def test_an_appointment_without_decision_is_asked_for(hr, finished, report_date):
    report_date(date(2026, 10, 20))
    path = finished.path(str(finished.candidates["K01"]), "aanstellen")
    answer = hr.send(path, on="02/11/2026", decision="  ")
    assert answer.status_code == 422
    assert "Vul de beslissing in" in answer.text
    assert 'value="02/11/2026"' in answer.text


def test_who_is_not_ranked_has_no_such_page(hr, finished, report_date):
    report_date(date(2026, 10, 20))
    assert hr.get(finished.path(str(finished.candidates["K04"]), "aanstellen")).status_code == 404
    assert hr.get(finished.path(str(finished.procedure), "ongedaan")).status_code == 404


def test_taking_back_what_is_not_there_is_refused(hr, finished, report_date):
    report_date(date(2026, 10, 20))
    answer = hr.send(finished.path(str(finished.candidates["K01"]), "ongedaan"), reason="Vergissing")
    assert answer.status_code == 409
    assert "niet als aangesteld aangeduid" in answer.text


def test_an_appointment_outlives_a_lost_place_and_can_be_taken_back(hr, finished, report_date, work):
    report_date(date(2026, 10, 20))
    id_ = finished.candidates["K01"]
    assert hr.send(finished.path(str(id_), "aanstellen"), on="02/11/2026", decision="College, 2 november 2026").status_code == 303
    with work() as session:
        for finding in session.scalars(sa.select(Finding).where(Finding.candidate_id == id_)):
            finding.value = "unsuitable"
    page = hr.get(finished.path())
    assert "Aangeduid als aangesteld en niet meer gerangschikt" in page.text
    assert finished.path(str(id_), "ongedaan") in page.text
    assert hr.send(finished.path(str(id_), "ongedaan"), reason="Oordeel was verkeerd overgenomen").status_code == 303
    assert "niet meer gerangschikt" not in hr.get(finished.path()).text
