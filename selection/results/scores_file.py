"""Reads a scores file: rows of candidate, part, assessor, criterion and value become judgements; every fault is named with its place."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring import JudgementError, Judgements, JudgementsBuilder, Scheme
from scoring.numbers import NumberError, parse_number, shortest
from scoring.scheme import Criterion, Part, Scale
from selection.documents.table_files import read_table
from selection.documents.tables import Column, Limits, Problem, Row, Table, TableError

COLUMNS = tuple(Column(key=key, names=(key,)) for key in ("candidate", "part", "assessor", "criterion", "value"))
LIMITS = Limits(size=200_000_000, unpacked=2_000_000_000, rows=1_000_000, columns=60)

_SUITABLE = {"suitable", "geschikt"}
_UNSUITABLE = {"unsuitable", "ongeschikt", "niet geschikt"}
_ABSENT = {"absent", "afwezig"}
_EXEMPT = re.compile(r"(?:exempt|vrijgesteld)(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_WITHDRAWN = {"withdrawn", "teruggetrokken"}
_EXCLUDED = {"excluded", "uitgesloten"}
_NOT_OBSERVED = {"not observed", "niet waargenomen"}
_CONSENSUS = "consensus"
_SHOWN = 12


class ScoresErrors(ValueError):
    """The file is refused. `problems` holds everything that is wrong with it, in the order of the rows."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


class _Fault(Exception):
    """Something wrong with the row that is being read."""

    def __init__(self, code: str, column: str, allowed: str = "") -> None:
        super().__init__(code)
        self.code, self.column, self.allowed = code, column, allowed


def read_scores(content: bytes, scheme: Scheme) -> Judgements:
    """The judgements of a scores file. Raises `ScoresErrors` with every fault of the file."""
    try:
        table = read_table(content, COLUMNS, LIMITS)
    except TableError as error:
        raise ScoresErrors(error.problems) from error
    return judgements_of(table, scheme)


def judgements_of(table: Table, scheme: Scheme) -> Judgements:
    """The judgements that the rows of this table hold. Raises `ScoresErrors`."""
    reader = _Reader(scheme)
    wrong = set(table.wrong_rows())
    problems = list(table.problems)
    problems += [Problem(code="unknown_column", row=1, column=heading, allowed=", ".join(column.key for column in COLUMNS)) for heading in table.unknown]
    for row in table.rows:
        if row.number not in wrong:
            problems += reader.read(row)
    if problems:
        raise ScoresErrors(sorted(problems, key=lambda problem: problem.row or 0))
    return reader.builder.build()


@dataclass(frozen=True)
class _Line:
    """One row, with the codes resolved."""

    candidate: str
    part: Part | None
    assessor: str
    criterion: Criterion | None
    value: str

    @property
    def word(self) -> str:
        return " ".join(self.value.split()).casefold()

    @property
    def by_consensus(self) -> bool:
        return self.assessor.casefold() == _CONSENSUS


