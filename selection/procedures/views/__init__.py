"""Pages of a procedure."""

from flask import Flask

from selection.procedures.views import ended
from selection.procedures.views.acts import publish
from selection.procedures.views.competency import competency_page
from selection.procedures.views.ending import stop
from selection.procedures.views.log import log_view
from selection.procedures.views.moving import extend
from selection.procedures.views.overview import overview_page
from selection.procedures.views.panel import panel_page
from selection.procedures.views.regulation import regulation_page
from selection.procedures.views.rules import rules_view
from selection.procedures.views.scope import blueprint
from selection.procedures.views.seats import seat_page

# One view of each module: importing it puts the routes of that module on the blueprint.
VIEWS = (overview_page, publish, stop, extend, panel_page, seat_page, rules_view, regulation_page, competency_page, log_view)
__all__ = ["VIEWS", "ended", "register"]


def register(app: Flask) -> None:
    """Add the pages of this subject to the application."""
    app.register_blueprint(blueprint)
