"""Each of the faults in `tests/faults/planted.py`, planted in a copy of the code, makes the tests of that code fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.planted import DATABASE, ENGINE, Fault

AT_LEAST = 15
ROOT = Path(__file__).parent.parent.parent
SETTINGS = "[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider -q -x --tb=no\npythonpath = .\nmarkers =\n    db\n"
EXAMPLES = ("worked_cases", "outcome", "cells", "ranking", "judgements")
ENGINE_TESTS = (*(f"tests/scoring/test_{name}.py" for name in EXAMPLES), "tests/faults/oracle_slice.py")
DATABASE_TESTS = ("tests/selection/results/test_what_counts.py",)
NOTHING_FAILED, SOMETHING_FAILED = 0, 1


def copy_of(*folders: str, into: Path) -> Path:
    """The folders named, and the tests, copied to where they may be spoiled."""
    for name in folders:
        shutil.copytree(ROOT / name, into / name, ignore=shutil.ignore_patterns("__pycache__"))
    (into / "tests").mkdir()
    for name in ("scoring", "generator", "faults"):
        shutil.copytree(ROOT / "tests" / name, into / "tests" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (ROOT / "tests").glob("*.py"):
        if "selection" in folders or path.name == "oracle.py":
            shutil.copyfile(path, into / "tests" / path.name)
    if "selection" in folders:
        for name in DATABASE_TESTS:
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, into / name)
    (into / "pytest.ini").write_text(SETTINGS)
    return into


def plant(fault: Fault, tree: Path) -> None:
    """Spoil the copy. AssertionError when the code to spoil is not there exactly once."""
    path = tree / fault.file
    text = path.read_text()
    assert text.count(fault.before) == 1, f"{fault.name}: {fault.file} holds {fault.before!r} {text.count(fault.before)} times; write the fault anew"
    path.write_text(text.replace(fault.before, fault.after))


def run(tree: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """The tests named, on the copy, until the first one fails."""
    command = [sys.executable, "-B", "-m", "pytest", "-c", "pytest.ini", "--rootdir", str(tree), *tests]
    environment = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "0"}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


def assert_found(fault: Fault, tree: Path, *tests: str) -> None:
    plant(fault, tree)
    outcome = run(tree, *tests)
    assert outcome.returncode == SOMETHING_FAILED, f"{fault.name}: not found\n{outcome.stdout[-2000:]}{outcome.stderr[-2000:]}"
    assert "error" not in outcome.stdout.splitlines()[-1], f"{fault.name} kept the tests from running\n{outcome.stdout[-2000:]}"


@pytest.mark.parametrize("fault", ENGINE, ids=lambda fault: fault.name)
def test_a_fault_in_the_engine_is_found(fault, tmp_path):
    assert_found(fault, copy_of("scoring", "vacancies", into=tmp_path), *ENGINE_TESTS)


@pytest.mark.db
@pytest.mark.parametrize("fault", DATABASE, ids=lambda fault: fault.name)
def test_a_fault_in_what_counts_is_found(fault, tmp_path):
    assert_found(fault, copy_of("scoring", "vacancies", "selection", "templates", into=tmp_path), *DATABASE_TESTS)


def test_the_engine_without_a_fault_passes(tmp_path):
    outcome = run(copy_of("scoring", "vacancies", into=tmp_path), *ENGINE_TESTS)
    assert outcome.returncode == NOTHING_FAILED, outcome.stdout[-2000:]


@pytest.mark.db
def test_what_counts_without_a_fault_passes(tmp_path):
    outcome = run(copy_of("scoring", "vacancies", "selection", "templates", into=tmp_path), *DATABASE_TESTS)
    assert outcome.returncode == NOTHING_FAILED, outcome.stdout[-2000:] + outcome.stderr[-2000:]


def test_there_are_enough_faults_each_with_a_name_of_its_own():
    names = [fault.name for fault in (*ENGINE, *DATABASE)]
    assert len(ENGINE) >= AT_LEAST
    assert len(names) == len(set(names))


def test_a_fault_whose_code_is_gone_is_told(tmp_path):
    with pytest.raises(AssertionError, match="write the fault anew"):
        plant(Fault("moved", "scoring/points.py", "no such line", ""), copy_of("scoring", into=tmp_path))
