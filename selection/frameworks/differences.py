"""What an import would add, change and remove, as data: every difference between two frameworks, and nothing when they say the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from selection.frameworks.crosswalk import Link
from vacancies import Competency, CompetencyLevel, Framework, Indicator


class Act(StrEnum):
    """What happens to a thing."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One field of a thing: before and after; empty where it was not or will not be there. `level` is the code of the level that it belongs to."""

    field: str
    old: str
    new: str
    level: str | None = None


@dataclass(frozen=True, kw_only=True)
class Change:
    """A thing (`framework`, `level`, `cluster`, `competency`, `profile`, `counterpart`) that is added, changed or removed.

    `size` counts what an added or removed competency holds: levels, indicators, tips.
    """

    act: Act
    thing: str
    code: str
    name: str
    details: Sequence[Detail] = ()
    size: Mapping[str, int] = field(default_factory=dict)


def differences(old: Framework | None, new: Framework) -> list[Change]:
    """Every change from one framework to another; without an old one everything is added."""
    found = _facts(old, new) if old is not None else [Change(act=Act.ADDED, thing="framework", code=new.code, name=new.title, details=_facts_of(new))]
    for thing, key, name, details in _LISTS:
        found += _compared(thing, getattr(old, key) if old is not None else (), getattr(new, key), name, details)
    return found


def link_differences(old: Mapping[Link, str], new: Mapping[Link, str], framework: Framework) -> list[Change]:
    """Every change of the own rows about a framework, which is the first of each row."""
    found = []
    for link in dict.fromkeys([*new, *old]):
        before, after = old.get(link, ""), new.get(link, "")
        if before != after:
            competency = framework.competency(link.competency)
            act = Act.ADDED if not before else Act.CHANGED if after else Act.REMOVED
            name, code = competency.name if competency else link.competency, f"{link.other_framework}/{link.other_competency}"
            found.append(Change(act=act, thing="counterpart", code=code, name=name, details=[Detail(field="strength", old=before, new=after)]))
    return found


def _facts(old: Framework, new: Framework) -> list[Change]:
    before, after = ({detail.field: detail.new for detail in _facts_of(each)} for each in (old, new))
    changed = [Detail(field=key, old=before[key], new=after[key]) for key in after if before[key] != after[key]]
    return [Change(act=Act.CHANGED, thing="framework", code=new.code, name=new.title, details=changed)] if changed else []


def _facts_of(framework: Framework) -> list[Detail]:
    pairs = (("title", framework.title), ("source", framework.source or ""), ("language", framework.language), ("levels_are", framework.levels_are))
    return [Detail(field=key, old="", new=value) for key, value in pairs]


def _compared(thing: str, old: Sequence[Any], new: Sequence[Any], name: Callable[[Any], str], details: Callable[[Any, Any], Iterable[Detail]]) -> list[Change]:
    before, after = {one.code: one for one in old}, {one.code: one for one in new}
    found = []
    for code, one in after.items():
        if code not in before:
            found.append(Change(act=Act.ADDED, thing=thing, code=code, name=name(one), details=list(details(None, one)), size=_size(one)))
        elif changed := list(details(before[code], one)):
            found.append(Change(act=Act.CHANGED, thing=thing, code=code, name=name(one), details=changed))
    for code, one in before.items():
        if code not in after:
            found.append(Change(act=Act.REMOVED, thing=thing, code=code, name=name(one), size=_size(one)))
    kept_before, kept_after = [code for code in before if code in after], [code for code in after if code in before]
    if kept_before != kept_after:
        moved = Detail(field="order", old=", ".join(name(before[code]) for code in kept_before), new=", ".join(name(after[code]) for code in kept_after))
        found.append(Change(act=Act.CHANGED, thing=f"{thing}_order", code="", name="", details=[moved]))
    return found


def _size(one: Any) -> dict[str, int]:
    if not isinstance(one, Competency):
        return {}
    return {
        "levels": sum(level.code is not None for level in one.levels),
        "indicators": sum(len(level.indicators) for level in one.levels),
        "tips": sum(len(level.tips) for level in one.levels),
    }


def _field(key: str, old: str | None, new: str | None, level: str | None = None) -> Iterator[Detail]:
    if (old or "") != (new or ""):
        yield Detail(field=key, old=old or "", new=new or "", level=level)


def _of_level(old: Any, new: Any) -> Iterator[Detail]:
    yield from _field("name", old and old.label, new.label)


def _of_cluster(old: Any, new: Any) -> Iterator[Detail]:
    yield from _field("name", old and old.name, new.name)


def _of_profile(old: Any, new: Any) -> Iterator[Detail]:
    yield from _field("name", old and old.name, new.name)
    for key in ("core", "specific"):
        yield from _field(key, old and ", ".join(getattr(old, key)), ", ".join(getattr(new, key)))
    yield from _field("free_choices", old and str(old.free_choices), str(new.free_choices))


def _of_competency(old: Competency | None, new: Competency) -> Iterator[Detail]:
    for key in ("name", "english", "cluster", "definition"):
        yield from _field(key, getattr(old, key) if old else None, getattr(new, key))
    if old is None:
        return  # its texts are counted (`Change.size`) and read on its own page
    yield from _field("undefined_in_source", "yes" * old.undefined_in_source, "yes" * new.undefined_in_source)
    yield from _aligned("dimension", [_dimension(one) for one in old.dimensions], [_dimension(one) for one in new.dimensions], None)
    before, after = {level.code: level for level in old.levels}, {level.code: level for level in new.levels}
    yield from _field("levels", ", ".join(map(str, before)), ", ".join(map(str, after)))
    for code in dict.fromkeys([*after, *before]):
        yield from _of_rung(before.get(code), after.get(code), code)


def _of_rung(old: CompetencyLevel | None, new: CompetencyLevel | None, code: str | None) -> Iterator[Detail]:
    yield from _field("title", old.title if old else None, new.title if new else None, code)
    yield from _aligned("indicator", _indicators(old), _indicators(new), code)
    yield from _aligned("tip", list(old.tips) if old else [], list(new.tips) if new else [], code)


def _indicators(level: CompetencyLevel | None) -> list[str]:
    return [_indicator(one) for one in level.indicators] if level else []


def _dimension(one: Any) -> str:
    return f"{one.code}: {one.name}" + (f". {one.definition}" if one.definition else "")


def _indicator(one: Indicator) -> str:
    return f"{one.dimension}: {one.text}" if one.dimension else one.text


def _aligned(key: str, old: list[str], new: list[str], level: str | None) -> Iterator[Detail]:
    """Texts in their order: those that stand in both lists are passed over, the others are paired where they take each other's place."""
    for kind, i, i_end, j, j_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = old[i:i_end], new[j:j_end]
        for place in range(max(len(gone), len(come))):
            yield Detail(field=key, old="".join(gone[place : place + 1]), new="".join(come[place : place + 1]), level=level)


_LISTS: tuple[tuple[str, str, Callable[[Any], str], Callable[[Any, Any], Iterable[Detail]]], ...] = (
    ("level", "levels", lambda one: str(one.label), _of_level),
    ("cluster", "clusters", lambda one: str(one.name), _of_cluster),
    ("competency", "competencies", lambda one: str(one.name), _of_competency),
    ("profile", "profiles", lambda one: str(one.name), _of_profile),
)
