"""The outbox and its pages, through real requests."""

import re

import pytest

from selection.candidates.queries import candidates_of
from selection.db import session
from selection.letters.models import LetterText
from selection.letters.worker import work_once
from selection.mail.models import LetterState
from tests import world
from tests.pages import Visitor
from tests.selection.letters.conftest import EXCLUSION

pytestmark = pytest.mark.db
CHECKED = "Niet akkoord? Vraag {organisatie} om de beslissing opnieuw te bekijken, {heroverweging_termijn}."


def shown_in(answer):
    """What names the texts that a page showed."""
    return re.search(r'name="shown" value="(\w*)"', answer.text).group(1)


def checked(desk):
    """The standard text on remedies, looked at by the organisation."""
    answer = desk.as_("hr").send("/berichten/teksten/fragment/beroep/nl", number="0", body=CHECKED)
    assert answer.status_code == 303


def batch(desk, event="uitgesloten"):
    return f"/berichten/soort/{desk.procedure.id}/{event}"


def test_from_the_preview_with_counts_to_sent_once(desk):
    checked(desk)
    first, second = desk.ask(), desk.ask(candidate="bogaert", facts={**EXCLUSION, "motivering": ""})
    hr = desk.as_("hr")
    assert "2 brieven" in hr.get("/berichten").text
    assert "2 brieven wachten op vrijgave." in hr.get("/procedures").text
    page = hr.get(batch(desk))
    assert "1 brief kan vertrekken. 1 kan niet gemaakt worden." in page.text
    assert "Er is niets ingevuld voor: motivering." in page.text
    assert "bachelordiploma {zonder} bijlage" in page.text
    assert "Vraag Voorbeeldbestuur om de beslissing opnieuw te bekijken, zo snel mogelijk." in page.text
    assert "Refresh" not in page.headers
    assert hr.send(batch(desk) + "/vrijgeven", shown="0").status_code == 409
    released = hr.send(batch(desk) + "/vrijgeven", shown=shown_in(page))
    assert (released.status_code, released.location) == (303, batch(desk))
    assert hr.send(batch(desk) + "/vrijgeven", shown=shown_in(page)).status_code == 409
    following = hr.get(batch(desk))
    assert "1 brief is onderweg" in following.text
    assert following.headers["Refresh"] == "5"
    assert "Refresh" not in hr.get(batch(desk) + "?stil=1").headers
    assert work_once(desk.app, desk.post).sent == 1
    assert work_once(desk.app, desk.post).sent == 0
    (message,) = desk.post.taken
    assert message["To"] == "Anneke Aerts <aerts@kandidaten.example>"
    assert message["Subject"] == "Medewerker onthaal: beslissing over uw kandidatuur"
    kept = desk.letter(first)
    assert (kept.state, kept.reference) == (LetterState.SENT, "2026-01-0001")
    assert message.get_content().strip() == kept.body.strip()
    own = hr.get(f"/procedures/{desk.procedure.id}/kandidaten/{desk.procedure.candidates['aerts']}/berichten")
    assert "- Vacature, voorwaarde over het diploma\n- Selectieregels, punt 2" in own.text
    assert desk.letter(second).state == LetterState.ASKED
    assert "Brief 2026-01-0001 verzonden" in hr.get(f"/procedures/{desk.procedure.id}/logboek").text


def test_what_nobody_checked_is_not_released(desk):
    letter = desk.ask()
    hr = desk.as_("hr")
    page = hr.get(f"/berichten/{letter}")
    assert "[NA TE KIJKEN DOOR DE ORGANISATIE]" in page.text
    assert "Deze brief kan nog niet gemaakt worden" in page.text
    assert hr.send(f"/berichten/{letter}/vrijgeven", shown="").status_code == 409
    assert desk.letter(letter).state == LetterState.ASKED


