"""What differs between two versions of a draft, in the words of the form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from selection.building.models import VacancyRevision
from selection.building.queries import Source, source_of
from selection.building.shape import STEPS, plain
from selection.building.words import LABELS
from selection.i18n import _, date_short

_MOST = 12
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One version: what was done, and what changed since the version before it. `restorable`: the draft was something else then than it is now."""

    revision: VacancyRevision
    act: str
    changed: Sequence[str]
    more: int
    restorable: bool


def history(revisions: Sequence[VacancyRevision]) -> list[Entry]:
    """The versions of a draft, newest first."""
    sources = [source_of(revision) for revision in revisions]
    found = []
    for number, revision in enumerate(revisions):
        before = sources[number + 1] if number + 1 < len(sources) else sources[number]
        changed = list(dict.fromkeys(_words(before, sources[number])))
        found.append(
            Entry(
                revision=revision, act=act_words(revision), changed=changed[:_MOST], more=max(0, len(changed) - _MOST), restorable=sources[number] != sources[0]
            )
        )
    return found


def act_words(revision: VacancyRevision) -> str:
    """What was done."""
    if revision.act == "saved":
        return _("Changed: %(step)s", step=str(STEPS[revision.step].label) if revision.step in STEPS else revision.step)
    if revision.act == "restored":
        return _("Version %(number)s put back", number=revision.step)
    if revision.act == "created":
        origins = {"copy": _("Copied from an earlier vacancy"), "file": _("Loaded from a file")}
        return origins.get(revision.step, _("Begun"))
    words = {"ready": _("Called ready"), "reopened": _("Opened again"), "away": _("Put away"), "back": _("Taken back")}
    return words.get(revision.act, revision.act)


def _words(old: Source, new: Source) -> Iterator[str]:
    for path, before, after in differences(old, new):
        label = str(LABELS.get(plain(path), plain(path).rpartition(".")[2]))
        if before is None:
            yield _("%(label)s: “%(new)s” added", label=label, new=_short(after))
        elif after is None:
            yield _("%(label)s: “%(old)s” taken away", label=label, old=_short(before))
        else:
            yield _("%(label)s: from “%(old)s” to “%(new)s”", label=label, old=_short(before), new=_short(after))


def differences(old: Any, new: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """(path, before, after) of every value that differs; None where there was or is nothing."""
    if isinstance(old, Mapping) and (new is None and old):
        new = {}
    elif isinstance(new, Mapping) and (old is None and new):
        old = {}
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in {**old, **new}:
            yield from differences(old.get(key), new.get(key), f"{path}.{key}" if path else key)
    elif isinstance(old, list) and isinstance(new, list) and any(isinstance(item, dict) for item in [*old, *new]):
        yield from _rows(old, new, path)
    elif old != new:
        yield path, old, new


def _rows(old: list[Any], new: list[Any], path: str) -> Iterator[tuple[str, Any, Any]]:
    """Rows that are in both are passed over; what is left is compared in order."""
    gone, come = [row for row in old if row not in new], [row for row in new if row not in old]
    for number in range(max(len(gone), len(come))):
        before = gone[number] if number < len(gone) else None
        after = come[number] if number < len(come) else None
        if before is None or after is None:
            yield path, before, after
        else:
            yield from differences(before, after, f"{path}[]")
    if not gone and not come and old != new:
        yield path, _("in another order"), _("as it stands now")


def _short(value: Any) -> str:
    if isinstance(value, Mapping) and not value:
        value = True  # a table that means something by being there
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("title", "name", "text", "competency", "code") if value.get(key)), next(iter(value.values()), ""))
    if isinstance(value, list):
        value = ", ".join(_short(item) for item in value)
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    text = " ".join(str(value).split())
    if _DAY.fullmatch(text):
        with suppress(ValueError):  # what is no day stands as it was typed
            return date_short(date.fromisoformat(text))
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
