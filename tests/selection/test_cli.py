"""The command line of the platform: upgrade, refusal to start, help."""

import argparse

import pytest
import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from selection.cli import main, parser
from selection.command_words import fault
from selection.i18n import speaking

SECRET = "q8Zr2mWx7Kc4Vt9Lp3Nh6Jd1Fs5Gb0Ya-uRe"


@pytest.fixture
def environment(tmp_path, monkeypatch):
    monkeypatch.setenv("SELECTION_SECRET", SECRET)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/a.db")
    monkeypatch.setenv("SELECTION_ADDRESS", "https://selectie.example.be")
    return f"sqlite:///{tmp_path}/a.db"


def test_upgrade_makes_the_schema(environment, capsys):
    assert main(["db", "upgrade"]) == 0
    engine = sa.create_engine(environment, poolclass=NullPool)
    assert "audit_line" in sa.inspect(engine).get_table_names()
    assert capsys.readouterr().out == "De databank staat op het schema van deze versie.\n"


def test_serving_is_refused_on_unsafe_settings(environment, monkeypatch, capsys):
    monkeypatch.setenv("SELECTION_SECRET", "short")
    assert main(["serve"]) == 2
    assert "SELECTION_SECRET moet een willekeurige tekst" in capsys.readouterr().err


def test_serving_is_refused_on_an_empty_database(environment, capsys):
    assert main(["serve"]) == 2
    assert "selection db upgrade" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["unheard"], ["db"]])
def test_an_unknown_command_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "gebruik: selection" in capsys.readouterr().err


FAULTS = {
    "rank voorbeeld.toml": "selection rank: Dit ontbreekt: SCORES.",
    "user add hr@example.be": "selection user add: Dit ontbreekt: VOORNAAM, FAMILIENAAM.",
    "db upgrade fast": "selection: Dit kennen we hier niet: fast.",
    "unheard": "selection: OPDRACHT: unheard bestaat niet. Kies uit check, rank, db, user, demo, worker, serve.",
    "rank a.toml b.csv --lang fr": "selection rank: --lang: fr bestaat niet. Kies uit nl, en.",
    "serve --port many": "selection serve: --port: many is geen geheel getal.",
    "serve --port": "selection serve: --port: zet er een waarde achter.",
    "worker --once=3": "selection worker: --once: hier hoort geen waarde bij, laat 3 weg.",
    "serve --h": "selection serve: --h kan meer dan één ding betekenen: --help, --host. Schrijf het voluit.",
}


@pytest.mark.parametrize("line", FAULTS)
def test_a_fault_in_the_arguments_is_said_in_dutch(line, capsys):
    with pytest.raises(SystemExit):
        main(line.split())
    assert capsys.readouterr().err.splitlines()[-1] == FAULTS[line]


def test_a_fault_is_said_in_english_too():
    with speaking("en"):
        assert fault("the following arguments are required: COMMAND") == "Still needed: COMMAND."
    assert fault("a sentence of tomorrow") == "a sentence of tomorrow"


def test_every_command_says_what_it_does():
    text = parser().format_help()
    assert "serve" in text
    assert "het schema van de databank" in text


def helps(one):
    """The help of a command and of every command under it."""
    yield one.format_help()
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            for under in action.choices.values():
                yield from helps(under)


def test_no_help_keeps_the_words_of_argparse():
    told = list(helps(parser()))
    assert len(told) >= 10
    assert [text for text in told if any(word in text for word in ("usage:", "positional", "options:", "show this", "default:"))] == []
