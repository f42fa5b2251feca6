"""The application refuses to start on an unsafe setting, and says every fault with its remedy."""

from dataclasses import replace

import pytest

from selection.config import Settings, UnsafeSettings, is_loopback

SECRET = "q8Zr2mWx7Kc4Vt9Lp3Nh6Jd1Fs5Gb0Ya-uRe"


@pytest.fixture
def environment(tmp_path):
    return {"SELECTION_SECRET": SECRET, "DATABASE_URL": f"sqlite:///{tmp_path}/a.db", "SELECTION_ADDRESS": "https://selectie.example.be"}


def test_good_settings_start(environment):
    settings = Settings.from_environment({**environment, "SELECTION_PROXIES": "1", "SELECTION_ORGANISATION": "Gemeente Voorbeeld"})
    assert (settings.https, settings.hosts, settings.proxies, settings.organisation) == (True, ["selectie.example.be"], 1, "Gemeente Voorbeeld")
    assert not settings.demo


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SELECTION_SECRET": ""}, "SELECTION_SECRET must be a random text"),
        ({"SELECTION_SECRET": "short"}, "SELECTION_SECRET must be a random text"),
        ({"SELECTION_SECRET": "a" * 64}, "SELECTION_SECRET must be a random text"),
        ({"DATABASE_URL": ""}, "DATABASE_URL must name the database"),
        ({"DATABASE_URL": "nonsense"}, "not a database address"),
        ({"DATABASE_URL": "mysql://db/x"}, "SQLite or PostgreSQL"),
        ({"DATABASE_URL": "sqlite://"}, "must name a file"),
        ({"DATABASE_URL": "sqlite:///:memory:"}, "must name a file"),
        ({"DATABASE_URL": "sqlite:////nowhere/at/all/a.db"}, "folder of the database does not exist"),
        ({"SELECTION_ADDRESS": ""}, "SELECTION_ADDRESS must be the public address"),
        ({"SELECTION_ADDRESS": "selectie.example.be"}, "SELECTION_ADDRESS must be the public address"),
        ({"SELECTION_ADDRESS": "https://selectie.example.be/map"}, "SELECTION_ADDRESS must be the public address"),
        ({"SELECTION_ADDRESS": "http://selectie.example.be"}, "must begin with https://"),
        ({"FLASK_DEBUG": "1"}, "Debug mode"),
        ({"SELECTION_DEBUG": "true"}, "Debug mode"),
        ({"SELECTION_PROXIES": "one"}, "whole number"),
        ({"SELECTION_UPLOAD_LIMIT": "-1"}, "whole number"),
    ],
)
def test_an_unsafe_setting_is_refused(environment, change, sentence):
    with pytest.raises(UnsafeSettings, match=sentence):
        Settings.from_environment({**environment, **change})


def test_all_faults_are_told_at_once(environment):
    with pytest.raises(UnsafeSettings) as caught:
        Settings.from_environment({})
    assert len(str(caught.value).splitlines()) == 3


def test_plain_http_is_for_this_machine(environment):
    assert not Settings.from_environment({**environment, "SELECTION_ADDRESS": "http://127.0.0.1:8000"}).https


def test_the_demo_is_served_on_this_machine_only(environment):
    settings = replace(Settings.from_environment(environment), demo=True, secret="demo")
    with pytest.raises(UnsafeSettings, match="this machine only"):
        settings.refuse_unsafe()
    replace(settings, address="http://localhost:8000").refuse_unsafe()


def test_quick_passwords_are_refused_outside_the_demo(environment):
    with pytest.raises(UnsafeSettings, match="Quick password hashing"):
        replace(Settings.from_environment(environment), quick_passwords=True).refuse_unsafe()


@pytest.mark.parametrize(("host", "ours"), [("localhost", True), ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("example.be", False)])
def test_loopback(host, ours):
    assert is_loopback(host) is ours
