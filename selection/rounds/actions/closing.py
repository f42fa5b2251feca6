"""Closing a round: only when nothing is missing, by the chair, or by HR where there are no sheets (R7, R11)."""

from selection import audit
from selection.db import now, session
from selection.errors import Forbidden, Refused
from selection.i18n import _
from selection.procedures.actions.versions import hold_version
from selection.rounds.actions.sitting_again import end_with
from selection.rounds.gaps import Standing, standing_of
from selection.rounds.queries import CLOSED, passed
from selection.rounds.scope import RoundScope
from selection.rounds.states import Act, require

audit.register({CLOSED: {"round", "candidates", "sheets", "passed"}})


class Incomplete(Refused):
    """The round still lacks something; `standing` says what."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(_("The round cannot be closed yet."))
        self.standing = standing


def close(scope: RoundScope, *, version: int) -> tuple[str, ...]:
    """Close the round and give the codes of who passed it; everything is looked at again in this transaction.

    Forbidden for who may not close it, Refused unless it is the open round, `Incomplete` while something is missing. The next round opens by itself.
    """
    if not scope.may_close:
        raise Forbidden
    require(scope, Act.CLOSE)
    hold_version(scope.run, version)
    standing = standing_of(scope)
    if standing.gaps:
        raise Incomplete(standing)
    through = passed(standing.outcome, scope.round.code)
    scope.run.closed_at, scope.run.closed_by = now(), scope.account.id
    session().flush()
    end_with(scope)
    audit.record(
        CLOSED,
        actor=scope.account,
        role=scope.role,
        procedure_id=scope.procedure.id,
        round=scope.round.code,
        candidates=len(standing.taking_part),
        sheets=sheets_counted(standing),
        passed=list(through),
    )
    return through


def sheets_counted(standing: Standing) -> int:
    """How many submitted sheets of the round come from assessors who are expected for a candidate who takes part."""
    return sum(len(states.expected(id_) & states.submitted(id_)) for states in standing.states.values() for id_, _code in standing.taking_part)
