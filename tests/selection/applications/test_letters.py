"""Every letter of an applicant goes out in both languages: what it needs is told, and its link works."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from selection.db import session
from selection.letters.worker import work_once
from selection.mail.models import Letter
from tests.factories_applications import Applicant, make_vacancy
from tests.upload_files import pdf

pytestmark = pytest.mark.db
FORM = re.compile(r'action="([^"]*kandidatuur-indienen[^"]*)".*?name="csrf_token" value="([^"]+)"', re.DOTALL)
LINK = re.compile(r"http://localhost(/m/[\w-]+)")


class Kept:
    """Takes every message."""

    def __init__(self):
        self.messages = []

    def deliver(self, message):
        self.messages.append(message)


@pytest.mark.parametrize(("language", "greeting"), [("nl", "Beste Noor Voorbeeld"), ("en", "Dear Noor Voorbeeld")])
@pytest.mark.parametrize("deadline", [True, False])
def test_the_letters_of_an_applicant_go_out_with_a_link_that_works(app, work, language, greeting, deadline):
    with work():
        vacancy = make_vacancy(**({} if deadline else {"deadline": None}))
    noor, post = Applicant(app, vacancy), Kept()
    text = noor.client.get(f"{vacancy.path}?taal={language}").text
    action, token = FORM.search(text).groups()
    fields = {"csrf_token": token, "given_name": "Noor", "family_name": "Voorbeeld", "email": "noor@kandidaat.example", "consent": "y"}
    noor.page = noor.client.post(action, data=fields).headers["Location"].split("?")[0]
    work_once(app, post)
    noor.page = LINK.search(post.messages[-1].get_body().get_content()).group(1)
    assert noor.act("bevestigen").status_code == 303
    noor.add("cv", (pdf(), "cv.pdf"))
    noor.act("indienen")
    noor.send(f"{noor.page}/aanpassingen", wanted="Meer tijd", reason="Dyslexie")
    noor.send(f"/vacatures/{vacancy.procedure}/mijn-kandidatuur", email="noor@kandidaat.example")
    noor.send(f"{noor.page}/terugtrekken")
    work_once(app, post)
    with work(read_only=True):
        letters = list(session().scalars(sa.select(Letter).order_by(Letter.seq)))
        assert [(letter.event, letter.state) for letter in letters if letter.state != "sent"] == []
        assert {"/m/" in letter.body + letter.facts + letter.secrets for letter in letters} == {False}
    assert {letter.event for letter in letters} == {
        *("email-bevestigen", "ontvangst", "onvolledig", "gegevens-gewijzigd", "nieuwe-link", "terugtrekking-bevestigd")
    }
    for message in post.messages:
        text = message.get_body().get_content()
        assert greeting in text
        assert message.get_body()["Content-Language"] == {"nl": "nl", "en": "nl, en"}[language]
        assert "Dyslexie" not in text
        for path in LINK.findall(text):
            assert noor.client.get(path).status_code == 200


def test_the_letters_name_the_last_day_as_the_page_of_the_vacancy_does(app, work):
    with work():
        vacancy = make_vacancy(deadline=date(2026, 12, 1))
    noor, post = Applicant(app, vacancy), Kept()
    noor.begin()
    work_once(app, post)
    link = post.messages[-1].get_body().get_content()
    noor.page = LINK.search(link).group(1)
    noor.act("bevestigen")
    noor.add("cv", (pdf(), "cv.pdf"))
    noor.act("indienen")
    work_once(app, post)
    letters = {message["Subject"]: " ".join(message.get_body().get_content().split()) for message in post.messages[1:]}
    for text in (" ".join(link.split()), *letters.values()):
        assert "1 december 2026 om 23.59 uur" in text
        assert "2 december" not in text
    assert len(letters) == 2
    assert "1 december 2026" in noor.client.get(f"/vacatures/{vacancy.procedure}").text
    assert "dinsdag 1 december 2026, 23.59 uur" in noor.client.get(vacancy.path).text
