"""The pages on which the organisation sets itself up, and what every page shows of it."""

from typing import Any

from flask import Flask, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError

from selection.db import session
from selection.organisation import queries
from selection.organisation.views.looks import style
from selection.organisation.views.scope import blueprint
from selection.organisation.views.settings import change
from selection.organisation.views.writing import page
from selection.web.application import NO_WORK, READING

# One view of each module: importing it puts the routes of that module on the blueprint.
VIEWS = (change, page, style)
LAST_READ = "selection.organisation"


def register(app: Flask) -> None:
    """Pages, and what every layout reads; to be called after the platform registered its own and before the guard of requests."""
    app.before_request(load_organisation)
    app.context_processor(_shown_everywhere)
    app.register_blueprint(blueprint)


def load_organisation() -> None:
    """Set `g.organisation` for a page that is read, in one query. A form asks for it only when it comes back as a page: most lead on."""
    if request.method in READING and request.endpoint not in NO_WORK:
        _read()


def _read() -> None:
    g.organisation = current_app.extensions[LAST_READ] = queries.organisation()


def _shown_everywhere() -> dict[str, Any]:
    if "organisation" not in g:
        _read_late()
    return {"organisation": g.organisation}


def _read_late() -> None:
    """For a form that comes back. The page of an error comes after the unit of work has ended, and must not need the database: what was read last will do."""
    try:
        session()
        _read()
    except (RuntimeError, SQLAlchemyError):
        g.organisation = current_app.extensions.get(LAST_READ) or queries.default_organisation()
