"""Sheets for tests, as plain functions: a procedure with a panel that rates, and what its members send. Rows come from `tests.factories`."""

import uuid
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from selection.accounts.models import Account
from selection.candidates.models import Candidate, NotSitting
from selection.db import now, session
from selection.procedures.models import Procedure, SeatKind
from selection.scoresheets.actions import writing
from selection.scoresheets.content import Answer, Content
from selection.scoresheets.models import Scoresheet
from selection.scoresheets.places import Place, place_for
from tests.factories import make_account, make_candidate, make_definition, make_procedure, make_seat, open_for_rating
from tests.factories_accounts import make_person

PART = "gesprek"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A procedure open for rating: ids, so that they outlive the unit of work; `candidates` by code."""

    procedure: UUID
    chair: UUID
    members: tuple[UUID, ...]
    hr: UUID
    candidates: dict[str, UUID]

    def path(self, code: str, part: str = PART, act: str = "") -> str:
        """The address of a sheet, or of what is done with it."""
        return f"/taken/{self.procedure}/{part}/{self.candidates[code]}{f'/{act}' if act else ''}"


def make_panel_at_work(
    *,
    codes: tuple[str, ...] = ("K01", "K02", "K03"),
    members: int = 2,
    data: dict[str, Any] | None = None,
    chair_rates: bool = True,
    people: tuple[Account, ...] = (),
    rounds: tuple[str, ...] = ("gesprek", "interview"),
) -> Panel:
    """A running procedure with a chair, members who rate in these rounds, and candidates with codes. `people` take the first seats of members."""
    hr = make_account("Hanne", "Hoofd", is_hr=True)
    procedure = make_procedure(hr, definition=make_definition(data))
    chair = make_person(email=f"voorzitter{uuid.uuid4().hex[:8]}@voorbeeld.example")
    seated = [*people, *(make_person(email=f"lid{uuid.uuid4().hex[:8]}@voorbeeld.example") for _unused in range(members - len(people)))]
    for round_code in rounds:
        make_seat(procedure, chair, round_code, SeatKind.CHAIR, rates=chair_rates)
        for member in seated:
            make_seat(procedure, member, round_code)
    candidates = {code: make_candidate(procedure, code, given_name="Kandi", family_name=f"Daat {code}").id for code in codes}
    open_for_rating(procedure)
    return Panel(procedure=procedure.id, chair=chair.id, members=tuple(member.id for member in seated), hr=hr.id, candidates=candidates)


def place_of(panel: Panel, account_id: UUID, code: str = "K01", part: str = PART) -> Place:
    """The place of this person, candidate and part, freshly read."""
    session().expire_all()
    return place_for(session().get_one(Account, account_id), panel.procedure, part, panel.candidates[code])


def rated(motivatie: str = "7", ervaring: str = "6", *, words: str = "") -> Content:
    """A complete sheet of the part `gesprek`: two ratings on 0 to 10 by halves."""
    return Content(answers={"motivatie": _answer(motivatie, words), "ervaring": _answer(ervaring, "")})


def _answer(text: str, words: str) -> Answer:
    return Answer(position=round(float(text) * 2), chosen=text, rationale=words)


def make_sheet(panel: Panel, account_id: UUID, code: str = "K01", *, content: Content | None = None, submitted: bool = True, part: str = PART) -> Scoresheet:
    """A sheet through the product's own actions; its row."""
    place = place_of(panel, account_id, code, part)
    write = writing.submit if submitted else writing.save_draft
    return session().get_one(Scoresheet, write(place, version=0, content=content or rated()).id)


def make_not_sitting(panel: Panel, account_id: UUID, code: str, why: str = "ill", part: str = PART) -> NotSitting:
    """A row that says that this assessor did not sit."""
    row = NotSitting(
        procedure_id=panel.procedure,
        candidate_id=panel.candidates[code],
        part_code=part,
        account_id=account_id,
        why=why,
        reason="Reden van de proef",
        recorded_at=now(),
        recorded_by=panel.hr,
    )
    session().add(row)
    session().flush()
    return row


def procedure_of(panel: Panel) -> Procedure:
    """The procedure as it stands."""
    session().expire_all()
    return session().get_one(Procedure, panel.procedure)


def email_of(account_id: UUID) -> str:
    """With what the person signs in."""
    return session().scalars(sa.select(Account.email).where(Account.id == account_id)).one()


def candidate_row(panel: Panel, code: str) -> Candidate:
    """A candidate as it stands."""
    return session().get_one(Candidate, panel.candidates[code])


def fields(motivatie: str = "7", ervaring: str = "6", *, version: int = 0, **more: str) -> dict[str, str]:
    """What the form of the part `gesprek` sends; `more` with a double underscore for the colon: `motivatie__rationale`."""
    sent = {"version": str(version), "motivatie:rating": motivatie, "ervaring:rating": ervaring, "do": "save"}
    return sent | {name.replace("__", ":"): text for name, text in more.items()}
