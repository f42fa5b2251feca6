"""For WSGI servers: `gunicorn "selection.wsgi:application()"`, with the settings of the environment."""

import os

from selection import create_app
from selection.config import Settings
from selection.db import unit_of_work
from selection.serving import log_to_stderr
from selection.web import Application, memory
from selection.web.repeats import forget_old


def application() -> Application:
    """The application on the database of the environment. Raises what `create_app` raises; the server then stops with that message."""
    log_to_stderr()
    app = create_app(Settings.from_environment(os.environ))
    with app.database.active(), unit_of_work():
        forget_old()
    memory.settle()
    return app
