"""What candidates answer to an appointment: that they come, or that they are not able to. It holds for the word that they answered to, not for a later one."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from selection import audit
from selection.accounts.tokens import token_hash
from selection.applications import links
from selection.applications.models import Application
from selection.candidates.models import Candidate
from selection.db import now, session
from selection.errors import BadInput, NotFound
from selection.i18n import _
from selection.mail.models import Letter
from selection.planning import queries
from selection.planning.models import SlotAnswer, SlotNotice
from selection.planning.queries import Told
from selection.planning.scope import closed_to_planning
from selection.procedures.models import Procedure

audit.register({"slot.answered": {"part", "code", "begins", "before", "answer", "words"}})


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Whom a private address belongs to, and the language in which that person is written to."""

    candidate_id: UUID
    procedure: Procedure
    language: str


def opened_by(token: str) -> Opened | None:
    """Whose appointments the address of an invitation, or the private link of an application, opens; None when it opens nothing."""
    wanted = (
        sa.select(SlotNotice.candidate_id, SlotNotice.procedure_id, Letter.language)
        .join(Letter, Letter.id == SlotNotice.letter_id)
        .where(SlotNotice.token_hash == token_hash(token))
    )
    row = session().execute(wanted).one_or_none()
    if row is not None:
        return Opened(candidate_id=row.candidate_id, procedure=session().get_one(Procedure, row.procedure_id), language=row.language)
    found = links.find(token)
    application: Application | None = found[0] if found is not None else None
    if application is None or application.candidate_id is None:
        return None
    return Opened(candidate_id=application.candidate_id, procedure=session().get_one(Procedure, application.procedure_id), language=application.language)


def word_of(opened: Opened, notice_id: UUID) -> tuple[SlotNotice, Told | None]:
    """A word to this candidate about an appointment, and the one that stands for the same part now. NotFound for a word to somebody else."""
    asked = session().get(SlotNotice, notice_id)
    if asked is None or asked.candidate_id != opened.candidate_id:
        raise NotFound
    return asked, next((known for known in queries.appointments_of(opened.candidate_id) if known.notice.part_code == asked.part_code), None)


def may_answer(procedure: Procedure, round_code: str, known: Told) -> bool:
    """Whether the candidate can still answer: the appointment is to come and the round goes on."""
    return not queries.past(known.notice) and not closed_to_planning(procedure, round_code)


def answer(known: Told, *, comes: bool, words: str) -> SlotAnswer:
    """Keep the answer, which replaces an earlier one to the same word. BadInput without a word on why somebody cannot come.

    The same answer again is no change.
    """
    text = "" if comes else words.strip()
    if not comes and not text:
        raise BadInput(_("Write in a few words why, and when you would be able to come. A medical reason need not be named."), field="words")
    notice, row = known.notice, known.answer
    before = _said(row)
    if row is not None and (row.comes, row.words) == (comes, text):
        return row
    if row is None:
        row = SlotAnswer(procedure_id=notice.procedure_id, candidate_id=notice.candidate_id, notice_id=notice.id)
        session().add(row)
    row.comes, row.words, row.answered_at = comes, text, now()
    session().flush()
    candidate = session().get_one(Candidate, notice.candidate_id)
    audit.record(
        "slot.answered",
        actor=None,
        role="candidate",
        procedure_id=notice.procedure_id,
        part=notice.part_code,
        code=candidate.code or "",
        begins=notice.begins_at,
        before=before,
        answer=_said(row),
        words=audit.digest(text, candidate.person.salt) if text else "",
    )
    return row


def _said(row: SlotAnswer | None) -> str:
    return "" if row is None else "comes" if row.comes else "unable"
