"""What every view of this subject begins with: the blueprint, the procedure as HR reaches it, a candidate in it, and the way back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias
from uuid import UUID

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.candidates import queries
from selection.candidates.models import Candidate
from selection.errors import Conflict
from selection.procedures.models import Procedure
from selection.procedures.navigation import page
from selection.procedures.queries import Hats, procedure_for_hr

blueprint = Blueprint("candidates", __name__, url_prefix="/procedures/<uuid:procedure_id>/kandidaten")

Scope: TypeAlias = tuple[Procedure, Hats]
Answer: TypeAlias = str | tuple[str, int] | Response


def for_hr(procedure_id: UUID) -> Scope:
    """The procedure for the responsible HR officer and the deputy."""
    return procedure_for_hr(actor(), procedure_id)


def candidate_for_hr(procedure_id: UUID, candidate_id: UUID) -> tuple[Scope, Candidate]:
    """The procedure and a candidate of it."""
    scope = for_hr(procedure_id)
    return scope, queries.candidate_of(scope[0], candidate_id)


def shown(template: str, scope: Scope, **values: Any) -> str:
    """A page under the tabs of the procedure."""
    return render_template(template, **page(*scope, "candidates"), **values)


def index_url(procedure: Procedure) -> str:
    """Address of the list."""
    return url_for("candidates.index", procedure_id=procedure.id)


def candidate_url(candidate: Candidate) -> str:
    """Address of a candidate's page."""
    return url_for("candidates.show", procedure_id=candidate.procedure_id, candidate_id=candidate.id)


@contextmanager
def way_back(url: str) -> Iterator[None]:
    """A conflict raised within leads back to this address."""
    try:
        yield
    except Conflict as conflict:
        conflict.context["back_url"] = url
        raise


def called(candidate: Candidate) -> str:
    """How pages name a candidate: code and name, or the name alone while there are no codes."""
    return f"{candidate.code} · {candidate.person.name}" if candidate.code else candidate.person.name
