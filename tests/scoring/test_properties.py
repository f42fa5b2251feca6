"""R16: what holds whatever the input. Few distinct totals on purpose, so that ties and exact hits are frequent."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring import Decision, JudgementsBuilder, Result, Scheme, Status, as_data, evaluate
from scoring.scheme import Part, Scale, Ties
from tests.scoring.schemes import criterion, direct, rated, scheme, verdict

FIVE = Scale.stepped(code="five", minimum=Fraction(0), maximum=Fraction(4), step=Fraction(1))
MINIMUM = 1
Row = tuple[str, str, str, int | None]
"""Part, assessor, criterion and position; -1 is not observed. A verdict has assessor "", exemption and absence stand in Person."""


@dataclass(frozen=True)
class Person:
    """One candidate's judgements."""

    code: str
    rows: tuple[Row, ...]
    suitable: bool | None
    test: tuple[int, ...]
    word: str = ""


def interview(weights: tuple[int, int, int] = (1, 2, 1), tolerance: str | None = "2") -> Part:
    named = zip("abc", weights, strict=True)
    return rated(
        "interview", *(criterion(code, str(weight), MINIMUM if code == "a" else None) for code, weight in named), points="8", scale=FIVE, tolerance=tolerance
    )


def rules(part: Part | None = None, **more: object) -> Scheme:
    return scheme((part or interview(), verdict()), direct("test", "4", mark="1/4"), total="7/12", rounding=Fraction(1, 2), **more)  # type: ignore[arg-type]


def collect(chosen: Scheme, people: list[Person], flip: bool = False) -> Result:
    builder = JudgementsBuilder(chosen)
    for person in reversed(people) if flip else people:
        builder.candidate(person.code)
        for part, assessor, code, position in reversed(person.rows) if flip else person.rows:
            if position is not None and position >= 0:
                builder.rating(person.code, part, f"{9 - int(assessor)}" if flip else assessor, code, position)
            elif position is not None:
                builder.not_observed(person.code, part, f"{9 - int(assessor)}" if flip else assessor, code)
        if person.suitable is not None:
            builder.verdict(person.code, "assessment", person.suitable)
        for place, points in enumerate(person.test):
            builder.marks(person.code, "test", f"{9 - place}" if flip else str(place), Fraction(points, 2))
        if person.word:
            (builder.withdrawn if person.word == "withdrawn" else builder.excluded)(person.code)
    return evaluate(chosen, builder.build())


@st.composite
def persons(draw: st.DrawFn, code: str = "K") -> Person:
    rows = tuple(("interview", str(place), each, draw(st.sampled_from([1, 2, 2, 3, 3, 4, 0, -1, None]))) for place in range(3) for each in "abc")
    test = tuple(draw(st.lists(st.integers(2, 8), min_size=0, max_size=2)))
    word = draw(st.sampled_from([""] * 12 + ["withdrawn", "excluded"]))
    return Person(code, rows, draw(st.sampled_from([True, True, True, True, False, None])), test, word)


@st.composite
def good_persons(draw: st.DrawFn) -> Person:
    """Mostly passing, few distinct totals."""
    rows = tuple(("interview", str(place), each, draw(st.integers(2, 4))) for place in range(2) for each in "abc")
    return Person("K", rows, True, (draw(st.integers(2, 8)),))


@st.composite
def crowds(draw: st.DrawFn) -> list[Person]:
    people = draw(st.lists(st.one_of(persons(), good_persons()), min_size=1, max_size=8))
    return [replace(person, code=f"K{place:02d}") for place, person in enumerate(people)]


def picture(result: Result) -> dict[str, object]:
    return {outcome.candidate: outcome for outcome in result}


def holds(test: Callable[..., None]) -> Callable[..., None]:
    return settings(derandomize=True, deadline=None, max_examples=150, database=None)(test)


@holds
@given(crowds())
def test_the_order_of_input_changes_nothing(people: list[Person]) -> None:
    chosen = rules(tie_break=("test",))
    assert as_data(collect(chosen, people), vacancy="v") == as_data(collect(chosen, people, flip=True), vacancy="v")


@holds
@given(crowds(), persons())
def test_who_is_not_ranked_moves_nobody(people: list[Person], extra: Person) -> None:
    chosen = rules(ties=Ties.DECIDE)
    whole = collect(chosen, [*people, replace(extra, code="X")])
    assume(whole.status("X") != Status.RANKED)
    without = collect(chosen, people)
    assert {code: found for code, found in picture(whole).items() if code != "X"} == picture(without)
    assert whole.open_ties == without.open_ties


