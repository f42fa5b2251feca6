"""What every view of this subject begins with."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from selection.i18n import _
from selection.procedures.navigation import page
from selection.rounds.scope import RoundScope

blueprint = Blueprint("rounds", __name__)


def shown(template: str, scope: RoundScope, **values: Any) -> str:
    """A page of a round, under the tabs of its procedure."""
    return render_template(template, **page(scope.procedure, scope.hats, "scores"), scope=scope, crumbs=crumbs(scope), **values)


def crumbs(scope: RoundScope) -> list[tuple[str, str]]:
    """The path to the round: procedures, procedure, round."""
    return [
        (_("Procedures"), url_for("procedures.index")),
        (scope.procedure.title, url_for("procedures.overview", procedure_id=scope.procedure.id)),
        (scope.round.title, progress_url(scope)),
    ]


def progress_url(scope: RoundScope) -> str:
    """Where the round is followed."""
    return url_for("rounds.progress", procedure_id=scope.procedure.id, round_code=scope.round.code)


def back(scope: RoundScope, sentence: str, kind: str = "good") -> Response:
    """To the page of the round, which says what was done."""
    flash(sentence, kind)
    return redirect(progress_url(scope), 303)
