"""A sheet for reading: the own one, beside it those of others as far as they may be read, and earlier submitted versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from selection.i18n import _
from selection.scoresheets import hooks
from selection.scoresheets.actions.returning import may_take_back
from selection.scoresheets.content import Content, Sheet, content_of
from selection.scoresheets.models import Scoresheet, SheetState
from selection.scoresheets.pages import said
from selection.scoresheets.places import Place
from selection.scoresheets.queries import submitted_versions, visible_sheets


@dataclass(frozen=True, kw_only=True)
class Side:
    """What everybody whose sheet may be read said of one criterion: (who, rating, words)."""

    title: str
    talk: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A version that was submitted before and is no longer what the sheet says."""

    who: str
    at: datetime
    lines: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The page of a sheet that is not written on now. `keeps` says why it cannot be taken back; empty when it can; `asked` what can be done then."""

    submitted_at: datetime | None
    version: int
    sides: Sequence[Side]
    others: int
    keeps: str
    asked: Sequence[hooks.AskedBack]
    earlier: Sequence[Earlier]


def reading(place: Place, sheet: Sheet | None) -> Reading:
    """What there is to read here for this person."""
    sheets = visible_sheets(place.procedure, place.hats, place.part.code, place.candidate.id)
    own = place.account.id
    voices = [(_("You") if one.account_id == own else one.account.name, said(place, content_of(one))) for one in sheets]
    titles = [title for title, _rating, _text in said(place, Content())]
    sides = [Side(title=title, talk=[(who, lines[number][1], lines[number][2]) for who, lines in voices]) for number, title in enumerate(titles)]
    submitted = sheet is not None and sheet.state == SheetState.SUBMITTED
    keeps = may_take_back(place, sheet) if sheet is not None and submitted else ""
    return Reading(
        submitted_at=sheet.submitted_at if sheet is not None else None,
        version=sheet.version if sheet is not None else 0,
        sides=sides if voices else (),
        others=sum(one.account_id != own for one in sheets),
        keeps=keeps,
        asked=hooks.asked_back(place, sheet) if sheet is not None and keeps else (),
        earlier=earlier(place, sheets),
    )


def earlier(place: Place, sheets: Sequence[Scoresheet], *, own: bool = False) -> list[Earlier]:
    """Submitted versions that this person may read and that no sheet says any more; with `own` those of the person alone."""
    submitted = {sheet.id for sheet in sheets if sheet.state == SheetState.SUBMITTED}
    versions = submitted_versions(place.procedure, place.hats, place.part.code, place.candidate.id, own=own)
    last: dict[UUID, int] = {}
    for version in versions:
        last[version.sheet_id] = max(version.number, last.get(version.sheet_id, 0))
    return [
        Earlier(who=_("You") if version.account.id == place.account.id else version.account.name, at=version.at, lines=said(place, version.content))
        for version in versions
        if version.sheet_id not in submitted or version.number != last[version.sheet_id]
    ]
