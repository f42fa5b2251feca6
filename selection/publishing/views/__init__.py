"""Public pages and files."""

from flask import Flask

from selection.publishing.views.files import feed
from selection.publishing.views.regulation import regulation
from selection.publishing.views.scope import blueprint
from selection.publishing.views.statements import privacy
from selection.publishing.views.vacancies import vacancy

# One view of each module: importing it puts the routes of that module on the blueprint.
VIEWS = (vacancy, regulation, privacy, feed)


def register(app: Flask) -> None:
    """Add the pages of this subject to the application."""
    app.register_blueprint(blueprint)
