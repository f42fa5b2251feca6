"""What programs read of a vacancy, read back by parsers that are none of ours."""

import json
import re
from datetime import UTC, date, datetime
from io import BytesIO
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from icalendar import Calendar
from pypdf import PdfReader

from selection.procedures.models import Procedure, ProcedureState
from selection.publishing import queries
from tests.factories import definition_data, make_definition, make_definition_row, make_procedure
from tests.factories_accounts import make_person

pytestmark = pytest.mark.db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
POSTING = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NASTY = "</script><script>alert(1)</script> & \"x\" <b> ]]> 'y'"


def postings(page):
    return [json.loads(text) for text in POSTING.findall(page.text)]


def change(work, directeur, kind="corrected", number=2, **changed):
    """Another version of the definition comes into force."""
    with work() as session:
        procedure = session.get(Procedure, directeur)
        make_definition_row(procedure, make_definition(definition_data(**changed)), by=procedure.tasks[0].account, number=number, kind=kind)


def test_search_engines_read_the_posting_of_an_open_vacancy(client, clock, directeur):
    (posting,) = postings(client.get(f"/vacatures/{directeur}"))
    assert (posting["@context"], posting["@type"], posting["title"]) == ("https://schema.org", "JobPosting", "Directeur Interne Organisatie")
    assert (posting["datePosted"], posting["validThrough"]) == ("2024-04-02", "2024-04-29T00:00:00+02:00")
    assert posting["url"] == f"http://localhost/vacatures/{directeur}"
    assert posting["baseSalary"]["value"] == {"@type": "QuantitativeValue", "minValue": 4470, "maxValue": 6536, "unitText": "MONTH"}
    assert (posting["baseSalary"]["currency"], posting["hiringOrganization"]["@type"]) == ("EUR", "Organization")
    assert "<li>" in posting["description"]
    assert posting["jobLocation"]["address"]["addressCountry"] == "BE"
    clock.now = datetime(2024, 4, 28, 22, tzinfo=UTC)
    assert postings(client.get(f"/vacatures/{directeur}")) == []


def test_text_of_people_stays_text_in_every_file(client, work, directeur):
    change(work, directeur, title=NASTY, position={"purpose": NASTY, "working_time": "19/38"}, application={"deadline": date(2024, 5, 1), "contact": NASTY})
    page = client.get(f"/vacatures/{directeur}")
    (posting,) = postings(page)
    assert posting["title"] == NASTY
    assert posting["employmentType"] == "PART_TIME"
    assert "<b>" not in posting["description"]
    assert "<script>alert" not in page.text
    entry = ET.fromstring(client.get("/vacatures/atom.xml").data).find(f"{ATOM}entry")  # noqa: S314 - our own file
    assert entry.findtext(f"{ATOM}title") == NASTY
    (first, *_others) = Calendar.from_ical(client.get(f"/vacatures/{directeur}/data.ics").data).walk("VEVENT")
    assert str(first["summary"]).startswith(NASTY)


def test_a_feed_reader_reads_the_open_vacancies(client, clock, work, directeur):
    answer = client.get("/vacatures/atom.xml")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.data)  # noqa: S314 - our own file
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "Vacatures van Voorbeeldbestuur"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": "http://localhost/vacatures/atom.xml",
        "alternate": "http://localhost/vacatures",
    }
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{directeur}"
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}published")) == datetime(2024, 4, 2, 8, tzinfo=UTC)
    assert "€\u00a04.470" in entry.findtext(f"{ATOM}summary")
    assert "Vacancies of" in client.get("/vacatures/atom.xml?taal=en").text
    clock.now = datetime(2024, 4, 29, 8, tzinfo=UTC)
    assert not ET.fromstring(client.get("/vacatures/atom.xml").data).findall(f"{ATOM}entry")  # noqa: S314 - our own file


