"""Consensus: settled, settled anew, undone; by whom and when, and two chairs at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from selection.audit import AuditLine
from selection.db import now
from selection.errors import BadInput, Conflict, Refused
from selection.procedures.models import SeatKind
from selection.scoresheets import queries
from selection.scoresheets.actions.settling import settle_consensus, undo_consensus
from selection.scoresheets.content import Content
from selection.scoresheets.models import ConsensusRating
from tests.factories import close_rounds, definition_data, make_account, make_seat
from tests.factories_scoresheets import PART, Panel, make_not_sitting, make_panel_at_work, make_sheet, place_of, procedure_of
from tests.kept import Start

Work = Callable[[], AbstractContextManager[Session]]
pytestmark = pytest.mark.db


def ready() -> Panel:
    """Everybody has submitted about K01."""
    panel = make_panel_at_work()
    for account_id in (*panel.members, panel.chair):
        make_sheet(panel, account_id)
    return panel


def test_settling_anew_ends_the_earlier_one_and_keeps_both_readable(work: Work) -> None:
    with work() as session:
        panel = ready()
        place = place_of(panel, panel.chair)
        first = settle_consensus(place, criterion="motivatie", chosen="5,5", reason="Samen besproken", seen=None)
        assert (first.position, first.chosen) == (11, "5.5")
        assert settle_consensus(place, criterion="motivatie", chosen="5.50", reason=" Samen besproken ", seen=None).id == first.id
        second = settle_consensus(place, criterion="motivatie", chosen="6", reason="Nog eens besproken", seen=first.id)
        assert first.ended_at is not None
        history = queries.consensus_history(procedure_of(panel), PART, [panel.candidates["K01"]])
        assert {row.reason for row in history} == {"Samen besproken", "Nog eens besproken"}
        undo_consensus(place_of(panel, panel.chair), criterion="motivatie", reason="Toch niet nodig", seen=second.id)
        assert queries.current_consensus(procedure_of(panel), PART, [panel.candidates["K01"]]) == {}
        lines = session.scalars(sa.select(AuditLine).where(AuditLine.action.like("consensus.%")).order_by(AuditLine.seq)).all()
        assert [(line.action, line.keys["old"], line.keys.get("new")) for line in lines] == [
            ("consensus.settled", None, "5.5"),
            ("consensus.settled", "5.5", "6"),
            ("consensus.undone", "6", None),
        ]
        assert all("besproken" not in line.body and line.role == "chair" for line in lines)


def test_two_chairs_at_once_get_both_texts(work: Work) -> None:
    with work() as session:
        panel = ready()
        settle_consensus(place_of(panel, panel.chair), criterion="motivatie", chosen="5", reason="Van de voorzitter", seen=None)
        with pytest.raises(Conflict) as refused:
            settle_consensus(place_of(panel, panel.chair), criterion="motivatie", chosen="8", reason="Van de plaatsvervanger", seen=None)
        assert [row[1:] for row in refused.value.context["rows"]] == [("8", "5"), ("Van de plaatsvervanger", "Van de voorzitter")]
        with pytest.raises(Conflict):
            undo_consensus(place_of(panel, panel.chair), criterion="motivatie", reason="Weg ermee", seen=None)
        assert session.scalars(sa.select(ConsensusRating.chosen)).all() == ["5"]


@pytest.mark.parametrize(("chosen", "reason"), [("7,3", "Goed"), ("NaN", "Goed"), ("１２", "Goed"), ("", "Goed"), ("7", "  \n"), ("7", "x" * 10_001)])
def test_a_value_off_the_scale_and_a_missing_or_long_reason_are_refused(work: Work, chosen: str, reason: str) -> None:
    with work() as session:
        panel = ready()
        with pytest.raises(BadInput):
            settle_consensus(place_of(panel, panel.chair), criterion="motivatie", chosen=chosen, reason=reason, seen=None)
        assert session.scalars(sa.select(ConsensusRating)).all() == []


def test_only_the_acting_chair_who_can_read_the_sheets_settles_while_the_round_is_open(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        for member in panel.members:
            make_sheet(panel, member)

        def settle(account_id: object, code: str = "K01", criterion: str = "motivatie") -> None:
            settle_consensus(place_of(panel, account_id, code), criterion=criterion, chosen="5", reason="Besproken", seen=None)  # type: ignore[arg-type]

        with pytest.raises(Refused, match=r"own sheet|eigen scoreblad"):
            settle(panel.chair)
        with pytest.raises(Refused, match=r"chair|voorzitter"):
            settle(panel.members[0])
        make_sheet(panel, panel.chair)
        with pytest.raises(BadInput):
            settle(panel.chair, criterion="bestaat-niet")
        with pytest.raises(BadInput):
            settle(panel.chair, criterion="")
        chair = next(seat for seat in procedure_of(panel).seats if seat.account_id == panel.chair and seat.round_code == "gesprek")
        chair.away_reason = "Ziek"
        session.flush()
        with pytest.raises(Refused, match=r"chair|voorzitter"):
            settle(panel.chair)
        chair.away_reason = None
        session.flush()
        settle(panel.chair)
        row = make_not_sitting(panel, panel.chair, "K01", "recused")
        with pytest.raises(Refused):
            settle(panel.chair, criterion="ervaring")
        row.ended_at = now()
        close_rounds(procedure_of(panel), "gesprek")
        with pytest.raises(Refused, match="open"):
            settle(panel.chair, criterion="ervaring")


def test_points_of_a_directly_marked_part(work: Work, start: Start) -> None:
    data = definition_data()
    panel = start(make_panel_at_work, data=data | {"rounds": data["rounds"][2:]}, rounds=("interview",), members=1)
    with work():
        for account_id in (panel.chair, *panel.members):
            make_sheet(panel, account_id, part="interview", content=Content(points="40"))
        place = place_of(panel, panel.chair, "K01", "interview")
        with pytest.raises(BadInput):
            settle_consensus(place, criterion="", chosen="70,5", reason="Te veel", seen=None)
        row = settle_consensus(place, criterion="", chosen="42,50", reason="Besproken", seen=None)
        assert (row.position, row.chosen, row.criterion_code) == (None, "42.5", "")


@pytest.mark.parametrize("why", ["recused", "ill"])
def test_the_deputy_chair_settles_for_one_candidate_where_the_chair_did_not_sit(work: Work, start: Start, why: str) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        deputy = make_account("Dora", "Plaatsvervanger")
        make_seat(procedure_of(panel), deputy, "gesprek", SeatKind.DEPUTY_CHAIR)
        for code in ("K01", "K02"):
            for account_id in (*panel.members, deputy.id):
                make_sheet(panel, account_id, code)
        settle_as: dict[str, Any] = {"criterion": "motivatie", "chosen": "5", "reason": "Besproken", "seen": None}
        with pytest.raises(Refused, match=r"chair|voorzitter"):
            settle_consensus(place_of(panel, deputy.id), **settle_as)
        away = make_not_sitting(panel, panel.chair, "K01", why)
        row = settle_consensus(place_of(panel, deputy.id), **settle_as)
        with pytest.raises(Refused, match=r"chair|voorzitter"):
            settle_consensus(place_of(panel, deputy.id, "K02"), **settle_as)
        with pytest.raises(Refused, match=r"chair|voorzitter"):
            settle_consensus(place_of(panel, panel.members[0]), **settle_as)
        away.ended_at = now()
        session.flush()
        with pytest.raises(Refused, match=r"chair|voorzitter"):
            undo_consensus(place_of(panel, deputy.id), criterion="motivatie", reason="Toch niet", seen=row.id)
        away.ended_at = None
        session.flush()
        undo_consensus(place_of(panel, deputy.id), criterion="motivatie", reason="Toch niet", seen=row.id)
        assert queries.current_consensus(procedure_of(panel), PART, [panel.candidates["K01"]]) == {}


def test_nothing_is_settled_while_an_expected_sheet_is_owed(work: Work, start: Start) -> None:
    """A sheet that comes later would count nowhere: the panel would have settled without its writer."""
    panel = start(make_panel_at_work)
    with work():
        make_sheet(panel, panel.chair)
        make_sheet(panel, panel.members[0])
        with pytest.raises(Refused, match=r"every expected sheet|elk verwacht scoreblad"):
            settle_consensus(place_of(panel, panel.chair), criterion="motivatie", chosen="5", reason="Samen besproken", seen=None)
        for account_id in panel.members[1:]:
            make_not_sitting(panel, account_id, "K01")
        assert settle_consensus(place_of(panel, panel.chair), criterion="motivatie", chosen="5", reason="Samen besproken", seen=None).chosen == "5"
