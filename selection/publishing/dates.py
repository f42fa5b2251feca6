"""The dates of a vacancy as a calendar file to take along."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from selection.documents.calendar import Appointment, calendar_file
from selection.i18n import _
from selection.i18n.figures import BRUSSELS
from selection.organisation.queries import Organisation
from selection.procedures.vacancy import extended_words
from selection.publishing.queries import Published

BEFORE = timedelta(minutes=30)


def dates_file(vacancy: Published, about: Organisation, *, url: str, host: str) -> bytes:
    """The closing moment and the days of the rounds, as iCalendar. An entry keeps its name; its sequence rises with each version of the definition."""
    definition, key = vacancy.definition, vacancy.procedure.id
    entries = []
    if vacancy.closes_at is not None:
        begins, ends = _last_chance(vacancy)
        title = _("%(vacancy)s: last moment to apply", vacancy=definition.title)
        entries.append(
            Appointment(
                uid=f"{key}-deadline@{host}",
                begins=begins,
                ends=ends,
                title=title,
                words="\n".join(filter(None, (extended_words(vacancy.changes.closing), url))),
            )
        )
    for round_ in definition.scheme.rounds:
        for place, day in enumerate(definition.dates.get(round_.code, ()), 1):
            words = _("Only for candidates who are invited; the hour stands in the invitation.") + f"\n{url}"
            title = f"{definition.title}: {round_.title}"
            entries.append(Appointment(uid=f"{key}-{round_.code}-{place}@{host}", begins=day, ends=day, title=title, words=words))
    name = about.name if about.contact_email else ""
    whole = [replace(each, url=url, sequence=vacancy.number - 1, organiser=about.contact_email, organiser_name=name) for each in entries]
    return calendar_file(whole, made_at=vacancy.changed_at, name=definition.title)


def has_dates(vacancy: Published) -> bool:
    """Whether the file would hold anything."""
    return vacancy.closes_at is not None or any(vacancy.definition.dates.values())


def _last_chance(vacancy: Published) -> tuple[date, date]:
    """The whole day where the deadline is a day; else the half hour before the closing moment."""
    deadline = vacancy.definition.application.deadline if vacancy.definition.application else None
    if deadline is not None and not isinstance(deadline, datetime):
        return deadline, deadline
    end = (vacancy.closes_at or vacancy.changed_at).astimezone(BRUSSELS)
    return end - BEFORE, end
