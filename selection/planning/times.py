"""Clock time of the organisation and moments: what people type is Brussels time, what is kept is UTC."""

from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

from selection.i18n import _
from selection.i18n.figures import BRUSSELS

MOST_IN_A_SERIES = 100


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
