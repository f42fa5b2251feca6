"""The reserve as it stands: who is in it, in order, and how long it lasts (R19). Provisional as the ranking is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from scoring import days_left, reserve_period
from selection.candidates.finding import today
from selection.db import session
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.reserves.models import Appointment
from selection.results.collect import Outcome


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A ranked candidate: place, total, and the appointment where there is one."""

    id: UUID
    code: str
    rank: int
    total: Fraction
    appointment: Appointment | None


@dataclass(frozen=True, kw_only=True)
class Unranked:
    """Somebody who is marked as appointed and is ranked no longer."""

    id: UUID
    code: str
    appointment: Appointment


@dataclass(frozen=True, kw_only=True)
class Reserve:
    """`months` of the rules, None where they foresee no reserve; first and last day and days left once the final report has a date.

    `entries` are all ranked candidates in order; `available` those who have not been appointed. `unranked` are marked as appointed and ranked
    no longer, because something was corrected since: HR has to look at them.
    """

    months: int | None
    report: date | None
    first: date | None
    last: date | None
    left: int | None
    entries: Sequence[Entry]
    unranked: Sequence[Unranked]

    @property
    def available(self) -> Sequence[Entry]:
        """Who is in the reserve."""
        return [entry for entry in self.entries if entry.appointment is None]

    @property
    def period(self) -> str:
        """`none` without a report date, else `before`, `running` or `ended` as seen today."""
        if self.first is None or self.last is None:
            return "none"
        day = today()
        return "before" if day < self.first else "running" if day <= self.last else "ended"


def reserve_of(procedure: Procedure, outcome: Outcome) -> Reserve:
    """The reserve of a procedure, from its result."""
    terms = outcome.definition.scheme.reserve
    months = terms.months if terms else None
    first = last = left = None
    if procedure.report_date is not None and months is not None:
        first, last = reserve_period(procedure.report_date, months)
        left = days_left((first, last), today())
    appointed = appointments(procedure.id)
    entries = [
        Entry(id=outcome.ids[each.candidate], code=each.candidate, rank=each.rank, total=each.total, appointment=appointed.get(outcome.ids[each.candidate]))
        for each in outcome.result
        if each.rank is not None and each.total is not None
    ]
    listed = {entry.id for entry in entries}
    unranked = [
        Unranked(id=id_, code=outcome.codes[id_], appointment=appointment)
        for id_, appointment in appointed.items()
        if id_ in outcome.codes and id_ not in listed
    ]
    return Reserve(months=months, report=procedure.report_date, first=first, last=last, left=left, entries=entries, unranked=unranked)


@registry.appointed.register
def appointed(procedure_id: UUID) -> frozenset[UUID]:
    """Ids of the candidates who are marked as appointed now."""
    return frozenset(appointments(procedure_id))


def appointments(procedure_id: UUID) -> Mapping[UUID, Appointment]:
    """Candidate id -> current appointment."""
    query = select(Appointment).where(Appointment.procedure_id == procedure_id, Appointment.ended_at.is_(None))
    return {appointment.candidate_id: appointment for appointment in session().scalars(query)}
