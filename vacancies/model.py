"""The keys of a vacancy definition: this list is what a definition may hold, and nothing else."""

from collections.abc import Iterator, Mapping
from typing import Any

from vacancies.kinds import Address, Choice, Code, Day, Flag, Kind, Number, Percent, Rating, Step, Text, Whole
from vacancies.tables import Either, Key, ListOf, Named, Table

_TEXT, _CODE, _NUMBER = Text(), Code(), Number()
_MONTHS = Whole(1, 600)
_EFFECT = Key(Choice(("leaves", "keeps", "last")))
LANGUAGES = ("nl", "en")

CRITERION = Table({
    "competency": Key(_CODE),
    "framework": Key(_CODE),
    "level": Key(_CODE),
    "topic": Key(_CODE),
    "title": Key(_TEXT),
    "weight": Key(Number(positive=True)),
    "minimum": Key(Rating()),
})  # fmt: skip

PART = Table({
    "code": Key(_CODE, required=True),
    "title": Key(_TEXT),
    "points": Key(Number(positive=True)),
    "verdict": Key(Flag()),
    "pass_mark": Key(Percent()),
    "scale": Key(_CODE),
    "min_assessors": Key(Whole(1, 99)),
    "tolerance": Key(_NUMBER),
    "consensus": Key(Choice(("optional", "required"))),
    "criteria": Key(ListOf(CRITERION)),
    "preparation": Key(_TEXT),
    "blind": Key(Flag()),
})  # fmt: skip

ROUND = Table({
    "code": Key(_CODE, required=True),
    "title": Key(_TEXT),
    "dates": Key(ListOf(Day())),
    "parts": Key(ListOf(PART, at_least=1), required=True),
})  # fmt: skip

RESERVE = Table({
    "months": Key(_MONTHS),
    "starts": Key(Choice(("first-of-month-after-report",))),
    "answers": Key(Named(Table({"accepted": _EFFECT, "declined": _EFFECT, "no_answer": _EFFECT}))),
})  # fmt: skip

SCHEME = Table({
    "part_pass_mark": Key(Percent()),
    "total_pass_mark": Key(Percent()),
    "rounding": Key(Step()),
    "binding": Key(Flag()),
    "ties": Key(Choice(("shared", "decide"))),
    "tie_break": Key(ListOf(_CODE)),
    "min_assessors": Key(Whole(1, 99)),
    "tolerance": Key(_NUMBER),
    "consensus": Key(Choice(("optional", "required"))),
    "neutralised": Key(ListOf(Table({
        "part": Key(_CODE, required=True),
        "criterion": Key(_CODE, required=True),
        "reason": Key(_TEXT, required=True),
    }))),
    "reserve": Key(RESERVE),
})  # fmt: skip

SCALE = Table({
    "labels": Key(ListOf(_TEXT, at_least=2)),
    "shares": Key(ListOf(_NUMBER)),
    "min": Key(_NUMBER),
    "max": Key(_NUMBER),
    "step": Key(Number(positive=True)),
})  # fmt: skip

POSITION = Table({
    "grade": Key(_TEXT),
    "team": Key(_TEXT),
    "working_time": Key(_TEXT),
    "contract": Key(_TEXT),
    "reports_to": Key(_TEXT),
    "member_of": Key(_TEXT),
    "purpose": Key(_TEXT),
    "summary": Key(_TEXT),
    "result_areas": Key(ListOf(Table({
        "title": Key(_TEXT, required=True),
        "intro": Key(_TEXT),
        "tasks": Key(ListOf(_TEXT)),
    }))),
})  # fmt: skip

SALARY = Table({
    "scale": Key(_TEXT),
    "currency": Key(Choice(("EUR",))),
    "gross": Key(Flag()),
    "minimum": Key(_NUMBER),
    "maximum": Key(_NUMBER),
    "period": Key(Choice(("month", "year", "hour"))),
    "period_stated": Key(Flag()),
    "seniority": Key(ListOf(Table({"years": Key(Whole(0, 60), required=True), "amount": Key(_NUMBER, required=True)}))),
    "notes": Key(ListOf(_TEXT)),
})  # fmt: skip

DOCUMENT = Table({
    "code": Key(_CODE, required=True),
    "name": Key(_TEXT, required=True),
    "required": Key(Flag()),
    "due": Key(Choice(("deadline", "appointment"))),
    "note": Key(_TEXT),
    "max_age_months": Key(_MONTHS),
    "age_reference": Key(Choice(("deadline", "appointment"))),
    "visible_to": Key(Choice(("hr-named", "hr", "panel"))),
})  # fmt: skip

APPLICATION = Table({
    "deadline": Key(Day(moment=True)),
    "contact": Key(_TEXT),
    "external_url": Key(Address()),
    "incomplete_refused": Key(Flag()),
    "postal_address": Key(Flag()),
    "accommodations": Key(_TEXT),
    "documents": Key(ListOf(DOCUMENT)),
})  # fmt: skip

DEFINITION = Table({
    "code": Key(_CODE, required=True),
    "title": Key(_TEXT, required=True),
    "organisation": Key(_TEXT),
    "framework": Key(_CODE),
    "language": Key(Choice(LANGUAGES)),
    "positions": Key(Whole(1, 9999)),
    "position": Key(POSITION),
    "salary": Key(SALARY),
    "benefits": Key(ListOf(Table({
        "code": Key(_CODE, required=True),
        "name": Key(_TEXT, required=True),
        "text": Key(_TEXT),
    }))),
    "conditions": Key(ListOf(Table({
        "code": Key(_CODE, required=True),
        "kind": Key(Choice(("general", "appointment"))),
        "text": Key(_TEXT, required=True),
    }))),
    "application": Key(APPLICATION),
    "competencies": Key(ListOf(Table({
        "competency": Key(_CODE, required=True),
        "framework": Key(_CODE),
        "level": Key(_CODE),
        "kind": Key(Choice(("core", "specific"))),
    }))),
    "knowledge": Key(ListOf(Table({"text": Key(_TEXT, required=True)}))),
    "scheme": Key(SCHEME, required=True),
    "scales": Key(Named(SCALE)),
    "rounds": Key(ListOf(ROUND, at_least=1), required=True),
})  # fmt: skip


def allowed_keys() -> dict[str, Any]:
    """Every key that a definition may hold, nested as the file is; a leaf is None, `*` stands for a code of one's own choice."""
    return _keys(DEFINITION) or {}


def key_paths() -> tuple[str, ...]:
    """The same as dotted paths, in the model's order: `code`, `scheme.reserve.answers.*.declined`, `rounds[].parts[].criteria[].weight`."""
    return tuple(_paths(DEFINITION, ""))


def _keys(kind: Kind) -> dict[str, Any] | None:
    match kind:
        case Table(keys):
            return {name: _keys(key.kind) for name, key in keys.items()}
        case Named(inner):
            return {"*": _keys(inner)}
        case ListOf(inner):
            return _keys(inner)
        case Either(table):
            return _keys(table)
    return None


def _paths(kind: Kind, path: str) -> Iterator[str]:
    match kind:
        case Table(keys):
            yield from _table_paths(keys, path)
        case Named(inner):
            yield from _paths(inner, f"{path}.*")
        case ListOf(inner):
            yield from _paths(inner, f"{path}[]") if isinstance(inner, Table) else (path,)
        case _:
            yield path


def _table_paths(keys: Mapping[str, Key], path: str) -> Iterator[str]:
    for name, key in keys.items():
        yield from _paths(key.kind, f"{path}.{name}" if path else name)
