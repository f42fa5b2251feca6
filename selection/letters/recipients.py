"""Which recipients are one and the same candidate."""

from uuid import UUID

import sqlalchemy as sa

from selection.applications.models import Application
from selection.candidates.models import Candidate
from selection.db import session


def ids_of(candidate: Candidate) -> list[UUID]:
    """The ids under which letters to this candidate stand in the outbox: the candidate's own, that of the application, and those of earlier applications of
    the same person that it took the place of.
    """
    own = sa.select(Application.id).where(Application.candidate_id == candidate.id).cte("own", recursive=True)
    own = own.union(sa.select(Application.id).join(own, Application.kept_id == own.c.id))
    return [candidate.id, *session().scalars(sa.select(own.c.id))]
