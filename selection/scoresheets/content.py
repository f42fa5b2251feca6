"""What a sheet says, apart from the row that keeps it: compared, stored in revisions, and laid side by side when two versions differ."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from scoring.scheme import Criterion, Part
from selection.audit import canonical
from selection.i18n import _, rating
from selection.scoresheets.models import Rating, Scoresheet, SheetState

NOT_OBSERVED = "not_observed"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was said of one criterion: a place on the scale with its text, or not observed with its reason (R5), and the rationale."""

    position: int | None = None
    chosen: str = ""
    not_observed: bool = False
    reason: str = ""
    rationale: str = ""

    @property
    def given(self) -> bool:
        """Whether the criterion was rated or said to be not observed."""
        return self.position is not None or self.not_observed


EMPTY = Answer()


@dataclass(frozen=True, kw_only=True)
class Content:
    """A whole sheet. Criteria of which nothing was said are left out. `points` (decimal text) and `remark` belong to a directly marked part."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    points: str = ""
    remark: str = ""

    def of(self, criterion: str) -> Answer:
        """What was said of a criterion; an empty answer when nothing was."""
        return self.answers.get(criterion, EMPTY)

    def given(self, criteria: Iterable[Criterion]) -> int:
        """How many of these criteria have an answer."""
        return sum(self.of(criterion.code).given for criterion in criteria)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet with all that it says, as it was read: changing it makes the next one (`keeping.keep`). Version 0 is stored nowhere yet.

    Its fields mean what the columns of `Scoresheet` mean; it is read and written without the row objects of the session, which cost most of a save.
    """

    id: UUID
    procedure_id: UUID
    candidate_id: UUID
    part_code: str
    account_id: UUID
    state: SheetState = SheetState.DRAFT
    content: Content = field(default_factory=Content)
    saved_at: datetime
    submitted_at: datetime | None = None
    readable_at: datetime | None = None
    version: int = 0


AnySheet = Scoresheet | Sheet


def content_of(sheet: AnySheet | None) -> Content:
    """What the sheet says now; without a sheet: nothing."""
    if sheet is None:
        return Content()
    if isinstance(sheet, Sheet):
        return sheet.content
    return said_by((_columns(row) for row in sheet.ratings), sheet.points, sheet.remark)


def said_by(ratings: Iterable[Sequence[Any]], points: str, remark: str) -> Content:
    """What stored ratings say: criterion, position, chosen text, not observed, its reason, rationale."""
    said = {
        code: Answer(position=position, chosen=chosen, not_observed=not_observed, reason=reason, rationale=rationale)
        for code, position, chosen, not_observed, reason, rationale in ratings
    }
    return Content(answers={code: answer for code, answer in said.items() if answer != EMPTY}, points=points, remark=remark)


def _columns(row: Rating) -> tuple[Any, ...]:
    return row.criterion_code, row.position, row.chosen, row.not_observed, row.not_observed_reason, row.rationale


def as_json(content: Content) -> str:
    """Canonical JSON of a sheet, for its revisions."""
    answers = {code: vars(answer) for code, answer in content.answers.items()}
    return canonical({"answers": answers, "points": content.points, "remark": content.remark})


def from_json(text: str) -> Content:
    """The sheet that a revision holds."""
    data: dict[str, Any] = json.loads(text)
    return Content(answers={code: Answer(**answer) for code, answer in data["answers"].items()}, points=data["points"], remark=data["remark"])


def figures(part: Part, content: Content) -> dict[str, str]:
    """The figures of a sheet for the audit trail: criterion to rating or `not_observed`; on a directly marked part `points`."""
    if part.is_direct:
        return {"points": content.points}
    return {code: NOT_OBSERVED if answer.not_observed else answer.chosen for code, answer in content.answers.items() if answer.given}


def texts(content: Content) -> str:
    """The texts of a sheet as one text, for the digest in the audit trail."""
    said = {code: [answer.reason, answer.rationale] for code, answer in content.answers.items() if answer.reason or answer.rationale}
    return canonical({"answers": said, "remark": content.remark})


def unanswered(part: Part, criteria: Iterable[Criterion], content: Content) -> list[Criterion | None]:
    """What a sheet lacks before it can be submitted: criteria without an answer or without the reason why not observed; None for missing points."""
    if part.is_direct:
        return [] if content.points else [None]
    return [criterion for criterion in criteria if not _answered(content.of(criterion.code))]


def _answered(answer: Answer) -> bool:
    return answer.given and not (answer.not_observed and not answer.reason)


def rating_words(part: Part, answer: Answer) -> str:
    """The answer on the scale in words: a rating, a label, not observed, or no rating yet."""
    if answer.not_observed:
        return _("Not observed")
    if answer.position is None:
        return _("No rating yet")
    return rating(answer.chosen) if part.scale is not None and part.scale.numeric else answer.chosen


def differences(part: Part, mine: Content, theirs: Content) -> list[tuple[str, str, str]]:
    """(what, my text, the stored text) for everything in which two versions of a sheet differ."""
    rows = []
    for criterion in part.criteria:
        ours, stored = mine.of(criterion.code), theirs.of(criterion.code)
        pairs = (
            (_("rating"), rating_words(part, ours), rating_words(part, stored)),
            (_("why not observed"), ours.reason, stored.reason),
            (_("rationale"), ours.rationale, stored.rationale),
        )
        rows += [(f"{criterion.title}: {what}", left, right) for what, left, right in pairs if left != right]
    if mine.points != theirs.points:
        rows.append((_("Points"), _figure(mine), _figure(theirs)))
    if mine.remark != theirs.remark:
        rows.append((_("Rationale"), mine.remark, theirs.remark))
    return rows


def _figure(content: Content) -> str:
    return rating(content.points) if content.points else ""
