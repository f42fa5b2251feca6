"""When a block is printed: a closed table of named conditions over the definition and the facts. A name that is not here is an error of the data."""

from collections.abc import Callable, Mapping
from datetime import datetime
from fractions import Fraction

from scoring.numbers import decimals_of
from scoring.scheme import Consensus, Ties
from selection.regulation.case import EVERY, Case, laid_down
from selection.regulation.facts import APPOINTING, DemandKind

Condition = Callable[[Case], bool]
NOT = "not "


def _deadline_has_hour(case: Case) -> bool:
    return case.definition.application is not None and isinstance(case.definition.application.deadline, datetime)


def _step_is_decimal(step: Fraction) -> bool:
    return step < 1 and step == Fraction(1, 10 ** decimals_of(step))


def _levels(case: Case) -> set[tuple[str | None, str]]:
    return {(criterion.framework, criterion.level) for criterion in case.competencies if criterion.level}


def _labels(case: Case) -> set[str]:
    return {level_label(case, framework, level) for framework, level in _levels(case)}


def level_label(case: Case, framework: str | None, code: str) -> str:
    """The label of a level as its framework writes it."""
    known = case.definition.frameworks.get(framework or "")
    level = known.level(code) if known is not None else None
    return level.label if level is not None else code


def _neutralised(case: Case) -> bool:
    return case.scheme.is_neutralised(case.part, case.criterion)


PROCEDURE: Mapping[str, Condition] = {
    "verdicts": lambda case: any(part.is_verdict for part in case.scheme.parts),
    "deadline": lambda case: case.definition.application is not None and case.definition.application.deadline is not None,
    "deadline has an hour": _deadline_has_hour,
    "grace": lambda case: case.facts.grace_minutes > 0,
    "required documents": lambda case: case.definition.application is not None and any(each.required for each in case.definition.application.documents),
    "incomplete refused": lambda case: case.definition.application is not None and case.definition.application.incomplete_refused,
    "several rounds": lambda case: len(case.scheme.rounds) > 1,
    "several parts in a round": lambda case: any(len(round_.parts) > 1 for round_ in case.scheme.rounds),
    "several scored parts": lambda case: len(case.scheme.scored) > 1,
    "several criteria": lambda case: any(len(case.scheme.counting(part)) > 1 for part in case.rated),
    "minimum": lambda case: any(criterion.minimum is not None for part in case.rated for criterion in case.scheme.counting(part)),
    "rated parts": lambda case: bool(case.rated),
    "direct parts": lambda case: bool(case.direct),
    "one scale": lambda case: len({(part.scale.texts, part.scale.shares) for part in case.rated if part.scale is not None}) == 1,
    "labelled scale": lambda case: any(part.scale is not None and not part.scale.numeric for part in case.rated),
    "same number of ratings": lambda case: len({part.min_assessors for part in case.rated}) == 1,
    "same number of marks": lambda case: len({part.min_assessors for part in case.direct}) == 1,
    "same consensus on ratings": lambda case: len({laid_down(part) for part in case.rated}) == 1,
    "same consensus on marks": lambda case: len({laid_down(part) for part in case.direct}) == 1,
    "consensus free": lambda case: all(laid_down(part) == (Consensus.OPTIONAL, None, False) for part in case.scheme.scored),
    "consensus required on ratings": lambda case: case.rated[0].consensus == Consensus.REQUIRED,
    "consensus required on marks": lambda case: case.direct[0].consensus == Consensus.REQUIRED,
    "tolerance on ratings": lambda case: laid_down(case.rated[0])[1] is not None,
    "tolerance on marks": lambda case: laid_down(case.direct[0])[1] is not None,
    "rounding": lambda case: case.scheme.rounding is not None,
    "rounding to decimals": lambda case: case.scheme.rounding is not None and _step_is_decimal(case.scheme.rounding),
    "rounding to a whole number": lambda case: case.scheme.rounding == 1,
    "rounding to a step": lambda case: case.scheme.rounding not in (None, 1) and not _step_is_decimal(case.scheme.rounding or Fraction(1)),
    "composition rules": lambda case: bool(case.facts.demands),
    "appointing authority in general": lambda case: case.facts.appointing_authority == APPOINTING,
    "total pass mark": lambda case: case.scheme.total_pass_mark > 0,
    "marks below the total": lambda case: sum((part.required for part in case.scheme.scored), Fraction(0)) < case.scheme.required,
    "tie break": lambda case: bool(case.scheme.tie_break),
    "ties decided": lambda case: case.scheme.ties == Ties.DECIDE,
    "binding": lambda case: case.scheme.binding,
    "reserve": lambda case: case.scheme.reserve is not None,
    "whole years": lambda case: case.scheme.reserve is not None and case.scheme.reserve.months % 12 == 0,
    "one year": lambda case: case.scheme.reserve is not None and case.scheme.reserve.months == 12,
    "kinds of offer": lambda case: bool(case.answers),
    "accepting not laid down": lambda case: case.scheme.reserve is not None and not all("accepted" in kind for kind in case.answers.values()),
    "written in Dutch": lambda case: case.definition.language == "nl",
    "published": lambda case: case.facts.version > 0,
}
ROUND: Mapping[str, Condition] = {
    "dated": lambda case: bool(case.definition.dates.get(case.round.code)),
    "parts to name": lambda case: len(case.round.parts) > 1 or case.round.parts[0].title != case.round.title,
}
PART: Mapping[str, Condition] = {
    "scored": lambda case: not case.part.is_verdict,
    "rated": lambda case: case.part.is_rated,
    "marked directly": lambda case: case.part.is_direct,
    "looked at": lambda case: case.part.is_verdict and bool(case.criteria),
    "pass mark": lambda case: case.part.pass_mark > 0,
    "weights differ": lambda case: len({criterion.weight for criterion in case.criteria}) > 1,
    "one level": lambda case: len(_labels(case)) == 1,
    "levels differ": lambda case: len(_labels(case)) > 1,
    "some without level": lambda case: bool(_levels(case)) and any(not criterion.level for criterion in case.competencies),
    "minimum in the part": lambda case: case.part.is_rated and any(criterion.minimum is not None for criterion in case.criteria),
    "preparation": lambda case: bool(case.part.preparation),
    "blind": lambda case: case.part.blind,
    "labelled": lambda case: not case.scale.numeric,
    "tolerance": lambda case: laid_down(case.part)[1] is not None,
    "consensus required": lambda case: case.part.consensus == Consensus.REQUIRED,
}
CRITERION: Mapping[str, Condition] = {"neutralised": _neutralised}
DEMAND: Mapping[str, Condition] = {
    "least number of members": lambda case: case.demand.kind == DemandKind.MEMBERS,
    "external experts": lambda case: case.demand.kind == DemandKind.EXTERNAL,
    "gender balance": lambda case: case.demand.kind == DemandKind.GENDER,
    "no political mandate": lambda case: case.demand.kind == DemandKind.MANDATE,
    "chair present": lambda case: case.demand.kind == DemandKind.CHAIR,
    "secretary": lambda case: case.demand.kind == DemandKind.SECRETARY,
    "observers": lambda case: case.demand.kind == DemandKind.OBSERVERS,
    "target": lambda case: case.demand.target,
}


