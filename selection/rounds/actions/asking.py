"""An assessor asks that the own submitted sheet is reopened; HR or chair refuses it with a reason, or the two reopen the sheet together (R21)."""

import re

from scoring.numbers import NumberError, parse_number
from scoring.scheme import Part
from selection import audit
from selection.accounts.models import Account
from selection.db import now, session
from selection.errors import BadInput, Forbidden, Refused
from selection.forms import normal_text
from selection.i18n import _
from selection.procedures.actions.handling import reason_digest, required_reason
from selection.procedures.models import Procedure
from selection.rounds.models import ReopeningRequest, RequestEnd
from selection.rounds.requests import waiting_request
from selection.rounds.scope import CHAIR, RoundScope
from selection.scoresheets.actions.readable import mark_readable
from selection.scoresheets.actions.returning import may_take_back
from selection.scoresheets.content import AnySheet
from selection.scoresheets.models import SheetState
from selection.scoresheets.places import Place, refusal
from selection.scoresheets.queries import own_sheet, sheet_by_id

_KEYS = {"request", "sheet", "candidate", "part", "account", "reason"}
_FIGURE = re.compile(r"(?<![\w.,/:-])\d+(?:[.,]\d+)?(?![\w/:-]|[.,]\d)")  # 7 and 7,5; not K07, 12/06 or 9:30

audit.register({"sheet.reopening_asked": _KEYS, "sheet.reopening_answered": _KEYS | {"outcome"}})


def why_not_asking(place: Place, sheet: AnySheet | None) -> str:
    """Why reopening of the own sheet cannot be asked, as a sentence; empty when it can: it is submitted, its round open, and its writer cannot take it back."""
    if sheet is None:
        return _("There is no sheet of yours here.")
    if sheet.state != SheetState.SUBMITTED:
        return _("Your sheet is a draft: you can change it yourself.")
    if sentence := refusal(place):
        return sentence
    if not may_take_back(place, sheet):
        return _("Nobody has read your sheet yet: you can take it back yourself.")
    return ""


def ask(place: Place, *, reason: str) -> ReopeningRequest:
    """Ask that the own submitted sheet is reopened. It changes nothing yet.

    Refused where it cannot be asked or was asked already; BadInput without a reason, and for one that names a rating: it is read by who may not know it.
    """
    mark_readable(place.procedure, place.part.code, [place.candidate.id])
    sheet = own_sheet(place)
    if sentence := why_not_asking(place, sheet):
        raise Refused(sentence)
    if sheet is None or waiting_request(sheet.id) is not None:
        raise Refused(_("You have asked this already. Your request waits for an answer."))
    text = required_reason(normal_text(reason))
    if sentence := figure_sentence(place.part, text):
        raise BadInput(sentence)
    request = ReopeningRequest(procedure_id=place.procedure.id, sheet_id=sheet.id, asked_by=place.account.id, asked_at=now(), reason=text)
    session().add(request)
    session().flush()
    _record("sheet.reopening_asked", place.procedure, request, sheet, actor=place.account, role=place.role, reason=text)
    return request


def figure_sentence(part: Part, reason: str) -> str:
    """What is wrong with a reason that names a rating or points of the part; empty when it names none. Codes, dates and hours are no ratings."""
    found = next((text for text in _FIGURE.findall(reason) if _is_rating(part, text)), "")
    if not found:
        return ""
    return _("Leave out the figure %(figure)s: HR and the chair may not know your ratings yet. Write what went wrong, not what it becomes.", figure=found)


def _is_rating(part: Part, text: str) -> bool:
    if part.scale is not None and not part.is_direct:
        return part.scale.position(text.replace(",", ".")) is not None
    try:
        return part.points is not None and parse_number(text) <= part.points
    except NumberError:
        return False


def withdraw(place: Place) -> None:
    """Take the own request back. Refused when none waits."""
    sheet = own_sheet(place)
    request = waiting_request(sheet.id) if sheet is not None else None
    if sheet is None or request is None:
        raise Refused(_("No request of yours waits for an answer here."))
    _end(place.procedure, request, sheet, RequestEnd.WITHDRAWN, actor=place.account, role=place.role, answer="")


def refuse(scope: RoundScope, request: ReopeningRequest, *, reason: str) -> None:
    """Refuse a request, with a reason; one of the two suffices, since both are needed to reopen. Who asked does not refuse but withdraws."""
    if request.outcome is not None:
        raise Refused(_("This request was answered already. Load the page again to see what holds now."))
    if sentence := why_not_refusing(scope, request):
        raise Forbidden(sentence)
    sheet = sheet_by_id(scope.procedure, request.sheet_id)
    role = scope.role if CHAIR in scope.sides else next(iter(scope.sides))
    _end(scope.procedure, request, sheet, RequestEnd.REFUSED, actor=scope.account, role=role, answer=required_reason(normal_text(reason)))


def why_not_refusing(scope: RoundScope, request: ReopeningRequest) -> str:
    """Why this person cannot refuse the request, as a sentence; empty when it can."""
    if request.asked_by == scope.account.id:
        return _("This is your own request. You withdraw it on your sheet.")
    return "" if scope.sides else _("HR with a rating seat in the procedure cannot answer a request.")


def answered(procedure: Procedure, sheet: AnySheet, *, approved: bool, actor: Account, role: str, reason: str) -> None:
    """Two people decided about the sheet: a request about it that waits has its answer."""
    request = waiting_request(sheet.id)
    if request is not None:
        _end(procedure, request, sheet, RequestEnd.REOPENED if approved else RequestEnd.REFUSED, actor=actor, role=role, answer=reason)


def _end(procedure: Procedure, request: ReopeningRequest, sheet: AnySheet, outcome: RequestEnd, *, actor: Account, role: str, answer: str) -> None:
    request.outcome, request.ended_at, request.ended_by, request.answer = outcome, now(), actor.id, answer
    session().flush()
    _record("sheet.reopening_answered", procedure, request, sheet, actor=actor, role=role, reason=answer, outcome=str(outcome))


def _record(action: str, procedure: Procedure, request: ReopeningRequest, sheet: AnySheet, *, actor: Account, role: str, reason: str, **more: str) -> None:
    about = {"request": request.id, "sheet": sheet.id, "candidate": sheet.candidate_id, "part": sheet.part_code, "account": request.asked_by}
    digest = reason_digest(procedure, reason) if reason else None
    audit.record(action, actor=actor, role=role, procedure_id=procedure.id, **about, reason=digest, **more)
