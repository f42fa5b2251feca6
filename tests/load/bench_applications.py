"""Time of the server for the lists that HR works with: 500 applications with 5 documents each, real sign-in. Run by a person.

    python -m tests.load.bench_applications [--database postgresql] [--applications 500]

Half of the candidates are prepared for the decision, so that the list of admission holds something to show. The pages are asked within this process, so
that a figure is the time of the server alone: processor time, with the shortest time by the clock beside it.
"""

import argparse
import hashlib
import secrets
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from selection import create_app
from selection.accounts.actions import add_person
from selection.accounts.models import Account
from selection.accounts.passwords import Passwords
from selection.admission.models import Check, Kind, Met, Preparation
from selection.admission.queries import asked_in
from selection.applications.models import ApplicationDocument
from selection.applications.submitting import Arrival, enter
from selection.candidates.entering import Details
from selection.config import Settings
from selection.db import Database, migrations, new_id, session, unit_of_work
from selection.db.engines import normal_url
from selection.procedures.actions.handling import open_procedure
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from tests.load.bench_pages import Line, fresh_database
from tests.load.seeding import PASSWORD
from tests.load.visitor import TOKEN
from vacancies import shipped_definitions

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HR = "meting@meting.example"
SIZE = 60_000  # bytes of a document; a list must never read them
AIM = 200


def seed(database_url: str, applications: int) -> UUID:
    """Fill an upgraded, empty database; the procedure."""
    database = Database(database_url, lambda: NOW)
    try:
        with database.active(), unit_of_work():
            account = add_person(email=HR, given_name="Meting", family_name="HR", is_hr=True, by=None, role="command")
            account.password_hash = Passwords().hash(PASSWORD)
            procedure = open_procedure(account, definition=shipped_definitions()["directeur-interne-organisatie"], year=2026, number=1)
            for number in range(applications):
                details = Details(given_name="Kandidaat", family_name=f"Nummer {number:04}", email=f"kandidaat{number}@meting.example")
                arrival = Arrival(source="mail", received_on=NOW.date() - timedelta(days=number % 20))
                found = enter(procedure, details, postal_address="", language="nl", arrival=arrival, actor=account)
                _papers(procedure, account, found.id, number)
                if number % 2:
                    _prepared(procedure, account, found.candidate_id, number)
            return procedure.id
    finally:
        database.dispose()


def _papers(procedure: Procedure, account: Account, application_id: UUID, number: int) -> None:
    """A file for each document that is asked; every tenth lacks the last one."""
    asked = definition_of(procedure).application
    codes = [each.code for each in asked.documents] if asked is not None else []
    rows: list[dict[str, Any]] = []
    for code in codes[: -1 if number % 10 == 0 else None]:
        content = secrets.token_bytes(SIZE)
        row = {"id": new_id(), "application_id": application_id, "asked_code": code, "name": f"{code}.pdf", "media_type": "application/pdf", "size": SIZE}
        row |= {"sha256": hashlib.sha256(content).hexdigest(), "content": content, "redacted": False, "uploaded_at": NOW, "uploaded_by": account.id}
        rows.append(row)
    session().execute(sa.insert(ApplicationDocument), rows)


def _prepared(procedure: Procedure, account: Account, candidate_id: UUID | None, number: int) -> None:
    common = {"procedure_id": procedure.id, "candidate_id": candidate_id}
    later = {point.key for point in asked_in(procedure) if point.kind == Kind.CONDITION and point.at_appointment}
    checks = [
        common
        | {"id": new_id(), "kind": point.kind, "code": point.code, "outcome": Met.LATER if point.key in later else Met.MET, "note": ""}
        | {"recorded_at": NOW, "recorded_by": account.id}
        for point in asked_in(procedure)
    ]
    session().execute(sa.insert(Check), checks)
    proposed = {"proposal": "admitted", "reason": "", "grounds": "", "changed_at": NOW, "changed_by": account.id, "version": 1}
    session().execute(sa.insert(Preparation), [common | proposed])


def measure(url: str, procedure_id: UUID) -> list[Line]:
    """Every list, as HR asks for it."""
    app = create_app(Settings(secret=secrets.token_hex(32), database_url=url, address="http://localhost", quick_passwords=True, demo=True), lambda: NOW)
    hr = app.test_client()
    token = TOKEN.search(hr.get("/aanmelden").text)
    assert token is not None
    assert hr.post("/aanmelden", data={"email": HR, "password": PASSWORD, "csrf_token": token.group(1)}).status_code == 303
    base = f"/procedures/{procedure_id}"
    paths = {
        "applications": f"{base}/kandidaturen/",
        "applications, found by name": f"{base}/kandidaturen/?zoek=0042",
        "candidates": f"{base}/kandidaten/",
        "admission": f"{base}/toelating/",
        "decision on admission": f"{base}/toelating/beslissing",
    }
    lines = []
    for what, path in paths.items():
        answer = hr.get(path)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
        taken, clock = _times(lambda path=path: hr.get(path))
        lines.append(Line(what, f"{taken:.0f} ms", f"{clock:.0f} ms", f"< {AIM} ms", taken < AIM))
    app.database.dispose()
    return lines


def _times(ask: Callable[[], object], times: int = 15) -> tuple[float, float]:
    """Median of the processor time, and shortest time by the clock, in milliseconds."""
    taken, clocks = [], []
    for _each in range(times):
        began, clock = time.process_time(), time.perf_counter()
        ask()
        taken.append(time.process_time() - began)
        clocks.append(time.perf_counter() - clock)
    return statistics.median(taken) * 1000, min(clocks) * 1000


def main() -> int:
    """Seed, measure, print; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--applications", type=int, default=500)
    chosen = parser.parse_args()
    with fresh_database(chosen.database) as url:
        migrations.upgrade(normal_url(url))
        began = time.perf_counter()
        procedure_id = seed(url, chosen.applications)
        print(f"{chosen.database}: {chosen.applications} applications with documents, seeded in {time.perf_counter() - began:.1f} s\n")
        lines = measure(url, procedure_id)
    for line in lines:
        print(f"{line.what:<30}{line.measured:>12}{line.multiple:>12} by the clock   aim {line.aim:<12}{'met' if line.met else 'MISSED'}")
    return 0 if all(line.met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
