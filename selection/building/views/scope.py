"""What every view of this subject begins with: the blueprint, who is signed in, the draft, and the way back."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from flask import Blueprint, current_app, render_template, request
from werkzeug.wrappers import Response

from selection.building import queries
from selection.building.wizard import Bench, bench
from selection.errors import Conflict
from selection.frameworks.queries import framework_set
from selection.i18n import _

blueprint = Blueprint("building", __name__, url_prefix="/ontwerpen")

Answer: TypeAlias = str | tuple[str, int] | Response


def at_bench(draft_id: UUID, step: str) -> Bench:
    """The draft on one of its steps."""
    draft = queries.draft_with(draft_id)
    return bench(draft, queries.source_of(draft), framework_set(), step)


def shown(template: str, at: Bench, **values: Any) -> str:
    """A page of a draft, with its row of steps."""
    return render_template(template, bench=at, draft=at.draft, **values)


def hold_version(at: Bench, rows: Callable[[], Sequence[tuple[str, str, str]]] = tuple) -> None:
    """Conflict when somebody changed the draft since the page of this form was made; `rows` gives label, typed and stored of what differs."""
    if request.form.get("version", "") != str(at.draft.version):
        raise Conflict("errors/conflict.html", rows=rows(), back_url=at.now.url, back_label=_("To this step as it is now"))


def folder() -> str:
    """The folder with definitions of the organisation's own; empty where there is none."""
    return str(current_app.config["SETTINGS"].definitions)
