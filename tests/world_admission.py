"""A procedure of the world whose vacancy asks conditions and documents: one candidate is decided on, one is prepared, one is not looked at yet."""

from datetime import date
from uuid import UUID

from selection.admission import deciding, preparing, proving, queries
from selection.admission.models import Met
from selection.admission.preparing import Checked, Draft
from selection.admission.proving import Noticed
from selection.admission.queries import Case
from selection.candidates.finding import today
from selection.candidates.queries import candidate_of
from selection.procedures.models import Procedure
from tests.factories_admission import RULING, asking, draft_with, refusal
from tests.world import PANEL, Played, World, entered, played, reached, seated

NAME = "toelating"


def deciding_on(world: World, name: str = NAME) -> Played:
    """Aerts is admitted, with a proof that is overdue; Bogaert is prepared for a refusal, with an extract that is too old; Claes is not looked at."""
    made = played(world, name, number=16, definition=asking())
    seated(world, name, PANEL)
    entered(world, name, ("aerts", "bogaert", "claes"))
    _prepared(world, name, "aerts", draft_with(rechten=Checked(outcome=Met.LATER, due_on=date(2026, 11, 23), note="Attest volgt")))
    _prepared(world, name, "bogaert", refusal())
    with world.acting("hr") as actor:
        procedure = reached(world, name, actor)
        found = case_in(procedure, made.candidates["bogaert"])
        extract = next(point for point in found.points if point.extract)
        proving.see(procedure, found, extract, Noticed(delivered_on=date(2026, 7, 1)), seen=None, today=today(), actor=actor)
    with world.acting("hr") as actor:
        procedure = reached(world, name, actor)
        found = case_in(procedure, made.candidates["aerts"])
        deciding.decide(procedure, [(found, found.version)], RULING, today=today(), actor=actor)
    return made


def case_in(procedure: Procedure, candidate_id: UUID) -> Case:
    """The case of a candidate."""
    return queries.case_of(procedure, candidate_of(procedure, candidate_id))


def _prepared(world: World, name: str, candidate: str, draft: Draft) -> None:
    with world.acting("hr") as actor:
        procedure = reached(world, name, actor)
        found = case_in(procedure, world.played[name].candidates[candidate])
        preparing.prepare(procedure, found, draft, version=found.version, today=today(), actor=actor)
