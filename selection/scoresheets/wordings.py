"""How the audit lines of sheets and consensus read on the log page of a procedure; figures appear once the round is closed."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel.speaklater import LazyString

from selection.i18n import _, _l, rating
from selection.procedures.log import Wording, register_wording
from selection.scoresheets.content import NOT_OBSERVED


def _figures(values: Mapping[str, Any]) -> str:
    """What a sheet or a consensus said before and says now."""
    old, new = _line(values, "old"), _line(values, "new")
    if old and old == new:
        return _("The figures stayed the same.")
    if old and new:
        return _("Before: %(old)s. Now: %(new)s.", old=_line(_differing(values), "old") or "–", new=_line(_differing(values), "new") or "–")
    return _("It says: %(new)s.", new=new) if new else _said(values)


def _differing(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The line with only the criteria on which its two sides differ."""
    old, new = values["old"], values["new"]
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return values
    return {**values, **{side: {code: text for code, text in values[side].items() if old.get(code) != new.get(code)} for side in ("old", "new")}}


def _said(values: Mapping[str, Any]) -> str:
    """What a sheet or a consensus said before it was taken away."""
    old = _line(values, "old")
    return _("It said: %(old)s.", old=old) if old else ""


def _line(values: Mapping[str, Any], side: str) -> str:
    """The figures of one side in one line, by title of the criterion; empty when there are none."""
    figures = values.get(side)
    if not isinstance(figures, dict):
        return "" if figures in (None, "", "–") else _rating(str(figures))
    titles = {"points": _("points"), **values.get("criteria", {})}
    return "; ".join(f"{titles.get(code, code)} {_rating(text)}" for code, text in figures.items())


def _consensus(on_criterion: LazyString, on_points: LazyString) -> Callable[[Mapping[str, Any]], str]:
    """What was settled or undone on a criterion, or on the points of a directly marked part, which names none."""

    def told(values: Mapping[str, Any]) -> str:
        return str(on_criterion if values["criterion"] else on_points) % values

    return told


def _rating(text: str) -> str:
    """A rating as people here write it; a label as it stands."""
    if text == NOT_OBSERVED:
        return _("not observed")
    try:
        return rating(text)
    except ValueError:
        return text


register_wording(
    {
        "sheet.submitted": Wording(kind="scores", text=_l("Sheet about %(candidate)s in %(part)s submitted."), figures=_figures),
        "sheet.taken_back": Wording(kind="scores", text=_l("Sheet about %(candidate)s in %(part)s taken back unread."), figures=_said),
        "sheet.moved": Wording(kind="scores", text=_l("Draft in %(part)s moved from %(old_code)s to %(new_code)s.")),
        "sheet.reopened": Wording(
            kind="scores", text=_l("Sheet of %(assessor)s about %(candidate)s in %(part)s reopened."), figures=_said, people=("assessor",)
        ),
        "consensus.settled": Wording(
            kind="scores",
            text=_consensus(
                _l("Consensus about %(candidate)s settled on %(criterion)s of %(part)s."),
                _l("Consensus about %(candidate)s settled on the points of %(part)s."),
            ),
            figures=_figures,
        ),
        "consensus.undone": Wording(
            kind="scores",
            text=_consensus(
                _l("Consensus about %(candidate)s undone on %(criterion)s of %(part)s."), _l("Consensus about %(candidate)s undone on the points of %(part)s.")
            ),
            figures=_said,
        ),
    }
)
