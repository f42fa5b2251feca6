"""The Flask application whose requests are units of work."""

from flask import Flask, Response, g, request
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue

from selection.config import Settings
from selection.db import Database, session, unit_of_work
from selection.i18n import speaking
from selection.web import repeats
from selection.web.languages import wanted_language

READING = frozenset({"GET", "HEAD", "OPTIONS"})
NO_WORK = frozenset({"static", "platform.vendor"})


class Application(Flask):
    """Opens a unit of work per request and closes it before the response leaves, so that "saved" is only ever said of what is stored.

    GET, HEAD and OPTIONS run on the connection that cannot write. A response of 400 or more rolls back. A commit that fails becomes an error page.
    """

    settings: Settings
    database: Database

    def full_dispatch_request(self) -> Response:
        """The whole request, within its transaction and the reader's language."""
        g.language = wanted_language()
        g.account = None
        if request_ctx.url_adapter is None:  # a host that is not ours: the page that says so still has addresses of ours in it, none of the host
            request_ctx.url_adapter = self.url_map.bind("localhost")
        with speaking(g.language), self.database.active():
            if request.endpoint in NO_WORK:
                return super().full_dispatch_request()
            try:
                return self._answered()
            except Exception as error:
                return self._failed(error)

    def preprocess_request(self) -> ResponseReturnValue | None:
        """An asset is for everybody: no account is loaded and no rule is asked."""
        return None if request.endpoint in NO_WORK else super().preprocess_request()

    def _answered(self) -> Response:
        with unit_of_work(read_only=request.method in READING):
            response = super().full_dispatch_request()
            if response.status_code >= 400:
                session().rollback()
            else:
                repeats.keep_reply(response)
        return response

    def _failed(self, error: Exception) -> Response:
        g.account = None  # its session is closed; the page must do without
        return self.finalize_request(self.handle_user_exception(error), from_error_handler=True)
