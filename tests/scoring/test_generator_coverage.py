"""The generated procedures are valid, replayable, and hold every situation often enough to be worth comparing."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from tests.generator.features import features
from tests.generator.procedure import procedure
from tests.oracle import ABSENT, EXEMPT, NOT_OBSERVED, VERDICTS, compute, number, on_scale, read_scheme

PROCEDURES = 2000

# The least share of the procedures, in percent, in which each must occur.
FLOORS = {
    **dict.fromkeys(("status pending", "status ranked", "status failed_part", "status unsuitable"), 5),
    **dict.fromkeys(("status below_total", "status absent", "status withdrawn", "status excluded"), 5),
    **dict.fromkeys(("part mark hit", "total mark hit", "one step under a part mark", "one step under the total mark"), 5),
    **dict.fromkeys(("rounding half", "rounding half above an even step", "rounding half onto the mark"), 3),
    **dict.fromkeys(("shared place", "places skipped after a shared place"), 10),
    **dict.fromkeys(("place shared by three or more", "equal only after rounding", "tie_break", "tie_break orders an equal total"), 5),
    **dict.fromkeys(("tie open", "tie decided", "tie drawn", "decision passes over the untied", "decision names too few"), 5),
    **dict.fromkeys(("consensus", "consensus required and given", "consensus required and missing"), 5),
    **dict.fromkeys(("tolerance exceeded", "tolerance exceeded and settled", "tolerance exceeded and open"), 5),
    **dict.fromkeys(("spread of exactly the tolerance", "too few ratings"), 5),
    **dict.fromkeys(("not observed", "not observed, too few left"), 5),
    **dict.fromkeys(("minimum met", "minimum met exactly", "minimum missed", "minimum missed above the mark"), 5),
    **dict.fromkeys(("neutralised", "neutralised criterion with ratings"), 5),
    **dict.fromkeys(("exempt verdict", "exempt scored", "exempt exactly on its mark", "exempt under its mark"), 5),
    **dict.fromkeys(("absent", "verdict suitable", "verdict unsuitable", "verdict awaited", "rated in advance"), 5),
    **dict.fromkeys(("labelled scale, even shares", "labelled scale, own shares", "numeric scale", "direct marks"), 5),
    **dict.fromkeys(("several parts in a round", "verdict part", "rounding none", "rounding other than 0.01"), 5),
    **dict.fromkeys(("draft", "draft of an expected assessor", "recused", "owed sheet", "one-assessor part"), 5),
    **dict.fromkeys(("part-level min_assessors", "part-level tolerance", "part-level consensus"), 5),
    **dict.fromkeys(("decimal weights", "unequal weights", "pass mark with decimals", "decimal comma"), 5),
}


def test_every_situation_occurs_often_enough() -> None:
    seen: Counter[str] = Counter()
    for seed in range(PROCEDURES):
        definition, rows, extras = procedure(seed)
        seen.update(features(definition, rows, extras, compute(definition, rows, extras)))
    table = "\n".join(f"{seen[name] * 100 / PROCEDURES:6.1f} % of at least {floor} %  {name}" for name, floor in FLOORS.items())
    short = [name for name, floor in FLOORS.items() if seen[name] * 100 < floor * PROCEDURES]
    assert not short, f"too rare: {', '.join(short)}\n{table}"
    assert set(seen) == set(FLOORS), "every feature has a floor"


def faults_of_definition(definition: dict[str, Any]) -> list[str]:
    scheme = read_scheme(definition)
    step = scheme["rounding"]
    faults = [f"maximum of {code}" for code, part in scheme["parts"].items() if step and part["maximum"] % step]
    faults += [f"nothing left of {code}" for code, part in scheme["parts"].items() if part["kind"] == "criteria" and not part["criteria"]]
    if not any(part["kind"] != "verdict" for part in scheme["parts"].values()):
        faults.append("no scored part")
    return faults + [f"tie_break {code}" for code in scheme["tie_break"] if scheme["parts"][code]["kind"] == "verdict"]


def fault_of_value(part: dict[str, Any], row: dict[str, str], step: Fraction | None) -> str | None:
    value = row["value"].lower()
    if not row["assessor"]:
        word, _, points = value.partition(" ")
        if word in EXEMPT and points:
            good = number(points) <= part["maximum"] and number(points) % (step or Fraction(1, 10000)) == 0
        else:
            good = value in ABSENT or (part["kind"] == "verdict" and (value in EXEMPT or value in VERDICTS))
    elif part["kind"] == "criteria":
        good = bool(row["criterion"]) and (value in NOT_OBSERVED or on_scale(part, row["value"]) is not None)
    else:
        good = part["kind"] == "direct" and not row["criterion"] and number(value) <= part["maximum"]
    return None if good else f"value {row}"


def faults_of_rows(definition: dict[str, Any], rows: list[dict[str, str]], extras: dict[str, Any]) -> list[str]:
    scheme = read_scheme(definition)
    parts, step = scheme["parts"], scheme["rounding"]
    tables = [table for entry in definition["rounds"] for table in entry["parts"]]
    criteria = {(table["code"], entry["topic"]) for table in tables for entry in table.get("criteria", [])}
    judged = [row for row in rows if row["part"]]
    faults = [fault for row in judged if (fault := fault_of_value(parts[row["part"]], row, step))]
    faults += [f"criterion {row}" for row in judged if row["criterion"] and (row["part"], row["criterion"]) not in criteria]
    keys = Counter((row["candidate"], row["part"], row["assessor"], row["criterion"]) for row in rows)
    faults += [f"twice {key}" for key, times in keys.items() if times > 1]
    cells = Counter((row["candidate"], row["part"]) for row in judged)
    worded = {(row["candidate"], row["part"]) for row in judged if not row["assessor"]}
    faults += [f"word beside others {key}" for key in worded if cells[key] > 1 or key in extras["expected"]]
    return faults + [f"unknown {row}" for row in rows if row["candidate"] not in extras["candidates"]]


def test_every_procedure_is_valid() -> None:
    for seed in range(0, PROCEDURES, 5):
        definition, rows, extras = procedure(seed)
        assert faults_of_definition(definition) == [], f"seed {seed}"
        assert faults_of_rows(definition, rows, extras) == [], f"seed {seed}"


def test_the_same_seed_gives_the_same_procedure_in_any_order_of_rows() -> None:
    for seed in range(0, PROCEDURES, 50):
        definition, rows, extras = procedure(seed)
        assert (definition, rows, extras) == procedure(seed)
        assert compute(definition, rows, extras) == compute(definition, rows[::-1], extras)


def test_the_check_of_validity_finds_a_planted_fault() -> None:
    definition, rows, extras = procedure(0)
    judged = next(row for row in rows if row["assessor"])
    assert faults_of_rows(definition, [*rows, judged], extras)
    assert faults_of_rows(definition, [*rows, {**judged, "assessor": "", "criterion": "", "value": "absent"}], extras)
    part = {"code": "deel", "points": "7.3"}
    assert faults_of_definition({"scheme": {"rounding": "0.5"}, "rounds": [{"code": "een", "parts": [part]}]}) == ["maximum of deel"]
