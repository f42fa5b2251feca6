"""Addresses of public pages as the outside world knows them, and where people apply."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for

from selection.publishing.queries import Published
from selection.web.languages import asked_language

APPLY = "applications.begin"


def site() -> str:
    """The public address of the application, without a slash at its end."""
    address: str = current_app.config["SETTINGS"].address
    return address.rstrip("/")


def host() -> str:
    """The name of the host in it."""
    return urlsplit(site()).hostname or "localhost"


def public_url(endpoint: str, **values: Any) -> str:
    """The whole address of a page, from the settings and never from what a request says its host is."""
    return site() + url_for(endpoint, **values)


def apply_url(vacancy: Published) -> str:
    """Where people apply: the address elsewhere that the vacancy names, else our own form; empty when it is closed or neither is there."""
    if vacancy.closed:
        return ""
    elsewhere = external_url(vacancy)
    if elsewhere:
        return elsewhere
    return url_for(APPLY, procedure_id=vacancy.procedure.id, taal=asked_language()) if APPLY in current_app.view_functions else ""


def external_url(vacancy: Published) -> str:
    """The address elsewhere that stands in place of our own form, if any."""
    application = vacancy.definition.application
    return application.external_url or "" if application is not None else ""
