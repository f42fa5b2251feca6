"""Files that are missing or are no TOML: a sentence, never a trace."""

from pathlib import Path

import pytest

from tests.vacancies.examples import DEFINITION, changed, written
from vacancies import DefinitionErrors, load_definition, load_framework
from vacancies.source import read_toml

NOT_TOML = {
    "not_utf8": (b'code = "a"\ntitle = "caf\xe9"\n', "regel 2: het bestand is geen UTF-8. Sla het opnieuw op als UTF-8."),
    "key_twice": (b'code = "a"\ncode = "b"\n', "regel 2: hier krijgt een sleutel of sectie een tweede keer een waarde. Schrap er één."),
    "not_toml": (
        b'code = "a"\ntitle = Proef\n',
        "regel 2: het bestand is geen geldige TOML (Invalid value). Controleer de leestekens in of net boven deze regel.",
    ),
    "odd_toml": (
        b"points = " + b"9" * 5000,
        "het bestand is geen bruikbare TOML: een getal is te groot, een datum bestaat niet of tabellen zitten te diep in elkaar. Vereenvoudig het.",
    ),
    "large_file": (b"#" * 4_000_001, "het bestand is groter dan 4 MB. Controleer of dit het juiste bestand is."),
}
FILE_FAULTS = {*NOT_TOML, "no_file", "folder", "unreadable"}


@pytest.mark.parametrize("code", sorted(NOT_TOML))
def test_a_file_that_is_no_toml(tmp_path: Path, code: str) -> None:
    content, line = NOT_TOML[code]
    with pytest.raises(DefinitionErrors) as caught:
        load_definition(written(tmp_path, content))
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.lines("nl") == [f"proef.toml: {line}"]


@pytest.mark.parametrize(
    "text",
    ["[rounds]\n[rounds]\n", "[a]\nb = 1\n[a.b]\n", "a = { b = 1, b = 2 }\n", "a = {b = 1}\na.c = 2\n", "a = 1\n[[a]]\n", "[[a]]\n[a]\n"],
)
def test_a_second_value_in_any_notation(tmp_path: Path, text: str) -> None:
    with pytest.raises(DefinitionErrors) as caught:
        read_toml(written(tmp_path, text))
    assert [problem.code for problem in caught.value.problems] == ["key_twice"]


def test_a_file_that_ends_too_early_is_told_with_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(DefinitionErrors) as caught:
        read_toml(written(tmp_path, 'code = "a"\nlist = [1,\n2'))
    assert caught.value.lines("en")[0].startswith("proef.toml: line 3: the file is not valid TOML (")


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "day = 2024-02-30\n"])
def test_toml_that_breaks_the_parser_is_told_as_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(DefinitionErrors) as caught:
        read_toml(written(tmp_path, text))
    assert {problem.code for problem in caught.value.problems} <= {"odd_toml", "not_toml"}


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DefinitionErrors) as caught:
        load_framework(tmp_path / "weg.toml")
    assert caught.value.lines("nl") == ["weg.toml: het bestand bestaat niet. Controleer de naam en de map."]


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(DefinitionErrors) as caught:
        load_definition(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["folder"]
    assert "dit is een map, geen bestand" in caught.value.lines("nl")[0]


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    assert load_definition(written(tmp_path, b"\xef\xbb\xbf" + DEFINITION.encode())).code == "proef"


def test_all_problems_of_a_file_are_told_together_and_ordered_by_place(tmp_path: Path) -> None:
    text = DEFINITION
    for old, new in [
        ('code = "proef"', 'code = "pro ef"'),
        ("points = 30", "points = 30.5"),
        ('"visie", level = "3"', '"visies", level = "3"'),
        ("weight = 2", "weight = 0"),
    ]:
        text = changed(text, old, new)
    with pytest.raises(DefinitionErrors) as caught:
        load_definition(written(tmp_path, text))
    assert [problem.place for problem in caught.value.problems] == [
        "code",
        "rounds[0].parts[0].criteria[0].competency",
        "rounds[0].parts[0].criteria[1].weight",
        "rounds[0].parts[0].points",
    ]
    assert str(caught.value) == "\n".join(caught.value.lines("en"))
