"""Pages for people who apply and for HR."""

from flask import Flask

from selection.applications import log_words, moving, stopping
from selection.applications.views import files, hr, mine, public, related
from selection.applications.views.scope import blueprint

__all__ = ["files", "hr", "log_words", "mine", "moving", "public", "register", "related", "stopping"]


def register(app: Flask) -> None:
    """Add the pages of this subject to the application."""
    app.register_blueprint(blueprint)
