"""Pages of a procedure and of the published vacancies."""

from flask import Flask

from selection.procedures.views import acts, log, overview, panel, public, rules, seats
from selection.procedures.views.scope import blueprint

__all__ = ["acts", "log", "overview", "panel", "public", "register", "rules", "seats"]


def register(app: Flask) -> None:
    """Add the pages of this subject to the application."""
    app.register_blueprint(blueprint)
