"""What the planning leaves undone, on the overview of a procedure, for who plans."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import url_for

from selection.i18n import _, _n
from selection.planning import panel, queries, telling
from selection.planning.models import Slot
from selection.planning.scope import PartScope, closed_to_planning, may_plan
from selection.planning.standing import State, state_of
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats, definition_of
from selection.procedures.registry import Todo


@registry.waiting.register
def untold(procedure: Procedure, hats: Hats) -> Sequence[Todo]:
    """Parts of which candidates or the panel do not know yet what was planned, and candidates who cannot come."""
    definition = definition_of(procedure)
    rounds = [round_ for round_ in definition.scheme.rounds if may_plan(hats, round_.code) and not closed_to_planning(procedure, round_.code)]
    if not rounds:
        return []
    slots, told = queries.slots_of(procedure.id, [round_.code for round_ in rounds]), queries.told(procedure.id)
    people = queries.people(procedure.id, names=False) if slots or told else {}
    found = []
    for round_ in rounds:
        scopes = [PartScope(procedure=procedure, hats=hats, definition=definition, round=round_, part=part) for part in round_.parts]
        for scope in scopes:
            found += _of_part(scope, slots, told, people)
        colleagues = len(panel.changes(procedure, round_.code, slots, people))
        if colleagues:
            words = _n(
                "%(round)s: %(num)s panel member was invited to other sittings.",
                "%(round)s: %(num)s panel members were invited to other sittings.",
                colleagues,
                round=round_.title,
            )
            found.append(Todo(text=words, url=_tell_url(scopes[0]), link=_("Look and tell"), blocks=False))
    return found


def _of_part(scope: PartScope, slots: Sequence[Slot], told: Mapping[tuple[UUID, str], queries.Told], people: Mapping[UUID, queries.Person]) -> list[Todo]:
    found, part = [], scope.part
    left = len(telling.to_tell(scope, slots, people, told).words)
    if left:
        words = _n(
            "%(part)s: %(num)s candidate does not know the planning yet.", "%(part)s: %(num)s candidates do not know the planning yet.", left, part=part.title
        )
        found.append(Todo(text=words, url=_tell_url(scope), link=_("Look and tell"), blocks=False))
    mine = [slot for slot in slots if slot.part_code == part.code and slot.candidate_id in people]
    states = [state_of(slot, people[slot.candidate_id], told.get((slot.candidate_id, part.code)), None) for slot in mine if slot.candidate_id]
    unable = states.count(State.UNABLE)
    if unable:
        words = _n(
            "%(part)s: %(num)s candidate cannot come at the planned hour.",
            "%(part)s: %(num)s candidates cannot come at the planned hour.",
            unable,
            part=part.title,
        )
        url = url_for("planning.index", procedure_id=scope.procedure.id, stand=str(State.UNABLE))
        found.append(Todo(text=words, url=url, link=_("See who, and move the moment"), blocks=False))
    return found


def _tell_url(scope: PartScope) -> str:
    return url_for("planning.tell", procedure_id=scope.procedure.id, part_code=scope.part.code)
