"""Ways back from a submitted sheet: its writer takes it back unread, or HR and chair reopen it together."""

import sqlalchemy as sa

from selection import audit
from selection.accounts.models import Account
from selection.candidates.models import Candidate
from selection.db import session
from selection.errors import BadInput, Refused
from selection.i18n import _
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of, open_round
from selection.scoresheets.actions import keeping
from selection.scoresheets.actions.readable import mark_readable
from selection.scoresheets.content import AnySheet, Sheet, figures
from selection.scoresheets.models import RevisionKind, Scoresheet, SheetRevision, SheetState
from selection.scoresheets.places import Place, refusal
from selection.scoresheets.queries import as_read, own_sheet, part_states

audit.register(
    {
        "sheet.taken_back": {"sheet", "candidate", "code", "part", "old"},
        "sheet.reopened": {"sheet", "candidate", "code", "part", "assessor", "old", "reason"},
    }
)


def may_take_back(place: Place, sheet: AnySheet) -> str:
    """Why the own submitted sheet cannot be taken back, as a sentence; empty when it can."""
    if sentence := refusal(place):
        return sentence
    states = part_states(place.procedure, place.part.code, [place.candidate.id])
    others = states.submitted(place.candidate.id) - {place.account.id}
    if sheet.readable_at is not None or others or states.complete(place.candidate.id) or _others_submitted(place):
        return _("Others could have read this sheet, or you theirs. Only HR and the chair together can reopen it, with a reason.")
    return ""


def _others_submitted(place: Place) -> bool:
    wanted = (
        sa.select(SheetRevision.id)
        .join(Scoresheet, Scoresheet.id == SheetRevision.sheet_id)
        .where(Scoresheet.part_code == place.part.code, Scoresheet.account_id != place.account.id)
        .where(SheetRevision.candidate_id == place.candidate.id, SheetRevision.kind == RevisionKind.SUBMITTED)
    )
    return session().scalar(wanted.limit(1)) is not None


def take_back(place: Place, *, version: int) -> Sheet:
    """Make the own submitted sheet a draft again, while nobody could have read it and its writer could have read no other.

    Refused otherwise; what was submitted stays in its revisions. A sheet that is a draft already stays as it is.
    """
    mark_readable(place.procedure, place.part.code, [place.candidate.id])
    sheet = own_sheet(place)
    if sheet is None:
        raise Refused(_("There is no sheet to take back."))
    if sheet.state == SheetState.DRAFT:
        return sheet
    if sentence := may_take_back(place, sheet):
        raise Refused(sentence)
    if sheet.version != version:
        raise Refused(_("This sheet changed meanwhile. Load the page again and look at it before you take it back."))
    sheet = keeping.keep(sheet, RevisionKind.TAKEN_BACK, place.account, state=SheetState.DRAFT, submitted_at=None)
    audit.record(
        "sheet.taken_back",
        actor=place.account,
        role=place.role,
        procedure_id=place.procedure.id,
        sheet=sheet.id,
        candidate=place.candidate.id,
        code=place.code,
        part=place.part.code,
        old=figures(place.part, sheet.content),
    )
    return sheet


def reopen(procedure: Procedure, row: Scoresheet, *, actor: Account, role: str, reason: str) -> Sheet:
    """Make somebody's submitted sheet a draft again, after HR and chair agreed (R21; who asks and who approves is checked above).

    The submitted version stays readable as a revision. Refused unless the sheet is submitted and its round is open.
    """
    if not reason.strip():
        raise BadInput(_("Give a reason."))
    scheme = definition_of(procedure).scheme
    sheet = as_read(row)
    part = scheme.part(sheet.part_code)
    current = open_round(procedure)
    if part is None or current is None or scheme.round_of(sheet.part_code).code != current.code:
        raise Refused(_("A sheet can only be reopened while its round is open. Reopen the round first."))
    if sheet.state != SheetState.SUBMITTED:
        raise Refused(_("This sheet is not submitted, so there is nothing to reopen."))
    candidate = session().get_one(Candidate, sheet.candidate_id)
    sheet = keeping.keep(sheet, RevisionKind.REOPENED, actor, state=SheetState.DRAFT, submitted_at=None)
    audit.record(
        "sheet.reopened",
        actor=actor,
        role=role,
        procedure_id=procedure.id,
        sheet=sheet.id,
        candidate=candidate.id,
        code=candidate.code,
        part=part.code,
        assessor=sheet.account_id,
        old=figures(part, sheet.content),
        reason=audit.digest(reason.strip(), procedure.salt),
    )
    return sheet
