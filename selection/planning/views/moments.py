"""One moment: move it, give it to somebody, swap, take it away."""

from uuid import UUID

from flask import request

from selection.errors import BadInput
from selection.i18n import _, date_plan, time
from selection.i18n.figures import BRUSSELS
from selection.planning import actions, overlaps, queries
from selection.planning.forms import RemoveForm, SlotForm
from selection.planning.models import Slot
from selection.planning.scope import PartScope, actor, part_scope, procedure_scope, reads_names
from selection.planning.views.scope import BASE, Answer, blueprint, done, shown_form
from selection.planning.views.series import hour_of


@blueprint.route(f"{BASE}/momenten/<uuid:slot_id>", methods=["GET", "POST"])
def slot(procedure_id: UUID, slot_id: UUID) -> Answer:
    """Change a moment."""
    scope, row = _reach(procedure_id, slot_id)
    form = _form(row)
    form.candidate.choices = _choices(scope, row)
    if form.validate_on_submit():
        here = request.full_path.rstrip("?")
        try:
            candidate_id, seen = _chosen(form.candidate.data)
            begins, ends = (hour_of(form, name) for name in ("begin", "end"))
            wish = actions.Wish(
                begins_at=begins,
                ends_at=ends,
                place=form.place.data or "",
                video=form.video.data or "",
                candidate_id=candidate_id,
                seen=seen,
            )
            sentence = actions.change(scope, row, wish, version=form.version.as_version(), actor=actor(), back_url=here)
        except BadInput as error:
            form.refuse(error.context.get("field", "begin"), error.message)
        else:
            return done(scope, sentence)
    return shown_form("planning/slot.html", scope, form, slot=row, when=overlaps.span(row.begins_at, row.ends_at))


@blueprint.route(f"{BASE}/momenten/<uuid:slot_id>/schrappen", methods=["GET", "POST"])
def remove(procedure_id: UUID, slot_id: UUID) -> Answer:
    """Take a moment away."""
    scope, row = _reach(procedure_id, slot_id)
    form = RemoveForm(data={"version": str(row.version)})
    if form.validate_on_submit():
        here = request.full_path.rstrip("?")
        actions.remove(scope, row, version=form.version.as_version(), actor=actor(), back_url=here)
        return done(scope, _("The moment is removed."))
    people = queries.people(scope.procedure.id, names=reads_names(scope.procedure, scope.hats, scope.round.code))
    known = queries.told(scope.procedure.id, part_code=scope.part.code).get((row.candidate_id, row.part_code)) if row.candidate_id else None
    person = people.get(row.candidate_id) if row.candidate_id else None
    return shown_form("planning/remove.html", scope, form, slot=row, when=overlaps.span(row.begins_at, row.ends_at), person=person, told=known)


def _reach(procedure_id: UUID, slot_id: UUID) -> tuple[PartScope, Slot]:
    procedure, _hats = procedure_scope(procedure_id)
    row = queries.slot_of(procedure, slot_id)
    return part_scope(procedure_id, row.part_code), row


def _form(row: Slot) -> SlotForm:
    begins, ends = row.begins_at.astimezone(BRUSSELS), row.ends_at.astimezone(BRUSSELS)
    return SlotForm(
        data={
            "version": str(row.version),
            "day": begins.date(),
            "begin": begins.time(),
            "end": ends.time(),
            "place": row.place,
            "video": row.video,
            "candidate": str(row.candidate_id or ""),
        }
    )


def _chosen(value: str) -> tuple[UUID | None, tuple[UUID, int] | None]:
    """The candidate that was chosen, and the other moment of that candidate as the page showed it."""
    if not value:
        return None, None
    try:
        candidate, *other = value.split("|")
        return UUID(candidate), (UUID(other[0]), int(other[1])) if other else None
    except (ValueError, IndexError):
        raise BadInput(_("Choose one of the possibilities."), field="candidate") from None


def _choices(scope: PartScope, row: Slot) -> list[tuple[str, str]]:
    """(value, words) of everybody who can be chosen. The value tells which other moment of the candidate the page showed."""
    people = queries.people(scope.procedure.id, names=reads_names(scope.procedure, scope.hats, scope.round.code))
    admitted = queries.may_come(scope.procedure, scope.round.code, scope.preceding) or frozenset()
    others = {slot.candidate_id: slot for slot in queries.slots_of(scope.procedure.id, part_code=row.part_code)}
    found = [("", _("Free: nobody"))]
    for person in people.values():
        if person.id == row.candidate_id:
            found.append((str(person.id), person.label))
        elif person.id in admitted and (other := others.get(person.id)) is not None:
            words = _("%(who)s, now %(day)s at %(time)s", who=person.label, day=date_plan(other.begins_at), time=time(other.begins_at))
            found.append((f"{person.id}|{other.id}|{other.version}", words))
        elif person.id in admitted:
            found.append((str(person.id), _("%(who)s, no moment yet", who=person.label)))
    return found
