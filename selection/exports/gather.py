"""From a procedure in the database to what its workbook shows: closed rounds only, everything read at once."""

from selection.db import now
from selection.exports.book import Book, ReserveRow, ReserveSheet
from selection.i18n import _, moment
from selection.procedures.models import Procedure
from selection.reserves.queries import reserve_of
from selection.results.collect import closed_rounds, outcome_of
from selection.results.facts import facts_of
from selection.results.judged import score_rows
from selection.results.provisional import provisional
from selection.results.queries import names_of
from selection.results.tie_words import lines


def book_of(procedure: Procedure, *, organisation: str, demo: bool, language: str) -> Book:
    """The book of a procedure; a fixed number of queries."""
    rounds = closed_rounds(procedure)
    outcome = outcome_of(procedure, rounds=rounds)
    scheme, made_at = outcome.definition.scheme, now()
    scores = score_rows(procedure.id, scheme, outcome.codes, rounds)
    reserve = reserve_of(procedure, outcome)
    notices = [_("Demonstration: fictional candidates")] if demo else []
    return Book(
        title=procedure.title,
        label=procedure.label,
        organisation=organisation,
        language=language,
        made_at=made_at,
        made_on=moment(made_at),
        result=outcome.result,
        rounds=rounds,
        names=names_of(procedure.id),
        notices=[*notices, *provisional(procedure, scheme).lines()],
        ties=lines(outcome),
        scores=lambda: scores,
        facts=facts_of(procedure.id, scheme, outcome.codes, rounds),
        reserve=ReserveSheet(
            first=reserve.first,
            last=reserve.last,
            days_left=reserve.left,
            rows=[ReserveRow(rank=entry.rank, candidate=entry.code, total=entry.total) for entry in reserve.available],
        ),
    )
