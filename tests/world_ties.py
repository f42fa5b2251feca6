"""A procedure of the world with ties: one that is open and one that the chair decided."""

from selection.procedures.queries import procedure_for
from selection.results import actions
from selection.results.collect import outcome_of
from tests.factories import definition_data, make_definition
from tests.world import INTERVIEW, PANEL, Played, World, closed, entered, played, rating_opened, seated, wrote


def tied(world: World, name: str = "vijf") -> Played:
    """A finished procedure of one round whose rules leave ties to the panel: one tie is open, one was decided by the chair."""
    data = definition_data(rounds=[{"code": INTERVIEW, "title": "Interview", "parts": [{"code": INTERVIEW, "title": "Interview", "points": 70}]}])
    data["scheme"] |= {"ties": "decide"}
    made = played(world, name, number=5, definition=make_definition(data))
    seated(world, name, {role: (kind, role == "chair") for role, (kind, _rates) in PANEL.items()}, (INTERVIEW,))
    entered(world, name, ("aerts", "bogaert", "claes", "dewulf"))
    rating_opened(world, name)
    for candidate in made.candidates:
        wrote(world, name, "chair", INTERVIEW, candidate, ratings="60" if candidate in {"aerts", "bogaert"} else "50")
    closed(world, name, "chair", INTERVIEW)
    with world.acting("chair") as actor:
        procedure, hats = procedure_for(actor, made.id)
        collected = outcome_of(procedure)
        codes = [collected.codes[made.candidates[candidate]] for candidate in ("dewulf", "claes")]
        made.made["settlement"] = actions.decide(actor, collected, hats, seen=codes, order=codes, reason="Meer ervaring aan het loket.").id
    return made
