"""The closed table of what can be done with a draft."""

from collections.abc import Mapping
from enum import StrEnum

from selection.building.models import DraftState, VacancyDraft
from selection.errors import Refused
from selection.i18n import _


class Act(StrEnum):
    """Everything that changes a draft after it was made."""

    SAVE = "saved"
    RESTORE = "restored"
    FINISH = "ready"
    REOPEN = "reopened"
    PUT_AWAY = "away"
    TAKE_BACK = "back"


TABLE: Mapping[tuple[DraftState, Act], DraftState] = {
    (DraftState.DRAFT, Act.SAVE): DraftState.DRAFT,
    (DraftState.DRAFT, Act.RESTORE): DraftState.DRAFT,
    (DraftState.DRAFT, Act.FINISH): DraftState.READY,
    (DraftState.READY, Act.REOPEN): DraftState.DRAFT,
    (DraftState.DRAFT, Act.PUT_AWAY): DraftState.AWAY,
    (DraftState.AWAY, Act.TAKE_BACK): DraftState.DRAFT,
}


def may(draft: VacancyDraft, act: Act) -> bool:
    """Whether the table has this act for the state of the draft."""
    return (DraftState(draft.state), act) in TABLE


def require(draft: VacancyDraft, act: Act) -> DraftState:
    """The state that follows; Refused with the reason where the table lacks the act."""
    after = TABLE.get((DraftState(draft.state), act))
    if after is not None:
        return after
    if draft.state == DraftState.READY:
        raise Refused(_("This vacancy is ready. Open it again first; then it can be changed."))
    if draft.state == DraftState.AWAY:
        raise Refused(_("This vacancy was put away. Take it back first."))
    raise Refused(_("This vacancy is still being built."))
