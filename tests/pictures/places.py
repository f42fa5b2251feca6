"""Addresses of the pages in a built demonstration: words of its story become the ids in its database."""

import json
from collections.abc import Callable
from uuid import UUID

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import Session

from selection.accounts import links
from selection.accounts.models import Account
from selection.accounts.queries import account_by_email
from selection.accounts.tokens import new_token, token_hash
from selection.applications import links as private_links
from selection.applications.models import Application as ApplicationRow
from selection.applications.models import ApplicationDocument
from selection.building.models import VacancyDraft
from selection.candidates.models import Candidate, CandidatePerson, Finding, ImportBatch, UploadedList
from selection.db import unit_of_work
from selection.demo.data import DOMAIN, FINISHED, HALF_WAY, HR, MEMBER_B
from selection.frameworks.actions import keep
from selection.mail.models import Letter
from selection.planning.models import Slot, SlotNotice
from selection.procedures.models import Procedure, Proposal, Seat
from selection.scoresheets.models import Scoresheet
from selection.web import Application
from tests.pictures.pages import PAGES, Page
from vacancies import framework_data, framework_from, shipped_frameworks

PLAIN = {
    "event",
    "text_kind",
    "text_code",
    "text_language",
    "point_kind",
    "point_code",
    "document_code",
    "framework_code",
}  # words that stand in the address as they are
CODES = {
    "framework": "code",
    "competency": "competency_code",
    "profile": "profile_code",
    "setting": "part",
    "subject": "subject",
    "tongue": "tongue",
    "number": "number",
    "step": "step",
}
CASTS = {"1": FINISHED, "2": HALF_WAY}


def addresses(app: Application) -> dict[str, str]:
    """Page name -> path with query, for every page of the table."""
    with app.database.active(), unit_of_work() as session:
        token = _token()
        found = Found(session)
        wanted = {page.name: {**found.arguments(page), **({"token": token} if "token" in page.about else {})} for page in PAGES}
    with app.test_request_context():
        paths = {page.name: url_for(page.endpoint, **wanted[page.name]) for page in PAGES}
    return {page.name: f"{paths[page.name]}?{page.query}" if page.query else paths[page.name] for page in PAGES}


def workbook_address(app: Application) -> str:
    """Path of the workbook of the finished procedure."""
    with app.database.active(), unit_of_work(read_only=True) as session:
        finished = Found(session).procedures["1"]
    with app.test_request_context():
        return url_for("exports.ranking_workbook", procedure_id=finished)


def _token() -> str:
    """A one-time link for somebody of the panel, as HR gives one to pass on."""
    person, officer = account_by_email(MEMBER_B.email), account_by_email(HR.email)
    assert person is not None
    assert officer is not None
    return links.make(person, by=officer, role="hr")


def _upload() -> UUID:
    """A framework that HR edited and uploaded: a competency less, one more, another text, another title."""
    officer = account_by_email(HR.email)
    assert officer is not None
    data = json.loads(json.dumps(framework_data(shipped_frameworks()["maastricht"])))
    gone, first = data["competencies"].pop(), data["competencies"][0]
    data["title"], data["profiles"] = "Onze competentiegids", data["profiles"][:3]
    first["levels"][0]["indicators"][0] = "Maakt heldere afspraken, schrijft ze op en houdt zich eraan."
    first["levels"][0]["tips"].pop()
    data["competencies"].append({**gone, "code": "zorgzaam-zijn", "name": "Zorgzaam zijn", "definition": "Let op wie het moeilijk heeft."})
    return keep(framework_from(data, name="maastricht"), "competentiegids.xlsx", actor=officer).id


_LAST_WORD = sa.select(SlotNotice).order_by(SlotNotice.begins_at.desc()).limit(1)


