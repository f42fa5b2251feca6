"""Rows for tests, as plain functions. Each needs an open unit of work, adds and flushes, and gives the row back; nothing here is an action."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from scoring.fingerprint import fingerprint
from selection.accounts.models import Account
from selection.audit import new_salt
from selection.candidates.models import Candidate, CandidatePerson
from selection.db import now, session
from selection.procedures.models import RATING_KINDS, HrTask, Procedure, ProcedureDefinition, ProcedureState, RoundRun, Seat, SeatKind
from vacancies import Definition, definition_from

_numbers = count(1)
LONG_AGO = datetime(2024, 4, 1, 8, 0, tzinfo=UTC)


def definition_data(**changes: Any) -> dict[str, Any]:
    """A small definition: gesprek (30 points, two topics), assessment (verdict), interview (70 points, marked directly)."""
    data: dict[str, Any] = {
        "code": "proef",
        "title": "Medewerker onthaal",
        "organisation": "Voorbeeldbestuur",
        "language": "nl",
        "scheme": {
            "part_pass_mark": "50%",
            "total_pass_mark": "60%",
            "rounding": "0.01",
            "binding": True,
            "reserve": {"months": 36, "answers": {"onbepaald-voltijds": {"declined": "leaves", "no_answer": "leaves"}}},
        },
        "rounds": [
            {
                "code": "gesprek",
                "title": "Verkennend gesprek",
                "dates": [date(2027, 3, 1)],
                "parts": [
                    {
                        "code": "gesprek",
                        "title": "Verkennend gesprek",
                        "points": 30,
                        "criteria": [{"topic": "motivatie", "title": "Motivatie", "weight": 1}, {"topic": "ervaring", "title": "Ervaring", "weight": 2}],
                    }
                ],
            },
            {
                "code": "assessment",
                "title": "Assessment",
                "dates": [date(2027, 3, 8)],
                "parts": [{"code": "assessment", "title": "Assessment", "verdict": True}],
            },
            {
                "code": "interview",
                "title": "Competentiegericht interview",
                "dates": [date(2027, 3, 15)],
                "parts": [{"code": "interview", "title": "Competentiegericht interview", "points": 70}],
            },
        ],
    }
    return data | changes


def make_definition(data: Mapping[str, Any] | None = None) -> Definition:
    """A definition through the product's own loader; `definition_data()` unless other data are given."""
    return definition_from(dict(data or definition_data()), name="proef.toml")


def make_account(given_name: str = "Proef", family_name: str = "Persoon", *, email: str | None = None, **columns: Any) -> Account:
    """An account; its address is made up unless given. Without `password_hash` nobody can sign in with it."""
    number = next(_numbers)
    account = Account(
        email=email or f"persoon{number}@voorbeeld.example",
        given_name=given_name,
        family_name=family_name if family_name != "Persoon" else f"Persoon{number}",
        created_at=columns.pop("created_at", LONG_AGO),
        **columns,
    )
    session().add(account)
    session().flush()
    return account


def make_procedure(responsible: Account, deputy: Account | None = None, *, definition: Definition | None = None, **columns: Any) -> Procedure:
    """A procedure in preparation with its first definition row, its rounds and its HR tasks; `columns` set those of `Procedure`."""
    chosen = definition or make_definition()
    values: dict[str, Any] = {"number": next(_numbers), "year": 2026, "title": chosen.title, "state": ProcedureState.PREPARATION, "created_at": now()} | columns
    procedure = Procedure(definition_code=chosen.code, created_by=responsible.id, salt=new_salt(), **values)
    session().add(procedure)
    session().flush()
    make_definition_row(procedure, chosen, by=responsible)
    for position, round_ in enumerate(chosen.scheme.rounds):
        session().add(RoundRun(procedure_id=procedure.id, code=round_.code, position=position))
    for kind, account in (("responsible", responsible), ("deputy", deputy)):
        if account is not None:
            session().add(HrTask(procedure_id=procedure.id, account_id=account.id, kind=kind, since=now().date()))
    session().flush()
    return procedure


def make_definition_row(
    procedure: Procedure, definition: Definition, *, by: Account, number: int = 1, kind: str = "opened", reason: str = ""
) -> ProcedureDefinition:
    """A row that says what the definition of a procedure is from now on."""
    row = ProcedureDefinition(
        procedure_id=procedure.id,
        number=number,
        frozen=json.dumps(definition.frozen(), ensure_ascii=False),
        fingerprint=fingerprint(definition.scheme),
        made_at=now(),
        made_by=by.id,
        kind=kind,
        reason=reason,
    )
    session().add(row)
    session().flush()
    return row


def make_seat(procedure: Procedure, account: Account, round_code: str, kind: SeatKind = SeatKind.MEMBER, *, rates: bool | None = None, **columns: Any) -> Seat:
    """A seat in one round; `rates` follows from the kind unless given."""
    seat = Seat(
        procedure_id=procedure.id,
        account_id=account.id,
        round_code=round_code,
        kind=kind,
        rates=kind in RATING_KINDS if rates is None else rates,
        since=columns.pop("since", now()),
        **columns,
    )
    session().add(seat)
    session().flush()
    session().expire(procedure, ["seats"])
    return seat


def make_panel(procedure: Procedure, chair: Account, *members: Account, rounds: tuple[str, ...] = ("gesprek", "interview")) -> list[Seat]:
    """Seats for a chair and members in each of the rounds named."""
    people = [(chair, SeatKind.CHAIR), *((member, SeatKind.MEMBER) for member in members)]
    return [make_seat(procedure, account, code, kind) for code in rounds for account, kind in people]


def make_candidate(
    procedure: Procedure, code: str | None = None, *, given_name: str = "Kandi", family_name: str = "Daat", email: str | None = None, by: UUID | None = None
) -> Candidate:
    """A candidate with name and address; without `code` the list is still open."""
    number = next(_numbers)
    candidate = Candidate(procedure_id=procedure.id, code=code, added_at=now(), added_by=by or procedure.created_by)
    candidate.person = CandidatePerson(given_name=given_name, family_name=family_name, email=email or f"kandidaat{number}@voorbeeld.example", salt=new_salt())
    session().add(candidate)
    session().flush()
    return candidate


def open_for_rating(procedure: Procedure) -> Procedure:
    """List closed and rating opened, as columns: nothing is checked and nothing audited."""
    procedure.candidates_closed_at = procedure.candidates_closed_at or now()
    procedure.opened_at = now()
    procedure.state = ProcedureState.RUNNING
    session().flush()
    return procedure


def close_rounds(procedure: Procedure, *codes: str) -> None:
    """Mark the rounds named as closed, as columns."""
    for run in procedure.rounds:
        if run.code in codes:
            run.closed_at = now()
            run.closed_by = procedure.created_by
    session().flush()
