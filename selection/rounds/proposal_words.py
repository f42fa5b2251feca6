"""Proposals as pages show them: what would be reopened, why, by whom, and what this reader can do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for

from selection.accounts.models import Account
from selection.candidates.queries import codes as candidate_codes
from selection.i18n import _
from selection.procedures.models import Procedure, Proposal
from selection.procedures.queries import Hats, definition_of
from selection.rounds.actions.proposing import APPROVED, REFUSED, deciding_side, why_not_deciding
from selection.rounds.queries import SHEET, SheetFacts, proposals_of, sheets_by_id
from selection.rounds.scope import CHAIR, RoundScope, scope_of


@dataclass(frozen=True, kw_only=True)
class ShownProposal:
    """One proposal. `end` says how it ended, empty while it waits; `url` is where this reader decides, None when the reader cannot."""

    id: UUID
    kind: str
    round_code: str
    title: str
    reason: str
    who: str
    at: datetime
    url: str | None
    why_not: str
    mine: bool
    end: str
    end_reason: str


def shown(scope: RoundScope, proposals: Sequence[Proposal] | None = None) -> list[ShownProposal]:
    """The proposals about this round and its sheets, waiting ones first, then newest first; three queries, and one on links if any waits."""
    found = proposals_of(scope.procedure) if proposals is None else list(proposals)
    sheets = _sheets(scope.procedure, found)
    mine = [one for one in found if round_of(scope.procedure, one, sheets) == scope.round.code]
    codes = candidate_codes(scope.procedure.id) if sheets else {}
    names = {seat.account_id: seat.account.name for seat in scope.procedure.seats}
    return sorted((_shown(scope, one, sheets, codes, names) for one in mine), key=lambda one: bool(one.end))


def waiting_for(account: Account, procedure: Procedure, hats: Hats) -> list[ShownProposal]:
    """Waiting proposals on which this person can decide, in whatever round."""
    found = [one for one in proposals_of(procedure) if one.outcome is None]
    sheets = _sheets(procedure, found)
    scopes = {code: scope_of(account, procedure, hats, code) for code in sorted({round_of(procedure, one, sheets) for one in found})}
    return [one for scope in scopes.values() for one in shown(scope, found) if one.url is not None]


def proposal_scope(account: Account, procedure: Procedure, hats: Hats, proposal: Proposal) -> RoundScope:
    """The round that a proposal is about, as this person reaches it."""
    return scope_of(account, procedure, hats, round_of(procedure, proposal, _sheets(procedure, [proposal])))


def round_of(procedure: Procedure, proposal: Proposal, sheets: dict[UUID, SheetFacts]) -> str:
    """Code of the round that a proposal is about."""
    if proposal.kind != SHEET:
        return proposal.subject
    return definition_of(procedure).scheme.round_of(sheets[UUID(proposal.subject)].part_code).code


def _sheets(procedure: Procedure, proposals: Sequence[Proposal]) -> dict[UUID, SheetFacts]:
    wanted = [UUID(one.subject) for one in proposals if one.kind == SHEET]
    return sheets_by_id(procedure, wanted) if wanted else {}


def _shown(scope: RoundScope, proposal: Proposal, sheets: dict[UUID, SheetFacts], codes: Mapping[str, str], names: Mapping[UUID, str]) -> ShownProposal:
    waits = proposal.outcome is None
    can = waits and bool(deciding_side(scope, proposal))
    side = _("chair") if proposal.proposed_as == CHAIR else _("HR")
    url = url_for("rounds.decide", procedure_id=scope.procedure.id, proposal_id=proposal.id)
    return ShownProposal(
        id=proposal.id,
        kind=proposal.kind,
        round_code=scope.round.code,
        title=_title(scope, proposal, sheets, codes, names),
        reason=proposal.reason,
        who=f"{proposal.proposer.name} ({side})",
        at=proposal.proposed_at,
        url=url if can else None,
        why_not="" if can or not waits else why_not_deciding(scope, proposal),
        mine=waits and proposal.proposed_by == scope.account.id,
        end="" if waits else _ended(proposal),
        end_reason=proposal.decision_reason or "",
    )


def _title(scope: RoundScope, proposal: Proposal, sheets: dict[UUID, SheetFacts], codes: Mapping[str, str], names: Mapping[UUID, str]) -> str:
    if proposal.kind != SHEET:
        return _("Reopen the round “%(round)s”", round=scope.round.title)
    sheet = sheets[UUID(proposal.subject)]
    about = {"name": names.get(sheet.account_id, "–"), "code": codes.get(str(sheet.candidate_id), "–"), "part": scope.title_of(sheet.part_code)}
    return _("Reopen the sheet of %(name)s about %(code)s (%(part)s)", **about)


def _ended(proposal: Proposal) -> str:
    name = proposal.decider.name if proposal.decider is not None else "–"
    if proposal.outcome == APPROVED:
        return _("Approved by %(name)s", name=name)
    return _("Refused by %(name)s", name=name) if proposal.outcome == REFUSED else _("Withdrawn by %(name)s", name=name)
