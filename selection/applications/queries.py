"""Reads: the applications of a procedure, their documents without the bytes, and who may open which file. Every function runs a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import undefer

from selection.accounts.models import Account
from selection.applications import hooks
from selection.applications.models import AccommodationMeasure, AccommodationRequest, Application, ApplicationDocument
from selection.candidates import hooks as candidate_hooks
from selection.candidates import queries as candidates
from selection.candidates.models import Candidate, CandidatePerson
from selection.db import session
from selection.errors import NotFound
from selection.procedures.models import Procedure, SeatKind
from selection.procedures.queries import current_seats, hats_of
from vacancies import Definition, Document

HR_NAMED, PANEL = "hr-named", "panel"
READS_DOCUMENTS = frozenset({SeatKind.CHAIR, SeatKind.DEPUTY_CHAIR, SeatKind.MEMBER})


def applications_of(procedure_id: UUID) -> list[Application]:
    """Every application of a procedure, begun ones too, in the order in which they came; each with its candidate."""
    wanted = sa.select(Application).where(Application.procedure_id == procedure_id).order_by(Application.begun_at, Application.id)
    return list(session().scalars(wanted))


def application_of(procedure: Procedure, application_id: UUID) -> Application:
    """An application for this procedure. NotFound for one for another."""
    found = session().scalar(sa.select(Application).where(Application.id == application_id, Application.procedure_id == procedure.id))
    if found is None:
        raise NotFound
    return found


def application_for(candidate_id: UUID) -> Application | None:
    """The application of a candidate; None for who was entered otherwise."""
    return session().scalar(sa.select(Application).where(Application.candidate_id == candidate_id))


def with_address(procedure_id: UUID, email: str) -> list[Application]:
    """Applications with this address (lower case) that still count, the newest last."""
    address = sa.func.coalesce(CandidatePerson.email, Application.email)
    wanted = (
        sa.select(Application)
        .outerjoin(CandidatePerson, CandidatePerson.candidate_id == Application.candidate_id)
        .where(Application.procedure_id == procedure_id, address == email, Application.kept_id.is_(None), Application.withdrawn_at.is_(None))
        .order_by(Application.begun_at)
    )
    return list(session().scalars(wanted))


def documents_of(application_ids: Iterable[UUID]) -> dict[UUID, list[ApplicationDocument]]:
    """Documents by application, oldest first, without their bytes; those that were removed are left out."""
    found: dict[UUID, list[ApplicationDocument]] = defaultdict(list)
    wanted = sa.select(ApplicationDocument).where(ApplicationDocument.application_id.in_(list(application_ids)), ApplicationDocument.removed_at.is_(None))
    for document in session().scalars(wanted.order_by(ApplicationDocument.uploaded_at, ApplicationDocument.id)):
        found[document.application_id].append(document)
    return dict(found)


def codes_in(procedure_id: UUID) -> Mapping[UUID, set[str]]:
    """Which asked documents are there, or were seen and removed for that reason, by application, for every application of a procedure: codes alone, as light
    as a list of many needs it.
    """
    found: dict[UUID, set[str]] = defaultdict(set)
    seen = {candidate_id: codes for answer in hooks.seen(procedure_id, None) for candidate_id, codes in answer.items()}
    wanted = (
        sa.select(ApplicationDocument.application_id, ApplicationDocument.asked_code)
        .join(Application, Application.id == ApplicationDocument.application_id)
        .where(Application.procedure_id == procedure_id, ApplicationDocument.removed_at.is_(None), ApplicationDocument.redacted.is_(False))
    )
    for application_id, code in session().execute(wanted):
        found[application_id].add(code)
    for candidate_id, application_id in applied(procedure_id).items() if seen else ():
        found[application_id].update(seen.get(candidate_id, ()))
    return found


def seen_of(application: Application) -> Mapping[str, datetime]:
    """By code of an asked document: when HR saw it, for those whose file was removed after that. They count as received."""
    id_ = application.candidate_id
    return {code: at for answer in hooks.seen(application.procedure_id, id_) for code, at in answer.get(id_, {}).items()} if id_ is not None else {}


def document_of(application: Application, document_id: UUID) -> ApplicationDocument:
    """A document of this application that is still there, with its bytes. NotFound otherwise."""
    wanted = sa.select(ApplicationDocument).where(
        ApplicationDocument.id == document_id, ApplicationDocument.application_id == application.id, ApplicationDocument.removed_at.is_(None)
    )
    found = session().scalar(wanted.options(undefer(ApplicationDocument.content)))
    if found is None or found.content is None:
        raise NotFound
    return found


def asked_documents(definition: Definition) -> Sequence[Document]:
    """The documents that the vacancy asks for."""
    return definition.application.documents if definition.application is not None else ()


def missing(definition: Definition, documents: Sequence[ApplicationDocument], seen: Collection[str]) -> list[Document]:
    """Required documents of which none is there yet and none was seen and removed (`seen_of`), as far as they are due with the application."""
    return missing_of(definition, {document.asked_code for document in documents if not document.redacted} | set(seen))


def missing_of(definition: Definition, there: Collection[str]) -> list[Document]:
    """The same from the codes of what is there."""
    return [asked for asked in asked_documents(definition) if is_due(asked) and asked.code not in there]


def is_due(asked: Document) -> bool:
    """Whether an application without this document is incomplete."""
    return asked.required and asked.due == "deadline"


def applied_by(candidate_id: UUID) -> bool:
    """Whether the candidate came in as an application."""
    return session().scalar(sa.select(Application.id).where(Application.candidate_id == candidate_id)) is not None


def reads_documents(account: Account, procedure: Procedure, candidate: Candidate) -> bool:
    """Whether this person may open the documents of this candidate that are meant for somebody of that role: named HR; chair, deputy and members once the
    candidate has a code, unless they stand aside for this candidate.
    """
    hats = hats_of(procedure, account)
    if hats.hr:
        return True
    return _in_panel(procedure, account) and candidate.code is not None and not _stands_aside(procedure, candidate, account)


def files_for(account: Account, procedure: Procedure, definition: Definition, candidate: Candidate) -> list[ApplicationDocument]:
    """The documents of a candidate that this person may open (`reads_documents`): named HR all of them, the panel what the definition shows it. Where the panel
    may not know who it is, only redacted copies.
    """
    application = application_for(candidate.id)
    if application is None or not reads_documents(account, procedure, candidate):
        return []
    documents = documents_of([application.id]).get(application.id, [])
    if hats_of(procedure, account).hr:
        return documents
    shown = {asked.code for asked in asked_documents(definition) if asked.visible_to == PANEL}
    if any(hooks.blind(account, procedure, candidate)):
        return [document for document in documents if document.asked_code in shown and document.redacted]
    return [document for document in documents if document.asked_code in shown and not document.redacted]


def _in_panel(procedure: Procedure, account: Account) -> bool:
    return any(seat.kind in READS_DOCUMENTS for seat in current_seats(procedure) if seat.account_id == account.id)


def _stands_aside(procedure: Procedure, candidate: Candidate, account: Account) -> bool:
    rows = candidates.not_sitting(procedure.id, [candidate.id])
    return any(row.account_id == account.id and row.why == "recused" for row in rows)


def requests_in(procedure_id: UUID) -> dict[UUID, AccommodationRequest]:
    """Requests for accommodation by application; for named HR only."""
    wanted = sa.select(AccommodationRequest).join(Application, Application.id == AccommodationRequest.application_id)
    return {row.application_id: row for row in session().scalars(wanted.where(Application.procedure_id == procedure_id))}


def request_of(application: Application) -> AccommodationRequest | None:
    """What this applicant asked; for the applicant and named HR only."""
    return session().get(AccommodationRequest, application.id)


def measures_of(application: Application) -> list[AccommodationMeasure]:
    """Measures granted to this applicant that hold now."""
    wanted = sa.select(AccommodationMeasure).where(AccommodationMeasure.application_id == application.id, AccommodationMeasure.ended_at.is_(None))
    return list(session().scalars(wanted.order_by(AccommodationMeasure.granted_at)))


def measures_for(candidate_ids: Iterable[UUID]) -> Mapping[UUID, list[str]]:
    """What the panel is told: measures that hold now, by candidate, never with a reason."""
    found: dict[UUID, list[str]] = defaultdict(list)
    wanted = (
        sa.select(Application.candidate_id, AccommodationMeasure.measure)
        .join(AccommodationMeasure, AccommodationMeasure.application_id == Application.id)
        .where(Application.candidate_id.in_(list(candidate_ids)), AccommodationMeasure.ended_at.is_(None))
        .order_by(AccommodationMeasure.granted_at)
    )
    for candidate_id, measure in session().execute(wanted):
        if candidate_id is not None:
            found[candidate_id].append(measure)
    return dict(found)


@candidate_hooks.applied.register
def applied(procedure_id: UUID) -> Mapping[UUID, UUID]:
    """Candidates who applied, each with the application."""
    rows = session().execute(sa.select(Application.candidate_id, Application.id).where(Application.procedure_id == procedure_id))
    return {row.candidate_id: row.id for row in rows if row.candidate_id is not None}
