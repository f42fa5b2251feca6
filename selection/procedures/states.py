"""What may be done with a procedure in which stage: one closed table; what it lacks is refused with a sentence that says why."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from selection import audit
from selection.db import session
from selection.errors import Refused
from selection.i18n import _
from selection.procedures.judgements import judgement_exists
from selection.procedures.models import BY_DECISION, Procedure, ProcedureState


class Stage(StrEnum):
    """Where a procedure stands, as far as its rules and panel are concerned. `judged`: a sheet, verdict or exemption exists."""

    PREPARATION = "preparation"
    PUBLISHED = "published"
    RUNNING = "running"
    PREPARATION_JUDGED = "preparation_judged"
    PUBLISHED_JUDGED = "published_judged"
    RUNNING_JUDGED = "running_judged"
    DISCARDED = "discarded"
    STOPPED = "stopped"
    UNFILLED = "unfilled"


class Act(StrEnum):
    """What HR does with a procedure."""

    PUBLISH = "publish"
    OPEN_RATING = "open_rating"
    HAND_OVER = "hand_over"
    DISCARD = "discard"
    STOP = "stop"
    END_UNFILLED = "end_unfilled"
    PUT_AWAY = "put_away"
    EXTEND = "extend"
    MOVE_ROUND = "move_round"
    CHANGE_PANEL = "change_panel"
    REPLACE_RULES = "replace_rules"
    AMEND_RULES = "amend_rules"
    NEUTRALISE = "neutralise"
    CORRECT_TEXTS = "correct_texts"


NOT_YET_OPEN = frozenset({Stage.PREPARATION, Stage.PUBLISHED, Stage.PREPARATION_JUDGED, Stage.PUBLISHED_JUDGED})
ENDS = frozenset({Stage.DISCARDED, Stage.STOPPED, Stage.UNFILLED})
ALIVE = frozenset(Stage) - ENDS
JUDGED = frozenset({Stage.PREPARATION_JUDGED, Stage.PUBLISHED_JUDGED, Stage.RUNNING_JUDGED})


def _to(stage: Stage, *stages: Stage) -> Mapping[Stage, Stage]:
    return dict.fromkeys(stages, stage)


def _stays(stages: Iterable[Stage]) -> Mapping[Stage, Stage]:
    return {stage: stage for stage in stages}


# act -> from which stage to which; what is not in it is refused
TABLE: Mapping[Act, Mapping[Stage, Stage]] = {
    Act.PUBLISH: {Stage.PREPARATION: Stage.PUBLISHED, Stage.PREPARATION_JUDGED: Stage.PUBLISHED_JUDGED},
    Act.OPEN_RATING: {
        **_to(Stage.RUNNING, Stage.PREPARATION, Stage.PUBLISHED),
        **_to(Stage.RUNNING_JUDGED, Stage.PREPARATION_JUDGED, Stage.PUBLISHED_JUDGED),
    },
    Act.HAND_OVER: _stays(ALIVE),
    Act.DISCARD: _to(Stage.DISCARDED, *(ALIVE - JUDGED)),
    Act.STOP: _to(Stage.STOPPED, *ALIVE),
    Act.END_UNFILLED: _to(Stage.UNFILLED, *ALIVE),
    Act.PUT_AWAY: _stays({Stage.RUNNING, Stage.RUNNING_JUDGED}),
    # extending and reopening applications: published, and before any judgement
    Act.EXTEND: _stays({Stage.PUBLISHED}),
    Act.MOVE_ROUND: _stays(ALIVE),
    Act.CHANGE_PANEL: _stays(ALIVE),
    # R17: free until published or opened, then by amendment, and with a judgement by two amendments only
    Act.REPLACE_RULES: _stays({Stage.PREPARATION}),
    Act.AMEND_RULES: _stays({Stage.PUBLISHED, Stage.RUNNING}),
    Act.NEUTRALISE: _stays(JUDGED),
    Act.CORRECT_TEXTS: _stays(JUDGED),
}


def stage_of(procedure: Procedure) -> Stage:
    """The stage of the procedure now."""
    if procedure.state == ProcedureState.DISCARDED:
        return Stage.DISCARDED
    if procedure.state in BY_DECISION:
        return Stage(procedure.state)
    judged = judgement_exists(procedure.id)
    if procedure.state == ProcedureState.RUNNING:
        return Stage.RUNNING_JUDGED if judged else Stage.RUNNING
    if procedure.published_at is not None:
        return Stage.PUBLISHED_JUDGED if judged else Stage.PUBLISHED
    return Stage.PREPARATION_JUDGED if judged else Stage.PREPARATION


def leads_to(stage: Stage, act: Act) -> Stage:
    """Where a procedure of this stage stands after the act; KeyError for one that the table lacks."""
    return TABLE[act][stage]


def may(stage: Stage, act: Act) -> bool:
    """Whether the table has the act in this stage."""
    return stage in TABLE[act]


def require(procedure: Procedure, act: Act) -> Stage:
    """The stage, or `Refused` with the reason why the act cannot be done in it."""
    stage = stage_of(procedure)
    if not may(stage, act):
        raise Refused(why_not(stage, act))
    return stage


def why_not(stage: Stage, act: Act) -> str:
    """The sentence for an act that the table lacks."""
    if stage == Stage.DISCARDED:
        return _("This procedure was given up. Nothing changes in it any more.")
    if stage == Stage.STOPPED:
        return _("This procedure was stopped. Nothing changes in it any more.")
    if stage == Stage.UNFILLED:
        return _("This procedure ended without a ranked candidate. Nothing changes in it any more.")
    sentences = {
        Act.PUBLISH: _("The vacancy was published already, or rating has been opened. It is published once, before rating opens."),
        Act.OPEN_RATING: _("Rating has been opened already. It is opened once."),
        Act.DISCARD: _("Somebody was judged in this procedure already. From then on it cannot be given up any more."),
        Act.PUT_AWAY: _("Rating was not opened yet. A procedure is put away in the archive once its rounds are closed."),
        Act.EXTEND: _("Applications are extended or reopened while the vacancy is published, before rating opens and before anybody was judged."),
        Act.REPLACE_RULES: _("The rules are frozen. They change only by an amendment with a reason."),
        Act.AMEND_RULES: _("Somebody was judged already, or the rules are not frozen yet. The page Rules says what can be changed now."),
        Act.NEUTRALISE: _("Nobody was judged yet. Until then the rules are changed with a new definition file."),
        Act.CORRECT_TEXTS: _("Nobody was judged yet. Until then the rules are changed with a new definition file."),
    }
    return sentences[act]


# What is still recorded of a procedure that has ended: extracts that are seen and removed, the letters about it, its place in the archive, and the accounts of
# its people.
AFTER_THE_END = ("admission.seen", "letter.", "account.", "procedure.discarded", "procedure.stopped", "procedure.unfilled")


@audit.register_guard
def nothing_after_the_end(action: str, procedure_id: UUID, _keys: Mapping[str, Any]) -> None:
    """Every change leaves a line in the trail, so this holds for all subjects: `Refused` for one in a procedure that has ended."""
    if action.startswith(AFTER_THE_END):
        return
    procedure = session().get(Procedure, procedure_id)
    if procedure is not None and procedure.ended:
        raise Refused(why_not(stage_of(procedure), Act.CHANGE_PANEL))
