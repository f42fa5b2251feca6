"""The worked cases of the rules, as a definition of their own."""

from fractions import Fraction

import pytest

from scoring import JudgementsBuilder, Result, evaluate
from scoring.scheme import Scale
from tests.scoring.schemes import criterion, direct, judge, rate, rated, scheme, worked

TABLE = """
K01  24.50  suitable    57.00   ranked       81.50  1
K02  21.00  suitable    49.00   ranked       70     2
K03  28.00  suitable    42.00   ranked       70     2
K04  15.00  suitable    45.00   ranked       60     4
K05  15.00  suitable    44.99   below_total  59.99  -
K06  14.99  -           -       failed_part  -      -
K07  27.00  unsuitable  -       unsuitable   -      -
K08  30.00  suitable    34.99   failed_part  -      -
K09  22.00  suitable    absent  absent       -      -
K10  20.00  withdrawn   -       withdrawn    -      -
K11  15.00  suitable    35.00   below_total  50     -
"""
PERCENT = Scale.stepped(code="percent", minimum=Fraction(0), maximum=Fraction(100), step=Fraction(1))
CASES = [line.split() for line in TABLE.split("\n") if line]


def worked_result(**rules: object) -> Result:
    chosen = worked(**rules)
    words = [(case[0], part, word) for case in CASES for part, word in zip(("gesprek", "assessment", "interview"), case[1:4], strict=True) if word != "-"]
    return evaluate(chosen, judge(chosen, words))


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_worked_case(case: list[str]) -> None:
    code, *_, status, total, place = case
    outcome = worked_result().of(code)
    assert outcome.status == status
    assert outcome.total == (None if total == "-" else Fraction(total))
    assert outcome.rank == (None if place == "-" else int(place))


def test_candidates_stand_by_place_then_code() -> None:
    assert worked_result().candidates == ("K01", "K02", "K03", "K04", "K05", "K06", "K07", "K08", "K09", "K10", "K11")


def test_tie_break_on_the_interview_puts_k02_before_k03() -> None:
    result = worked_result(tie_break=("interview",))
    assert [result.rank(code) for code in ("K01", "K02", "K03", "K04")] == [1, 2, 3, 4]


@pytest.mark.parametrize(("marks", "points", "status"), [("14.98 15.00 15.00", "14.99", "failed_part"), ("14.99 15.00", "15.00", "ranked")])
def test_r2_rounds_once_half_up_before_the_mark(marks: str, points: str, status: str) -> None:
    rules = scheme(direct("test", "30"), total="0")
    outcome = evaluate(rules, judge(rules, [("K01", "test", marks)])).of("K01")
    assert (outcome.parts[0].points, outcome.status) == (Fraction(points), status)


def test_r6_weights_and_shares_are_exact() -> None:
    from_shares = rated("cv", criterion("a", "0.15"), criterion("b", "0.25"), criterion("c", "0.60"), points="1", scale=PERCENT, least=1)
    rules = scheme(from_shares, rounding=None)
    builder = JudgementsBuilder(rules)
    for code, rating in (("a", "10"), ("b", "50"), ("c", "81")):
        rate(builder, "K01", from_shares, code, rating)
    assert evaluate(rules, builder.build()).of("K01").parts[0].points == Fraction("0.626")


def test_r5_not_observed_stays_out_of_the_mean() -> None:
    part = rated("interview", points="10")
    rules = scheme(part)
    builder = JudgementsBuilder(rules)
    rate(builder, "K01", part, "visie", "5", "6", "-")
    assert evaluate(rules, builder.build()).of("K01").parts[0].points == Fraction("5.5")


@pytest.mark.parametrize(("ratings", "state"), [(("6", "7", "7"), "passed"), (("6", "7", "9"), "pending")])
def test_r7_tolerance(ratings: tuple[str, ...], state: str) -> None:
    part = rated("interview", tolerance="2")
    rules = scheme(part)
    builder = JudgementsBuilder(rules)
    rate(builder, "K01", part, "visie", *ratings)
    assert evaluate(rules, builder.build()).of("K01").parts[0].state == state


def test_r7_a_consensus_rating_ends_the_spread() -> None:
    part = rated("interview", tolerance="2")
    rules = scheme(part)
    builder = JudgementsBuilder(rules)
    rate(builder, "K01", part, "visie", "6", "7", "9")
    builder.consensus("K01", "interview", "visie", 16)
    assert evaluate(rules, builder.build()).of("K01").parts[0].points == 56
