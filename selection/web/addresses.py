"""Where a redirect may lead: a page of this application, never an address that a request brings along."""

import re
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

_PATH = re.compile(r"/(?:[A-Za-z0-9_-][A-Za-z0-9_./-]*)?(?:\?[A-Za-z0-9_=&.%+-]*)?")


def safe_path(text: str, otherwise: str = "/") -> str:
    """The path itself when it is one of ours that can be read by GET, else `otherwise`."""
    if not text.isascii() or not _PATH.fullmatch(text) or "//" in text or ".." in text:
        return otherwise
    path, _mark, _query = text.partition("?")
    try:
        current_app.url_map.bind("localhost").match(path, method="GET")
    except HTTPException:  # no such page, or a redirect to another spelling
        return otherwise
    return text


def came_from() -> str:
    """The page of ours from which the running request was sent, to go back to; empty when the browser names none, another site or the page asked for itself."""
    try:
        sent = urlsplit(request.referrer or "")
    except ValueError:  # a broken address between brackets
        return ""
    path = f"{sent.path}?{sent.query}" if sent.query else sent.path
    if sent.netloc != request.environ.get("HTTP_HOST") or (request.method == "GET" and sent.path == request.path):
        return ""
    return safe_path(path, "")
