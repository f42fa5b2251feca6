"""What the views of the planning share."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from selection.planning.pages import filter_of
from selection.planning.scope import PartScope
from selection.planning.standing import State
from selection.procedures.models import Procedure
from selection.procedures.navigation import page
from selection.procedures.queries import Hats

blueprint = Blueprint("planning", __name__)
BASE = "/procedures/<uuid:procedure_id>/planning"
Answer = str | Response | tuple[str, int]


def chosen() -> tuple[date | None, State | None]:
    """The day and the state that the address asks for; what is no choice counts as none."""
    state = request.args.get("stand", "")
    try:
        day = date.fromisoformat(request.args.get("dag", ""))
    except ValueError:
        day = None
    return day, State(state) if state in set(State) else None


def index_url(procedure_id: UUID, part_code: str = "") -> str:
    """The planning of a procedure, at one of its parts, filtered as the running address says."""
    return url_for("planning.index", procedure_id=procedure_id, _anchor=f"deel-{part_code}" if part_code else None, **filter_of(*chosen()))


def shown(template: str, procedure: Procedure, hats: Hats, **values: Any) -> str:
    """A page under the tab of the planning."""
    return render_template(template, **page(procedure, hats, "planning"), kept=filter_of(*chosen()), **values)


def shown_form(template: str, scope: PartScope, form: Any, **values: Any) -> Answer:
    """A page with a form about a part; 422 when it came back with faults."""
    text = shown(template, scope.procedure, scope.hats, scope=scope, form=form, back=index_url(scope.procedure.id, scope.part.code), **values)
    return (text, 422) if form.is_submitted() else text


def done(scope: PartScope, sentence: str, family: str = "good") -> Response:
    """Back to the part, which says what was done."""
    flash(sentence, family)
    return redirect(index_url(scope.procedure.id, scope.part.code), 303)


def site() -> str:
    """The public address of the application."""
    return str(current_app.config["SETTINGS"].address)
