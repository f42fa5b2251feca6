"""Pages of a round."""

from flask import Flask

from selection.rounds import log_words, overview
from selection.rounds.views import asking, closing, compare, progress, reopening, sitting_again
from selection.rounds.views.scope import blueprint

__all__ = ["asking", "closing", "compare", "log_words", "overview", "progress", "register", "reopening", "sitting_again"]


def register(app: Flask) -> None:
    """Add the pages of this subject to the application."""
    app.register_blueprint(blueprint)
