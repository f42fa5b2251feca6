"""When it goes otherwise before anybody was judged, or before a round closes: applications extended or reopened, and a round on other days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from selection import audit
from selection.accounts.models import Account
from selection.db import now, session
from selection.errors import BadInput, Refused
from selection.i18n import _, date_long, moment
from selection.i18n.figures import BRUSSELS
from selection.mail import outbox
from selection.procedures import registry
from selection.procedures.actions.handling import HR, add_definition, reason_digest, required_reason, touch
from selection.procedures.actions.regulation import amend_text
from selection.procedures.actions.versions import hold_version
from selection.procedures.models import ClosingMove, Procedure, RoundMove
from selection.procedures.queries import definition_of, newest_definition, round_run
from selection.procedures.states import Act, require
from selection.procedures.telling import colleague, days_as_fact, panel_of, withdraw_unsent
from selection.procedures.vacancy import closing_moment, moment_as_deadline
from vacancies import Definition, thaw

TO_PANEL = "ronde-verplaatst-commissie"

audit.register(
    {
        "procedure.closing_moved": {"kind", "old", "new", "decision_date", "reference", "reason", "definition", "told"},
        "procedure.round_moved": {"round", "old", "new", "reason", "definition", "candidates", "panel", "moments"},
    }
)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Who decided on which day, under which reference, and why."""

    on: date
    body: str
    reference: str
    reason: str


def require_extendable(procedure: Procedure) -> datetime:
    """The closing moment that can still be made later; Refused with the reason and the way out where it cannot."""
    require(procedure, Act.EXTEND)
    end = closing_moment(definition_of(procedure))
    if end is None:
        raise Refused(_("This vacancy has no closing moment: people can apply until the list of candidates is closed."))
    if any(registry.admission_decided(procedure.id)):
        raise Refused(_("The admission of a candidate was decided already. From then on applications are not extended or reopened any more."))
    if procedure.candidates_closed_at is not None:
        raise Refused(_("The list of candidates is closed: every candidate has a code. Reopen the list first, on the page Candidates."))
    return end


def extend(actor: Account, procedure: Procedure, *, until: date | datetime, decision: Decision, version: int) -> ClosingMove:
    """Let people apply until a later moment: a day means its last moment. Who applied keeps the file and is told; so is who began.

    BadInput (its `field` says which) for a moment that is not later or not to come, one after the first round, or a decision in the future.
    """
    end = require_extendable(procedure)
    hold_version(procedure, version)
    reason = required_reason(decision.reason)
    if decision.on > now().astimezone(BRUSSELS).date():
        raise BadInput(_("The date of the decision lies in the future. Fill in the date on which it was taken."), field="on")
    present = definition_of(procedure)
    definition = with_deadline(present, until)
    new = _checked(definition, moment_as_deadline(until), end)
    row = _put(actor, procedure, definition, "extended" if now() < end else "reopened", reason)
    move = ClosingMove(
        procedure_id=procedure.id,
        kind="extended" if now() < end else "reopened",
        old_until=end,
        new_until=new,
        decided_on=decision.on,
        body=decision.body.strip(),
        reference=decision.reference.strip(),
        reason=reason,
        definition_number=row,
        made_at=now(),
        made_by=actor.id,
    )
    session().add(move)
    session().flush()
    audit.record(
        "procedure.closing_moved",
        actor=actor,
        role=HR,
        procedure_id=procedure.id,
        kind=move.kind,
        old=move.old_until,
        new=move.new_until,
        decision_date=move.decided_on,
        reference=reason_digest(procedure, move.reference),
        reason=reason_digest(procedure, reason),
        definition=row,
        told=sum(registry.closing_moved(procedure, move, actor)),
    )
    amend_text(actor, procedure)
    return move


def _checked(definition: Definition, new: datetime, end: datetime) -> datetime:
    if new <= now():
        raise BadInput(_("The new closing moment has passed already. Choose one that is still to come."), field="day")
    if new <= end:
        raise BadInput(_("The closing moment is %(moment)s now. Choose a later one: applications are never cut short.", moment=moment(end)), field="day")
    days = [day for round_ in definition.scheme.rounds for day in definition.dates.get(round_.code, ())]
    if days and new.astimezone(BRUSSELS) > datetime.combine(min(days), datetime.min.time(), BRUSSELS):
        raise BadInput(
            _("The first day of the selection is %(day)s. Let applications close before it, or move that round first.", day=date_long(min(days))), field="day"
        )
    return new


def with_deadline(definition: Definition, until: date | datetime) -> Definition:
    """The same definition with another closing moment."""
    data = definition.frozen()
    data["definition"]["application"]["deadline"] = until.isoformat()
    return thaw(data)


def with_days(definition: Definition, round_code: str, days: Sequence[date]) -> Definition:
    """The same definition with other days for one round."""
    data = definition.frozen()
    for round_ in data["definition"]["rounds"]:
        if round_["code"] == round_code:
            round_["dates"] = [day.isoformat() for day in days]
    return thaw(data)


