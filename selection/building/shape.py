"""Which keys of a definition stand on which step of the builder, and how each is typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selection.building.words import Words
from selection.i18n import _l
from vacancies.kinds import Choice, Day, Flag, Kind
from vacancies.model import DEFINITION
from vacancies.tables import ListOf, Table

_NUMBERED = re.compile(r"\[[0-9]+\]")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: its code in addresses, its name in the row of steps, the heading of its page and what to do there."""

    code: str
    label: Words
    heading: Words
    lead: Words


STEPS: Mapping[str, Step] = {
    step.code: step
    for step in (
        Step(code="functie", label=_l("Function"), heading=_l("What is the job?"), lead=_l("Name and text of the function, with its result areas.")),
        Step(code="verloning", label=_l("Salary and benefits"), heading=_l("What do you offer?"), lead=_l("Scale, amounts and what comes with it.")),
        Step(
            code="voorwaarden",
            label=_l("Conditions"),
            heading=_l("Who may take part?"),
            lead=_l("Conditions to take part, and conditions only to be appointed."),
        ),
        Step(
            code="kandidatuur",
            label=_l("Documents and closing date"),
            heading=_l("How do people apply?"),
            lead=_l("Until when, with which documents, and who may see each of them."),
        ),
        Step(
            code="competenties",
            label=_l("Competencies"),
            heading=_l("What does the function ask?"),
            lead=_l("Take over a function profile, or choose competencies one by one, from one or more frameworks."),
        ),
        Step(
            code="rondes",
            label=_l("Rounds and points"),
            heading=_l("In which rounds do you select?"),
            lead=_l("Each round has one or more parts, with points or with a verdict."),
        ),
        Step(
            code="matrix",
            label=_l("Matrix"),
            heading=_l("What do you measure where?"),
            lead=_l("Tick what is looked at in a part without points, and give every criterion of a part with points a weight."),
        ),
        Step(
            code="criteria",
            label=_l("Topics and minima"),
            heading=_l("What else do you rate?"),
            lead=_l("Topics of your own beside the competencies, and a minimum where one failing is enough."),
        ),
        Step(code="spelregels", label=_l("Rules"), heading=_l("Which rules hold?"), lead=_l("Pass marks, rounding, equal totals, tolerance and the reserve.")),
        Step(
            code="proefberekening",
            label=_l("Trial computation"),
            heading=_l("What do these rules do?"),
            lead=_l("Fictional candidates, computed by the rules as you chose them."),
        ),
        Step(
            code="nakijken",
            label=_l("Check and finish"),
            heading=_l("Is everything there?"),
            lead=_l("What is missing, with its way out; then the vacancy can be called ready."),
        ),
    )
}
FORMS = ("functie", "verloning", "voorwaarden", "kandidatuur", "competenties", "rondes", "criteria", "spelregels")

