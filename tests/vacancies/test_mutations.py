"""Whatever is done to a definition, the loader gives a definition or says what is wrong; it never breaks."""

import copy
from datetime import date, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vacancies.examples import DEFINITION, data_of
from vacancies import Definition, DefinitionErrors, definition_from, framework_from, read_toml, shipped_definition_paths, shipped_framework_paths, thaw
from vacancies.kinds import Float

SHIPPED = next(read_toml(path) for path in shipped_definition_paths() if path.stem == "directeur-interne-organisatie")
SMALL = data_of(DEFINITION)
FRAMEWORK = next(read_toml(path) for path in shipped_framework_paths() if path.stem == "generiek")
WORDS = [
    "",
    "none",
    "50%",
    "0,5",
    "1e1",
    "interview",
    "gesprek",
    "visie",
    "lievegem",
    "tien",
    "Tien",
    "3",
    "required",
    "2024-05-15",
    "\x00",
    "\ud800",
    "a" * 70,
    "{value}",
]
SCALARS = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=8),
    st.integers(-5, 120),
    st.builds(pow, st.just(10), st.just(5000)),  # more digits than Python will print
    st.sampled_from(
        [
            10**9,
            0.5,
            float("nan"),
            float("inf"),
            True,
            False,
            None,
            Float("1.5"),
            date(2024, 5, 15),
            datetime.fromisoformat("2024-05-15T12:00"),
        ]
    ),
)
KEYS = st.sampled_from(
    ["code", "points", "verdict", "scale", "criteria", "weight", "minimum", "level", "topic", "framework", "labels", "shares", "step", "x.y", "\n"]
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=5)


def paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The places of everything in the data but the whole."""
    steps = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    return [found for step in steps for found in ((*path, step), *paths(data[step], (*path, step)))]


def mutated(data: dict[str, Any], draw: Any) -> dict[str, Any]:
    """The data with one to four places replaced, removed, doubled or given a key more."""
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(paths(data) or [()]))
        if not path:
            break
        holder = data
        for step in path[:-1]:
            holder = holder[step]
        act = draw(st.sampled_from(["replace", "remove", "double", "add"]))
        if act == "replace":
            holder[path[-1]] = draw(VALUES)
        elif act == "remove":
            del holder[path[-1]]
        elif act == "double" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[path[-1]]))
        elif isinstance(holder, dict):
            holder[draw(KEYS)] = draw(VALUES)
    return data


def loaded(data: dict[str, Any]) -> Definition | None:
    """The definition, or None where the loader said in both languages what is wrong."""
    try:
        return definition_from(data, name="proef.toml")
    except DefinitionErrors as errors:
        said = {language: errors.lines(language) for language in ("nl", "en")}
    for lines in said.values():
        assert len(lines) == len(set(lines)) > 0
        assert all("\n" not in line for line in lines)
    return None


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.sampled_from([SHIPPED, SMALL]), st.data())
def test_a_definition_that_was_tampered_with(data: dict[str, Any], drawn: st.DataObject) -> None:
    definition = loaded(mutated(data, drawn.draw))
    if definition is not None:
        assert thaw(definition.frozen()) == definition


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_a_framework_that_was_tampered_with(drawn: st.DataObject) -> None:
    try:
        told = len(framework_from(mutated(FRAMEWORK, drawn.draw), name="proef.toml").competencies)
    except DefinitionErrors as errors:
        told = len(errors.lines("nl"))
    assert told


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(list(SHIPPED)), VALUES))
def test_data_that_are_no_definition_at_all(data: dict[str, Any]) -> None:
    assert loaded(data) is None
