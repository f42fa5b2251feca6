"""The pages of letters: the outbox, one kind of letters with its preview, one letter, all letters to a candidate, and the texts."""

from flask import Flask

from selection.letters import attention, log_words
from selection.letters.views import batch, candidate, letter, outbox, texts
from selection.letters.views.scope import blueprint

__all__ = ["attention", "batch", "candidate", "letter", "log_words", "outbox", "register", "texts"]


def register(app: Flask) -> None:
    """Add the pages to the application."""
    app.register_blueprint(blueprint)
