"""The engine against an independent second computation, on 2,000 generated procedures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from scoring import Decision, Draw, JudgementsBuilder, Outcome, Result, Scheme, evaluate
from scoring.numbers import parse_number
from scoring.scheme import Part
from tests.generator.procedure import procedure
from tests.oracle import compute
from vacancies.loader import scheme_from

PROCEDURES, SLICES = 2000, 8
VERDICTS = {"suitable": True, "geschikt": True, "unsuitable": False, "ongeschikt": False, "niet geschikt": False}
ENDINGS = {"withdrawn": "withdrawn", "teruggetrokken": "withdrawn", "excluded": "excluded", "uitgesloten": "excluded"}
UNSEEN = ("not observed", "niet waargenomen")


def enter(builder: JudgementsBuilder, part: Part, row: dict[str, str]) -> None:
    """One row of a scores file that names a part."""
    who, assessor, criterion, value = row["candidate"], row["assessor"], row["criterion"], row["value"].strip()
    word = value.casefold()
    if word in ("absent", "afwezig"):
        builder.absent(who, part.code)
    elif word.split()[0] in ("exempt", "vrijgesteld"):
        carried = word.split()[1:]
        builder.exempt(who, part.code, parse_number(carried[0]) if carried else None)
    elif part.is_verdict:
        builder.verdict(who, part.code, VERDICTS[word])
    elif word in UNSEEN:
        builder.not_observed(who, part.code, assessor, criterion)
    elif part.is_direct:
        points = parse_number(value)
        if assessor == "consensus":
            builder.consensus(who, part.code, None, points)
        else:
            builder.marks(who, part.code, assessor, points)
    else:
        position = part.scale.position(value) if part.scale else None
        assert position is not None, row
        if assessor == "consensus":
            builder.consensus(who, part.code, criterion, position)
        else:
            builder.rating(who, part.code, assessor, criterion, position)


def engine(scheme: Scheme, rows: Iterable[dict[str, str]], extras: dict[str, Any]) -> Result:
    """The engine's result for the rows and for what a scores file cannot say."""
    builder = JudgementsBuilder(scheme)
    drafts, submitted = extras.get("drafts", ()), set()
    for code in extras.get("candidates", ()):
        builder.candidate(code)
    for row in rows:
        part = scheme.part(row["part"])
        sheet = (row["candidate"], row["part"], row["assessor"])
        if sheet in drafts:
            builder.candidate(row["candidate"])
        elif part is not None:
            submitted.add(sheet)
            enter(builder, part, row)
        else:
            getattr(builder, ENDINGS[row["value"].strip().casefold()])(row["candidate"])
    for sheet in extras.get("recused", ()):
        builder.recuse(*sheet)
    for (who, code), assessors in extras.get("expected", {}).items():
        for assessor in assessors:
            if (who, code, assessor) not in submitted:
                builder.owes(who, code, assessor)
    return evaluate(scheme, builder.build(), [decision(each) for each in extras.get("decisions", ())])


def decision(given: dict[str, Any]) -> Decision | Draw:
    """A decision or a draw, as the generator writes it."""
    drawn = given.get("draw")
    return Draw(candidates=tuple(drawn["candidates"]), seed=drawn["seed"]) if drawn else Decision(order=tuple(given["order"]))


def shown(outcome: Outcome) -> dict[str, Any]:
    """An outcome in the words of the second computation."""
    verdicts = {None: None, True: "suitable", False: "unsuitable"}
    parts = {part.part: {"outcome": part.state.value, "points": part.points, "verdict": verdicts[part.suitable]} for part in outcome.parts}
    return {"status": outcome.status.value, "rank": outcome.rank, "total": outcome.total, "parts": parts}


def differences(seed: int) -> dict[str, Any]:
    """What the two computations of one procedure disagree about."""
    definition, rows, extras = procedure(seed)
    expected = compute(definition, rows, extras)
    scheme = scheme_from(definition)
    result = engine(scheme, rows, extras)
    found: dict[str, Any] = {outcome.candidate: shown(outcome) for outcome in result}
    pairs: list[tuple[str, Any, Any]] = [(code, found.get(code), expected["candidates"].get(code)) for code in {*found, *expected["candidates"]}]
    pairs += [("maximum", scheme.maximum, expected["maximum"]), ("required", scheme.required, expected["required"])]
    pairs += [("open_ties", [list(tied) for tied in result.open_ties], [list(tied) for tied in expected["open_ties"]])]
    return {name: {"engine": ours, "oracle": theirs} for name, ours, theirs in pairs if ours != theirs}


@pytest.mark.parametrize("part", range(SLICES))
def test_the_engine_agrees_with_the_second_computation(part: int) -> None:
    seeds = range(part, PROCEDURES, SLICES)
    assert {seed: found for seed in seeds if (found := differences(seed))} == {}
    assert len(seeds) == PROCEDURES // SLICES


def test_a_difference_would_be_seen() -> None:
    definition, rows, extras = procedure(3)
    found = {outcome.candidate: shown(outcome) for outcome in engine(scheme_from(definition), rows, extras)}
    assert found == compute(definition, rows, extras)["candidates"]
    stricter = definition | {"scheme": definition["scheme"] | {"total_pass_mark": "90%"}}
    assert found != compute(stricter, rows, extras)["candidates"]
