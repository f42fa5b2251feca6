"""Pages of vacancies that are being built."""

from flask import Flask

from selection.building.views import finishing, lists, steps
from selection.building.views.scope import blueprint

__all__ = ["finishing", "lists", "register", "steps"]


def register(app: Flask) -> None:
    """Add the pages of this subject to the application."""
    app.register_blueprint(blueprint)
