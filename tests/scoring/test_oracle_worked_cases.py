"""The worked cases of the rules, computed by the independent oracle alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.oracle import compute

TABLE = [
    ("K01", "24.50", "suitable", "57.00", "ranked", "81.50", 1),
    ("K02", "21.00", "suitable", "49.00", "ranked", "70.00", 2),
    ("K03", "28.00", "geschikt", "42.00", "ranked", "70.00", 2),
    ("K04", "15.00", "suitable", "45.00", "ranked", "60.00", 4),
    ("K05", "15,00", "suitable", "44,99", "below_total", "59.99", None),
    ("K06", "14.99", None, None, "failed_part", None, None),
    ("K07", "27.00", "niet geschikt", None, "unsuitable", None, None),
    ("K08", "30", "Geschikt", "34.99", "failed_part", None, None),
    ("K09", "22.00", "suitable", "absent", "absent", None, None),
    ("K10", "20.00", "withdrawn", None, "withdrawn", None, None),
    ("K11", "15.00", "suitable", "35.00", "below_total", "50.00", None),
]


def worked_definition(**scheme: Any) -> dict[str, Any]:
    parts = [{"code": "gesprek", "points": 30}, {"code": "assessment", "verdict": True}, {"code": "interview", "points": 70}]
    return {"code": "worked", "title": "Worked", "scheme": scheme, "rounds": [{"code": part["code"], "parts": [part]} for part in parts]}


def row(candidate: str, part: str, value: str, assessor: str = "", criterion: str = "") -> dict[str, str]:
    return {"candidate": candidate, "part": part, "assessor": assessor, "criterion": criterion, "value": value}


def worked_rows() -> list[dict[str, str]]:
    rows = []
    for code, first, verdict, third, *_ in TABLE:
        rows.append(row(code, "gesprek", first, "jury"))
        if verdict == "withdrawn":
            rows.append(row(code, "", verdict))
        elif verdict:
            rows.append(row(code, "assessment", verdict))
        if third:
            rows.append(row(code, "interview", third, "" if third == "absent" else "jury"))
    return rows


def one_part(part: dict[str, Any], scales: dict[str, Any] | None = None, **scheme: Any) -> dict[str, Any]:
    part = {"code": "deel", **part}
    return {"code": "one", "title": "One", "scheme": scheme, "scales": scales or {}, "rounds": [{"code": "deel", "parts": [part]}]}


def only_part(definition: dict[str, Any], rows: list[dict[str, str]], extras: dict[str, Any] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = compute(definition, rows, extras)["candidates"]["K01"]["parts"]["deel"]
    return found


def ratings(*values: str, criterion: str = "visie") -> list[dict[str, str]]:
    return [row("K01", "deel", value, f"J{place}", criterion) for place, value in enumerate(values, 1)]


@pytest.mark.parametrize(("code", "status", "total", "rank"), [(line[0], *line[4:]) for line in TABLE])
def test_worked_table(code: str, status: str, total: str | None, rank: int | None) -> None:
    result = compute(worked_definition(), worked_rows())
    person = result["candidates"][code]
    assert (person["status"], person["rank"]) == (status, rank)
    assert person["total"] == (None if total is None else Fraction(total))
    assert (result["maximum"], result["required"], result["open_ties"]) == (100, 60, [])


def test_worked_table_outcomes_of_parts() -> None:
    people = compute(worked_definition(), worked_rows())["candidates"]
    outcomes = {code: [part["outcome"] for part in person["parts"].values()] for code, person in people.items()}
    assert outcomes["K01"] == ["passed", "passed", "passed"]
    assert outcomes["K06"] == ["failed", "not_admitted", "not_admitted"]
    assert outcomes["K07"] == ["passed", "failed", "not_admitted"]
    assert outcomes["K09"] == ["passed", "passed", "absent"]
    assert outcomes["K10"] == ["passed", "pending", "not_admitted"]
    assert people["K07"]["parts"]["assessment"] == {"points": None, "verdict": "unsuitable", "outcome": "failed"}
    assert people["K08"]["parts"]["interview"] == {"points": Fraction("34.99"), "verdict": None, "outcome": "failed"}


def test_tie_break_puts_k02_before_k03() -> None:
    people = compute(worked_definition(tie_break=["interview"]), worked_rows())["candidates"]
    assert [people[code]["rank"] for code in ("K01", "K02", "K03", "K04")] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("marks", "points", "outcome"),
    [(("14.98", "15.00", "15.00"), "14.99", "failed"), (("14.99", "15.00"), "15", "passed"), (("15",), "15", "passed")],
)
def test_marks_are_averaged_then_rounded_then_compared(marks: tuple[str, ...], points: str, outcome: str) -> None:
    found = only_part(one_part({"points": 30}), ratings(*marks, criterion=""))
    assert (found["points"], found["outcome"]) == (Fraction(points), outcome)


def test_without_rounding_the_exact_figure_is_compared() -> None:
    found = only_part(one_part({"points": 30}, rounding="none"), ratings("14.99", "15.00", criterion=""))
    assert (found["points"], found["outcome"]) == (Fraction("14.995"), "failed")


@pytest.mark.parametrize(
    ("points", "mark", "needed", "under"),
    [(30, "50%", "15", "14.999"), (90, "60 %", "54", "53.999"), (7, "33,3%", "2.331", "2.330")],
)
def test_pass_marks_are_exact(points: int, mark: str, needed: str, under: str) -> None:
    definition = one_part({"points": points, "pass_mark": mark}, rounding="0.001", total_pass_mark=mark)
    assert compute(definition, [])["required"] == Fraction(needed)
    assert only_part(definition, ratings(needed, criterion=""))["outcome"] == "passed"
    assert only_part(definition, ratings(under, criterion=""))["outcome"] == "failed"


def test_weights_are_exact() -> None:
    criteria = [{"topic": "a", "weight": "0.15"}, {"topic": "b", "weight": "0,25"}, {"topic": "c", "weight": "0.60"}]
    scales = {"honderd": {"max": 1, "step": "0.01"}}
    definition = one_part({"points": 1, "scale": "honderd", "criteria": criteria}, scales, rounding="none", min_assessors=1)
    rows = [*ratings("0.1", criterion="a"), *ratings("0,50", criterion="b"), *ratings("0.81", criterion="c")]
    assert only_part(definition, rows)["points"] == Fraction("0.626")


def test_labels_are_spread_evenly() -> None:
    labels = ["onvoldoende", "enigszins onvoldoende", "normaal", "goed", "uitstekend"]
    part = {"points": 100, "scale": "woorden", "criteria": [{"topic": "visie"}]}
    definition = one_part(part, {"woorden": {"labels": labels}}, min_assessors=1)
    assert [only_part(definition, ratings(label))["points"] for label in labels] == [0, 25, 50, 75, 100]


def test_not_observed_stays_out_of_the_mean() -> None:
    definition = one_part({"points": 10, "criteria": [{"topic": "visie"}]})
    assert only_part(definition, ratings("5", "6", "not observed"))["points"] == Fraction("5.5")
    assert only_part(definition, ratings("5", "Niet waargenomen"))["outcome"] == "pending"


def test_tolerance_asks_for_a_consensus_rating() -> None:
    definition = one_part({"points": 10, "criteria": [{"topic": "visie"}]}, tolerance="2")
    assert only_part(definition, ratings("6", "7", "7"))["points"] == Fraction("6.67")
    assert only_part(definition, ratings("6", "7", "9")) == {"points": None, "verdict": None, "outcome": "pending"}
    settled = [*ratings("6", "7", "9"), row("K01", "deel", "7,5", "consensus", "visie")]
    assert only_part(definition, settled)["points"] == Fraction("7.5")


def test_an_owed_sheet_a_draft_and_a_recusal() -> None:
    definition = one_part({"points": 10, "criteria": [{"topic": "visie"}]})
    expected = {("K01", "deel"): ["J1", "J2", "J3"]}
    third = {("K01", "deel", "J3")}
    assert only_part(definition, ratings("6", "7"), {"expected": expected})["outcome"] == "pending"
    assert only_part(definition, ratings("6", "7", "1"), {"expected": expected, "drafts": third})["outcome"] == "pending"
    assert only_part(definition, ratings("6", "7", "1"), {"drafts": third})["points"] == Fraction("6.5")
    assert only_part(definition, ratings("6", "7", "1"), {"expected": expected, "recused": third})["points"] == Fraction("6.5")


def test_a_neutralised_criterion_drops_out_and_a_minimum_fails_the_part() -> None:
    criteria = [{"topic": "visie", "weight": 3}, {"topic": "inzicht", "minimum": "5"}]
    rows = [*ratings("8", "9"), *ratings("4.5", "5", criterion="inzicht")]
    with_minimum = only_part(one_part({"points": 10, "criteria": criteria}), rows)
    assert (with_minimum["points"], with_minimum["outcome"]) == (Fraction("7.56"), "failed")
    neutralised = [{"part": "deel", "criterion": "inzicht", "reason": "fout in de vraag"}]
    without = only_part(one_part({"points": 10, "criteria": criteria}, neutralised=neutralised), rows)
    assert (without["points"], without["outcome"]) == (Fraction("8.5"), "passed")


@pytest.mark.parametrize(("carried", "outcome", "status"), [("15", "exempt", "below_total"), ("14.99", "failed", "failed_part")])
def test_an_exemption_must_meet_the_mark(carried: str, outcome: str, status: str) -> None:
    person = compute(one_part({"points": 30}), [row("K01", "deel", f"exempt {carried}")])["candidates"]["K01"]
    assert person["parts"]["deel"] == {"points": Fraction(carried), "verdict": None, "outcome": outcome}
    assert person["status"] == status


def test_an_open_tie_is_returned_and_a_decision_or_draw_settles_it() -> None:
    definition = worked_definition(ties="decide")
    undecided = compute(definition, worked_rows())
    assert undecided["open_ties"] == [["K02", "K03"]]
    assert [undecided["candidates"][code]["rank"] for code in ("K01", "K02", "K03", "K04")] == [1, 2, 2, 4]
    decided = compute(definition, worked_rows(), {"decisions": [{"order": ["K04", "K03", "K02"]}]})
    assert decided["open_ties"] == []
    assert [decided["candidates"][code]["rank"] for code in ("K01", "K02", "K03", "K04")] == [1, 3, 2, 4]
    seed = "getuige-notaris-2028"  # sha256sum of seed, line feed and code: K02 937401..., K03 5d403a...
    drawn = compute(definition, worked_rows(), {"decisions": [{"draw": {"seed": seed, "candidates": ["K02", "K03"]}}]})
    assert (drawn["candidates"]["K03"]["rank"], drawn["candidates"]["K02"]["rank"]) == (2, 3)