def _put(actor: Account, procedure: Procedure, definition: Definition, kind: str, reason: str) -> int:
    """The number of the version of the definition that holds from now on; its rules have the same fingerprint."""
    row = add_definition(procedure, definition, actor, kind=kind, reason=reason, number=newest_definition(procedure).number + 1)
    touch(procedure)
    return row.number


def move_round(
    actor: Account, procedure: Procedure, *, round_code: str, days: Sequence[date], reason: str, moments: bool, version: int
) -> tuple[RoundMove, int]:
    """Put a round on other days; candidates who come there and its panel are told. Gives the move and how many planned moments went along.

    `moments`: planned moments go along, each day to the one in its place. BadInput for days that have passed, that stay the same, or before applications
    close; Refused for a round that is closed, and where the moments cannot go along.
    """
    require(procedure, Act.MOVE_ROUND)
    hold_version(procedure, version)
    text, run, present = required_reason(reason), round_run(procedure, round_code), definition_of(procedure)
    if run.closed_at is not None:
        raise Refused(_("This round is closed. It took place, so it is not moved any more."))
    old = tuple(sorted(present.dates.get(round_code, ())))
    new = tuple(sorted(days))
    _check_days(present, old, new)
    number = _put(actor, procedure, with_days(present, round_code, new), "moved", text)
    move = RoundMove(
        procedure_id=procedure.id,
        round_code=round_code,
        old_days=",".join(day.isoformat() for day in old),
        new_days=",".join(day.isoformat() for day in new),
        reason=text,
        definition_number=number,
        made_at=now(),
        made_by=actor.id,
    )
    session().add(move)
    session().flush()
    gone = day_to_day(old, new) if moments else {}
    along = sum(registry.moments_moved(procedure, round_code, gone, actor)) if gone else 0
    candidates, panel = (sum(registry.round_moved(procedure, move, actor)), _tell_panel(actor, procedure, move, present)) if old else (0, 0)
    audit.record(
        "procedure.round_moved",
        actor=actor,
        role=HR,
        procedure_id=procedure.id,
        round=round_code,
        old=move.old_days,
        new=move.new_days,
        reason=reason_digest(procedure, text),
        definition=number,
        candidates=candidates,
        panel=panel,
        moments=along,
    )
    amend_text(actor, procedure)
    return move, along


def _check_days(present: Definition, old: Sequence[date], new: Sequence[date]) -> None:
    if not new:
        raise BadInput(_("Fill in at least one day."), field="days")
    if new == old:
        raise BadInput(_("These are the days on which the round stands already. Fill in the new days."), field="days")
    today = now().astimezone(BRUSSELS).date()
    passed = [day for day in new if day < today and day not in old]
    if passed:
        raise BadInput(_("%(day)s has passed already. Choose a day that is still to come.", day=date_long(passed[0])), field="days")
    end = closing_moment(present)
    if end is not None and datetime.combine(new[0], datetime.min.time(), BRUSSELS) < end.astimezone(BRUSSELS):
        raise BadInput(_("People can apply until %(moment)s. Choose days after it.", moment=moment(end)), field="days")


def day_to_day(old: Sequence[date], new: Sequence[date]) -> Mapping[date, date]:
    """Which day takes the place of which: only days that change, and only where there are as many new as old ones."""
    if len(old) != len(new):
        return {}
    return {was: becomes for was, becomes in zip(old, new, strict=True) if was != becomes}


def move_facts(move: RoundMove, title: str, known: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What a letter about a moved round says; `known`: what a letter that was not sent would have said, so that the day people know stays named."""
    old, new = ([date.fromisoformat(day) for day in days.split(",")] for days in (move.old_days, move.new_days))
    return {
        "ronde": title,
        "oude_datum": (known or {}).get("oude_datum") or days_as_fact(old),
        "nieuwe_datum": days_as_fact(new),
        "reden": move.reason,
    }


def moved_key(move: RoundMove) -> str:
    """How the keys of letters about moves of this round begin."""
    return f"moved {move.procedure_id} {move.round_code} "


def overtaken() -> str:
    """Why a letter that waited is withdrawn."""
    return _("Another date was decided before this letter was sent.")


def _tell_panel(actor: Account, procedure: Procedure, move: RoundMove, definition: Definition) -> int:
    title = next(round_.title for round_ in definition.scheme.rounds if round_.code == move.round_code)
    before = withdraw_unsent(actor, procedure, (TO_PANEL,), overtaken(), about=moved_key(move))
    letters = [
        outbox.Wanted(
            event=TO_PANEL,
            recipient=recipient,
            procedure_id=procedure.id,
            facts=move_facts(move, title, before.get(recipient.id)),
            asked_by=actor,
            key=f"{moved_key(move)}{recipient.id} {move.definition_number}",
        )
        for recipient in map(colleague, panel_of(procedure, move.round_code))
    ]
    return len(outbox.ask_all(letters))
