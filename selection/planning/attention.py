"""What the planning leaves undone, on the overview of a procedure, for who plans."""

from collections.abc import Sequence

from flask import url_for

from selection.i18n import _, _n
from selection.planning import queries, telling
from selection.planning.scope import PartScope, closed_to_planning, may_plan
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats, definition_of
from selection.procedures.registry import Todo


@registry.waiting.register
def untold(procedure: Procedure, hats: Hats) -> Sequence[Todo]:
    """Parts of which candidates do not know yet what was planned."""
    definition = definition_of(procedure)
    rounds = [round_ for round_ in definition.scheme.rounds if may_plan(hats, round_.code) and not closed_to_planning(procedure, round_.code)]
    if not rounds:
        return []
    slots, told = queries.slots_of(procedure.id, [round_.code for round_ in rounds]), queries.told(procedure.id)
    people = queries.people(procedure.id, names=False) if slots or told else {}
    found = []
    for round_ in rounds:
        for part in round_.parts:
            scope = PartScope(procedure=procedure, hats=hats, definition=definition, round=round_, part=part)
            left = len(telling.to_tell(scope, slots, people, told).words)
            if left:
                words = _n(
                    "%(part)s: %(num)s candidate does not know the planning yet.",
                    "%(part)s: %(num)s candidates do not know the planning yet.",
                    left,
                    part=part.title,
                )
                url = url_for("planning.tell", procedure_id=procedure.id, part_code=part.code)
                found.append(Todo(text=words, url=url, link=_("Look and tell"), blocks=False))
    return found
