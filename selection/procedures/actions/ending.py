"""How a procedure ends otherwise: stopped by a decision, with a letter to everybody concerned; and its place in the archive."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from selection import audit
from selection.accounts.models import Account
from selection.db import now, session
from selection.errors import BadInput, Refused
from selection.i18n import _
from selection.i18n.figures import BRUSSELS
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.organisation.queries import organisation
from selection.procedures import archive, registry
from selection.procedures.actions.handling import HR, reason_digest, required_reason
from selection.procedures.actions.versions import hold_version
from selection.procedures.models import Procedure, ProcedureState, ProcedureStop, PutAway, Seat
from selection.procedures.queries import current_seats
from selection.procedures.states import Act, require

audit.register(
    {
        "procedure.stopped": {"decision_date", "reason", "candidates", "panel", "withdrawn"},
        "procedure.put_away": (),
        "procedure.taken_back": (),
    }
)
TO_PANEL = "procedure-stopgezet-commissie"
# letters that invite to what does not take place any more
INVITING = ("uitnodiging-eerste-ronde", "uitnodiging-volgende-ronde", "uitnodiging-jurylid", "afspraak-gewijzigd", "zittingen-gewijzigd")


def require_stoppable(procedure: Procedure) -> None:
    """Refused for a procedure that has ended, or of which the final report is there: then its ranking and reserve stand."""
    require(procedure, Act.STOP)
    if procedure.report_date is not None:
        raise Refused(_("The final report of this procedure is there. Its ranking stands, so it is not stopped any more; put it away in the archive."))


def stop(actor: Account, procedure: Procedure, *, on: date, body: str, reference: str, reason: str, grounds: str, version: int) -> ProcedureStop:
    """End the procedure by a decision. A letter waits for every candidate who still takes part and for the panel; nothing is deleted or changes any more.

    `grounds`: the legal grounds, one a line. BadInput for a decision in the future, or without reason or grounds.
    """
    require_stoppable(procedure)
    hold_version(procedure, version)
    text = required_reason(reason)
    if on > now().astimezone(BRUSSELS).date():
        raise BadInput(_("The date of the decision lies in the future. Fill in the date on which it was taken."))
    if not (grounds.strip() and body.strip() and reference.strip()):
        raise BadInput(_("Fill in who decided, the reference of the decision and its legal grounds."))
    decision = ProcedureStop(
        procedure_id=procedure.id,
        decided_on=on,
        body=body.strip(),
        reference=reference.strip(),
        reason=text,
        grounds=grounds.strip(),
        stopped_at=now(),
        stopped_by=actor.id,
    )
    session().add(decision)
    withdrawn = _withdraw_invitations(actor, procedure)
    candidates, panel = sum(registry.stopping(procedure, decision, actor)), _tell_panel(actor, procedure, decision)
    procedure.state = ProcedureState.STOPPED
    session().flush()
    audit.record(
        "procedure.stopped",
        actor=actor,
        role=HR,
        procedure_id=procedure.id,
        decision_date=on,
        reason=reason_digest(procedure, text),
        candidates=candidates,
        panel=panel,
        withdrawn=withdrawn,
    )
    return decision


def body_facts(decision: ProcedureStop) -> dict[str, str]:
    """Who decided, where it is not the organisation's own word for it, which a letter says in both languages."""
    own = organisation().deciding_body
    return {} if decision.body in (own.nl, own.en) else {"beslissend_orgaan": decision.body}


def panel_of(procedure: Procedure) -> Sequence[Account]:
    """Everybody with a current seat, once."""
    seats: list[Seat] = current_seats(procedure)
    return list({seat.account_id: seat.account for seat in seats}.values())


def _tell_panel(actor: Account, procedure: Procedure, decision: ProcedureStop) -> int:
    facts = {"beslissingsdatum": {"date": decision.decided_on.isoformat()}, **body_facts(decision)}
    letters = [
        outbox.Wanted(
            event=TO_PANEL,
            recipient=outbox.Recipient(kind="account", id=account.id, name=account.name, address=account.email, language="nl"),
            procedure_id=procedure.id,
            facts=facts,
            asked_by=actor,
            key=f"stopped {procedure.id} {account.id}",
        )
        for account in panel_of(procedure)
    ]
    return len(outbox.ask_all(letters))


def _withdraw_invitations(actor: Account, procedure: Procedure) -> int:
    waiting = sa.select(Letter).where(
        Letter.procedure_id == procedure.id,
        Letter.event.in_(INVITING),
        Letter.state.in_((LetterState.ASKED, LetterState.PREPARED, LetterState.RELEASED)),
    )
    letters = list(session().scalars(waiting.order_by(Letter.seq)))
    for letter in letters:
        outbox.withdraw(letter, by=actor, role=HR, reason=_("The procedure was stopped."))
    return len(letters)


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
