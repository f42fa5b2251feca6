"""What every public page begins with: no cookie, the reader's language, and leave to keep the answer for a minute."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, g, make_response, request

from selection.errors import PageError
from selection.i18n import speaking
from selection.web.headers import BRIEFLY
from selection.web.languages import asked_language, public_language

blueprint = Blueprint("publishing", __name__)


def answered(make: Callable[[], Any]) -> Response:
    """What `make` gives, made in the reader's language. Search engines may find it; without any cookie it may be kept for a minute, and is asked again
    by its tag.
    """
    g.language = public_language()
    g.public_language = asked_language()
    with speaking(g.language):
        try:
            response: Response = make_response(make())
        except PageError as error:
            error.template = "vacancies/error.html"
            return make_response(current_app.handle_user_exception(error))
    response.headers["X-Robots-Tag"] = "all"
    response.vary.update(("Accept-Language", "Cookie"))
    if not request.cookies:
        response.headers["Cache-Control"] = BRIEFLY
        response.direct_passthrough = False  # the tag is made of the content
        response.add_etag()
        response.make_conditional(request)
    return response


@blueprint.app_url_defaults
def same_language(endpoint: str, values: dict[str, Any]) -> None:
    """A public page that was asked for in a language leads on in that language."""
    code = g.get("public_language")
    if code is not None and endpoint.startswith(blueprint.name + "."):
        values.setdefault("taal", code)
