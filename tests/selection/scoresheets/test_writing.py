"""Saving, submitting and moving a sheet, by the actions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from scoring.scheme import Neutralised
from selection.audit import AuditLine
from selection.candidates.models import Finding, FindingKind
from selection.db import now
from selection.errors import BadInput, Conflict, NotFound, Refused
from selection.scoresheets.actions import writing
from selection.scoresheets.content import Answer, Content, content_of, from_json
from selection.scoresheets.models import Scoresheet, SheetRevision, SheetState
from selection.scoresheets.queries import own_sheet
from tests.factories import close_rounds, make_seat
from tests.factories_scoresheets import make_not_sitting, make_panel_at_work, make_sheet, place_of, procedure_of, rated
from tests.kept import Start
from vacancies import Definition

Work = Callable[[], AbstractContextManager[Session]]
pytestmark = pytest.mark.db


def test_every_save_is_a_version_with_its_revision(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        first = writing.save_draft(place_of(panel, panel.chair), rated("7"), version=0)
        version = first.version
        second = writing.save_draft(place_of(panel, panel.chair), rated("8", words="Sterker dan gedacht"), version=version)
        assert second.version == version + 1
        revisions = session.scalars(sa.select(SheetRevision).order_by(SheetRevision.number)).all()
        assert [(row.number, row.kind) for row in revisions] == [(version, "saved"), (version + 1, "saved")]
        assert from_json(revisions[0].content) == rated("7")
        assert from_json(revisions[1].content) == content_of(second)
        assert session.scalar(sa.select(sa.func.count()).select_from(AuditLine)) == 0


def test_saving_what_is_stored_already_is_a_success_without_a_revision(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        sheet = writing.save_draft(place_of(panel, panel.chair), rated(), version=0)
        again = writing.save_draft(place_of(panel, panel.chair), rated(), version=0)
        assert again.version == sheet.version
        assert session.scalar(sa.select(sa.func.count()).select_from(SheetRevision)) == 1


def test_a_stale_version_shows_both_texts_per_field_and_changes_nothing(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        writing.save_draft(place_of(panel, panel.chair), rated("7", words="Eerste venster"), version=0)
        with pytest.raises(Conflict) as refused:
            writing.save_draft(place_of(panel, panel.chair), rated("4", words="Tweede venster"), version=0)
        rows = refused.value.context["rows"]
        assert [(mine, theirs) for _label, mine, theirs in rows] == [("4", "7"), ("Tweede venster", "Eerste venster")]
        assert all("Motivatie" in label for label, _mine, _theirs in rows)
        assert session.scalars(sa.select(Scoresheet)).one().version == 1


def test_a_submitted_sheet_is_not_written_over(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        sheet = make_sheet(panel, panel.chair)
        with pytest.raises(Conflict) as refused:
            writing.save_draft(place_of(panel, panel.chair), rated("1"), version=sheet.version)
        assert refused.value.context["again"] is False
        with pytest.raises(Conflict):
            writing.submit(place_of(panel, panel.chair), content=rated("1"), version=sheet.version)
        assert writing.submit(place_of(panel, panel.chair), content=rated(), version=0).version == sheet.version


def test_submitting_needs_every_criterion_and_the_reason_why_not_observed(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        with pytest.raises(Refused, match="Ervaring"):
            writing.submit(place_of(panel, panel.chair), content=Content(answers={"motivatie": Answer(position=14, chosen="7")}), version=0)
        unseen = Content(answers={"motivatie": Answer(position=14, chosen="7"), "ervaring": Answer(not_observed=True)})
        with pytest.raises(Refused, match="Ervaring"):
            writing.submit(place_of(panel, panel.chair), content=unseen, version=0)
        with_reason = Content(answers={**unseen.answers, "ervaring": Answer(not_observed=True, reason="De tijd was op")})
        assert writing.submit(place_of(panel, panel.chair), content=with_reason, version=0).state == SheetState.SUBMITTED


def test_submitting_records_figures_and_a_digest_but_no_text(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        make_sheet(panel, panel.chair, content=rated("7", "6", words="Heel geheim"))
        line = session.scalars(sa.select(AuditLine)).one()
        assert (line.action, line.role, line.actor_id) == ("sheet.submitted", "chair", panel.chair)
        assert line.keys["new"] == {"motivatie": "7", "ervaring": "6"}
        assert line.keys["old"] is None
        assert "geheim" not in line.body


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ("closed", "gesloten|closed|afgesloten"),
        ("ended", "no longer|geen plaats"),
        ("no rating", "does not rate|beoordeel je niet"),
        ("ill", "did not sit|niet zetelde"),
        ("recused", "recused|belangenconflict"),
        ("absent", "absent|afwezig"),
        ("withdrawn", "take part|neemt"),
    ],
)
def test_who_may_not_write_reads_why(work: Work, start: Start, spoil: str, sentence: str) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        member, procedure = panel.members[0], procedure_of(panel)
        make_sheet(panel, member, submitted=False)
        seat = next(seat for seat in procedure.seats if seat.account_id == member and seat.round_code == "gesprek")
        if spoil == "closed":
            close_rounds(procedure, "gesprek")
        elif spoil == "ended":
            seat.ended_at = now()
        elif spoil == "no rating":
            seat.rates = False
        elif spoil in {"ill", "recused"}:
            make_not_sitting(panel, member, "K01", spoil)
        else:
            part = "gesprek" if spoil == "absent" else ""
            kind = FindingKind(spoil)
            session.add(
                Finding(
                    procedure_id=panel.procedure,
                    candidate_id=panel.candidates["K01"],
                    part_code=part,
                    kind=kind,
                    on=now().date(),
                    recorded_at=now(),
                    recorded_by=panel.hr,
                )
            )
        session.flush()
        place = place_of(panel, member)
        version = own_sheet(place).version
        with pytest.raises(Refused, match=sentence):
            writing.save_draft(place, rated("2"), version=version)
        with pytest.raises(Refused, match=sentence):
            writing.submit(place, content=rated("2"), version=version)
        assert content_of(own_sheet(place_of(panel, member))) == rated()


def test_a_round_that_is_not_open_yet_tells_nothing_of_admission(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        place = place_of(panel, panel.chair, "K01", "interview")
        with pytest.raises(Refused, match=r"not open yet|nog niet open"):
            writing.save_draft(place, Content(points="40"), version=0)


def test_no_place_without_a_seat_in_a_verdict_part_or_for_a_stranger(work: Work) -> None:
    with work():
        panel, other = make_panel_at_work(), make_panel_at_work()
        with pytest.raises(NotFound):
            place_of(panel, panel.chair, "K01", "assessment")
        with pytest.raises(NotFound):
            place_of(panel, panel.chair, "K01", "bestaat-niet")
        with pytest.raises(NotFound):
            place_of(panel, other.chair)
        with pytest.raises(NotFound):
            place_of(panel, panel.hr)


def test_an_ended_seat_everywhere_ends_all_access(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        make_sheet(panel, panel.members[0])
        for seat in procedure_of(panel).seats:
            if seat.account_id == panel.members[0]:
                seat.ended_at = now()
        session.flush()
        with pytest.raises(NotFound):
            place_of(panel, panel.members[0])


def test_a_draft_moves_to_the_candidate_whom_it_is_about(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        draft = make_sheet(panel, panel.chair, "K01", submitted=False, content=rated("9", words="Over K02"))
        version = draft.version
        moved = writing.move(place_of(panel, panel.chair, "K01"), place_of(panel, panel.chair, "K02"), version=version)
        assert moved.candidate_id == panel.candidates["K02"]
        assert own_sheet(place_of(panel, panel.chair, "K01")) is None
        assert content_of(own_sheet(place_of(panel, panel.chair, "K02"))) == rated("9", words="Over K02")
        revisions = session.execute(sa.select(SheetRevision.kind, SheetRevision.candidate_id).order_by(SheetRevision.number)).all()
        assert [tuple(row) for row in revisions] == [("saved", panel.candidates["K01"]), ("moved", panel.candidates["K02"])]
        assert session.scalars(sa.select(AuditLine.action)).all() == ["sheet.moved"]


def test_a_draft_does_not_move_where_it_cannot_stand(work: Work) -> None:
    with work():
        panel, other = make_panel_at_work(), make_panel_at_work()
        make_seat(procedure_of(other), place_of(panel, panel.chair).account, "gesprek")
        version = make_sheet(panel, panel.chair, "K01", submitted=False).version
        make_sheet(panel, panel.chair, "K02", submitted=False)
        here = place_of(panel, panel.chair, "K01")
        for target in (place_of(panel, panel.chair, "K02"), here, place_of(other, panel.chair, "K03")):
            with pytest.raises(Refused):
                writing.move(place_of(panel, panel.chair, "K01"), target, version=version)
        with pytest.raises(Conflict):
            writing.move(place_of(panel, panel.chair, "K01"), place_of(panel, panel.chair, "K03"), version=version + 5)
        writing.submit(place_of(panel, panel.chair, "K01"), version=version)
        with pytest.raises(Refused, match=r"submitted|ingediend"):
            writing.move(place_of(panel, panel.chair, "K01"), place_of(panel, panel.chair, "K03"), version=version + 1)


def test_saving_a_draft_that_moved_away_is_refused(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        version = make_sheet(panel, panel.chair, "K01", submitted=False).version
        writing.move(place_of(panel, panel.chair, "K01"), place_of(panel, panel.chair, "K02"), version=version)
        with pytest.raises(Refused, match=r"moved|verplaatst"):
            writing.save_draft(place_of(panel, panel.chair, "K01"), rated("3"), version=version)


def test_texts_over_their_limit_and_figures_off_the_scale_are_refused(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        place = place_of(panel, panel.chair)
        writing.save_draft(place, rated(words="x" * 10_000), version=0)
        for wrong in (
            rated(words="x" * 10_001),
            Content(answers={"motivatie": Answer(not_observed=True, reason="x" * 2001)}),
            Content(answers={"motivatie": Answer(position=14, chosen="7.3")}),
            Content(answers={"motivatie": Answer(position=99, chosen="7")}),
            Content(points="12"),
        ):
            with pytest.raises(BadInput):
                writing.save_draft(place_of(panel, panel.chair), wrong, version=1)


def test_what_a_neutralised_criterion_held_is_kept_and_cannot_be_written(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        make_sheet(panel, panel.chair, submitted=False)
        place = place_of(panel, panel.chair)
        object.__setattr__(place, "definition", _without_experience(place.definition))
        sheet = writing.save_draft(place, rated("3", "1"), version=1)
        assert {code: answer.chosen for code, answer in content_of(sheet).answers.items()} == {"motivatie": "3", "ervaring": "6"}


def _without_experience(definition: Definition) -> Definition:
    gone = Neutralised(part="gesprek", criterion="ervaring", reason="De vraag was dubbelzinnig")
    return replace(definition, scheme=replace(definition.scheme, neutralised=(gone,)))
