"""Pages of the planning."""

from flask import Flask

from selection.planning import attention, moving, private, words
from selection.planning.views.agenda import agenda
from selection.planning.views.messages import tell
from selection.planning.views.moments import slot
from selection.planning.views.own import answer, own
from selection.planning.views.scope import blueprint
from selection.planning.views.series import series
from selection.web import public_forms

# One view of each module: importing it puts the routes of that module on the blueprint.
VIEWS = (agenda, series, slot, tell, own, answer)
__all__ = ["attention", "moving", "private", "register", "words"]


def register(app: Flask) -> None:
    """Add the pages of this subject to the application; an answer of a candidate needs no session."""
    public_forms.serve("planning.answer")
    app.register_blueprint(blueprint)
