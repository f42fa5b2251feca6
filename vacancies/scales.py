"""The scales of a definition (R4)."""

from fractions import Fraction
from typing import Any

from scoring.numbers import shortest
from scoring.scheme import DEFAULT_SCALE, Scale
from vacancies.kinds import BAD
from vacancies.problems import Findings
from vacancies.tables import Checked

_MOST_RATINGS = 10_001
# A scores file reads these words as "not observed" (R5), so no label can be one of them.
_TAKEN = ("not observed", "niet waargenomen")


def read_scales(table: Checked, found: Findings) -> dict[str, Scale | None]:
    """The scales by their code; None for one with a problem, so that its users are not blamed."""
    scales: dict[str, Scale | None] = {}
    for code, scale in (table.get("scales") or {}).items():
        if code == DEFAULT_SCALE.code:
            found.add("scale_name_taken", (*table.at("scales"), code), value=code)
        scales[code] = None if scale is BAD else _scale(code, scale, found)
    return scales


def _scale(code: str, table: Checked, found: Findings) -> Scale | None:
    numeric = {"min", "max", "step"} & table.given
    if "labels" in table.given and numeric:
        found.add("scale_both", table.place)
        return None
    if "labels" in table.given:
        return _labelled(code, table, found)
    if "shares" in table.given:
        found.add("shares_without_labels", table.at("shares"))
    for key in ("max", "step"):
        if key not in table.given:
            found.add("scale_incomplete", table.at(key), key=key)
    return _stepped(code, table, found)


def _stepped(code: str, table: Checked, found: Findings) -> Scale | None:
    if any(key in table.given and key not in table.values for key in ("min", "max", "step")) or not {"max", "step"} <= table.given:
        return None
    minimum, maximum, step = table.get("min", Fraction(0)), table.get("max"), table.get("step")
    if maximum <= minimum:
        found.add("scale_order", table.at("max"), minimum=shortest(minimum), maximum=shortest(maximum))
        return None
    count = (maximum - minimum) / step
    if count.denominator != 1:
        found.add("scale_step", table.at("step"), minimum=shortest(minimum), maximum=shortest(maximum), step=shortest(step))
        return None
    if count >= _MOST_RATINGS:
        found.add("scale_long", table.place, count=str(count + 1), most=str(_MOST_RATINGS))
        return None
    return Scale.stepped(code=code, minimum=minimum, maximum=maximum, step=step)


def _labelled(code: str, table: Checked, found: Findings) -> Scale | None:
    before = found.count
    labels: list[Any] = table.get("labels") or []
    _check_labels(table, found)
    shares: list[Any] | None = table.get("shares")
    if shares is not None:
        _check_shares(table, shares, len(labels), found)
    if found.count > before or not labels or BAD in labels or BAD in (shares or ()) or ("shares" in table.given and shares is None):
        return None
    return Scale.labelled(code=code, labels=tuple(labels), shares=tuple(shares) if shares else None)


def _check_labels(table: Checked, found: Findings) -> None:
    seen: dict[str, str] = {}
    for i, label in table.entries("labels"):
        place = (*table.at("labels"), i)
        if label.casefold() in seen:
            found.add("label_twice", place, value=label, other=seen[label.casefold()])
        if label.casefold() in _TAKEN:
            found.add("label_taken", place, value=label)
        seen.setdefault(label.casefold(), label)


def _check_shares(table: Checked, shares: list[Any], labels: int, found: Findings) -> None:
    if labels and len(shares) != labels:
        found.add("shares_count", table.at("shares"), shares=str(len(shares)), labels=str(labels))
    highest: Fraction | None = None
    for i, share in table.entries("shares"):
        place = (*table.at("shares"), i)
        if share > 1:
            found.add("share_over", place, value=shortest(share))
        elif highest is not None and share < highest:
            found.add("share_falls", place, value=shortest(share), before=shortest(highest))
        highest = share if highest is None else max(highest, share)
