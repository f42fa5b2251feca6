"""A procedure whose vacancy asks something of who applies, for tests. Each function needs an open unit of work."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from selection.admission import preparing, queries
from selection.admission.deciding import Ruling, decide
from selection.admission.models import Met
from selection.admission.preparing import Checked, Draft
from selection.admission.queries import Case
from selection.applications.models import Application, ApplicationDocument
from selection.candidates.finding import today
from selection.candidates.queries import candidate_of
from selection.db import now, session
from tests.factories import definition_data, make_definition
from tests.factories_candidates import Case as Played
from tests.factories_candidates import make_case, reach
from vacancies import Definition

CONDITIONS = [
    {"code": "rechten", "kind": "general", "text": "Je beschikt over je burgerlijke en politieke rechten."},
    {"code": "rijbewijs", "kind": "appointment", "text": "Je hebt een rijbewijs B."},
]
DOCUMENTS = [
    {"code": "cv", "name": "Curriculum vitae"},
    {"code": "strafregister", "name": "Uittreksel uit het strafregister", "max_age_months": 3, "visible_to": "hr-named"},
    {"code": "attest", "name": "Attest van ervaring", "required": False},
]
CLOSED = date(2026, 11, 1)
RULING = Ruling(on=date(2026, 11, 20), reference="CBS 2026/200", body="het college van burgemeester en schepenen")
MET = ("condition:rechten", "document:cv", "document:strafregister")


def asking(**changes: Any) -> Definition:
    """The small definition with two conditions and three documents; people could apply until 1 November 2026."""
    application = {"deadline": CLOSED, "incomplete_refused": True, "documents": DOCUMENTS} | changes.pop("application", {})
    return make_definition(definition_data(**{"conditions": CONDITIONS, "application": application, **changes}))


def make_asking(candidates: int = 2, *, opened: bool = False, definition: Definition | None = None, **options: Any) -> Played:
    """A procedure with candidates, whose list is open unless rating was opened."""
    return make_case(candidates, opened=opened, definition=definition or asking(), **options)


def the_case(case: Played, number: int = 0) -> Case:
    """The case of a candidate as it stands."""
    procedure = reach(case)[1]
    return queries.case_of(procedure, candidate_of(procedure, case.candidates[number]))


def draft_with(proposal: str = "admitted", reason: str = "", grounds: str = "", **changes: Checked | None) -> Draft:
    """A full draft: everything met, the driving licence later; `changes` by the code of a point, None leaves it out."""
    points: dict[str, Checked] = {key: Checked(outcome=Met.MET) for key in MET} | {"condition:rijbewijs": Checked(outcome=Met.LATER)}
    for code, said in changes.items():
        key = next(key for key in (f"condition:{code}", f"document:{code}") if key in points or key == f"document:{code}")
        points.pop(key, None)
        if said is not None:
            points[key] = said
    return Draft(points=points, proposal=proposal, reason=reason, grounds=grounds)


def refusal() -> Draft:
    """A draft that proposes not to admit."""
    return draft_with("refused", "Het uittreksel ontbreekt.", "Vacature, documenten\nSelectieregels, punt 2", strafregister=Checked(outcome=Met.NOT_MET))


def prepared(case: Played, number: int = 0, draft: Draft | None = None) -> Case:
    """Save a draft for a candidate."""
    hr, procedure = reach(case)
    found = the_case(case, number)
    preparing.prepare(procedure, found, draft or draft_with(), version=found.version, today=today(), actor=hr)
    return the_case(case, number)


def decided(case: Played, *numbers: int) -> list[Case]:
    """Record the decision on these candidates, who are prepared."""
    hr, procedure = reach(case)
    cases = [the_case(case, number) for number in numbers or range(len(case.candidates))]
    decide(procedure, [(each, each.version) for each in cases], RULING, today=today(), actor=hr)
    return [the_case(case, number) for number in numbers or range(len(case.candidates))]


def make_application(case: Played, number: int = 0, files: Mapping[str, bytes] | None = None, **columns: Any) -> dict[str, UUID]:
    """The application behind a candidate, with a file per document code; the ids of the files by code."""
    values = {"language": "nl", "begun_at": now(), "submitted_at": now()} | columns
    row = Application(procedure_id=case.procedure, candidate_id=case.candidates[number], **values)
    session().add(row)
    session().flush()
    made = {}
    for code, content in (files or {}).items():
        file = ApplicationDocument(
            application_id=row.id,
            asked_code=code,
            name=f"{code}.pdf",
            media_type="application/pdf",
            size=len(content),
            sha256="0" * 64,
            content=content,
            uploaded_at=now(),
        )
        session().add(file)
        session().flush()
        made[code] = file.id
    return made
