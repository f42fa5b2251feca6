"""The list of candidates has four states; one closed table says what each allows, and a sentence says why not."""

from enum import StrEnum

from selection.errors import Refused
from selection.i18n import _
from selection.procedures.models import Procedure, ProcedureState


class ListState(StrEnum):
    """`open`: candidates are entered. `closed`: codes are given. `running`: rating was opened on the closed list. `discarded`: given up, or stopped."""

    OPEN = "open"
    CLOSED = "closed"
    RUNNING = "running"
    DISCARDED = "discarded"


class Act(StrEnum):
    """What HR does with candidates."""

    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    IMPORT = "import"
    UNDO_IMPORT = "undo_import"
    CLOSE = "close"
    REOPEN = "reopen"
    LEAVE = "leave"  # withdrawal, exclusion
    JUDGE = "judge"  # absence, exemption, verdict
    SEAT = "seat"  # who sat


ALLOWED = {
    ListState.OPEN: frozenset({Act.ADD, Act.EDIT, Act.REMOVE, Act.IMPORT, Act.UNDO_IMPORT, Act.CLOSE, Act.LEAVE}),
    ListState.CLOSED: frozenset({Act.EDIT, Act.UNDO_IMPORT, Act.REOPEN, Act.LEAVE, Act.SEAT}),
    ListState.RUNNING: frozenset({Act.EDIT, Act.UNDO_IMPORT, Act.REOPEN, Act.LEAVE, Act.JUDGE, Act.SEAT}),
    ListState.DISCARDED: frozenset(),
}


def state_of(procedure: Procedure) -> ListState:
    """The state that the list is in."""
    if procedure.ended:
        return ListState.DISCARDED
    if procedure.candidates_closed_at is None:
        return ListState.OPEN
    return ListState.RUNNING if procedure.state == ProcedureState.RUNNING else ListState.CLOSED


def may(procedure: Procedure, act: Act) -> bool:
    """Whether the state of the list allows it."""
    return act in ALLOWED[state_of(procedure)]


def require(procedure: Procedure, act: Act) -> None:
    """Raise `Refused` with the reason and the way out when the state does not allow it."""
    if not may(procedure, act):
        raise Refused(why_not(procedure, act))


def why_not(procedure: Procedure, act: Act) -> str:
    """Why the state of the list does not allow it, and what to do."""
    state = state_of(procedure)
    if state is ListState.DISCARDED:
        return _("This procedure has ended. Nothing in it changes any more.")
    if act is Act.CLOSE:
        return _("The list is closed already.")
    if act is Act.REOPEN:
        return _("The list is open already.")
    if act is Act.SEAT:
        return _("Close the list of candidates first: who sat is recorded once every candidate has a code.")
    if act is Act.JUDGE:
        return _("This is recorded once the list is closed and rating is open. Until then record a withdrawal or an exclusion, or remove the candidate.")
    if act is Act.REMOVE:
        return _("The list is closed, so nobody is removed from it. Record a withdrawal or an exclusion, or reopen the list while nothing has been judged.")
    return _("The list is closed: every candidate has a code. Reopen it while nothing has been judged; after that nobody can be added to this procedure.")
