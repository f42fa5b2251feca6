"""Following a round: who owes what, how far each candidate is, the spread, and what was proposed."""

from typing import Any
from uuid import UUID

from flask import request

from selection.accounts.request import actor
from selection.procedures.navigation import followed
from selection.procedures.panels import state_of_round
from selection.rounds import proposal_words, sittings
from selection.rounds.board import board_of, sees_outcome
from selection.rounds.effects import change_of
from selection.rounds.gap_words import lines, summary
from selection.rounds.gaps import standing_of
from selection.rounds.request_words import shown_requests
from selection.rounds.scope import RoundScope, round_for
from selection.rounds.spreads import spread_of
from selection.rounds.views.scope import blueprint, shown


@blueprint.get("/procedures/<uuid:procedure_id>/rondes/<round_code>")
def progress(procedure_id: UUID, round_code: str) -> str:
    """One round as it stands now, as far as the reader may know."""
    scope = round_for(actor(), procedure_id, round_code)
    if scope.state == "planned":
        return shown("rounds/planned.html", scope, rounds=_rounds(scope))
    standing = standing_of(scope)
    values: dict[str, Any] = {"board": board_of(scope, standing, acts=True), "summary": summary(standing.gaps), "spread": None, "change": None}
    values |= {"proposals": [], "requests": [], "again": []}
    if scope.leads:
        values["again"] = sittings.in_words(scope)
        values["requests"] = shown_requests(scope)
        values["proposals"] = proposal_words.shown(scope)
        values["spread"] = spread_of(scope, standing, request.args.get("onderdeel", ""), request.args.get("criterium", ""))
    if sees_outcome(scope):
        values["change"] = change_of(scope)
        values["gaps"] = lines(scope, standing.gaps)
    return shown("rounds/progress.html", scope, rounds=_rounds(scope), **values)


def _rounds(scope: RoundScope) -> list[tuple[str, str, str, bool]]:
    """(code, title, state, chosen) of the rounds that the reader can follow."""
    reached = followed(scope.hats) | {scope.round.code}
    listed = [round_ for round_ in scope.rounds if scope.hats.hr or round_.code in reached]
    return [(round_.code, round_.title, state_of_round(scope.procedure, round_.code), round_ is scope.round) for round_ in listed]
