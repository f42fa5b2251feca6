"""An open tie, what was settled about one, and the ties of a ranking, as finished objects for their pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for

from scoring import Draw
from scoring.scheme import Ties
from scoring.texts import points_text
from selection.i18n import _, language
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats, definition_of
from selection.procedures.registry import Todo
from selection.results.collect import Outcome, closed_rounds, outcome_of
from selection.results.models import DRAWN, TieSettlement
from selection.results.sentences import figure
from selection.results.settlements import as_input, last_closing
from selection.results.tie_words import in_words, open_line, settled_line
from selection.results.ties import OpenTie, Standing, rights_of, standing_of


@dataclass(frozen=True, kw_only=True)
class Tied:
    """A candidate in a tie: the place where it is known, and for a draw the digits that order it (`lot`)."""

    id: UUID
    code: str
    name: str
    place: int | None = None
    lot: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """One decision or draw. `state` is `counts`, `lapsed`, `undone` or `replaced`, and `why` says more; `replaced_by` is the later one.

    `rows` are in the order that it gives; a place stands there only where it counts now.
    """

    id: UUID
    drawn: bool
    title: str
    state: str
    why: str
    replaced_by: UUID | None
    settled_at: datetime
    settled_by: str
    witness: str
    seed: str
    reason: str
    rows: Sequence[Tied]


@dataclass(frozen=True, kw_only=True)
class TiePage:
    """An open tie: the place that its candidates share, their total, when the last round was closed, and what was settled earlier about one of them."""

    place: int
    last: int
    total: str
    closed_at: datetime | None
    rows: Sequence[Tied]
    earlier: Sequence[RecordPage]


@dataclass(frozen=True, kw_only=True)
class TieLine:
    """One line about a tie under a ranking; `place` leads to settling it and `record` to what was settled, None where there is nothing to open."""

    text: str
    codes: str
    place: int | None = None
    record: UUID | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class TieLines:
    """The ties of a ranking in words."""

    open: Sequence[TieLine] = ()
    settled: Sequence[TieLine] = ()
    lapsed: Sequence[TieLine] = ()


def tie_page(collected: Outcome, place: int, codes: Sequence[str], names: Mapping[str, str], rows: Sequence[TieSettlement]) -> TiePage:
    """An open tie, with the earlier settlements (newest first) that name one of its candidates."""
    standing = standing_of(collected)
    total = collected.result.of(codes[0]).total
    return TiePage(
        place=place,
        last=place + len(codes) - 1,
        total="" if total is None else figure(points_text(collected.result.scheme, total), language()),
        closed_at=last_closing(collected.procedure),
        rows=[Tied(id=collected.ids[code], code=code, name=names.get(code, "")) for code in codes],
        earlier=[record_page(collected, standing, row, names) for row in reversed(rows) if set(row.codes) & set(codes)],
    )


def record_page(collected: Outcome, standing: Standing, row: TieSettlement, names: Mapping[str, str]) -> RecordPage:
    """What was settled, and whether it counts now."""
    state, why = _state(standing, row)
    counts = standing.of(row)
    places = {code: counts.place + step for step, code in enumerate(counts.codes)} if counts else {}
    settlement = as_input(row)
    lots = {code: settlement.lot(code) for code in row.codes} if isinstance(settlement, Draw) else {}
    ids = {place.candidate.code or "": place.candidate_id for place in row.places}
    return RecordPage(
        id=row.id,
        drawn=row.kind == DRAWN,
        title=", ".join(sorted(row.codes)),
        state=state,
        why=why,
        replaced_by=row.replaced_by,
        settled_at=row.settled_at,
        settled_by=row.settler.name,
        witness=row.witness.name if row.witness is not None else "",
        seed=row.seed,
        reason=row.reason,
        rows=[
            Tied(id=ids[code], code=code, name=names.get(code, ""), place=places.get(code), lot=lots.get(code, "")) for code in settlement.arrange(row.codes)
        ],
    )


def _state(standing: Standing, row: TieSettlement) -> tuple[str, str]:
    if row.replaced_by is not None:
        return "replaced", _("A later decision or draw about these candidates took its place.")
    if row.ended_at is not None:
        return "undone", _("Undone by %(name)s: %(reason)s", name=row.ender.name if row.ender else "–", reason=row.end_reason)
    lapsed = next((one for one in standing.lapsed if one.row is row), None)
    if lapsed is not None:
        return "lapsed", lapsed.why
    tie = standing.of(row)
    passed_over = [code for code in sorted(row.codes) if tie is not None and code not in tie.codes]
    return "counts", _("No longer tied and passed over: %(codes)s.", codes=", ".join(passed_over)) if passed_over else ""


@registry.waiting.register
def waiting(procedure: Procedure, hats: Hats) -> Sequence[Todo]:
    """For who may settle it: the open ties of a procedure whose rounds are all closed."""
    if last_closing(procedure) is None or not (hats.hr or hats.chairs) or definition_of(procedure).scheme.ties is not Ties.DECIDE:
        return []
    collected = outcome_of(procedure, rounds=closed_rounds(procedure))
    mine = [tie for tie in standing_of(collected).open if _may_settle(collected, hats, tie)]
    return [
        Todo(text=open_line(tie), url=url_for("ties.settle", procedure_id=procedure.id, place=tie.place), link=_("Settle the order"), blocks=False)
        for tie in mine
    ]


def tie_lines(collected: Outcome, hats: Hats) -> TieLines:
    """The ties under a ranking, each with its way on for this reader."""
    standing = standing_of(collected)
    closed = last_closing(collected.procedure) is not None
    return TieLines(
        open=[
            TieLine(
                text=open_line(tie),
                codes=", ".join(tie.codes),
                place=tie.place if closed and _may_settle(collected, hats, tie) else None,
            )
            for tie in standing.open
        ],
        settled=[TieLine(text=settled_line(tie), codes=", ".join(tie.codes), record=tie.row.id) for tie in standing.settled],
        lapsed=[TieLine(text=in_words(lapsed.row), codes=", ".join(lapsed.row.codes), record=lapsed.row.id, why=lapsed.why) for lapsed in standing.lapsed],
    )


def _may_settle(collected: Outcome, hats: Hats, tie: OpenTie) -> bool:
    rights = rights_of(collected.procedure, hats, [collected.ids[code] for code in tie.codes])
    return rights.decide or rights.draw
