"""How long a reserve runs (R19). Dates are days in the organisation's time zone."""

from datetime import date, timedelta


def reserve_period(report: date, months: int) -> tuple[date, date]:
    """R19: first and last day, both included: from the first of the month after the report, for so many months.

    Raises ValueError for less than one month.
    """
    if months < 1:
        raise ValueError("a reserve runs for at least one month")
    first = _first_of_month(report, 1)
    return first, _first_of_month(first, months) - timedelta(days=1)


def days_left(period: tuple[date, date], today: date) -> int:
    """How many days of the period are still to come, today and the last day included; the whole period before it starts, 0 after it ended."""
    first, last = period
    return max((last - max(first, today)).days + 1, 0)


def _first_of_month(day: date, later: int) -> date:
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)
