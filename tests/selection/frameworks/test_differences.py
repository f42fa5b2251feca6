"""What an import would change: every difference between two frameworks is told, and nothing where there is none."""

import copy
import json

import pytest

from selection.frameworks import wording
from selection.frameworks.differences import Act, differences
from selection.i18n import speaking
from tests.selection.frameworks.test_searching import SMALL
from vacancies import DefinitionErrors, framework_data, framework_fingerprint, framework_from, shipped_frameworks

WHOLE = {
    **SMALL,
    "source": "Een bron",
    "clusters": [{"code": "a", "name": "Aanpak"}, {"code": "b", "name": "Been"}],
    "profiles": [{"code": "p", "name": "Profiel", "core": ["creatief"], "specific": ["ideeen"], "free_choices": 1}, {"code": "q", "name": "Leeg"}],
}


def framework(data):
    return framework_from(data, name="klein")


def leaves(data, path=()):
    """Every text of the data with its path."""
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, (*path, key))
    elif isinstance(data, str):
        yield path


def lists(data, path=()):
    """Every list of the data with its path."""
    if isinstance(data, list):
        yield path
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from lists(value, (*path, key))


def at(data, path):
    for key in path:
        data = data[key]
    return data


def mutants():
    """The small framework with one text changed, or one list shortened or turned round, as far as it stays a framework."""
    for path in leaves(WHOLE):
        data = copy.deepcopy(WHOLE)
        at(data, path[:-1])[path[-1]] += "x"
        yield path, data
    for path in lists(WHOLE):
        for name, change in (("shorter", lambda items: items[:-1]), ("turned", lambda items: items[::-1])):
            data = copy.deepcopy(WHOLE)
            at(data, path[:-1])[path[-1]] = change(at(WHOLE, path))
            yield (*path, name), data


def test_whatever_changes_is_told_and_the_same_is_not():
    old, told = framework(WHOLE), 0
    for path, data in mutants():
        try:
            new = framework(data)
        except DefinitionErrors:
            continue
        if data.get("code") != "klein":
            continue
        changed = framework_fingerprint(new) != framework_fingerprint(old)
        assert bool(differences(old, new)) == changed, path
        assert bool(differences(new, old)) == changed, path
        told += changed
    assert told >= 30
    assert differences(old, framework(copy.deepcopy(WHOLE))) == []


@pytest.mark.parametrize("code", ["generiek", "maastricht"])
def test_a_shipped_framework_does_not_differ_from_itself(code):
    shipped = shipped_frameworks()[code]
    assert differences(shipped, framework_from(json.loads(json.dumps(framework_data(shipped))), name=code)) == []


def test_changes_in_words():
    data = copy.deepcopy(WHOLE)
    data["title"] = "Kader"
    data["competencies"][0]["levels"][1]["indicators"][0] = "Vernieuwt altijd."
    data["competencies"][1] = {**data["competencies"][1], "code": "verkopen", "name": "Verkopen"}
    data["profiles"][0]["specific"] = ["verkopen"]
    old, new = framework(WHOLE), framework(data)
    with speaking("nl"):
        found = {act: [(line.thing, line.name, line.size, line.details) for line in wording.lines(differences(old, new), act, old, new)] for act in Act}
    assert found == {
        Act.ADDED: [("Competentie", "Verkopen (verkopen)", "2 niveaus, 2 gedragsindicatoren", [("Naam", "", "Verkopen")])],
        Act.REMOVED: [("Competentie", "Ideeën verkopen (ideeen)", "2 niveaus, 2 gedragsindicatoren", [])],
        Act.CHANGED: [
            ("Kader", "Kader (klein)", "", [("Titel", "Klein kader", "Kader")]),
            ("Competentie", "Creatief denken (creatief)", "", [("Niveau 2: Gedragsindicator", "Vernieuwt.", "Vernieuwt altijd.")]),
            ("Functieprofiel", "Profiel (p)", "", [("Specifieke competenties", "ideeen", "verkopen")]),
        ],
    }


def test_another_order_is_a_change():
    data = copy.deepcopy(WHOLE)
    data["competencies"].reverse()
    old, new = framework(WHOLE), framework(data)
    with speaking("nl"):
        (line,) = wording.lines(differences(old, new), Act.CHANGED, old, new)
    assert (line.thing, line.name) == ("Competenties", "volgorde")
    assert line.details == [("Volgorde", "Creatief denken, Ideeën verkopen", "Ideeën verkopen, Creatief denken")]


def test_a_new_framework_is_added_whole():
    found = differences(None, framework(WHOLE))
    assert {change.act for change in found} == {Act.ADDED}
    assert [change.code for change in found if change.thing == "competency"] == ["creatief", "ideeen"]
