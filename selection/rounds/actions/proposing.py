"""Reopening a submitted sheet or a closed round: one side proposes, the other decides; two people, two hats (R21)."""

from uuid import UUID

from selection import audit
from selection.accounts.renewals import too_close, too_close_words
from selection.db import now, session
from selection.errors import Forbidden, NotFound, Refused
from selection.i18n import _
from selection.procedures.actions.handling import reason_digest, required_reason
from selection.procedures.actions.versions import hold_version
from selection.procedures.models import Proposal
from selection.rounds.actions.asking import answered
from selection.rounds.queries import ROUND, SHEET, open_proposal, sheets_by_id
from selection.rounds.scope import CHAIR, OTHER, RoundScope
from selection.rounds.states import Act, require
from selection.scoresheets.actions.returning import reopen
from selection.scoresheets.content import AnySheet
from selection.scoresheets.models import SheetState
from selection.scoresheets.queries import sheet_by_id

APPROVED, REFUSED, WITHDRAWN = "approved", "refused", "withdrawn"
_SHEET_KEYS = {"proposal", "sheet", "candidate", "part", "account", "reason"}

audit.register(
    {
        "sheet.reopening_proposed": _SHEET_KEYS,
        "sheet.reopening_decided": _SHEET_KEYS | {"outcome"},
        "round.reopening_proposed": {"proposal", "round", "reason"},
        "round.reopening_decided": {"proposal", "round", "outcome", "reason"},
        "round.reopened": {"round", "reopened"},
    }
)


def propose_sheet(scope: RoundScope, sheet: AnySheet, *, reason: str) -> Proposal:
    """Propose that a submitted sheet of the open round is reopened. It changes nothing yet."""
    side = _side(scope)
    require(scope, Act.REOPEN_SHEET)
    if sheet.part_code not in {part.code for part in scope.round.parts}:
        raise NotFound
    if sheet.state != SheetState.SUBMITTED:
        raise Refused(_("This sheet is not submitted: its writer can still change it. There is nothing to reopen."))
    return _propose(scope, SHEET, str(sheet.id), side, reason)


def propose_round(scope: RoundScope, *, reason: str) -> Proposal:
    """Propose that a closed round is reopened, and every later one with it. It changes nothing yet."""
    side = _side(scope)
    require(scope, Act.REOPEN_ROUND)
    return _propose(scope, ROUND, scope.round.code, side, reason)


def decide(scope: RoundScope, proposal: Proposal, *, approve: bool, reason: str, version: int) -> None:
    """Approve or refuse, as another person and on the other side than who proposed. A refusal needs a reason.

    `version` is that of the round when the person saw what would change: Conflict when it was closed or reopened since.
    """
    _still_open(proposal)
    side = deciding_side(scope, proposal)
    if not side:
        raise Forbidden(why_not_deciding(scope, proposal))
    if not approve or reason.strip():
        reason = required_reason(reason)
    if approve:
        require(scope, Act.REOPEN_SHEET if proposal.kind == SHEET else Act.REOPEN_ROUND)
        hold_version(scope.run, version)
    sheet = sheet_by_id(scope.procedure, UUID(proposal.subject)) if proposal.kind == SHEET else None
    _settle(scope, proposal, APPROVED if approve else REFUSED, side, reason)
    if sheet is not None:
        answered(scope.procedure, sheet, approved=approve, actor=scope.account, role=_role(scope, side), reason=reason)
    if approve and sheet is not None:
        reopen(scope.procedure, sheet, actor=scope.account, role=_role(scope, side), reason=proposal.reason)
    elif approve:
        _reopen_rounds(scope, side)


def withdraw(scope: RoundScope, proposal: Proposal) -> None:
    """Take the own proposal back."""
    _still_open(proposal)
    if proposal.proposed_by != scope.account.id:
        raise Forbidden(_("Only who made a proposal can withdraw it."))
    _settle(scope, proposal, WITHDRAWN, proposal.proposed_as, "")


