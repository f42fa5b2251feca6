"""An independent second computation of the rules, to hold the engine against.

Written from the rules alone, with `Fraction` and the standard library; simple and slow on purpose. It imports nothing of the
application and shares no code with `scoring`. Input that the rules refuse is not diagnosed here: it raises ValueError or KeyError.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

Table = dict[str, Any]

NOT_OBSERVED = {"not observed", "niet waargenomen"}
ABSENT = {"absent", "afwezig"}
EXEMPT = {"exempt", "vrijgesteld"}
VERDICTS = {
    "suitable": "suitable",
    "geschikt": "suitable",
    "unsuitable": "unsuitable",
    "ongeschikt": "unsuitable",
    "niet geschikt": "unsuitable",
}
FAREWELLS = {
    "withdrawn": "withdrawn",
    "teruggetrokken": "withdrawn",
    "excluded": "excluded",
    "uitgesloten": "excluded",
}
CONSENSUS = "consensus"
DEFAULT_SCALE = {"min": 0, "max": 10, "step": "0.5"}


# How numbers are read and rounded


def number(text: object) -> Fraction:
    """The exact value of an integer or a decimal text with comma or point."""
    whole, _, decimals = str(text).strip().replace(",", ".").partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def percentage(text: object) -> Fraction:
    """The exact share that a text such as "33,3 %" stands for."""
    bare = str(text).strip()
    if not bare.endswith("%"):
        raise ValueError(f"{bare!r} is no percentage")
    return number(bare[:-1]) / 100


def rounded(exact: Fraction, step: Fraction | None) -> Fraction:
    """R2: half up to the step; the exact figure where nothing is rounded (step None)."""
    if step is None:
        return exact
    steps, rest = divmod(exact, step)
    return (steps + 1) * step if rest * 2 >= step else steps * step


# The scheme


def read_scale(table: Mapping[str, Any]) -> dict[object, tuple[Fraction, Fraction]]:
    """R4: allowed rating -> (position in rating units or label steps, share)."""
    if "labels" in table:
        labels = table["labels"]
        last = len(labels) - 1
        shares = [number(share) for share in table["shares"]] if "shares" in table else [Fraction(i, last) for i in range(last + 1)]
        return {label: (Fraction(i), shares[i]) for i, label in enumerate(labels)}
    low, high, step = number(table.get("min", 0)), number(table["max"]), number(table["step"])
    allowed: dict[object, tuple[Fraction, Fraction]] = {}
    rating = low
    while rating <= high:
        allowed[rating] = (rating, (rating - low) / (high - low))
        rating += step
    return allowed


def on_scale(part: Table, text: object) -> tuple[Fraction, Fraction]:
    """(position, share) of a rating of the part's scale; KeyError off the scale."""
    scale: dict[object, tuple[Fraction, Fraction]] = part["scale"]
    return scale[text] if part["labelled"] else scale[number(text)]


def read_part(table: Mapping[str, Any], scheme: Mapping[str, Any], scales: Mapping[str, Any]) -> Table:
    """One part with every default filled in (R7, R10) and the neutralised criteria left out (R9)."""
    part: Table = {"code": table["code"]}
    if table.get("verdict"):
        return part | {"kind": "verdict", "maximum": Fraction(0)}
    part["maximum"] = number(table["points"])
    part["mark"] = percentage(table.get("pass_mark", scheme.get("part_pass_mark", "50%"))) * part["maximum"]
    part["kind"] = "criteria" if table.get("criteria") else "direct"
    source = {**scheme, **table} if part["kind"] == "criteria" else table
    part["min_assessors"] = int(source.get("min_assessors", 2 if part["kind"] == "criteria" else 1))
    part["tolerance"] = number(source["tolerance"]) if "tolerance" in source else None
    part["needs_consensus"] = source.get("consensus", "optional") == "required"
    if part["kind"] == "direct":
        return part
    scale = scales[table["scale"]] if "scale" in table else DEFAULT_SCALE
    part["labelled"] = "labels" in scale
    part["scale"] = read_scale(scale)
    dropped = {entry["criterion"] for entry in scheme.get("neutralised", []) if entry["part"] == part["code"]}
    part["criteria"] = {}
    for entry in table["criteria"]:
        code = entry["topic"] if "topic" in entry else entry["competency"]
        if code not in dropped:
            minimum = on_scale(part, entry["minimum"])[1] if "minimum" in entry else None
            part["criteria"][code] = {"weight": number(entry.get("weight", 1)), "minimum": minimum}
    return part


