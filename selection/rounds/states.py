"""What may be done with a round in which state: one closed table; what it lacks is refused with a sentence that says why."""

from enum import StrEnum

from selection.errors import Refused
from selection.i18n import _
from selection.rounds.scope import RoundScope


class Act(StrEnum):
    """What is done with a round."""

    CLOSE = "close"
    REOPEN_SHEET = "reopen_sheet"
    REOPEN_ROUND = "reopen_round"
    SECOND_SITTING = "second_sitting"


# act -> from which state of the round to which
TABLE: dict[Act, dict[str, str]] = {
    Act.CLOSE: {"open": "closed"},
    Act.REOPEN_SHEET: {"open": "open"},
    Act.REOPEN_ROUND: {"closed": "open"},
    Act.SECOND_SITTING: {"open": "open"},
}


def may(scope: RoundScope, act: Act) -> bool:
    """Whether the table has the act for the state of the round."""
    return scope.state in TABLE[act] and not scope.procedure.ended


def require(scope: RoundScope, act: Act) -> None:
    """`Refused` with the reason when the table lacks the act."""
    if not may(scope, act):
        raise Refused(why_not(scope, act))


def why_not(scope: RoundScope, act: Act) -> str:
    """The sentence for an act that the table lacks."""
    if scope.procedure.ended:
        return _("This procedure has ended. Nothing in it changes any more.")
    title = scope.round.title
    if scope.state == "planned":
        return _("The round “%(round)s” is not open yet. It opens when the round before it is closed.", round=title)
    sentences = {
        Act.CLOSE: _("The round “%(round)s” is closed already.", round=title),
        Act.REOPEN_SHEET: _("The round “%(round)s” is closed. Reopen the round first; then its sheets can be reopened.", round=title),
        Act.SECOND_SITTING: _(
            "The round “%(round)s” is closed. Propose to reopen it: HR and the chair decide together. Then name who sits again.", round=title
        ),
        Act.REOPEN_ROUND: _("The round “%(round)s” is open. There is nothing to reopen.", round=title),
    }
    return sentences[act]
