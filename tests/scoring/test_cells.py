"""R4 to R7: from ratings to a combined share, or to what is missing."""

from fractions import Fraction

import pytest

from scoring import JudgementError, Judgements, JudgementsBuilder, PartOutcome, evaluate
from scoring.cells import CellRule
from scoring.judgements import RatedSheets
from scoring.scheme import Consensus, Part, Scale
from tests.scoring.schemes import QUALIFICATION, criterion, rate, rated, scheme


def outcome_of(part: Part, *ratings: str | None, consensus: str | None = None) -> PartOutcome:
    rules = scheme(part, total="0")
    builder = JudgementsBuilder(rules)
    builder.candidate("K01")
    rate(builder, "K01", part, "visie", *ratings)
    if consensus is not None and part.scale is not None:
        builder.consensus("K01", part.code, "visie", part.scale.position(consensus) or 0)
    return evaluate(rules, builder.build()).of("K01").parts[0]


def test_r4_labels_are_spread_evenly() -> None:
    assert QUALIFICATION.shares == (0, Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), 1)
    part = rated(scale=QUALIFICATION, points="40")
    assert outcome_of(part, "goed", "uitstekend").points == 35


def test_r4_numeric_share_counts_from_the_minimum_of_the_scale() -> None:
    one_to_five = Scale.stepped(code="vijf", minimum=Fraction(1), maximum=Fraction(5), step=Fraction(1))
    assert outcome_of(rated(scale=one_to_five, points="10"), "3", "3").points == 5


def test_r4_labelled_shares_of_its_own() -> None:
    own = Scale.labelled(code="own", labels=("zwak", "sterk"), shares=(Fraction(1, 3), Fraction(1)))
    assert outcome_of(rated(scale=own, points="30", mark="0"), "zwak", "zwak").points == 10


def test_r4_a_rating_off_the_scale_is_refused_in_columns_too() -> None:
    rules = scheme(rated())
    sheets = RatedSheets(assessors=("a",), ratings={"visie": [bytes([23])]})
    with pytest.raises(JudgementError, match="off_scale"):
        evaluate(rules, Judgements(candidates=("K01",), rated={"interview": sheets}))


def test_r5_not_observed_does_not_count_towards_the_least_number() -> None:
    assert outcome_of(rated(least=2), "7", "-").state == "pending"
    assert outcome_of(rated(least=2), "7", "-", "7").points == 49


def test_r5_no_rating_is_never_a_zero() -> None:
    nothing = outcome_of(rated(least=1))
    assert (nothing.state, nothing.points) == ("pending", None)
    assert outcome_of(rated(least=0)).state == "pending"


def test_r6_consensus_replaces_the_mean() -> None:
    assert outcome_of(rated(points="10"), "4", "5", consensus="8").points == 8


def test_r6_mean_is_exact_whatever_the_number_of_assessors() -> None:
    part = rated(points="10", mark="0")
    assert outcome_of(part, *["5"] * 6, "6").points == Fraction("5.14")
    rules = scheme(part, rounding=None)
    builder = JudgementsBuilder(rules)
    rate(builder, "K01", part, "visie", *["5"] * 6, "6")
    assert evaluate(rules, builder.build()).of("K01").parts[0].points == Fraction(36, 7)


@pytest.mark.parametrize(
    ("ratings", "consensus", "state"), [(("7",), None, "pending"), (("7",), "7", "passed"), ((), "7", "passed"), (("7", "8"), None, "passed")]
)
def test_r7_enough_ratings_or_a_consensus(ratings: tuple[str, ...], consensus: str | None, state: str) -> None:
    assert outcome_of(rated(), *ratings, consensus=consensus).state == state


@pytest.mark.parametrize(("ratings", "state"), [(("5", "7"), "passed"), (("5", "7.5"), "pending"), (("5", "6", "7.5"), "pending")])
def test_r7_spread_on_a_numeric_scale(ratings: tuple[str, ...], state: str) -> None:
    assert outcome_of(rated(tolerance="2"), *ratings).state == state


@pytest.mark.parametrize(("ratings", "state"), [(("normaal", "goed"), "passed"), (("normaal", "uitstekend"), "pending")])
def test_r7_spread_on_labels_counts_steps(ratings: tuple[str, ...], state: str) -> None:
    assert outcome_of(rated(scale=QUALIFICATION, tolerance="1"), *ratings).state == state


def test_r7_consensus_required() -> None:
    part = rated(consensus=Consensus.REQUIRED)
    assert outcome_of(part, "7", "7", "7").state == "pending"
    assert outcome_of(part, "7", "7", "7", consensus="7").state == "passed"


def test_r7_an_owed_sheet_keeps_the_part_pending_also_with_a_consensus() -> None:
    part = rated()
    rules = scheme(part)
    builder = JudgementsBuilder(rules)
    rate(builder, "K01", part, "visie", "7", "7")
    builder.owes("K01", "interview", "late")
    builder.consensus("K01", "interview", "visie", 14)
    assert evaluate(rules, builder.build()).of("K01").parts[0].state == "pending"
    builder.recuse("K01", "interview", "late")
    assert evaluate(rules, builder.build()).of("K01").parts[0].state == "passed"


@pytest.mark.parametrize("first", ["rating", "recusal"])
def test_r7_a_recused_sheet_stops_counting_in_either_order(first: str) -> None:
    part = rated()
    rules = scheme(part)
    builder = JudgementsBuilder(rules)
    if first == "recusal":
        builder.recuse("K01", "interview", "a0")
    rate(builder, "K01", part, "visie", "0", "6", "8")
    rate(builder, "K02", part, "visie", "0", "6", "9")
    if first == "rating":
        builder.recuse("K01", "interview", "a0")
    result = evaluate(rules, builder.build())
    assert result.of("K01").parts[0].points == 49
    assert result.of("K02").parts[0].points == 35


def test_a_long_scale_and_many_assessors_stay_exact() -> None:
    fine = Scale.stepped(code="fine", minimum=Fraction(0), maximum=Fraction(100), step=Fraction(1, 10))
    part = rated("interview", criterion("visie", "3"), criterion("daad", "1/3"), scale=fine, points="100")
    rules = scheme(part, rounding=None)
    builder = JudgementsBuilder(rules)
    ratings = [f"{place * 37 % 100}.{place % 10}" for place in range(23)]
    rate(builder, "K01", part, "visie", *ratings)
    rate(builder, "K01", part, "daad", *reversed(ratings[:5]))
    visie = sum(map(Fraction, ratings)) / 23 / 100
    daad = sum(map(Fraction, ratings[:5])) / 5 / 100
    assert evaluate(rules, builder.build()).of("K01").parts[0].points == 100 * (3 * visie + daad / 3) / (3 + Fraction(1, 3))


def test_a_multiset_is_worked_out_once_and_in_any_order() -> None:
    rule = CellRule(rated(), 3)
    columns = [bytes([2, 7]), bytes([5, 2]), bytes([7, 5])]
    first, second = rule.keys(columns, 2)
    assert first == second == rule.key(columns, 0)
    assert rule.cell(first).positions == (0, 3, 5)
    assert Fraction(rule.numerators[first], rule.whole) == rule.cell(first).share
