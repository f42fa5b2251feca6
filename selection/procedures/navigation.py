"""The local row of a procedure: which tabs somebody sees, and what every page of a procedure is given."""

from typing import Any

from flask import url_for

from selection.i18n import _l
from selection.procedures import registry
from selection.procedures.models import Procedure, SeatKind
from selection.procedures.queries import Hats, newest_definition, open_round

# name of the tab, its words, its endpoint
TABS = (
    ("overview", _l("Overview"), "procedures.overview"),
    ("candidates", _l("Candidates"), "candidates.index"),
    ("panel", _l("Panel"), "procedures.panel"),
    ("planning", _l("Planning"), "planning.index"),
    ("scores", _l("Scores"), "rounds.progress"),
    ("ranking", _l("Ranking"), "results.ranking"),
    ("reserve", _l("Reserve"), "reserves.show"),
    ("rules", _l("Rules"), "procedures.rules"),
    ("log", _l("Log"), "procedures.log"),
)
FOR_SEATS = frozenset({"overview", "planning", "rules", "log"})


def tabs(procedure: Procedure, hats: Hats, current: str) -> list[dict[str, Any]]:
    """The tabs that the person may see: HR all of them, a seat the overview, the planning, the rules and the log, who acts as chair and the
    secretary also the scores; the ranking who may read it.
    """
    seen = []
    for name, label, endpoint in TABS:
        if not _seen(procedure, hats, name):
            continue
        values: dict[str, Any] = {"round_code": scores_round(procedure, hats)} if name == "scores" else {}
        seen.append({"label": label, "url": url_for(endpoint, procedure_id=procedure.id, **values), "current": name == current})
    return seen


def _seen(procedure: Procedure, hats: Hats, name: str) -> bool:
    if name == "ranking":
        return any(registry.ranking_readers(procedure, hats))
    return hats.hr or name in FOR_SEATS or (name == "scores" and bool(followed(hats)))


def followed(hats: Hats) -> frozenset[str]:
    """Rounds of which a seat sees the progress: as acting chair, or as secretary."""
    return hats.chairs | {code for code, seat in hats.seats.items() if seat.kind == SeatKind.SECRETARY}


def scores_round(procedure: Procedure, hats: Hats) -> str:
    """The round that the tab Scores opens: the open one, else the last that is closed, else the first; for a seat one that is chaired or followed."""
    runs = [run for run in procedure.rounds if hats.hr or run.code in followed(hats)]
    current = open_round(procedure)
    if current in runs:
        return current.code
    closed = [run for run in runs if run.closed_at is not None]
    return (closed[-1] if closed else runs[0]).code


def page(procedure: Procedure, hats: Hats, current: str) -> dict[str, Any]:
    """What `layouts/procedure.html` and its pages read: `procedure`, `hats`, `procedure_tabs`, `rules_fingerprint`."""
    fingerprint = newest_definition(procedure).fingerprint
    return {"procedure": procedure, "hats": hats, "procedure_tabs": tabs(procedure, hats, current), "rules_fingerprint": fingerprint}
