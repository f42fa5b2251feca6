"""R2, R3 and R8 to R14: from points to one status."""

from fractions import Fraction

import pytest

from scoring import JudgementsBuilder, Outcome, Status, evaluate
from scoring.scheme import Consensus, Neutralised, Scheme
from tests.scoring.schemes import criterion, direct, judge, rate, rated, scheme, verdict, worked


def outcome(rules: Scheme, **words: str) -> Outcome:
    """The outcome of one candidate, with a word per part."""
    return evaluate(rules, judge(rules, [("K01", "", "")] + [("K01", part, word) for part, word in words.items()])).of("K01")


def test_r1_tenths_add_up() -> None:
    rules = scheme(direct("a", "1", mark="0"), direct("b", "1", mark="0"), total="3/20")
    found = outcome(rules, a="0.1", b="0.2")
    assert (found.total, found.status) == (Fraction("0.3"), Status.RANKED)


@pytest.mark.parametrize(("step", "mark", "points"), [("1/100", "12.345", "12.35"), ("1/2", "12.24", "12"), ("1/2", "12.25", "12.5"), ("1", "12.5", "13")])
def test_r2_half_up_to_the_step(step: str, mark: str, points: str) -> None:
    assert outcome(scheme(direct("a", "30"), rounding=Fraction(step)), a=mark).parts[0].points == Fraction(points)


def test_r2_none_compares_and_sums_the_exact_figure() -> None:
    rules = scheme(direct("a", "30"), rounding=None, total="0")
    assert outcome(rules, a="14.99 15").status == "failed_part"
    assert outcome(rules, a="14.98 15 15").parts[0].points == Fraction("44.98") / 3


@pytest.mark.parametrize(("points", "mark", "on", "under"), [("30", "1/2", "15", "14.99"), ("7", "333/1000", "2.34", "2.33")])
def test_r3_on_the_mark_is_a_pass(points: str, mark: str, on: str, under: str) -> None:
    rules = scheme(direct("a", points, mark=mark), total="0")
    assert outcome(rules, a=on).status == "ranked"
    assert outcome(rules, a=under).status == "failed_part"


def test_r3_a_mark_between_two_steps_is_exact_without_rounding() -> None:
    rules = scheme(direct("a", "7", mark="333/1000"), total="0", rounding=None)
    assert outcome(rules, a="2.331").status == "ranked"
    assert outcome(rules, a="2.330999").status == "failed_part"


@pytest.mark.parametrize(("ratings", "state"), [(("5", "5"), "passed"), (("5", "4.5"), "failed"), (("4", "6"), "passed")])
def test_r8_minimum_is_compared_exactly(ratings: tuple[str, str], state: str) -> None:
    part = rated("interview", criterion("visie", minimum=10), criterion("daad", "9"))
    rules = scheme(part, total="0")
    builder = JudgementsBuilder(rules)
    rate(builder, "K01", part, "visie", *ratings)
    rate(builder, "K01", part, "daad", "9", "9")
    found = evaluate(rules, builder.build()).of("K01").parts[0]
    assert found.state == state
    assert found.points is not None


def test_r8_says_nothing_while_the_part_is_incomplete() -> None:
    part = rated("interview", criterion("visie", minimum=10), criterion("daad"))
    rules = scheme(part)
    builder = JudgementsBuilder(rules)
    rate(builder, "K01", part, "visie", "1", "1")
    assert evaluate(rules, builder.build()).status("K01") == "pending"


def test_r9_a_neutralised_criterion_drops_out_of_points_completeness_and_minimum() -> None:
    part = rated("interview", criterion("visie", "3", minimum=20), criterion("daad"), points="10")
    gone = Neutralised(part="interview", criterion="visie", reason="vraag fout")
    rules = scheme(part, neutralised=(gone,), total="0")
    builder = JudgementsBuilder(rules)
    rate(builder, "K01", part, "visie", "0", "0")
    rate(builder, "K01", part, "daad", "7", "8")
    rate(builder, "K02", part, "daad", "7", "8")
    result = evaluate(rules, builder.build())
    assert [result.of(code).parts[0].points for code in ("K01", "K02")] == [Fraction("7.5")] * 2


def test_r10_verdicts() -> None:
    rules = scheme(verdict("v"), direct("a", "10"))
    assert outcome(rules, v="unsuitable").status == "unsuitable"
    assert outcome(rules).status == "pending"
    assert outcome(rules, v="suitable", a="9").status == "ranked"


