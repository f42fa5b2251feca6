"""What every view of this subject begins with."""

from typing import TypeAlias

from flask import Blueprint, flash, g, redirect
from werkzeug.wrappers import Response

from selection.access import Person

blueprint = Blueprint("organisation", __name__)

Answer: TypeAlias = str | tuple[str, int] | Response


def actor() -> Person:
    """Who is signed in; the table of routes let nobody else through."""
    account: Person = g.account
    return account


def done(sentence: str, url: str) -> Response:
    """On to a page that says what was done."""
    flash(sentence, "good")
    return redirect(url, 303)