@holds
@given(crowds(), st.data())
def test_a_higher_rating_never_does_harm(people: list[Person], data: st.DataObject) -> None:
    chosen = rules(interview(tolerance=None), tie_break=("test",))
    before = collect(chosen, people)
    who = data.draw(st.integers(0, len(people) - 1))
    person = people[who]
    rated_rows = [place for place, row in enumerate(person.rows) if row[3] is not None and 0 <= row[3] < 4]
    assume(rated_rows)
    place = data.draw(st.sampled_from(rated_rows))
    part, assessor, code, position = person.rows[place]
    higher = replace(person, rows=(*person.rows[:place], (part, assessor, code, (position or 0) + 1), *person.rows[place + 1 :]))
    after = collect(chosen, [*people[:who], higher, *people[who + 1 :]])
    old, new = before.of(person.code), after.of(person.code)
    assert (new.parts[0].points or 0) >= (old.parts[0].points or 0)
    if old.status is Status.RANKED:
        assert new.status is Status.RANKED
        assert (new.rank or 0) <= (old.rank or 0)


@holds
@given(crowds(), st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9))
def test_multiplying_all_weights_changes_nothing(people: list[Person], factor: Fraction) -> None:
    part = interview()
    scaled = replace(part, criteria=tuple(replace(each, weight=each.weight * factor) for each in part.criteria))
    assert picture(collect(rules(part), people)) == picture(collect(rules(scaled), people))


@holds
@given(st.integers(1, 40), st.integers(1, 99), st.sampled_from([Fraction(1, 100), Fraction(1, 10), Fraction(1, 2), Fraction(1)]))
def test_one_step_below_a_mark_fails(maximum: int, percent: int, step: Fraction) -> None:
    chosen = scheme(direct("a", str(maximum), mark=f"{percent}/100"), total="0", rounding=step)
    required = Fraction(maximum * percent, 100)
    on = -(-required // step) * step
    builder = JudgementsBuilder(chosen)
    builder.marks("on", "a", "x", on)
    builder.marks("under", "a", "x", on - step)
    result = evaluate(chosen, builder.build())
    assert (result.status("on"), result.status("under")) == (Status.RANKED, Status.FAILED_PART)


@holds
@given(st.lists(st.integers(0, 300), min_size=1, max_size=6))
def test_any_split_that_averages_to_the_mark_passes(offsets: list[int]) -> None:
    chosen = scheme(direct("a", "30"), total="1/2", rounding=None)
    builder = JudgementsBuilder(chosen)
    for place, offset in enumerate(offsets):
        builder.marks("K", "a", f"up{place}", Fraction(1500 + offset, 100))
        builder.marks("K", "a", f"down{place}", Fraction(1500 - offset, 100))
    assert evaluate(chosen, builder.build()).of("K").total == 15


@holds
@given(crowds())
def test_a_place_is_one_more_than_who_is_strictly_better(people: list[Person]) -> None:
    result = collect(rules(), people)
    totals = {outcome.candidate: outcome.total for outcome in result if outcome.status is Status.RANKED}
    for code, total in totals.items():
        assert result.rank(code) == 1 + sum((other or 0) > (total or 0) for other in totals.values())


@holds
@given(crowds())
def test_replay_gives_the_same_and_leaves_the_input_alone(people: list[Person]) -> None:
    chosen = rules()
    assert as_data(collect(chosen, people), vacancy="v") == as_data(collect(chosen, people), vacancy="v")


@holds
@given(crowds(), st.permutations([f"K{place:02d}" for place in range(8)]))
def test_a_decision_leaves_no_tie_open_and_moves_nobody_between_totals(people: list[Person], order: list[str]) -> None:
    chosen = rules(ties=Ties.DECIDE)
    builder_result = collect(chosen, people)
    decided = evaluate(chosen, builder_result.judgements, [Decision(order=tuple(order))])
    assert decided.open_ties == ()
    totals = [decided.of(code).total or 0 for code in decided.candidates if decided.status(code) is Status.RANKED]
    assert totals == sorted(totals, reverse=True)
    assert [decided.rank(code) for code in decided.candidates[: len(totals)]] == list(range(1, len(totals) + 1))


@holds
@given(crowds())
def test_steps_agree_with_the_outcome(people: list[Person]) -> None:
    result = collect(rules(), people)
    for outcome in result:
        steps = result.steps(outcome.candidate)
        decisive = [step for step in steps if step.decisive]
        assert len(decisive) == (0 if outcome.status is Status.RANKED else 1)
        for part in outcome.parts:
            marks = [step.passed for step in steps if step.part == part.part and (step.rule == "R10" or step.case == "absent")]
            assert marks == {"passed": [True], "failed": [False], "pending": [], "not_admitted": [], "absent": [False]}[part.state]
