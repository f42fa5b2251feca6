"""The preview of an import in words: what is new, changed, doubtful and wrong, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

from selection.candidates.planning import Doubt, Plan, PlannedRow, Reason, RowKind
from selection.candidates.reading import COLUMNS, ListRow, TypedRow, Upload
from selection.documents import table_sentences
from selection.documents.tables import Problem
from selection.i18n import _, _n

MOST_SHOWN = 120


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a row changes of a candidate: field, old, new."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A row of the file in words. `doubts` say why it is doubtful; `takeable` whether it may be chosen; `taken` what was chosen so far."""

    number: int
    name: str
    email: str
    telephone: str
    changes: Sequence[Change] = ()
    doubts: Sequence[str] = ()
    effect: str = ""
    takeable: bool = True
    taken: bool = False
    fault: str = ""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A cell as it stands in the file, and whether something is wrong with it."""

    text: str
    wrong: bool


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A row in which something is wrong: its number, its own cells in the order of the columns, and for each problem where it is and what to do."""

    row: int
    cells: Sequence[Typed]
    problems: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Everything that the page shows. `certain` is the number of rows that are imported whatever is chosen."""

    new: Sequence[Shown]
    changed: Sequence[Shown]
    doubtful: Sequence[Shown]
    wrong: Sequence[Wrong]
    same: int
    unknown: Sequence[str]

    @property
    def certain(self) -> int:
        """Rows that are new or changed."""
        return len(self.new) + len(self.changed)

    @property
    def wrong_rows(self) -> int:
        """Rows that are left out because something in them is wrong."""
        return len(self.wrong)


def preview_of(plan: Plan, upload: Upload, *, taken: frozenset[int] = frozenset(), double: frozenset[int] = frozenset()) -> Preview:
    """The plan in words. `taken` are the doubtful rows chosen so far, `double` those among them that share an address."""
    return Preview(
        new=[_shown(row) for row in plan.of(RowKind.NEW)],
        changed=[_shown(row) for row in plan.of(RowKind.CHANGED)],
        doubtful=[_shown(row, taken=row.row.number in taken, double=row.row.number in double) for row in plan.of(RowKind.DOUBTFUL)],
        wrong=_wrong(upload),
        same=len(plan.of(RowKind.SAME)),
        unknown=upload.unknown,
    )


def _wrong(upload: Upload) -> list[Wrong]:
    typed = {row.number: row for row in upload.typed}
    problems: dict[int, list[str]] = {}
    for problem in upload.problems:
        problems.setdefault(problem.row or 0, []).append(sentence(problem))
    return [Wrong(row=number, cells=_cells(typed.get(number)), problems=said) for number, said in problems.items()]


def _cells(row: TypedRow | None) -> list[Typed]:
    """The four cells of a row; empty for a list that an earlier version kept without them."""
    if row is None:
        return [Typed(text="", wrong=False) for _column in COLUMNS]
    return [Typed(text=_shorter(text), wrong=key in row.faulty) for key, text in row.values.items()]


def _shorter(text: str) -> str:
    """A text of a cell, cut where it would fill the page."""
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"


def _shown(planned: PlannedRow, *, taken: bool = False, double: bool = False) -> Shown:
    row = planned.row
    return Shown(
        number=row.number,
        name=_name(row),
        email=row.email,
        telephone=row.telephone,
        changes=_changes(planned),
        doubts=[doubt_words(reason) for reason in planned.reasons],
        effect=_effect(planned),
        takeable=planned.takeable,
        taken=taken,
        fault=_("Another row with this address was chosen too. Take one of them.") if double else "",
    )


def _changes(planned: PlannedRow) -> list[Change]:
    known, row = planned.known, planned.row
    if known is None:
        return []
    pairs = [
        (_("Given name"), known.given_name, row.given_name),
        (_("Family name"), known.family_name, row.family_name),
        (_("Telephone"), known.telephone, planned.telephone),
    ]
    return [Change(field=field, old=old, new=new) for field, old, new in pairs if old != new]


def _effect(planned: PlannedRow) -> str:
    if not planned.takeable:
        return _("Cannot be imported.")
    if planned.known is None:
        return _("Taken: a further candidate.")
    return _("Taken: the candidate on the list gets these data.") if _changes(planned) else _("Taken: nothing changes.")


def _name(row: ListRow) -> str:
    return f"{row.given_name} {row.family_name}"


def doubt_words(reason: Reason) -> str:
    """Why a row is doubtful."""
    rows = ", ".join(str(number) for number in reason.rows)
    return {
        Doubt.PANEL: _("Somebody in the panel of this procedure has this address. Who sits in the panel cannot be a candidate: end that seat first."),
        Doubt.HR: _("This is the address of the HR officer of this procedure. Hand the procedure over first, or give the candidate's own address."),
        Doubt.REPEATED: _n("The same address stands in row %(rows)s.", "The same address stands in rows %(rows)s.", len(reason.rows), rows=rows),
        Doubt.CAPITALS: _("The name differs from the one on the list in capitals or accents only."),
        Doubt.SAME_NAME: _("Somebody with this name is on the list with another address: %(address)s.", address=reason.address),
        Doubt.SAME_NAME_IN_FILE: _n(
            "The same name stands with another address in row %(rows)s.",
            "The same name stands with other addresses in rows %(rows)s.",
            len(reason.rows),
            rows=rows,
        ),
    }[reason.doubt]


def _what(problem: Problem) -> str:
    own = {
        "empty_cell": _("This cell is empty. Fill it in."),
        "too_long": _("The text is longer than %(allowed)s characters. Shorten it.", allowed=problem.allowed),
        "no_telephone": _("%(text)s is not a telephone number. Write it in figures, like 09 123 45 67 or +32 470 12 34 56.", text=problem.value),
        "no_address": _("%(address)s is not an e-mail address. Write it like name@example.be.", address=problem.value),
    }
    template = " " + _("Or begin from the template for candidates on this page.") if problem.code in table_sentences.MISSING else ""
    return own.get(problem.code) or table_sentences.what(problem) + template


def sentence(problem: Problem) -> str:
    """A problem as one text, with its place."""
    place = table_sentences.where(problem)
    return f"{place}: {_what(problem)}" if place else _what(problem)
