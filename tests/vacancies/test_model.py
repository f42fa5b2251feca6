"""The model is the list of allowed keys."""

from typing import Any

from vacancies import allowed_keys, key_paths, read_toml, shipped_definition_paths


def test_the_list_is_nested_as_the_file_is() -> None:
    keys = allowed_keys()
    assert set(keys["scheme"]["reserve"]) == {"months", "starts", "answers"}
    assert set(keys["scheme"]["reserve"]["answers"]["*"]) == {"accepted", "declined", "no_answer"}
    assert set(keys["scales"]["*"]) == {"labels", "shares", "min", "max", "step"}
    assert keys["rounds"]["parts"]["criteria"]["weight"] is None


def test_the_paths_say_where_a_list_is() -> None:
    paths = key_paths()
    assert paths[:2] == ("code", "title")
    assert len(set(paths)) == len(paths) > 80
    for path in ("rounds[].parts[].criteria[].weight", "scheme.neutralised[].reason", "scheme.tie_break", "scales.*.labels", "position.result_areas[].tasks"):
        assert path in paths


def test_list_and_paths_say_the_same() -> None:
    assert {path.replace("[]", "") for path in key_paths()} == set(_leaves(allowed_keys(), ""))


def test_every_key_of_the_worked_example_is_in_it() -> None:
    path = next(path for path in shipped_definition_paths() if path.stem == "directeur-interne-organisatie")
    used = {key.replace("answers.onbepaald-voltijds", "answers.*") for key in _leaves(read_toml(path), "")}
    assert len(used) > 60
    assert used <= {path.replace("[]", "") for path in key_paths()}


def _leaves(table: dict[str, Any], path: str) -> list[str]:
    found = []
    for key, value in table.items():
        here = f"{path}.{key}" if path else key
        tables = [value] if isinstance(value, dict) else [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        found += [leaf for inner in tables for leaf in _leaves(inner, here)] or [here]
    return found
