"""Who may know whom, how long things may be, and no import inside a function."""

import ast
import re
from pathlib import Path

import pytest

LEVELS = {
    "selection": {
        "__init__": 8,
        "__main__": 8,
        "cli": 8,
        "serving": 8,
        "wsgi": 8,
        "checking": 8,
        "demo": 8,
        "search": 7.5,
        "letters": 7,
        "exports": 7,
        "reserves": 6,
        "rounds": 6,
        "results": 5,
        "scoresheets": 4,
        "planning": 4.2,
    }
    | {
        "applications": 3.2,
        "admission": 3.4,
        "candidates": 3,
        "publishing": 2.5,
        "procedures": 2,
        "building": 1.5,
        "accounts": 1,
        "frameworks": 1,
        "organisation": 1,
        "regulation": 1,
    }
    | dict.fromkeys(["command_words"], 0)
    | dict.fromkeys(["config", "db", "audit", "security", "errors", "i18n", "forms", "mail", "documents", "web", "access", "icons", "pictures"], 0),
}
PACKAGES = {"scoring": set(), "vacancies": {"scoring"}, "selection": {"scoring", "vacancies"}, "tests": {"scoring", "vacancies", "selection"}}
PRIVATE_TO_SUBJECT = {"views", "forms"}
LAYERS = {"models": 0, "queries": 1, "actions": 2, "forms": 3, "views": 4}
BANNED_NAMES = {"utils", "helpers", "common", "manager", "util", "helper", "misc"}
PURE_FORBIDDEN = {"time", "random", "secrets", "locale", "os", "pathlib", "socket", "sqlite3", "subprocess", "logging", "threading"}
MOST = {"file": 400, "function": 50, "template": 150}
FLOOR = {"modules": 80, "templates": 20, "imports": 400}


def sources(*roots):
    return [path for root in roots for path in sorted(Path(root).rglob("*.py")) if "versions" not in path.parts or path.name == "__init__.py"]


def imported(tree):
    """(line, dotted name) of every import of a module, relative ones not counted: there are none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def level(dotted):
    """(subject, level) of a dotted name within selection; None for the package itself."""
    parts = dotted.split(".")
    if len(parts) < 2 or parts[1] not in LEVELS["selection"]:
        return None
    return parts[1], LEVELS["selection"][parts[1]]


def dotted_of(path):
    parts = list(path.with_suffix("").parts)
    return ".".join(parts)


def clock_calls(tree):
    """Lines on which a module asks what time it is."""
    asked = {"now", "today", "utcnow"}
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in asked]


def day_faults(path, text):
    """Sentences on days taken from a moment as it is stored, in UTC: between midnight and two o'clock that is the day before the one in Belgium."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"]
    stored = [call for call in calls if re.fullmatch(r"now\(\)|.*_at|published", ast.unparse(call.func.value))]
    return [f"{path}:{call.lineno}: {ast.unparse(call)} is the day in UTC; take it in Brussels" for call in stored]


def import_faults(path, text):
    """Sentences on what a module may not import."""
    name, tree = dotted_of(path), ast.parse(text)
    package, own = name.split(".")[0], level(name)
    found = []
    if package == "selection" and own is None:
        found.append(f"{path}: {name} has no level; add it to the levels of the house")
    if package == "scoring":
        found += [f"{path}:{line}: scoring is pure and asks no clock" for line in clock_calls(tree)]
    for line, target in imported(tree):
        where, other = f"{path}:{line}", target.split(".")[0]
        if other in PACKAGES and other != package and other not in PACKAGES[package]:
            found.append(f"{where}: {package} may not know {other}")
        if package == "scoring" and (other in PURE_FORBIDDEN or target.startswith(("flask", "sqlalchemy", "babel"))):
            found.append(f"{where}: scoring is pure and may not use {target}")
        theirs = level(target) if other == "selection" else None
        if own and theirs and package == "selection" and theirs[0] != own[0]:
            if theirs[1] > own[1] or (theirs[1] == own[1] and own[1] != 0 and own[1] != 8):
                found.append(f"{where}: {own[0]} (level {own[1]}) may not know {theirs[0]} (level {theirs[1]})")
            if own[1] not in (0, 8) and theirs[1] != 0 and PRIVATE_TO_SUBJECT & set(target.split(".")[2:]):
                found.append(f"{where}: nobody imports another subject's {target}")
        if own and theirs and own[1] not in (0, 8) and theirs[0] == own[0]:
            found += layer_faults(where, name, target)
    return found


def layer_faults(where, name, target):
    """Within a subject: models < queries < actions < forms < views."""
    mine = [LAYERS[part] for part in name.split(".")[2:3] if part in LAYERS]
    other = [LAYERS[part] for part in target.split(".")[2:3] if part in LAYERS]
    return [f"{where}: {name} may not know {target}"] if mine and other and other[0] > mine[0] else []


