"""R15: places, ties, decisions and draws."""

from fractions import Fraction
from hashlib import sha256

import pytest

from scoring import Decision, Draw, JudgementError, Result, evaluate
from scoring.ranking import Settlement
from scoring.scheme import Scheme, Ties
from tests.scoring.schemes import direct, judge, scheme

SEED = "0123456789abcdef"


def ranked(rules: Scheme, points: dict[str, str], *decisions: Settlement) -> Result:
    """Candidate -> points per part, in the order of the parts."""
    codes = [part.code for part in rules.parts]
    rows = [(who, part, word) for who, words in points.items() for part, word in zip(codes, words.split(), strict=True)]
    return evaluate(rules, judge(rules, rows), decisions)


def places(result: Result) -> dict[str, int | None]:
    return {code: result.rank(code) for code in result.candidates}


def test_r15_shared_places_skip_the_next() -> None:
    result = ranked(scheme(direct("a", "100")), {"D": "60", "B": "70", "C": "70", "A": "80"})
    assert places(result) == {"A": 1, "B": 2, "C": 2, "D": 4}
    assert result.open_ties == ()


def test_r15_tie_break_goes_part_after_part() -> None:
    rules = scheme((direct("a", "10", mark="0"), direct("b", "10", mark="0"), direct("c", "10", mark="0")), total="0", tie_break=("b", "c"))
    found = ranked(rules, {"A": "4 2 4", "B": "3 3 4", "C": "2 3 5", "D": "5 2 3", "E": "10 10 10", "F": "4 2 4"})
    assert places(found) == {"E": 1, "C": 2, "B": 3, "A": 4, "F": 4, "D": 6}


def test_r15_equal_after_rounding_is_a_tie() -> None:
    found = ranked(scheme(direct("a", "100")), {"A": "70.004", "B": "70.001"})
    assert places(found) == {"A": 1, "B": 1}


def test_r15_without_rounding_the_exact_figure_orders() -> None:
    found = ranked(scheme(direct("a", "100"), rounding=None), {"A": "70.000001", "B": "70.000002"})
    assert places(found) == {"B": 1, "A": 2}


DECIDE = scheme(direct("a", "100"), ties=Ties.DECIDE)
TIED = {"A": "70", "B": "70", "C": "70", "D": "60", "E": "60", "F": "80"}


def test_r15_an_open_tie_is_returned_and_shares_the_place() -> None:
    found = ranked(DECIDE, TIED)
    assert found.open_ties == (("A", "B", "C"), ("D", "E"))
    assert places(found) == {"F": 1, "A": 2, "B": 2, "C": 2, "D": 5, "E": 5}


def test_r15_a_decision_orders_its_tie_only() -> None:
    found = ranked(DECIDE, TIED, Decision(order=("C", "A", "B")))
    assert found.candidates == ("F", "C", "A", "B", "D", "E")
    assert places(found) == {"F": 1, "C": 2, "A": 3, "B": 4, "D": 5, "E": 5}
    assert found.open_ties == (("D", "E"),)


def test_r15_a_decision_passes_over_who_is_no_longer_tied() -> None:
    found = ranked(DECIDE, TIED | {"C": "75"}, Decision(order=("C", "B", "A", "Z")))
    assert places(found) == {"F": 1, "C": 2, "B": 3, "A": 4, "D": 5, "E": 5}


def test_r15_a_decision_that_misses_somebody_settles_nothing() -> None:
    assert ranked(DECIDE, TIED, Decision(order=("B", "A"))).open_ties[0] == ("A", "B", "C")


def test_r15_the_first_decision_that_names_all_counts() -> None:
    found = ranked(DECIDE, TIED, Decision(order=("B", "A")), Decision(order=("B", "C", "A")), Decision(order=("A", "B", "C")))
    assert found.candidates[1:4] == ("B", "C", "A")


def test_r15_a_decision_orders_nobody_where_ties_are_shared() -> None:
    assert places(ranked(scheme(direct("a", "100")), {"A": "70", "B": "70"}, Decision(order=("B", "A")))) == {"A": 1, "B": 1}


def test_r15_a_draw_orders_by_the_hash_of_seed_line_feed_and_code() -> None:
    tied = {"A": "70", "B": "70", "É": "70"}
    found = ranked(DECIDE, tied, Draw(candidates=("É", "B", "A"), seed=SEED))
    assert list(found.candidates) == sorted(tied, key=lambda code: sha256(SEED.encode() + b"\n" + code.encode()).hexdigest())
    assert sorted(places(found).values(), key=str) == [1, 2, 3]
    assert found.open_ties == ()


def test_r15_the_seed_has_at_least_sixteen_characters() -> None:
    with pytest.raises(JudgementError, match="seed_short"):
        Draw(candidates=("A", "B"), seed=SEED[:15])


@pytest.mark.parametrize("make", [lambda: Decision(order=("A", "A")), lambda: Draw(candidates=("A", "A"), seed=SEED)])
def test_a_decision_names_nobody_twice(make) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(JudgementError, match="decision_repeats"):
        make()


def test_who_is_not_ranked_has_no_place_and_stands_behind() -> None:
    found = ranked(scheme(direct("a", "100")), {"B": "10", "A": "55", "C": "90"})
    assert found.candidates == ("C", "A", "B")
    assert places(found) == {"C": 1, "A": None, "B": None}
    assert found.of("A").total == Fraction(55)


def test_r15_settled_ties_say_who_was_put_in_order_and_by_what() -> None:
    rules = scheme(direct("a", "30"), ties=Ties.DECIDE)
    people = judge(rules, [(code, "a", points) for code, points in (("K1", "20"), ("K2", "20"), ("K3", "25"), ("K4", "18"), ("K5", "18"))])
    draw = Draw(candidates=("K4", "K5"), seed="0123456789abcdef")
    decision = Decision(order=("K2", "K1"))
    drawn = tuple(sorted(("K4", "K5"), key=draw.lot))
    assert evaluate(rules, people, [draw, decision]).settled_ties == ((("K2", "K1"), decision), (drawn, draw))
    assert evaluate(rules, people).settled_ties == ()
