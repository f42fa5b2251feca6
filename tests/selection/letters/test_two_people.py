"""Letters of a result: one person lays them before, another releases them or gives them on paper (R21); and letters for who has no e-mail address."""

import re

import pytest

from selection.accounts.models import OneTimeLink
from selection.candidates.queries import candidates_of
from selection.db import now, session
from selection.letters.worker import work_once
from selection.mail.models import LetterState
from tests.pages import Page
from tests.selection.letters.conftest import EXCLUSION, Desk
from tests.selection.letters.test_pages import batch, checked

pytestmark = pytest.mark.db
MAILED, ON_PAPER = "afwezig", "niet-geslaagd-onderdeel"
FACTS = EXCLUSION | {"onderdeel": "Gesprek", "punten": "13,37", "maximum": "30", "nodig": "15", "stappen": ["Gesprek: 13,37 van 30"]}
FACTS |= {"afspraak_datum": {"date": "2026-11-18"}}


@pytest.fixture
def desk(app):
    """Two HR officers share the procedure."""
    made = Desk(app, second="second_hr")
    checked(made)
    return made


def shown(page, action):
    """What names the texts in the form of this act."""
    return dict(Page(page.text).form(action).fields)["shown"]


def no_address(desk, candidate="aerts"):
    """The candidate gave no e-mail address."""
    with desk.work():
        next(one.person for one in candidates_of(desk.procedure.id) if one.id == desk.procedure.candidates[candidate]).email = ""


def test_a_letter_of_a_result_is_released_by_another_person_than_who_lays_it_before(desk):
    letters = [desk.ask(MAILED, FACTS, candidate=who) for who in ("aerts", "bogaert")]
    first, second, url = desk.as_("hr"), desk.as_("second_hr"), batch(desk, MAILED)
    page = first.get(url)
    assert "Twee personen" in page.text
    assert not re.search(r'action="[^"]*/vrijgeven"', page.text)
    assert first.send(url + "/vrijgeven", shown="").status_code == 409
    assert first.send(url + "/voorleggen", shown="0").status_code == 409
    assert first.send(url + "/voorleggen", shown=shown(page, "/voorleggen")).status_code == 303
    assert "Jij legde dit voor." in first.get(url).text
    assert first.send(url + "/vrijgeven", shown="").status_code == 409
    assert first.send(f"/berichten/{letters[0]}/vrijgeven", shown="").status_code == 409
    page = second.get(url)
    assert "Aan jou voorgelegd door" in page.text
    assert second.send(url + "/vrijgeven", shown=shown(page, "/vrijgeven")).status_code == 303
    assert work_once(desk.app, desk.post).sent == 2
    kept = desk.letter(letters[0])
    assert (kept.state, kept.prepared_by, kept.released_by) == (LetterState.SENT, desk.world.people["hr"], desk.world.people["second_hr"])
    log = first.get(f"/procedures/{desk.procedure.id}/logboek").text
    assert "Brief voorgelegd aan een tweede persoon" in log


def test_who_set_a_password_with_a_link_of_the_first_is_no_second_person(desk):
    letter, people = desk.ask(MAILED, FACTS), desk.world.people
    with desk.work():
        link = {"purpose": "renew", "token_hash": "0" * 64, "created_at": now(), "expires_at": now(), "used_at": now()}
        session().add(OneTimeLink(account_id=people["second_hr"], created_by=people["hr"], **link))
    first, second, url = desk.as_("hr"), desk.as_("second_hr"), f"/berichten/{letter}"
    first.send(url + "/voorleggen", shown=shown(first.get(url), "/voorleggen"))
    page = second.get(url).text
    assert "tellen jullie niet als twee personen" in page
    assert 'action="/berichten' not in page or "/vrijgeven" not in page
    assert second.send(url + "/vrijgeven", shown="").status_code == 409
    assert desk.letter(letter).state == LetterState.PREPARED


def test_who_is_alone_is_told_to_name_a_deputy_first(app):
    desk = Desk(app)
    checked(desk)
    desk.ask(MAILED, FACTS)
    page = desk.as_("hr").get(batch(desk, MAILED))
    assert "stel eerst een vervanger aan" in page.text
    assert not Page(page.text).faults("nl")


def test_what_was_laid_before_does_not_change_until_it_is_sent_back_with_a_reason(desk):
    letter = desk.ask(MAILED, FACTS)
    first, second, url = desk.as_("hr"), desk.as_("second_hr"), f"/berichten/{desk.letter(letter).id}"
    assert first.send(url + "/voorleggen", shown=shown(first.get(url), "/voorleggen")).status_code == 303
    laid = desk.letter(letter).body
    with desk.work():
        next(one.person for one in candidates_of(desk.procedure.id) if one.id == desk.procedure.candidates["aerts"]).given_name = "Anders"
    assert "Beste Anneke" in second.get(url).text
    assert desk.letter(letter).body == laid
    assert second.send(url + "/terugsturen", remark=" ").status_code == 422
    assert second.send(url + "/terugsturen", remark="De voornaam klopt niet.").status_code == 303
    page = first.get(url).text
    assert "De voornaam klopt niet." in page
    assert "Beste Anders" in page
    assert (desk.letter(letter).state, desk.letter(letter).prepared_by) == (LetterState.ASKED, None)
    assert second.send(url + "/terugsturen", remark="Nog eens.").status_code == 409