def test_r11_a_later_round_counts_only_for_who_passed() -> None:
    rules = scheme(direct("a", "10"), direct("b", "10"))
    assert [part.state for part in outcome(rules, a="4", b="9").parts] == ["failed", "not_admitted"]
    assert [part.state for part in outcome(rules, b="9").parts] == ["pending", "not_admitted"]
    assert outcome(rules, a="4", b="9").parts[1].points is None


def test_r11_all_parts_of_a_round_are_taken() -> None:
    rules = scheme((direct("a", "10"), direct("b", "10")), direct("c", "10"))
    assert [part.state for part in outcome(rules, a="4", b="9", c="9").parts] == ["failed", "passed", "not_admitted"]


def test_r12_absent_and_exempt() -> None:
    rules = worked()
    assert outcome(rules, gesprek="absent").parts[0].points is None
    carried = outcome(rules, gesprek="exempt 15", assessment="exempt", interview="exempt 70")
    assert [part.state for part in carried.parts] == ["exempt"] * 3
    assert (carried.status, carried.total) == ("ranked", 85)
    under = outcome(rules, gesprek="exempt 14.99")
    assert (under.parts[0].state, under.parts[0].points, under.status) == ("failed", Fraction("14.99"), "failed_part")


def test_r12_who_is_exempt_needs_no_ratings_and_meets_no_minimum() -> None:
    part = rated("interview", criterion("visie", minimum=20), consensus=Consensus.REQUIRED)
    assert outcome(scheme(part), interview="exempt 60").status == "ranked"


def test_r13_the_total_never_shrinks() -> None:
    rules = scheme(direct("a", "50", mark="0"), verdict("v"), direct("b", "50", mark="0"))
    found = outcome(rules, a="30", v="exempt", b="29.99")
    assert (found.status, found.total) == ("below_total", Fraction("59.99"))
    assert outcome(rules, a="30", v="exempt", b="30").status == "ranked"


def test_r13_sums_what_was_rounded() -> None:
    rules = scheme(direct("a", "10"), direct("b", "10"), total="601/1000")
    assert outcome(rules, a="6.005 6.004 6.006", b="6.01").total == Fraction("12.02")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({"a": "absent", "v": "unsuitable", "b": "1"}, "absent"),
        ({"a": "1", "v": "unsuitable"}, "unsuitable"),
        ({"a": "1", "v": "suitable"}, "failed_part"),
        ({"a": "9", "v": "suitable"}, "pending"),
    ],
)
def test_r14_within_a_round(words: dict[str, str], status: str) -> None:
    assert outcome(scheme((direct("a", "10"), verdict("v"), direct("b", "10"))), **words).status == status


def test_r14_the_first_round_counts() -> None:
    rules = scheme(direct("a", "10"), direct("b", "10"))
    assert outcome(rules, a="1", b="absent").status == "failed_part"


@pytest.mark.parametrize("word", ["withdrawn", "excluded"])
def test_r14_withdrawn_and_excluded_win_and_the_parts_are_reported(word: str) -> None:
    rules = worked()
    judgements = judge(rules, [("K01", "gesprek", "20"), ("K01", "assessment", "unsuitable"), ("K01", "", word)])
    found = evaluate(rules, judgements).of("K01")
    assert found.status == word
    assert [part.state for part in found.parts] == ["passed", "failed", "not_admitted"]
    assert (found.total, found.rank) == (None, None)


@pytest.mark.parametrize(("marks", "state"), [("9", "pending"), ("9 8", "passed"), ("9 6", "pending")])
def test_r7_a_directly_marked_part_has_its_own_rules(marks: str, state: str) -> None:
    rules = scheme(direct("a", "10", least=2, tolerance="2"))
    assert outcome(rules, a=marks).parts[0].state == state


def test_r7_direct_consensus() -> None:
    rules = scheme(direct("a", "10", consensus=Consensus.REQUIRED))
    builder = JudgementsBuilder(rules)
    builder.marks("K01", "a", "x", Fraction(9))
    assert evaluate(rules, builder.build()).status("K01") == "pending"
    builder.consensus("K01", "a", None, Fraction("6.666"))
    assert evaluate(rules, builder.build()).of("K01").total == Fraction("6.67")
