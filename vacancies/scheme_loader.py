"""From the checked tables of a definition to a `Scheme`: rounds, parts, criteria and the rules over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from scoring.numbers import shortest
from scoring.scheme import DEFAULT_SCALE, Consensus, Criterion, Neutralised, Part, ReserveTerms, Round, Scale, Scheme, Ties
from vacancies.kinds import BAD
from vacancies.named import Competencies
from vacancies.problems import Findings, Place, listed
from vacancies.tables import Checked, same_code_twice

_NOT_ON_VERDICT = ("pass_mark", "scale", "min_assessors", "tolerance", "consensus")


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """What the parts of one definition are read with."""

    found: Findings
    competencies: Competencies
    scales: Mapping[str, Scale | None]
    rules: Checked
    rounding: Fraction | None


def read_scheme(table: Checked, scales: Mapping[str, Scale | None], competencies: Competencies, found: Findings) -> Scheme:
    """The scheme of a definition. Notes every problem, and raises DefinitionErrors when there is any."""
    rules = table.get("scheme") or Checked((*table.place, "scheme"), frozenset(), {})
    rounding, decimals = rules.get("rounding", (None if "rounding" in rules.given else Fraction(1, 100), 2))
    reading = _Reading(found=found, competencies=competencies, scales=scales, rules=rules, rounding=rounding)
    rounds = [(entry, [(part, _part(part, reading)) for part in entry.items("parts")]) for entry in table.items("rounds")]
    parts = [pair for _, pairs in rounds for pair in pairs]
    same_code_twice([(entry.at("code"), entry.get("code")) for entry, _ in rounds if entry.get("code")], found)
    same_code_twice([(entry.at("code"), part.code) for entry, part in parts if part.code], found)
    if parts and all("points" not in entry.given for entry, _ in parts):
        found.add("nothing_scored", table.at("rounds"))
    _check_tie_break(rules, [part for _, part in parts], found)
    neutralised = _neutralised(rules, [part for _, part in parts], found)
    found.stop()
    return Scheme(
        rounds=tuple(
            Round(code=entry.get("code"), title=entry.get("title", entry.get("code")), parts=tuple(part for _, part in pairs)) for entry, pairs in rounds
        ),
        total_pass_mark=rules.get("total_pass_mark", Fraction(3, 5)),
        rounding=rounding,
        decimals=decimals,
        binding=rules.get("binding", True),
        ties=Ties(rules.get("ties", "shared")),
        tie_break=rules.items("tie_break"),
        neutralised=neutralised,
        reserve=_reserve(rules.get("reserve")),
    )


def _part(table: Checked, reading: _Reading) -> Part:
    """The part, with stand-ins for what is wrong or missing, so that the rest can still be checked."""
    found = reading.found
    _check_kind(table, found)
    verdict = "verdict" in table.given and "points" not in table.given
    rated = not verdict and bool(table.get("criteria"))
    points = None if verdict else table.get("points", Fraction(1))
    if verdict:
        for key in _NOT_ON_VERDICT:
            if key in table.given:
                found.add("not_on_verdict", table.at(key), key=key)
    elif not rated and "scale" in table.given and ("criteria" not in table.given or table.get("criteria") == []):
        found.add("not_on_direct", table.at("scale"))
    if "points" in table.values and reading.rounding and (table.get("points") / reading.rounding).denominator != 1:
        found.add("points_off_step", table.at("points"), points=shortest(table.get("points")), step=shortest(reading.rounding))
    scale = _scale(table, reading) if rated else None
    rules = reading.rules if rated else Checked((), frozenset(), {})
    return Part(
        code=table.get("code", ""),
        title=table.get("title", table.get("code", "")),
        points=points,
        pass_mark=table.get("pass_mark", reading.rules.get("part_pass_mark", Fraction(1, 2))),
        scale=scale,
        criteria=_criteria(table, verdict, scale, reading),
        min_assessors=table.get("min_assessors", rules.get("min_assessors", 2 if rated else 1)),
        tolerance=table.get("tolerance", rules.get("tolerance")),
        consensus=Consensus(table.get("consensus", rules.get("consensus", "optional"))),
        preparation=table.get("preparation"),
        blind=table.get("blind", False),
    )


def _check_kind(table: Checked, found: Findings) -> None:
    if table.get("verdict") is False:
        found.add("verdict_false", table.at("verdict"))
    elif {"points", "verdict"} <= table.given:
        found.add("points_and_verdict", table.place)
    elif not {"points", "verdict"} & table.given:
        found.add("no_points_no_verdict", table.place)


def _scale(table: Checked, reading: _Reading) -> Scale | None:
    if "scale" not in table.given:
        return DEFAULT_SCALE
    code = table.get("scale")
    if code and code not in reading.scales:
        reading.found.add("unknown_scale", table.at("scale"), value=code, known=listed(reading.scales))
    return reading.scales.get(code)


def _criteria(table: Checked, verdict: bool, scale: Scale | None, reading: _Reading) -> tuple[Criterion, ...]:
    named = [(entry, _criterion(entry, verdict, scale, reading)) for entry in table.items("criteria")]
    places: list[tuple[Place, str]] = [
        (entry.at("topic" if "topic" in entry.given else "competency"), criterion.code) for entry, criterion in named if criterion.code
    ]
    same_code_twice(places, reading.found, "criterion_twice")
    return tuple(criterion for _, criterion in named)


def _criterion(table: Checked, verdict: bool, scale: Scale | None, reading: _Reading) -> Criterion:
    found = reading.found
    for key in ("weight", "minimum"):
        if verdict and key in table.given:
            found.add("not_on_verdict_criterion", table.at(key), key=key)
    weight, minimum = table.get("weight", Fraction(1)), None if verdict else _minimum(table, scale, found)
    if {"topic", "competency"} <= table.given:
        found.add("topic_and_competency", table.place)
    elif "topic" in table.given:
        for key in ("framework", "level"):
            if key in table.given:
                found.add("not_on_topic", table.at(key), key=key)
    elif "competency" in table.given:
        if "title" in table.given:
            found.add("not_on_competency", table.at("title"))
        asked = reading.competencies.asked(table)
        return Criterion(code=asked.code, title=asked.name, framework=asked.framework, level=asked.level, weight=weight, minimum=minimum)
    else:
        found.add("no_topic_no_competency", table.place)
    code = table.get("topic", "")
    return Criterion(code=code, title=table.get("title", code), weight=weight, minimum=minimum)


def _minimum(table: Checked, scale: Scale | None, found: Findings) -> int | None:
    rating = table.get("minimum")
    if rating is None or scale is None:
        return None
    position = scale.position(rating)
    if position is None:
        allowed = f"{scale.texts[0]}, {scale.texts[1]}, … {scale.texts[-1]}" if scale.numeric else listed(scale.texts)
        found.add("minimum_off_scale", table.at("minimum"), value=rating, allowed=allowed)
    return position


def _check_tie_break(rules: Checked, parts: list[Part], found: Findings) -> None:
    scored = [part.code for part in parts if part.points is not None]
    nameless = any(not part.code for part in parts)
    for i, code in rules.entries("tie_break"):
        if code not in scored and not nameless:
            found.add("tie_break_unknown", (*rules.at("tie_break"), i), value=code, known=listed(scored))
    same_code_twice([((*rules.at("tie_break"), i), code) for i, code in rules.entries("tie_break")], found)


def _neutralised(rules: Checked, parts: list[Part], found: Findings) -> tuple[Neutralised, ...]:
    gone: dict[tuple[str, str], str] = {}
    for entry in rules.items("neutralised"):
        code, criterion = entry.get("part"), entry.get("criterion")
        part = next((part for part in parts if part.code == code), None)
        if not code or not criterion:
            continue
        if part is None or not part.is_rated:
            rated = [part.code for part in parts if part.is_rated]
            found.add("neutralised_part", entry.at("part"), value=code, known=listed(rated))
        elif part.criterion(criterion) is None:
            found.add("neutralised_criterion", entry.at("criterion"), value=criterion, part=code, known=listed(c.code for c in part.criteria))
        elif (code, criterion) in gone:
            found.add("twice", entry.at("criterion"), value=criterion, other=criterion)
        else:
            gone[code, criterion] = entry.get("reason", "")
            if all((code, other.code) in gone for other in part.criteria):
                found.add("neutralised_all", entry.at("criterion"), part=code)
    return tuple(Neutralised(part=part, criterion=criterion, reason=reason) for (part, criterion), reason in gone.items())


def _reserve(table: Checked | None) -> ReserveTerms | None:
    if table is None:
        return None
    answers = {
        kind: MappingProxyType(dict(sorted(effects.values.items()))) for kind, effects in sorted((table.get("answers") or {}).items()) if effects is not BAD
    }
    return ReserveTerms(
        months=table.get("months", 36),
        starts=table.get("starts", "first-of-month-after-report"),
        answers=MappingProxyType(answers),
    )