def read_scheme(definition: Mapping[str, Any]) -> Table:
    """The definition's scheme, every number exact and every default filled in."""
    scheme = definition.get("scheme", {})
    scales = definition.get("scales", {})
    rounds = [[read_part(table, scheme, scales) for table in entry["parts"]] for entry in definition["rounds"]]
    parts = {part["code"]: part for entry in rounds for part in entry}
    maximum = sum((part["maximum"] for part in parts.values()), Fraction(0))
    step = scheme.get("rounding", "0.01")
    return {
        "rounds": rounds,
        "parts": parts,
        "rounding": None if step == "none" else number(step),
        "maximum": maximum,
        "required": percentage(scheme.get("total_pass_mark", "60%")) * maximum,
        "decide": scheme.get("ties", "shared") == "decide",
        "tie_break": list(scheme.get("tie_break", [])),
    }


# The rows


def new_cell() -> Table:
    """What is known of one candidate in one part: word (verdict, absent, exempt), judgements, sheets that were handed in."""
    return {"word": None, "given": {}, "settled": {}, "sheets": set(), "expected": set()}


def read_rows(rows: Iterable[Mapping[str, str]], extras: Mapping[str, Any]) -> tuple[dict[str, dict[str, Table]], dict[str, str]]:
    """candidate -> part -> cell, and candidate -> withdrawn or excluded.

    A draft and the sheet of a recused assessor do not count; a draft is still owed, a recused assessor is not expected (R6, R7).
    """
    cells: dict[str, dict[str, Table]] = {code: {} for code in extras.get("candidates", [])}
    farewells: dict[str, str] = {}
    drafts, recused = extras.get("drafts", set()), extras.get("recused", set())
    for row in rows:
        candidate, part, value = row["candidate"], row["part"], row["value"].strip()
        mine = cells.setdefault(candidate, {})
        if not part:
            farewells[candidate] = FAREWELLS[value.lower()]
            continue
        cell = mine.setdefault(part, new_cell())
        assessor, criterion = row["assessor"], row["criterion"]
        if not assessor:
            cell["word"] = value.lower()
        elif assessor.lower() == CONSENSUS:
            cell["settled"][criterion] = value
        elif (candidate, part, assessor) not in drafts and (candidate, part, assessor) not in recused:
            cell["sheets"].add(assessor)
            if value.lower() not in NOT_OBSERVED:
                cell["given"].setdefault(criterion, []).append(value)
    for (candidate, part), assessors in extras.get("expected", {}).items():
        cell = cells.setdefault(candidate, {}).setdefault(part, new_cell())
        cell["expected"] = {name for name in assessors if (candidate, part, name) not in recused}
    return cells, farewells


# From ratings to the outcome of a part


def combine(part: Table, cell: Table, criterion: str) -> Table:
    """R6 and R7 for one criterion ("" on a directly marked part): the combined figure, and what completeness asks."""
    if part["kind"] == "direct":
        figures = [(number(text), number(text)) for text in cell["given"].get(criterion, [])]
    else:
        figures = [on_scale(part, text) for text in cell["given"].get(criterion, [])]
    settled = None
    if criterion in cell["settled"]:
        text = cell["settled"][criterion]
        settled = number(text) if part["kind"] == "direct" else on_scale(part, text)[1]
    positions = [position for position, _ in figures]
    spread = max(positions) - min(positions) if positions else Fraction(0)
    too_wide = part["tolerance"] is not None and spread > part["tolerance"]
    too_few = len(figures) < part["min_assessors"]
    mean = sum((figure for _, figure in figures), Fraction(0)) / len(figures) if figures else None
    return {
        "combined": mean if settled is None else settled,
        "settled": settled is not None,
        "spread": spread,
        "too_wide": too_wide,
        "too_few": too_few,
        "complete": settled is not None or not (too_wide or too_few or part["needs_consensus"]),
    }


def finding(outcome: str, points: Fraction | None = None, verdict: str | None = None, **trace: Any) -> Table:
    """The outcome of one part; `trace` tells how it came about (for the coverage of the generator)."""
    return {"outcome": outcome, "points": points, "verdict": verdict, "trace": trace}


def examine_word(part: Table, word: str) -> Table:
    """A verdict, an absence or an exemption (R10, R12)."""
    if word in ABSENT:
        return finding("absent")
    if word in VERDICTS and part["kind"] == "verdict":
        verdict = VERDICTS[word]
        return finding("passed" if verdict == "suitable" else "failed", verdict=verdict)
    first, _, carried = word.partition(" ")
    if first not in EXEMPT or (part["kind"] == "verdict") != (carried.strip() == ""):
        raise ValueError(f"{word!r} means nothing in part {part['code']!r}")
    if part["kind"] == "verdict":
        return finding("exempt", exempt=True)
    points = number(carried)
    return finding("exempt" if points >= part["mark"] else "failed", points, exempt=True)


