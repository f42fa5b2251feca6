"""The log of a procedure: all of it for HR, the own panel for who acts as chair, the own acts for every other seat."""

from uuid import UUID

from flask import request, url_for

from selection.procedures import log, log_words
from selection.procedures.views.scope import blueprint, for_anybody, shown

__all__ = ["log_view", "log_words"]


@blueprint.get("/procedures/<uuid:procedure_id>/logboek", endpoint="log")
def log_view(procedure_id: UUID) -> str:
    """Who did what and when, newest first; the filter stands in the address."""
    scope = for_anybody(procedure_id)
    wanted = request.args.get("soort", "")
    kinds = log.kinds_for(scope[1])
    kind = wanted if wanted in kinds else ""
    number = request.args.get("pagina", "1")
    view = log.log_page(*scope, page=int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1, kind=kind)
    chosen = {"soort": kind} if kind else {}

    def page_url(page: int) -> str:
        return url_for("procedures.log", procedure_id=procedure_id, pagina=page, **chosen)  # type: ignore[arg-type]

    return shown("procedures/log.html", scope, "log", view=view, kinds=kinds, page_url=page_url)
