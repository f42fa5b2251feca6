"""Appointments that lapse with the end of a procedure: what takes them out of the calendars of candidates and panel, and what candidates read of it."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa

from selection.candidates.queries import current_findings, gone
from selection.db import now, session
from selection.documents.calendar import taking_back
from selection.i18n import _
from selection.mail.models import Letter, LetterState
from selection.planning import queries
from selection.planning.models import SittingNotice, SlotNotice
from selection.procedures import registry
from selection.procedures.models import Procedure


@registry.lapsing_entries.register
def lapsing_entries(procedure: Procedure) -> Mapping[UUID, bytes]:
    """Candidate or account to the file that takes back every entry that came with a letter and is still to come. Two queries."""
    sent: dict[UUID, list[bytes]] = defaultdict(list)
    for notice, person in ((SlotNotice, SlotNotice.candidate_id), (SittingNotice, SittingNotice.account_id)):
        wanted = sa.select(person, Letter.calendar, Letter.state, Letter.automatic).join(Letter, Letter.id == notice.letter_id)
        known = wanted.where(notice.procedure_id == procedure.id, Letter.state != LetterState.WITHDRAWN)
        for id_, calendar, state, automatic in session().execute(known.order_by(notice.sequence)):
            if calendar and (automatic or state not in queries.WAITING):
                sent[id_].append(calendar)
    made = {id_: taking_back(files, made_at=now()) for id_, files in sent.items()}
    return {id_: file for id_, file in made.items() if file is not None}


def why_lapsed(procedure: Procedure, candidate_id: UUID) -> str:
    """Why no appointment of this candidate takes place any more, as a sentence to the candidate; empty while they do."""
    if procedure.ended:
        return _("This appointment lapses: the selection has ended.")
    if gone(current_findings(procedure.id, [candidate_id]).get(candidate_id, [])):
        return _("This appointment lapses: you do not take part in the selection any more.")
    return ""
