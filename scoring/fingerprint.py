"""R17: the fingerprint of a scheme: SHA-256 over a canonical form of its codes and figures, in the form of RFC 8785.

Names, titles, sentences, reasons and dates are left out, and so is what has no effect. A figure has one form, so 50 % and 50.0 % are the same.
"""

from fractions import Fraction
from hashlib import sha256
from json import dumps
from typing import TypeAlias

from scoring.numbers import decimals_of, fixed
from scoring.scheme import Criterion, Part, Scheme

Data: TypeAlias = "dict[str, Data] | list[Data] | str | bool | None"


def fingerprint(scheme: Scheme) -> str:
    """SHA-256 of the scheme in its canonical form, in hexadecimal."""
    return sha256(canonical(scheme_data(scheme)).encode()).hexdigest()


def canonical(data: Data) -> str:
    """JSON in the form of RFC 8785; keys are ordered by their UTF-16 code units and numbers are text already."""
    if isinstance(data, dict):
        members = sorted(data.items(), key=lambda item: item[0].encode("utf-16-be"))
        return "{" + ",".join(f"{dumps(key, ensure_ascii=False)}:{canonical(value)}" for key, value in members) + "}"
    if isinstance(data, list):
        return "[" + ",".join(map(canonical, data)) + "]"
    return dumps(data, ensure_ascii=False)


def figure(value: Fraction) -> str:
    """The one form of a figure: the shortest decimal text, or a fraction in lowest terms where no decimal text is exact."""
    if set(_primes(value.denominator)) <= {2, 5}:
        return fixed(value, decimals_of(value))
    return str(value)


def _primes(denominator: int) -> list[int]:
    found = []
    for prime in (2, 5):
        while denominator % prime == 0:
            found.append(prime)
            denominator //= prime
    return found if denominator == 1 else [*found, denominator]


def scheme_data(scheme: Scheme) -> Data:
    """What the fingerprint is taken of."""
    reserve = scheme.reserve
    return {
        "binding": scheme.binding,
        "neutralised": [[part, criterion] for part, criterion in sorted({(gone.part, gone.criterion) for gone in scheme.neutralised})],
        "reserve": None
        if reserve is None
        else {
            "answers": {kind: dict(answers) for kind, answers in reserve.answers.items()},
            "months": str(reserve.months),
            "starts": reserve.starts,
        },
        "rounding": None if scheme.rounding is None else figure(scheme.rounding),
        "rounds": [{"code": round_.code, "parts": [_part(part) for part in round_.parts]} for round_ in scheme.rounds],
        "tie_break": list(scheme.tie_break),
        "ties": scheme.ties.value,
        "total_pass_mark": figure(scheme.total_pass_mark),
    }


def _part(part: Part) -> Data:
    criteria: Data = [_criterion(part, criterion) for criterion in part.criteria]
    if part.points is None:
        return {"code": part.code, "criteria": criteria, "verdict": True}
    return {
        "code": part.code,
        "consensus": part.consensus.value,
        "criteria": criteria,
        "min_assessors": str(part.min_assessors),
        "pass_mark": figure(part.pass_mark),
        "points": figure(part.points),
        "scale": None if part.scale is None else {"shares": [figure(share) for share in part.scale.shares], "texts": list(part.scale.texts)},
        "tolerance": None if part.tolerance is None else figure(part.tolerance),
        "verdict": False,
    }


def _criterion(part: Part, criterion: Criterion) -> Data:
    identity: dict[str, Data] = {"code": criterion.code, "framework": criterion.framework, "level": criterion.level}
    if part.points is None:
        return identity
    minimum = None if criterion.minimum is None or part.scale is None else part.scale.texts[criterion.minimum]
    return identity | {"minimum": minimum, "weight": figure(criterion.weight)}
