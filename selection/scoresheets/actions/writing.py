"""What an assessor does with the own sheet: save a draft, submit it, or move it to the candidate whom it is about."""

from collections.abc import Sequence

from scoring.scheme import Criterion
from selection import audit
from selection.db import now
from selection.errors import Conflict, Refused
from selection.i18n import _
from selection.scoresheets.actions import keeping
from selection.scoresheets.actions.readable import mark_readable
from selection.scoresheets.content import Content, Sheet, content_of, differences, figures, texts, unanswered
from selection.scoresheets.models import RevisionKind, SheetState
from selection.scoresheets.places import Place, refusal
from selection.scoresheets.queries import own_sheet

audit.register(
    {
        "sheet.submitted": {"sheet", "candidate", "code", "part", "old", "new", "texts"},
        "sheet.moved": {"sheet", "part", "old", "new", "old_code", "new_code"},
    }
)


def save_draft(place: Place, content: Content, *, version: int) -> Sheet:
    """Keep what the person wrote, as a draft. `version` is that of the sheet the person saw, 0 when there was none.

    The same content as is stored changes nothing. Refused where the person may not write, Conflict with both texts when the sheet changed meanwhile.
    """
    sheet, content = _writable(place, content, version)
    if sheet is not None and content == sheet.content:
        return sheet
    return keeping.keep(sheet or keeping.begun(place), RevisionKind.SAVED, place.account, content=content, saved_at=now())


def submit(place: Place, *, version: int, content: Content | None = None) -> Sheet:
    """Save `content` (default: what is stored) and submit it in one go; from then on it counts (R6) and the others can be read.

    As `save_draft`; Refused too while a criterion has neither a rating nor the reason why it was not observed.
    """
    stored = own_sheet(place)
    if stored is not None and stored.state == SheetState.SUBMITTED and (content is None or keeping.whole(place, stored, content) == stored.content):
        return stored
    sheet, content = _writable(place, content_of(stored) if content is None else content, version)
    lacking = unanswered(place.part, place.counting, content)
    if lacking:
        raise Refused(lacking_sentence(lacking))
    old, moment = keeping.last_submitted(sheet.id) if sheet is not None else None, now()
    saved_at = moment if sheet is None or content != sheet.content else sheet.saved_at
    going_out = {"state": SheetState.SUBMITTED, "submitted_at": moment, "content": content, "saved_at": saved_at}
    sheet = keeping.keep(sheet or keeping.begun(place), RevisionKind.SUBMITTED, place.account, **going_out)
    audit.record(
        "sheet.submitted",
        actor=place.account,
        role=place.role,
        procedure_id=place.procedure.id,
        sheet=sheet.id,
        candidate=place.candidate.id,
        code=place.code,
        part=place.part.code,
        old=figures(place.part, old) if old else None,
        new=figures(place.part, content),
        texts=keeping.text_digest(place, texts(content)),
    )
    mark_readable(place.procedure, place.part.code, [place.candidate.id])
    return sheet


def lacking_sentence(lacking: Sequence[Criterion | None]) -> str:
    """What a sheet lacks, in a sentence."""
    names = [criterion.title if criterion else _("the points") for criterion in lacking]
    return _("The sheet is not complete. Still to fill in: %(names)s.", names=", ".join(names))


def move(place: Place, target: Place, *, version: int) -> Sheet:
    """Give the own draft to another candidate of the same part, whom it is really about.

    Refused unless it is a draft, the person may write about both, and has no sheet about the other one; Conflict when it changed meanwhile.
    """
    sheet = own_sheet(place)
    if sheet is None:
        raise Refused(_("There is no draft to move."))
    if sheet.state != SheetState.DRAFT:
        raise Refused(_("A submitted sheet does not move. Take it back first."))
    if sheet.version != version:
        raise Conflict("errors/conflict.html", message=_("You changed this sheet meanwhile in another window. Nothing was moved."), rows=[])
    if target.part.code != place.part.code or target.candidate.id == place.candidate.id or target.procedure.id != place.procedure.id:
        raise Refused(_("Choose another candidate of the same part."))
    if sentence := refusal(place) or refusal(target):
        raise Refused(sentence)
    if own_sheet(target) is not None:
        raise Refused(_("You have a sheet about %(code)s already.", code=target.code))
    sheet = keeping.keep(sheet, RevisionKind.MOVED, place.account, candidate_id=target.candidate.id)
    keys = {"sheet": sheet.id, "part": place.part.code, "old_code": place.code, "new_code": target.code}
    audit.record("sheet.moved", actor=place.account, role=place.role, procedure_id=place.procedure.id, old=place.candidate.id, new=target.candidate.id, **keys)
    return sheet


def _writable(place: Place, content: Content, version: int) -> tuple[Sheet | None, Content]:
    """The sheet as stored and the whole content to write; Refused or Conflict otherwise."""
    if sentence := refusal(place):
        raise Refused(sentence)
    sheet = own_sheet(place)
    content = keeping.whole(place, sheet, keeping.checked(place, content))
    if sheet is None:
        if version:
            raise Refused(_("This draft was moved to another candidate meanwhile. Go to your tasks to find it."))
        return None, content
    if content == sheet.content and sheet.state == SheetState.DRAFT:
        return sheet, content
    if sheet.version != version or sheet.state == SheetState.SUBMITTED:
        raise _conflict(place, sheet, content)
    return sheet, content


def _conflict(place: Place, sheet: Sheet, content: Content) -> Conflict:
    if sheet.state == SheetState.SUBMITTED:
        message = _("You submitted this sheet meanwhile, in another window. What you typed here was not saved.")
    else:
        message = _("You changed this sheet meanwhile, in another window or on another device. What you typed here was not saved yet.")
    return Conflict(
        "scoresheets/conflict.html",
        message=message,
        rows=differences(place.part, content, sheet.content),
        version=sheet.version,
        place=place,
        again=sheet.state == SheetState.DRAFT,
    )