def _effect(answer: str, effect: str) -> Condition:
    return lambda case: case.effect(answer) == effect


OFFER: Mapping[str, Condition] = {
    "every kind": lambda case: case.offer == EVERY,
    "one kind": lambda case: case.offer != EVERY,
    "effect open": lambda case: not {"declined", "no_answer"} <= case.answers[case.offer or EVERY].keys(),
    **{
        f"{words} {effect}": _effect(answer, effect)
        for answer, words in (("accepted", "accepted"), ("declined", "declined"), ("no_answer", "no answer"))
        for effect in ("leaves", "keeps", "last")
    },
}
AMENDMENT: Mapping[str, Condition] = {
    "rules amended": lambda case: case.amendment.kind == "amended",
    "criterion dropped": lambda case: case.amendment.kind == "neutralised",
    "texts corrected": lambda case: case.amendment.kind == "corrected",
}
# scope -> what a block of that scope may ask
BY_SCOPE: Mapping[str, Mapping[str, Condition]] = {
    "procedure": PROCEDURE,
    "round": {**PROCEDURE, **ROUND},
    "part": {**PROCEDURE, **ROUND, **PART},
    "criterion": {**PROCEDURE, **ROUND, **PART, **CRITERION},
    "demand": {**PROCEDURE, **DEMAND},
    "offer": {**PROCEDURE, **OFFER},
    "amendment": {**PROCEDURE, **AMENDMENT},
}


def holds(when: tuple[str, ...], scope: str, case: Case) -> bool:
    """Whether every condition named holds, asked in order; with "not " before it, whether it does not."""
    return all(BY_SCOPE[scope][name.removeprefix(NOT)](case) is not name.startswith(NOT) for name in when)