def test_a_result_in_figures_is_given_on_paper_by_the_second_person(desk):
    letter = desk.ask(ON_PAPER, FACTS)
    first, second, url = desk.as_("hr"), desk.as_("second_hr"), batch(desk, ON_PAPER)
    assert first.send(url + "/voorleggen", shown=shown(first.get(url), "/voorleggen")).status_code == 303
    assert first.send(url + "/op-papier", on="23/11/2026", shown="").status_code == 409
    page = second.get(url)
    assert "13,37" in page.text
    assert not re.search(r'action="[^"]*/vrijgeven"', page.text)
    late = second.send(url + "/op-papier", on="21/11/2031", shown=shown(page, "/op-papier"))
    assert (late.status_code, "moet nog komen" in late.text) == (422, True)
    assert second.send(url + "/op-papier", on="23/11/2026", shown=shown(page, "/op-papier")).status_code == 303
    kept = desk.letter(letter)
    assert (kept.state, str(kept.given_on), kept.given_by) == (LetterState.GIVEN, "2026-11-23", desk.world.people["second_hr"])
    assert work_once(desk.app, desk.post).sent == 0
    own = first.get(f"/procedures/{desk.procedure.id}/kandidaten/{desk.procedure.candidates['aerts']}/berichten").text
    assert "Op papier bezorgd" in own
    assert "13,37" in own
    assert "op papier bezorgd op 23/11/2026" in first.get(f"/procedures/{desk.procedure.id}/logboek").text


def test_who_has_no_e_mail_address_gets_any_letter_on_paper_and_one_person_is_enough(desk):
    no_address(desk)
    letter, hr = desk.ask(), desk.as_("hr")
    url = f"/berichten/{letter}"
    page = hr.get(url)
    assert "Er is geen e-mailadres. Bezorg deze brief op papier." in page.text
    assert hr.send(url + "/vrijgeven", shown="").status_code == 409
    assert hr.send(url + "/op-papier", on="", shown=shown(page, "/op-papier")).status_code == 422
    early = hr.send(url + "/op-papier", on="01/01/2020", shown=shown(page, "/op-papier"))
    assert (early.status_code, 'value="01/01/2020"' in early.text) == (422, True)
    assert hr.send(url + "/op-papier", on="23/11/2026", shown="x").status_code == 409
    assert hr.send(url + "/op-papier", on="23/11/2026", shown=shown(page, "/op-papier")).status_code == 303
    assert hr.send(url + "/op-papier", on="23/11/2026", shown=shown(page, "/op-papier")).status_code == 409
    assert "Op papier bezorgd" in hr.get("/berichten?stand=op-papier").text
    assert "bachelordiploma" in desk.letter(letter).body


def test_a_letter_that_came_back_may_be_given_on_paper_instead(desk):
    letter, hr = desk.ask(), desk.as_("hr")
    url = f"/berichten/{letter}"
    hr.send(url + "/vrijgeven", shown=shown(hr.get(url), "/vrijgeven"))
    work_once(desk.app, desk.post)
    hr.send(url + "/teruggekomen", why="adres onbekend")
    assert hr.send(url + "/op-papier", on="23/11/2026", shown=shown(hr.get(url), "/op-papier")).status_code == 303
    assert "adres onbekend" not in hr.get("/procedures").text
    assert desk.letter(letter).state == LetterState.GIVEN


def test_a_letter_of_a_result_that_came_back_waits_for_a_second_person_again(desk):
    letter, first, second = desk.ask(MAILED, FACTS), desk.as_("hr"), desk.as_("second_hr")
    url = f"/berichten/{letter}"
    first.send(url + "/voorleggen", shown=shown(first.get(url), "/voorleggen"))
    second.send(url + "/vrijgeven", shown=shown(second.get(url), "/vrijgeven"))
    work_once(desk.app, desk.post)
    first.send(url + "/teruggekomen", why="postvak vol")
    again = first.send(url + "/opnieuw")
    assert again.status_code == 303
    assert work_once(desk.app, desk.post).sent == 0
    assert "Wacht op een tweede persoon" in first.get(again.location).text
    assert second.send(f"{again.location}/vrijgeven", shown=shown(second.get(again.location), "/vrijgeven")).status_code == 303
    assert work_once(desk.app, desk.post).sent == 1