def examine(scheme: Table, part: Table, cell: Table) -> Table:
    """R6 to R10 and R12: what one admitted candidate reached in one part."""
    if cell["word"] is not None:
        return examine_word(part, cell["word"])
    if part["kind"] == "verdict":
        return finding("pending")
    criteria: dict[str, Table] = {"": {"weight": Fraction(1), "minimum": None}} if part["kind"] == "direct" else part["criteria"]
    judged = {code: combine(part, cell, code) for code in criteria}
    owed = cell["expected"] - cell["sheets"]
    if owed or not all(entry["complete"] for entry in judged.values()):
        return finding("pending", owed=owed, judged=judged)
    weights = sum((entry["weight"] for entry in criteria.values()), Fraction(0))
    exact = sum((criteria[code]["weight"] * judged[code]["combined"] for code in criteria), Fraction(0)) / weights
    if part["kind"] == "criteria":
        exact *= part["maximum"]
    points = rounded(exact, scheme["rounding"])
    minima = {code: judged[code]["combined"] - entry["minimum"] for code, entry in criteria.items() if entry["minimum"] is not None}
    passed = points >= part["mark"] and all(margin >= 0 for margin in minima.values())
    return finding("passed" if passed else "failed", points, exact=exact, minima=minima, owed=owed, judged=judged)


# From parts to a status


def trouble(part: Table, found: Table) -> str | None:
    """The status that one part's outcome asks for, or None where the part is passed."""
    if found["outcome"] == "failed":
        return "unsuitable" if part["kind"] == "verdict" else "failed_part"
    return found["outcome"] if found["outcome"] in ("absent", "pending") else None


def follow(scheme: Table, cells: Mapping[str, Table], farewell: str | None) -> Table:
    """R11, R13 and R14: one candidate through the rounds."""
    parts: dict[str, Table] = {}
    status: str | None = None
    for entry in scheme["rounds"]:
        if status is not None:
            parts |= {part["code"]: finding("not_admitted") for part in entry}
            continue
        found = {part["code"]: examine(scheme, part, cells.get(part["code"], new_cell())) for part in entry}
        troubles = {trouble(part, found[part["code"]]) for part in entry}
        status = next((word for word in ("absent", "unsuitable", "failed_part", "pending") if word in troubles), None)
        parts |= found
    total = None
    if status is None:
        total = sum((found["points"] for found in parts.values() if found["points"] is not None), Fraction(0))
        status = "ranked" if total >= scheme["required"] else "below_total"
    if farewell is not None:
        status, total = farewell, None
    return {"status": status, "rank": None, "total": total, "parts": parts}


# Ranking


def draw_order(seed: str, codes: Iterable[str]) -> list[str]:
    """R15: by SHA-256 of seed, line feed and code, smallest first."""
    return sorted(codes, key=lambda code: hashlib.sha256(f"{seed}\n{code}".encode()).hexdigest())


def settle(group: list[str], decisions: Iterable[Mapping[str, Any]]) -> list[str] | None:
    """The order that the first decision naming all of a tied group gives it, or None where the tie stays open."""
    for decision in decisions:
        draw = decision.get("draw")
        named = draw["candidates"] if draw else decision["order"]
        if set(group) <= set(named):
            return draw_order(draw["seed"], group) if draw else [code for code in named if code in group]
    return None


def place(scheme: Table, people: dict[str, Table], decisions: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """R15: writes the places and returns the ties that wait for a decision."""
    groups: dict[tuple[Fraction, ...], list[str]] = {}
    for code in sorted(people):
        person = people[code]
        if person["status"] == "ranked":
            figures = (person["total"], *(person["parts"][part]["points"] for part in scheme["tie_break"]))
            groups.setdefault(figures, []).append(code)
    open_ties = []
    ahead = 0
    for figures in sorted(groups, reverse=True):
        group = groups[figures]
        order = settle(group, decisions) if scheme["decide"] and len(group) > 1 else None
        for code in group:
            people[code]["rank"] = ahead + 1 + (order.index(code) if order else 0)
        if scheme["decide"] and len(group) > 1 and order is None:
            open_ties.append(group)
        ahead += len(group)
    return open_ties


def compute(definition: Mapping[str, Any], rows: Iterable[Mapping[str, str]], extras: Mapping[str, Any] | None = None) -> Table:
    """The whole outcome: maximum, required, open_ties, and per candidate status, rank, total and parts.

    `extras` may hold expected, drafts, recused, candidates and decisions, which a scores file cannot say.
    """
    extras = extras or {}
    scheme = read_scheme(definition)
    cells, farewells = read_rows(rows, extras)
    people = {code: follow(scheme, cells[code], farewells.get(code)) for code in sorted(cells)}
    open_ties = place(scheme, people, extras.get("decisions", []))
    for person in people.values():
        person["parts"] = {code: {key: found[key] for key in ("points", "verdict", "outcome")} for code, found in person["parts"].items()}
    return {"maximum": scheme["maximum"], "required": scheme["required"], "open_ties": open_ties, "candidates": people}
