"""Requests to reopen a sheet as pages show them: to HR and who acts as chair what waits for them, to its writer what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for

from selection.candidates.queries import codes as candidate_codes
from selection.i18n import _, moment
from selection.procedures.models import Proposal
from selection.rounds.actions.asking import why_not_asking, why_not_refusing
from selection.rounds.actions.proposing import deciding_side
from selection.rounds.models import ReopeningRequest, RequestEnd
from selection.rounds.queries import SHEET, SheetFacts, proposals_of, sheets_by_id
from selection.rounds.requests import newest_request, waiting_requests
from selection.rounds.scope import RoundScope
from selection.rounds.states import Act, may, why_not
from selection.scoresheets import hooks
from selection.scoresheets.content import Sheet
from selection.scoresheets.places import Place
from selection.scoresheets.queries import open_to


@dataclass(frozen=True, kw_only=True)
class ShownRequest:
    """One request that waits. `reason` is empty for who may not read it yet; `note` says what stands in the way or what goes on already.

    `propose_url`, `decide_url` and `refuse_url` are what this reader can do, None where the reader cannot.
    """

    id: UUID
    title: str
    at: datetime
    reason: str
    note: str
    propose_url: str | None
    decide_url: str | None
    refuse_url: str | None


def shown_requests(scope: RoundScope, only: ReopeningRequest | None = None) -> list[ShownRequest]:
    """The requests about sheets of this round that wait, the oldest first, or the one asked for; nothing is read further when there are none."""
    found = waiting_requests(scope.procedure) if only is None else [only]
    sheets = sheets_by_id(scope.procedure, [one.sheet_id for one in found]) if found else {}
    here = {part.code for part in scope.round.parts}
    mine = [one for one in found if sheets[one.sheet_id].part_code in here]
    if not mine:
        return []
    codes, readable = candidate_codes(scope.procedure.id), _readable(scope, [sheets[one.sheet_id] for one in mine])
    proposals = {UUID(one.subject): one for one in proposals_of(scope.procedure) if one.kind == SHEET and one.outcome is None}
    return [_shown(scope, one, sheets[one.sheet_id], codes, proposals.get(one.sheet_id), reads=one.sheet_id in readable) for one in mine]


def _readable(scope: RoundScope, sheets: Sequence[SheetFacts]) -> frozenset[UUID]:
    """The sheets about which this person reads a reason: HR all; who acts as chair where the sheets of others are open, for words may tell what they say."""
    if scope.hats.hr:
        return frozenset(sheet.id for sheet in sheets)
    opened = {code: open_to(scope.procedure, scope.hats, code, {sheet.candidate_id for sheet in sheets}) for code in {sheet.part_code for sheet in sheets}}
    return frozenset(sheet.id for sheet in sheets if sheet.candidate_id in opened[sheet.part_code] or sheet.account_id == scope.account.id)


def _shown(
    scope: RoundScope, request: ReopeningRequest, sheet: SheetFacts, codes: Mapping[str, str], proposal: Proposal | None, *, reads: bool
) -> ShownRequest:
    code = codes.get(str(sheet.candidate_id), "–")
    about = {"name": request.asker.name, "code": code, "part": scope.title_of(sheet.part_code)}
    acts = reads and bool(scope.sides)
    refuse = acts and proposal is None and not why_not_refusing(scope, request)
    return ShownRequest(
        id=request.id,
        title=_("%(name)s asks to reopen the own sheet about %(code)s (%(part)s)", **about),
        at=request.asked_at,
        reason=request.reason if reads else "",
        note=_note(scope, request, code, proposal, reads=reads),
        propose_url=_url(scope, "propose_sheet", sheet_id=sheet.id) if acts and proposal is None and may(scope, Act.REOPEN_SHEET) else None,
        decide_url=url_for("rounds.decide", procedure_id=scope.procedure.id, proposal_id=proposal.id) if proposal and deciding_side(scope, proposal) else None,
        refuse_url=_url(scope, "refuse_request", request_id=request.id) if refuse else None,
    )


def _note(scope: RoundScope, request: ReopeningRequest, code: str, proposal: Proposal | None, *, reads: bool) -> str:
    if proposal is not None:
        return _("%(name)s has proposed to reopen it. The proposal waits for a decision, which answers the request too.", name=proposal.proposer.name)
    if not reads:
        return _("You read the reason once you have submitted your own sheet about %(code)s. HR can answer meanwhile.", code=code)
    if not may(scope, Act.REOPEN_SHEET):
        return why_not(scope, Act.REOPEN_SHEET)
    return why_not_refusing(scope, request)


def _url(scope: RoundScope, page: str, **values: UUID) -> str:
    return url_for(f"rounds.{page}", procedure_id=scope.procedure.id, round_code=scope.round.code, **values)  # type: ignore[arg-type]


@hooks.asked_back.register
def asked_back(place: Place, sheet: Sheet) -> hooks.AskedBack:
    """What its writer reads below a sheet that cannot be taken back alone: the way to ask, the request that waits, or the refusal of the last one."""
    request = newest_request(sheet.id)
    where: dict[str, Any] = {"procedure_id": place.procedure.id, "part_code": place.part.code, "candidate_id": place.candidate.id}
    if request is not None and request.outcome is None:
        waits = _("HR and the chair answer it; only the two together can reopen the sheet.")
        if place.run.closed_at is not None:
            waits = _("The round is closed meanwhile; HR and the chair would have to reopen it first.")
        return hooks.AskedBack(asked_at=request.asked_at, reason=request.reason, waits=waits, withdraw_url=url_for("rounds.withdraw_request", **where))
    url = "" if why_not_asking(place, sheet) else url_for("rounds.ask", **where)
    if request is None or request.outcome != RequestEnd.REFUSED or request.ended_at is None or not sheet.submitted_at or request.asked_at < sheet.submitted_at:
        return hooks.AskedBack(ask_url=url)
    who = request.ender.name if request.ender is not None else "–"
    refused = _("%(name)s refused your request on %(moment)s.", name=who, moment=moment(request.ended_at))
    return hooks.AskedBack(ask_url=url, refused=refused, answer=request.answer)


__all__ = ["ShownRequest", "asked_back", "shown_requests"]
