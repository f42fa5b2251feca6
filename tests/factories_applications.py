"""A vacancy that takes applications, and somebody who applies by the form, for tests; and rows of applications made directly."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from selection.applications.models import Application, ApplicationDocument
from selection.candidates.models import Candidate
from selection.db import now, session
from selection.procedures.models import Procedure
from tests.factories import definition_data, make_candidate, make_definition, make_procedure
from tests.factories_accounts import make_person
from tests.upload_files import pdf

DEADLINE = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)  # 12.00 uur in Brussels
HIDDEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def asked(code: str, name: str, **values: Any) -> dict[str, Any]:
    """A document that a definition asks for."""
    return {"code": code, "name": name, **values}


def taking_applications(**changes: Any) -> dict[str, Any]:
    """A small definition with a closing moment and four documents."""
    documents = [
        asked("cv", "Curriculum vitae"),
        asked("diploma", "Kopie van het diploma", visible_to="hr"),
        asked("uittreksel", "Uittreksel uit het strafregister", visible_to="hr-named", required=False),
        asked("brief", "Motivatiebrief", required=False),
    ]
    application = {"deadline": DEADLINE, "contact": "selectie@voorbeeld.example", "documents": documents}
    return definition_data(application={name: value for name, value in (application | changes).items() if value is not None})


@dataclass(frozen=True)
class Vacancy:
    """Ids of a published vacancy and its HR officer."""

    procedure: UUID
    hr: UUID

    @property
    def path(self) -> str:
        """Where people apply."""
        return f"/vacatures/{self.procedure}/kandidatuur-indienen"

    @property
    def desk(self) -> str:
        """Where HR sees the applications."""
        return f"/procedures/{self.procedure}/kandidaturen"


def make_vacancy(domain: str = "een.example", **changes: Any) -> Vacancy:
    """A published vacancy that takes applications until `DEADLINE`."""
    hr = make_person("Hanne", "Officier", email=f"hr@{domain}", is_hr=True)
    procedure = make_procedure(
        hr, definition=make_definition(taking_applications(**changes)), published_at=now(), published_by=hr.id, decision_reference="CBS 1"
    )
    return Vacancy(procedure.id, hr.id)


def make_application(procedure: Procedure, candidate: Candidate | None = None, **columns: Any) -> Application:
    """An application that was sent, with a cv, of a candidate that is made unless given."""
    candidate = candidate or make_candidate(procedure)
    values = {"language": "nl", "begun_at": now(), "submitted_at": now(), "email_confirmed_at": now()} | columns
    application = Application(procedure_id=procedure.id, candidate_id=candidate.id, candidate=candidate, **values)
    session().add(application)
    session().flush()
    make_document(application)
    return application


def make_document(application: Application, asked_code: str = "cv", **columns: Any) -> ApplicationDocument:
    """A PDF that came with an application."""
    content = pdf()
    values = {"name": f"{asked_code}.pdf", "media_type": "application/pdf", "sha256": "0" * 64, "uploaded_at": now()} | columns
    document = ApplicationDocument(application_id=application.id, asked_code=asked_code, size=len(content), content=content, **values)
    session().add(document)
    session().flush()
    return document


class Applicant:
    """Somebody with a browser who applies; `page` is the own page once begun."""

    def __init__(self, app: Any, vacancy: Vacancy) -> None:
        self.client, self.vacancy, self.page = app.test_client(), vacancy, ""

    def token(self, path: str, form: str) -> str:
        """The hidden token of the form on this page that is sent to `form`."""
        text = self.client.get(path).text
        at = text.index(f'action="{form}"')
        found = HIDDEN.search(text, at)
        assert found is not None
        return found.group(1)

    def send(self, form: str, on: str = "", /, headers: dict[str, str] | None = None, **fields: Any) -> Any:
        """Send a form as its page would."""
        token = self.token(on or form, form)
        return self.client.post(form, data={"csrf_token": token, **fields}, headers=headers)

    def begin(self, **changes: Any) -> Any:
        """The first step."""
        fields = {"given_name": "Noor", "family_name": "Voorbeeld", "email": "noor@kandidaat.example", "consent": "y", **changes}
        answer = self.send(self.vacancy.path, **fields)
        if answer.status_code == 303:
            self.page = answer.headers["Location"].split("?")[0]
        return answer

    def act(self, what: str, **fields: Any) -> Any:
        """One button of the own page."""
        return self.send(f"{self.page}/{what}", self.page, **fields)

    def add(self, asked_code: str, *files: tuple[bytes, str]) -> Any:
        """Add files to a document."""
        form = f"{self.page}/documenten"
        fields = {"csrf_token": self.token(self.page, form), "asked": asked_code}
        return self.client.post(form, data=multipart(fields, files), content_type="multipart/form-data; boundary=grens")


def multipart(fields: dict[str, str], files: tuple[tuple[bytes, str], ...]) -> bytes:
    """The body of a form with files, as a browser sends it."""
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    parts += [
        f'Content-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode() + content
        for content, name in files
    ]
    return b"".join(b"--grens\r\n" + part + b"\r\n" for part in parts) + b"--grens--\r\n"
