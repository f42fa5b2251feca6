"""The list of admission, and the list of what is to be proved later."""

from uuid import UUID

from flask import request

from selection.admission import pages
from selection.admission.states import State
from selection.admission.views.scope import blueprint, for_hr, shown
from selection.admission.words import state_tag
from selection.candidates.finding import today
from selection.procedures.queries import definition_of


@blueprint.get("/")
def index(procedure_id: UUID) -> str:
    """Everybody with how far the preparation is; a state in the address narrows the list."""
    scope = for_hr(procedure_id)
    state = request.args.get("stand", "")
    state = state if state in set(State) else ""
    choices = [(str(each), state_tag(each)[2]) for each in State]
    return shown("admission/index.html", scope, listing=pages.listing(scope[0], today(), state), state=state, choices=choices)


@blueprint.get("/later-te-bewijzen")
def later(procedure_id: UUID) -> str:
    """What candidates still have to prove, the first due first."""
    scope = for_hr(procedure_id)
    return shown("admission/later.html", scope, lines=pages.owed_lines(scope[0], today()), tongue=definition_of(scope[0]).language)
