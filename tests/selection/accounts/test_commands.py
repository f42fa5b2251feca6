"""`selection user add`: the first account."""

import pytest
import sqlalchemy as sa

from selection.accounts import commands
from selection.accounts.models import Account
from selection.cli import main
from tests.factories_accounts import csrf_of, make_person, sign_in

pytestmark = pytest.mark.db
ADD = ["user", "add", "Eerste@voorbeeld.example", "Eva", "Eerst"]


@pytest.fixture(autouse=True)
def environment(monkeypatch, database_url):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SELECTION_SECRET", "only-for-tests-0123456789-abcdefghijklmnop")
    monkeypatch.setenv("SELECTION_ADDRESS", "http://localhost")


def accounts(work):
    with work(read_only=True) as session:
        return session.scalars(sa.select(Account)).all()


def test_the_first_account_gets_a_link_that_works(client, work, capsys):
    assert main([*ADD, "--hr", "--administrator"]) == 0
    (account,) = accounts(work)
    assert (account.email, account.name, account.is_hr, account.is_administrator) == ("eerste@voorbeeld.example", "Eva Eerst", True, True)
    address = capsys.readouterr().out.split()[-1]
    assert address.startswith("http://localhost/link/")
    path = address.removeprefix("http://localhost")
    fields = {"csrf_token": csrf_of(client.get(path)), "new_password": "acht paarse egels", "repeat_password": "acht paarse egels"}
    assert client.post(path, data=fields).status_code == 303
    assert client.get("/gebruikers").status_code == 200


def test_a_password_can_be_asked_for_instead(client, work, capsys, monkeypatch):
    monkeypatch.setattr(commands.getpass, "getpass", lambda prompt: "acht paarse egels")
    assert main([*ADD, "--password"]) == 0
    assert "kan zich aanmelden op http://localhost" in capsys.readouterr().out
    assert sign_in(client, "eerste@voorbeeld.example", "acht paarse egels").status_code == 303


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["kort"], "Gebruik minstens 12 tekens."),
        (["Wachtwoord2026"], "een van de eerste die geraden worden"),
        (["eva eerst is hier"], "Laat je naam"),
        (["acht paarse egels", "acht paarse Egels"], "De twee wachtwoorden verschillen; er is niets toegevoegd."),
    ],
)
def test_a_password_that_will_not_do_adds_nobody(work, capsys, monkeypatch, typed, sentence):
    answers = iter(typed)
    monkeypatch.setattr(commands.getpass, "getpass", lambda prompt: next(answers))
    assert main([*ADD, "--password"]) == 2
    assert sentence in capsys.readouterr().err
    assert accounts(work) == []


def test_an_address_that_is_none_is_refused(work, capsys):
    assert main(["user", "add", "geen adres", "Eva", "Eerst"]) == 2
    assert capsys.readouterr().err == "geen adres is geen e-mailadres. Schrijf het zoals naam@example.be.\n"
    assert accounts(work) == []


def test_an_account_with_a_password_is_left_alone(work, capsys):
    with work():
        make_person(email="eerste@voorbeeld.example")
    assert main([*ADD, "--administrator"]) == 2
    assert "Er is al een account voor eerste@voorbeeld.example." in capsys.readouterr().err
    assert not accounts(work)[0].is_administrator


def test_who_has_no_password_yet_gets_a_new_link(work, capsys):
    main(ADD)
    first = capsys.readouterr().out
    assert main(ADD) == 0
    assert capsys.readouterr().out != first
    assert len(accounts(work)) == 1
