"""Pages about candidates, for HR."""

from flask import Flask

from selection.candidates import wording
from selection.candidates.views import findings, imports, lists, persons, sitting, verdicts
from selection.candidates.views.scope import blueprint

__all__ = ["findings", "imports", "lists", "persons", "register", "sitting", "verdicts", "wording"]


def register(app: Flask) -> None:
    """Add the pages of this subject to the application, and `finding_url` to its templates."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["finding_url"] = findings.finding_url
