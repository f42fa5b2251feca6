"""The shipped texts of letters and fragments, read strictly from `brieven.toml` and `brieven-en.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from selection.letters.placeholders import ALONE, KINDS, PLACE, Placeholder, names_in, stray_braces

FILES = {"nl": "brieven.toml", "en": "brieven-en.toml"}
AUDIENCES = frozenset({"candidate", "panel"})
RESULTS = frozenset({"failed_part", "unsuitable", "absent", "below_total", "ranked", "corrected"})  # statuses (R14) whose letters tell of a result
OF_A_DECISION = ("motivering", "rechtsgrond", "beroep")
_KEYS = {"code", "title", "language", "check_mark", "paper_header", "placeholders", "fragments", "letters"}


class BadTexts(ValueError):
    """The file of texts is not right; the message holds one sentence per fault."""


@dataclass(frozen=True, kw_only=True)
class Fragment:
    """A standard text that fills the placeholder `fills`."""

    code: str
    fills: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Template:
    """The text of one kind of letter. `decision`: it tells of a decision that may be contested, and so holds reasons, legal ground and remedies.

    `status` names the outcome or event to which it belongs (may be empty).
    """

    code: str
    occasion: str
    audience: str
    subject: str
    body: str
    status: str = ""
    decision: bool = False


@dataclass(frozen=True, kw_only=True)
class Texts:
    """All texts in one language. `check_mark` stands in what nobody has checked yet: a letter that holds it is not released."""

    code: str
    title: str
    language: str
    check_mark: str
    paper_header: str
    placeholders: Mapping[str, Placeholder]
    fragments: Mapping[str, Fragment]
    letters: Mapping[str, Template]

    def carries_result(self, template: Template) -> bool:
        """Whether the letter shows points, steps or a place: then it is for paper or for the dossier, and no mail carries it."""
        return any(self.placeholders[name].result for name in names_in(template.subject + template.body))


@cache
def shipped(language: str) -> Texts:
    """The texts that come with the product, in `nl` or `en`; `BadTexts` when the file is not right."""
    return read((Path(__file__).parent / FILES[language]).read_text(encoding="utf-8"))


def of_a_result(event: str) -> bool:
    """Whether a letter of this kind tells of a result, so that two people release it (R21)."""
    template = shipped("nl").letters.get(event)
    return template is not None and (template.status in RESULTS or shipped("nl").carries_result(template))


def read(source: str) -> Texts:
    """Texts from TOML; `BadTexts` with every fault."""
    data = tomllib.loads(source)
    faults = [f"unknown key {key!r}" for key in sorted(data.keys() - _KEYS)] + [f"{key!r} is missing" for key in sorted(_KEYS - data.keys())]
    if faults:
        raise BadTexts("\n".join(faults))
    placeholders = _table(Placeholder, data["placeholders"], "name", faults)
    fragments = _table(Fragment, data["fragments"], "code", faults)
    letters = _table(Template, data["letters"], "code", faults)
    plain = {key: str(data[key]) for key in ("code", "title", "language", "check_mark", "paper_header")}
    texts = Texts(placeholders=placeholders, fragments=fragments, letters=letters, **plain)
    faults += [f"placeholder {one.name}: {fault}" for one in placeholders.values() for fault in _placeholder_faults(one)]
    faults += [f"fragment {one.code}: {fault}" for one in fragments.values() for fault in fragment_faults(texts, one)]
    faults += [f"letter {one.code}: {fault}" for one in letters.values() for fault in template_faults(texts, one)]
    if faults:
        raise BadTexts("\n".join(faults))
    return texts


def template_faults(texts: Texts, template: Template) -> list[str]:
    """What is wrong with the text of a letter."""
    found = _text_faults(texts, template.subject) + _text_faults(texts, template.body)
    if "\n" in template.subject.strip() or not template.subject.strip():
        found.append("the subject is one line")
    found += [
        f"the subject may not hold {{{name}}}"
        for name in names_in(template.subject)
        if name in texts.placeholders and (texts.placeholders[name].kind != "text" or texts.placeholders[name].result or name == "motivering")
    ]
    if template.audience not in AUDIENCES:
        found.append(f"unknown audience {template.audience!r}")
    if template.decision:
        held = names_in(template.body)
        found += [f"a letter with a decision holds {{{name}}}" for name in OF_A_DECISION if name not in held]
    return found


def fragment_faults(texts: Texts, fragment: Fragment) -> list[str]:
    """What is wrong with a standard text."""
    found = _text_faults(texts, fragment.text)
    if fragment.fills not in texts.placeholders:
        found.append(f"it fills {{{fragment.fills}}}, which is no placeholder")
    if fragment.fills in names_in(fragment.text):
        found.append("it fills itself")
    return found


def unknown_names(texts: Texts, text: str) -> list[str]:
    """Names in braces that are no placeholder."""
    return [name for name in names_in(text) if name not in texts.placeholders]


def not_alone(texts: Texts, text: str) -> list[str]:
    """Names of blocks and optional lists that share their line with other words."""
    found = []
    for line in text.split("\n"):
        for name in names_in(line):
            known = texts.placeholders.get(name)
            if known is not None and known.kind in ALONE and not PLACE.fullmatch(line.strip()):
                found.append(name)
    return found


def _text_faults(texts: Texts, text: str) -> list[str]:
    found = [f"unknown placeholder {{{name}}}" for name in unknown_names(texts, text)]
    found += [f"{{{name}}} stands alone on its line" for name in not_alone(texts, text)]
    return found + (["a brace that belongs to no placeholder"] if stray_braces(text) else [])


def _placeholder_faults(one: Placeholder) -> list[str]:
    found = [f"unknown kind {one.kind!r}"] if one.kind not in KINDS else []
    if one.optional and one.kind not in ALONE:
        found.append("only lines and blocks are optional")
    return found + ([] if one.example.strip() and one.meaning.strip() else ["it has no meaning or no example"])


def _table(kind: Any, rows: list[dict[str, Any]], key: str, faults: list[str]) -> dict[str, Any]:
    """Rows of the file by their key; what does not fit the shape is noted."""
    shape = {each.name: each for each in fields(kind)}
    found: dict[str, Any] = {}
    for row in rows:
        name = str(row.get(key, "?"))
        wrong = [f"{kind.__name__.lower()} {name}: unknown key {each!r}" for each in sorted(row.keys() - shape.keys())]
        wrong += [
            f"{kind.__name__.lower()} {name}: {each!r} is not of the right kind"
            for each, value in row.items()
            if each in shape and not _fits(shape[each], value)
        ]
        needed = {each.name for each in fields(kind) if each.default is each.default_factory}
        wrong += [f"{kind.__name__.lower()} {name}: {each!r} is missing" for each in sorted(needed - row.keys())]
        if name in found:
            wrong.append(f"{kind.__name__.lower()} {name} stands there twice")
        faults += wrong
        if not wrong:
            found[name] = kind(**row)
    return found


def _fits(field: Any, value: Any) -> bool:
    return isinstance(value, bool if field.type is bool else str)
