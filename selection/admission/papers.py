"""The applications behind the candidates, as far as admission needs them: in which language they applied, and which files came along."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from selection.accounts.models import Account
from selection.applications.models import Application, ApplicationDocument
from selection.db import now, session


def languages(candidate_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The language in which each of these candidates applied; who did not apply is left out."""
    wanted = sa.select(Application.candidate_id, Application.language).where(Application.candidate_id.in_(candidate_ids))
    return {id_: language for id_, language in session().execute(wanted) if id_ is not None}


def application_of(candidate_id: UUID) -> Application | None:
    """The application of a candidate, if there is one."""
    return session().scalar(sa.select(Application).where(Application.candidate_id == candidate_id))


def files_of(candidate_id: UUID) -> list[ApplicationDocument]:
    """The files that came with the application, removed ones too, without their bytes."""
    wanted = sa.select(ApplicationDocument).join(Application, Application.id == ApplicationDocument.application_id)
    return list(session().scalars(wanted.where(Application.candidate_id == candidate_id).order_by(ApplicationDocument.uploaded_at, ApplicationDocument.id)))


def answering(candidate_id: UUID, document_code: str) -> list[ApplicationDocument]:
    """The files that answer a document and are still there, those of earlier applications of the same person too, which stay readable."""
    own = sa.select(Application.id).where(Application.candidate_id == candidate_id).cte("own", recursive=True)
    own = own.union(sa.select(Application.id).join(own, Application.kept_id == own.c.id))
    wanted = sa.select(ApplicationDocument).where(ApplicationDocument.application_id.in_(sa.select(own.c.id)))
    there = wanted.where(ApplicationDocument.asked_code == document_code, ApplicationDocument.removed_at.is_(None))
    return list(session().scalars(there.order_by(ApplicationDocument.uploaded_at, ApplicationDocument.id)))


def remove_files(candidate_id: UUID, document_code: str, *, actor: Account) -> list[UUID]:
    """Take the bytes of every file that answers this document out of the database; who removed it and when stays. The ids of the files."""
    ids = [document.id for document in answering(candidate_id, document_code)]
    gone = sa.update(ApplicationDocument).where(ApplicationDocument.id.in_(ids)).values(content=None, removed_at=now(), removed_by=actor.id)
    session().execute(gone)
    return ids
