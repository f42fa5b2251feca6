"""What a definition becomes: defaults, numbers, scales, and copies that need no file."""

import copy
import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from scoring.scheme import DEFAULT_SCALE, Consensus, Ties
from tests.vacancies.examples import DEFINITION, changed, data_of
from vacancies import Definition, DefinitionErrors, definition_from, load_framework, scheme_from, shipped_definitions, shipped_framework_paths, thaw

MINIMAL: dict[str, Any] = {
    "code": "klein",
    "title": "Klein",
    "scheme": {},
    "rounds": [
        {
            "code": "r",
            "title": "R",
            "parts": [
                {"code": "rated", "title": "Rated", "points": 10, "criteria": [{"topic": "a", "title": "A"}, {"topic": "b"}]},
                {"code": "direct", "title": "Direct", "points": "20,5"},
                {"code": "verdict", "title": "Verdict", "verdict": True, "criteria": [{"topic": "a"}]},
            ],
        }
    ],
}


def minimal(scheme: dict[str, Any] | None = None, part: int = 0, **keys: Any) -> dict[str, Any]:
    """The minimal definition with keys of the scheme and of one part."""
    data = copy.deepcopy(MINIMAL)
    data["scheme"] |= scheme or {}
    data["rounds"][0]["parts"][part] |= keys
    return data


def test_the_defaults_of_a_minimal_definition() -> None:
    scheme = scheme_from(MINIMAL)
    assert (scheme.total_pass_mark, scheme.rounding, scheme.binding, scheme.ties) == (Fraction(3, 5), Fraction(1, 100), True, Ties.SHARED)
    assert (scheme.tie_break, scheme.neutralised, scheme.reserve) == ((), (), None)
    rated, direct, verdict = scheme.parts
    assert (rated.pass_mark, rated.scale, rated.min_assessors, rated.tolerance, rated.consensus) == (Fraction(1, 2), DEFAULT_SCALE, 2, None, Consensus.OPTIONAL)
    assert [(c.code, c.title, c.weight, c.minimum) for c in rated.criteria] == [("a", "A", 1, None), ("b", "b", 1, None)]
    assert (direct.points, direct.scale, direct.criteria, direct.min_assessors) == (Fraction(41, 2), None, (), 1)
    assert (verdict.points, verdict.scale, verdict.min_assessors) == (None, None, 1)


def test_what_the_scheme_says_of_completeness_holds_for_parts_with_criteria_only() -> None:
    scheme = scheme_from(minimal({"min_assessors": 3, "tolerance": "1,5", "consensus": "required", "part_pass_mark": "33.3%"}))
    rated, direct, verdict = scheme.parts
    assert (rated.min_assessors, rated.tolerance, rated.consensus) == (3, Fraction(3, 2), Consensus.REQUIRED)
    for part in (direct, verdict):
        assert (part.min_assessors, part.tolerance, part.consensus) == (1, None, Consensus.OPTIONAL)
    assert rated.pass_mark == direct.pass_mark == Fraction(333, 1000)


@pytest.mark.parametrize("part", [0, 1])
def test_a_part_may_say_it_itself(part: int) -> None:
    scheme = scheme_from(minimal({"min_assessors": 3, "tolerance": 9}, part, min_assessors="4", tolerance=0, consensus="required", pass_mark="55,5 %"))
    found = scheme.parts[part]
    assert (found.min_assessors, found.tolerance, found.consensus, found.pass_mark) == (4, 0, Consensus.REQUIRED, Fraction(555, 1000))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (30, Fraction(30)),
        ("30", Fraction(30)),
        (" 12,5 ", Fraction(25, 2)),
        ("12.50", Fraction(25, 2)),
        ("007", Fraction(7)),
        (999_999_999, Fraction(999_999_999)),
    ],
)
def test_numbers_are_read_exactly(text: object, value: Fraction) -> None:
    assert scheme_from(minimal(points=text)).parts[0].points == value


