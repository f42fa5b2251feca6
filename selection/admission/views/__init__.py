"""Pages on admission, for the HR officers of a procedure."""

from flask import Flask

from selection.admission import log_words, overview, private
from selection.admission.views import cases, decisions, lists, proofs
from selection.admission.views.scope import blueprint, file_url

__all__ = ["cases", "decisions", "lists", "log_words", "overview", "private", "proofs", "register"]


def register(app: Flask) -> None:
    """Add the pages of this subject to the application, and `admission_file_url` to its templates."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["admission_file_url"] = file_url
