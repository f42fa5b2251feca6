"""Frameworks in words: what kind of levels, what changes, and what is wrong with a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

from selection.documents import table_sentences
from selection.documents.tables import Problem
from selection.frameworks.differences import Act, Change, Detail
from selection.i18n import _, _n
from vacancies import Framework


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that changes, in words."""

    thing: str
    name: str
    size: str
    details: Sequence[tuple[str, str, str]]


def levels_are(framework: Framework) -> str:
    """What the levels of a framework are."""
    return {
        "required": _n("one level that a function can ask", "%(num)s levels, of which a function asks one", len(framework.levels)),
        "anchors": _n("a ladder of one level", "a ladder of %(num)s levels, from weak to strong", len(framework.levels)),
        "none": _("no levels"),
    }[framework.levels_are]


def levels_word(number: int) -> str:
    """How many levels a competency has, in a table."""
    return str(number) if number else _("none")


def strength_word(strength: str | None) -> str:
    """How near a counterpart is."""
    return {"exact": _("the same"), "near": _("near: same field, other accent"), "partial": _("a part of it")}.get(strength or "", _("touches on it"))


def lines(changes: Sequence[Change], act: Act, old: Framework | None, new: Framework) -> list[Line]:
    """The changes of one kind, in words."""
    return [_line(change, old, new) for change in changes if change.act is act]


def _line(change: Change, old: Framework | None, new: Framework) -> Line:
    name = f"{change.name} ({change.code})" if change.code else _("order")
    return Line(thing=_thing(change.thing), name=name, size=_size(change), details=[_detail(detail, old, new) for detail in change.details])


def _thing(thing: str) -> str:
    return {
        "framework": _("Framework"),
        "level": _("Level"),
        "cluster": _("Cluster"),
        "competency": _("Competency"),
        "profile": _("Function profile"),
        "counterpart": _("Counterpart"),
        "level_order": _("Levels"),
        "cluster_order": _("Clusters"),
        "competency_order": _("Competencies"),
        "profile_order": _("Function profiles"),
    }[thing]


def _size(change: Change) -> str:
    if not change.size:
        return ""
    words = (
        (change.size["levels"], _n("%(num)s level", "%(num)s levels", change.size["levels"])),
        (change.size["indicators"], _n("%(num)s indicator", "%(num)s indicators", change.size["indicators"])),
        (change.size["tips"], _n("%(num)s tip", "%(num)s tips", change.size["tips"])),
    )
    return ", ".join(text for number, text in words if number)


def _detail(detail: Detail, old: Framework | None, new: Framework) -> tuple[str, str, str]:
    """(what, before, after)."""
    words = {
        "title": _("Title"),
        "source": _("Source"),
        "language": _("Language"),
        "levels_are": _("Kind of levels"),
        "name": _("Name"),
        "english": _("English name"),
        "cluster": _("Cluster"),
        "definition": _("Definition"),
        "undefined_in_source": _("Definition is ours"),
        "dimension": _("Dimension"),
        "levels": _("Levels"),
        "indicator": _("Behavioural indicator"),
        "tip": _("Development tip"),
        "core": _("Core competencies"),
        "specific": _("Specific competencies"),
        "free_choices": _("Free choices"),
        "order": _("Order"),
        "strength": _("How near the two are"),
    }
    level = new.level(detail.level) or (old.level(detail.level) if old else None)
    what = f"{level.label}: {words[detail.field]}" if level else words[detail.field]
    return what, _value(detail.field, detail.old), _value(detail.field, detail.new)


def _value(key: str, text: str) -> str:
    if key == "undefined_in_source":
        return _("yes") if text else _("no")
    if key == "levels_are" and text:
        return {"required": _("what a function asks"), "anchors": _("a ladder from weak to strong"), "none": _("no levels")}[text]
    if key == "strength" and text:
        return strength_word(text)
    if key == "levels" and text == "None":
        return _("without level")
    return text


