"""The ways through a part and the ways to stumble in it; each builds one situation on purpose and falls back to a plain pass."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.generator.sheets import Desk, mark_directly, rate, stray_sheet, unobserve, writable, written

Table = dict[str, Any]
Recipe = Callable[[Desk, str, Table], None]


def shares(part: Table) -> list[Fraction]:
    """The shares of the scale's ratings, lowest first."""
    return [share for _, share in part["scale"].values()]


def mark_share(part: Table) -> Fraction:
    """The part's pass mark as a share of its maximum."""
    return Fraction(part["mark"]) / Fraction(part["maximum"])


def good_place(desk: Desk, part: Table, criterion: str) -> int:
    """A rating that is likely to pass part, minimum and total."""
    wanted = max(mark_share(part), desk.scheme["required"] / desk.scheme["maximum"], part["criteria"][criterion]["minimum"] or Fraction(0))
    if desk.rng.random() < 0.15:
        wanted = max(mark_share(part), part["criteria"][criterion]["minimum"] or Fraction(0))
    return desk.rng.choice([place for place, share in enumerate(shares(part)) if share >= wanted] or [len(part["scale"]) - 1])


def good_points(desk: Desk, part: Table) -> Fraction:
    """Points on the step, from the mark (as a rule: from the share that the total needs) to the maximum."""
    step = max(desk.step, Fraction(1, 100))
    wanted = max(part["mark"], part["maximum"] * desk.scheme["required"] / desk.scheme["maximum"])
    least = -(-wanted // step)
    most = part["maximum"] // step
    return step * desk.rng.randint(int(min(least, most)), int(most))


def fill(desk: Desk, who: str, part: Table, wide: bool = False, settle: bool = False) -> None:
    """A part that is likely to be passed."""
    if part["kind"] == "direct":
        mark_directly(desk, who, part, good_points(desk, part), wide, settle)
    else:
        rate(desk, who, part, {code: good_place(desk, part, code) for code in part["criteria"]}, wide, settle)


def everywhere(desk: Desk, who: str, part: Table, wanted: Callable[[Fraction], bool]) -> bool:
    """The same rating by everybody on everything, whose share is as wanted; False where the scale has none."""
    places = [place for place, share in enumerate(shares(part)) if wanted(share)]
    if places:
        place = desk.rng.choice(places)
        rate(desk, who, part, dict.fromkeys(part["criteria"], place), same=True)
    return bool(places)


# Ways through


def plain(desk: Desk, who: str, part: Table) -> None:
    fill(desk, who, part)


def settled(desk: Desk, who: str, part: Table) -> None:
    fill(desk, who, part, settle=True)


def wide_settled(desk: Desk, who: str, part: Table) -> None:
    fill(desk, who, part, wide=part["tolerance"] is not None, settle=True)


def on_mark(desk: Desk, who: str, part: Table) -> None:
    """Exactly the pass mark."""
    if part["kind"] == "direct" and writable(part["mark"]):
        mark_directly(desk, who, part, part["mark"])
    elif part["kind"] == "direct" or not everywhere(desk, who, part, lambda share: share == mark_share(part)):
        fill(desk, who, part)


def half(desk: Desk, who: str, part: Table) -> None:
    """Exact points half-way between two steps, above the mark."""
    step = desk.scheme["rounding"]
    if step is None:
        fill(desk, who, part)
    elif part["kind"] == "direct":
        mark_directly(desk, who, part, max(good_points(desk, part) - step / 2, step / 2))
    elif not everywhere(desk, who, part, lambda share: share * part["maximum"] / step % 1 == Fraction(1, 2) and share >= mark_share(part)):
        fill(desk, who, part)


def half_onto_mark(desk: Desk, who: str, part: Table) -> None:
    """Half a step below the mark, which rounding lifts onto it."""
    step = desk.scheme["rounding"]
    if step is None or part["kind"] != "direct" or part["mark"] % step or not part["mark"]:
        half(desk, who, part)
    else:
        mark_directly(desk, who, part, part["mark"] - step / 2)


def unseen(desk: Desk, who: str, part: Table) -> None:
    """Somebody did not observe a criterion; enough others did."""
    fill(desk, who, part)
    if part["kind"] == "criteria":
        unobserve(desk, who, part, enough=True)


def on_minimum(desk: Desk, who: str, part: Table) -> None:
    """Everything rated at its minimum exactly, the rest well."""
    if part["kind"] == "direct":
        fill(desk, who, part)
        return
    places = {code: good_place(desk, part, code) for code in part["criteria"]}
    for code, entry in part["criteria"].items():
        if entry["minimum"] is not None:
            places[code] = shares(part).index(entry["minimum"])
    rate(desk, who, part, places, same=True)


def exempt(desk: Desk, who: str, part: Table) -> None:
    """Carried points, on the rounding step."""
    carry(desk, who, part, good_points(desk, part))


def exempt_on_mark(desk: Desk, who: str, part: Table) -> None:
    carry(desk, who, part, -(-part["mark"] // desk.step) * desk.step)


def carry(desk: Desk, who: str, part: Table, points: Fraction) -> None:
    """An exemption with these points."""
    desk.say(who, part["code"], f"{desk.rng.choice(['exempt', 'vrijgesteld', 'Exempt'])} {written(desk.rng, points)}")


def stray_draft(desk: Desk, who: str, part: Table) -> None:
    """A draft by somebody who is not expected: it never counts."""
    fill(desk, who, part)
    stray_sheet(desk, who, part, "lid-7")
    desk.drafts.add((who, part["code"], "lid-7"))


def recused(desk: Desk, who: str, part: Table) -> None:
    """A sheet that stopped counting, of somebody who is no longer expected."""
    fill(desk, who, part)
    stray_sheet(desk, who, part, "lid-8")
    desk.recused.add((who, part["code"], "lid-8"))
    if (who, part["code"]) in desk.expected and desk.rng.random() < 0.5:
        desk.expected[who, part["code"]].append("lid-8")


# Ways to stumble


def low(desk: Desk, who: str, part: Table) -> None:
    """Well under the mark."""
    if part["kind"] == "direct":
        mark_directly(desk, who, part, Fraction(int(part["mark"] * desk.rng.randint(10, 90)), 100))
    elif not everywhere(desk, who, part, lambda share: share < mark_share(part)):
        fill(desk, who, part)


def under_mark(desk: Desk, who: str, part: Table) -> None:
    """One step below the mark, or less than half a step more than that."""
    below = part["mark"] - desk.step
    if part["kind"] == "direct" and below >= 0 and writable(below + desk.step / 4):
        mark_directly(desk, who, part, below + desk.rng.choice([0, desk.step / 4]))
    elif part["kind"] == "direct" or not everywhere(desk, who, part, lambda share: 0 < mark_share(part) - share <= Fraction(1, 8)):
        low(desk, who, part)


def exempt_under(desk: Desk, who: str, part: Table) -> None:
    carry(desk, who, part, max(Fraction(0), (-(-part["mark"] // desk.step) - 1) * desk.step))


def under_minimum(desk: Desk, who: str, part: Table) -> None:
    """Everything at the top, one crucial criterion just under its minimum."""
    crucial = [code for code, entry in part["criteria"].items() if entry["minimum"]] if part["kind"] == "criteria" else []
    if not crucial:
        under_mark(desk, who, part)
        return
    code = desk.rng.choice(crucial)
    places = dict.fromkeys(part["criteria"], len(part["scale"]) - 1)
    places[code] = shares(part).index(part["criteria"][code]["minimum"]) - 1
    rate(desk, who, part, places, same=True)


def too_wide(desk: Desk, who: str, part: Table) -> None:
    """Apart by more than the tolerance and not settled."""
    if part["tolerance"] is None or part["needs_consensus"]:
        short(desk, who, part)
    else:
        fill(desk, who, part, wide=True)


def short(desk: Desk, who: str, part: Table) -> None:
    """One judgement too few, or no consensus where one is required."""
    fill(desk, who, part)
    mine = [row for row in desk.rows if (row["candidate"], row["part"]) == (who, part["code"])]
    keep = {f"lid-{number}" for number in range(1, part["min_assessors"])} if not part["needs_consensus"] else {row["assessor"] for row in mine}
    keep.discard("consensus")
    desk.rows = [row for row in desk.rows if row not in mine or row["assessor"] in keep]
    desk.expected.pop((who, part["code"]), None)


def too_few_observed(desk: Desk, who: str, part: Table) -> None:
    fill(desk, who, part)
    if part["kind"] == "criteria":
        unobserve(desk, who, part, enough=False)


def owed(desk: Desk, who: str, part: Table) -> None:
    """Somebody is expected and has no sheet."""
    fill(desk, who, part)
    desk.expected.setdefault((who, part["code"]), []).append("lid-6")


def owed_draft(desk: Desk, who: str, part: Table) -> None:
    """Somebody is expected and has a draft only."""
    owed(desk, who, part)
    stray_sheet(desk, who, part, "lid-6")
    desk.drafts.add((who, part["code"], "lid-6"))


def absent(desk: Desk, who: str, part: Table) -> None:
    desk.say(who, part["code"], desk.rng.choice(["absent", "afwezig", "Afwezig"]))


def nothing(desk: Desk, who: str, part: Table) -> None:
    """Nothing has happened yet."""


THROUGH: list[tuple[Recipe, int]] = [
    (plain, 36), (on_mark, 9), (half, 8), (half_onto_mark, 3), (settled, 6), (wide_settled, 9), (unseen, 8), (on_minimum, 7),
    (exempt, 5), (exempt_on_mark, 3), (stray_draft, 4), (recused, 4),
]  # fmt: skip
STUMBLING: list[tuple[Recipe, int]] = [
    (low, 8), (under_mark, 10), (under_minimum, 12), (exempt_under, 4), (too_wide, 12), (short, 8), (too_few_observed, 7),
    (owed, 5), (owed_draft, 4), (absent, 14), (nothing, 6),
]  # fmt: skip


def pick(desk: Desk, choices: list[tuple[Recipe, int]]) -> Recipe:
    """One recipe by its weight."""
    return desk.rng.choices([recipe for recipe, _ in choices], [weight for _, weight in choices])[0]


def pass_part(desk: Desk, who: str, part: Table) -> None:
    """Some way through the part, scored or verdict."""
    if part["kind"] == "verdict":
        desk.say(who, part["code"], desk.rng.choice(["suitable", "geschikt", "Geschikt", "suitable", "geschikt", "exempt", "vrijgesteld"]))
    else:
        pick(desk, THROUGH)(desk, who, part)


def stumble(desk: Desk, who: str, part: Table) -> None:
    """Some way not to pass the part, scored or verdict."""
    if part["kind"] != "verdict":
        pick(desk, STUMBLING)(desk, who, part)
        return
    word = desk.rng.choice(["unsuitable", "ongeschikt", "niet geschikt", "Unsuitable", "absent", ""])
    if word:
        desk.say(who, part["code"], word)