def test_withdrawn_bounced_and_dealt_with(desk):
    checked(desk)
    gone, back = desk.ask(), desk.ask(candidate="bogaert")
    hr, candidate = desk.as_("hr"), f"/procedures/{desk.procedure.id}/kandidaten/{desk.procedure.candidates['bogaert']}"
    assert hr.send(f"/berichten/{gone}/intrekken", reason=" ").status_code == 422
    assert hr.send(f"/berichten/{gone}/intrekken", reason="Toch toegelaten.").status_code == 303
    assert "Ingetrokken: Toch toegelaten." in hr.get(f"/procedures/{desk.procedure.id}/kandidaten/{desk.procedure.candidates['aerts']}/berichten").text
    assert hr.send(f"/berichten/{back}/vrijgeven", shown=shown_in(hr.get(f"/berichten/{back}"))).status_code == 303
    work_once(desk.app, desk.post)
    assert len(desk.post.taken) == 1
    assert hr.send(f"/berichten/{back}/teruggekomen", why="550 onbekend adres").status_code == 303
    for path in ("/procedures", candidate, "/berichten", "/berichten?stand=mislukt"):
        assert "550 onbekend adres" in hr.get(path).text, path
    assert hr.send(f"/berichten/{back}/afgehandeld", how="Met de post verzonden.").status_code == 303
    for path in ("/procedures", candidate):
        assert "550 onbekend adres" not in hr.get(path).text, path
    assert "Met de post verzonden." in hr.get(f"/berichten/{back}").text
    assert hr.send(f"/berichten/{back}/afgehandeld", how="Nog eens.").status_code == 409


def test_what_came_back_is_sent_again_to_the_address_of_now(desk):
    checked(desk)
    letter, hr = desk.ask(), desk.as_("hr")
    assert hr.send(f"/berichten/{letter}/opnieuw").status_code == 409
    hr.send(f"/berichten/{letter}/vrijgeven", shown=shown_in(hr.get(f"/berichten/{letter}")))
    work_once(desk.app, desk.post)
    hr.send(f"/berichten/{letter}/teruggekomen", why="adres onbekend")
    with desk.work():
        person = next(one.person for one in candidates_of(desk.procedure.id) if one.id == desk.procedure.candidates["aerts"])
        person.email = "nieuw@kandidaten.example"
    again = hr.send(f"/berichten/{letter}/opnieuw")
    assert again.status_code == 303
    work_once(desk.app, desk.post)
    assert [message["To"].addresses[0].addr_spec for message in desk.post.taken] == ["aerts@kandidaten.example", "nieuw@kandidaten.example"]
    assert "Opnieuw verzonden als 2026-01-0002 naar nieuw@kandidaten.example." in hr.get(f"/berichten/{letter}").text
    assert hr.send(f"/berichten/{letter}/opnieuw").status_code == 409


def test_the_filter_stands_in_the_address(desk):
    desk.ask()
    desk.ask("toegelaten", {"beslissingsdatum": "x"}, candidate="bogaert")
    hr = desk.as_("hr")
    found = hr.get(f"/berichten?stand=vrij-te-geven&procedure={desk.procedure.id}&zoek=bogaert").text
    assert "1 bericht" in found
    assert "Anneke Aerts" not in found
    assert 'value="bogaert"' in found
    assert "Niets gevonden" in hr.get("/berichten?stand=verzonden").text
    assert hr.get("/berichten?stand=onbekend&pagina=999&procedure=x").status_code == 200


def test_a_letter_of_another_procedure_does_not_exist(desk):
    letter = desk.ask()
    for role in ("other_hr", "administrator"):
        assert desk.as_(role).get(f"/berichten/{letter}").status_code == 404
        assert "Anneke" not in desk.as_(role).get("/berichten").text
        for act in ("vrijgeven", "intrekken", "teruggekomen", "afgehandeld"):
            assert desk.as_(role).send(f"/berichten/{letter}/{act}", reason="x", why="x", how="x", shown="").status_code == 404
    assert desk.as_("other_hr").get(batch(desk)).status_code == 404