@pytest.mark.parametrize(("text", "share"), [("50%", "1/2"), ("50 %", "1/2"), ("33.3%", "333/1000"), ("33,3 %", "333/1000"), ("100%", "1"), ("0%", "0")])
def test_percentages_are_exact(text: str, share: str) -> None:
    assert scheme_from(minimal({"total_pass_mark": text})).total_pass_mark == Fraction(share)


@pytest.mark.parametrize("text", ["50", "0,5", "%", "-5%", "5%%", "1e1%", "５０%", "100.01%", 50, True, 0.5, float("nan"), ["50%"], None])
def test_what_is_no_percentage_is_refused(text: object) -> None:
    assert places(minimal({"total_pass_mark": text})) == ["scheme.total_pass_mark"]


@pytest.mark.parametrize(
    "text",
    [
        0.5,
        30.0,
        float("nan"),
        float("inf"),
        True,
        False,
        None,
        "",
        " ",
        "-0",
        "-1",
        -1,
        "1e1",
        "1_0",
        "1.000,5",
        "１２",
        "٣",
        "sNaN",
        "NaN",
        "Infinity",
        "1e-400",
        "+5",
        "12.5000000000000000000000001",
        "1234567890",
        10**9,
        10**4000,
        "0",
        0,
        "1/2",
        "5.",
        ".5",
        [5],
        {"a": 5},
        date(2024, 5, 15),
    ],
)
def test_what_is_no_number_above_zero_is_refused_with_its_place(text: object) -> None:
    assert places(minimal(points=text)) == ["rounds[0].parts[0].points"]


@pytest.mark.parametrize("step", ["none", "0.01", "0,5", 1, "0.25"])
def test_the_rounding_step(step: object) -> None:
    rounding = scheme_from(minimal({"rounding": step}, 1, points=20)).rounding
    assert rounding == (None if step == "none" else Fraction(str(step).replace(",", ".")))


@pytest.mark.parametrize("step", ["0", "geen", "None", 0.01, True, "1/3", -1])
def test_a_rounding_step_that_is_none(step: object) -> None:
    assert places(minimal({"rounding": step})) == ["scheme.rounding"]


def test_without_rounding_every_maximum_is_allowed() -> None:
    assert places(minimal({"rounding": "0.5"}, points="10.25")) == ["rounds[0].parts[0].points"]
    assert scheme_from(minimal({"rounding": "none"}, points="10.25")).parts[0].points == Fraction(41, 4)


def test_a_labelled_scale_and_a_minimum_in_other_capitals() -> None:
    data = minimal(scale="w", criteria=[{"topic": "a", "minimum": "GOED"}]) | {"scales": {"w": {"labels": ["slecht", "matig", "goed"]}}}
    part = scheme_from(data).parts[0]
    assert part.scale is not None
    assert (part.scale.texts, part.scale.shares) == (("slecht", "matig", "goed"), (Fraction(0), Fraction(1, 2), Fraction(1)))
    assert part.criteria[0].minimum == 2


def test_codes_are_trimmed_and_brought_to_nfc() -> None:
    data = minimal({"tie_break": ["cafe\u0301"]}, code=" caf\u00e9 ")
    assert scheme_from(data).tie_break == ("caf\u00e9",)


def test_codes_of_two_frameworks_in_one_part() -> None:
    data = minimal(
        criteria=[{"competency": "visie", "framework": "lievegem"}, {"framework": "maastricht", "competency": "luisteren", "level": "oik-8-10", "weight": 2}]
    )
    first, second = scheme_from(data).parts[0].criteria
    assert (first.title, first.framework, first.level) == ("Visie", "lievegem", "3")  # its only level
    assert (second.title, second.framework, second.level, second.weight) == ("Luisteren", "maastricht", "oik-8-10", 2)


def test_levels_that_are_anchors_may_be_named_or_left_out() -> None:
    data = minimal(criteria=[{"competency": "analyseren", "framework": "woordenboek"}, {"competency": "empathie", "framework": "woordenboek", "level": "3"}])
    definition = definition_from(data, name="klein")
    free, asked = definition.scheme.parts[0].criteria
    assert (free.level, asked.level) == (None, "3")
    for criterion in (free, asked):
        described = definition.described(criterion)
        assert described is not None
        assert [level.code for level in described.levels] == ["1", "2", "3", "4"]


