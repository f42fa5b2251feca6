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
        ({"SELECTION_SECRET": ""}, "SELECTION_SECRET moet een willekeurige tekst van minstens 32 tekens zijn"),
        ({"SELECTION_SECRET": "short"}, "SELECTION_SECRET moet een willekeurige tekst van minstens 32 tekens zijn"),
        ({"SELECTION_SECRET": "a" * 64}, "SELECTION_SECRET moet een willekeurige tekst van minstens 32 tekens zijn"),
        ({"DATABASE_URL": ""}, "DATABASE_URL moet de databank noemen"),
        ({"DATABASE_URL": "nonsense"}, "geen adres van een databank"),
        ({"DATABASE_URL": "mysql://db/x"}, "SQLite of PostgreSQL"),
        ({"DATABASE_URL": "sqlite://"}, "moet een bestand noemen"),
        ({"DATABASE_URL": "sqlite:///:memory:"}, "moet een bestand noemen"),
        ({"DATABASE_URL": "sqlite:////nowhere/at/all/a.db"}, "map van de databank bestaat niet: /nowhere/at/all"),
        ({"SELECTION_ADDRESS": ""}, "SELECTION_ADDRESS moet het openbare adres"),
        ({"SELECTION_ADDRESS": "selectie.example.be"}, "SELECTION_ADDRESS moet het openbare adres"),
        ({"SELECTION_ADDRESS": "https://selectie.example.be/map"}, "SELECTION_ADDRESS moet het openbare adres"),
        ({"SELECTION_ADDRESS": "http://selectie.example.be"}, "moet met https:// beginnen"),
        ({"FLASK_DEBUG": "1"}, "foutzoekmodus"),
        ({"SELECTION_DEBUG": "true"}, "foutzoekmodus"),
        ({"SELECTION_PROXIES": "one"}, "geheel getal"),
        ({"SELECTION_UPLOAD_LIMIT": "-1"}, "geheel getal"),
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
    with pytest.raises(UnsafeSettings, match="alleen op deze machine"):
        settings.refuse_unsafe()
    replace(settings, address="http://localhost:8000").refuse_unsafe()


def test_quick_passwords_are_refused_outside_the_demo(environment):
    with pytest.raises(UnsafeSettings, match="alleen in tests en in de demonstratie"):
        replace(Settings.from_environment(environment), quick_passwords=True).refuse_unsafe()


@pytest.mark.parametrize(("host", "ours"), [("localhost", True), ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("example.be", False)])
def test_loopback(host, ours):
    assert is_loopback(host) is ours
