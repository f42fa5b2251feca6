"""What gunicorn serves in the page benchmark: the product on the environment's settings, and a bare Flask page to compare with."""

import os

from flask import Flask

from selection import create_app
from selection.config import Settings
from selection.web import Application


def product() -> Application:
    """The application as it is run for real."""
    return create_app(Settings.from_environment(os.environ))


def bare() -> Flask:
    """A page that does nothing."""
    app = Flask("bare")
    app.add_url_rule("/", "page", lambda: "ok")
    return app
