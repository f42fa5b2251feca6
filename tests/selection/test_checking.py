"""`selection check`: what it prints and how it ends."""

import argparse
from pathlib import Path

import pytest

from selection import checking
from tests.selection.frameworks.books import book, with_row
from tests.vacancies.examples import CROSSWALK, DEFINITION, PLAIN, changed, written
from vacancies import shipped_crosswalk_path, shipped_definition_paths, shipped_framework_paths


def check(*words: str | Path) -> int:
    """Run the command as the command line would."""
    parser = argparse.ArgumentParser()
    checking.add(parser.add_subparsers())
    args = parser.parse_args(["check", *map(str, words)])
    status: int = args.run(args)
    return status


def test_everything_that_is_shipped_is_ok(capsys: pytest.CaptureFixture[str]) -> None:
    paths = [*shipped_framework_paths(), shipped_crosswalk_path(), *shipped_definition_paths()]
    assert len(paths) >= 7
    assert check() == 0
    assert capsys.readouterr().out == "".join(f"{path}: ok\n" for path in paths)
    assert check(paths[-1]) == 0
    assert capsys.readouterr().out == f"{paths[-1]}: ok\n"


def test_a_workbook_is_checked_as_a_framework(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    definition = written(tmp_path, changed(DEFINITION, 'competency = "visie", level = "3"', 'framework = "klein", competency = "durven"'))
    workbook = tmp_path / "klein.xlsx"
    workbook.write_bytes(book())
    assert check(definition, workbook) == 0
    assert capsys.readouterr().out == f"{definition}: ok\n{workbook}: ok\n"
    workbook.write_bytes(book(with_row("Niveaus", 4, "1", "Weer")))
    assert check(workbook, tmp_path / "weg.xlsx") == 2
    assert capsys.readouterr().out.splitlines() == [
        f"{workbook}: Blad “Niveaus”, rij 4, kolom “Code”: 1 staat er twee keer. Geef elk een eigen code, of schrap een rij.",
        f"{tmp_path / 'weg.xlsx'}: het bestand bestaat niet. Controleer de naam en de map.",
    ]


def test_file_place_and_remedy_of_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right, wrong = written(tmp_path, DEFINITION, "goed.toml"), written(tmp_path, changed(changed(DEFINITION, "weight = 2", "weight = 0"), "points = 70", ""))
    assert check(right, wrong) == 2
    assert capsys.readouterr().out.splitlines() == [
        f"{right}: ok",
        f"{wrong}: rounds[0].parts[0].criteria[1].weight (ronde-1 > gesprek > motivatie): 0 is niet groter dan 0. Schrijf een getal groter dan 0.",
        f"{wrong}: rounds[0].parts[1] (ronde-1 > interview): het onderdeel heeft geen points en geen verdict. "
        "Geef het points (een aantal punten) of verdict = true (geschikt of niet).",
    ]


def test_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--lang", "en", tmp_path / "weg.toml") == 2
    assert capsys.readouterr().out == f"{tmp_path / 'weg.toml'}: the file does not exist. Check its name and folder.\n"


def test_a_framework_of_ones_own_is_known_to_the_definition_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = changed(DEFINITION, 'competency = "visie", level = "3"', 'framework = "eigen", competency = "spreken"')
    definition, framework = written(tmp_path, text), written(tmp_path, PLAIN, "eigen.toml")
    assert check(definition) == 2
    assert "het competentiekader eigen is niet gekend" in capsys.readouterr().out
    assert check(definition, framework) == 0
    assert capsys.readouterr().out == f"{definition}: ok\n{framework}: ok\n"


def test_a_crosswalk_that_names_what_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, changed(CROSSWALK, '"werken-in-netwerken"', '"netwerken"'))
    assert check(path) == 2
    assert capsys.readouterr().out == (
        f"{path}: groups[0].members[1].competency (G01 > netwerken): het competentiekader maastricht heeft geen competentie netwerken. "
        "Controleer de code in het kader.\n"
    )


def test_a_faulty_framework(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, changed(PLAIN, 'name = "Spreken"', ""))
    assert check(path) == 2
    assert capsys.readouterr().out == f"{path}: competencies[0].name (spreken): name ontbreekt. Vul name in.\n"


@pytest.mark.parametrize("text", ["", "vreemd = 1\n", "# niets\n"])
def test_a_file_of_no_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    path = written(tmp_path, text)
    assert check(path) == 2
    assert capsys.readouterr().out == (
        f"{path}: dit is geen vacaturedefinitie, competentiekader of concordantie. "
        "Een definitie heeft [scheme] en [[rounds]], een kader levels_are, een concordantie [[groups]].\n"
    )