PART = ("title", "points", "pass_mark", "verdict", "scale", "blind", "preparation", "min_assessors", "tolerance", "consensus", "code")
FOLDED = frozenset({"min_assessors", "tolerance", "consensus", "code"})  # of a part: what is rarely changed
# Step -> key path without numbers -> the keys of that table on that step, in order. A table that is not named has all its keys.
KEYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "functie": {"": ("title", "code", "organisation", "positions", "language", "position")},
    "verloning": {"": ("salary", "benefits"), "benefits[]": ("name", "text", "code")},
    "voorwaarden": {"": ("conditions",), "conditions[]": ("text", "kind", "code")},
    "kandidatuur": {
        "": ("application",),
        "application.documents[]": ("name", "required", "due", "visible_to", "note", "max_age_months", "age_reference", "code"),
    },
    "competenties": {"": ("framework", "competencies", "knowledge"), "competencies[]": ("level", "kind")},
    "rondes": {"": ("rounds", "scales"), "rounds[]": ("title", "dates", "code", "parts"), "rounds[].parts[]": PART},
    "criteria": {"": ("rounds",), "rounds[]": ("parts",), "rounds[].parts[]": ("criteria",)},
    "spelregels": {"": ("scheme",)},
}
ELSEWHERE: Mapping[str, frozenset[str]] = {"rondes": frozenset({"criteria"})}  # keys of a table that another step holds
FIXED = frozenset({"criteria"})  # steps on which rounds and parts are not added or removed
ON_A_LINE = frozenset({"competencies", "knowledge", "salary.seniority", "rounds[].parts[].criteria", "scheme.reserve.answers"})  # rows of a few small fields
WIDE = frozenset({"framework", "scheme.reserve.starts"})  # choices with long words
PRESENT = frozenset({"scheme.reserve"})  # a table that means something by being there
ONLY_WHERE_FILLED = frozenset({"scheme.neutralised"})
FLAGS = frozenset({"salary.gross", "salary.period_stated", "application.documents[].required", "scheme.binding"})  # yes, unless it says no
AREAS = frozenset(
    {
        "position.purpose",
        "position.summary",
        "position.result_areas[].intro",
        "benefits[].text",
        "conditions[].text",
        "application.accommodations",
        "application.documents[].note",
        "rounds[].parts[].preparation",
        "scheme.neutralised[].reason",
    }
)
# Where the code of a row is made from when it was left empty, and what it begins with when there is nothing.
MADE_FROM: Mapping[str, tuple[str, str]] = {
    "": ("code", "title"),
    "benefits[]": ("code", "name"),
    "conditions[]": ("code", "text"),
    "application.documents[]": ("code", "name"),
    "rounds[]": ("code", "title"),
    "rounds[].parts[]": ("code", "title"),
    "rounds[].parts[].criteria[]": ("topic", "title"),
}
NEW_CODE: Mapping[str, str] = {"scales": "schaal", "scheme.reserve.answers": "aanbod"}


def plain(name: str) -> str:
    """A path without the numbers in it: `rounds[2].parts[0].code` gives `rounds[].parts[].code`, `scales[0].min` gives `scales.*.min`."""
    path = _NUMBERED.sub("[]", name)
    return next((f"{table}.*{path[len(table) + 2 :]}" for table in NEW_CODE if path.startswith(f"{table}[]")), path)


def keys_of(step: str, path: str, kind: Table, value: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of one table that stand on a step, given what it holds now: a criterion is a competency or a topic."""
    if path == "rounds[].parts[].criteria[]":
        return ("level", "weight", "minimum") if "competency" in value else ("title", "weight", "minimum", "topic")
    keys = KEYS[step].get(path) or tuple(kind.keys)
    return tuple(key for key in keys if key in kind.keys and key not in ELSEWHERE.get(step, ()))


def is_rows(kind: Kind) -> bool:
    """Whether a list is shown as rows of fields; any other is one field."""
    return isinstance(kind, ListOf) and isinstance(kind.kind, Table)


def form_of(path: str, kind: Kind) -> str:
    """How a value is typed: `line`, `area`, `lines`, `days`, `flag`, `select`."""
    match kind:
        case ListOf(Day()):
            return "days"
        case ListOf():
            return "order" if path == "scheme.tie_break" else "lines"
        case Flag():
            return "flag"
        case Choice():
            return "select"
    if path in AREAS:
        return "area"
    return (
        "select" if path in {"framework", "scheme.rounding", "rounds[].parts[].scale", "rounds[].parts[].criteria[].level", "competencies[].level"} else "line"
    )


def step_of(place: str) -> str:
    """The step on which what stands at a place of the definition is typed."""
    path = plain(place)
    if ".criteria" in path:
        return "criteria"
    first = re.split(r"[.\[]", path, maxsplit=1)[0]
    return next((step for step, keys in KEYS.items() if first in keys[""]), "functie")


def root() -> Table:
    """The model of a definition."""
    return DEFINITION
