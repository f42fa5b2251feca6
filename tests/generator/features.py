"""What occurs in a generated procedure, told from its input and the oracle's result, so that coverage can be counted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.oracle import EXEMPT, NOT_OBSERVED, Table, examine, new_cell, number, read_rows, read_scheme

Rows = list[dict[str, str]]


def of_definition(definition: Table, scheme: Table) -> Iterator[str]:
    """What the definition alone shows."""
    told = definition["scheme"]
    if any(len(entry["parts"]) > 1 for entry in definition["rounds"]):
        yield "several parts in a round"
    if scheme["rounding"] is None:
        yield "rounding none"
    elif scheme["rounding"] != Fraction(1, 100):
        yield "rounding other than 0.01"
    if scheme["tie_break"]:
        yield "tie_break"
    if told.get("neutralised"):
        yield "neutralised"
    marks = [told.get("part_pass_mark", "50%")]
    for part in (part for entry in definition["rounds"] for part in entry["parts"]):
        yield from (f"part-level {key}" for key in ("min_assessors", "tolerance", "consensus") if key in part)
        marks.append(part.get("pass_mark", "50%"))
        if "points" not in part:
            yield "verdict part"
        elif not part.get("criteria"):
            yield "direct marks"
        else:
            scale = definition.get("scales", {}).get(part.get("scale"), {})
            yield "numeric scale" if "labels" not in scale else f"labelled scale, {'own' if 'shares' in scale else 'even'} shares"
            weights = [number(entry.get("weight", 1)) for entry in part["criteria"]]
            yield from ("decimal weights" for weight in weights if weight.denominator > 1)
            yield from ("unequal weights" for weight in weights if weight != weights[0])
    yield from ("pass mark with decimals" for mark in marks if "." in mark or "," in mark)


def of_minima(part: Table, found: Table) -> Iterator[str]:
    """Minima of a complete part (R8)."""
    for margin in found["trace"].get("minima", {}).values():
        yield "minimum met" if margin >= 0 else "minimum missed"
        if margin == 0:
            yield "minimum met exactly"
        if margin < 0 and found["points"] >= part["mark"]:
            yield "minimum missed above the mark"


def of_figures(scheme: Table, part: Table, found: Table) -> Iterator[str]:
    """Points, mark and rounding of a scored part."""
    points, exact, step = found["points"], found["trace"].get("exact"), scheme["rounding"]
    exempt = "exempt" in found["trace"]
    if points == part["mark"]:
        yield "exempt exactly on its mark" if exempt else "part mark hit"
    if exempt:
        yield "exempt scored" if found["outcome"] == "exempt" else "exempt under its mark"
    if step is None or exact is None:
        return
    if points == part["mark"] - step:
        yield "one step under a part mark"
    if exact / step % 1 == Fraction(1, 2):
        yield "rounding half"
        if exact // step % 2 == 0:
            yield "rounding half above an even step"
        if points == part["mark"]:
            yield "rounding half onto the mark"


def of_judgements(part: Table, cell: Table, found: Table) -> Iterator[str]:
    """Ratings, consensus, tolerance and seats of a part that was judged."""
    pending = found["outcome"] == "pending"
    if found["trace"].get("owed"):
        yield "owed sheet"
    if part["min_assessors"] == 1 and len(cell["sheets"]) == 1 and not pending:
        yield "one-assessor part"
    for entry in found["trace"].get("judged", {}).values():
        if entry["settled"]:
            yield "consensus"
        elif part["needs_consensus"]:
            yield "consensus required and missing"
        if part["needs_consensus"] and not pending:
            yield "consensus required and given"
        if entry["too_wide"]:
            yield "tolerance exceeded"
            yield "tolerance exceeded and settled" if entry["settled"] else "tolerance exceeded and open"
        elif part["tolerance"] and entry["spread"] == part["tolerance"]:
            yield "spread of exactly the tolerance"
        if entry["too_few"] and not entry["settled"] and cell["sheets"]:
            yield "too few ratings"


def of_cells(scheme: Table, rows: Rows, extras: Table, result: Table) -> Iterator[str]:
    """What happened in the parts that candidates were admitted to."""
    cells, _ = read_rows(rows, extras)
    for code, person in result["candidates"].items():
        for part_code, outcome in person["parts"].items():
            part, cell = scheme["parts"][part_code], cells[code].get(part_code, new_cell())
            if outcome["outcome"] == "not_admitted":
                if cell["word"] or cell["given"]:
                    yield "rated in advance"
                continue
            found = examine(scheme, part, cell)
            if found["outcome"] == "absent":
                yield "absent"
            elif part["kind"] == "verdict":
                yield "exempt verdict" if found["outcome"] == "exempt" else f"verdict {found['verdict'] or 'awaited'}"
            else:
                yield from of_figures(scheme, part, found)
                yield from of_minima(part, found)
                yield from of_judgements(part, cell, found)


def of_rows(scheme: Table, rows: Rows, extras: Table, result: Table) -> Iterator[str]:
    """Rows of parts that candidates were admitted to, and the two ways not to count."""
    for row in rows:
        outcome = result["candidates"][row["candidate"]]["parts"].get(row["part"], {}).get("outcome", "not_admitted")
        if outcome == "not_admitted":
            continue
        key, value = (row["candidate"], row["part"], row["assessor"]), row["value"].lower()
        if value in NOT_OBSERVED:
            yield "not observed, too few left" if outcome == "pending" else "not observed"
        if key in extras["drafts"]:
            yield "draft of an expected assessor" if key[2] in extras["expected"].get(key[:2], []) else "draft"
        if key in extras["recused"]:
            yield "recused"
        scale = scheme["parts"][row["part"]]
        if row["criterion"] and row["criterion"] not in scale.get("criteria", {}):
            yield "neutralised criterion with ratings"
        if "," in value and value.split(" ")[0] not in EXEMPT:
            yield "decimal comma"


def of_totals(scheme: Table, result: Table) -> Iterator[str]:
    """Statuses, and totals beside the total mark."""
    for person in result["candidates"].values():
        yield f"status {person['status']}"
        if person["status"] == "ranked" and person["total"] == result["required"]:
            yield "total mark hit"
        if person["status"] == "below_total" and scheme["rounding"] and person["total"] == result["required"] - scheme["rounding"]:
            yield "one step under the total mark"


def exact_total(scheme: Table, cells: dict[str, Table]) -> Fraction:
    """The sum that somebody would rank by who forgot to round."""
    found = [examine(scheme, part, cells.get(part["code"], new_cell())) for part in scheme["parts"].values()]
    return sum((entry["trace"].get("exact", entry["points"] or Fraction(0)) for entry in found), Fraction(0))


def of_ranking(scheme: Table, rows: Rows, extras: Table, result: Table) -> Iterator[str]:
    """Shared places, tie-breaks, and what became of ties that are to be decided."""
    ranked = {code: person for code, person in result["candidates"].items() if person["status"] == "ranked"}
    cells, _ = read_rows(rows, extras)
    totals: dict[Fraction, list[str]] = {}
    for code, person in ranked.items():
        totals.setdefault(person["total"], []).append(code)
    for total, codes in totals.items():
        figures: dict[Any, list[str]] = {}
        for code in codes:
            figures.setdefault(tuple(ranked[code]["parts"][part]["points"] for part in scheme["tie_break"]), []).append(code)
        if len(figures) > 1:
            yield "tie_break orders an equal total"
        for group in (group for group in figures.values() if len(group) > 1):
            if len({ranked[code]["rank"] for code in group}) == 1:
                yield "shared place"
                if len(group) > 2:
                    yield "place shared by three or more"
                if any(person["total"] < total for person in ranked.values()):
                    yield "places skipped after a shared place"
            if len({exact_total(scheme, cells[code]) for code in group}) > 1:
                yield "equal only after rounding"
            if scheme["decide"]:
                yield from of_decisions(group, extras["decisions"])


def of_decisions(group: list[str], decisions: list[Table]) -> Iterator[str]:
    """How one tie that is to be decided ended."""
    for decision in decisions:
        named = decision["draw"]["candidates"] if "draw" in decision else decision["order"]
        if set(group) <= set(named):
            yield "tie drawn" if "draw" in decision else "tie decided"
            if set(group) != set(named):
                yield "decision passes over the untied"
            return
        if set(group) & set(named):
            yield "decision names too few"
    yield "tie open"


def features(definition: Table, rows: Rows, extras: Table, result: Table) -> set[str]:
    """The names of everything that occurs at least once in this procedure."""
    scheme = read_scheme(definition)
    return {
        *of_definition(definition, scheme),
        *of_cells(scheme, rows, extras, result),
        *of_rows(scheme, rows, extras, result),
        *of_totals(scheme, result),
        *of_ranking(scheme, rows, extras, result),
    }
