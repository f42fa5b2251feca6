"""Giving candidates who did not sit a second sitting: their absence is undone, so that their sheets are expected again (R7), and their moment is free.

A letter waits for each.
"""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from selection import audit
from selection.applications.concerned import languages, to_candidate
from selection.audit import AuditLine
from selection.candidates import recording
from selection.db import now, session
from selection.errors import BadInput, Forbidden, Refused
from selection.i18n import _, date_long
from selection.i18n.figures import BRUSSELS
from selection.mail import outbox
from selection.planning.moving import free
from selection.procedures.actions.handling import reason_digest, required_reason
from selection.procedures.actions.versions import hold_version
from selection.procedures.telling import days_as_fact
from selection.rounds.models import SecondSitting
from selection.rounds.queries import CLOSED
from selection.rounds.scope import HR, RoundScope
from selection.rounds.sittings import Missed, standing, who_missed
from selection.rounds.states import Act, require

audit.register({"round.second_sitting": {"round", "codes", "days", "reason"}})
EVENT = "tweede-zitting"


def give(scope: RoundScope, candidate_ids: Collection[UUID], *, days: Sequence[date], reason: str, version: int) -> list[SecondSitting]:
    """A second sitting on these days for each of these candidates.

    Forbidden for who is not HR of the procedure, Refused unless the round is open, BadInput (its `field` says which) without candidates, for a day that has
    passed, and for who sat already.
    """
    if not scope.hats.hr:
        raise Forbidden
    require(scope, Act.SECOND_SITTING)
    hold_version(scope.run, version)
    text = required_reason(reason)
    if passed := [day for day in days if day < now().astimezone(BRUSSELS).date()]:
        raise BadInput(_("%(day)s has passed already. Choose a day that is still to come.", day=date_long(passed[0])), field="days")
    missed = {one.candidate.id: one for one in who_missed(scope)}
    if not candidate_ids or not missed.keys() >= set(candidate_ids):
        raise BadInput(_("Choose who did not sit. Somebody who sat, or was named already, cannot be named."), field="candidates")
    chosen = [one for id_, one in missed.items() if id_ in candidate_ids]
    only = _closed_before(scope) or any(row.only_named for row in standing(scope.procedure.id, scope.round.code))
    made = [_row(scope, one, days, text, only) for one in chosen]
    session().add_all(made)
    session().flush()
    for one in chosen:
        for finding in one.absences:
            recording.undo(scope.procedure, one.candidate, finding, why=text, actor=scope.account)
    free(scope.procedure, scope.round.code, {(one.candidate.id, code) for one in chosen for code in one.codes}, scope.account)
    audit.record(
        "round.second_sitting",
        actor=scope.account,
        role=HR,
        procedure_id=scope.procedure.id,
        round=scope.round.code,
        codes=[one.candidate.code for one in chosen],
        days=", ".join(day.isoformat() for day in days),
        reason=reason_digest(scope.procedure, text),
    )
    _tell(scope, chosen, made, days, text)
    return made


def _row(scope: RoundScope, one: Missed, days: Sequence[date], reason: str, only: bool) -> SecondSitting:
    return SecondSitting(
        procedure_id=scope.procedure.id,
        round_code=scope.round.code,
        candidate_id=one.candidate.id,
        days=",".join(day.isoformat() for day in days),
        reason=reason,
        only_named=only,
        made_at=now(),
        made_by=scope.account.id,
    )


def _closed_before(scope: RoundScope) -> bool:
    """Whether the round was closed once, and so was reopened by two people: then it is open for the named candidates only."""
    lines = session().scalars(sa.select(AuditLine).where(AuditLine.procedure_id == scope.procedure.id, AuditLine.action == CLOSED))
    return any(line.keys["round"] == scope.round.code for line in lines)


def _tell(scope: RoundScope, chosen: Sequence[Missed], made: Sequence[SecondSitting], days: Sequence[date], reason: str) -> None:
    spoken, letters = languages([one.candidate.id for one in chosen]), []
    for one, row in zip(chosen, made, strict=True):
        to = to_candidate(one.candidate, spoken.get(one.candidate.id, "nl"))
        facts = {"ronde": scope.round.title, "nieuwe_datum": days_as_fact(days), "reden": reason}
        letters.append(
            outbox.Wanted(event=EVENT, recipient=to, procedure_id=scope.procedure.id, facts=facts, asked_by=scope.account, key=f"second sitting {row.id}")
        )
    outbox.ask_all(letters)


def end_with(scope: RoundScope) -> None:
    """The round is closed: its second sittings are over."""
    for row in standing(scope.procedure.id, scope.round.code):
        row.ended_at = now()
    session().flush()


def refuse_away(scope: RoundScope) -> None:
    """Refused, with the way on, where no second sitting can be given now."""
    require(scope, Act.SECOND_SITTING)
    if not who_missed(scope):
        raise Refused(_("Everybody who was admitted to this round has sat, or was named for a second sitting. There is nobody to name."))
