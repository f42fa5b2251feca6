"""The pages on which the organisation sets itself up, and what every page shows of it."""

from typing import Any

from flask import Flask, g

from selection.organisation import queries
from selection.organisation.views.looks import style
from selection.organisation.views.scope import blueprint
from selection.organisation.views.settings import change
from selection.organisation.views.writing import page

# One view of each module: importing it puts the routes of that module on the blueprint.
VIEWS = (change, page, style)


def register(app: Flask) -> None:
    """Pages, and what every layout reads; to be called after the platform registered its own and before the guard of requests."""
    app.before_request(load_organisation)
    app.context_processor(_shown_everywhere)
    app.register_blueprint(blueprint)


def load_organisation() -> None:
    """Set `g.organisation`, in one query, also for the page of an error that comes after the unit of work has ended."""
    g.organisation = queries.organisation()


def _shown_everywhere() -> dict[str, Any]:
    return {"organisation": g.get("organisation") or queries.default_organisation()}
