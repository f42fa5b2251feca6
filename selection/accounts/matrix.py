"""Who may do what, as data: one row per action. The page "Wie mag wat" shows these rows, and the access test reads them.

The table of routes (`selection.access`) says who may call a page at all; what somebody reaches inside a procedure is decided by the queries.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from selection import access
from selection.accounts.matrix_rows import DATA
from selection.i18n import _l


class Role(StrEnum):
    """A column of the table. A deputy chair does what the chair does where the chair is away."""

    HR = "hr"
    CHAIR = "chair"
    MEMBER = "member"
    SECRETARY = "secretary"
    OBSERVER = "observer"
    PUBLIC = "public"
    ADMINISTRATOR = "administrator"


class May(StrEnum):
    """A cell. `own`: only own rows, or procedures with a task or seat there. `after`: only after the own sheet is submitted, or the round is closed.
    `together`: not alone.
    """

    YES = "yes"
    OWN = "own"
    AFTER = "after"
    TOGETHER = "together"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One action, the pages with which it is done, and who may do it; a role that is not named never may."""

    subject: str
    action: Any
    endpoints: frozenset[str]
    cells: Mapping[Role, May]

    def cell(self, role: Role) -> May:
        """What this role may."""
        return self.cells.get(role, May.NEVER)


ROLES = {
    Role.HR: _l("HR officer"),
    Role.CHAIR: _l("Chair"),
    Role.MEMBER: _l("Member"),
    Role.SECRETARY: _l("Secretary"),
    Role.OBSERVER: _l("Observer"),
    Role.PUBLIC: _l("Candidate and public"),
    Role.ADMINISTRATOR: _l("Administrator"),
}
SUBJECTS = {
    "vacancy": _l("Vacancy and procedure"),
    "candidates": _l("Candidates"),
    "scores": _l("Score sheets and rounds"),
    "letters": _l("Messages"),
    "results": _l("Results"),
    "accounts": _l("Accounts"),
}
_ORDER = tuple(Role)
_LETTERS = {"Y": May.YES, "o": May.OWN, "a": May.AFTER, "2": May.TOGETHER, "-": May.NEVER}
_PLATFORM = ("static", "platform.")

ROWS: tuple[Row, ...] = tuple(
    Row(
        subject=subject,
        action=action,
        endpoints=frozenset(endpoints.split()),
        cells={role: _LETTERS[letter] for role, letter in zip(_ORDER, letters, strict=True)},
    )
    for subject, action, letters, endpoints in DATA
)


def by_subject() -> list[tuple[Any, list[Row]]]:
    """The rows under the headings of the page."""
    return [(heading, [row for row in ROWS if row.subject == code]) for code, heading in SUBJECTS.items()]


def mismatches(routes: Mapping[str, access.Rule]) -> list[str]:
    """Sentences on every page that stands in no row, and every rule that gives a role more or less than the rows say."""
    found = []
    for endpoint, rule in sorted(routes.items()):
        if endpoint.startswith(_PLATFORM):
            continue
        rows = [row for row in ROWS if endpoint in row.endpoints]
        if not rows:
            found.append(f"{endpoint} stands in no row of the matrix")
            continue
        found += _differences(endpoint, rule, rows)
    return found


def _differences(endpoint: str, rule: access.Rule, rows: list[Row]) -> list[str]:
    found = []
    for role in Role:
        may = any(row.cell(role) is not May.NEVER for row in rows)
        if may and not _let_in(rule, role):
            found.append(f"{endpoint}: the matrix lets {role} in, the table of routes does not")
        if not may and _let_in(rule, role) and not rule.roles & {access.SEAT, access.SIGNED_IN}:
            found.append(f"{endpoint}: the table of routes lets {role} in, the matrix does not")
    return found


def _let_in(rule: access.Rule, role: Role) -> bool:
    held = {access.PUBLIC}
    if role is not Role.PUBLIC:
        held |= {access.SIGNED_IN, access.SEAT}
    if role in {Role.HR, Role.ADMINISTRATOR}:
        held.add(access.HR if role is Role.HR else access.ADMINISTRATOR)
    return not rule.roles.isdisjoint(held)
