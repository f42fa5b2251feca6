"""What the strict loader says of a draft, in the words of the form: on which step, at which field, and what to do."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import LazyString

from selection.building.queries import Source
from selection.building.shape import step_of
from selection.forms import number_fault
from selection.i18n import _, _l, language
from vacancies import DefinitionErrors, Framework, Problem, definition_from
from vacancies.wording import sentence

# Where a problem with a whole row is told: at the field that mends it.
FIELD = {
    "no_points_no_verdict": "points",
    "points_and_verdict": "points",
    "topic_and_competency": "title",
    "no_topic_no_competency": "title",
    "scale_both": "labels",
    "scale_long": "step",
}
_GROUPED = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
LISTS = frozenset({"rounds"})  # lists that have to be there: what is missing is a first row
_NOT_HERE = _l("This does not belong here. Empty the field.")

SENTENCES: Mapping[str, LazyString] = {
    "missing": _l("Fill this in."),
    "empty_text": _l("Fill this in."),
    "short_list": _l("Add at least one."),
    "bad_code": _l("%(value)s cannot be a code. Use letters, digits, hyphens, underscores or points, and begin with a letter or digit."),
    "bad_address": _l("%(value)s is not an address. Write it whole, like https://werkenbij.example.be/vacature."),
    "number_zero": _l("Fill in a number above 0."),
    "percent": _l("%(value)s is not a percentage. Write it like 50%%."),
    "percent_over": _l("%(value)s is over 100 %%; nobody could pass. Fill in at most 100 %%."),
    "day": _l("%(value)s is not a date. Write it as day/month/year, like 15/05/2024."),
    "no_points_no_verdict": _l("Give the part points, or say that it has none."),
    "points_and_verdict": _l("A part has points or a verdict, not both. Empty the points or take the tick away."),
    "not_on_verdict": _l("This does not belong to a part without points. Empty the field."),
    "not_on_verdict_criterion": _l("A criterion of a part without points has no weight and no minimum. Empty the field."),
    "not_on_direct": _l("Without criteria the part is marked in points directly, so it has no scale. Add criteria or leave the scale out."),
    "points_off_step": _l("%(points)s points is no multiple of the rounding of %(step)s. Change the points or the rounding."),
    "topic_and_competency": _l("A criterion is a competency or a topic, not both. Remove one."),
    "no_topic_no_competency": _l("Say which topic is rated."),
    "not_on_topic": _NOT_HERE,
    "not_on_competency": _NOT_HERE,
    "nothing_scored": _l("No part has points, so there is nothing to rank. Give at least one part points."),
    "criterion_twice": _l("%(value)s stands twice in this part. Remove one."),
    "tie_break_unknown": _l("%(value)s is no part with points. Choose another."),
    "scale_both": _l("A scale has labels, or a highest rating with a step, not both. Empty one of the two."),
    "shares_without_labels": _l("Only labels have shares. Empty the field; a scale of numbers spreads the points itself."),
    "scale_incomplete": _l("Fill this in, or give the scale labels."),
    "scale_order": _l("The highest rating %(maximum)s is not above the lowest %(minimum)s. Fill in a higher one."),
    "scale_step": _l("From %(minimum)s to %(maximum)s is no whole number of steps of %(step)s. Change the step or the highest rating."),
    "unknown_scale": _l("The scale %(value)s does not exist any more. Choose another, or add it below."),
    "no_framework": _l("It is not said which framework this competency comes from. Choose one above, or remove the competency."),
    "unknown_framework": _l("The framework %(value)s is not known here. Choose another."),
    "unknown_competency": _l("The framework %(framework)s has no competency %(value)s. Remove it and choose another."),
    "level_missing": _l("Choose a level."),
    "level_of_none_asked": _l("This competency has no levels in its framework. Choose no level."),
    "unknown_level": _l("This competency has no level %(value)s. Choose another."),
    "neutralised_part": _l("%(value)s is no part with criteria. Remove this line."),
    "neutralised_criterion": _l("%(value)s is no criterion of that part. Remove this line."),
    "neutralised_all": _l("With this all criteria of the part %(part)s drop out. Keep at least one."),
    "salary_order": _l("The highest amount %(maximum)s is below the lowest %(minimum)s. Exchange them."),
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One problem: the step and the field where it is mended, and what is wrong with what to do."""

    step: str
    name: str
    text: str


def faults_of(source: Source, frameworks: Mapping[str, Framework]) -> list[Fault]:
    """Everything that keeps a source from being a definition, in the order of the file; then amounts that say something else than they seem to."""
    found = []
    try:
        definition_from(source, name=str(source.get("code", "")), frameworks=frameworks)
    except DefinitionErrors as errors:
        found = [Fault(step=step_of(problem.place), name=_field(problem, source), text=words(problem)) for problem in errors.problems]
    return [*found, *_grouped_amounts(source)]


def _grouped_amounts(source: Source) -> Iterator[Fault]:
    """Amounts typed with a mark between thousands: the point of `2.500` is a decimal point to whoever computes with it."""
    salary = source.get("salary")
    if not isinstance(salary, Mapping):
        return
    steps = salary.get("seniority")
    amounts = [(f"salary.{key}", salary.get(key)) for key in ("minimum", "maximum")]
    amounts += [(f"salary.seniority[{number}].amount", row.get("amount")) for number, row in enumerate(steps or ()) if isinstance(row, Mapping)]
    for name, amount in amounts:
        if isinstance(amount, str) and _GROUPED.fullmatch(amount.strip()):
            text = _("%(value)s would be read as a small amount with decimals. Write it without a mark between thousands, like 2500.", value=amount)
            yield Fault(step="verloning", name=name, text=text)


def words(problem: Problem) -> str:
    """The sentence of a problem in the reader's language."""
    figures = {name: figure.strip('"') for name, figure in problem.figures.items()}
    if problem.code == "missing" and problem.place in LISTS:
        return str(SENTENCES["short_list"])
    if problem.code in SENTENCES:
        return str(SENTENCES[problem.code]) % figures if figures else str(SENTENCES[problem.code]).replace("%%", "%")
    if problem.code.startswith("number_"):
        return number_fault(problem.code.removeprefix("number_"), figures.get("value", ""))
    return sentence(problem.code, problem.figures, language())


def _field(problem: Problem, source: Source) -> str:
    """The name of the field: its place, with rows of named tables by number."""
    name = problem.place
    for table, rows in (("scales", source.get("scales")), ("scheme.reserve.answers", _answers(source))):
        for number, code in enumerate(rows or ()):
            if name == f"{table}.{code}" or name.startswith(f"{table}.{code}."):
                name = f"{table}[{number}]{name[len(table) + 1 + len(code) :]}"
                break
    return f"{name}.{FIELD[problem.code]}" if problem.code in FIELD else name


def _answers(source: Source) -> Mapping[str, object] | None:
    scheme = source.get("scheme")
    reserve = scheme.get("reserve") if isinstance(scheme, Mapping) else None
    answers = reserve.get("answers") if isinstance(reserve, Mapping) else None
    return answers if isinstance(answers, Mapping) else None
