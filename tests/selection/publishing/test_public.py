"""The public pages: no account, no cookie, the closing moment in Brussels, the vacancy's own language."""

from datetime import UTC, date, datetime

import pytest

from selection.db import now
from selection.procedures.models import Procedure, ProcedureState
from selection.procedures.vacancy import closing_moment
from tests.factories import definition_data, make_definition, make_definition_row

pytestmark = pytest.mark.db


def test_everybody_reads_the_vacancy_without_a_cookie(client, clock, directeur):
    clock.now = datetime(2024, 4, 20, 8, tzinfo=UTC)
    for path in ("/vacatures", f"/vacatures/{directeur}", f"/vacatures/{directeur}?taal=en"):
        page = client.get(path)
        assert page.status_code == 200
        assert "Set-Cookie" not in page.headers
        assert "Directeur Interne Organisatie" in page.text
    page = client.get(f"/vacatures/{directeur}").text
    for text in (
        "€\u00a04.470 tot €\u00a06.536 bruto per maand",
        "Tot en met zondag 28 april 2024",
        "23.59 uur",
        "In totaal zijn minstens 60 van de 100 punten nodig.",
        "Minstens 15 van 30 punten nodig.",
        "Minstens 35 van 70 punten nodig.",
        "De rangschikking is bindend.",
        "36 maanden",
        "woensdag 15 mei 2024",
        "21 en 22 mei 2024",
        "Maaltijdcheques",
        "Motivatiebrief",
        "Niveau 3",
        "Voortdurend verbeteren",
        "Je hebt een rijbewijs B.",
    ):
        assert text in page


def test_the_vacancy_stays_dutch_in_the_english_interface(client, clock, directeur):
    clock.now = datetime(2024, 4, 20, 8, tzinfo=UTC)
    page = client.get(f"/vacatures/{directeur}?taal=en").text
    assert '<html lang="en">' in page
    assert '<h1 lang="nl">' in page
    assert "€4,470 to €6,536 gross per month" in page
    assert "The ranking is binding." in page
    assert "Je hebt een rijbewijs B." in page


@pytest.mark.parametrize(
    ("moment", "closed"),
    [(datetime(2024, 4, 28, 21, 59, 59, tzinfo=UTC), False), (datetime(2024, 4, 28, 22, 0, tzinfo=UTC), True)],
)
def test_a_day_as_deadline_ends_at_midnight_in_brussels(client, clock, directeur, moment, closed):
    clock.now = moment
    page = client.get(f"/vacatures/{directeur}").text
    assert ("Deze vacature is gesloten" in page) is closed


def test_a_moment_as_deadline_is_belgian_time():
    data = definition_data(application={"deadline": datetime(2027, 1, 31, 12, 0)})  # noqa: DTZ001 (a definition holds Belgian time)
    assert closing_moment(make_definition(data)) == datetime(2027, 1, 31, 11, 0, tzinfo=UTC)
    data = definition_data(application={"deadline": date(2027, 7, 31)})
    assert closing_moment(make_definition(data)) == datetime(2027, 7, 31, 22, 0, tzinfo=UTC)
    assert closing_moment(make_definition()) is None


def test_what_is_not_published_is_not_there_and_what_was_withdrawn_says_so_at_its_address_alone(client, work, world, directeur):
    assert client.get(f"/vacatures/{world.first}").status_code == 404
    with work() as session:
        procedure = session.get(Procedure, directeur)
        procedure.state, procedure.discarded_at = ProcedureState.DISCARDED, now()
    page = client.get(f"/vacatures/{directeur}").text
    assert "Deze vacature is op" in page
    assert "ingetrokken." in page
    assert "kandidatuur-indienen" not in page
    assert "application/ld+json" not in page
    assert "Er zijn op dit ogenblik geen vacatures" in client.get("/vacatures").text


def test_the_newest_definition_is_shown(client, work, directeur):
    with work() as session:
        procedure = session.get(Procedure, directeur)
        hr = procedure.tasks[0].account
        make_definition_row(procedure, make_definition(definition_data(title="Teamleider")), by=hr, number=2, kind="corrected")
    assert "Teamleider" in client.get(f"/vacatures/{directeur}").text
