"""Where a new draft can begin: with nothing, from an earlier vacancy, or from a definition file."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from selection.access import Person
from selection.building import queries
from selection.building.queries import Source
from selection.building.reading import coded
from selection.building.registry import EARLIER, Earlier
from selection.errors import BadInput
from selection.i18n import _, language
from vacancies import DefinitionErrors, allowed_keys, definition_from, read_toml, shipped_definition_paths, toml_data

Nested = Mapping[str, Any] | None


def earlier_vacancies(actor: Person, folder: str) -> list[Earlier]:
    """Everything that a new vacancy can be copied from: drafts, vacancies of procedures, shipped definitions and the organisation's folder."""
    found = [Earlier(key=f"draft/{draft.id}", label=_("%(title)s (being built)", title=draft.title), source=_of_draft(draft.id)) for draft in queries.drafts()]
    for answer in EARLIER:
        found += answer(actor)
    files = [*shipped_definition_paths(), *(sorted(Path(folder).glob("*.toml")) if folder else ())]
    for path in files:
        try:
            title = str(read_toml(path).get("title", path.name))
        except DefinitionErrors:
            continue
        found.append(Earlier(key=f"file/{path.name}", label=_("%(title)s (definition file)", title=title), source=_of_file(path)))
    return found


def _of_draft(draft_id: Any) -> Callable[[], Source]:
    return lambda: queries.source_of(queries.draft_with(draft_id))


def _of_file(path: Path) -> Callable[[], Source]:
    return lambda: from_file(path.read_bytes(), path.name)


def empty(title: str, code: str) -> Source:
    """A source with nothing but a name."""
    return coded({"title": title, **({"code": code} if code else {}), "language": "nl", "scheme": {}})


def copied(earlier: Source, title: str, code: str) -> Source:
    """An earlier vacancy as the beginning of a new one: under its own name, without what was decided about its candidates."""
    source = json.loads(json.dumps(earlier))
    scheme = source.get("scheme")
    if isinstance(scheme, dict):
        scheme.pop("neutralised", None)
    if title:
        source["title"] = title
        source.pop("code", None)
    if code:
        source["code"] = code
    return coded(source)


def from_file(content: bytes, name: str) -> Source:
    """The source in a definition file, finished or not. BadInput with a line for each thing that no form could hold: an unknown key, a binary fraction."""
    if not content.strip():
        raise BadInput(_("Choose a file that is not empty."))
    try:
        data = toml_data(content, name)
    except DefinitionErrors as errors:
        raise BadInput("\n".join(errors.lines(language()))) from None
    if not _fits(data, allowed_keys()):
        raise BadInput("\n".join(_lines(data, name)))
    source: Source = json.loads(json.dumps(data, default=_iso))
    return source


def _lines(data: Mapping[str, Any], name: str) -> Sequence[str]:
    try:
        definition_from(data, name=name)
    except DefinitionErrors as errors:
        return errors.lines(language())
    return [_("%(name)s holds something that a vacancy cannot hold.", name=name)]


def _fits(value: Any, keys: Nested) -> bool:
    """Whether a value has the shape that the forms can show: tables with known keys, lists of tables, and single values that are exact."""
    match value:
        case dict():
            if keys is None:
                return False
            known = keys.get("*")
            return all((name in keys or "*" in keys) and _fits(inner, keys.get(name, known)) for name, inner in value.items())
        case list():
            return all(isinstance(item, dict) == (keys is not None) and not isinstance(item, list) and _fits(item, keys) for item in value)
    return isinstance(value, str | int | date)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
