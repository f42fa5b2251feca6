"""What every view of this subject begins with: the blueprint, the procedure through the person's hats, and the way back."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.procedures import queries
from selection.procedures.models import Procedure
from selection.procedures.navigation import page
from selection.procedures.queries import Hats

blueprint = Blueprint("procedures", __name__)


def for_anybody(procedure_id: UUID) -> tuple[Procedure, Hats]:
    """The procedure for HR and for who has a seat in it."""
    return queries.procedure_for(actor(), procedure_id)


def for_hr(procedure_id: UUID) -> tuple[Procedure, Hats]:
    """The procedure for the responsible HR officer and the deputy."""
    return queries.procedure_for_hr(actor(), procedure_id)


def shown(template: str, scope: tuple[Procedure, Hats], tab: str, **values: Any) -> str:
    """A page of a procedure, under its tabs."""
    return render_template(template, **page(*scope, tab), **values)


def done(endpoint: str, sentence: str, **values: Any) -> Response:
    """Back to a page that says what was done."""
    flash(sentence, "good")
    return redirect(url_for(endpoint, **values), 303)
