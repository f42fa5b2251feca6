"""The pages as HR fetches them: what they show, what they refuse, that nothing typed is lost, and that they cost as much for many as for few."""

import html
import re
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from selection.admission.models import Decision, Met
from selection.admission.preparing import Checked
from selection.admission.states import State
from selection.applications.models import ApplicationDocument
from selection.db import session
from tests.factories import make_candidate, open_for_rating
from tests.factories_accounts import make_person
from tests.factories_admission import decided, draft_with, make_application, make_asking, prepared, refusal, the_case
from tests.factories_candidates import make_finding, reach

pytestmark = pytest.mark.db
FULL = {
    "condition:rechten-outcome": "met",
    "condition:rijbewijs-outcome": "later",
    "document:cv-outcome": "met",
    "document:strafregister-outcome": "met",
    "document:attest-outcome": "",
    "proposal": "admitted",
    "version": "0",
}
RULED = {"on": "20/11/2026", "reference": "CBS 2026/200", "body": "het college"}


def text_of(answer, status=200):
    """The page, judged: its status, one h1, ids and labels that fit, no bare placeholder."""
    assert answer.status_code == status, answer.text
    ids = re.findall(r'\bid="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', answer.text)) <= set(ids)
    assert answer.text.count("<h1") == 1
    assert "%(" not in answer.text
    return html.unescape(answer.text)


def test_a_candidate_is_prepared_decided_corrected_and_undone_in_the_browser(work, pages):
    with work():
        case = make_asking(2)
        make_application(case, 0, {"cv": b"%PDF"})
    hr = pages(case)
    one, two = (f"/{id_}" for id_ in case.candidates)
    assert "0 van 4" in text_of(hr.get("/"))
    assert "Je beschikt over je burgerlijke" in text_of(hr.get(one))
    saved = hr.send(one, **FULL, next="1")
    assert saved.headers["Location"].endswith(str(case.candidates[1]))
    assert "Dit is de volgende kandidaat" in text_of(hr.get(two))
    wrong = text_of(hr.send(two, **FULL | {"document:cv-outcome": "not_met", "condition:rechten-note": "Blijft staan"}), 422)
    assert "Niemand wordt toegelaten voor wie hieraan niet is voldaan: Curriculum vitae" in wrong
    assert "Blijft staan" in wrong
    refused = FULL | {"document:cv-outcome": "not_met", "proposal": "refused", "reason": "Geen cv.", "grounds": "Vacature"}
    assert hr.send(two, **refused).status_code == 303
    listed = text_of(hr.get("/?stand=prepared"))
    assert listed.count("Klaar voor beslissing</span>") == 2
    assert text_of(hr.get("/beslissing")).count(" checked") == 2
    assert text_of(hr.get(f"/beslissing?kandidaat={case.candidates[0]}")).count(" checked") == 1
    assert "Kies minstens één kandidaat." in text_of(hr.send("/beslissing", **RULED), 422)
    assert hr.send("/beslissing", **RULED, chosen=[f"{id_}:1" for id_ in case.candidates]).status_code == 303
    page = text_of(hr.get(two))
    assert "Geen cv." in page
    assert "De brief wacht bij de berichten" in page
    assert "steunt op de beslissing over de toelating" in text_of(hr.client.get(f"/procedures/{case.procedure}/kandidaten{two}"))
    seen = re.search(r'name="seen"[^>]*value="([^"]*)"', hr.get(f"{two}/beslissing/verbeteren").text).group(1)
    content = {"outcome": "refused", "reason": "Het cv ontbreekt.", "grounds": "Vacature", "seen": seen}
    assert "Zeg waarom" in text_of(hr.send(f"{two}/beslissing/verbeteren", **RULED, **content), 422)
    assert hr.send(f"{two}/beslissing/verbeteren", **RULED, **content, why="Duidelijker").status_code == 303
    assert "Het cv ontbreekt." in text_of(hr.get(two))
    late = hr.send(f"{two}/beslissing/ongedaan", reason="Toch niet", seen=seen)
    assert "nooit" not in text_of(late, 409)
    seen = re.search(r'name="seen"[^>]*value="([^"]*)"', hr.get(f"{two}/beslissing/ongedaan").text).group(1)
    assert hr.send(f"{two}/beslissing/ongedaan", reason="Toch niet", seen=seen).status_code == 303
    with work():
        assert the_case(case, 1).state is State.PREPARED
        assert session().scalar(sa.select(sa.func.count()).select_from(Decision)) == 3


def test_an_extract_is_noted_and_a_proof_recorded_in_the_browser(work, pages):
    with work():
        case = make_asking(1)
        make_application(case, 0, {"strafregister": b"%PDF geheim"})
        prepared(case)
        decided(case)
    hr, one = pages(case), f"/{case.candidates[0]}"
    asked = text_of(hr.get(f"{one}/gezien/strafregister"))
    assert "Bij het opslaan verdwijnt dit bestand voorgoed" in asked
    assert "strafregister.pdf" in asked
    assert "moet nog komen" in text_of(hr.send(f"{one}/gezien/strafregister", delivered_on="01/01/2030", seen=""), 422)
    assert hr.send(f"{one}/gezien/strafregister", delivered_on="01/06/2026", seen="").status_code == 303
    page = text_of(hr.get(one))
    assert "Gezien op" in page
    assert "door Hanne Officier, afgeleverd op 01/06/2026" in page
    assert "Ouder dan 3 maanden op 01/11/2026" in page
    assert "strafregister.pdf" not in page
    with work():
        assert session().scalars(sa.select(ApplicationDocument)).one().content is None
    assert "rijbewijs" in text_of(hr.get("/later-te-bewijzen"))
    path = f"{one}/punt/voorwaarde/rijbewijs"
    seen = re.search(r'name="seen"[^>]*value="([^"]*)"', hr.get(path).text).group(1)
    assert "voorbij" in text_of(hr.send(path, outcome="later", due_on="01/01/2020", seen=seen), 422)
    assert hr.send(path, outcome="met", seen=seen).status_code == 303
    assert "Niets is later te bewijzen" in text_of(hr.get("/later-te-bewijzen"))
    assert hr.get(f"{one}/gezien/cv").status_code == 404
    assert hr.get(f"{one}/punt/voorwaarde/strafregister").status_code == 404