def test_the_text_of_the_organisation_and_back(desk):
    hr, path = desk.as_("hr"), "/berichten/teksten/letter/toegelaten/nl"
    subject, body = "{vacature}: u mag komen", "Beste {voornaam} {naam}\n\nWelkom.\n\n{ondertekening}"
    for field, wrong, sentence in (
        ("subject", "{vacatuur}", "{vacatuur} is geen invulplaats."),
        ("subject", "{motivering}", "{motivering} hoort niet in een onderwerp"),
        ("body", "U hebt {punten}", "{punten} toont een resultaat."),
        ("body", "Reden: {motivering}", "{motivering} is een lijst of een alinea"),
        ("body", "Een { te veel", "Een accolade { of } hoort bij geen invulplaats."),
        ("body", "", "Vul de tekst in."),
    ):
        answer = hr.send(path, **({"number": "0", "subject": subject, "body": body} | {field: wrong}))
        assert (answer.status_code, sentence in answer.text) == (422, True), sentence
    assert hr.send(path, number="0", subject=subject, body=body).status_code == 303
    late = desk.as_("other_hr").send(path, number="0", subject=subject, body="Mijn tekst")
    assert late.status_code == 409
    assert "Mijn tekst" in late.text
    assert "Welkom." in late.text
    letter = desk.ask("toegelaten", {"beslissingsdatum": "x"})
    assert "Medewerker onthaal: u mag komen" in hr.get(f"/berichten/{letter}").text
    assert hr.send(path + "/herstellen").status_code == 303
    assert "bericht over uw kandidatuur" in hr.get(f"/berichten/{letter}").text
    with desk.work():
        assert [(row.number, row.reset) for row in session().query(LetterText).order_by(LetterText.number)] == [(1, False), (2, True)]


def test_a_decision_keeps_its_reasons_and_a_link_its_link(desk):
    hr = desk.as_("hr")
    for code, body, name in (("uitgesloten", "Neen.\n\n{motivering}\n\n{beroep}", "rechtsgrond"), ("nieuwe-link", "Beste {voornaam}", "link")):
        answer = hr.send(f"/berichten/teksten/letter/{code}/nl", number="0", subject="{vacature}", body=body)
        assert (answer.status_code, f"{{{name}}} ontbreekt" in answer.text) == (422, True)
    assert hr.get("/berichten/teksten/letter/bestaat-niet/nl").status_code == 404
    assert hr.get("/berichten/teksten/brief/toegelaten/nl").status_code == 404
    assert hr.get("/berichten/teksten/letter/toegelaten/fr").status_code == 404


def test_a_test_message_goes_the_whole_way(desk):
    administrator = desk.as_("administrator")
    answer = administrator.send("/berichten/proefbericht")
    work_once(desk.app, desk.post)
    (message,) = desk.post.taken
    assert message["To"] == f"Proef Beheer <{world.email('administrator')}>"
    assert "Proefbericht" in message["Subject"]
    assert "Verzonden" in administrator.get(answer.location).text
    assert desk.as_("hr").get(answer.location).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_well_made(desk, language):
    letter = desk.ask()
    desk.ask("toegelaten", {"beslissingsdatum": "x"}, language="en")
    visitor = Visitor(desk.app, world.email("hr"), language)
    paths = ["/berichten", "/berichten?stand=verzonden", f"/berichten/{letter}", batch(desk), batch(desk, "toegelaten"), "/berichten/teksten", "/procedures"]
    paths += ["/berichten/teksten/fragment/beroep/en", "/berichten/teksten/letter/uitgesloten/nl"]
    paths += [f"/procedures/{desk.procedure.id}/kandidaten/{desk.procedure.candidates['aerts']}/berichten"]
    for path in paths:
        visitor.open(path)
    anybody = Visitor(desk.app, language=language)
    for path in ("/wachtwoord-vergeten", "/aanmelden"):
        anybody.open(path)
    anybody.judged(anybody.send("/wachtwoord-vergeten", email="wie@ergens.example"))
    said = visitor.client.get("/berichten").text  # beside a SQLite file there is a folder for messages, beside PostgreSQL there is none
    assert language == "nl" or "No mail server is set" in said or "Messages cannot leave" in said
    assert visitor.pages == len(paths)
