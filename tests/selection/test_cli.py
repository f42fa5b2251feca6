"""The command line of the platform: upgrade, refusal to start, help."""

import pytest
import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from selection.cli import main, parser

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
    assert "at the schema of this version" in capsys.readouterr().out


def test_serving_is_refused_on_unsafe_settings(environment, monkeypatch, capsys):
    monkeypatch.setenv("SELECTION_SECRET", "short")
    assert main(["serve"]) == 2
    assert "SELECTION_SECRET must be a random text" in capsys.readouterr().err


def test_serving_is_refused_on_an_empty_database(environment, capsys):
    assert main(["serve"]) == 2
    assert "selection db upgrade" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["unheard"], ["db"]])
def test_an_unknown_command_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: selection" in capsys.readouterr().err


def test_every_command_says_what_it_does():
    text = parser().format_help()
    assert "serve" in text
    assert "the schema of the database" in text
