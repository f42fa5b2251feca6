"""The form of a sheet, read before its request stands in the line of writers, by the definition that this process last knew of the procedure."""

from uuid import UUID

from flask import g

from selection.scoresheets.content import Content
from selection.scoresheets.forms import SheetForm, sheet_form
from selection.scoresheets.places import Place
from selection.scoresheets.points import kind_of
from vacancies import Definition

MOST_KNOWN = 64
_known: dict[UUID, Definition] = {}


def typed(procedure_id: UUID, part_code: str, candidate_id: UUID) -> SheetForm | None:
    """What was sent, read and checked; None where that takes more than the form itself. It counts only if `read_by` agrees."""
    definition = _known.get(procedure_id)
    part = definition.scheme.part(part_code) if definition is not None else None
    if definition is None or part is None or part.is_verdict or (part.scale is not None and kind_of(part.scale) == "number"):
        return None
    form = sheet_form(definition, part, Content(), 0)
    form.validate()
    return form


def read_by(place: Place) -> SheetForm | None:
    """The form that `typed` made of this request, if the rules it was read by are those that hold for the place."""
    if len(_known) >= MOST_KNOWN and place.procedure.id not in _known:
        _known.clear()
    _known[place.procedure.id] = place.definition
    form: SheetForm | None = g.get("ahead")
    return form if form is not None and form.definition is place.definition and form.part.code == place.part.code else None
