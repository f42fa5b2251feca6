"""What somebody typed, given back in words when its form could not be saved: no secrets, no inner workings of forms, and labels instead of names of fields."""

from collections.abc import Iterable

from selection.i18n import _l

NEVER_SHOWN = frozenset({"csrf_token", "_key", "password", "new_password", "repeat_password", "current_password", "token"})
INNER = frozenset({"version", "typed", "seen", "criteria", "do", "held", "kind", "rates", "witness"})
WORDS = {
    "given_name": _l("Given name"),
    "family_name": _l("Family name"),
    "email": _l("E-mail address"),
    "telephone": _l("Telephone"),
    "function": _l("Function"),
    "reason": _l("Reason"),
    "away_reason": _l("Reason"),
    "end_reason": _l("Reason"),
    "why": _l("Reason"),
    "rationale": _l("Rationale"),
    "remark": _l("Rationale"),
    "rating": _l("Rating"),
    "points": _l("Points"),
    "chosen": _l("Consensus rating"),
    "on": _l("Date"),
    "source": _l("Source"),
    "seed": _l("Starting number"),
    "decision": _l("Decision"),
}


def in_words(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(label, text) of what was typed, in order: `visie:rationale` reads "Visie: Rationale"."""
    return [(_label(name), text) for name, text in pairs if text.strip() and not _hidden(name)]


def _hidden(name: str) -> bool:
    return name in NEVER_SHOWN or "password" in name or name.startswith("_") or _last(name) in INNER


def _last(name: str) -> str:
    """The last part of a name: `reason` of `visie:reason` and of `c0-reason`."""
    return name.replace("-", ":").rpartition(":")[2]


def _label(name: str) -> str:
    word = str(WORDS.get(_last(name), ""))
    if not word:
        return name.replace("_", " ")
    criterion = name.rpartition(":")[0].replace("-", " ")
    return f"{criterion[0].upper()}{criterion[1:]}: {word}" if criterion else word
