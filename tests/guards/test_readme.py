"""The README says what is there: every key, every setting, every command, and an example that gives what it shows."""

import ast
import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from selection.cli import parser
from selection.config import Settings
from vacancies import key_paths

README = Path("README.md").read_text()
HEADINGS = ("Two commands", "Ranking a file", "Defining a procedure", "How the house is built", "Running it for real", "Measured")


def section(heading, text=README):
    """The text under a heading of the second level."""
    return re.split(r"^## ", text.split(f"\n## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def blocks(kind, text=README):
    """The fenced blocks of a kind."""
    return re.findall(rf"^```{re.escape(kind)}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def first_cells(text):
    """What the first column of the tables names, in backticks."""
    return [name for row in re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)]


def key_faults(documented, known):
    """Keys that the README lacks, invents or says twice."""
    return sorted(set(documented) ^ set(known)) + sorted(key for key in set(documented) if documented.count(key) > 1)


def variables(source):
    """Names of environment variables that a module reads."""
    found = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {name for name in found if re.fullmatch(r"SELECTION_[A-Z_]+|[A-Z]+_URL|FLASK_[A-Z]+", name)}


def test_the_chapters_are_there():
    assert [heading for heading in HEADINGS if f"\n## {heading}\n" not in README] == []


def test_every_key_of_a_definition_is_documented_and_none_is_invented():
    documented = first_cells(section("Defining a procedure"))
    assert key_faults(documented, key_paths()) == []
    assert len(documented) > 60


def test_every_setting_is_documented_and_none_is_invented():
    documented = first_cells(section("Running it for real"))
    assert set(documented) == variables(Path("selection/config.py").read_text())


def test_the_defaults_of_settings_are_those_of_the_code():
    defaults = {field.name: field.default for field in fields(Settings)}
    rows = dict(re.findall(r"^\| `SELECTION_([A-Z_]+)` \| `([^`]+)` \|", section("Running it for real"), re.MULTILINE))
    assert {name: str(defaults[name.lower()]) for name in rows} == rows
    assert len(rows) >= 5


@pytest.fixture
def example(tmp_path):
    """A folder with the definition and the scores of the README."""
    chapter = section("Ranking a file")
    (tmp_path / "voorbeeld.toml").write_text(blocks("toml", chapter)[0])
    (tmp_path / "scores.csv").write_text(blocks("csv", chapter)[0])
    return tmp_path


def run(line, folder):
    """A command of the README, as on a terminal in this folder."""
    words = shlex.split(line)
    assert words[0] == "selection"
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_example_runs_and_gives_what_the_readme_shows(example):
    chapter = section("Ranking a file")
    done = [run(line, example) for line in blocks("sh run", chapter)[0].splitlines()]
    assert [(each.returncode, each.stderr) for each in done] == [(0, "")] * 3
    assert done[0].stdout == blocks("text", chapter)[0]
    assert (example / "ranking.xlsx").read_bytes().startswith(b"PK")
    assert '"open_ties": []' in done[2].stdout


def commands():
    """Every line of the shell blocks that calls the program, however it is reached."""
    lines = [line for kind in ("sh", "sh run") for block in blocks(kind) for line in block.splitlines()]
    called = [
        re.sub(r"^(selection|\.venv/bin/python -m selection) ", "", line) for line in lines if re.match(r"selection |\.venv/bin/python -m selection ", line)
    ]
    return [shlex.split(line) for line in called]


def test_every_command_of_the_readme_is_one_that_the_program_knows():
    read = [parser().parse_args(words) for words in commands()]
    assert len(read) >= 5
    assert all(callable(each.run) for each in read)


def test_the_words_of_go_are_those_of_the_script():
    script = Path("go").read_text()
    named = set(re.findall(r"\./go ([a-z]+)", README))
    own = set(re.findall(r"^    ([a-z]+)\)", script, re.MULTILINE))
    known = set(parser().format_help().split())
    assert {"demo", "test", "pictures", "check"} <= named
    assert {word for word in named if word not in own and word not in known} == set()


def test_what_the_readme_links_to_is_there():
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if ":" not in link]
    scripts = re.findall(r"(?:tests|requirements|selection|scoring|vacancies)/[\w./]+\.(?:py|txt|toml)", README)
    assert [name for name in {*links, *scripts} if not Path(name).exists()] == []
    assert len(links) >= 4


def test_the_server_of_the_readme_can_be_imported():
    module, name = re.findall(r'gunicorn .*"([\w.]+):(\w+)\(\)"', README)[0]
    path = Path(module.replace(".", "/")).with_suffix(".py")
    assert name in {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)}


def test_planted_faults_are_found():
    table = "| key | type |\n|---|---|\n| `code` | code |\n| `kode` | code |\n| `code` | code |\n"
    assert key_faults(first_cells(table), ("code", "title")) == ["kode", "title", "code"]
    assert variables('x = environ["SELECTION_PLANTED"]') == {"SELECTION_PLANTED"}
    assert section("B", "# A\n\n## B\ntext\n## C\n") == "text\n"
