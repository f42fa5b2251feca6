"""Comparing the ratings of one candidate in one part, and what the panel settles there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from scoring.scheme import Part
from selection.accounts.request import actor
from selection.candidates.queries import candidate_of
from selection.errors import BadInput, NotFound
from selection.forms import Form
from selection.i18n import _, _n, rating
from selection.rounds import readers
from selection.rounds.actions.consensus import Fault, Typed, settle_all
from selection.rounds.board import board_of
from selection.rounds.comparing import Comparison
from selection.rounds.comparing import compare as compare_sheets
from selection.rounds.forms import UndoForm, seen_id, settle_form, shown_rating
from selection.rounds.gaps import Standing, standing_of
from selection.rounds.scope import RoundScope, round_compared
from selection.rounds.views.scope import blueprint, shown
from selection.scoresheets.actions.settling import require, undo_consensus
from selection.scoresheets.models import ConsensusRating
from selection.scoresheets.places import place_for
from selection.scoresheets.queries import acts_as_chair_for, consensus_history, current_consensus, submitted_versions, visible_sheets

__all__ = ["compare", "readers", "settle", "undo"]
BASE = "/procedures/<uuid:procedure_id>/rondes/<round_code>/vergelijken/<part_code>/<uuid:candidate_id>"


@blueprint.get(BASE)
def compare(procedure_id: UUID, round_code: str, part_code: str, candidate_id: UUID) -> str:
    """The ratings side by side, as far as the reader may see them."""
    return _page(*_reach(procedure_id, round_code, part_code), candidate_id)


@blueprint.post(f"{BASE}/consensus")
def settle(procedure_id: UUID, round_code: str, part_code: str, candidate_id: UUID) -> tuple[str, int] | Response:
    """Settle what was typed, all of it or nothing."""
    scope, part = _reach(procedure_id, round_code, part_code)
    place = place_for(actor(), procedure_id, part_code, candidate_id)
    asked = request.args.get("criterium", "")
    criteria = _posted(part)
    if not criteria:
        raise BadInput(_("The form did not say which criteria it is about. Load the page again."))
    form = settle_form(part, criteria, {})
    valid = form.validate()
    settled, faults = 0, list[Fault]()
    if valid:
        settled, faults = settle_all(place, _cards(form, criteria), consensus_history(scope.procedure, part_code, [candidate_id]))
    if not valid or faults or not settled:
        _mark(form, criteria, faults)
        if valid and not faults:
            form.form_errors.append(_("Nothing was filled in or changed. Fill in a consensus rating and its reason."))
        return _page(scope, part, candidate_id, form=form, criteria=criteria, asked=asked), 422
    flash(_n("One consensus is settled.", "%(num)s consensus ratings are settled.", settled), "good")
    return _to_compare(scope, part_code, candidate_id)


@blueprint.route(f"{BASE}/consensus/ongedaan", methods=["GET", "POST"])
def undo(procedure_id: UUID, round_code: str, part_code: str, candidate_id: UUID) -> str | tuple[str, int] | Response:
    """Undo one consensus, with a reason."""
    scope, part = _reach(procedure_id, round_code, part_code)
    if not acts_as_chair_for(scope.procedure, scope.hats, part_code, candidate_id):
        raise NotFound
    place = place_for(actor(), procedure_id, part_code, candidate_id)
    code = request.args.get("criterium", "")
    row = _open_consensus(scope, part, candidate_id).get((candidate_id, code))
    if request.method == "GET":
        if row is None:
            raise NotFound
        require(place, code)
    form = UndoForm(data={"seen": row.id if row is not None else ""})
    if form.validate_on_submit():
        undo_consensus(place, criterion=code, reason=form.reason.data, seen=seen_id(form.seen.data))
        flash(_("The consensus is undone. The ratings themselves count again."), "good")
        return _to_compare(scope, part_code, candidate_id)
    criterion = part.criterion(code) if code else None
    values = {"candidate": place.candidate, "part": part, "row": row, "subject": criterion.title if criterion else part.title, "criterion_code": code}
    page = shown("rounds/undo.html", scope, form=form, shown_rating=shown_rating(part, row.chosen) if row is not None else "", **values)
    return (page, 422) if form.is_submitted() else page


def _reach(procedure_id: UUID, round_code: str, part_code: str) -> tuple[RoundScope, Part]:
    """The round and its part with sheets; NotFound for others, and while the round waits for an earlier one."""
    scope = round_compared(actor(), procedure_id, round_code)
    part = next((part for part in scope.round.parts if part.code == part_code and not part.is_verdict), None)
    if part is None or scope.state == "planned":
        raise NotFound
    return scope, part


def _posted(part: Part) -> list[str]:
    """The criteria of the cards that were sent: the form says which, in its own order; unknown ones are left out."""
    known = {""} if part.is_direct else {criterion.code for criterion in part.criteria}
    return [code for code in request.form.get("criteria", "").split(",") if code in known]


def _cards(form: Form, criteria: Sequence[str]) -> list[Typed]:
    cards = [form[f"c{number}"].form for number in range(len(criteria))]
    return [
        Typed(criterion=code, chosen=(card.chosen.data or "").strip(), reason=card.reason.data or "", seen=seen_id(card.seen.data))
        for code, card in zip(criteria, cards, strict=True)
    ]


def _mark(form: Form, criteria: Sequence[str], faults: Sequence[Fault]) -> None:
    for fault in faults:
        field = form[f"c{criteria.index(fault.criterion)}"].form[fault.field]
        field.errors = [*field.errors, fault.sentence]


def _open_consensus(scope: RoundScope, part: Part, candidate_id: UUID) -> dict[tuple[UUID, str], ConsensusRating]:
    """What holds, where the reader may read the sheets; nothing otherwise."""
    standing = standing_of(scope, only=[candidate_id])
    return current_consensus(scope.procedure, part.code, [candidate_id]) if candidate_id in standing.opened[part.code] else {}


def _page(scope: RoundScope, part: Part, candidate_id: UUID, *, form: Form | None = None, criteria: Sequence[str] = (), asked: str = "") -> str:
    candidate = candidate_of(scope.procedure, candidate_id)
    if candidate.code is None:
        raise NotFound
    standing = standing_of(scope, only=[candidate_id])
    values: dict[str, Any] = {"candidate": candidate, "part": part, "versions": [], "comparison": None, "failed": form}
    if candidate_id not in standing.opened.get(part.code, ()):
        return shown("rounds/not_open.html", scope, board=board_of(scope, standing), **values)
    comparison = _comparison(scope, part, candidate_id, standing, asked or request.args.get("criterium", ""))
    takes_part = any(id_ == candidate_id for id_, _code in standing.taking_part)
    may_settle = scope.state == "open" and takes_part and comparison.all_in and acts_as_chair_for(scope.procedure, scope.hats, part.code, candidate_id)
    codes = list(criteria) or [one.code for one in comparison.discuss]
    settled = {one.code: one.settled for one in (*comparison.discuss, *comparison.within) if one.settled is not None}
    if may_settle and form is None:
        form = settle_form(part, codes, settled)
    everything = {one.code: one for one in (*comparison.discuss, *comparison.within)}
    shown_codes = [code for code in codes if code in everything]
    values |= {
        "comparison": comparison,
        "may_settle": may_settle,
        "takes_part": takes_part,
        "settling": form,
        "codes": codes,
        "scale_hint": _scale_hint(part),
        "discuss": [(everything[code], form[f"c{codes.index(code)}"] if may_settle and form is not None else None) for code in shown_codes],
        "within": [one for one in everything.values() if one.code not in shown_codes],
        "versions": submitted_versions(scope.procedure, scope.hats, part.code, candidate_id),
    }
    return shown("rounds/compare.html", scope, **values)


def _scale_hint(part: Part) -> str:
    """What can be filled in."""
    if part.scale is None:
        return _("Points, from 0 to %(most)s.", most=rating(part.points or 0))
    if not part.scale.numeric:
        return _("A label of the scale.")
    lowest, highest, step = part.scale.values[0], part.scale.values[-1], part.scale.values[1] - part.scale.values[0]
    return _("From %(lowest)s to %(highest)s, in steps of %(step)s.", lowest=rating(lowest), highest=rating(highest), step=rating(step))


def _comparison(scope: RoundScope, part: Part, candidate_id: UUID, standing: Standing, asked: str) -> Comparison:
    sheets = visible_sheets(scope.procedure, scope.hats, part.code, candidate_id)
    return compare_sheets(scope, part, candidate_id, standing, sheets, current_consensus(scope.procedure, part.code, [candidate_id]), asked)


def _to_compare(scope: RoundScope, part_code: str, candidate_id: UUID) -> Response:
    where: dict[str, Any] = {"round_code": scope.round.code, "part_code": part_code, "candidate_id": candidate_id}
    return redirect(url_for("rounds.compare", procedure_id=scope.procedure.id, **where), 303)
