"""What every view of this subject begins with: for visitors the language, the private link and no cookie; for HR the procedure as they reach it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, g, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from selection.accounts.request import actor
from selection.applications import links, states, throttling
from selection.applications.models import Application, ApplicationLink
from selection.applications.states import Window
from selection.db import now, session
from selection.errors import NotFound, PageError
from selection.i18n import _, speaking
from selection.procedures import queries as procedures
from selection.procedures.models import Procedure
from selection.procedures.navigation import page
from selection.procedures.queries import Hats, procedure_for_hr
from selection.web import public_forms
from selection.web.languages import asked_language, chosen_language, public_language
from vacancies import Definition

blueprint = Blueprint("applications", __name__)

UPLOAD = 32 * 1024 * 1024  # three files of the largest size at a time
Answer = str | tuple[str, int] | BaseResponse


@dataclass(frozen=True, kw_only=True)
class Mine:
    """What a private link opens."""

    token: str
    link: ApplicationLink
    application: Application
    procedure: Procedure
    definition: Definition
    window: Window

    def url(self, endpoint: str = "applications.mine", **values: Any) -> str:
        """An address under the same link, in the language that was asked for."""
        return url_for(endpoint, token=self.token, taal=asked_language(), **values)

    def may(self, act: str) -> bool:
        """Whether this may be done now."""
        return states.may(self.application, self.window, states.Act(act))


def visitors(rule: str, *, most: int = public_forms.SMALL, **options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A route for people without an account: its forms need no session, its pages and errors are in the visitor's language and set no cookie."""

    def added(view: Callable[..., Any]) -> Callable[..., Any]:
        def answered(**values: Any) -> Response:
            g.language = public_language()
            with ExitStack() as g.voice:
                g.voice.enter_context(speaking(g.language))
                try:
                    return make_response(view(**values))
                except PageError as error:
                    if error.template == PageError.template:
                        error.template = "applications/error.html"
                    return make_response(current_app.handle_user_exception(error))

        endpoint = view.__name__
        blueprint.add_url_rule(rule, endpoint, answered, **options)
        public_forms.serve(f"{blueprint.name}.{endpoint}", most)
        return view

    return added


def arrived() -> Any:
    """When the request arrived, before any of it was read."""
    return g.get("arrived") or now()


def site() -> str:
    """The public address of the settings."""
    address: str = current_app.config["SETTINGS"].address
    return address


def vacancy(procedure_id: UUID) -> tuple[Procedure, Definition]:
    """A published vacancy; NotFound for anything else."""
    for procedure, definition in procedures.published(procedure_id):
        return procedure, definition
    raise NotFound


def mine_of(token: str) -> Mine:
    """What the private link opens, in the language of the applicant unless another one is asked for. NotFound with a way on when it opens nothing."""
    throttling.refuse_if_too_often("token", request.remote_addr or "")
    found = links.find(token)
    if found is None:
        throttling.count("token", request.remote_addr or "")
        raise NotFound(_("This link does not work, or no longer. Go to the page of the vacancy and ask for a new one there."))
    application, link = found
    procedure = session().get_one(Procedure, application.procedure_id)
    definition = procedures.definition_of(procedure)
    if asked_language() is None and chosen_language() is None:
        g.language = application.language
        g.voice.enter_context(speaking(g.language))
    return Mine(
        token=token,
        link=link,
        application=application,
        procedure=procedure,
        definition=definition,
        window=states.window(procedure, definition, at=arrived()),
    )


def for_hr(procedure_id: UUID) -> tuple[Procedure, Hats]:
    """The procedure for the responsible HR officer and the deputy."""
    return procedure_for_hr(actor(), procedure_id)


def shown(template: str, scope: tuple[Procedure, Hats], **values: Any) -> str:
    """A page under the tabs of the procedure."""
    return render_template(template, **page(*scope, "candidates"), **values)
