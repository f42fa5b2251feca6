"""What every view of this subject begins with: the blueprint, who is signed in, and the way back."""

from typing import TypeAlias

from flask import Blueprint, flash, g, redirect
from werkzeug.wrappers import Response

from selection.accounts.models import Account

blueprint = Blueprint("letters", __name__)

Answer: TypeAlias = str | tuple[str, int] | Response


def actor() -> Account:
    """Who is signed in; the table of routes let nobody else through."""
    account: Account = g.account
    return account


def done(sentence: str, url: str) -> Response:
    """On to a page that says what was done."""
    flash(sentence, "good")
    return redirect(url, 303)
