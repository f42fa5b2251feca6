"""Closing a round: what is missing, and the act."""

from uuid import UUID

from flask import redirect
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.i18n import _, _n
from selection.rounds import gap_words
from selection.rounds.actions import closing
from selection.rounds.board import Board, board_of
from selection.rounds.forms import VersionForm
from selection.rounds.gaps import Standing, standing_of
from selection.rounds.queries import passed
from selection.rounds.scope import RoundScope, round_led
from selection.rounds.states import Act, may, why_not
from selection.rounds.views.scope import back, blueprint, progress_url, shown


@blueprint.route("/procedures/<uuid:procedure_id>/rondes/<round_code>/afsluiten", methods=["GET", "POST"])
def close(procedure_id: UUID, round_code: str) -> str | tuple[str, int] | Response:
    """What is missing; the button when nothing is; and closing, which looks again."""
    scope = round_led(actor(), procedure_id, round_code)
    form = VersionForm(data={"version": scope.run.version})
    if not form.is_submitted():
        return _page(scope, form, standing_of(scope)) if may(scope, Act.CLOSE) else _elsewhere(scope)
    try:
        through = closing.close(scope, version=form.seen_version)
    except closing.Incomplete as missing:
        return _page(scope, form, missing.standing, refused=True), 409
    return back(scope, _closed(scope, through))


def _page(scope: RoundScope, form: VersionForm, standing: Standing, *, refused: bool = False) -> str:
    board = board_of(scope, standing)
    return shown(
        "rounds/close.html",
        scope,
        version=form,
        refused=refused,
        gaps=gap_words.lines(scope, standing.gaps),
        board=board,
        through=passed(standing.outcome, scope.round.code) if not standing.gaps and scope.may_close else (),
        in_order=_in_order(scope, standing, board),
    )


def _in_order(scope: RoundScope, standing: Standing, board: Board) -> list[str]:
    """What is there already, in counts."""
    spots = {(id_, part.code) for id_, _code in standing.taking_part for part in scope.round.parts}
    done = len(spots - set(standing.by_spot))
    if len(scope.round.parts) == 1:
        lines = [_n("%(num)s candidate complete", "%(num)s candidates complete", done)] if done else []
    else:
        lines = [_n("%(num)s part complete, over all candidates", "%(num)s parts complete, over all candidates", done)] if done else []
    if board.submitted:
        lines.append(_n("%(num)s sheet submitted", "%(num)s sheets submitted", board.submitted))
    return [*lines, _("No longer taking part: %(list)s", list=board.left)] if board.left else lines


def _elsewhere(scope: RoundScope) -> Response:
    """The page of a round that is not open says so itself."""
    return back(scope, why_not(scope, Act.CLOSE), "info") if scope.state == "planned" else redirect(progress_url(scope), 303)


def _closed(scope: RoundScope, through: tuple[str, ...]) -> str:
    if scope.next_round is None:
        return _n("The round is closed. %(num)s candidate passed.", "The round is closed. %(num)s candidates passed.", len(through))
    return _n(
        "The round is closed. %(num)s candidate goes on to “%(round)s”.",
        "The round is closed. %(num)s candidates go on to “%(round)s”.",
        len(through),
        round=scope.next_round.title,
    )
