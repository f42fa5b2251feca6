"""What gunicorn loads: the application on the environment's settings, refused like any other start."""

import pytest

from selection.config import UnsafeSettings
from selection.wsgi import application

SECRET = "q8Zr2mWx7Kc4Vt9Lp3Nh6Jd1Fs5Gb0Ya-uRe"

pytestmark = pytest.mark.db


@pytest.fixture
def environment(database_url, monkeypatch):
    monkeypatch.setenv("SELECTION_SECRET", SECRET)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SELECTION_ADDRESS", "https://selectie.example.be")
    return monkeypatch


def test_it_answers(environment):
    app = application()
    try:
        assert app.test_client().get("/health", base_url="https://selectie.example.be").status_code == 200
    finally:
        app.database.dispose()


def test_unsafe_settings_are_refused(environment):
    environment.setenv("SELECTION_ADDRESS", "http://selectie.example.be")
    with pytest.raises(UnsafeSettings, match="moet met https"):
        application()
