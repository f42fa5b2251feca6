"""Pages of results: the ranking and one candidate's outcome."""

from uuid import UUID

from flask import Blueprint, Flask, g, render_template

from selection.errors import NotFound
from selection.procedures.navigation import page
from selection.results import unranked
from selection.results.collect import closed_rounds, outcome_of
from selection.results.facts import facts_of
from selection.results.judged import score_rows
from selection.results.pages import outcome_page, ranking_page
from selection.results.provisional import provisional
from selection.results.queries import names_of, procedure_for_results
from selection.results.rehearsal_views import blueprint as rehearsals
from selection.results.tables import judged_tables
from selection.results.tie_pages import tie_lines
from selection.results.tie_views import blueprint as ties
from selection.results.tie_words import with_settlements

blueprint = Blueprint("results", __name__)
__all__ = ["register", "unranked"]


@blueprint.get("/procedures/<uuid:procedure_id>/rangschikking")
def ranking(procedure_id: UUID) -> str:
    """The ranking as far as rounds are closed."""
    procedure, hats = procedure_for_results(g.account, procedure_id)
    rounds = closed_rounds(procedure)
    collected = outcome_of(procedure, rounds=rounds)
    facts = facts_of(procedure.id, collected.definition.scheme, collected.codes, rounds, deciding=True)
    return render_template(
        "results/ranking.html",
        ranking=ranking_page(collected, names_of(procedure.id), facts),
        ties=tie_lines(collected, hats),
        provisional=provisional(procedure, collected.definition.scheme),
        binding=collected.definition.scheme.binding,
        **page(procedure, hats, "ranking"),
    )


@blueprint.get("/procedures/<uuid:procedure_id>/kandidaten/<uuid:candidate_id>/uitkomst")
def outcome(procedure_id: UUID, candidate_id: UUID) -> str:
    """One candidate's outcome with the steps of R18."""
    procedure, hats = procedure_for_results(g.account, procedure_id)
    rounds = closed_rounds(procedure)
    collected = outcome_of(procedure, rounds=rounds)
    if candidate_id not in collected.codes:
        raise NotFound
    code, scheme = collected.codes[candidate_id], collected.definition.scheme
    facts = with_settlements(collected, facts_of(procedure.id, scheme, collected.codes, rounds, only=[candidate_id]))
    return render_template(
        "results/outcome.html",
        outcome=outcome_page(collected, code, names_of(procedure.id), facts(code), rounds),
        judged=judged_tables(score_rows(procedure.id, scheme, collected.codes, rounds, only=[candidate_id]), scheme, collected.result.steps(code)),
        provisional=provisional(procedure, scheme),
        **page(procedure, hats, "ranking"),
    )


def register(app: Flask) -> None:
    """Add the pages to the application."""
    app.register_blueprint(blueprint)
    app.register_blueprint(ties)
    app.register_blueprint(rehearsals)