def deciding_side(scope: RoundScope, proposal: Proposal) -> str:
    """The side for which this person can decide on the proposal; empty when it cannot: on the own side, or where one's password came by the other's link."""
    wanted = OTHER[proposal.proposed_as]
    if proposal.proposed_by == scope.account.id or wanted not in scope.sides:
        return ""
    return "" if too_close(scope.account.id, proposal.proposed_by, proposal.proposed_at) else wanted


def why_not_deciding(scope: RoundScope, proposal: Proposal) -> str:
    """Why this person cannot decide, as a sentence."""
    if proposal.proposed_by == scope.account.id:
        return _("You cannot approve your own proposal.")
    if OTHER[proposal.proposed_as] in scope.sides:
        return too_close_words(proposal.proposer.name)
    if proposal.proposed_as == CHAIR:
        return _("HR decides on this proposal, since the chair made it.")
    return _("The chair decides on this proposal, since HR made it.")


def _side(scope: RoundScope) -> str:
    """The side on which the person proposes: the chair's where the person is both."""
    if not scope.sides:
        raise Forbidden(_("HR with a rating seat in the procedure cannot reopen anything as HR."))
    return CHAIR if CHAIR in scope.sides else next(iter(scope.sides))


def _propose(scope: RoundScope, kind: str, subject: str, side: str, reason: str) -> Proposal:
    reason = required_reason(reason)
    waiting = open_proposal(scope.procedure, kind, subject)
    if waiting is not None:
        raise Refused(_("%(name)s has proposed this already. The proposal waits for a decision.", name=waiting.proposer.name))
    proposal = Proposal(
        procedure_id=scope.procedure.id,
        kind=kind,
        subject=subject,
        reason=reason,
        proposed_by=scope.account.id,
        proposed_as=side,
        proposed_at=now(),
    )
    session().add(proposal)
    session().flush()
    _record(scope, proposal, "reopening_proposed", _role(scope, side), reason)
    return proposal


def _settle(scope: RoundScope, proposal: Proposal, outcome: str, side: str, reason: str) -> None:
    proposal.outcome, proposal.decided_by, proposal.decided_as = outcome, scope.account.id, side
    proposal.decided_at, proposal.decision_reason = now(), reason or None
    session().flush()
    _record(scope, proposal, "reopening_decided", _role(scope, side), reason, outcome=outcome)


def _record(scope: RoundScope, proposal: Proposal, action: str, role: str, reason: str, **more: str) -> None:
    keys = {"proposal": proposal.id, "reason": reason_digest(scope.procedure, reason) if reason else None, **more}
    if proposal.kind == ROUND:
        audit.record(f"round.{action}", actor=scope.account, role=role, procedure_id=scope.procedure.id, round=proposal.subject, **keys)
        return
    sheet = sheets_by_id(scope.procedure, [UUID(proposal.subject)])[UUID(proposal.subject)]
    about = {"sheet": sheet.id, "candidate": sheet.candidate_id, "part": sheet.part_code, "account": sheet.account_id}
    audit.record(f"sheet.{action}", actor=scope.account, role=role, procedure_id=scope.procedure.id, **about, **keys)


def _reopen_rounds(scope: RoundScope, side: str) -> None:
    """This round and every later one are open again, or wait to be: what stands in them stays."""
    reopened = [run for run in scope.procedure.rounds if run.position >= scope.run.position and run.closed_at is not None]
    for run in reopened:
        run.closed_at, run.closed_by = None, None
    session().flush()
    audit.record(
        "round.reopened",
        actor=scope.account,
        role=_role(scope, side),
        procedure_id=scope.procedure.id,
        round=scope.round.code,
        reopened=[run.code for run in reopened],
    )


def _role(scope: RoundScope, side: str) -> str:
    return scope.role if side == CHAIR else side


def _still_open(proposal: Proposal) -> None:
    if proposal.outcome is not None:
        raise Refused(_("This proposal was decided already. Load the page again to see what holds now."))
