"""One's own agenda: as a page, and as a calendar file to take along."""

from urllib.parse import urlsplit

from flask import Response, render_template

from selection.db import now
from selection.documents.calendar import Appointment, calendar_file
from selection.i18n import _
from selection.i18n.figures import BRUSSELS
from selection.planning import pages
from selection.planning.scope import actor
from selection.planning.views.scope import Answer, blueprint, site


@blueprint.get("/agenda")
def agenda() -> Answer:
    """The moments of the rounds in which this person has a seat, day by day."""
    return render_template("planning/agenda.html", page=pages.agenda_of(actor()))


@blueprint.get("/agenda.ics")
def agenda_file() -> Response:
    """The same as a calendar file, with codes and without names: it leaves the application."""
    host = urlsplit(site()).hostname
    entries = [
        Appointment(
            uid=f"{one.slot.id}@{host}",
            begins=one.slot.begins_at.astimezone(BRUSSELS),
            ends=one.slot.ends_at.astimezone(BRUSSELS),
            title=" · ".join(text for text in (one.procedure.title, one.part.title, one.person.code if one.person else _("free")) if text),
            place=pages.where(one.slot),
            sequence=one.slot.version - 1,
        )
        for one in pages.attended(actor())
    ]
    return ics(calendar_file(entries, made_at=now(), name=_("Selection")), "agenda.ics")


def ics(content: bytes, name: str) -> Response:
    """A calendar file as an answer."""
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
