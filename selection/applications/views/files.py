"""Files as they leave: always a download, never shown in the browser, and every opening stands in the security log."""

from uuid import UUID

from flask import Response, g, make_response, render_template, request

from selection import security
from selection.accounts.models import Account
from selection.accounts.request import actor
from selection.applications import queries
from selection.applications.models import Application, ApplicationDocument
from selection.applications.pages import asked_lines
from selection.applications.views.scope import blueprint, for_hr
from selection.candidates.queries import candidate_of
from selection.errors import NotFound
from selection.procedures.navigation import page
from selection.procedures.queries import definition_of, procedure_for
from selection.web.attached import attachment

ALONE = "default-src 'none'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'; sandbox"


def download(document: ApplicationDocument, *, application: Application) -> Response:
    """The file as a download that no browser runs or shows, in whatever it is opened. Its bytes have been read."""
    account: Account | None = g.get("account")
    security.note(
        "file_opened",
        account_id=account.id if account else None,
        address=request.remote_addr or "",
        document=document.id,
        application=application.id,
        candidate=application.candidate_id,
    )
    answer = make_response(document.content)
    answer.headers["Content-Type"] = document.media_type
    answer.headers["Content-Disposition"] = attachment(document.name)
    answer.headers["Content-Security-Policy"] = ALONE
    return answer


@blueprint.get("/procedures/<uuid:procedure_id>/kandidaturen/<uuid:application_id>/documenten/<uuid:document_id>")
def file(procedure_id: UUID, application_id: UUID, document_id: UUID) -> Response:
    """A file of an application, for the responsible HR officer and the deputy."""
    procedure, _hats = for_hr(procedure_id)
    application = queries.application_of(procedure, application_id)
    return download(queries.document_of(application, document_id), application=application)


@blueprint.get("/procedures/<uuid:procedure_id>/kandidaten/<uuid:candidate_id>/documenten")
def candidate_files(procedure_id: UUID, candidate_id: UUID) -> str:
    """What whoever assesses a candidate may open, and the measures to apply, by code and without a name."""
    procedure, hats = procedure_for(actor(), procedure_id)
    candidate, definition = candidate_of(procedure, candidate_id), definition_of(procedure)
    if not queries.reads_documents(actor(), procedure, candidate):
        raise NotFound
    return render_template(
        "applications/candidate_files.html",
        **page(procedure, hats, "candidates"),
        candidate=candidate,
        lines=[line for line in asked_lines(definition, queries.files_for(actor(), procedure, definition, candidate)) if line.files],
        measures=queries.measures_for([candidate.id]).get(candidate.id, []),
    )


@blueprint.get("/procedures/<uuid:procedure_id>/kandidaten/<uuid:candidate_id>/documenten/<uuid:document_id>")
def candidate_file(procedure_id: UUID, candidate_id: UUID, document_id: UUID) -> Response:
    """A file of a candidate, for whoever may open it: HR, and of the panel who is shown it."""
    procedure, _hats = procedure_for(actor(), procedure_id)
    candidate = candidate_of(procedure, candidate_id)
    allowed = {document.id for document in queries.files_for(actor(), procedure, definition_of(procedure), candidate)}
    application = queries.application_for(candidate.id)
    if application is None or document_id not in allowed:
        raise NotFound
    return download(queries.document_of(application, document_id), application=application)
