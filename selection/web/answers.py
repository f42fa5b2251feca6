"""What a form that did its work answers."""

from flask import flash, redirect
from werkzeug.wrappers import Response


def done(sentence: str, url: str, kind: str = "good") -> Response:
    """On to a page that says what was done; `kind` is the family of the notice."""
    flash(sentence, kind)
    return redirect(url, 303)
