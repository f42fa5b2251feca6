"""R18: the steps that led to an outcome, as data."""

from collections.abc import Callable

import pytest

from scoring import Decision, Draw, JudgementsBuilder, Result, Step, evaluate
from scoring.scheme import Consensus, Neutralised, Part, Scheme, Ties
from tests.scoring.schemes import QUALIFICATION, criterion, direct, judge, rate, rated, scheme, verdict, worked


def names(result: Result, candidate: str = "K01") -> list[str]:
    return [f"{step.rule} {step.case}" for step in result.steps(candidate)]


def step(result: Result, name: str, candidate: str = "K01") -> Step:
    return next(found for found in result.steps(candidate) if f"{found.rule} {found.case}" == name)


def words(rules: Scheme, *rows: tuple[str, str]) -> Result:
    return evaluate(rules, judge(rules, [("K01", part, word) for part, word in rows]))


def sheets(part: Part, *ratings: str | None, then: Callable[[JudgementsBuilder], object] | None = None, **rules: object) -> Result:
    chosen = scheme(part, **rules)  # type: ignore[arg-type]
    builder = JudgementsBuilder(chosen)
    rate(builder, "K01", part, "visie", *ratings)
    if then is not None:
        then(builder)
    return evaluate(chosen, builder.build())


def test_the_order_follows_the_rounds_and_ends_with_the_place() -> None:
    found = words(worked(), ("gesprek", "14.99 15"), ("assessment", "suitable"), ("interview", "57"))
    assert names(found) == [
        "R6 direct_mean", "R2 rounded", "R10 passed", "R11 admitted", "R10 suitable", "R11 admitted", "R6 direct_mean", "R10 passed",
        "R11 last_passed", "R13 passed", "R15 ranked",
    ]  # fmt: skip
    rounded = step(found, "R2 rounded")
    assert (rounded.reached, rounded.figures["exact"], rounded.figures["exact_text"]) == ("15.00", "2999/200", "14.995")
    mean = step(found, "R6 direct_mean")
    assert (mean.reached, mean.maximum, mean.figures["ratings"], mean.figures["count"]) == ("15.00", "30", ("14.99", "15.00"), "2")
    passed = step(found, "R10 passed")
    assert (passed.part, passed.reached, passed.required, passed.maximum, passed.passed) == ("gesprek", "15.00", "15", "30", True)
    assert step(found, "R11 admitted").figures == {"round": "r1", "next_round": "r2"}
    assert (step(found, "R13 passed").reached, step(found, "R13 passed").required) == ("72.00", "60")
    assert step(found, "R15 ranked").figures["place"] == "1"


def test_a_criterion_says_what_was_given_and_what_it_is_worth() -> None:
    found = sheets(rated("interview", criterion("visie", minimum=10), points="10"), "8", "6", "-", "7")
    assert names(found)[:5] == ["R5 not_observed", "R6 mean", "R4 share", "R8 met", "R6 points"]
    mean = step(found, "R6 mean")
    assert (mean.figures["ratings"], mean.figures["score"], mean.figures["share"]) == (("6", "7", "8"), "7", "70")
    assert (step(found, "R8 met").reached, step(found, "R8 met").required) == ("7", "5")
    assert step(found, "R5 not_observed").figures["count"] == "1"
    assert (step(found, "R6 points").reached, step(found, "R6 points").maximum) == ("7.00", "10")


def test_consensus_and_neutralised() -> None:
    part = rated("interview", criterion("visie"), criterion("weg"))
    gone = Neutralised(part="interview", criterion="weg", reason="")
    found = sheets(part, "4", "9", then=lambda builder: builder.consensus("K01", "interview", "visie", 14), neutralised=(gone,))
    assert names(found)[:3] == ["R6 consensus", "R4 share", "R9 neutralised"]
    consensus = step(found, "R6 consensus")
    assert consensus.figures == {"count": "2", "ratings": ("4", "9"), "score": "7", "share": "70", "share_exact": "7/10", "exact": "7"}
    assert (consensus.reached, step(found, "R4 share").reached, step(found, "R4 share").figures["exact"]) == ("7", "70%", "70")


def test_the_mean_of_different_labels_reads_as_a_percentage() -> None:
    found = sheets(rated(scale=QUALIFICATION), "goed", "normaal")
    assert step(found, "R6 mean").figures["score"] == "62.5%"
    assert "R4 share" not in names(found)
    assert step(sheets(rated(scale=QUALIFICATION), "goed", "goed"), "R4 share").figures["score"] == "goed"


@pytest.mark.parametrize(
    ("part", "ratings", "case", "figures"),
    [
        (rated(), ("7",), "pending_ratings", {"count": "1"}),
        (rated(tolerance="2"), ("6", "9"), "pending_spread", {"count": "2", "lowest": "6", "highest": "9", "tolerance": "2"}),
        (rated(consensus=Consensus.REQUIRED), ("7", "7"), "pending_consensus", {"count": "2"}),
    ],
)
def test_r7_what_is_missing(part: Part, ratings: tuple[str, ...], case: str, figures: dict[str, str]) -> None:
    found = sheets(part, *ratings)
    assert names(found) == [f"R7 {case}", "R14 pending"]
    assert step(found, f"R7 {case}").figures == figures
    assert step(found, "R14 pending").decisive


def test_r7_few_and_far_apart_are_both_named() -> None:
    found = sheets(rated(least=3, tolerance="2"), "3", "9")
    assert names(found)[:2] == ["R7 pending_ratings", "R7 pending_spread"]
    assert step(found, "R7 pending_ratings").required == "3"


