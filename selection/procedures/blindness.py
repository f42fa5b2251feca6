"""Blind sifting: a panel that reads codes and no names until the round of a blind part is closed. Whatever shows a candidate to a panel asks here."""

from uuid import UUID

import sqlalchemy as sa

from selection.db import remembered, session
from selection.procedures.models import Procedure, Seat
from selection.procedures.queries import definition_of


def blind_rounds(procedure: Procedure) -> frozenset[str]:
    """Codes of the rounds that hold a blind part and are not closed."""
    blind = {round_.code for round_ in definition_of(procedure).scheme.rounds if any(part.blind for part in round_.parts)}
    return frozenset(run.code for run in procedure.rounds if run.closed_at is None and run.code in blind)


def names_hidden(account_id: UUID, procedure: Procedure) -> bool:
    """Whether this person, as one of the panel, may not know who any candidate of the procedure is yet.

    So it is for who has, or ever had, a seat in such a round: in all rounds and parts, since a name beside a code there would tell it here too. HR reads
    names on the pages of HR, and with a seat codes on those of the panel. One query, and none where nothing is blind.
    """
    rounds = blind_rounds(procedure)
    if not rounds:
        return False
    seated = sa.select(Seat.id).where(Seat.procedure_id == procedure.id, Seat.account_id == account_id, Seat.round_code.in_(rounds))
    return remembered((names_hidden, account_id, procedure.id), lambda: session().scalar(seated.limit(1)) is not None)