def shape_faults(path, text):
    """Sentences on length, names and imports inside functions."""
    found = []
    lines = text.count("\n")
    if lines > MOST["file"]:
        found.append(f"{path} has {lines} lines, at most {MOST['file']}")
    if path.stem in BANNED_NAMES:
        found.append(f"{path}: a name that says nothing")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST["function"]:
                found.append(f"{path}:{node.lineno}: {node.name} has {length} lines, at most {MOST['function']}")
            found += [
                f"{path}:{inner.lineno}: an import inside the function {node.name}"
                for inner in ast.walk(node)
                if isinstance(inner, ast.Import | ast.ImportFrom)
            ]
    return found


def template_faults(path, text):
    lines = text.count("\n")
    return [f"{path} has {lines} lines, at most {MOST['template']}"] if lines > MOST["template"] else []


def test_everybody_knows_only_who_stands_lower():
    modules, faults, imports = sources("scoring", "vacancies", "selection"), [], 0
    for path in modules:
        text = path.read_text()
        imports += len(list(imported(ast.parse(text))))
        faults += import_faults(path, text)
    print(f"walked {len(modules)} modules, {imports} imports")
    assert faults == []
    assert len(modules) >= FLOOR["modules"]
    assert imports >= FLOOR["imports"]


def test_nothing_is_long_and_nothing_is_imported_in_a_function():
    modules = sources("scoring", "vacancies", "selection", "tests")
    faults = [fault for path in modules for fault in shape_faults(path, path.read_text())]
    assert faults == []
    assert len(modules) >= FLOOR["modules"]


def test_a_day_is_the_day_in_belgium():
    modules = sources("scoring", "vacancies", "selection")
    assert [fault for path in modules for fault in day_faults(path, path.read_text())] == []
    assert len(modules) >= FLOOR["modules"]


@pytest.mark.parametrize("text", ["x = now().date()", "x = procedure.published_at.date().isoformat()"])
def test_a_planted_day_of_utc_is_found(text):
    assert day_faults(Path("selection/a.py"), text)
    assert not day_faults(Path("selection/a.py"), "x = now().astimezone(BRUSSELS).date()")


def test_modules_are_small():
    lengths = sorted(path.read_text().count("\n") for path in sources("scoring", "vacancies", "selection"))
    print(f"median of {len(lengths)} modules: {lengths[len(lengths) // 2]} lines")
    assert lengths[len(lengths) // 2] <= 100


def test_templates_are_short():
    templates = sorted(Path("templates").rglob("*.html"))
    assert [fault for path in templates for fault in template_faults(path, path.read_text())] == []
    assert len(templates) >= FLOOR["templates"]


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("scoring/a.py", "import selection.db", "scoring may not know selection"),
        ("scoring/a.py", "from random import choice", "scoring is pure"),
        ("scoring/a.py", "x = date.today()", "scoring is pure and asks no clock"),
        ("vacancies/a.py", "from selection.i18n import _", "vacancies may not know selection"),
        ("selection/db/a.py", "from selection.accounts.models import Account", "db (level 0) may not know accounts (level 1)"),
        ("selection/accounts/a.py", "from selection.results import x", "accounts (level 1) may not know results (level 5)"),
        ("selection/results/a.py", "from selection.candidates.views import x", "nobody imports another subject's"),
        ("selection/results/a.py", "from selection.candidates import forms", "nobody imports another subject's"),
        ("selection/accounts/queries.py", "from selection.accounts.actions import x", "may not know selection.accounts.actions"),
        ("selection/accounts/models.py", "from selection.accounts import views", "may not know selection.accounts.views"),
        ("selection/unheard/a.py", "", "has no level"),
        ("selection/db/a.py", "import tests.factories", "selection may not know tests"),
    ],
)
def test_a_planted_import_is_found(path, text, fault):
    assert any(fault in sentence for sentence in import_faults(Path(path), text))


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("selection/a.py", "\n" * 401, "401 lines"),
        ("selection/a.py", "def f():\n" + "    x = 1\n" * 50, "f has 51 lines"),
        ("selection/a.py", "def f():\n    import os\n", "an import inside the function f"),
        ("selection/a.py", "class A:\n    def g(self):\n        from os import path\n", "an import inside the function g"),
        ("selection/utils.py", "", "says nothing"),
    ],
)
def test_a_planted_shape_is_found(path, text, fault):
    assert any(fault in sentence for sentence in shape_faults(Path(path), text))


def test_a_planted_long_template_is_found():
    assert template_faults(Path("templates/a.html"), "<p>\n" * 151)