def test_a_framework_without_levels() -> None:
    data = minimal(criteria=[{"competency": "durf", "framework": "jaargesprekken"}])
    definition = definition_from(data, name="klein")
    described = definition.described(definition.scheme.parts[0].criteria[0])
    assert described is not None
    assert len(described.levels[0].indicators) == 3
    assert places(minimal(criteria=[{"competency": "durf", "framework": "jaargesprekken", "level": "1"}])) == ["rounds[0].parts[0].criteria[0].level"]


def test_the_worked_example() -> None:
    definition = shipped_definitions()["directeur-interne-organisatie"]
    assert (definition.scheme.maximum, definition.scheme.required) == (100, 60)
    assert [part.points for part in definition.scheme.parts] == [30, None, 70]
    assert definition.dates["assessment"] == (date(2024, 5, 21), date(2024, 5, 22))
    assert definition.scheme.reserve is not None
    assert definition.scheme.reserve.answers["onbepaald-voltijds"] == {"declined": "leaves", "no_answer": "leaves"}
    assert definition.salary is not None
    assert (definition.salary.minimum, definition.salary.seniority[1].amount) == (4470, 5354)
    assert definition.application is not None
    assert definition.application.deadline == date(2024, 4, 28)
    assert len(definition.position.result_areas if definition.position else ()) == 9
    assert [competency.level for competency in definition.competencies] == ["3"] * 13 + [None]
    assert len(definition.frameworks["lievegem"].competencies) == 14


def test_what_an_assessor_reads_beside_a_criterion() -> None:
    definition = shipped_definitions()["directeur-interne-organisatie"]
    interview = definition.scheme.parts[2]
    described = definition.described(interview.criteria[0])
    assert described is not None
    assert (described.competency.name, described.asked, [level.code for level in described.levels]) == ("Samenwerken", "3", ["3"])
    assert definition.described(definition.scheme.parts[0].criteria[0]) is None


@pytest.mark.parametrize("source", ["shipped", "small", "unused"])
def test_a_frozen_copy_is_the_same_definition_without_files(source: str) -> None:
    definition = {"shipped": shipped_definitions()["directeur-interne-organisatie"], "small": _small(), "unused": _unused()}[source]
    stored = json.loads(json.dumps(definition.frozen(), sort_keys=True))
    again = thaw(stored)
    assert again == definition
    assert again.frozen() == definition.frozen()


def test_a_frozen_copy_keeps_its_own_words() -> None:
    stored = shipped_definitions()["directeur-interne-organisatie"].frozen()
    stored["frameworks"]["lievegem"]["competencies"][0]["definition"] = "Zoals het toen was."
    assert thaw(stored).frameworks["lievegem"].competencies[0].definition == "Zoals het toen was."
    assert shipped_definitions()["directeur-interne-organisatie"].frameworks["lievegem"].competencies[0].definition != "Zoals het toen was."


def test_other_frameworks_can_be_given() -> None:
    lievegem = next(load_framework(path) for path in shipped_framework_paths() if path.stem == "lievegem")
    assert definition_from(data_of(DEFINITION), name="proef", frameworks={"lievegem": lievegem}) == _small()
    with pytest.raises(DefinitionErrors, match="the framework lievegem is not known"):
        definition_from(data_of(DEFINITION), name="proef", frameworks={})


def test_a_problem_with_a_scale_is_told_once_and_not_at_its_users() -> None:
    text = changed(DEFINITION, 'step = "0.5"', 'step = "0.3"')
    with pytest.raises(DefinitionErrors) as caught:
        definition_from(data_of(text), name="proef")
    assert [problem.place for problem in caught.value.problems] == ["scales.tien.step"]


def places(data: dict[str, Any]) -> list[str]:
    """The places of the problems of the data."""
    with pytest.raises(DefinitionErrors) as caught:
        definition_from(data, name="proef")
    return [problem.place for problem in caught.value.problems]


def _small() -> Definition:
    return definition_from(data_of(DEFINITION), name="proef")


def _unused() -> Definition:
    return definition_from(minimal() | {"framework": "generiek"}, name="klein")
