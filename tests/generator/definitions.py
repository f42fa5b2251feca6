"""Seeded vacancy definitions that use every key of the scheme; all of them are valid."""

from __future__ import annotations

from random import Random
from typing import Any

Table = dict[str, Any]

SCALES: dict[str, Table] = {
    "tien": {"min": "0", "max": "10", "step": "0.5"},
    "vijf": {"min": 1, "max": 5, "step": 1},
    "kwart": {"max": "4", "step": "0,25"},
    "woorden": {"labels": ["onvoldoende", "enigszins onvoldoende", "normaal", "goed", "uitstekend"]},
    "derden": {"labels": ["zwak", "matig", "sterk", "zeer sterk"]},
    "trap": {"labels": ["neen", "deels", "grotendeels", "ja"], "shares": ["0", "0.4", "0.4", "1"]},
    "krap": {"labels": ["D", "C", "B", "A"], "shares": ["0.1", "0,35", "0.5", "0.95"]},
}
TOPICS = ["visie", "motivatie", "coachen", "overleg", "inzicht"]
STEPS = [None, None, "0.01", "0,01", "0.1", "0.5", "0.25", 1, "1", "none", "none", "none"]
MAXIMA: list[int | str] = [10, 20, 30, 40, 50, 60, 70, "100", 7, 15]
FINE_MAXIMA: list[int | str] = ["7.5", "12,5", "22.5"]
PART_MARKS = ["50%", "50 %", "60%", "40%", "33.3%", "55,5%", "65%", "25%", "0%", "100%"]
PART_MARK_CHANCES = [6, 3, 3, 3, 3, 3, 1, 1, 0.3, 0.3]
TOTAL_MARKS = ["60%", "60 %", "50%", "55%", "65%", "66.6%", "62,5%"]
MINIMA = {
    "default": ["4", "5", "5.5"],
    "tien": ["5", "6,0"],
    "vijf": ["2", "3"],
    "kwart": ["1.5", "2"],
    "woorden": ["enigszins onvoldoende", "normaal"],
    "derden": ["matig"],
    "trap": ["deels", "grotendeels"],
    "krap": ["C", "B"],
}


def chance(rng: Random, share: float) -> bool:
    """True in about `share` of the calls."""
    return rng.random() < share


def criteria(rng: Random, scale: str) -> list[Table]:
    """One to four criteria with weights, some with a minimum of the scale."""
    weights: list[int | str | None] = rng.choice([[None], [None, 1, 2, 3], ["0.15", "0.25", "0,60", "2.5", 1], [1, 2, "0.5"]])
    found = []
    for topic in rng.sample(TOPICS, rng.choice([1, 2, 2, 3, 3, 4])):
        entry: Table = {"topic": topic, "title": topic.capitalize()}
        weight = rng.choice(weights)
        if weight is not None:
            entry["weight"] = weight
        if chance(rng, 0.3):
            entry["minimum"] = rng.choice(MINIMA[scale])
        found.append(entry)
    return found


def completeness(rng: Random, share: float) -> Table:
    """Some of the three keys of R7, each in about `share` of the calls."""
    keys: Table = {}
    if chance(rng, share):
        keys["min_assessors"] = rng.choice([1, 1, 2, 3])
    if chance(rng, share):
        keys["tolerance"] = rng.choice([1, 2, "2", "1.5", "1,0", "0.5"])
    if chance(rng, share):
        keys["consensus"] = rng.choice(["optional", "optional", "required"])
    return keys


def scored_part(rng: Random, code: str, fine: bool) -> Table:
    """A part with criteria on some scale, or one that is marked directly."""
    part: Table = {"code": code, "title": f"Deel {code}", "points": rng.choice(MAXIMA + (FINE_MAXIMA if fine else []))}
    if chance(rng, 0.3):
        part["pass_mark"] = rng.choices(PART_MARKS, PART_MARK_CHANCES)[0]
    if chance(rng, 0.45):
        part |= completeness(rng, 0.25)
        return part
    scale = rng.choice(["default", *SCALES])
    if scale != "default":
        part["scale"] = scale
    part["criteria"] = criteria(rng, scale)
    part |= completeness(rng, 0.15)
    return part


def verdict_part(rng: Random, code: str) -> Table:
    """A part that only eliminates; it may list what is looked at."""
    part: Table = {"code": code, "title": f"Deel {code}", "verdict": True}
    if chance(rng, 0.3):
        part["criteria"] = [{"topic": "houding", "title": "Houding"}]
    return part


def rounds(rng: Random, fine: bool) -> list[Table]:
    """One to three rounds of one to three parts, at least one of them scored."""
    layout = [rng.choice([1, 1, 1, 2, 2, 3]) for _ in range(rng.choice([1, 2, 2, 3, 3]))]
    kinds = ["verdict" if chance(rng, 0.3) else "scored" for _ in range(sum(layout))]
    if "scored" not in kinds:
        kinds[rng.randrange(len(kinds))] = "scored"
    found, parts = [], 0
    for number, size in enumerate(layout, 1):
        entry: Table = {"code": f"ronde-{number}", "title": f"Ronde {number}", "parts": []}
        for _ in range(size):
            code = f"deel-{parts + 1}"
            entry["parts"].append(scored_part(rng, code, fine) if kinds[parts] == "scored" else verdict_part(rng, code))
            parts += 1
        found.append(entry)
    return found


def neutralised(rng: Random, parts: list[Table]) -> list[Table]:
    """In some definitions one or two criteria that dropped out; one always stays in its part (R9)."""
    wide = [part for part in parts if "points" in part and len(part.get("criteria", [])) > 1]
    if not wide or not chance(rng, 0.3):
        return []
    part = rng.choice(wide)
    dropped = rng.sample(part["criteria"], rng.randint(1, min(2, len(part["criteria"]) - 1)))
    return [{"part": part["code"], "criterion": entry["topic"], "reason": "De vraag bevatte een fout."} for entry in dropped]


def definition(rng: Random) -> Table:
    """A valid definition with code, title, scheme, scales and rounds."""
    step = rng.choice(STEPS)
    found = rounds(rng, fine=step not in (1, "1"))
    parts = [part for entry in found for part in entry["parts"]]
    scheme: Table = completeness(rng, 0.35)
    if step is not None:
        scheme["rounding"] = step
    if chance(rng, 0.5):
        scheme["part_pass_mark"] = rng.choices(PART_MARKS, PART_MARK_CHANCES)[0]
    if chance(rng, 0.6):
        scheme["total_pass_mark"] = rng.choice(TOTAL_MARKS)
    if chance(rng, 0.55):
        scheme["ties"] = rng.choice(["decide", "decide", "decide", "shared"])
    if chance(rng, 0.35):
        scored = [part["code"] for part in parts if "points" in part]
        scheme["tie_break"] = rng.sample(scored, rng.randint(1, min(2, len(scored))))
    dropped = neutralised(rng, parts)
    if dropped:
        scheme["neutralised"] = dropped
    used = sorted({part["scale"] for part in parts if "scale" in part})
    whole: Table = {"code": "voorbeeld", "title": "Voorbeeld", "scheme": scheme}
    if used:
        whole["scales"] = {name: dict(SCALES[name]) for name in used}
    return whole | {"rounds": found}
