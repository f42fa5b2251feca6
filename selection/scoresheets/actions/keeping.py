"""How a sheet is kept: its rows, its version, and a revision of every change. Saving, submitting and every way back write here and nowhere else.

The statements name tables, not models: a save stands in the one line of writers, and following row objects through the session costs more than the writing.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from scoring.numbers import parse_number
from selection import audit
from selection.accounts.models import Account
from selection.db import Base, new_id, now, session
from selection.errors import BadInput
from selection.forms import number_text
from selection.i18n import _, rating
from selection.scoresheets.content import EMPTY, Answer, Content, Sheet, as_json, content_of, from_json
from selection.scoresheets.models import RATIONALE_LIMIT, RevisionKind, Scoresheet, SheetRevision
from selection.scoresheets.places import Place

REASON_LIMIT = 2000
_SHEETS, _RATINGS = Base.metadata.tables["scoresheet"], Base.metadata.tables["rating"]
_REVISION = sa.insert(Base.metadata.tables["sheet_revision"])
_BEGIN = sa.insert(_SHEETS)
_CHANGE = (
    sa.update(_SHEETS)
    .where(_SHEETS.c.id == sa.bindparam("sheet"), _SHEETS.c.version == sa.bindparam("seen"))
    .values({name: sa.bindparam(name) for name in ("candidate_id", "state", "points", "remark", "saved_at", "submitted_at", "version")})
)
_RATE = sa.insert(_RATINGS)
_THIS_RATING = (_RATINGS.c.sheet_id == sa.bindparam("sheet"), _RATINGS.c.criterion_code == sa.bindparam("criterion"))
_RATE_ANEW = (
    sa.update(_RATINGS)
    .where(*_THIS_RATING)
    .values({name: sa.bindparam(name) for name in ("position", "chosen", "not_observed", "not_observed_reason", "rationale")})
)
_UNRATE = sa.delete(_RATINGS).where(*_THIS_RATING)


def begun(place: Place) -> Sheet:
    """A new, empty draft of this person, to be kept."""
    return Sheet(
        id=new_id(), procedure_id=place.procedure.id, candidate_id=place.candidate.id, part_code=place.part.code, account_id=place.account.id, saved_at=now()
    )


def whole(place: Place, sheet: Sheet | None, content: Content) -> Content:
    """The content with what the sheet holds of criteria that no longer count (R9): nobody can change that, and it is not lost."""
    counting = {criterion.code for criterion in place.counting}
    kept = {code: answer for code, answer in content_of(sheet).answers.items() if code not in counting}
    new = {code: answer for code, answer in content.answers.items() if code in counting and answer != EMPTY}
    return replace(content, answers={**kept, **new})


def keep(sheet: Sheet, kind: RevisionKind, by: Account, **changed: Any) -> Sheet:
    """Write the sheet, with these fields changed, as its next version, with a revision of this kind; gives it as it stands then.

    StaleDataError when its version is stored no longer, and then nothing is kept.
    """
    moment = now()
    kept = replace(sheet, version=sheet.version + 1, **changed)
    _write_row(sheet, kept)
    _write_ratings(kept.id, sheet.content.answers, kept.content.answers)
    session().execute(
        _REVISION,
        {
            "id": new_id(),
            "sheet_id": kept.id,
            "candidate_id": kept.candidate_id,
            "number": kept.version,
            "kind": kind,
            "at": moment,
            "by_id": by.id,
            "content": as_json(kept.content),
        },
    )
    _forget_row(kept.id)
    return kept


def _write_row(sheet: Sheet, kept: Sheet) -> None:
    values = {
        "candidate_id": kept.candidate_id,
        "state": kept.state,
        "points": kept.content.points,
        "remark": kept.content.remark,
        "saved_at": kept.saved_at,
        "submitted_at": kept.submitted_at,
        "version": kept.version,
    }
    if not sheet.version:
        fixed = {"id": kept.id, "procedure_id": kept.procedure_id, "part_code": kept.part_code, "account_id": kept.account_id, "created_at": kept.saved_at}
        session().execute(_BEGIN, {**values, **fixed})
    elif session().execute(_CHANGE, {**values, "sheet": sheet.id, "seen": sheet.version}).rowcount != 1:  # type: ignore[attr-defined]
        raise StaleDataError(f"sheet {sheet.id} is not stored as version {sheet.version} any more")


def _write_ratings(sheet_id: UUID, stored: Mapping[str, Answer], wanted: Mapping[str, Answer]) -> None:
    """Only what differs, each kind of change in one statement."""
    new = [code for code in wanted if code not in stored]
    other = [code for code, answer in wanted.items() if code in stored and stored[code] != answer]
    gone = [code for code in stored if code not in wanted]
    if new:
        session().execute(_RATE, [{"sheet_id": sheet_id, "criterion_code": code, **_columns(wanted[code])} for code in new])
    if other:
        session().execute(_RATE_ANEW, [{"sheet": sheet_id, "criterion": code, **_columns(wanted[code])} for code in other])
    if gone:
        session().execute(_UNRATE, [{"sheet": sheet_id, "criterion": code} for code in gone])


def _columns(answer: Answer) -> dict[str, Any]:
    return {
        "position": answer.position,
        "chosen": answer.chosen,
        "not_observed": answer.not_observed,
        "not_observed_reason": answer.reason,
        "rationale": answer.rationale,
    }


def _forget_row(sheet_id: UUID) -> None:
    """Whoever holds the row of this sheet in the session reads it anew."""
    loaded = session().identity_map.get(sa.orm.util.identity_key(Scoresheet, sheet_id))
    if loaded is not None:
        session().expire(loaded)


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
