"""Two closed tables: what the stage of a procedure allows, and what the state of a candidate's case allows. An act needs both."""

from datetime import timedelta
from enum import StrEnum

from selection.db import now
from selection.errors import Refused
from selection.i18n import _
from selection.organisation.queries import organisation
from selection.procedures.models import Procedure, ProcedureState
from selection.procedures.queries import definition_of
from selection.procedures.vacancy import closing_moment


class Stage(StrEnum):
    """`waiting`: people can still apply. `open`: after that, until rating opens. `running`: rating was opened. `over`: given up or stopped."""

    WAITING = "waiting"
    OPEN = "open"
    RUNNING = "running"
    OVER = "over"


class State(StrEnum):
    """Of a candidate: nothing or not everything checked; prepared; decided; `gone`: withdrew, or was excluded for another reason."""

    OPEN = "open"
    PREPARED = "prepared"
    ADMITTED = "admitted"
    CONDITIONAL = "conditional"
    REFUSED = "refused"
    GONE = "gone"


class Act(StrEnum):
    """What HR does."""

    PREPARE = "prepare"
    DECIDE = "decide"
    CORRECT = "correct"
    UNDO = "undo"
    PROVE = "prove"  # one point anew after the decision
    SEE = "see"  # an extract; at any time after the closing moment, since its file goes with it


DECIDED = frozenset({State.ADMITTED, State.CONDITIONAL, State.REFUSED})
IN_STAGE: dict[Stage, frozenset[Act]] = {
    Stage.WAITING: frozenset(),
    Stage.OPEN: frozenset(Act),
    Stage.RUNNING: frozenset({Act.CORRECT, Act.PROVE, Act.SEE}),
    Stage.OVER: frozenset({Act.SEE}),
}
IN_STATE: dict[State, frozenset[Act]] = {
    State.OPEN: frozenset({Act.PREPARE, Act.SEE}),
    State.PREPARED: frozenset({Act.PREPARE, Act.DECIDE, Act.SEE}),
    State.ADMITTED: frozenset({Act.CORRECT, Act.UNDO, Act.PROVE, Act.SEE}),
    State.CONDITIONAL: frozenset({Act.CORRECT, Act.UNDO, Act.PROVE, Act.SEE}),
    State.REFUSED: frozenset({Act.CORRECT, Act.UNDO, Act.PROVE, Act.SEE}),
    State.GONE: frozenset({Act.SEE}),
}


def stage_of(procedure: Procedure) -> Stage:
    """Where the procedure stands, as far as admission is concerned."""
    if procedure.state == ProcedureState.RUNNING:
        return Stage.RUNNING
    if procedure.state != ProcedureState.PREPARATION:
        return Stage.OVER
    end = closing_moment(definition_of(procedure))
    grace = timedelta(minutes=organisation().grace_minutes)
    return Stage.WAITING if end is not None and now() < end + grace else Stage.OPEN


def may(stage: Stage, state: State, act: Act) -> bool:
    """Whether both tables have the act."""
    return act in IN_STAGE[stage] and act in IN_STATE[state]


def require(stage: Stage, state: State, act: Act) -> None:
    """Raise `Refused` with the reason when one of the tables lacks the act."""
    if not may(stage, state, act):
        raise Refused(why_not(stage, state, act))


def why_not(stage: Stage, state: State, act: Act) -> str:
    """Why it cannot be done, and what can."""
    if stage is Stage.OVER:
        return _("This procedure has ended. Nothing about admission changes in it any more.")
    if stage is Stage.WAITING:
        return _("People can still apply. Admission is prepared after the closing moment.")
    if state is State.GONE:
        return _("This candidate withdrew or was excluded for another reason, so there is nothing to decide about admission.")
    if act is Act.PREPARE and state in DECIDED:
        return _("The college has decided already. Change one point, or correct or undo the decision.")
    if act in (Act.PREPARE, Act.DECIDE, Act.UNDO) and stage is Stage.RUNNING:
        return _("Rating was opened, so a decision on admission is not made or undone any more. It can still be corrected, with a reason.")
    if act is Act.DECIDE:
        return _("A decision is recorded once every condition and document was checked and a proposal was made.")
    return _("No decision was recorded yet.")
