"""What was settled about a tie in words: in one line, in the log, and what the record adds to the full sentence of an outcome."""

from collections.abc import Callable, Mapping
from typing import Any

from scoring import Step
from selection.i18n import _, _l, date_long
from selection.procedures.log import Wording, register_wording
from selection.results.collect import Outcome
from selection.results.models import DECIDED, TieSettlement
from selection.results.sentences import Facts
from selection.results.settlements import as_input
from selection.results.ties import OpenTie, SettledTie, standing_of


def in_words(row: TieSettlement) -> str:
    """A settlement in one line: the order, how, by whom, and its reason."""
    order = ", ".join(as_input(row).arrange(row.codes))
    how = _("decision of the panel") if row.kind == DECIDED else _("draw with starting number %(seed)s", seed=row.seed)
    return " · ".join([order, how, row.settler.name, row.reason])


def lines(collected: Outcome) -> list[str]:
    """The ties of a result for a sheet: what was settled, then what still has to be decided."""
    standing = standing_of(collected)
    return [settled_line(tie) for tie in standing.settled] + [open_line(tie) for tie in standing.open]


def open_line(tie: OpenTie) -> str:
    """An open tie for a list of results."""
    return _("The order of %(codes)s still has to be decided; until then they share place %(place)s.", codes=", ".join(tie.codes), place=tie.place)


def settled_line(tie: SettledTie) -> str:
    """A settled tie for a list of results: who stands where, and how that can be checked."""
    values = {"codes": ", ".join(tie.codes), "first": tie.place, "last": tie.place + len(tie.codes) - 1, "date": date_long(tie.row.settled_at)}
    if tie.row.kind == DECIDED:
        return _("Places %(first)s to %(last)s (%(codes)s): order decided by the panel on %(date)s.", **values)
    witness = tie.row.witness.name if tie.row.witness else "–"
    return _(
        "Places %(first)s to %(last)s (%(codes)s): order drawn on %(date)s, starting number %(seed)s, witness %(witness)s.",
        seed=tie.row.seed,
        witness=witness,
        **values,
    )


def with_settlements(collected: Outcome, facts: Callable[[str], Facts]) -> Callable[[str], Facts]:
    """The facts of a candidate, with date, reason or witness of what settled the own tie (R15, R18)."""
    known = {code: _facts(tie.row) for tie in standing_of(collected).settled for code in tie.codes}

    def of(candidate: str) -> Facts:
        base = facts(candidate)

        def read(step: Step) -> Mapping[str, str]:
            return known.get(candidate, {}) if step.rule == "R15" else base(step)

        return read

    return of if known else facts


def _facts(row: TieSettlement) -> Mapping[str, str]:
    if row.kind == DECIDED:
        return {"datum": date_long(row.settled_at), "reden": row.reason}
    return {"datum": date_long(row.settled_at), "getuige": row.witness.name if row.witness else ""}


def _listed(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"candidates": ", ".join(values["candidates"])}


register_wording(
    {
        "tie.decided": Wording(kind="results", text=_l("Order decided by the panel: %(candidates)s."), prepare=_listed),
        "tie.drawn": Wording(
            kind="results",
            text=_l("Lots drawn for %(candidates)s, starting number %(seed)s, witness %(witness)s."),
            people=("witness",),
            prepare=_listed,
        ),
        "tie.undone": Wording(kind="results", text=_l("Settled order of %(candidates)s undone."), prepare=_listed),
    }
)
