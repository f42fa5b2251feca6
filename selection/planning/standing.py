"""How it stands with a moment: free, told, answered. One closed list, for the plan, its filter and what asks for attention."""

from enum import StrEnum
from uuid import UUID

from flask_babel import LazyString

from selection.i18n import _l
from selection.planning import queries
from selection.planning.models import Slot
from selection.planning.queries import Person


class State(StrEnum):
    """The states of a moment, as they stand in the address of a filtered plan."""

    FREE = "vrij"
    OUT = "valt-af"
    UNINVITED = "uit-te-nodigen"
    WAITING = "wacht"
    CHANGED = "gewijzigd"
    UNABLE = "verhinderd"
    INVITED = "uitgenodigd"
    COMES = "bevestigd"


WORDS: dict[State, LazyString] = {
    State.FREE: _l("Free"),
    State.OUT: _l("No longer takes part"),
    State.UNINVITED: _l("Not invited yet"),
    State.WAITING: _l("Invitation waits for release"),
    State.CHANGED: _l("Changed, not told yet"),
    State.UNABLE: _l("Cannot come"),
    State.INVITED: _l("Invited, no answer yet"),
    State.COMES: _l("Confirmed"),
}
TAGS = {
    State.OUT: ("bad", "ban", WORDS[State.OUT]),
    State.UNINVITED: ("info", "mail", WORDS[State.UNINVITED]),
    State.WAITING: ("warn", "clock", WORDS[State.WAITING]),
    State.CHANGED: ("warn", "warn", WORDS[State.CHANGED]),
    State.UNABLE: ("bad", "cross", WORDS[State.UNABLE]),
    State.COMES: ("good", "check", WORDS[State.COMES]),
}
QUIET = {State.INVITED: WORDS[State.INVITED]}


def state_of(slot: Slot, person: Person | None, told: queries.Told | None, admitted: frozenset[UUID] | None) -> State:
    """The state of a moment, of what its candidate was told and answered, and of who takes part (None: not known yet)."""
    if person is None:
        return State.FREE
    if admitted is not None and person.id not in admitted:
        return State.OUT
    if told is not None and told.waits:
        return State.WAITING
    if told is None or not told.stands:
        return State.UNINVITED
    if not queries.same(slot, told.notice):
        return State.CHANGED
    if told.answer is None:
        return State.INVITED
    return State.COMES if told.answer.comes else State.UNABLE