class Found:
    """Ids by the words of the table."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._token = ""
        self.procedures = {str(number): id_ for number, id_ in session.execute(sa.select(Procedure.number, Procedure.id))}

    def arguments(self, page: Page) -> dict[str, object]:
        """The arguments of the page's address."""
        procedure = page.about.get("procedure", "")
        return dict(self._argument(name, word, procedure, page) for name, word in page.about.items() if name != "token")

    def _argument(self, name: str, word: str, procedure: str, page: Page) -> tuple[str, object]:
        if name in ("part", "round"):
            return f"{name}_code", word
        if name == "appointment":
            return "token", self._appointment()
        if name == "private":
            return "token", private_links.make(self.session.get_one(ApplicationRow, self._application(word)))
        if name == "word" or name in PLAIN:
            return name, word
        if name in CODES:
            return CODES[name], word
        readers: dict[str, Callable[[], UUID]] = {
            "procedure": lambda: self.procedures[word],
            "account": lambda: self._account(word),
            "application": lambda: self._application(word),
            "other": lambda: self._application(word),
            "document": lambda: self._only(sa.select(ApplicationDocument.id).where(ApplicationDocument.application_id == self._application(word))),
            "candidate": lambda: self._candidate(procedure, word),
            "slot": lambda: self._only(sa.select(Slot.id).where(Slot.candidate_id == self._candidate(procedure, word))),
            "notice": lambda: self.session.scalars(_LAST_WORD).one().id,
            "seat": lambda: self._seat(procedure, word),
            "sheet": lambda: self._sheet(procedure, word),
            "proposal": lambda: self._only(sa.select(Proposal.id).where(Proposal.procedure_id == self.procedures[procedure], Proposal.outcome.is_(None))),
            "finding": lambda: self._finding(self._candidate(procedure, page.about["candidate"]), word),
            "import": lambda: self._only(sa.select(ImportBatch.id).where(ImportBatch.procedure_id == self.procedures[procedure])),
            "upload": _upload,
            "draft": lambda: self._only(sa.select(VacancyDraft.id).where(VacancyDraft.code == word)),
            "letter": lambda: self._only(sa.select(Letter.id).where(Letter.key == f"demo {word}")),
            "list": lambda: self._only(sa.select(UploadedList.id).where(UploadedList.procedure_id == self.procedures[procedure])),
        }
        return f"{name}_id", readers[name]()

    def _only(self, wanted: sa.Select[tuple[UUID]]) -> UUID:
        return self.session.scalars(wanted).one()

    def _appointment(self) -> str:
        """The address of a candidate's own page: another one is put in the place of that in the invitation, which nobody knows."""
        if not self._token:
            self._token = new_token()
            self.session.scalars(_LAST_WORD).one().token_hash = token_hash(self._token)
        return self._token

    def _account(self, key: str) -> UUID:
        return self._only(sa.select(Account.id).where(Account.email == f"{key}@{DOMAIN}"))

    def _application(self, name: str) -> UUID:
        wanted = sa.select(ApplicationRow.id).join(CandidatePerson, CandidatePerson.candidate_id == ApplicationRow.candidate_id)
        return self._only(wanted.where(CandidatePerson.family_name == name))

    def _candidate(self, procedure: str, word: str) -> UUID:
        invented = CASTS.get(procedure, {}).get(word)
        name = invented.family_name if invented else word
        wanted = sa.select(Candidate.id).join(CandidatePerson).where(Candidate.procedure_id == self.procedures[procedure], CandidatePerson.family_name == name)
        return self._only(wanted)

    def _seat(self, procedure: str, word: str) -> UUID:
        round_code, key = word.split(":")
        return self._only(
            sa.select(Seat.id).where(
                Seat.procedure_id == self.procedures[procedure], Seat.round_code == round_code, Seat.account_id == self._account(key), Seat.ended_at.is_(None)
            )
        )

    def _sheet(self, procedure: str, word: str) -> UUID:
        candidate, part, key = word.split(":")
        return self._only(
            sa.select(Scoresheet.id).where(
                Scoresheet.candidate_id == self._candidate(procedure, candidate), Scoresheet.part_code == part, Scoresheet.account_id == self._account(key)
            )
        )

    def _finding(self, candidate: UUID, kind: str) -> UUID:
        return self._only(sa.select(Finding.id).where(Finding.candidate_id == candidate, Finding.kind == kind, Finding.ended_at.is_(None)))
