"""Two people with one form: who saves second is told, and loses nothing."""

from typing import Protocol

from selection.errors import Conflict
from selection.i18n import _


class Versioned(Protocol):
    """A row with a version."""

    version: int


def hold_version(row: Versioned, seen: int, rows: list[tuple[str, str, str]] | None = None, *, back_url: str | None = None) -> None:
    """Conflict unless the row still is as the person saw it; `rows` = (label, mine, theirs) to show side by side."""
    if row.version != seen:
        raise Conflict(
            "errors/conflict.html",
            message=_("Somebody changed this in the meantime."),
            rows=rows or [],
            back_url=back_url,
        )
