"""A ranking as files and on the terminal: JSON, CSV and a plain table, all from the engine's result."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from scoring import Result, as_data, fingerprint
from scoring.numbers import shortest
from scoring.texts import points_text
from selection.results.sentences import Wording, figure, status_word

_HEAD = {"nl": ("Plaats", "Kandidaat", "Status", "Totaal", "Vereist"), "en": ("Place", "Candidate", "Status", "Total", "Required")}
_STATE = {
    "nl": {
        "passed": "geslaagd",
        "failed": "niet geslaagd",
        "absent": "afwezig",
        "exempt": "vrijgesteld",
        "pending": "nog open",
        "not_admitted": "niet toegelaten",
    },
    "en": {"passed": "passed", "failed": "not passed", "absent": "absent", "exempt": "exempt", "pending": "pending", "not_admitted": "not admitted"},
}
_VERDICT = {"nl": {True: "geschikt", False: "ongeschikt"}, "en": {True: "suitable", False: "unsuitable"}}


def ranking_data(result: Result, *, vacancy: str, language: str) -> Mapping[str, Any]:
    """The JSON of the README as plain data, each step with its sentence."""
    data: dict[str, Any] = as_data(result, vacancy=vacancy)
    word = Wording(scheme=result.scheme, language=language)
    for candidate in data["candidates"]:
        for step, figures in zip(result.steps(candidate["candidate"]), candidate["steps"], strict=True):
            figures["text"] = word(step)
    return data


def ranking_json(result: Result, *, vacancy: str, language: str) -> str:
    """The JSON of the README as text."""
    return json.dumps(ranking_data(result, vacancy=vacancy, language=language), ensure_ascii=False, indent=1) + "\n"


def ranking_csv(result: Result) -> str:
    """The CSV of the README, for a byte order mark and UTF-8: semicolon, decimal comma, status and outcome as in the JSON."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    parts = result.scheme.parts
    writer.writerow(["plaats", "kandidaat", "status", "totaal", "vereist", *(f"{part.code} {what}" for part in parts for what in ("punten", "uitkomst"))])
    required = figure(shortest(result.scheme.required), "nl")
    for outcome in result:
        cells = ["" if outcome.rank is None else str(outcome.rank), _safe(outcome.candidate), outcome.status.value]
        cells += ["" if outcome.total is None else figure(points_text(result.scheme, outcome.total), "nl"), required]
        for part in outcome.parts:
            cells += ["" if part.points is None else figure(points_text(result.scheme, part.points), "nl"), part.state.value]
        writer.writerow(cells)
    return stream.getvalue()


def ranking_table(result: Result, *, language: str) -> str:
    """A table for the terminal, with the fingerprint of the rules under it."""
    head = [*_HEAD[language], *(part.title for part in result.scheme.parts)]
    required = figure(shortest(result.scheme.required), language)
    rows = [head]
    for outcome in result:
        row = ["" if outcome.rank is None else str(outcome.rank), outcome.candidate, status_word(outcome.status, language)]
        row += ["" if outcome.total is None else figure(points_text(result.scheme, outcome.total), language), required]
        for part in outcome.parts:
            row.append(part_text(result, part.points, part.suitable, part.state.value, language))
        rows.append(row)
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    lines += ["", *({"nl": "Nog te beslissen: ", "en": "Still to be decided: "}[language] + ", ".join(tie) for tie in result.open_ties)]
    lines.append({"nl": "Voorlopig - nog niet vastgesteld. Regels ", "en": "Provisional - not yet established. Rules "}[language] + fingerprint(result.scheme))
    return "\n".join(lines) + "\n"


def part_text(result: Result, points: Any, suitable: bool | None, state: str, language: str) -> str:
    """What became of a part, in a cell: the points or the verdict, and the state where it is not simply passed."""
    shown = _VERDICT[language][suitable] if suitable is not None else ("" if points is None else figure(points_text(result.scheme, points), language))
    if state == "passed" or (state == "failed" and suitable is not None):
        return shown or _STATE[language][state]
    return f"{shown} ({_STATE[language][state]})" if shown else _STATE[language][state]


def state_word(state: str, language: str) -> str:
    """The outcome of a part as a word."""
    return _STATE[language][state]


def verdict_word(suitable: bool, language: str) -> str:
    """A verdict as a word."""
    return _VERDICT[language][suitable]


def _safe(text: str) -> str:
    """A text that a spreadsheet program would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
