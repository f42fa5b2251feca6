"""The outbox: what waits for a person, what was not delivered, and every letter, with the filter in the address."""

from math import ceil
from typing import Any
from uuid import UUID

from flask import current_app, render_template, request, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.i18n import _
from selection.letters import actions, queries
from selection.letters.post import identity_of, transport_of
from selection.letters.queries import PAGE, Shown, reach_of
from selection.letters.views.scope import blueprint
from selection.letters.words import failure_words, occasion, shown_words, state_tag
from selection.mail.transport import Folder, Server
from selection.organisation.queries import organisation
from selection.web.answers import done


@blueprint.get("/berichten")
def index() -> str:
    """Everything that this person may see of the outbox."""
    reach = reach_of(actor())
    shown, procedure_id, word, page = _chosen(reach)
    rows, total = queries.listed(actor(), shown=shown, procedure_id=procedure_id, word=word, page=page)
    kept: dict[str, Any] = {name: value for name, value in (("stand", shown or ""), ("procedure", procedure_id or ""), ("zoek", word)) if value}
    return render_template(
        "letters/index.html",
        reach=reach,
        way_out=_way_out(),
        groups=queries.groups_to_release(actor()),
        failures=queries.failures(actor()),
        rows=rows,
        total=total,
        page=page,
        pages=max(1, ceil(total / PAGE)),
        page_url=lambda number: url_for("letters.index", pagina=number, **kept),
        counts=queries.counted(actor(), procedure_id),
        shown=shown or "",
        procedure_id=procedure_id,
        word=word,
        words=shown_words(),
        occasion=occasion,
        tag_of=state_tag,
        why_of=failure_words,
    )


@blueprint.post("/berichten/proefbericht")
def send_test() -> Response:
    """A message to oneself, by the way that all letters go."""
    letter = actions.ask_test(actor())
    return done(_("A test message to %(address)s is on its way. This page says what became of it.", address=actor().email), _url_of(letter.id))


def _chosen(reach: queries.Reach) -> tuple[Shown | None, UUID | None, str, int]:
    """The filter of the address; what is no choice counts as none."""
    state = request.args.get("stand", "")
    shown = Shown(state) if state in set(Shown) else None
    procedure = next((key for key in reach.procedures if str(key) == request.args.get("procedure", "")), None)
    number = request.args.get("pagina", "1")
    page = int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 6 else 1
    return shown, procedure, request.args.get("zoek", "").strip()[:100], max(1, page)


def _way_out() -> dict[str, str]:
    """How messages leave this installation, for the page to say."""
    settings = current_app.config["SETTINGS"]
    way, identity = transport_of(settings), identity_of(settings, organisation())
    kind = "server" if isinstance(way, Server) else "folder" if isinstance(way, Folder) else "none"
    return {"kind": kind, "folder": str(way.path) if isinstance(way, Folder) else "", "sender": identity.address, "reply_to": identity.reply_to}


def _url_of(letter_id: UUID) -> str:
    return url_for("letters.letter", letter_id=letter_id)