class _Reader:
    """Puts rows into a builder, one at a time."""

    def __init__(self, scheme: Scheme) -> None:
        self.builder = JudgementsBuilder(scheme)
        self._scheme = scheme
        self._parts = {part.code: part for part in scheme.parts}
        self._spelled: dict[tuple[str, str], str] = {}
        self._seen: dict[tuple[str, str, str, str], tuple[int, str]] = {}

    def read(self, row: Row) -> Iterator[Problem]:
        """Take the row in; gives everything that is wrong with it."""
        faults = [*self._faults(row.values)]
        if not faults:
            try:
                self._take(self._line(row.values), row)
            except _Fault as fault:
                faults.append(fault)
            except JudgementError as error:
                faults.append(_Fault(error.code, _COLUMN_OF.get(error.code, "value"), self._allowed(error)))
        for found in faults:
            yield Problem(code=found.code, row=row.number, column=found.column, value=row.values.get(found.column, ""), allowed=found.allowed)

    def _line(self, values: Mapping[str, str]) -> _Line:
        part = self._parts.get(values["part"])
        criterion = part.criterion(values["criterion"]) if part else None
        return _Line(values["candidate"], part, values["assessor"], criterion, values["value"])

    def _faults(self, values: Mapping[str, str]) -> Iterator[_Fault]:
        """What is wrong with single cells."""
        part = self._parts.get(values["part"])
        if not values["candidate"]:
            yield _Fault("candidate_empty", "candidate")
        yield from self._spelling("candidate", values["candidate"])
        yield from self._spelling("assessor", values["assessor"])
        if values["part"] and part is None:
            yield _Fault("unknown_part", "part", _some(self._parts))
        elif values["criterion"] and (part is None or not part.is_rated):
            yield _Fault(_NO_CRITERIA[None if part is None else part.is_verdict], "criterion")
        elif part is not None and values["criterion"] and part.criterion(values["criterion"]) is None:
            yield _Fault("unknown_criterion", "criterion", _some(each.code for each in part.criteria))
        if not values["value"]:
            yield _Fault("value_empty", "value", "" if part is None else _allowed_values(part))

    def _spelling(self, kind: str, code: str) -> Iterator[_Fault]:
        known = self._spelled.setdefault((kind, code.casefold()), code)
        if known != code and not (kind == "assessor" and code.casefold() == _CONSENSUS):
            yield _Fault("capitals_differ", kind, known)

    def _take(self, line: _Line, row: Row) -> None:
        self._once(line, row)
        if line.part is None:
            self._whole(line)
        elif line.criterion is not None:
            self._rating(line, line.part, line.criterion)
        elif line.assessor:
            self._marks(line, line.part)
        elif line.word in _ABSENT:
            self.builder.absent(line.candidate, line.part.code)
        elif exempt := _EXEMPT.fullmatch(line.value.strip()):
            self._exempt(line, line.part, exempt.group(1))
        else:
            self._verdict(line, line.part)

    def _once(self, line: _Line, row: Row) -> None:
        """A judgement that stands in the file twice is never an overwrite."""
        part = line.part.code if line.part else ""
        key = (line.candidate, part, _CONSENSUS if line.by_consensus else line.assessor, line.criterion.code if line.criterion else "")
        first, word = self._seen.setdefault(key, (row.number, line.word))
        if first == row.number:
            return
        verdict = line.part is not None and line.part.is_verdict and not line.assessor
        if verdict and _differ(word, line.word, _SUITABLE, _UNSUITABLE):
            raise _Fault("verdicts_differ", "value", str(first))
        if not part and _differ(word, line.word, _WITHDRAWN, _EXCLUDED):
            raise _Fault("withdrawn_and_excluded", "value", str(first))
        if _kind(word) != _kind(line.word) and part and not line.assessor:
            return
        raise _Fault("repeated", "value", str(first))

    def _whole(self, line: _Line) -> None:
        if line.assessor:
            raise _Fault("assessor_not_here", "assessor")
        if line.word in _WITHDRAWN:
            self.builder.withdrawn(line.candidate)
        elif line.word in _EXCLUDED:
            self.builder.excluded(line.candidate)
        else:
            raise _Fault("not_a_whole_word", "value", "withdrawn, excluded / teruggetrokken, uitgesloten")

    def _rating(self, line: _Line, part: Part, criterion: Criterion) -> None:
        if not line.assessor and _of_the_part(line.word):
            raise _Fault("criterion_not_here", "criterion")
        if not line.assessor:
            raise _Fault("assessor_empty", "assessor")
        if part.scale is None:
            raise _Fault("criterion_on_direct", "criterion")
        if line.word in _NOT_OBSERVED and part.scale.position(line.value) is None:
            if line.by_consensus:
                raise _Fault("consensus_not_observed", "value", _of_scale(part.scale))
            self.builder.not_observed(line.candidate, part.code, line.assessor, criterion.code)
            return
        position = part.scale.position(line.value)
        if position is None:
            raise _Fault("off_scale", "value", _of_scale(part.scale))
        if line.by_consensus:
            self.builder.consensus(line.candidate, part.code, criterion.code, position)
        else:
            self.builder.rating(line.candidate, part.code, line.assessor, criterion.code, position)

    def _marks(self, line: _Line, part: Part) -> None:
        if part.is_verdict or _of_the_part(line.word):
            raise _Fault("assessor_not_here", "assessor")
        if part.is_rated:
            raise _Fault("criterion_empty", "criterion", _some(each.code for each in part.criteria))
        points = _points(line.value, part)
        if line.by_consensus:
            self.builder.consensus(line.candidate, part.code, None, points)
        else:
            self.builder.marks(line.candidate, part.code, line.assessor, points)

    def _exempt(self, line: _Line, part: Part, carried: str | None) -> None:
        if part.is_verdict and carried:
            raise _Fault("points_for_verdict", "value")
        if not part.is_verdict and not carried:
            raise _Fault("carried_missing", "value", shortest(part.points or Fraction(0)))
        self.builder.exempt(line.candidate, part.code, _points(carried, part) if carried else None)

    def _verdict(self, line: _Line, part: Part) -> None:
        if line.word in _SUITABLE | _UNSUITABLE:
            if not part.is_verdict:
                raise _Fault("not_a_verdict", "value", _allowed_values(part))
            self.builder.verdict(line.candidate, part.code, line.word in _SUITABLE)
        elif part.is_verdict:
            raise _Fault("unknown_word", "value", _allowed_values(part))
        elif line.word in _WITHDRAWN | _EXCLUDED:
            raise _Fault("whole_procedure", "part")
        elif part.is_direct:
            raise _Fault("assessor_empty", "assessor")
        else:
            raise _Fault("criterion_empty", "criterion", _some(each.code for each in part.criteria))

    def _allowed(self, error: JudgementError) -> str:
        part = self._parts.get(error.part or "")
        if part is None or part.points is None:
            return ""
        return _of_scale(part.scale) if error.code == "off_scale" and part.scale else shortest(part.points)


_COLUMN_OF = {"candidate_empty": "candidate"}
_NO_CRITERIA = {None: "criterion_without_part", True: "criterion_on_verdict", False: "criterion_on_direct"}


def _of_the_part(word: str) -> bool:
    """Whether the word is said of a candidate in a part, without assessor and criterion: absent or exempt (R12)."""
    return word in _ABSENT or _EXEMPT.fullmatch(word) is not None


def _kind(word: str) -> str:
    return "absent" if word in _ABSENT else "exempt" if _EXEMPT.fullmatch(word) else "verdict"


def _differ(word: str, other: str, one: set[str], two: set[str]) -> bool:
    """Whether one of the words says the one thing and the other the other."""
    return (word in one and other in two) or (word in two and other in one)


def _points(text: str, part: Part) -> Fraction:
    try:
        return parse_number(text)
    except NumberError as error:
        raise _Fault("not_points", "value", shortest(part.points or Fraction(0))) from error


def _of_scale(scale: Scale) -> str:
    return _some(scale.texts) if len(scale.texts) <= _SHOWN or not scale.numeric else f"{scale.texts[0]}, {scale.texts[1]}, … {scale.texts[-1]}"


def _allowed_values(part: Part) -> str:
    if part.is_verdict:
        return "suitable, unsuitable / geschikt, ongeschikt"
    if part.scale is not None and part.is_rated:
        return _of_scale(part.scale)
    return f"0 … {shortest(part.points or Fraction(0))}"


def _some(codes: Iterable[str]) -> str:
    names = list(codes)
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
