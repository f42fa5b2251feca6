"""A forgotten password: a link by mail, the same answer for every address, and never many in a row."""

import re

import pytest
import sqlalchemy as sa

from selection.accounts.models import OneTimeLink
from selection.db import session, unit_of_work
from selection.letters.worker import work_once
from selection.mail.models import Letter
from tests.factories_accounts import make_person
from tests.guards.walking import levelled

pytestmark = pytest.mark.db
PATH = "/wachtwoord-vergeten"


class Post:
    """Keeps what it is given."""

    def __init__(self):
        self.taken = []

    def deliver(self, message):
        self.taken.append(message)


@pytest.fixture
def person(app):
    with app.database.active(), unit_of_work():
        return make_person("Hilde", "Raes", email="hilde@personeel.example").id


def letters(app):
    with app.database.active(), unit_of_work(read_only=True):
        return session().scalar(sa.select(sa.func.count()).select_from(Letter))


def test_from_the_sign_in_page_to_a_new_password(app, client, person):
    assert f'href="{PATH}"' in client.get("/aanmelden").text
    assert client.send(PATH, email=" Hilde@Personeel.example ").status_code == 200
    post = Post()
    assert work_once(app, post).sent == 1
    (link,) = re.findall(r"http://localhost(/link/\S+)", post.taken[0].get_content())
    assert post.taken[0]["To"].addresses[0].addr_spec == "hilde@personeel.example"
    assert client.send(link, new_password="paarse fiets op zolder", repeat_password="paarse fiets op zolder").status_code == 303
    assert client.get("/account").status_code == 200


def test_the_same_answer_for_known_and_unknown(app, client, person):
    known, unknown = (client.send(PATH, email=address) for address in ("hilde@personeel.example", "niemand@personeel.example"))
    assert levelled(known.text).replace("hilde", "niemand") == levelled(unknown.text)
    assert known.status_code == unknown.status_code
    assert letters(app) == 1
    assert client.send(PATH, email="geen adres").status_code == 422


def test_asking_often_waits_and_sends_one(app, client, person, clock):
    answers = [client.send(PATH, email="hilde@personeel.example").status_code for _turn in range(7)]
    assert answers == [200] * 5 + [429] * 2
    assert letters(app) == 1
    clock.forward(minutes=16)
    assert client.send(PATH, email="hilde@personeel.example").status_code == 200
    assert letters(app) == 2
    with app.database.active(), unit_of_work(read_only=True):
        links = session().scalars(sa.select(OneTimeLink).order_by(OneTimeLink.created_at)).all()
        assert [link.withdrawn_at is None for link in links] == [False, True]


def test_who_may_not_sign_in_gets_nothing(app, client, person, clock):
    with app.database.active(), unit_of_work():
        make_person("Weg", "Gegaan", email="weg@personeel.example").deactivated_at = clock()
    assert client.send(PATH, email="weg@personeel.example").status_code == 200
    assert letters(app) == 0
