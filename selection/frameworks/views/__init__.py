"""Pages of frameworks."""

from flask import Flask

from selection.frameworks import actions
from selection.frameworks.views import browsing, imports, keeping
from selection.frameworks.views.scope import blueprint

__all__ = ["browsing", "imports", "keeping", "register"]


def register(app: Flask) -> None:
    """Add the pages of this subject to the application, and take what the product ships into the table of versions."""
    app.register_blueprint(blueprint)
    actions.take_shipped(app.database)  # type: ignore[attr-defined]
