"""One value of a definition as it is shown in a field, and what was typed as it stands in a definition."""

import re
from datetime import date, datetime
from typing import Any

from selection.building.shape import form_of
from selection.forms import normal_line, normal_text
from selection.i18n import language
from vacancies.kinds import Day, Fault, Kind, Number, Percent, Rating, Step, Whole
from vacancies.tables import ListOf

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_DECIMAL = re.compile(r"[0-9]{1,9}[.,][0-9]{1,6}")
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?:[ T]+([0-9]{1,2})[:.u]([0-9]{2}))?")
ABSENT: Any = object()


def shown(path: str, kind: Kind, value: Any) -> str:
    """What a field holds before anybody types, in the reader's language."""
    if value is ABSENT or value is None:
        return ""
    if isinstance(kind, ListOf) and isinstance(value, list):
        return (", " if form_of(path, kind) == "days" else "\n").join(shown(path, kind.kind, item) for item in value)
    if isinstance(value, bool):
        return "1" if value else ""
    text = str(value)
    if isinstance(kind, Day):
        return _shown_day(text)
    if isinstance(kind, Number | Percent | Whole | Step) and language() == "nl" and _DECIMAL.fullmatch(text.removesuffix("%").strip()):
        return text.replace(".", ",")
    return text


def typed(path: str, kind: Kind, text: str, old: Any) -> Any:
    """What was typed, as a definition holds it; ABSENT for nothing, the old value where it says the same, else the text itself."""
    clean = normal_text if form_of(path, kind) in {"area", "lines"} else normal_line
    if old is not ABSENT and clean(text) == clean(shown(path, kind, old)):
        return old
    new = _typed(path, kind, text)
    return old if old is not ABSENT and new is not ABSENT and _same(kind, new, old) else new


def _typed(path: str, kind: Kind, text: str) -> Any:
    if isinstance(kind, ListOf):
        parts = text.split(",") if form_of(path, kind) == "days" else normal_text(text).split("\n")
        items = [_typed(path, kind.kind, part) for part in parts]
        return [item for item in items if item is not ABSENT] or ABSENT
    text = normal_text(text) if form_of(path, kind) == "area" else normal_line(text)
    if not text:
        return ABSENT
    match kind:
        case Number() | Whole() if _WHOLE.fullmatch(text):
            return int(text)
        case Number() | Whole() | Step() if _DECIMAL.fullmatch(text):
            return text.replace(",", ".")
        case Percent():
            figure = text.removesuffix("%").strip()
            return f"{figure.replace(',', '.')}%" if _WHOLE.fullmatch(figure) or _DECIMAL.fullmatch(figure) else text
        case Day():
            return _typed_day(text)
        case Rating() if _DECIMAL.fullmatch(text):
            return text.replace(",", ".")
    return text


def _same(kind: Kind, new: Any, old: Any) -> bool:
    """Whether two values mean the same; what cannot be read is compared as it stands."""
    if isinstance(kind, ListOf):
        same = isinstance(old, list) and len(new) == len(old)
        return same and all(_same(kind.kind, one, other) for one, other in zip(new, old, strict=True))
    try:
        return bool(kind.take(new) == kind.take(old))
    except Fault:
        return _plain(new) == _plain(old)


def _plain(value: Any) -> str:
    return " ".join(normal_text(str(value)).split())


def _typed_day(text: str) -> str:
    match = _DAY.fullmatch(text)
    if match is None:
        return text
    day, month, year, hour, minute = match.groups()
    try:
        if hour is not None:
            return datetime(int(year), int(month), int(day), int(hour), int(minute)).isoformat()  # noqa: DTZ001 - in the organisation's time, as a file has it
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text


def _shown_day(text: str) -> str:
    try:
        if len(text) == 10:
            return f"{date.fromisoformat(text):%d/%m/%Y}"
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    plain = moment.tzinfo is None and not moment.second and not moment.microsecond
    return f"{moment:%d/%m/%Y %H:%M}" if plain else text
