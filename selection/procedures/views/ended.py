"""One place that refuses every change in a procedure that has ended, and the pages that prepare one, whatever the subject."""

import sqlalchemy as sa
from flask import Flask, g, request

from selection.access import PUBLIC, ROUTES
from selection.db import session
from selection.errors import Refused
from selection.procedures.models import ENDED, Procedure
from selection.procedures.queries import procedure_for
from selection.procedures.states import Act, stage_of, why_not
from selection.web.application import READING

# What goes on: letters about the end. Score sheets ask the state of their round themselves, on the way that is taken most.
GO_ON = ("letters.", "scoresheets.")
# Pages that show something and hold a form as well: they stay readable, without the form.
READABLE = frozenset({"admission.case"})


def register(app: Flask) -> None:
    """Ask before every view; to be called after the guard of all requests."""
    app.before_request(refuse_after_the_end)


def refuse_after_the_end() -> None:
    """`Refused` for a form, or a page that prepares one, of a procedure that was given up or ended by a decision; NotFound for whom it is not there."""
    endpoint, procedure_id = request.endpoint or "", (request.view_args or {}).get("procedure_id")
    if procedure_id is None or endpoint.startswith(GO_ON) or PUBLIC in ROUTES[endpoint].roles:
        return
    if session().scalar(sa.select(Procedure.state).where(Procedure.id == procedure_id)) not in ENDED:
        return
    g.procedure_ended = True
    methods = request.url_rule.methods if request.url_rule is not None else None
    if "POST" not in (methods or ()) or (request.method in READING and endpoint in READABLE):
        return
    procedure, _hats = procedure_for(g.account, procedure_id)
    raise Refused(why_not(stage_of(procedure), Act.CHANGE_PANEL))
