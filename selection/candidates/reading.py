"""An uploaded list of candidates: its columns, its rows, and what is wrong with single rows. Writes nothing and asks no database."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from email_validator import EmailNotValidError, validate_email

from selection.documents.table_files import read_table
from selection.documents.tables import Column, Limits, Problem, Row, Table
from selection.forms import is_telephone, normal_email, normal_line

COLUMNS = (
    Column(key="given_name", names=("voornaam", "given name", "first name")),
    Column(key="family_name", names=("familienaam", "family name", "naam", "achternaam", "last name")),
    Column(key="email", names=("e-mail", "e-mailadres", "e-mail address", "mail")),
    Column(key="telephone", names=("telefoon", "telephone", "telefoonnummer", "phone", "gsm"), required=False),
)
LENGTHS = {"given_name": 100, "family_name": 100, "email": 254, "telephone": 50}
LIMITS = Limits(size=2_000_000, unpacked=30_000_000, rows=2_000, columns=40)


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """A row that can be read: a person, normalised, the address in lower case. `written` is the address as it stood in the file."""

    number: int
    given_name: str
    family_name: str
    email: str
    telephone: str
    written: str


@dataclass(frozen=True, kw_only=True)
class TypedRow:
    """A row in which something is wrong, as it stands in the file: text by key of its column, and the keys of the cells that are wrong."""

    number: int
    values: dict[str, str]
    faulty: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Upload:
    """What an uploaded list holds: the rows that can be read, what is wrong with the others and how these read, and the columns that were not read."""

    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]
    typed: tuple[TypedRow, ...]
    unknown: tuple[str, ...]

    def to_json(self) -> str:
        """As text, to be kept until it is imported."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Upload":
        """What `to_json` gave."""
        data = json.loads(text)
        return cls(
            rows=tuple(ListRow(**row) for row in data["rows"]),
            problems=tuple(Problem(**problem) for problem in data["problems"]),
            typed=tuple(TypedRow(**{**row, "faulty": tuple(row["faulty"])}) for row in data.get("typed", ())),
            unknown=tuple(data["unknown"]),
        )


def read_list(content: bytes) -> Upload:
    """The rows of a .csv or .xlsx. Raises `TableError` for a file that is no such table."""
    table = read_table(content, COLUMNS, LIMITS)
    problems = list(table.problems)
    wrong = set(table.wrong_rows())
    rows: list[ListRow] = []
    for row in table.rows:
        if row.number in wrong:
            continue
        person = _read(row)
        faults = _faults(row, person, table.headers)
        problems.extend(faults)
        if not faults:
            rows.append(person)
    problems.sort(key=lambda problem: problem.row or 0)
    return Upload(rows=tuple(rows), problems=tuple(problems), typed=_typed(table, problems), unknown=table.unknown)


def _typed(table: Table, problems: Sequence[Problem]) -> tuple[TypedRow, ...]:
    """The rows that have a problem, as they were typed."""
    named = {header: key for key, header in table.headers.items()} | {column.names[0]: column.key for column in COLUMNS if column.key not in table.headers}
    faulty: dict[int | None, list[str]] = {}
    for problem in problems:
        faulty.setdefault(problem.row, []).append(named.get(problem.column, ""))
    return tuple(TypedRow(number=row.number, values=row.values, faulty=tuple(faulty[row.number])) for row in table.rows if row.number in faulty)


def _read(row: Row) -> ListRow:
    values = row.values
    return ListRow(
        number=row.number,
        given_name=normal_line(values["given_name"]),
        family_name=normal_line(values["family_name"]),
        email=normal_email(values["email"]),
        telephone=normal_line(values["telephone"]),
        written=normal_line(values["email"]),
    )


def _faults(row: Row, person: ListRow, headers: dict[str, str]) -> list[Problem]:
    faults: list[Problem] = []
    for column in COLUMNS:
        text, header = getattr(person, column.key), headers.get(column.key, column.names[0])
        if column.required and not text:
            faults.append(Problem(code="empty_cell", row=row.number, column=header))
        elif len(text) > LENGTHS[column.key]:
            faults.append(Problem(code="too_long", row=row.number, column=header, allowed=str(LENGTHS[column.key])))
        elif column.key == "email" and not is_address(text):
            faults.append(Problem(code="no_address", row=row.number, column=header, value=text[:80]))
        elif column.key == "telephone" and text and not is_telephone(text):
            faults.append(Problem(code="no_telephone", row=row.number, column=header, value=text[:50]))
    return faults


def is_address(text: str) -> bool:
    """Whether the text has the form of an e-mail address; no mail server is asked."""
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
