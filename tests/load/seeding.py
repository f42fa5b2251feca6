"""A large procedure for the page benchmark: 500 candidates x 5 assessors x 3 criteria, once closed and once open, in a database of its own.

What people do once goes through the product's actions; sheets and ratings are put in as rows, since the actions would take minutes.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from selection.accounts.actions import add_person
from selection.accounts.models import Account
from selection.accounts.passwords import Passwords
from selection.candidates.entering import Details, close_list, place
from selection.candidates.queries import candidates_of
from selection.db import Database, new_id, session, unit_of_work
from selection.procedures.actions.handling import open_procedure, open_rating
from selection.procedures.actions.panel import add_seats
from selection.procedures.models import SeatKind
from selection.procedures.queries import procedure_for
from selection.rounds.actions.closing import close
from selection.rounds.scope import round_led
from selection.scoresheets.content import Answer, Content, as_json
from selection.scoresheets.models import Rating, RevisionKind, Scoresheet, SheetRevision, SheetState
from vacancies import Definition, definition_from

PASSWORD = "zestig groene stoelen"
CRITERIA = ("visie", "samenwerken", "beslissen")
PART = "gesprek"
RATIONALE = "Gaf een voorbeeld uit de eigen praktijk, zei wat het opleverde en wat een volgende keer anders moet."
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Seeded:
    """Addresses to sign in with, the closed and the open procedure, and the candidates of the open one."""

    hr: str
    assessors: list[str]
    closed: UUID
    open: UUID
    candidates: list[UUID]


def definition() -> Definition:
    """One round, one part of 100 points, three criteria on 0 to 10 by halves."""
    criteria = [{"topic": code, "title": code.capitalize(), "weight": weight} for weight, code in enumerate(CRITERIA, 1)]
    part = {"code": PART, "title": "Gesprek", "points": 100, "criteria": criteria}
    data: dict[str, Any] = {"code": "groot", "title": "Grote procedure", "scheme": {}, "rounds": [{"code": PART, "title": "Gesprek", "parts": [part]}]}
    return definition_from(data, name="groot.toml")


def seed(database_url: str, *, candidates: int, assessors: int) -> Seeded:
    """Fill an upgraded, empty database."""
    database = Database(database_url, lambda: NOW)
    try:
        with database.active(), unit_of_work():
            people = _people(assessors)
        procedures = []
        for number in (1, 2):
            with database.active(), unit_of_work():
                procedures.append(_procedure(number, people, candidates))
            with database.active(), unit_of_work():
                _sheets(procedures[-1], people[1:], submitted=number == 1)
        with database.active(), unit_of_work():
            scope = round_led(_again(people[1]), procedures[0], PART)
            close(scope, version=scope.run.version)
            ids = [candidate.id for candidate in candidates_of(procedures[1])]
    finally:
        database.dispose()
    return Seeded(hr=people[0].email, assessors=[person.email for person in people[1:]], closed=procedures[0], open=procedures[1], candidates=ids)


def _people(assessors: int) -> list[Account]:
    hashed = Passwords().hash(PASSWORD)
    found = []
    for number in range(assessors + 1):
        account = add_person(email=f"meting{number}@meting.example", given_name="Meting", family_name=str(number), is_hr=number == 0, by=None, role="command")
        account.password_hash = hashed
        found.append(account)
    return found


def _again(account: Account) -> Account:
    return session().get_one(Account, account.id)


def _procedure(number: int, people: list[Account], candidates: int) -> UUID:
    hr, *panel = [_again(person) for person in people]
    opened = open_procedure(hr, definition=definition(), year=2026, number=number)
    procedure, _hats = procedure_for(hr, opened.id)
    for index, account in enumerate(panel):
        kind = SeatKind.MEMBER if index else SeatKind.CHAIR
        add_seats(hr, procedure, round_codes=[PART], account=account, kind=kind, rates=True)
    for index in range(candidates):
        details = Details(given_name="Kandidaat", family_name=f"Nummer {index:04}", email=f"kandidaat{index}@meting.example")
        place(procedure, details, actor=hr)
    session().flush()
    close_list(procedure, actor=hr)
    open_rating(hr, procedure, version=procedure.version)
    return procedure.id


def _sheets(procedure_id: UUID, panel: list[Account], *, submitted: bool) -> None:
    chance = random.Random(1)  # noqa: S311 (the same figures each time)
    scale = definition().scheme.parts[0].scale
    assert scale is not None
    rows: dict[type, list[dict[str, Any]]] = {Scoresheet: [], Rating: [], SheetRevision: []}
    for candidate in candidates_of(procedure_id):
        level = chance.gauss(12, 3)
        for account in panel:
            for model, row in _sheet(procedure_id, candidate.id, account.id, submitted, [_position(chance, level) for _ in CRITERIA], scale.texts):
                rows[model].append(row)
    for model, found in rows.items():
        session().execute(sa.insert(model), found)


def _position(chance: random.Random, level: float) -> int:
    return min(20, max(0, round(chance.gauss(level, 1.5))))


def _sheet(
    procedure_id: UUID, candidate: UUID, account: UUID, submitted: bool, positions: list[int], texts: tuple[str, ...]
) -> Iterator[tuple[type, dict[str, Any]]]:
    sheet = new_id()
    yield (
        Scoresheet,
        {
            "id": sheet,
            "procedure_id": procedure_id,
            "candidate_id": candidate,
            "part_code": PART,
            "account_id": account,
            "state": SheetState.SUBMITTED if submitted else SheetState.DRAFT,
            "created_at": NOW,
            "saved_at": NOW,
            "submitted_at": NOW if submitted else None,
            "readable_at": NOW if submitted else None,
            "version": 1,
        },
    )
    answers = {code: Answer(position=position, chosen=texts[position], rationale=RATIONALE) for code, position in zip(CRITERIA, positions, strict=True)}
    for code, answer in answers.items():
        yield Rating, {"sheet_id": sheet, "criterion_code": code, "position": answer.position, "chosen": answer.chosen, "rationale": answer.rationale}
    kind = RevisionKind.SUBMITTED if submitted else RevisionKind.SAVED
    revision = {"id": new_id(), "sheet_id": sheet, "candidate_id": candidate, "number": 1, "kind": kind, "at": NOW, "by": account}
    yield SheetRevision, {**revision, "content": as_json(Content(answers=answers))}
