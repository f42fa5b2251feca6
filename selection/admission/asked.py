"""What a vacancy asks of who applies: its conditions and documents as points to check, and how old a document may be."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from selection.admission.models import Kind
from selection.i18n.figures import BRUSSELS
from vacancies import Definition, Document

NAMED_HR = "hr-named"
APPOINTMENT = "appointment"


@dataclass(frozen=True, kw_only=True)
class Point:
    """A condition or document. `needed`: the preparation is not complete without it; `at_appointment`: it need only be met to be appointed.

    `months` is how old the document may be, None where its age does not matter; `counts_from` says on which day (`deadline` or `appointment`).
    `extract`: only the HR officers named in the procedure may see it, and its file goes once it was seen.
    """

    kind: Kind
    code: str
    title: str
    note: str = ""
    needed: bool = True
    at_appointment: bool = False
    months: int | None = None
    counts_from: str = "deadline"
    extract: bool = False

    @property
    def key(self) -> str:
        """What names the point in forms and in the audit trail."""
        return f"{self.kind}:{self.code}"

    @property
    def blocks(self) -> bool:
        """Whether nobody is admitted for whom this is not met."""
        return self.needed and not self.at_appointment


def points_of(definition: Definition, extract_months: int) -> tuple[Point, ...]:
    """Every point, conditions first. `extract_months` is the organisation's own limit, for extracts whose vacancy names none."""
    conditions = [Point(kind=Kind.CONDITION, code=each.code, title=each.text, at_appointment=each.kind == APPOINTMENT) for each in definition.conditions]
    asked = definition.application.documents if definition.application is not None else ()
    return (*conditions, *(_document(each, extract_months) for each in asked))


def _document(asked: Document, extract_months: int) -> Point:
    extract = asked.visible_to == NAMED_HR
    return Point(
        kind=Kind.DOCUMENT,
        code=asked.code,
        title=asked.name,
        note=asked.note or "",
        needed=asked.required,
        at_appointment=asked.due == APPOINTMENT,
        months=asked.max_age_months or (extract_months if extract else None),
        counts_from=asked.age_reference,
        extract=extract,
    )


def closing_day(definition: Definition) -> date | None:
    """The last day on which people could apply, in Belgian time; None without one."""
    deadline = definition.application.deadline if definition.application is not None else None
    if isinstance(deadline, datetime):
        return (deadline if deadline.tzinfo is not None else deadline.replace(tzinfo=BRUSSELS)).astimezone(BRUSSELS).date()
    return deadline


def last_valid_day(delivered_on: date, months: int) -> date:
    """The last day on which a document of this day is not older than so many months: the same day of the month, or the last one of a shorter month."""
    year, month = divmod(delivered_on.month - 1 + months, 12)
    year, month = delivered_on.year + year, month + 1
    return date(year, month, min(delivered_on.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, kw_only=True)
class Age:
    """How old a document is on the day that counts. `on` is that day; `certain` is False when it is still to come and today stands in for it."""

    valid_until: date
    on: date
    certain: bool

    @property
    def too_old(self) -> bool:
        """Whether it is older than allowed."""
        return self.valid_until < self.on


def age_of(point: Point, delivered_on: date, definition: Definition, today: date) -> Age | None:
    """The age of a document on its reference day; None where age does not matter. Before an appointment today counts, since it only grows older."""
    if point.months is None:
        return None
    closing = closing_day(definition)
    certain = point.counts_from != APPOINTMENT and closing is not None
    on = closing if certain and closing is not None else today
    return Age(valid_until=last_valid_day(delivered_on, point.months), on=on, certain=certain)


def missing_of(points: Sequence[Point], checked: frozenset[str]) -> list[Point]:
    """Needed points that were not checked yet."""
    return [point for point in points if point.needed and point.key not in checked]
