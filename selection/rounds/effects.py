"""What reopening a round would do, before anybody decides: which rounds open again, and who would enter or leave the next round (R11, R21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from scoring import Status
from selection.candidates.queries import codes as candidate_codes
from selection.i18n import _, _n
from selection.procedures import registry
from selection.results.collect import outcome_of
from selection.rounds.queries import later_judgements, passed, passed_at_closing
from selection.rounds.scope import RoundScope


@dataclass(frozen=True, kw_only=True)
class Change:
    """Who passed the round when it was closed and who passes it now; who would enter or leave the next round."""

    now: Sequence[str]
    enter: Sequence[str]
    leave: Sequence[str]
    known: bool

    @property
    def any(self) -> bool:
        """Whether something was corrected since the round was closed."""
        return bool(self.enter or self.leave)


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What reopening does. `later` are (candidate code, what exists in later rounds).

    `pending` are those who have an outcome now and wait for one again; `ranked`, by place, are in the ranking and with `reserve` in the reserve, which are
    empty until every round is closed again; `appointed` stay so.
    """

    reopened: Sequence[str]
    next_title: str
    change: Change
    later: Sequence[tuple[str, str]]
    pending: Sequence[str]
    ranked: Sequence[str]
    reserve: bool
    appointed: Sequence[str]


def change_of(scope: RoundScope) -> Change:
    """Who goes on from a closed round as the records stand now, beside who did when it was closed."""
    now_passed = passed(outcome_of(scope.procedure, rounds=scope.until), scope.round.code)
    then = passed_at_closing(scope.procedure).get(scope.round.code)
    return Change(
        now=now_passed,
        enter=sorted(set(now_passed) - set(then)) if then is not None else (),
        leave=sorted(set(then) - set(now_passed)) if then is not None else (),
        known=then is not None,
    )


def effect_of(scope: RoundScope) -> Effect:
    """What reopening this round does. Nothing else changes: sheets and verdicts of later rounds stay, and count again for who is admitted."""
    later = scope.rounds[scope.number :]
    closed = {run.code for run in scope.procedure.rounds if run.closed_at is not None}
    found = later_judgements(scope.procedure, [part.code for round_ in later for part in round_.parts])
    codes = candidate_codes(scope.procedure.id)
    before = outcome_of(scope.procedure, rounds=closed)
    after = outcome_of(scope.procedure, rounds=closed - {round_.code for round_ in (scope.round, *later)}).result
    pending = [code for code in before.codes.values() if after.status(code) is Status.PENDING and before.result.status(code) is not Status.PENDING]
    ranks = {code: before.result.rank(code) for code in before.codes.values()}
    appointed = frozenset[UUID]().union(*registry.appointed(scope.procedure.id))
    words = [(codes[str(id_)], _stands(one.sheets, one.verdicts)) for id_, one in found.items()]
    return Effect(
        reopened=[round_.title for round_ in (scope.round, *later) if round_.code in closed],
        next_title=scope.next_round.title if scope.next_round is not None else "",
        change=change_of(scope),
        later=sorted(words),
        pending=sorted(pending),
        ranked=[code for _rank, code in sorted((rank, code) for code, rank in ranks.items() if rank is not None)],
        reserve=scope.definition.scheme.reserve is not None,
        appointed=sorted(before.codes[id_] for id_ in appointed if id_ in before.codes),
    )


def _stands(sheets: int, verdicts: int) -> str:
    said = [_n("one score sheet", "%(num)s score sheets", sheets)] * bool(sheets) + [_n("one verdict", "%(num)s verdicts", verdicts)] * bool(verdicts)
    return _(" and ").join(said)
