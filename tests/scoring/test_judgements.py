"""What cannot be is refused, with a code and a place."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from scoring import JudgementError, Judgements, JudgementsBuilder, evaluate
from scoring.judgements import DirectSheets, RatedSheets
from tests.scoring.schemes import direct, rated, scheme, verdict

RULES = scheme(rated("interview"), verdict("assessment"), direct("test", "30"))
Act = Callable[[JudgementsBuilder], object]
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("code", "acts"),
    [
        ("candidate_empty", [lambda b: b.candidate("")]),
        ("assessor_empty", [lambda b: b.rating("K", "interview", "", "visie", 1)]),
        ("unknown_part", [lambda b: b.absent("K", "nowhere")]),
        ("unknown_criterion", [lambda b: b.rating("K", "interview", "a", "moed", 1)]),
        ("wrong_kind", [lambda b: b.rating("K", "test", "a", "visie", 1)]),
        ("wrong_kind", [lambda b: b.rating("K", "assessment", "a", "visie", 1)]),
        ("wrong_kind", [lambda b: b.marks("K", "interview", "a", HALF)]),
        ("wrong_kind", [lambda b: b.verdict("K", "test", True)]),
        ("wrong_kind", [lambda b: b.owes("K", "assessment", "a")]),
        ("off_scale", [lambda b: b.rating("K", "interview", "a", "visie", 21)]),
        ("off_scale", [lambda b: b.consensus("K", "interview", "visie", 21)]),
        ("points_out_of_range", [lambda b: b.marks("K", "test", "a", Fraction(301, 10))]),
        ("points_out_of_range", [lambda b: b.consensus("K", "test", None, Fraction(31))]),
        ("rating_repeated", [lambda b: b.rating("K", "interview", "a", "visie", 1)] * 2),
        ("rating_repeated", [lambda b: b.rating("K", "interview", "a", "visie", 1), lambda b: b.not_observed("K", "interview", "a", "visie")]),
        ("rating_repeated", [lambda b: b.marks("K", "test", "a", HALF)] * 2),
        ("consensus_repeated", [lambda b: b.consensus("K", "interview", "visie", 3)] * 2),
        ("consensus_repeated", [lambda b: b.consensus("K", "test", None, HALF)] * 2),
        ("verdicts_differ", [lambda b: b.verdict("K", "assessment", True), lambda b: b.verdict("K", "assessment", False)]),
        ("absent_beside_other", [lambda b: b.absent("K", "test"), lambda b: b.marks("K", "test", "a", HALF)]),
        ("absent_beside_other", [lambda b: b.verdict("K", "assessment", True), lambda b: b.absent("K", "assessment")]),
        ("absent_beside_other", [lambda b: b.exempt("K", "assessment"), lambda b: b.absent("K", "assessment")]),
        ("exempt_beside_other", [lambda b: b.absent("K", "assessment"), lambda b: b.exempt("K", "assessment")]),
        ("exempt_beside_other", [lambda b: b.exempt("K", "test", HALF), lambda b: b.consensus("K", "test", None, HALF)]),
        ("exempt_repeated", [lambda b: b.exempt("K", "assessment")] * 2),
        ("points_for_verdict", [lambda b: b.exempt("K", "assessment", HALF)]),
        ("carried_missing", [lambda b: b.exempt("K", "test")]),
        ("carried_out_of_range", [lambda b: b.exempt("K", "test", Fraction(31))]),
        ("carried_off_step", [lambda b: b.exempt("K", "test", Fraction(1, 1000))]),
        ("withdrawn_and_excluded", [lambda b: b.withdrawn("K"), lambda b: b.excluded("K")]),
        ("withdrawn_and_excluded", [lambda b: b.excluded("K"), lambda b: b.withdrawn("K")]),
        ("owes_with_sheet", [lambda b: b.marks("K", "test", "a", HALF), lambda b: b.owes("K", "test", "a"), lambda b: b.build()]),
    ],
)
def test_the_builder_refuses(code: str, acts: list[Act]) -> None:
    builder = JudgementsBuilder(RULES)
    for act in acts[:-1]:
        act(builder)
    with pytest.raises(JudgementError) as caught:
        acts[-1](builder)
    assert caught.value.code == code


def test_without_rounding_carried_points_have_four_decimals() -> None:
    exact = scheme(direct("test", "30"), rounding=None)
    JudgementsBuilder(exact).exempt("K", "test", Fraction("20.1234"))
    with pytest.raises(JudgementError, match="carried_off_step"):
        JudgementsBuilder(exact).exempt("K", "test", Fraction("20.12345"))


def test_the_same_verdict_twice_is_one_verdict() -> None:
    builder = JudgementsBuilder(RULES)
    builder.verdict("K", "assessment", True)
    builder.verdict("K", "assessment", True)
    assert builder.build().verdicts["assessment"] == bytes([1])


def test_an_error_says_where() -> None:
    with pytest.raises(JudgementError) as caught:
        JudgementsBuilder(RULES).rating("K07", "interview", "Jan", "visie", 99)
    error = caught.value
    assert (error.candidate, error.part, error.criterion, error.assessor) == ("K07", "interview", "visie", "Jan")
    assert str(error) == "off_scale: candidate K07, part interview, criterion visie, assessor Jan"


@pytest.mark.parametrize(
    ("code", "judgements"),
    [
        ("candidate_repeated", Judgements(candidates=("A", "A"))),
        ("candidate_empty", Judgements(candidates=("",))),
        ("withdrawn_and_excluded", Judgements(candidates=("A",), withdrawn=frozenset({0}), excluded=frozenset({0}))),
        ("unknown_part", Judgements(candidates=("A",), absent={"nowhere": frozenset({0})})),
        ("wrong_kind", Judgements(candidates=("A",), rated={"test": RatedSheets()})),
        ("unknown_criterion", Judgements(candidates=("A",), rated={"interview": RatedSheets(ratings={"moed": []})})),
        ("column_length", Judgements(candidates=("A",), rated={"interview": RatedSheets(assessors=("a",), ratings={"visie": [b""]})})),
        ("off_scale", Judgements(candidates=("A",), rated={"interview": RatedSheets(consensus={"visie": {0: 21}})})),
        ("column_length", Judgements(candidates=("A",), direct={"test": DirectSheets(assessors=("a",), marks=[[]])})),
        ("points_out_of_range", Judgements(candidates=("A",), direct={"test": DirectSheets(assessors=("a",), marks=[[31]])})),
        ("points_out_of_range", Judgements(candidates=("A",), direct={"test": DirectSheets(consensus={0: Fraction(-1)})})),
        ("column_length", Judgements(candidates=("A",), verdicts={"assessment": b""})),
        ("carried_off_step", Judgements(candidates=("A",), exempt={"test": {0: Fraction(1, 3)}})),
        ("absent_beside_other", Judgements(candidates=("A",), absent={"test": frozenset({0})}, exempt={"test": {0: Fraction(1)}})),
        ("absent_beside_other", Judgements(candidates=("A",), absent={"assessment": frozenset({0})}, verdicts={"assessment": b"\1"})),
        ("exempt_beside_other", Judgements(candidates=("A",), exempt={"test": {0: HALF}}, direct={"test": DirectSheets(consensus={0: HALF})})),
    ],
)
def test_columns_that_cannot_be_are_refused(code: str, judgements: Judgements) -> None:
    with pytest.raises(JudgementError) as caught:
        evaluate(RULES, judgements)
    assert caught.value.code == code


def test_nobody_is_a_result_too() -> None:
    assert evaluate(RULES, JudgementsBuilder(RULES).build()).candidates == ()
