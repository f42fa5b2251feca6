"""Reopening a sheet or a round: proposed by one side, decided by the other (R21)."""

from uuid import UUID

from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.candidates.queries import candidate_of
from selection.errors import NotFound
from selection.i18n import _
from selection.procedures.models import Proposal
from selection.procedures.queries import procedure_for
from selection.rounds import proposal_words
from selection.rounds.actions import proposing
from selection.rounds.effects import effect_of
from selection.rounds.forms import DecideForm, ProposeForm
from selection.rounds.queries import ROUND, SHEET, open_proposal, proposal_of
from selection.rounds.request_words import shown_requests
from selection.rounds.requests import waiting_request
from selection.rounds.scope import RoundScope, round_led
from selection.rounds.states import Act, require
from selection.rounds.views.scope import back, blueprint, shown
from selection.scoresheets.queries import sheet_by_id

ROUND_PATH = "/procedures/<uuid:procedure_id>/rondes/<round_code>"
PROPOSAL_PATH = "/procedures/<uuid:procedure_id>/voorstellen/<uuid:proposal_id>"


@blueprint.route(f"{ROUND_PATH}/bladen/<uuid:sheet_id>/heropenen", methods=["GET", "POST"])
def propose_sheet(procedure_id: UUID, round_code: str, sheet_id: UUID) -> str | tuple[str, int] | Response:
    """Propose that a submitted sheet is reopened."""
    scope = round_led(actor(), procedure_id, round_code)
    sheet = sheet_by_id(scope.procedure, sheet_id)
    if sheet.part_code not in {part.code for part in scope.round.parts}:
        raise NotFound
    require(scope, Act.REOPEN_SHEET)
    form = ProposeForm()
    if form.validate_on_submit():
        proposing.propose_sheet(scope, sheet, reason=form.reason.data)
        return back(scope, _("Proposed. Nothing changes until the other side approves."))
    request = waiting_request(sheet.id)
    asked = shown_requests(scope, request)[0] if request is not None else None
    if request is not None and not form.is_submitted():
        form.reason.data = _("At the request of %(name)s.", name=request.asker.name)
    facts = {"asked": asked, "writer": sheet.account.name, "code": _code(scope, sheet.candidate_id), "part_title": scope.title_of(sheet.part_code)}
    page = shown("rounds/propose_sheet.html", scope, form=form, waiting=open_proposal(scope.procedure, SHEET, str(sheet.id)), **facts)
    return (page, 422) if form.is_submitted() else page


@blueprint.route(f"{ROUND_PATH}/heropenen", methods=["GET", "POST"])
def propose_round(procedure_id: UUID, round_code: str) -> str | tuple[str, int] | Response:
    """What reopening a closed round would do, and proposing it."""
    scope = round_led(actor(), procedure_id, round_code)
    require(scope, Act.REOPEN_ROUND)
    form = ProposeForm()
    if form.validate_on_submit():
        proposing.propose_round(scope, reason=form.reason.data)
        return back(scope, _("Proposed. Nothing changes until the other side approves."))
    waiting = open_proposal(scope.procedure, ROUND, scope.round.code)
    page = shown("rounds/propose_round.html", scope, form=form, effect=effect_of(scope), waiting=waiting)
    return (page, 422) if form.is_submitted() else page


@blueprint.route(PROPOSAL_PATH, methods=["GET", "POST"])
def decide(procedure_id: UUID, proposal_id: UUID) -> str | tuple[str, int] | Response:
    """What would change, and the decision."""
    scope, proposal = _proposal(procedure_id, proposal_id)
    form = DecideForm(data={"version": scope.run.version})
    if form.validate_on_submit():
        approve = form.answer.data == "approve"
        proposing.decide(scope, proposal, approve=approve, reason=form.reason.data or "", version=form.seen_version)
        return back(scope, _reopened(proposal) if approve else _("The proposal is refused. Nothing changed."))
    told = proposal_words.shown(scope, [proposal])[0]
    effect = effect_of(scope) if proposal.kind == ROUND and scope.state == "closed" else None
    request = waiting_request(UUID(proposal.subject)) if proposal.kind == SHEET and proposal.outcome is None else None
    asked = shown_requests(scope, request)[0] if request is not None else None
    page = shown("rounds/decide.html", scope, form=form, proposal=told, effect=effect, asked=asked)
    return (page, 422) if form.is_submitted() else page


@blueprint.post(f"{PROPOSAL_PATH}/intrekken")
def withdraw(procedure_id: UUID, proposal_id: UUID) -> Response:
    """Take the own proposal back."""
    scope, proposal = _proposal(procedure_id, proposal_id)
    proposing.withdraw(scope, proposal)
    return back(scope, _("The proposal is withdrawn. Nothing changed."))


def _proposal(procedure_id: UUID, proposal_id: UUID) -> tuple[RoundScope, Proposal]:
    """A proposal with its round, for HR and who acts as chair. NotFound for others."""
    procedure, hats = procedure_for(actor(), procedure_id)
    proposal = proposal_of(procedure, proposal_id)
    scope = proposal_words.proposal_scope(actor(), procedure, hats, proposal)
    if not scope.leads:
        raise NotFound
    return scope, proposal


def _code(scope: RoundScope, candidate_id: UUID) -> str:
    return candidate_of(scope.procedure, candidate_id).code or ""


def _reopened(proposal: Proposal) -> str:
    if proposal.kind == SHEET:
        return _("The sheet is open again: its writer can change it and submits it anew. The submitted version stays readable.")
    return _("The round is open again, and every later one waits for it.")
