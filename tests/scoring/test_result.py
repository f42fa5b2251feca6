"""The shape of a ranking as data, and what a result answers."""

from fractions import Fraction

import pytest

from scoring import PartState, as_data, evaluate, fingerprint
from scoring.scheme import Ties
from tests.scoring.schemes import direct, judge, scheme, worked


def test_the_shape_of_the_ranking_file() -> None:
    rules = worked()
    rows = [("K01", "gesprek", "24.5"), ("K01", "assessment", "suitable"), ("K01", "interview", "57"), ("K02", "gesprek", "3")]
    data = as_data(evaluate(rules, judge(rules, rows)), vacancy="voorbeeld", steps=False)
    assert data == {
        "vacancy": "voorbeeld",
        "rules": fingerprint(rules),
        "provisional": True,
        "maximum": "100",
        "required": "60",
        "open_ties": [],
        "candidates": [
            {
                "candidate": "K01",
                "status": "ranked",
                "rank": 1,
                "total": "81.50",
                "parts": [
                    {"part": "gesprek", "points": "24.50", "maximum": "30", "required": "15", "verdict": None, "outcome": "passed"},
                    {"part": "assessment", "points": None, "maximum": None, "required": None, "verdict": "suitable", "outcome": "passed"},
                    {"part": "interview", "points": "57.00", "maximum": "70", "required": "35", "verdict": None, "outcome": "passed"},
                ],
            },
            {
                "candidate": "K02",
                "status": "failed_part",
                "rank": None,
                "total": None,
                "parts": [
                    {"part": "gesprek", "points": "3.00", "maximum": "30", "required": "15", "verdict": None, "outcome": "failed"},
                    {"part": "assessment", "points": None, "maximum": None, "required": None, "verdict": None, "outcome": "not_admitted"},
                    {"part": "interview", "points": None, "maximum": "70", "required": "35", "verdict": None, "outcome": "not_admitted"},
                ],
            },
        ],
    }


def test_steps_are_in_the_data_without_their_sentences() -> None:
    rules = worked()
    data = as_data(evaluate(rules, judge(rules, [("K01", "gesprek", "24.5")])), vacancy="voorbeeld")
    steps = data["candidates"][0]["steps"]  # type: ignore[index]
    assert steps[1] == {
        "rule": "R10",
        "case": "passed",
        "part": "gesprek",
        "criterion": None,
        "reached": "24.50",
        "required": "15",
        "passed": True,
        "decisive": False,
    }


def test_without_rounding_the_exact_figure_stands_beside_the_text() -> None:
    rules = scheme(direct("a", "30"), rounding=None, total="0")
    data = as_data(evaluate(rules, judge(rules, [("K01", "a", "16 16 12"), ("K02", "a", "15"), ("K03", "", "")])), vacancy="v")
    first, second, third = data["candidates"]  # type: ignore[misc]
    assert (first["candidate"], first["total"], first["exact"]) == ("K02", "15.0000", "15")
    failed = second
    assert (failed["parts"][0]["points"], failed["parts"][0]["exact"], failed["total"], failed["exact"]) == ("14.6666…", "44/3", None, None)
    assert any(step["exact"] == "44/3" and step["reached"] == "14.6666…" for step in failed["steps"])
    assert third["parts"][0]["exact"] is None


def test_open_ties_are_lists_of_codes() -> None:
    rules = scheme(direct("a", "30"), ties=Ties.DECIDE)
    data = as_data(evaluate(rules, judge(rules, [("K02", "a", "20"), ("K01", "a", "20")])), vacancy="v", provisional=False)
    assert (data["open_ties"], data["provisional"]) == ([["K01", "K02"]], False)


def test_others_by_code_points() -> None:
    rules = scheme(direct("a", "30"))
    found = evaluate(rules, judge(rules, [(code, "", "") for code in ("k1", "É1", "K10", "K2")]))
    assert found.candidates == ("K10", "K2", "k1", "É1")
    assert [outcome.candidate for outcome in found] == list(found.candidates)
    assert len(found) == 4


@pytest.mark.parametrize(
    ("word", "states"),
    [("20", ["passed", "pending", "not_admitted"]), ("3", ["failed", "not_admitted", "not_admitted"]), ("absent", ["failed", "not_admitted", "not_admitted"])],
)
def test_r11_state_of_a_round(word: str, states: list[str]) -> None:
    rules = worked()
    found = evaluate(rules, judge(rules, [("K01", "gesprek", word)]))
    assert [found.round_state("K01", code) for code in ("r1", "r2", "r3")] == [PartState(state) for state in states]
    with pytest.raises(KeyError):
        found.round_state("K01", "r9")


@pytest.mark.parametrize(("decimals", "text"), [(None, "12.5"), (2, "12.50"), (0, "12.5")])
def test_points_carry_the_decimals_that_the_step_is_written_with(decimals: int | None, text: str) -> None:
    rules = scheme(direct("a", "20"), rounding=Fraction(1, 2), decimals=decimals)
    data = as_data(evaluate(rules, judge(rules, [("K01", "a", "12.5")])), vacancy="v")
    assert data["candidates"][0]["total"] == text  # type: ignore[index]
