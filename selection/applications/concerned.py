"""Whom a change of the whole procedure concerns: candidates who neither withdrew nor were excluded, and people who began to apply and never sent it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from selection.applications.models import Application
from selection.applications.states import Stage, stage_of
from selection.candidates.models import Candidate
from selection.candidates.queries import candidates_of, current_findings, gone
from selection.db import session
from selection.mail.outbox import Recipient
from selection.procedures import registry


@dataclass(frozen=True, kw_only=True)
class Concerned:
    """Recipients of letters: candidates, and applications that were begun and not sent, once per address."""

    candidates: Mapping[UUID, Recipient]
    begun: Mapping[UUID, tuple[Application, Recipient]]

    @property
    def number(self) -> int:
        """How many people these are."""
        return len(self.candidates) + len(self.begun)


def concerned_by(procedure_id: UUID) -> Concerned:
    """Everybody concerned, with the language in which each applied. A fixed number of queries."""
    rows = list(session().scalars(sa.select(Application).where(Application.procedure_id == procedure_id).order_by(Application.begun_at, Application.id)))
    spoken = {row.candidate_id: row.language for row in rows if row.candidate_id is not None}
    findings, everybody = current_findings(procedure_id), candidates_of(procedure_id)
    candidates = {each.id: to_candidate(each, spoken.get(each.id, "nl")) for each in everybody if not gone(findings.get(each.id, []))}
    known = {each.person.email.lower() for each in everybody}
    begun: dict[str, tuple[Application, Recipient]] = {}
    for row in rows:
        if stage_of(row) is Stage.DRAFT and row.email and row.email.lower() not in known:
            recipient = Recipient(kind="application", id=row.id, name=row.name, address=row.email, language=_language(row.language))
            begun[row.email.lower()] = (row, recipient)
    return Concerned(candidates=candidates, begun={row.id: (row, to) for row, to in begun.values()})


def languages(candidate_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The language in which each of these candidates applied."""
    rows = session().execute(sa.select(Application.candidate_id, Application.language).where(Application.candidate_id.in_(candidate_ids)))
    return {row.candidate_id: row.language for row in rows if row.candidate_id is not None}


def to_candidate(candidate: Candidate, spoken: str) -> Recipient:
    """A candidate as recipient."""
    person = candidate.person
    return Recipient(kind="candidate", id=candidate.id, name=person.name, address=person.email, language=_language(spoken))


def _language(spoken: str) -> Literal["nl", "en"]:
    return "en" if spoken == "en" else "nl"


@registry.concerned.register
def concerned(procedure_id: UUID) -> int:
    """How many people get a letter."""
    return concerned_by(procedure_id).number
