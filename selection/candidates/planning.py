"""What importing a list would do, row by row: new, changed, the same, or doubtful. Pure: the same rows on the same candidates give the same plan."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from selection.candidates.reading import ListRow
from selection.i18n import sort_key_name


class RowKind(StrEnum):
    """`new`: a further candidate. `changed`: somebody on the list gets another name or telephone. `same`: nothing to do. `doubtful`: a person decides."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"


class Doubt(StrEnum):
    """Why a row is doubtful. With `panel` and `hr` it cannot be taken at all."""

    PANEL = "panel"
    HR = "hr"
    REPEATED = "repeated"
    CAPITALS = "capitals"
    SAME_NAME = "same_name"
    SAME_NAME_IN_FILE = "same_name_in_file"


BARRING = frozenset({Doubt.PANEL, Doubt.HR})


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody who is on the list. `id` is the candidate's, as text."""

    id: str
    given_name: str
    family_name: str
    email: str
    telephone: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A doubt with what it rests on: the address of another candidate, or the numbers of other rows."""

    doubt: Doubt
    address: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """A row of the file, what it would do, and to whom (`known`: the candidate with the same address)."""

    row: ListRow
    kind: RowKind
    known: Known | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def takeable(self) -> bool:
        """Whether the row can be imported at all."""
        return not any(reason.doubt in BARRING for reason in self.reasons)

    @property
    def telephone(self) -> str:
        """The telephone that the candidate would have: an empty cell leaves the one on the list."""
        return self.row.telephone or (self.known.telephone if self.known else "")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What an import would do. `digest` changes as soon as anything in it does."""

    rows: tuple[PlannedRow, ...]

    def of(self, kind: RowKind) -> tuple[PlannedRow, ...]:
        """Rows of one kind, in the order of the file."""
        return tuple(row for row in self.rows if row.kind is kind)

    @property
    def digest(self) -> str:
        """SHA-256 of the whole plan."""
        return hashlib.sha256(json.dumps([asdict(row) for row in self.rows], sort_keys=True).encode()).hexdigest()


def plan(rows: Sequence[ListRow], known: Sequence[Known], barred: Mapping[str, str]) -> Plan:
    """Compare the rows of a file with the candidates on the list and with the addresses of panel and HR (`barred`)."""
    look = _Look(rows, known, barred)
    return Plan(rows=tuple(look.planned(row) for row in rows))


class _Look:
    """The rows and candidates, found by address and by name."""

    def __init__(self, rows: Sequence[ListRow], known: Sequence[Known], barred: Mapping[str, str]) -> None:
        self._barred = barred
        self._known = {person.email: person for person in known}
        self._known_names: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for person in known:
            self._known_names[_name(person)].append(person)
        self._by_address: dict[str, list[ListRow]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[ListRow]] = defaultdict(list)
        for row in rows:
            self._by_address[row.email].append(row)
            self._by_name[_name(row)].append(row)

    def planned(self, row: ListRow) -> PlannedRow:
        known = self._known.get(row.email)
        reasons = tuple(self._reasons(row, known))
        if reasons:
            return PlannedRow(row=row, kind=RowKind.DOUBTFUL, known=known, reasons=reasons)
        if known is None:
            return PlannedRow(row=row, kind=RowKind.NEW)
        return PlannedRow(row=row, kind=RowKind.CHANGED if _differs(row, known) else RowKind.SAME, known=known)

    def _reasons(self, row: ListRow, known: Known | None) -> list[Reason]:
        reasons: list[Reason] = []
        if row.email in self._barred:
            reasons.append(Reason(doubt=Doubt(self._barred[row.email])))
        twins = tuple(other.number for other in self._by_address[row.email] if other.number != row.number)
        if twins:
            reasons.append(Reason(doubt=Doubt.REPEATED, rows=twins))
        if known is not None:
            if _name(row) == _name(known) and (row.given_name, row.family_name) != (known.given_name, known.family_name):
                reasons.append(Reason(doubt=Doubt.CAPITALS, address=known.email))
            return reasons
        if others := self._known_names[_name(row)]:
            reasons.append(Reason(doubt=Doubt.SAME_NAME, address=others[0].email))
        namesakes = tuple(other.number for other in self._by_name[_name(row)] if other.email != row.email)
        if namesakes:
            reasons.append(Reason(doubt=Doubt.SAME_NAME_IN_FILE, rows=namesakes))
        return reasons


def taken_twice(rows: Sequence[PlannedRow]) -> frozenset[int]:
    """Numbers of the rows, of those that would be taken, that share their address with another one."""
    times = Counter(row.row.email for row in rows)
    return frozenset(row.row.number for row in rows if times[row.row.email] > 1)


def _differs(row: ListRow, known: Known) -> bool:
    return (row.given_name, row.family_name) != (known.given_name, known.family_name) or row.telephone not in ("", known.telephone)


def _name(person: ListRow | Known) -> tuple[str, str]:
    family, given, *_written = sort_key_name(person.family_name, person.given_name)
    return family, given
