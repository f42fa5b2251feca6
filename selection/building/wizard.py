"""The row of steps beside every page of a draft, and what each of them still lacks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from selection.building.matrix import matrix
from selection.building.models import DraftState, VacancyDraft
from selection.building.problems import Fault, faults_of
from selection.building.queries import Source
from selection.building.shape import FORMS, KEYS, STEPS, Step
from selection.frameworks.queries import FrameworkSet

ENDPOINTS = {"matrix": "building.matrix_page", "nakijken": "building.check", "proefberekening": "rehearsals.rehearsal"}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One step in the row: its number and address, whether it is the current one, whether it is in order, and how much it lacks."""

    step: Step
    number: int
    url: str
    current: bool
    done: bool
    lacks: int


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What every page of a draft reads: the draft, its source, the frameworks in force, its faults and the row of steps."""

    draft: VacancyDraft
    source: Source
    frameworks: FrameworkSet
    faults: Sequence[Fault]
    gaps: Sequence[tuple[str, str]]
    marks: Sequence[Mark]

    @property
    def changeable(self) -> bool:
        """Whether the draft is being built."""
        return self.draft.state == DraftState.DRAFT

    @property
    def now(self) -> Mark:
        """The step of this page."""
        return next(mark for mark in self.marks if mark.current)

    def faults_on(self, step: str) -> list[Fault]:
        """What is wrong on one step, once something was typed there."""
        return [fault for fault in self.faults if fault.step == step] if begun(step, self.source) else []


def bench(draft: VacancyDraft, source: Source, frameworks: FrameworkSet, current: str) -> Bench:
    """The page of a step of a draft."""
    faults = faults_of(source, frameworks)
    gaps = matrix(source, frameworks).errors
    lacks = Counter(fault.step for fault in faults) + Counter({"matrix": len(gaps)})
    marks = [
        Mark(
            step=step,
            number=number,
            url=step_url(draft.id, step.code),
            current=step.code == current,
            done=not lacks[step.code] and begun(step.code, source),
            lacks=lacks[step.code],
        )
        for number, step in enumerate(STEPS.values(), 1)
    ]
    return Bench(draft=draft, source=source, frameworks=frameworks, faults=faults, gaps=gaps, marks=marks)


def step_url(draft_id: UUID, step: str) -> str:
    """The address of a step."""
    if step in FORMS:
        return url_for("building.step", draft_id=draft_id, step=step)
    return url_for(ENDPOINTS[step], draft_id=draft_id)


def next_step(step: str) -> str:
    """The step after this one."""
    codes = list(STEPS)
    return codes[min(codes.index(step) + 1, len(codes) - 1)]


def begun(step: str, source: Source) -> bool:
    """Whether anything was typed on a step."""
    if step in {"matrix", "criteria"}:
        return any(
            part.get("criteria") for one in source.get("rounds") or () if isinstance(one, dict) for part in one.get("parts") or () if isinstance(part, dict)
        )
    if step == "functie":
        return True
    return any(source.get(key) for key in KEYS.get(step, {}).get("", ()))


def first_unfinished(source: Source, frameworks: FrameworkSet) -> str:
    """The step where building goes on: the first that lacks something or was not begun."""
    wrong = {fault.step for fault in faults_of(source, frameworks)} | ({"matrix"} if matrix(source, frameworks).errors else set())
    return next((step for step in STEPS if step in wrong or (step in FORMS and not begun(step, source))), "nakijken")
