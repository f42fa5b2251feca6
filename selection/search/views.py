"""The page of what was found, and the field in the head of HR's pages."""

from typing import Any

from flask import Blueprint, Flask, g, render_template, request

from selection.accounts.models import Account
from selection.i18n import _l, whole
from selection.search.queries import LETTERS_READ, MOST, Kind, find

blueprint = Blueprint("search", __name__)
LONGEST = 100
WORDS = {Kind.PROCEDURE: _l("Procedures"), Kind.CANDIDATE: _l("Candidates"), Kind.ASSESSOR: _l("Panel members"), Kind.LETTER: _l("Letters")}


@blueprint.get("/zoeken")
def results() -> str:
    """What was found of `zoek`, kind by kind."""
    word = " ".join(request.args.get("zoek", "").split())[:LONGEST]
    account: Account = g.account
    return render_template("search/results.html", word=word, found=find(account, word), words=WORDS, most=MOST, letters=whole(LETTERS_READ))


def register(app: Flask) -> None:
    """The page and the field."""
    app.register_blueprint(blueprint)
    app.context_processor(_field)


def _field() -> dict[str, Any]:
    account = g.get("account")
    return {"may_search": account is not None and account.is_hr}