def test_a_calendar_reads_the_dates_and_sees_an_update(client, work, directeur):
    answer = client.get(f"/vacatures/{directeur}/data.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=directeur-interne-organisatie.ics"
    calendar = Calendar.from_ical(answer.data)
    assert str(calendar["method"]) == "PUBLISH"
    days = {str(event["uid"]).split("@")[0].removeprefix(f"{directeur}-"): event for event in calendar.walk("VEVENT")}
    assert days["deadline"]["dtstart"].dt == date(2024, 4, 28)
    assert {event["dtstart"].dt for event in days.values()} == {date(2024, 4, 28), date(2024, 5, 15), date(2024, 5, 21), date(2024, 5, 22), date(2024, 6, 12)}
    change(work, directeur, application={"deadline": "2024-04-30T12:00:00"})
    (event,) = [event for event in Calendar.from_ical(client.get(f"/vacatures/{directeur}/data.ics").data).walk("VEVENT") if "deadline" in event["uid"]]
    assert (event["uid"], event["sequence"]) == (days["deadline"]["uid"], 1)
    assert event["dtend"].dt == datetime(2024, 4, 30, 12, tzinfo=ZoneInfo("Europe/Brussels"))


def test_the_site_map_names_public_pages_only(client, app, directeur, world):
    root = ET.fromstring(client.get("/sitemap.xml").data)  # noqa: S314 - our own file
    found = [node.findtext(f"{SITE}loc") for node in root.findall(f"{SITE}url")]
    assert f"http://localhost/vacatures/{directeur}" in found
    assert not any(str(world.first) in address for address in found)
    for address in found:
        assert client.get(address.removeprefix("http://localhost")).status_code == 200, address
    robots = client.get("/robots.txt").text.splitlines()
    assert {"Disallow: /", "Allow: /vacatures", "Sitemap: http://localhost/sitemap.xml"} <= set(robots)


def test_the_information_bundle_is_a_tagged_document(client, directeur):
    answer = client.get(f"/vacatures/{directeur}/informatiebundel.pdf?taal=en")
    assert answer.mimetype == "application/pdf"
    reader = PdfReader(BytesIO(answer.data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("nl")  # the language of the vacancy, whatever the reader speaks
    assert reader.metadata.title == "Directeur Interne Organisatie"
    assert "pdfuaid" in reader.xmp_metadata.stream.get_data().decode()
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for words in ("Informatiebundel", "4.470", "Verkennend gesprek", "Maaltijdcheques", "Motivatiebrief", "Coachen", "28 april 2024", str(directeur)):
        assert words in text


def test_another_address_stands_in_place_of_the_own_form(client, clock, work, directeur):
    application = {"deadline": date(2024, 5, 1), "external_url": "https://jobs.voorbeeld.example/12"}
    change(work, directeur, application=application)
    page = client.get(f"/vacatures/{directeur}").text
    assert page.count('href="https://jobs.voorbeeld.example/12" rel="external"') == 2
    assert "U stelt zich kandidaat op een andere website: jobs.voorbeeld.example." in page
    assert postings(client.get(f"/vacatures/{directeur}"))[0]["directApply"] is False
    clock.now = datetime(2024, 5, 2, 8, tzinfo=UTC)
    page = client.get(f"/vacatures/{directeur}").text
    assert "jobs.voorbeeld.example" not in page
    assert "Deze vacature is gesloten" in page


def test_a_list_that_was_closed_early_closes_the_vacancy_everywhere(client, work, directeur):
    with work() as session:
        session.get(Procedure, directeur).candidates_closed_at = datetime(2024, 4, 19, 8, tzinfo=UTC)
    page = client.get(f"/vacatures/{directeur}")
    assert postings(page) == []
    assert "Kandidatuur indienen" not in page.text
    assert "Deze vacature is gesloten" in page.text
    assert "Kandidaturen waren mogelijk tot en met vrijdag 19 april 2024, 10.00 uur." in page.text
    assert "gesloten" in client.get("/vacatures").text
    assert "<entry" not in client.get("/vacatures/atom.xml").text
    assert "U kunt zich nu niet kandidaat stellen" in client.get(f"/vacatures/{directeur}/kandidatuur-indienen").text


def test_a_stopped_vacancy_names_no_later_moment_until_which_people_could_apply(client, work, directeur):
    with work() as session:
        session.get(Procedure, directeur).state = ProcedureState.STOPPED
    page = client.get(f"/vacatures/{directeur}").text
    assert "Deze vacature is gesloten" in page
    assert "Kandidaturen waren mogelijk" not in page


def test_the_own_form_of_a_closed_vacancy_leads_to_no_other_address(client, clock, work, directeur):
    change(work, directeur, application={"deadline": date(2024, 5, 1), "external_url": "https://jobs.voorbeeld.example/12"})
    own = f"/vacatures/{directeur}/kandidatuur-indienen"
    assert client.get(own).headers["Location"] == "https://jobs.voorbeeld.example/12"
    clock.now = datetime(2024, 5, 1, 22, tzinfo=UTC)
    assert client.get(own).status_code == 200
    assert "U kunt zich nu niet kandidaat stellen" in client.get(own).text


def test_the_day_of_a_posting_is_the_day_in_brussels(client, work, directeur):
    with work() as session:
        session.get(Procedure, directeur).published_at = datetime(2024, 4, 1, 22, 30, tzinfo=UTC)
    (posting,) = postings(client.get(f"/vacatures/{directeur}"))
    assert posting["datePosted"] == "2024-04-02"


def test_what_is_not_published_has_no_files(client, world):
    for path in ("informatiebundel.pdf", "data.ics", "regels", "regels.pdf"):
        assert client.get(f"/vacatures/{world.first}/{path}").status_code == 404


def counted(app, client, path):
    """How many statements a page asks."""
    seen = []

    def executed(*arguments):
        seen.append(arguments[2])

    sa.event.listen(app.database.read_engine, "before_cursor_execute", executed)
    try:
        client.get(path)
    finally:
        sa.event.remove(app.database.read_engine, "before_cursor_execute", executed)
    return len(seen)


def test_the_list_asks_a_fixed_number_of_queries_and_keeps_the_last_closed_ones(client, work, app, directeur):
    client.get("/vacatures")  # thaws the definition
    before = {path: counted(app, client, path) for path in ("/vacatures", "/vacatures/atom.xml", "/sitemap.xml")}
    with work():
        hr = make_person("Cara", "Claes", is_hr=True)
        for number in range(12):
            data = definition_data(code=f"oud-{number}", title=f"Oud nummer {number}", application={"deadline": date(2024, 1, 1 + number)})
            make_procedure(hr, definition=make_definition(data), published_at=datetime(2023, 12, 1, tzinfo=UTC), published_by=hr.id)
    page = client.get("/vacatures").text
    assert {path: counted(app, client, path) for path in before} == before
    assert page.index("Directeur Interne Organisatie") < page.index("Oud nummer 11") < page.index("Oud nummer 2<")
    assert "Oud nummer 1<" not in page


def test_an_old_vacancy_that_is_still_open_stays_on_the_list_however_many_came_after_it(client, work, directeur, monkeypatch):
    monkeypatch.setattr(queries, "MOST_READ", 2)
    with work():
        hr = make_person("Cara", "Claes", is_hr=True)
        for number in range(4):
            data = definition_data(code=f"later-{number}", title=f"Later nummer {number}", application={"deadline": date(2024, 4, 1 + number)})
            later = datetime(2024, 4, 3, 8 + number, tzinfo=UTC)
            make_procedure(hr, definition=make_definition(data), published_at=later, published_by=hr.id, candidates_closed_at=later)
    for path in ("/vacatures", "/vacatures/atom.xml", "/sitemap.xml"):
        assert str(directeur) in client.get(path).text, path
    assert client.get("/vacatures").text.count("Later nummer") == 2
