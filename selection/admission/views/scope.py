"""What every view of this subject begins with: the blueprint, the procedure as its named HR officers reach it, a candidate's case, and the way back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias
from uuid import UUID

from flask import Blueprint, current_app, render_template, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.admission import queries
from selection.admission.asked import Point
from selection.admission.models import Kind
from selection.admission.queries import Case
from selection.applications.models import ApplicationDocument
from selection.candidates.queries import candidate_of
from selection.errors import Conflict, NotFound
from selection.procedures.models import Procedure
from selection.procedures.navigation import page
from selection.procedures.queries import Hats, procedure_for_hr

blueprint = Blueprint("admission", __name__, url_prefix="/procedures/<uuid:procedure_id>/toelating")

Scope: TypeAlias = tuple[Procedure, Hats]
Answer: TypeAlias = str | tuple[str, int] | Response
FILE = "applications.candidate_file"


def for_hr(procedure_id: UUID) -> Scope:
    """The procedure for the responsible HR officer and the deputy: nobody else sees an extract or a check."""
    return procedure_for_hr(actor(), procedure_id)


def case_for_hr(procedure_id: UUID, candidate_id: UUID) -> tuple[Scope, Case]:
    """The procedure and the case of a candidate of it."""
    scope = for_hr(procedure_id)
    return scope, queries.case_of(scope[0], candidate_of(scope[0], candidate_id))


def point_in(case: Case, kind: Kind, code: str) -> Point:
    """A point that the vacancy asks; NotFound for another."""
    for point in case.points:
        if point.kind == kind and point.code == code:
            return point
    raise NotFound


def shown(template: str, scope: Scope, **values: Any) -> str:
    """A page under the tabs of the procedure."""
    return render_template(template, **page(*scope, "candidates"), **values)


def index_url(procedure: Procedure) -> str:
    """Address of the list."""
    return url_for("admission.index", procedure_id=procedure.id)


def case_url(case: Case) -> str:
    """Address of a candidate's case."""
    return url_for("admission.case", procedure_id=case.candidate.procedure_id, candidate_id=case.candidate.id)


def file_url(case: Case, file: ApplicationDocument) -> str:
    """Where a file of the application is opened."""
    if FILE not in current_app.view_functions:
        return ""
    return url_for(FILE, procedure_id=case.candidate.procedure_id, candidate_id=case.candidate.id, document_id=file.id)


@contextmanager
def way_back(url: str) -> Iterator[None]:
    """A conflict raised within leads back to this address."""
    try:
        yield
    except Conflict as conflict:
        conflict.context["back_url"] = url
        raise
