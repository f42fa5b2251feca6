"""The rows of the sheet Scores: every judgement as it was given."""

from collections.abc import Iterator

from scoring.scheme import Scheme
from selection.documents.table_files import read_table
from selection.i18n import _
from selection.results.judged import ScoreRow, as_number
from selection.results.scores_file import COLUMNS, LIMITS


def rows_of_file(content: bytes, scheme: Scheme) -> Iterator[ScoreRow]:
    """The judgements of a scores file that has been read without faults, in the order of the file."""
    for row in read_table(content, COLUMNS, LIMITS).rows:
        values = row.values
        part = scheme.part(values["part"])
        criterion = part.criterion(values["criterion"]) if part else None
        consensus = values["assessor"].casefold() == "consensus"
        yield ScoreRow(
            candidate=values["candidate"],
            part=part.title if part else "",
            criterion=criterion.title if criterion else "",
            assessor=_("consensus") if consensus else values["assessor"],
            value=as_number(values["value"], part) if values["assessor"] else values["value"],
        )
