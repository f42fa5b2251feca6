"""Routes of the platform itself: files of packages, health, the choice of language."""

import sqlalchemy as sa
from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from selection.db import session
from selection.errors import BadInput
from selection.i18n import _
from selection.web import assets, languages
from selection.web.addresses import safe_path

blueprint = Blueprint("platform", __name__)


@blueprint.get("/static/vendor/<name>")
def vendor(name: str) -> Response:
    """A file that comes with an installed package."""
    return assets.send_vendor(name)


@blueprint.get("/health")
def health() -> Response:
    """`ok` when the database answers; for a load balancer, says nothing else."""
    session().execute(sa.text("SELECT 1"))
    return make_response("ok", 200, {"Content-Type": "text/plain; charset=utf-8"})


@blueprint.post("/taal")
def choose_language() -> BaseResponse:
    """Keep the chosen language (`lang`) and go back to the page (`back`, a path of ours)."""
    if not languages.choose(request.form.get("lang", "")):
        raise BadInput(_("Choose Nederlands or English."))
    return redirect(safe_path(request.form.get("back", "")), 303)
