"""Pages of a tie (R15): settle an open one by decision or draw, read what was settled, undo it with a reason."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from selection.errors import BadInput, Forbidden, NotFound
from selection.i18n import _
from selection.procedures.models import Procedure
from selection.procedures.navigation import page
from selection.procedures.queries import Hats
from selection.results import actions
from selection.results.collect import Outcome, closed_rounds, outcome_of
from selection.results.forms import DecisionForm, DrawForm, UndoForm, decision_form, draw_form
from selection.results.models import DECIDED, TieSettlement
from selection.results.provisional import provisional
from selection.results.queries import names_of, procedure_for_results
from selection.results.settlements import last_closing, settlement_of, settlements_of
from selection.results.tie_pages import record_page, tie_page
from selection.results.ties import OpenTie, Rights, SettledTie, may_undo, rights_of, standing_of

blueprint = Blueprint("ties", __name__)
Answer = str | tuple[str, int] | Response
BASE = "/procedures/<uuid:procedure_id>/rangschikking"


@blueprint.get(f"{BASE}/plaats/<int:place>")
def settle(procedure_id: UUID, place: int) -> Answer:
    """An open tie, with what this person can do about it; one that is settled leads to what was settled."""
    procedure, hats, collected = _reach(procedure_id)
    tie = standing_of(collected).at(place)
    if isinstance(tie, SettledTie):
        return redirect(url_for("ties.record", procedure_id=procedure.id, settlement_id=tie.row.id))
    if not isinstance(tie, OpenTie) or last_closing(procedure) is None:
        raise NotFound
    return _tie_page(collected, hats, place, tie.codes, _rights(collected, hats, tie.codes))


@blueprint.post(f"{BASE}/plaats/<int:place>/beslissing")
def decide(procedure_id: UUID, place: int) -> Answer:
    """Record the order on which the panel decided."""
    procedure, hats, collected = _reach(procedure_id)
    if not _rights(collected, hats, ()).decide:
        raise Forbidden(_("The chair records the decision of the panel."))
    codes = _seen(collected)
    rights = _rights(collected, hats, codes)
    form = decision_form(codes, names_of(procedure.id), place)
    if not form.validate_on_submit():
        return _tie_page(collected, hats, place, codes, rights, decision=form), 422
    row = actions.decide(g.account, collected, hats, seen=codes, order=form.order, reason=form["reason"].data or "")
    return _recorded(procedure, row, _("The decision is recorded; the ranking follows it."))


@blueprint.post(f"{BASE}/plaats/<int:place>/loting")
def draw(procedure_id: UUID, place: int) -> Answer:
    """Record the starting number of a draw; the order follows from it."""
    procedure, hats, collected = _reach(procedure_id)
    _rights(collected, hats, ())
    codes = _seen(collected)
    rights = _rights(collected, hats, codes)
    form = draw_form(codes, rights.witnesses)
    if not form.validate_on_submit():
        return _tie_page(collected, hats, place, codes, rights, drawing=form), 422
    seed, source = form.seed.data or "", form.source.data or ""
    row = actions.draw(g.account, collected, hats, seen=codes, seed=seed, source=source, witness=UUID(form.witness.data))
    return _recorded(procedure, row, _("The draw is recorded; the ranking follows it."))


@blueprint.get(f"{BASE}/gelijk/<uuid:settlement_id>")
def record(procedure_id: UUID, settlement_id: UUID) -> Answer:
    """What was settled: the order, how, by whom, and whether it counts now."""
    procedure, hats, collected = _reach(procedure_id)
    row = settlement_of(procedure, settlement_id)
    rights = _rights_about(procedure, hats, row)
    shown = record_page(collected, standing_of(collected), row, names_of(procedure.id))
    return _shown("results/tie_record.html", collected, hats, record=shown, undoable=may_undo(rights, row))


@blueprint.route(f"{BASE}/gelijk/<uuid:settlement_id>/ongedaan", methods=["GET", "POST"])
def undo(procedure_id: UUID, settlement_id: UUID) -> Answer:
    """Undo a decision or draw, with a reason."""
    procedure, hats, collected = _reach(procedure_id)
    row = settlement_of(procedure, settlement_id)
    rights = _rights_about(procedure, hats, row)
    if not (rights.decide or rights.draw):
        raise NotFound
    if request.method == "GET" and row.ended_at is not None:
        return redirect(url_for("ties.record", procedure_id=procedure.id, settlement_id=row.id))
    if row.kind == DECIDED and not rights.decide:
        raise Forbidden(_("The chair undoes a decision of the panel; the chair or HR undoes a draw."))
    form = UndoForm()
    if form.validate_on_submit():
        actions.undo(g.account, collected, hats, row, reason=form.reason.data or "")
        flash(_("Undone. What was settled stays readable."))
        return redirect(url_for("results.ranking", procedure_id=procedure.id), 303)
    text = _shown("results/undo_tie.html", collected, hats, record=record_page(collected, standing_of(collected), row, names_of(procedure.id)), form=form)
    return (text, 422) if form.errors else text


def _reach(procedure_id: UUID) -> tuple[Procedure, Hats, Outcome]:
    procedure, hats = procedure_for_results(g.account, procedure_id)
    return procedure, hats, outcome_of(procedure, rounds=closed_rounds(procedure))


def _seen(collected: Outcome) -> list[str]:
    """The codes that the page showed as tied, from the form."""
    codes = [code for code in request.form.get("seen", "").split(",") if code in collected.ids]
    if len(set(codes)) < 2:
        raise BadInput(_("The form did not say which candidates it is about. Load the page again."))
    return sorted(set(codes))


def _rights(collected: Outcome, hats: Hats, codes: Sequence[str]) -> Rights:
    """What this person can do about these candidates; NotFound for who can do nothing."""
    rights = rights_of(collected.procedure, hats, [collected.ids[code] for code in codes])
    if not (rights.decide or rights.draw):
        raise NotFound
    return rights


def _rights_about(procedure: Procedure, hats: Hats, row: TieSettlement) -> Rights:
    return rights_of(procedure, hats, [place.candidate_id for place in row.places])


def _tie_page(
    collected: Outcome,
    hats: Hats,
    place: int,
    codes: Sequence[str],
    rights: Rights,
    *,
    decision: DecisionForm | None = None,
    drawing: DrawForm | None = None,
) -> str:
    names = names_of(collected.procedure.id)
    failed = decision or drawing
    values: dict[str, Any] = {"form": failed} if failed is not None else {}
    return _shown(
        "results/tie.html",
        collected,
        hats,
        tie=tie_page(collected, place, codes, names, settlements_of(collected.procedure)),
        rights=rights,
        decision=decision or decision_form(codes, names, place),
        drawing=drawing or draw_form(codes, rights.witnesses),
        **values,
    )


def _shown(template: str, collected: Outcome, hats: Hats, **values: Any) -> str:
    state = provisional(collected.procedure, collected.result.scheme)
    return render_template(template, provisional=state, **page(collected.procedure, hats, "ranking"), **values)


def _recorded(procedure: Procedure, row: TieSettlement, sentence: str) -> Response:
    flash(sentence)
    return redirect(url_for("ties.record", procedure_id=procedure.id, settlement_id=row.id), 303)
