"""The Flask application whose requests are units of work."""

from flask import Flask, Response, g, request
from flask import session as cookie
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from selection.config import Settings
from selection.db import Database, session, store, unit_of_work
from selection.i18n import speaking
from selection.web import repeats
from selection.web.languages import wanted_language

READING = frozenset({"GET", "HEAD", "OPTIONS"})
NO_WORK = frozenset({"static", "platform.vendor"})
NOTICES, MOST_UNREAD = "_flashes", 5  # where Flask keeps notices for the next page


class Application(Flask):
    """Opens a unit of work per request and stores it as soon as the view has answered, so that "saved" is only ever said of what is stored.

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

    def finalize_request(self, rv: ResponseReturnValue | HTTPException, from_error_handler: bool = False) -> Response:
        """Store or undo what the request did, then see to headers and cookies: a writer lets the next one in before that."""
        response = self.make_response(rv)
        if not from_error_handler and request.endpoint not in NO_WORK:
            self._settle(response)
        return super().finalize_request(response, from_error_handler)

    def process_response(self, response: Response) -> Response:
        """Headers and cookies. Of notices that nobody read the last ones are kept: a cookie that grows too large is thrown away by the browser."""
        unread = cookie.get(NOTICES, ())
        if len(unread) > MOST_UNREAD:
            cookie[NOTICES] = unread[-MOST_UNREAD:]
        return super().process_response(response)

    def _answered(self) -> Response:
        with unit_of_work(read_only=request.method in READING):
            return super().full_dispatch_request()

    def _settle(self, response: Response) -> None:
        if response.status_code >= 400:
            session().rollback()
        else:
            repeats.keep_reply(response)
            store()

    def _failed(self, error: Exception) -> Response:
        g.account = g.get("known_as")  # the session of the row is closed; the page does with a copy
        return self.finalize_request(self.handle_user_exception(error), from_error_handler=True)
