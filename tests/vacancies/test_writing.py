"""A definition that is written as a file is read back the same, texts included."""

import json
import tomllib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generator.definitions import definition as generated
from vacancies import definition_from, definition_toml, load_definition, read_toml, shipped_definition_paths, toml_data

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@pytest.mark.parametrize("path", shipped_definition_paths(), ids=lambda path: path.stem)
def test_every_shipped_definition_comes_back_the_same(path, tmp_path):
    written = tmp_path / path.name
    written.write_text(definition_toml(read_toml(path)))
    assert load_definition(written) == load_definition(path)


@pytest.mark.parametrize("path", shipped_definition_paths(), ids=lambda path: path.stem)
def test_what_was_stored_as_json_gives_the_same_file(path):
    stored = json.loads(load_definition(path).text)
    assert definition_toml(stored) == definition_toml(read_toml(path))


@pytest.mark.parametrize("seed", range(60))
def test_definitions_of_every_kind_come_back_the_same(seed):
    data = generated(Random(seed))  # noqa: S311 - the same definitions every time
    again = toml_data(definition_toml(data).encode(), "x")
    assert again == data
    assert definition_from(again, name="x") == definition_from(data, name="x")


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_every_text_comes_back_to_the_letter(title, name, tasks):
    data = {
        "title": title,
        "position": {"summary": name, "result_areas": [{"title": title, "tasks": tasks}, {}]},
        "scales": {name: {"labels": tasks}, "naam met ruimte": {}},
        "conditions": [],
        "rounds": [{"dates": ["2024-05-15", title, "2024-W01-1"], "parts": [{"criteria": [{"topic": name, "title": title, "weight": 2}]}]}],
        "scheme": {},
    }
    assert json.loads(json.dumps(tomllib.loads(definition_toml(data)), default=str)) == data


def test_days_are_written_as_days_and_moments_as_they_were():
    data = {"application": {"deadline": "2024-04-28T12:00:00"}, "rounds": [{"dates": ["2024-05-15", "28/05/2024"]}], "title": "2024-05-15"}
    text = definition_toml(data)
    assert "deadline = 2024-04-28T12:00:00\n" in text
    assert 'dates = [2024-05-15, "28/05/2024"]' in text
    assert 'title = "2024-05-15"' in text


def test_what_no_definition_holds_is_refused():
    with pytest.raises(ValueError, match="float in a definition"):
        definition_toml({"title": 1.5})
