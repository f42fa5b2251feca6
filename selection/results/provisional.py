"""What every list of results says of itself until a result is established (R15, R17): provisional, when, the state of each round, the rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scoring import Scheme
from selection.db import now
from selection.i18n import _, moment
from selection.procedures.models import Procedure, ProcedureState
from selection.procedures.queries import newest_definition


@dataclass(frozen=True, kw_only=True)
class Provisional:
    """`rounds` gives the title of each round and its state (`closed`, `open`, `planned`); `fingerprint` that of the rules."""

    at: datetime
    rounds: Sequence[tuple[str, str]]
    fingerprint: str

    @property
    def complete(self) -> bool:
        """Whether every round is closed."""
        return all(state == "closed" for _title, state in self.rounds)

    def lines(self) -> list[str]:
        """The same as lines of text, for a sheet or a print."""
        words = {"closed": _("closed"), "open": _("open"), "planned": _("planned")}
        return [
            _("Provisional - not yet established"),
            _("State on %(moment)s: %(rounds)s", moment=moment(self.at), rounds="; ".join(f"{title}: {words[state]}" for title, state in self.rounds)),
        ]


def provisional(procedure: Procedure, scheme: Scheme) -> Provisional:
    """The state of the procedure now."""
    titles = {round_.code: round_.title for round_ in scheme.rounds}
    rounds: list[tuple[str, str]] = []
    running = procedure.state == ProcedureState.RUNNING
    for run in procedure.rounds:
        state = "closed" if run.closed_at is not None else "open" if running else "planned"
        running = running and state == "closed"
        rounds.append((titles.get(run.code, run.code), state))
    return Provisional(at=now(), rounds=rounds, fingerprint=newest_definition(procedure).fingerprint)