def test_r7_sheets_owed_and_recused() -> None:
    def happened(builder: JudgementsBuilder) -> None:
        builder.recuse("K01", "interview", "x")
        builder.owes("K01", "interview", "y")
        builder.owes("K01", "interview", "z")

    found = sheets(rated(), "7", "7", then=happened)
    assert names(found) == ["R6 mean", "R4 share", "R7 recused", "R7 pending_sheets", "R14 pending"]
    assert step(found, "R7 pending_sheets").figures["count"] == "2"


def test_r7_a_verdict_that_is_missing() -> None:
    assert names(words(scheme(verdict("v"), direct("a", "10")), ("a", "9"))) == ["R7 pending_verdict", "R11 not_admitted", "R11 not_counted", "R14 pending"]


@pytest.mark.parametrize(
    ("rows", "decisive"),
    [
        ([("gesprek", "14.99")], "R10 failed"),
        ([("gesprek", "20"), ("assessment", "unsuitable")], "R10 unsuitable"),
        ([("gesprek", "absent")], "R12 absent"),
        ([("gesprek", "exempt 14")], "R12 exempt_failed"),
        ([("gesprek", "15"), ("assessment", "exempt"), ("interview", "44.99")], "R13 below"),
        ([("gesprek", "20"), ("", "withdrawn")], "R14 withdrawn"),
        ([("gesprek", "2"), ("", "excluded")], "R14 excluded"),
        ([("gesprek", "20")], "R14 pending"),
    ],
)
def test_r14_exactly_one_step_decides(rows: list[tuple[str, str]], decisive: str) -> None:
    found = words(worked(), *rows).steps("K01")
    assert [f"{each.rule} {each.case}" for each in found if each.decisive] == [decisive]


def test_r14_all_failing_rules_are_listed_behind_each_other() -> None:
    rules = scheme((direct("a", "10"), verdict("v"), direct("b", "10")))
    found = words(rules, ("a", "1"), ("v", "unsuitable"), ("b", "absent"))
    assert names(found) == [
        "R6 direct_mean", "R10 failed", "R14 also", "R10 unsuitable", "R14 also", "R12 absent", "R14 first", "R11 failed",
    ]  # fmt: skip
    assert step(found, "R14 first").part == "b"
    assert step(found, "R14 first").figures == {"status": "absent"}


def test_r10_points_enough_but_a_minimum_missed() -> None:
    part = rated("interview", criterion("visie", minimum=16), points="10")
    found = sheets(part, "7", "7")
    assert names(found)[2:] == ["R8 not_met", "R6 points", "R10 failed_minimum", "R14 first", "R11 failed"]
    assert step(found, "R10 failed_minimum").decisive


def test_r11_sheets_that_do_not_count() -> None:
    found = words(worked(), ("gesprek", "3"), ("interview", "60 61"))
    assert names(found)[-3:] == ["R11 not_admitted", "R11 not_admitted", "R11 not_counted"]
    assert step(found, "R11 not_counted").figures == {"count": "2"}
    assert step(found, "R11 not_counted").part == "interview"


def test_r12_exempt_steps() -> None:
    found = words(worked(), ("gesprek", "exempt 20.5"), ("assessment", "exempt"), ("interview", "60"))
    assert names(found)[:4] == ["R12 exempt_passed", "R11 admitted", "R12 exempt_verdict", "R11 admitted"]
    assert (step(found, "R12 exempt_passed").reached, step(found, "R12 exempt_passed").required) == ("20.50", "15")


def test_r2_exact_without_rounding() -> None:
    found = words(scheme(direct("a", "30"), rounding=None, total="0"), ("a", "16 16 15"))
    exact = step(found, "R2 exact")
    assert (exact.reached, exact.figures["exact"]) == ("15.6666…", "47/3")


def two(rules: Scheme, *decisions: Decision | Draw) -> Result:
    rows = [("K01", "a", "30"), ("K01", "b", "40"), ("K02", "a", "40"), ("K02", "b", "30"), ("K03", "a", "40"), ("K03", "b", "30")]
    return evaluate(rules, judge(rules, rows), decisions)


def pair(**rules: object) -> Scheme:
    return scheme((direct("a", "50"), direct("b", "50")), **rules)  # type: ignore[arg-type]


def test_r15_shared() -> None:
    found = step(two(pair()), "R15 shared")
    assert (found.figures, found.reached) == ({"place": "1", "count": "2"}, "70.00")


def test_r15_tie_break_names_the_part_that_settled_it() -> None:
    found = two(pair(tie_break=("b",)))
    assert step(found, "R15 tie_break").part == "b"
    assert names(found)[-1] == "R15 tie_break"
    assert names(found, "K02")[-2:] == ["R15 tie_break", "R15 shared"]
    assert step(found, "R15 shared", "K02").figures == {"place": "2", "count": "1"}


def test_r15_open_decided_drawn() -> None:
    rules = pair(ties=Ties.DECIDE)
    everybody = ("K03", "K01", "K02")
    assert names(two(rules))[-1] == "R15 tie_open"
    decided = step(two(rules, Decision(order=everybody)), "R15 tie_decided", "K02")
    assert decided.figures == {"place": "3", "count": "2"}
    drawn = step(two(rules, Draw(candidates=everybody, seed="x" * 16)), "R15 tie_drawn")
    assert drawn.figures["seed"] == "x" * 16


def test_an_unknown_candidate_is_no_empty_answer() -> None:
    with pytest.raises(KeyError):
        two(pair()).steps("K99")
