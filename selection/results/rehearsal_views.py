"""The trial computation of a vacancy that is being built: one of its steps, made here because the sentences of steps are worded here."""

from uuid import UUID

from flask import Blueprint, render_template

from selection.building import queries
from selection.building.checking import definition_at
from selection.building.wizard import bench
from selection.frameworks.queries import framework_set
from selection.results.rehearsal import rehearsal as computed

blueprint = Blueprint("rehearsals", __name__)


@blueprint.get("/ontwerpen/<uuid:draft_id>/proefberekening")
def rehearsal(draft_id: UUID) -> str:
    """Fictional candidates through the rules as they were chosen; without rules that can be computed, what is missing."""
    draft = queries.draft_with(draft_id)
    at = bench(draft, queries.source_of(draft), framework_set(), "proefberekening")
    definition = definition_at(at)
    return render_template("building/rehearsal.html", bench=at, draft=draft, rehearsal=computed(definition.scheme) if definition else None)
