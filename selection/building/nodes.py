"""The form of a step as a tree of finished objects: fields, groups of them, and rows that can be added and removed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from selection.building.problems import Fault
from selection.building.queries import Source
from selection.building.shape import FIXED, FLAGS, FOLDED, MADE_FROM, ON_A_LINE, ONLY_WHERE_FILLED, PRESENT, WIDE, form_of, is_rows, keys_of, plain, root
from selection.building.values import ABSENT, shown
from selection.building.words import ADD, CHOICES, HINTS, ITEM, LABELS, PRESENCE, Words
from vacancies.kinds import Fault as KindFault
from vacancies.kinds import Kind, Number, Percent, Whole
from vacancies.tables import Key, ListOf, Named, Table

Option: TypeAlias = tuple[str, str]
# name of a field, its path -> the choices that depend on what the draft holds; None where they do not
Options: TypeAlias = Callable[[str, str], Sequence[Option] | None]


@dataclass(kw_only=True)
class Node:
    """Something on the form. `name` is its place in the definition, `id` the same for the page; `errors` are sentences."""

    name: str
    label: Words
    hint: Words = ""
    errors: list[str] = field(default_factory=list)
    kind: str = "group"

    @property
    def id(self) -> str:
        """The name in signs that an id of a page may have."""
        return "f-" + re.sub(r"[^A-Za-z0-9_-]+", "-", self.name).strip("-")


@dataclass(kw_only=True)
class Field(Node):
    """One field. `kind`: line, area, lines, days, flag, select. `value` is what it shows; `small` for figures."""

    value: str = ""
    options: Sequence[Option] = ()
    required: bool = False
    small: bool = False
    wide: bool = False


@dataclass(kw_only=True)
class Group(Node):
    """Fields that belong together. `present` is the box that says whether they are there at all."""

    children: list[Node]
    present: Field | None = None


@dataclass(kw_only=True)
class Row(Node):
    """One row: its number counted from 1, what it is called, and its fields. `stored` is False for one that was just added."""

    number: int
    title: str
    children: list[Node]
    stored: bool
    movable: bool
    more: list[Node] = field(default_factory=list)
    kind: str = "row"

    @property
    def more_open(self) -> bool:
        """Whether what is rarely changed was changed here, or is wrong."""
        return any(node.errors or (isinstance(node, Field) and node.value and not node.name.endswith(".code")) for node in self.more)


@dataclass(kw_only=True)
class Rows(Node):
    """Rows, with the words of the button that adds one; none where rows stay as they are."""

    rows: list[Row]
    add: Words = ""
    on_a_line: bool = False

    @property
    def even(self) -> bool:
        """Whether all rows have the same few fields, so that their labels need to be read once."""
        return self.on_a_line and len(self.rows) > 1 and len({tuple(str(node.label) for node in row.children) for row in self.rows}) == 1

    kind: str = "rows"


class Builder:
    """Builds the form of one step. `extra` names the rows to which an empty one is added."""

    def __init__(self, step: str, options: Options, *, extra: str = "") -> None:
        self._step, self._options, self._extra = step, options, extra
        self._verdict = False  # whether the part whose fields are being built carries no points

    def form(self, source: Source) -> list[Node]:
        """The nodes of the step, in order."""
        return self._children(root(), "", source)

    def _children(self, kind: Table, name: str, value: Mapping[str, Any]) -> list[Node]:
        built: list[Node] = []
        if plain(name) == "rounds[].parts[]":
            self._verdict = value.get("verdict") is True
        for key in keys_of(self._step, plain(name), kind, value):
            if self._verdict and ".criteria[" in name and key in {"weight", "minimum"} and key not in value:
                continue
            made = self._node(kind.keys[key], f"{name}.{key}" if name else key, value.get(key, ABSENT))
            built += [made] if made is not None else []
        return built

    def _node(self, key: Key, name: str, value: Any) -> Node | None:
        kind, path = key.kind, plain(name)
        match kind:
            case Table():
                children = self._children(kind, name, value if isinstance(value, Mapping) else {})
                present = None
                if path in PRESENT:
                    present = Field(name=name, label=PRESENCE[path], kind="flag", wide=True, value="" if value is ABSENT else "1")
                return Group(name=name, label=_label(path), hint=HINTS.get(path, ""), children=children, present=present)
            case Named():
                return self._rows(name, list((value or {}).items()) if isinstance(value, Mapping) else [], kind.kind, named=True)
            case ListOf() if is_rows(kind):
                rows = value if isinstance(value, list) else []
                if path in ONLY_WHERE_FILLED and not rows:
                    return None
                return self._rows(name, [("", row) for row in rows], kind.kind, named=False)
        return self._field(key, name, value)

    def _rows(self, name: str, stood: list[tuple[str, Any]], kind: Kind, *, named: bool) -> Rows:
        path, rows = plain(name), []
        fixed = self._step in FIXED and path != "rounds[].parts[].criteria"
        first = not stood and not named and path in ADD and path != "rounds[].parts[].criteria"
        blank = not fixed and (self._extra == name or first)
        for number, (code, row) in enumerate([*stood, *([("", {})] if blank else [])]):
            held = row if isinstance(row, Mapping) else {}
            place = f"{name}[{number}]"
            children = self._children(kind, place, held)  # type: ignore[arg-type]
            if named:
                children.insert(0, Field(name=f"{place}.code", label=_label(f"{path}.*"), kind="line", value=code, small=True))
            title = code or self._title(place, held)
            stored = number < len(stood)
            folded = [node for node in children if path == "rounds[].parts" and node.name.rpartition(".")[2] in FOLDED]
            children = [node for node in children if node not in folded]
            rows.append(
                Row(
                    name=place,
                    label=ITEM.get(path, ""),
                    number=number + 1,
                    title=title,
                    children=children,
                    stored=stored,
                    movable=bool(number) and not named and not fixed,
                    more=folded,
                )
            )
        return Rows(
            name=name,
            label=_label(path),
            hint="" if fixed else HINTS.get(path, ""),
            rows=rows,
            add="" if fixed else ADD.get(path, ""),
            on_a_line=path in ON_A_LINE,
        )

    def _title(self, place: str, row: Mapping[str, Any]) -> str:
        """What a row is called: the name of its competency, else the words of which its code is made."""
        if "competency" in row:
            named = dict(self._options(f"{place}.competency", "competency") or ())
            return named.get(str(row["competency"]), str(row["competency"]))
        key, origin = MADE_FROM.get(plain(place), ("code", "title"))
        text = str(row.get(origin) or row.get(key) or "")
        return text if len(text) <= 70 else f"{text[:69].rstrip()}…"

    def _field(self, key: Key, name: str, value: Any) -> Node:
        kind, path = key.kind, plain(name)
        form = form_of(path, kind)
        made = Field(name=name, label=_label(path), hint=HINTS.get(path, ""), kind=form, required=key.required and not path.endswith(("code", "topic")))
        if form == "flag":
            made.value = "1" if (path in FLAGS if value is ABSENT else bool(value)) else ""
            return made
        if form == "order":
            return self._order(made, value)
        made.value = shown(path, kind, value)
        made.wide = path in WIDE
        made.small = isinstance(kind, Number | Whole | Percent) or path.endswith(("code", "topic", "minimum"))
        if form == "select":
            made.options, made.value = self._choices(name, path, kind, made.value, value)
        return made

    def _choices(self, name: str, path: str, kind: Kind, text: str, value: Any) -> tuple[list[Option], str]:
        """The choices with the usual one first, and the one that is chosen; what is none of them is a choice of its own."""
        offered = self._options(name, path)
        options = list(offered) if offered is not None else [(word, str(label)) for word, label in CHOICES[path]]
        if offered is None and options[0][0]:
            usual = options[0]
            options[0] = ("", usual[1])
            if value is not ABSENT and _means(kind, value, usual[0]):
                text = ""
        if text and text not in dict(options):
            text = str(value)
        if text and text not in dict(options):
            options.append((text, text))
        return options, text

    def _order(self, made: Field, value: Any) -> Node:
        """As many choices under each other as there are parts to compare."""
        offered = list(self._options(made.name, "scheme.tie_break") or ())
        chosen = [str(code) for code in value] if isinstance(value, list) else []
        fields: list[Node] = []
        for number in range(max(len(offered), len(chosen))):
            code = chosen[number] if number < len(chosen) else ""
            options = [("", "–"), *offered, *([(code, code)] if code and code not in dict(offered) else [])]
            fields.append(Field(name=f"{made.name}[{number}]", label=f"{number + 1}.", kind="select", value=code, options=options, small=True))
        return Group(name=made.name, label=made.label, hint=made.hint, children=fields, kind="order")


def attach(nodes: Sequence[Node], faults: Sequence[Fault]) -> list[tuple[str, str]]:
    """Put every fault at its field, or at what is nearest to it; (id, sentence) of each, for the list on top of the page."""
    known = {node.name: node for node in walk(nodes)}
    told = []
    for fault in faults:
        name = fault.name
        while name and name not in known:
            name = re.sub(r"(\.?[^.\[\]]+|\[[0-9]+\])$", "", name)
        node = known.get(name)
        if node is None:
            told.append(("", fault.text))
            continue
        if fault.text not in node.errors:
            node.errors.append(fault.text)
            told.append((node.id, f"{_called(node, known)}: {fault.text}"))
    return told


def walk(nodes: Sequence[Node]) -> list[Node]:
    """Every node, from the outside in."""
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        if isinstance(node, Group):
            found += [node.present] if node.present else []
        if isinstance(node, Group | Row):
            found += walk(node.children)
            found += walk(node.more) if isinstance(node, Row) else []
        elif isinstance(node, Rows):
            found += walk(node.rows)
    return found


def _called(node: Node, known: Mapping[str, Node]) -> str:
    """What a node is called in a list of problems: its row, then its label."""
    rows = [row for name, row in known.items() if isinstance(row, Row) and node.name.startswith(name)]
    words = [row.title or f"{row.label} {row.number}" for row in rows[-1:]]
    return ", ".join([*words, *([] if isinstance(node, Row) else [str(node.label)])])


def _label(path: str) -> Words:
    return LABELS.get(path, path)


def _means(kind: Kind, value: Any, usual: str) -> bool:
    try:
        return bool(kind.take(value) == kind.take(usual))
    except KindFault:
        return False
