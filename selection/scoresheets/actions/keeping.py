"""How a sheet is kept: its rows, its version, and a revision of every change."""

from dataclasses import replace
from fractions import Fraction
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from scoring.numbers import parse_number
from selection import audit
from selection.accounts.models import Account
from selection.db import Base, new_id, now, session
from selection.errors import BadInput
from selection.forms import number_text
from selection.i18n import _, rating
from selection.scoresheets.content import Content, answer_of, as_json, content_of, from_json
from selection.scoresheets.models import RATIONALE_LIMIT, Rating, RevisionKind, Scoresheet, SheetRevision
from selection.scoresheets.places import Place

REASON_LIMIT = 2000
_SAID = ("position", "chosen", "not_observed", "not_observed_reason", "rationale")
_REVISION = sa.insert(Base.metadata.tables["sheet_revision"])


def begun(place: Place) -> Scoresheet:
    """A new, empty draft of this person."""
    moment = now()
    sheet = Scoresheet(
        procedure_id=place.procedure.id,
        candidate_id=place.candidate.id,
        part_code=place.part.code,
        account_id=place.account.id,
        created_at=moment,
        saved_at=moment,
        ratings=[],
    )
    session().add(sheet)
    return sheet


def whole(place: Place, sheet: Scoresheet | None, content: Content) -> Content:
    """The content with what the sheet holds of criteria that no longer count (R9): nobody can change that, and it is not lost."""
    counting = {criterion.code for criterion in place.counting}
    kept = {code: answer for code, answer in content_of(sheet).answers.items() if code not in counting}
    new = {code: answer for code, answer in content.answers.items() if code in counting}
    return replace(content, answers={**kept, **new})


def put(sheet: Scoresheet, content: Content) -> None:
    """Write the content into the rows of the sheet."""
    rows = {row.criterion_code: row for row in sheet.ratings}
    for code, row in rows.items():
        if code not in content.answers:
            sheet.ratings.remove(row)
    for code, answer in content.answers.items():
        if code not in rows:
            rows[code] = Rating(criterion_code=code)
            sheet.ratings.append(rows[code])
        elif answer_of(rows[code]) == answer:
            continue
        else:
            for column in _SAID:  # whole rows: then all that changed go in one statement
                flag_modified(rows[code], column)
        row = rows[code]
        row.position, row.chosen, row.not_observed = answer.position, answer.chosen, answer.not_observed
        row.not_observed_reason, row.rationale = answer.reason, answer.rationale
    sheet.points, sheet.remark, sheet.saved_at = content.points, content.remark, now()


def keep(sheet: Scoresheet, kind: RevisionKind, by: Account) -> None:
    """Write the sheet as its next version, with a revision of this kind."""
    if sheet.version is not None and not sa.inspect(sheet).pending:
        flag_modified(sheet, "saved_at")  # a change of ratings alone is a version too
    session().flush()
    session().execute(
        _REVISION,
        {
            "id": new_id(),
            "sheet_id": sheet.id,
            "candidate_id": sheet.candidate_id,
            "number": sheet.version,
            "kind": kind,
            "at": now(),
            "by_id": by.id,
            "content": as_json(content_of(sheet)),
        },
    )


def last_submitted(sheet_id: UUID) -> Content | None:
    """What the sheet said when it was last submitted; None when it never was."""
    wanted = sa.select(SheetRevision.content).where(SheetRevision.sheet_id == sheet_id, SheetRevision.kind == RevisionKind.SUBMITTED)
    text = session().scalar(wanted.order_by(SheetRevision.number.desc()).limit(1))
    return None if text is None else from_json(text)


def text_digest(place: Place, text: str) -> str:
    """What an audit line holds of a text about this candidate."""
    return audit.digest(text, place.candidate.person.salt)


def checked(place: Place, content: Content) -> Content:
    """The content, once its texts are within their limits and its figures on the scale; BadInput otherwise. A form says the same beside the field."""
    part, long = place.part, RATIONALE_LIMIT
    if len(content.remark) > long or any(len(answer.rationale) > long or len(answer.reason) > REASON_LIMIT for answer in content.answers.values()):
        raise BadInput(_("A text is too long: at most 10,000 characters for a rationale and 2,000 for a reason."))
    if content.points and (not part.is_direct or parse_number(content.points) > (part.points or 0)):
        raise BadInput(_("%(text)s is above the maximum of %(most)s.", text=rating(content.points), most=number_text(part.points or Fraction(0))))
    for answer in content.answers.values():
        if answer.position is not None and (part.scale is None or part.scale.position(answer.chosen) != answer.position):
            raise BadInput(_("%(text)s is not on the scale.", text=answer.chosen[:40]))
    return content
