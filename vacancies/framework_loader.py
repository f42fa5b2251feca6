"""The strict loader of competency frameworks and of the cross-walk between them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from vacancies.frameworks import (
    Cluster,
    Competency,
    CompetencyLevel,
    Crosswalk,
    Dimension,
    Framework,
    Group,
    Indicator,
    Level,
    Member,
    Profile,
)
from vacancies.kinds import Choice, Code, Flag, Text, Whole
from vacancies.model import LANGUAGES
from vacancies.problems import Findings, Place, listed
from vacancies.source import read_toml
from vacancies.tables import Checked, Either, Key, ListOf, Table, same_code_twice

_CODE, _TEXT = Code(), Text()
_INDICATOR = Either(Table({"dimension": Key(_CODE), "text": Key(_TEXT, required=True)}))

FRAMEWORK = Table({
    "code": Key(_CODE, required=True),
    "title": Key(_TEXT, required=True),
    "source": Key(_TEXT),
    "language": Key(Choice(LANGUAGES)),
    "levels_are": Key(Choice(("required", "anchors", "none")), required=True),
    "levels": Key(ListOf(Table({"code": Key(_CODE, required=True), "label": Key(_TEXT, required=True)}))),
    "clusters": Key(ListOf(Table({"code": Key(_CODE, required=True), "name": Key(_TEXT, required=True)}))),
    "competencies": Key(ListOf(Table({
        "code": Key(_CODE, required=True),
        "name": Key(_TEXT, required=True),
        "english": Key(_TEXT),
        "cluster": Key(_CODE),
        "definition": Key(_TEXT),
        "undefined_in_source": Key(Flag()),
        "dimensions": Key(ListOf(Table({"code": Key(_CODE, required=True), "name": Key(_TEXT, required=True), "definition": Key(_TEXT)}))),
        "levels": Key(ListOf(Table({
            "level": Key(_CODE),
            "title": Key(_TEXT),
            "indicators": Key(ListOf(_INDICATOR, at_least=1), required=True),
            "tips": Key(ListOf(_TEXT)),
        }))),
    })), required=True),
    "profiles": Key(ListOf(Table({
        "code": Key(_CODE, required=True),
        "name": Key(_TEXT, required=True),
        "core": Key(ListOf(_CODE)),
        "specific": Key(ListOf(_CODE)),
        "free_choices": Key(Whole(0, 99)),
    }))),
})  # fmt: skip

_MEMBER = {"framework": Key(_CODE, required=True), "competency": Key(_CODE, required=True)}
CROSSWALK = Table({
    "groups": Key(ListOf(Table({
        "code": Key(_CODE, required=True),
        "name": Key(_TEXT, required=True),
        "members": Key(ListOf(Table({**_MEMBER, "strength": Key(Choice(("exact", "near", "partial")), required=True)}), at_least=1), required=True),
        "touches": Key(ListOf(Table(_MEMBER))),
    }), at_least=1), required=True),
})  # fmt: skip


def load_framework(path: Path | str) -> Framework:
    """The framework in a TOML file. Raises DefinitionErrors with all its problems."""
    return framework_from(read_toml(path), name=Path(path).name)


def framework_from(data: Mapping[str, Any], *, name: str, whole: bool = True) -> Framework:
    """The framework that the data describes; `whole=False` allows a copy without competencies. Raises DefinitionErrors."""
    found = Findings(name, data)
    table: Checked = FRAMEWORK.read(data, (), found)
    _check_codes(table, found)
    if whole and table.get("competencies") == []:
        found.add("short_list", table.at("competencies"), least="1")
    levels = _levels_of(table, found)
    for competency in table.items("competencies"):
        _check_competency(competency, table, levels, found)
    known = {competency.get("code") for competency in table.items("competencies")}
    for profile in table.items("profiles"):
        _check_profile(profile, known, found)
    found.stop()
    return Framework(
        code=table.get("code"),
        title=table.get("title"),
        source=table.get("source"),
        language=table.get("language", "nl"),
        levels_are=table.get("levels_are"),
        levels=tuple(Level(code=level.get("code"), label=level.get("label")) for level in table.items("levels")),
        clusters=tuple(Cluster(code=cluster.get("code"), name=cluster.get("name")) for cluster in table.items("clusters")),
        competencies=tuple(_competency(competency) for competency in table.items("competencies")),
        profiles=tuple(_profile(profile) for profile in table.items("profiles")),
        text=json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
    )


def restricted(framework: Framework, codes: Iterable[str]) -> Framework:
    """A copy of the framework with only these competencies and their clusters, and without profiles."""
    wanted = set(codes)
    data = json.loads(framework.text)
    kept = [competency for competency in framework.competencies if competency.code in wanted]
    clusters = {competency.cluster for competency in kept}
    data["competencies"] = _kept(data["competencies"], [competency in kept for competency in framework.competencies])
    data["clusters"] = _kept(data.get("clusters", []), [cluster.code in clusters for cluster in framework.clusters])
    data.pop("profiles", None)
    return framework_from(data, name=framework.code, whole=False)


def load_crosswalk(path: Path | str, frameworks: Mapping[str, Framework]) -> Crosswalk:
    """The cross-walk in a TOML file; every competency that it names exists in `frameworks`. Raises DefinitionErrors."""
    return crosswalk_from(read_toml(path), name=Path(path).name, frameworks=frameworks)


def crosswalk_from(data: Mapping[str, Any], *, name: str, frameworks: Mapping[str, Framework]) -> Crosswalk:
    """The cross-walk that the data describes. Raises DefinitionErrors."""
    found = Findings(name, data)
    table: Checked = CROSSWALK.read(data, (), found)
    _unique(table, "groups", found)
    for group in table.items("groups"):
        named: list[tuple[Place, str]] = []
        for member in group.items("members") + group.items("touches"):
            code, competency = member.get("framework"), member.get("competency")
            framework = frameworks.get(code)
            if code and framework is None:
                found.add("unknown_framework", member.at("framework"), value=code, known=listed(frameworks))
            elif framework and competency and framework.competency(competency) is None:
                found.add("unknown_competency", member.at("competency"), value=competency, framework=code)
            named.append((member.at("competency"), f"{code}/{competency}"))
        same_code_twice(named, found)
    found.stop()
    return Crosswalk(
        groups=tuple(
            Group(
                code=group.get("code"),
                name=group.get("name"),
                members=tuple(_member(member) for member in group.items("members")),
                touches=tuple(_member(member) for member in group.items("touches")),
            )
            for group in table.items("groups")
        )
    )


def _check_codes(table: Checked, found: Findings) -> None:
    for key in ("levels", "clusters", "competencies", "profiles"):
        _unique(table, key, found)


def _unique(table: Checked, key: str, found: Findings) -> None:
    same_code_twice([(entry.at("code"), entry.get("code")) for entry in table.items(key) if entry.get("code")], found)


def _levels_of(table: Checked, found: Findings) -> list[str]:
    codes = [level.get("code") for level in table.items("levels") if level.get("code")]
    levels_are = table.get("levels_are")
    if levels_are == "none" and "levels" in table.given:
        found.add("levels_of_none", table.at("levels"))
    if levels_are in ("required", "anchors") and not table.get("levels") and ("levels" not in table.given or table.get("levels") == []):
        found.add("levels_missing", table.at("levels"), kind=levels_are)
    return codes


def _check_competency(competency: Checked, table: Checked, levels: list[str], found: Findings) -> None:
    clusters = [cluster.get("code") for cluster in table.items("clusters")]
    cluster = competency.get("cluster")
    if cluster and cluster not in clusters:
        found.add("unknown_cluster", competency.at("cluster"), value=cluster, known=listed(clusters))
    _unique(competency, "dimensions", found)
    entries = competency.items("levels")
    same_code_twice([(entry.at("level"), entry.get("level")) for entry in entries if entry.get("level")], found)
    for entry in entries:
        _check_level(entry, table.get("levels_are"), levels, found)
        _check_dimensions(entry, [dimension.get("code") for dimension in competency.items("dimensions")], found)
    if table.get("levels_are") == "none" and len(entries) > 1:
        found.add("level_of_none", competency.at("levels"))
    lacking = [level for level in levels if level not in [entry.get("level") for entry in entries]]
    if table.get("levels_are") == "anchors" and lacking:
        found.add("rungs_missing", competency.at("levels"), levels=listed(lacking))


def _check_level(entry: Checked, levels_are: str | None, levels: list[str], found: Findings) -> None:
    level = entry.get("level")
    if levels_are == "none" and "level" in entry.given:
        found.add("level_of_none", entry.at("level"))
    elif levels_are in ("required", "anchors"):
        if "level" not in entry.given:
            found.add("missing", entry.at("level"), key="level")
        elif level and level not in levels:
            found.add("level_not_listed", entry.at("level"), value=level, known=listed(levels))


def _check_dimensions(entry: Checked, dimensions: list[str], found: Findings) -> None:
    for indicator in entry.items("indicators"):
        dimension = indicator.get("dimension") if isinstance(indicator, Checked) else None
        if dimension and dimension not in dimensions:
            found.add("unknown_dimension", indicator.at("dimension"), value=dimension, known=listed(dimensions))


def _check_profile(profile: Checked, known: set[str], found: Findings) -> None:
    named = []
    for key in ("core", "specific"):
        for i, code in profile.entries(key):
            named.append(((*profile.at(key), i), code))
            if code not in known:
                found.add("profile_competency", (*profile.at(key), i), value=code)
    same_code_twice(named, found)


def _competency(table: Checked) -> Competency:
    return Competency(
        code=table.get("code"),
        name=table.get("name"),
        english=table.get("english"),
        cluster=table.get("cluster"),
        definition=table.get("definition"),
        undefined_in_source=table.get("undefined_in_source", False),
        dimensions=tuple(
            Dimension(code=dimension.get("code"), name=dimension.get("name"), definition=dimension.get("definition")) for dimension in table.items("dimensions")
        ),
        levels=tuple(
            CompetencyLevel(
                code=entry.get("level"),
                title=entry.get("title"),
                indicators=tuple(_indicator(indicator) for indicator in entry.items("indicators")),
                tips=entry.items("tips"),
            )
            for entry in table.items("levels")
        ),
    )


def _indicator(indicator: str | Checked) -> Indicator:
    if isinstance(indicator, str):
        return Indicator(text=indicator, dimension=None)
    return Indicator(text=indicator.get("text"), dimension=indicator.get("dimension"))


def _profile(table: Checked) -> Profile:
    return Profile(
        code=table.get("code"),
        name=table.get("name"),
        core=table.items("core"),
        specific=table.items("specific"),
        free_choices=table.get("free_choices", 0),
    )


def _member(table: Checked) -> Member:
    return Member(framework=table.get("framework"), competency=table.get("competency"), strength=table.get("strength"))


def _kept(items: list[Any], keep: list[bool]) -> list[Any]:
    return [item for item, kept in zip(items, keep, strict=True) if kept]
