"""The shipped frameworks, the cross-walk between them, and copies with fewer competencies."""

import pytest

from tests.vacancies.examples import CROSSWALK, FRAMEWORK, PLAIN, changed, data_of
from vacancies import crosswalk_from, framework_from, shipped_crosswalk, shipped_definition_paths, shipped_definitions, shipped_frameworks
from vacancies.framework_loader import restricted

COUNTS = {
    "generiek": (5, 4, "required"),
    "jaargesprekken": (27, 0, "none"),
    "lievegem": (14, 1, "required"),
    "maastricht": (27, 3, "required"),
    "woordenboek": (29, 4, "anchors"),
}


def test_the_five_frameworks_are_right() -> None:
    found = {code: (len(framework.competencies), len(framework.levels), framework.levels_are) for code, framework in shipped_frameworks().items()}
    assert found == COUNTS


def test_the_shipped_definitions_are_right_and_named_after_their_file() -> None:
    assert set(shipped_definitions()) == {path.stem for path in shipped_definition_paths()} >= {"directeur-interne-organisatie"}


@pytest.mark.parametrize("code", sorted(COUNTS))
def test_every_competency_says_what_it_means(code: str) -> None:
    for competency in shipped_frameworks()[code].competencies:
        assert competency.definition
        assert competency.english
        assert competency.levels or competency.undefined_in_source
        for level in competency.levels:
            assert len({indicator.text for indicator in level.indicators}) == len(level.indicators) >= 1
            assert (level.code is None) == (code == "jaargesprekken")


def test_the_dimensions_of_the_generic_framework_are_explained_and_all_used() -> None:
    for competency in shipped_frameworks()["generiek"].competencies:
        assert all(dimension.definition for dimension in competency.dimensions)
        used = {indicator.dimension for level in competency.levels for indicator in level.indicators}
        assert used == {dimension.code for dimension in competency.dimensions} == {"A", "B", "C"}


def test_the_function_profiles() -> None:
    profiles = shipped_frameworks()["maastricht"].profiles
    assert len(profiles) == 16
    assert {len(profile.core) + len(profile.specific) + profile.free_choices for profile in profiles} == {9}


def test_the_crosswalk_reaches_every_competency() -> None:
    groups = shipped_crosswalk().groups
    reached = {(member.framework, member.competency) for group in groups for member in (*group.members, *group.touches)}
    assert len(groups) == 39
    assert reached == {(code, competency.code) for code, framework in shipped_frameworks().items() for competency in framework.competencies}


def test_what_a_framework_becomes() -> None:
    framework = framework_from(data_of(FRAMEWORK), name="eigen.toml")
    competency = framework.competency("luisteren")
    assert competency is not None
    first, second = competency.levels
    assert (first.indicators[0].dimension, first.indicators[0].text) == ("A", "Hoort wat gezegd wordt.")
    assert (second.indicators[0].dimension, second.indicators[0].text) == (None, "Hoort wat bedoeld wordt.")
    assert competency.level("2") == second
    assert competency.level("3") is None
    assert framework.level("1") == framework.levels[0]
    assert framework.competency("spreken") is None
    assert framework.language == "nl"


def test_a_framework_without_levels_has_one_block() -> None:
    framework = framework_from(data_of(PLAIN), name="eigen.toml")
    assert framework.levels == ()
    assert [level.code for level in framework.competencies[0].levels] == [None]


def test_a_smaller_copy_keeps_what_belongs_to_its_competencies() -> None:
    small = restricted(shipped_frameworks()["maastricht"], ["luisteren", "samenwerken"])
    assert [competency.code for competency in small.competencies] == ["samenwerken", "luisteren"]
    assert small.competency("luisteren") == shipped_frameworks()["maastricht"].competency("luisteren")
    assert {cluster.code for cluster in small.clusters} == {competency.cluster for competency in small.competencies}
    assert (small.profiles, small.levels) == ((), shipped_frameworks()["maastricht"].levels)


def test_members_and_touches_of_a_group() -> None:
    text = CROSSWALK + 'touches = [{ framework = "woordenboek", competency = "teamplayer" }]\n'
    (group,) = crosswalk_from(data_of(text), name="c", frameworks=shipped_frameworks()).groups
    assert [member.strength for member in group.members] == ["exact", "near"]
    assert (group.touches[0].competency, group.touches[0].strength) == ("teamplayer", None)


def test_an_anchored_framework_may_not_skip_a_rung_of_any_competency() -> None:
    text = changed(FRAMEWORK, 'levels_are = "anchors"', 'levels_are = "required"')
    text = changed(text, '  [[competencies.levels]]\n  level = "2"\n  indicators = ["Hoort wat bedoeld wordt."]\n', "")
    assert framework_from(data_of(text), name="eigen.toml").levels_are == "required"  # what is asked need not be described at every level
