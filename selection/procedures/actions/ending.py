"""How a procedure ends otherwise: stopped by a decision, with a letter to everybody concerned; and its place in the archive."""

from dataclasses import dataclass
from datetime import date

from selection import audit
from selection.accounts.models import Account
from selection.db import now, session
from selection.errors import BadInput, Refused
from selection.i18n import _
from selection.i18n.figures import BRUSSELS
from selection.mail import outbox
from selection.organisation.queries import organisation
from selection.procedures import archive, registry
from selection.procedures.actions.handling import HR, reason_digest, required_reason
from selection.procedures.actions.versions import hold_version
from selection.procedures.models import Procedure, ProcedureState, ProcedureStop, PutAway
from selection.procedures.states import Act, require
from selection.procedures.telling import colleague, panel_of, withdraw_all_but

audit.register(
    {
        "procedure.stopped": {"decision_date", "reason", "candidates", "panel", "withdrawn"},
        "procedure.unfilled": {"decision_date", "reason", "candidates", "panel", "withdrawn"},
        "procedure.put_away": (),
        "procedure.taken_back": (),
    }
)
TO_PANEL = {ProcedureState.STOPPED: "procedure-stopgezet-commissie", ProcedureState.UNFILLED: "einde-zonder-kandidaat-commissie"}
# What still holds after the end, and so may still be released: results and corrections, exclusions, receipts, access and erasure, what lapses.
# Whatever else waits invites to, or tells of, something that does not take place any more.
STILL_HOLDS = frozenset(
    {
        *("niet-geslaagd-onderdeel", "niet-geslaagd-minimum", "niet-geslaagd-overgenomen", "ongeschikt", "afwezig", "onder-totaal"),
        *("gerangschikt", "gerangschikt-gedeelde-plaats", "voorstel-aanstelling", "correctie-voordeel", "correctie-nadeel", "correctie-ongewijzigd"),
        *("uitgesloten", "uitgesloten-tijdens-procedure", "onvolledig-bij-afsluiting"),
        *("ontvangst", "gegevens-gewijzigd", "nieuwe-link", "terugtrekking-bevestigd", "heroverweging-ontvangen"),
        *("inzage", "gegevens-gewist", "afspraak-vervalt", "zittingen-vervallen"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Ending:
    """The decision that ends a procedure; `grounds` are the legal grounds, one a line."""

    on: date
    body: str
    reference: str
    reason: str
    grounds: str


def require_stoppable(procedure: Procedure) -> None:
    """Refused for a procedure that has ended, or of which the final report is there: then its ranking and reserve stand."""
    require(procedure, Act.STOP)
    if procedure.report_date is not None:
        raise Refused(_("The final report of this procedure is there. Its ranking stands, so it is not stopped any more; put it away in the archive."))


def require_unfilled(procedure: Procedure) -> None:
    """Refused, with the reason, unless nobody can be ranked: every round is closed and nobody passed, or nobody takes part and nobody can apply."""
    require(procedure, Act.END_UNFILLED)
    if why := next(filter(None, registry.may_be_ranked(procedure)), ""):
        raise Refused(why)


def stop(actor: Account, procedure: Procedure, *, decided: Ending, version: int) -> ProcedureStop:
    """End the procedure by a decision. A letter waits for every candidate who still takes part and for the panel; nothing is deleted or changes any more.

    BadInput for a decision in the future, or without reason or grounds.
    """
    require_stoppable(procedure)
    hold_version(procedure, version)
    return _end(actor, procedure, decided, ProcedureState.STOPPED)


def end_unfilled(actor: Account, procedure: Procedure, *, decided: Ending, version: int) -> ProcedureStop:
    """End the procedure by a decision because nobody is ranked: no reserve arises. Letters, and the rest, as with `stop`."""
    require_unfilled(procedure)
    hold_version(procedure, version)
    return _end(actor, procedure, decided, ProcedureState.UNFILLED)


def _end(actor: Account, procedure: Procedure, decided: Ending, state: ProcedureState) -> ProcedureStop:
    text = required_reason(decided.reason)
    if decided.on > now().astimezone(BRUSSELS).date():
        raise BadInput(_("The date of the decision lies in the future. Fill in the date on which it was taken."))
    if not (decided.grounds.strip() and decided.body.strip() and decided.reference.strip()):
        raise BadInput(_("Fill in who decided, the reference of the decision and its legal grounds."))
    decision = ProcedureStop(
        procedure_id=procedure.id,
        decided_on=decided.on,
        body=decided.body.strip(),
        reference=decided.reference.strip(),
        reason=text,
        grounds=decided.grounds.strip(),
        stopped_at=now(),
        stopped_by=actor.id,
    )
    session().add(decision)
    withdrawn = withdraw_all_but(actor, procedure, STILL_HOLDS, _("The selection has ended."))
    candidates = sum(registry.stopping(procedure, decision, state, actor))
    panel = _tell_panel(actor, procedure, decision, TO_PANEL[state])
    procedure.state = state
    session().flush()
    audit.record(
        f"procedure.{state}",
        actor=actor,
        role=HR,
        procedure_id=procedure.id,
        decision_date=decided.on,
        reason=reason_digest(procedure, text),
        candidates=candidates,
        panel=panel,
        withdrawn=withdrawn,
    )
    return decision


def body_facts(body: str) -> dict[str, str]:
    """Who decided, where it is not the organisation's own word for it, which a letter says in both languages."""
    own = organisation().deciding_body
    return {} if body in (own.nl, own.en) else {"beslissend_orgaan": body}


def _tell_panel(actor: Account, procedure: Procedure, decision: ProcedureStop, event: str) -> int:
    facts = {"beslissingsdatum": {"date": decision.decided_on.isoformat()}, **body_facts(decision.body)}
    lapsing = registry.lapsing_entries(procedure)
    letters = [
        outbox.Wanted(
            event=event,
            recipient=colleague(account),
            procedure_id=procedure.id,
            facts=facts,
            asked_by=actor,
            calendar=next((files[account.id] for files in lapsing if account.id in files), None),
            key=f"stopped {procedure.id} {account.id}",
        )
        for account in panel_of(procedure)
    ]
    return len(outbox.ask_all(letters))


def put_away(actor: Account, procedure: Procedure, *, version: int) -> None:
    """Move a procedure of which all rounds are closed to the archive. Nothing else about it changes, and it can be taken back."""
    require(procedure, Act.PUT_AWAY)
    hold_version(procedure, version)
    if any(run.closed_at is None for run in procedure.rounds):
        raise Refused(_("A round is not closed yet. A procedure is put away in the archive once all its rounds are closed."))
    if procedure.id in archive.in_archive([procedure]):
        raise Refused(_("This procedure stands in the archive already."))
    session().add(PutAway(procedure_id=procedure.id, put_away_at=now(), put_away_by=actor.id))
    session().flush()
    audit.record("procedure.put_away", actor=actor, role=HR, procedure_id=procedure.id)


def take_back(actor: Account, procedure: Procedure) -> None:
    """Back from the archive to the list of procedures, also one that is there since its reserve ended: it then stays in the list until it is put away.

    Refused for one that was given up or stopped, which stays in the archive, and for one that is not there.
    """
    require(procedure, Act.PUT_AWAY)
    if procedure.id not in archive.in_archive([procedure]):
        raise Refused(_("This procedure does not stand in the archive."))
    row = archive.put_away_row(procedure)
    if row is None:
        row = PutAway(procedure_id=procedure.id, put_away_at=now(), put_away_by=actor.id)
        session().add(row)
    row.taken_back_at, row.taken_back_by = now(), actor.id
    session().flush()
    audit.record("procedure.taken_back", actor=actor, role=HR, procedure_id=procedure.id)
