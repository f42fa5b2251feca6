"""Which recipients are one and the same candidate."""

from uuid import UUID

from selection.candidates import hooks
from selection.candidates.models import Candidate


def ids_of(candidate: Candidate) -> list[UUID]:
    """The ids under which letters to this candidate stand in the outbox: the candidate's own, and that of the application."""
    applications = [found[candidate.id] for found in hooks.applied(candidate.procedure_id) if candidate.id in found]
    return [candidate.id, *applications]
