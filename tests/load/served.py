"""What gunicorn serves in the page benchmark: the product on the environment's settings, and a bare Flask page to compare with."""

from flask import Flask

from selection.web import Application
from selection.wsgi import application


def product() -> Application:
    """The application as it is run for real."""
    return application()


def bare() -> Flask:
    """A page that does nothing."""
    app = Flask("bare")
    app.add_url_rule("/", "page", lambda: "ok")
    return app
