"""One generated procedure: a definition, the rows of its candidates, and what a scores file cannot say."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.generator.definitions import chance, definition
from tests.generator.recipes import carry, fill, pass_part, stumble
from tests.generator.sheets import Desk, mark_directly, writable
from tests.oracle import Table, compute, examine, new_cell, read_rows, read_scheme

CODES = ["K{:02d}", "K{:02d}", "kandidaat-{}", "É{}", "N° {}"]


def reach(desk: Desk, who: str, total: Fraction) -> bool:
    """Passes every part with this total exactly, by points on one part; False where it cannot be."""
    parts = list(desk.scheme["parts"].values())
    scored = [part for part in parts if part["kind"] != "verdict"]
    adjuster = desk.rng.choice([part for part in scored if part["kind"] == "direct"] or scored)
    for part in parts:
        if part["kind"] == "verdict":
            desk.say(who, part["code"], "suitable")
        elif part is not adjuster:
            fill(desk, who, part)
    cells = read_rows((row for row in desk.rows if row["candidate"] == who), {})[0].get(who, {})
    found = [examine(desk.scheme, part, cells.get(part["code"], new_cell())) for part in parts if part is not adjuster]
    needed = total - sum((entry["points"] or Fraction(0) for entry in found), Fraction(0))
    possible = adjuster["mark"] <= needed <= adjuster["maximum"] and writable(needed, 4) and needed % desk.step == 0
    if not possible:
        desk.forget(who)
    elif adjuster["kind"] == "direct":
        mark_directly(desk, who, adjuster, needed)
    else:
        carry(desk, who, adjuster, needed)
    return possible


def near(desk: Desk, source: str, who: str) -> None:
    """A copy whose exact points differ by less than rounding shows, on one directly marked part."""
    desk.copy(source, who)
    step = desk.scheme["rounding"]
    cells = read_rows((row for row in desk.rows if row["candidate"] == who), {"recused": desk.recused, "drafts": desk.drafts})[0].get(who, {})
    for part in desk.scheme["parts"].values():
        cell = cells.get(part["code"], new_cell())
        if step is None or part["kind"] != "direct" or cell["word"] is not None:
            continue
        points = examine(desk.scheme, part, cell)["points"]
        nudged = None if points is None else points - step / 5
        if nudged is not None and nudged >= 0 and writable(nudged):
            desk.forget(who, part["code"])
            mark_directly(desk, who, part, nudged)
            return


def walk(desk: Desk, who: str, stumbles: bool) -> None:
    """Through every round, or up to a round with trouble; later rounds are sometimes rated in advance."""
    rounds = desk.scheme["rounds"]
    last = desk.rng.randrange(len(rounds)) if stumbles else len(rounds)
    for place, parts in enumerate(rounds):
        if place > last and chance(desk.rng, 0.6):
            return
        trouble = desk.rng.sample(parts, desk.rng.randint(1, len(parts))) if place == last else []
        for part in parts:
            (stumble if part in trouble else pass_part)(desk, who, part)


def enter(desk: Desk, who: str, earlier: list[str]) -> None:
    """One candidate's story; `earlier` are candidates who were meant to pass everything, and becomes longer."""
    rng = desk.rng
    story = rng.choices(["through", "stumble", "total", "copy", "near", "even", "nobody"], [26, 37, 14, 12, 4, 9, 3])[0]
    if story in ("copy", "near", "even") and not earlier:
        story = "through"
    if story == "total":
        total = desk.scheme["required"] - rng.choice([0, 0, 0, desk.step])
        if not any(reach(desk, who, total) for _ in range(4)):
            story = "through"
    elif story == "even":
        source = compute_total(desk, rng.choice(earlier))
        if source is None or not any(reach(desk, who, source) for _ in range(3)):
            story = "through"
    if story == "copy":
        desk.copy(rng.choice(earlier), who)
    elif story == "near":
        near(desk, rng.choice(earlier), who)
    elif story in ("through", "stumble"):
        walk(desk, who, story == "stumble")
    if story not in ("stumble", "nobody"):
        earlier.append(who)
    if chance(rng, 0.06):
        desk.say(who, "", rng.choice(["withdrawn", "teruggetrokken", "excluded", "uitgesloten", "Uitgesloten"]))


def compute_total(desk: Desk, who: str) -> Fraction | None:
    """What a candidate reached in all, None where a part brought nothing yet."""
    extras = {"expected": {}, "drafts": desk.drafts, "recused": desk.recused}
    cells = read_rows((row for row in desk.rows if row["candidate"] == who), extras)[0].get(who, {})
    scored = [part for part in desk.scheme["parts"].values() if part["kind"] != "verdict"]
    points = [examine(desk.scheme, part, cells.get(part["code"], new_cell()))["points"] for part in scored]
    return None if None in points else sum(points, Fraction(0))


def decide(rng: Random, ties: list[list[str]], codes: list[str]) -> list[Table]:
    """Decisions and draws for some of the ties; some name more than the tied, some too few, some come twice."""
    decisions: list[Table] = []
    for group in ties:
        kind = rng.choice(["none", "order", "order", "draw", "draw", "partial", "partial", "everybody", "twice"])
        order = rng.sample(group, len(group))
        if kind == "partial":
            decisions.append({"order": order[1:]})
        elif kind in ("order", "twice"):
            decisions.append({"order": order})
        elif kind == "everybody":
            decisions.append({"order": rng.sample(codes, len(codes))})
        if kind in ("draw", "twice"):
            seed = f"loting-{rng.randrange(10**12):012d}{rng.choice(['', '-é', ' notaris'])}"
            decisions.append({"draw": {"seed": seed, "candidates": rng.sample(codes, len(codes)) if chance(rng, 0.3) else order}})
    return decisions


def procedure(seed: int) -> tuple[Table, list[dict[str, str]], Table]:
    """(definition, rows, extras) for the oracle and for the engine; the same seed gives the same procedure."""
    rng = Random(f"procedure {seed}")  # noqa: S311 - replayable, no secret
    found = definition(rng)
    desk = Desk(rng, read_scheme(found), found["scheme"].get("neutralised", []))
    pattern = rng.choice(CODES)
    codes = [pattern.format(number) for number in range(1, rng.randint(6, 14) + 1)]
    rng.shuffle(codes)
    earlier: list[str] = []
    for who in codes:
        enter(desk, who, earlier)
    rng.shuffle(desk.rows)
    extras: Table = {"candidates": codes, "expected": desk.expected, "drafts": desk.drafts, "recused": desk.recused, "decisions": []}
    if desk.scheme["decide"]:
        ties = compute(found, desk.rows, extras)["open_ties"]
        extras["decisions"] = decide(rng, ties, codes)
    return found, desk.rows, extras
