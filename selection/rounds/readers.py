"""What a deputy chair or member who does not rate finds on the overview: the candidates of the own rounds, with the way to their ratings."""

from typing import Any

from flask import url_for

from scoring import PartState
from selection.i18n import _
from selection.procedures import registry
from selection.procedures.models import RATING_KINDS, Procedure, ProcedureState
from selection.procedures.panels import state_of_round
from selection.procedures.queries import Hats, definition_of
from selection.procedures.registry import CandidateTable, Cell, Column
from selection.results.collect import closed_rounds, outcome_of
from selection.rounds.gaps import GONE
from selection.scoresheets.queries import open_to


@registry.candidate_tables.register
def to_read(procedure: Procedure, hats: Hats) -> CandidateTable | None:
    """A row for each candidate in each part with sheets of the open and closed rounds of such a seat; a link where every expected sheet is submitted.

    None for HR and who acts as chair, who have a table of their own, and for who rates: there the own sheet leads to the ratings.
    """
    seats = {code for code, seat in hats.seats.items() if seat.kind in RATING_KINDS and not seat.rates}
    if hats.hr or hats.chairs or not seats or procedure.state != ProcedureState.RUNNING:
        return None
    rounds = [round_ for round_ in definition_of(procedure).scheme.rounds if round_.code in seats and state_of_round(procedure, round_.code) != "planned"]
    outcome = outcome_of(procedure, rounds=closed_rounds(procedure))
    rows = []
    for round_ in rounds:
        taking = [
            (code, id_)
            for id_, code in outcome.codes.items()
            if outcome.result.status(code) not in GONE and outcome.result.round_state(code, round_.code) is not PartState.NOT_ADMITTED
        ]
        for part in (part for part in round_.parts if not part.is_verdict):
            opened = open_to(procedure, hats, part.code, [id_ for _code, id_ in taking])
            for code, id_ in sorted(taking, key=lambda one: (len(one[0]), one[0])):
                where: dict[str, Any] = {"round_code": round_.code, "part_code": part.code, "candidate_id": id_}
                url = url_for("rounds.compare", procedure_id=procedure.id, **where) if id_ in opened else None
                rows.append((code, url, [Cell(text=part.title), Cell(text=_("can be read") if url else _("not every sheet is in yet"))]))
    note = _("You do not rate. You read the ratings of a candidate once every sheet is submitted.")
    return CandidateTable(columns=[Column(label=_("Part")), Column(label=_("Ratings"))], rows=rows, note=note)
