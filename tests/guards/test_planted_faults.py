"""Each of the faults in `tests/faults/planted.py`, planted in a copy of the code, makes the tests of that code fail."""

import inspect
import shutil
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from selection.results import collect
from selection.scoresheets import admission
from tests.faults.planted import DATABASE, ENGINE, Fault
from tests.selection.results import test_what_counts as what_counts

AT_LEAST = 15
ROOT = Path(__file__).parent.parent.parent
SETTINGS = "[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider -q -x --tb=no\npythonpath = .\n"
EXAMPLES = ("worked_cases", "outcome", "cells", "ranking", "judgements")
ENGINE_TESTS = (*(f"tests/scoring/test_{name}.py" for name in EXAMPLES), "tests/faults/oracle_slice.py")
NOTHING_FAILED, SOMETHING_FAILED = 0, 1


def copy_of_engine(into: Path) -> Path:
    """The engine, the loader and their tests, copied to where they may be spoiled."""
    for name in ("scoring", "vacancies", "tests/scoring", "tests/generator", "tests/faults"):
        shutil.copytree(ROOT / name, into / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "tests/oracle.py", into / "tests/oracle.py")
    (into / "pytest.ini").write_text(SETTINGS)
    return into


def spoiled(fault: Fault, text: str) -> str:
    """The source with the fault in it. AssertionError when the code to spoil is not there exactly once."""
    times = text.count(fault.before)
    assert times == 1, f"{fault.name}: {fault.file} holds {fault.before!r} {times} times; write the fault anew"
    return text.replace(fault.before, fault.after)


def run(tree: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """The tests named, on the copy, until the first one fails."""
    command = [sys.executable, "-B", "-m", "pytest", "-c", "pytest.ini", "--rootdir", str(tree), *tests]
    environment = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "0"}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


def cases() -> Iterator[tuple[str, Callable[..., None], dict[str, object]]]:
    """Every test of what counts, with its arguments besides the case."""
    for name, function in inspect.getmembers(what_counts, inspect.isfunction):
        if not name.startswith("test_"):
            continue
        marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
        names, rows = marks[0].args if marks else ((), [()])
        for row in rows:
            pairs = {names: row} if isinstance(names, str) else dict(zip(names, row, strict=True))
            yield f"{name}{row or ''}", function, pairs


def failed(work) -> list[str]:
    """The tests of what counts that fail as the code stands now, up to the first one."""
    for name, function, arguments in cases():
        try:
            with work() as session:
                function(what_counts.Case(), **arguments)
                session.rollback()
        except Exception:  # an error of the spoiled code is found as well
            return [name]
    return []


def plant_here(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the functions of a module by spoiled ones, wherever they were imported."""
    module = sys.modules[fault.file.removesuffix(".py").replace("/", ".")]
    copy = types.ModuleType(module.__name__)
    code = compile(spoiled(fault, (ROOT / fault.file).read_text()), fault.file, "exec")
    exec(code, vars(copy))  # noqa: S102 - our own source with one fault
    for name, original in inspect.getmembers(module, inspect.isfunction):
        for user in (module, collect, what_counts):
            if original.__module__ == module.__name__ and getattr(user, name, None) is original:
                monkeypatch.setattr(user, name, getattr(copy, name))


@pytest.fixture
def same_provider():
    """Who computes admission is again who did before."""
    kept = list(admission._providers)
    yield
    admission._providers[:] = kept


@pytest.mark.parametrize("fault", ENGINE, ids=lambda fault: fault.name)
def test_a_fault_in_the_engine_is_found(fault, tmp_path):
    tree = copy_of_engine(tmp_path)
    path = tree / fault.file
    path.write_text(spoiled(fault, path.read_text()))
    outcome = run(tree, *ENGINE_TESTS)
    assert outcome.returncode == SOMETHING_FAILED, f"{fault.name}: not found\n{outcome.stdout[-2000:]}{outcome.stderr[-2000:]}"
    assert "error" not in outcome.stdout.splitlines()[-1], f"{fault.name} kept the tests from running\n{outcome.stdout[-2000:]}"


@pytest.mark.db
@pytest.mark.usefixtures("same_provider")
@pytest.mark.parametrize("fault", DATABASE, ids=lambda fault: fault.name)
def test_a_fault_in_what_counts_is_found(fault, work, monkeypatch):
    plant_here(fault, monkeypatch)
    assert failed(work), f"{fault.name}: not found"


def test_the_engine_without_a_fault_passes(tmp_path):
    outcome = run(copy_of_engine(tmp_path), *ENGINE_TESTS)
    assert outcome.returncode == NOTHING_FAILED, outcome.stdout[-2000:]


@pytest.mark.db
def test_what_counts_without_a_fault_passes(work):
    assert failed(work) == []
    assert len(list(cases())) >= AT_LEAST


def test_there_are_enough_faults_each_with_a_name_of_its_own():
    names = [fault.name for fault in (*ENGINE, *DATABASE)]
    assert len(ENGINE) >= AT_LEAST
    assert len(names) == len(set(names))


def test_a_fault_whose_code_is_gone_is_told():
    with pytest.raises(AssertionError, match="write the fault anew"):
        spoiled(Fault("moved", "scoring/points.py", "no such line", ""), "x = 1\n")
