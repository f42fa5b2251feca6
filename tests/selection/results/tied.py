"""A finished procedure whose rules leave ties to the panel, with two of its candidates tied, as plain functions."""

from selection.candidates.models import Candidate, FindingKind
from selection.db import now, session
from selection.procedures.models import Procedure, SeatKind
from selection.scoresheets.models import Rating
from tests.factories import definition_data, make_definition, make_seat
from tests.factories_accounts import make_person
from tests.factories_candidates import Case, make_case, make_finding, make_sheet

MARKS = {"K01": (16, "49"), "K02": (16, "49"), "K03": (15, "49"), "K04": (9, None)}
"""Position of every rating in the first part (points = 1.5 x position), and points in the last: K01 and K02 are tied, K03 is third."""


def tied_case(marks: dict[str, tuple[int, str | None]] | None = None) -> Case:
    """Everybody rated and every round closed; lid0 is chair, lid1 and lid2 are members, waarnemer has a seat as observer."""
    data = definition_data()
    data["scheme"] |= {"ties": "decide"}
    chosen = marks or MARKS
    case = make_case(candidates=len(chosen), definition=make_definition(data))
    for id_, (position, points) in zip(case.candidates, chosen.values(), strict=True):
        candidate = session().get_one(Candidate, id_)
        for account in case.panel:
            sheet = make_sheet(candidate, "gesprek", account)
            sheet.ratings = [Rating(criterion_code=code, position=position, chosen=f"{position / 2:g}") for code in ("motivatie", "ervaring")]
            if points:
                make_sheet(candidate, "interview", account).points = points
        if points:
            make_finding(candidate, FindingKind.VERDICT, "assessment", "suitable", by=case.hr, source="Bureau Proef")
    procedure = session().get_one(Procedure, case.procedure)
    observer = make_person("Wim", "Aarnemer", email="waarnemer@een.example")
    make_seat(procedure, observer, "interview", SeatKind.OBSERVER)
    for run in procedure.rounds:
        run.closed_at = now()
    session().flush()
    return case
