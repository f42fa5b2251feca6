"""Clock time of the organisation and moments: what people type is Brussels time, what is kept is UTC."""

import re
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

from selection.i18n import _
from selection.i18n.figures import BRUSSELS

_TIME = re.compile(r"([0-9]{1,2})(?:[:.uh]([0-9]{2})?)?(?: *(?:uur|u))?")
MOST_IN_A_SERIES = 100


def read_time(text: str) -> clock_time:
    """A time of the day from 9, 9:30, 9.30 or 9u30; ValueError with a sentence."""
    found = _TIME.fullmatch(text.strip().lower())
    hour, minute = (int(found.group(1)), int(found.group(2) or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise ValueError(_("%(text)s is not a time. Write it as hour:minutes, like 9:30.", text=text[:40]))
    return clock_time(hour, minute)


def moment_of(day: date, at: clock_time) -> datetime:
    """The moment of a day and time in Brussels, in UTC; ValueError with a sentence for an hour that the clock skips or shows twice that night."""
    first, second = (datetime.combine(day, at, BRUSSELS).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    if first.astimezone(BRUSSELS).time() != at:
        raise ValueError(_("The clock goes forward that night: %(time)s does not exist. Choose another hour.", time=at.strftime("%H:%M")))
    raise ValueError(_("The clock goes back that night: %(time)s comes twice. Choose another hour.", time=at.strftime("%H:%M")))


def series(begin: datetime, end: datetime, length: timedelta, pause: timedelta) -> list[tuple[datetime, datetime]]:
    """Moments of one length with a pause between them, as many as fit. They last as long as they say, also in the night in which the clock changes."""
    found: list[tuple[datetime, datetime]] = []
    at = begin
    while at + length <= end and len(found) < MOST_IN_A_SERIES:
        found.append((at, at + length))
        at += length + pause
    return found


def day_of(moment: datetime) -> date:
    """The day of a moment in Brussels."""
    return moment.astimezone(BRUSSELS).date()


def minutes(begin: datetime, end: datetime) -> int:
    """How many minutes lie between two moments."""
    return int((end - begin).total_seconds()) // 60
