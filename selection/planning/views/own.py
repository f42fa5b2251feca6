"""A candidate's own appointments, at the address that the invitation names. No account, no form, nothing of others."""

from uuid import UUID

import sqlalchemy as sa
from flask import Response, g, render_template, request, url_for

from selection.accounts.tokens import token_hash
from selection.applications import throttling
from selection.db import now, session
from selection.documents.calendar import Appointment, calendar_file
from selection.errors import NotFound
from selection.i18n import speaking
from selection.mail.models import Letter
from selection.planning import private, queries, telling
from selection.planning.models import SlotNotice
from selection.planning.views.agenda import ics
from selection.planning.views.scope import Answer, blueprint, site
from selection.procedures.models import Procedure
from selection.web.languages import asked_language, chosen_language


@blueprint.get(f"{telling.PATH}<token>")
def own(token: str) -> Answer:
    """The appointments as the candidate was told of them."""
    notice, language = _found(token)
    procedure = session().get_one(Procedure, notice.procedure_id)
    g.language = language
    with speaking(language):
        shown = private.shown(notice.candidate_id)
        return render_template("planning/own.html", procedure=procedure, shown=shown, file=url_for("planning.own_file", token=token))


@blueprint.get(f"{telling.PATH}<token>/agenda.ics")
def own_file(token: str) -> Response:
    """The same as a calendar file; its entries are those of the invitation."""
    notice, language = _found(token)
    with speaking(language):
        return ics(calendar_file(_entries(notice.candidate_id), made_at=now()), "afspraak.ics")


def _entries(candidate_id: UUID) -> list[Appointment]:
    found = []
    for notice in queries.appointments_of(candidate_id):
        scope = private.scope_of(notice)
        if scope is not None:
            found.append(telling.appointment(notice, candidate_id, scope, sequence=notice.sequence, cancelled=False, site=site()))
    return found


def _found(token: str) -> tuple[SlotNotice, str]:
    """The invitation that the address belongs to, and the language to speak: that of its letter unless another was chosen.

    NotFound for an address that opens nothing; too many of those are refused.
    """
    throttling.refuse_if_too_often("token", request.remote_addr or "")
    wanted = sa.select(SlotNotice, Letter.language).join(Letter, Letter.id == SlotNotice.letter_id).where(SlotNotice.token_hash == token_hash(token))
    found = session().execute(wanted).one_or_none()
    if found is None:
        throttling.count("token", request.remote_addr or "")
        raise NotFound
    return found[0], asked_language() or chosen_language() or found[1]