def test_two_officers_on_one_candidate_get_both_texts(work, pages):
    with work():
        case = make_asking(1)
        prepared(case, 0, draft_with(rechten=Checked(outcome=Met.MET, note="Van de ander")))
    page = text_of(pages(case).send(f"/{case.candidates[0]}", **FULL, **{"condition:rechten-note": "Van mij"}), 409)
    assert "Van mij" in page
    assert "Van de ander" in page


def test_only_the_officers_named_in_the_procedure_get_here(work, pages):
    with work():
        case = make_asking(1)
        prepared(case)
        make_asking(1, domain="twee.example")
        make_person(email="beheer@een.example", is_administrator=True)
    for email, status in (("hr@twee.example", 404), ("lid0@een.example", 403), ("beheer@een.example", 403)):
        other = pages(case, email)
        one = f"/{case.candidates[0]}"
        for path in ("/", "/later-te-bewijzen", "/beslissing", one, f"{one}/gezien/strafregister", f"{one}/punt/voorwaarde/rechten"):
            assert other.get(path).status_code == status, (email, path)


def test_before_the_closing_moment_while_rating_and_without_anything_to_check_the_pages_say_so(work, pages, clock):
    with work():
        case = make_asking(1, opened=True)
        reach(case)[1].opened_at = None
        open_for_rating(reach(case)[1])
    hr, one = pages(case), f"/{case.candidates[0]}"
    assert "De beoordeling is geopend" in text_of(hr.get("/"))
    assert "De beoordeling is geopend" in text_of(hr.get(one))
    assert hr.send(one, **FULL).status_code == 409
    assert hr.get(f"{one}/beslissing/ongedaan").status_code == 409
    clock.forward(days=-60)
    with work():
        early = make_asking(1, domain="vroeg.example")
    hr = pages(early, "hr@vroeg.example")
    assert "Er kan nog worden ingeschreven" in text_of(hr.get("/"))
    assert "Er kan nog worden ingeschreven" in text_of(hr.get("/beslissing"))


def test_the_overview_names_what_waits_and_the_pages_of_candidates_lead_here(work, pages, clock):
    with work():
        case = make_asking(2)
        prepared(case, 0, draft_with(rechten=Checked(outcome=Met.LATER, due_on=date(2026, 11, 30))))
    client = pages(case).client
    assert "Naar de toelating" in client.get(f"/procedures/{case.procedure}").text
    assert f"/procedures/{case.procedure}/toelating/" in client.get(f"/procedures/{case.procedure}/kandidaten/").text
    with work():
        decided(case, 0)
        open_for_rating(reach(case)[1])
    clock.forward(days=8)
    client = pages(case).client
    assert "1 bewijs voor de toelating is te laat." in client.get(f"/procedures/{case.procedure}").text


def test_english_speaks_english(work, pages):
    with work():
        case = make_asking(2)
        prepared(case, 0, refusal())
        decided(case, 0)
    hr = pages(case)
    hr.client.send("/taal", lang="en", back="/")
    page = text_of(hr.get(f"/{case.candidates[1]}"))
    assert "Save and go to the next candidate" in page
    assert "to be proved later" in page
    assert "Not admitted" in text_of(hr.get("/"))


def filled(case, upto):
    """So many candidates in every state."""
    procedure = reach(case)[1]
    made = list(case.candidates)
    for number in range(len(made), upto):
        made.append(make_candidate(procedure, email=f"meer{number}@een.example").id)
    whole = type(case)(case.hr, case.procedure, case.panel, tuple(made))
    for number in range(len(case.candidates) if upto > len(case.candidates) else 0, upto):
        make_application(whole, number, {"cv": b"x", "strafregister": b"y"})
        prepared(whole, number, refusal() if number % 2 else draft_with())
        if number % 3 == 0:
            decided(whole, number)
        if number % 5 == 4:
            make_finding(the_case(whole, number).candidate, "withdrawn", by=case.hr)
    return whole


def test_the_pages_cost_as_much_for_many_as_for_few(app, work, pages):
    with work():
        case = filled(make_asking(3), 3)
    hr = pages(case)
    paths = ("/", "/later-te-bewijzen", "/beslissing", f"/{case.candidates[0]}")

    def costs():
        found = []
        for path in paths:
            hr.get(path)
            seen = []
            event.listen(app.database.read_engine, "after_cursor_execute", lambda *arguments, seen=seen: seen.append(arguments[2]))
            assert hr.get(path).status_code == 200
            found.append(len(seen))
        return found

    few = costs()
    with work():
        filled(case, 12)
    assert costs() == few