def sentence(problem: Problem) -> str:
    """What is wrong with a workbook: sheet, row, column, and what to do."""
    place = table_sentences.where(problem)
    text = what(problem)
    return f"{place}: {text}" if place else text


def what(problem: Problem) -> str:
    """The same without the place."""
    code = "number" if problem.code.startswith("number_") or problem.code == "whole" else problem.code
    own = {**_of_cells(problem), **_of_codes(problem), **_of_counterparts(problem), **_of_levels(problem)}
    exported = " " + _("Or begin from a framework that was exported here.") if code in table_sentences.MISSING else ""
    return own.get(code) or table_sentences.what(problem) + exported


def _of_cells(problem: Problem) -> dict[str, str]:
    return {
        "unknown_sheet": _(
            "The sheet “%(sheet)s” is not known. Give it the name of one of the sheets of an exported framework, or remove it.", sheet=problem.value
        ),
        "unknown_column": _("This column is not known. Give it a heading of an exported framework, or remove it."),
        "one_row": _("This sheet has one row, with the framework itself. Keep one row."),
        "missing": _("This cell is empty. Fill it in."),
        "no_such_word": _("“%(value)s” is not possible here. Choose from: %(allowed)s.", value=problem.value, allowed=problem.allowed),
        "long_text": _("The text is too long. Shorten it."),
        "control_character": _("The text holds a sign that cannot be shown. Type the text again."),
        "number": _("“%(value)s” is not a whole number from 0 to 99. Correct it.", value=problem.value),
        "short_list": _("There is no row. A framework has at least one competency."),
    }


def _of_codes(problem: Problem) -> dict[str, str]:
    value, known = problem.value, problem.allowed
    return {
        "bad_code": _(
            "“%(value)s” cannot be a code. Use letters, digits, hyphen, underscore or point, at most 64, beginning with a letter or digit.", value=value
        ),
        "twice": _("%(value)s stands there twice. Give each its own code, or remove one row.", value=value),
        "capitals": _("%(value)s and %(other)s differ in capitals only. Choose another code for one of them.", value=value, other=known),
        "unknown_owner": _("The competency %(value)s is not on the sheet “%(sheet)s”. Correct the code, or add it there.", value=value, sheet=known),
        "unknown_cluster": _("The cluster %(value)s is not on the sheet of clusters. Choose from: %(allowed)s.", value=value, allowed=known),
        "unknown_dimension": _("The dimension %(value)s is none of this competency. Choose from: %(allowed)s.", value=value, allowed=known),
        "dimension_of_indicator": _("Only an indicator belongs to a dimension. Empty this cell."),
        "profile_competency": _("The function profile names the competency %(value)s, which this framework does not have. Correct the code.", value=value),
    }


def _of_counterparts(problem: Problem) -> dict[str, str]:
    value, known = problem.value, problem.allowed
    return {
        "counterpart_framework": _("“%(value)s” is no other framework that is known here. Choose from: %(allowed)s.", value=value, allowed=known),
        "counterpart_competency": _("The framework %(framework)s has no competency %(value)s. Correct the code.", value=value, framework=known),
        "counterpart_twice": _("The counterpart %(value)s stands twice at this competency. Remove one row.", value=value),
    }


def _of_levels(problem: Problem) -> dict[str, str]:
    return {
        "two_titles": _("This level has a title already. Keep one."),
        "levels_missing": _("The framework has levels, but the sheet of levels has no row. Add them, or choose “none” on the first sheet."),
        "levels_of_none": _("The framework has no levels, but the sheet of levels has rows. Remove them, or choose what the levels are."),
        "level_of_none": _("The framework has no levels. Empty the column of levels, or choose on the first sheet what the levels are."),
        "level_not_listed": _("The level %(value)s is not on the sheet of levels. Choose from: %(allowed)s.", value=problem.value, allowed=problem.allowed),
        "rungs_missing": _("The ladder is not complete: level %(allowed)s is missing. Describe every level of the framework.", allowed=problem.allowed),
        "no_indicator": _("There is a title or tip at this level but no indicator. Add at least one indicator."),
    }
