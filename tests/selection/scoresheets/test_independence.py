"""Nobody reads a sheet of somebody else before the own one is submitted: not on a page, in a count, an error or an audit line."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from selection.accounts.models import Account
from selection.audit import AuditLine
from selection.candidates import sitting
from selection.db import session as current
from selection.errors import Refused
from selection.procedures.actions.panel import end_seat
from selection.procedures.models import SeatKind
from selection.procedures.queries import Hats, hats_of
from selection.scoresheets import queries
from selection.scoresheets.actions import returning, writing
from selection.scoresheets.models import Scoresheet, SheetState
from selection.scoresheets.progress import progress
from tests.factories import close_rounds, make_account, make_seat
from tests.factories_scoresheets import (
    PART,
    Panel,
    candidate_row,
    fields,
    make_not_sitting,
    make_panel_at_work,
    make_sheet,
    place_of,
    procedure_of,
    rated,
)
from tests.kept import Start

Work = Callable[[], AbstractContextManager[Session]]
Person = Callable[[UUID], Any]
pytestmark = pytest.mark.db
SECRET = "Kanarie zingt zacht"


def hats(panel: Panel, account_id: UUID) -> Hats:
    return hats_of(procedure_of(panel), current().get_one(Account, account_id))


def seen_by(panel: Panel, account_id: UUID, code: str = "K01") -> set[UUID]:
    """Whose sheets this person may read about the candidate; the bulk reading and the versions agree with it."""
    procedure, candidate = procedure_of(panel), panel.candidates[code]
    worn = hats(panel, account_id)
    sheets = queries.visible_sheets(procedure, worn, PART, candidate)
    bulk = queries.visible_in_part(procedure, worn, PART, list(panel.candidates.values()))
    assert [sheet.id for sheet in bulk[candidate]] == [sheet.id for sheet in sheets]
    versions = {version.account.id for version in queries.submitted_versions(procedure, worn, PART, candidate)}
    seen = {sheet.account_id for sheet in sheets}
    assert versions <= {account_id} or candidate in queries.open_to(procedure, worn, PART, [candidate])
    return seen


def test_a_member_reads_others_from_the_own_submission_on(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        first, second = panel.members
        make_sheet(panel, first)
        make_sheet(panel, second, submitted=False)
        assert seen_by(panel, second) == {second}
        assert seen_by(panel, panel.chair) == set()
        writing.submit(place_of(panel, second), version=1)
        assert seen_by(panel, second) == {first, second}
        assert seen_by(panel, first) == {first, second}
        make_sheet(panel, panel.chair, submitted=False)
        assert seen_by(panel, first) == {first, second}, "a draft of the chair is nobody else's"


def test_who_does_not_rate_waits_for_every_expected_sheet(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work, chair_rates=False)
    with work():
        first, second = panel.members
        secretary, observer = make_account("Se", "Cretaris"), make_account("Ob", "Servator")
        make_seat(procedure_of(panel), secretary, "gesprek", SeatKind.SECRETARY)
        make_seat(procedure_of(panel), observer, "gesprek", SeatKind.OBSERVER)
        make_sheet(panel, first)
        assert seen_by(panel, panel.chair) == set()
        make_sheet(panel, second)
        assert seen_by(panel, panel.chair) == {first, second}
        for account_id in (secretary.id, observer.id, panel.hr):
            assert seen_by(panel, account_id) == set()
        close_rounds(procedure_of(panel), "gesprek")
        assert seen_by(panel, panel.hr) == {first, second}
        for account_id in (secretary.id, observer.id):
            assert seen_by(panel, account_id) == set()


def test_who_is_recused_reads_nothing_and_who_was_ill_only_as_chair(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        first, second = panel.members
        make_not_sitting(panel, panel.chair, "K01", "ill")
        make_not_sitting(panel, second, "K01", "recused")
        assert seen_by(panel, panel.chair) == set()
        make_sheet(panel, first)
        assert seen_by(panel, panel.chair) == {first}
        assert seen_by(panel, second) == set()
        make_not_sitting(panel, second, "K02", "ill")
        make_sheet(panel, first, "K02")
        make_sheet(panel, panel.chair, "K02")
        assert seen_by(panel, second, "K02") == set()


def test_somebody_recused_afterwards_keeps_the_own_sheet_and_loses_the_others(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        first, second = panel.members
        make_sheet(panel, first)
        make_sheet(panel, second)
        make_not_sitting(panel, second, "K01", "recused")
        assert seen_by(panel, second) == {second}
        assert seen_by(panel, first) == {first, second}, "it stops counting and stays readable"


def test_hr_with_a_rating_seat_is_a_member_like_others(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        make_seat(procedure_of(panel), current().get_one(Account, panel.hr), "gesprek")
        for member in panel.members:
            make_sheet(panel, member)
        close_rounds(procedure_of(panel), "gesprek")
        assert seen_by(panel, panel.hr) == set()


def test_no_page_shows_what_another_wrote(work: Work, start: Start, as_person: Person) -> None:
    panel = start(make_panel_at_work)
    with work():
        first, second = panel.members
        make_sheet(panel, first, content=rated("3.5", "8.5", words=SECRET))
        make_sheet(panel, second, submitted=False)
    browser = as_person(second)
    replies = [
        browser.get("/taken"),
        browser.get(panel.path("K01")),
        browser.get(panel.path("K01", act="indienen")),
        browser.get(panel.path("K01", act="verplaatsen")),
        browser.send(panel.path("K01"), **fields("99", "6")),
        browser.send(panel.path("K01"), **fields("1", "1")),
        browser.send(panel.path("K01", act="terugnemen"), version="1"),
        browser.send(panel.path("K02", act="indienen"), version="0"),
    ]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 200, 422, 409, 303, 409]
    for reply in replies:
        assert SECRET not in reply.text
        assert '"p1"' not in reply.text, "only the own column"
        assert "17,50" not in reply.text
        assert "Nog niemand" not in reply.text
    page = browser.get(panel.path("K01")).text
    assert browser.send(panel.path("K01", act="indienen"), **fields(version=1)).status_code == 303
    assert SECRET not in page
    assert SECRET in browser.get(panel.path("K01")).text


def test_pages_are_the_same_whether_others_submitted_or_not(work: Work, start: Start, as_person: Person) -> None:
    """The list and the empty sheet hold no trace at all of somebody else's work: byte for byte, apart from keys and tokens."""
    panel = start(make_panel_at_work)
    browser = as_person(panel.members[1])

    def pages() -> list[str]:
        return [_without_keys(browser.get(path).text) for path in ("/taken", panel.path("K01"))]

    before = pages()
    with work():
        make_sheet(panel, panel.members[0], content=rated("9", "9", words=SECRET))
        make_sheet(panel, panel.chair, submitted=False)
    assert pages() == before


def _without_keys(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "_key" not in line and "csrf_token" not in line)


def test_progress_counts_without_values(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        make_not_sitting(panel, panel.chair, "K02")
        make_sheet(panel, panel.members[0])
        make_sheet(panel, panel.members[1], submitted=False)
        found = progress(procedure_of(panel), "gesprek")
        assert (found.expected, found.submitted, found.owed) == (8, 1, 7)
        entry = found.of(panel.candidates["K02"], PART)
        assert entry is not None
        assert entry.expected == frozenset(panel.members)
        assert {account: len(owed) for account, owed in found.owed_by().items()} == {panel.chair: 2, panel.members[0]: 2, panel.members[1]: 3}
        assert set(vars(entry)) == {"candidate_id", "part_code", "expected", "submitted"}


def test_a_sheet_is_taken_back_only_while_nobody_could_read(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        first, second = panel.members
        sheet = make_sheet(panel, first)
        assert sheet.readable_at is None
        returning.take_back(place_of(panel, first), version=sheet.version)
        assert seen_by(panel, first) == {first}
        sheet = writing.submit(place_of(panel, first), version=2)
        make_sheet(panel, second)
        assert all(row.readable_at is not None for row in session.scalars(sa.select(Scoresheet)))
        for member in panel.members:
            version = session.scalars(sa.select(Scoresheet.version).where(Scoresheet.account_id == member)).one()
            with pytest.raises(Refused, match=r"Others|Anderen"):
                returning.take_back(place_of(panel, member), version=version)
        actions = session.scalars(sa.select(AuditLine.action).order_by(AuditLine.seq)).all()
        assert actions == ["sheet.submitted", "sheet.taken_back", "sheet.submitted", "sheet.submitted"]


def test_a_sheet_that_was_submitted_once_bars_the_others_from_taking_back(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        first, second = panel.members
        returning.take_back(place_of(panel, first), version=make_sheet(panel, first).version)
        version = make_sheet(panel, second).version
        with pytest.raises(Refused):
            returning.take_back(place_of(panel, second), version=version)


def test_the_last_expected_sheet_is_readable_by_a_chair_who_does_not_rate(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work, members=1, chair_rates=False)
    with work():
        assert make_sheet(panel, panel.members[0]).readable_at is not None


def test_who_sat_changes_what_can_be_read_for_good(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work, chair_rates=False)
    with work() as session:
        first, second = panel.members
        sheet = make_sheet(panel, first)
        procedure, candidate, hr = procedure_of(panel), candidate_row(panel, "K01"), session.get_one(Account, panel.hr)
        place = next(place for place in sitting.places(procedure, candidate, "gesprek") if place.account.id == second)
        ill = sitting.Choice(part_code=PART, account_id=second, why="ill", reason="Griep")
        sitting.record(procedure, candidate, [(place, ill)], actor=hr)
        place = next(place for place in sitting.places(procedure, candidate, "gesprek") if place.account.id == second)
        assert place.row is not None
        sitting.end(procedure, candidate, place.row, actor=hr)
        session.refresh(sheet)
        assert sheet.readable_at is not None
        with pytest.raises(Refused):
            returning.take_back(place_of(panel, first), version=sheet.version)


def test_a_seat_that_ends_makes_the_last_sheet_readable(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work, chair_rates=False)
    with work() as session:
        first, second = panel.members
        sheet = make_sheet(panel, first)
        procedure = procedure_of(panel)
        seat = next(seat for seat in procedure.seats if seat.account_id == second and seat.round_code == "gesprek")
        end_seat(session.get_one(Account, panel.hr), procedure, seat, reason="Verhuisd", version=seat.version)
        session.refresh(sheet)
        assert sheet.readable_at is not None


def test_reopening_makes_a_draft_and_keeps_the_submitted_version_readable(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        first, second = panel.members
        make_sheet(panel, first, content=rated("4", "4", words=SECRET))
        make_sheet(panel, second)
        procedure = procedure_of(panel)
        sheet = session.scalars(sa.select(Scoresheet).where(Scoresheet.account_id == first)).one()
        returning.reopen(procedure, sheet, actor=session.get_one(Account, panel.hr), role="hr", reason="Vergissing van kandidaat")
        assert sheet.state == SheetState.DRAFT
        assert seen_by(panel, second) == {second}
        versions = queries.submitted_versions(procedure_of(panel), hats(panel, second), PART, panel.candidates["K01"])
        assert {(version.account.id, version.content.of("motivatie").chosen) for version in versions} == {(first, "4"), (second, "7")}
        assert seen_by(panel, first) == {first}, "the others are hidden again until it is submitted anew"
        line = session.scalars(sa.select(AuditLine).order_by(AuditLine.seq.desc()).limit(1)).one()
        assert (line.action, line.keys["old"], line.keys["assessor"]) == ("sheet.reopened", {"motivatie": "4", "ervaring": "4"}, str(first))
        writing.submit(place_of(panel, first), version=sheet.version, content=rated("5", "5"))
        line = session.scalars(sa.select(AuditLine).order_by(AuditLine.seq.desc()).limit(1)).one()
        assert (line.keys["old"], line.keys["new"]) == ({"motivatie": "4", "ervaring": "4"}, {"motivatie": "5", "ervaring": "5"})
        close_rounds(procedure_of(panel), "gesprek")
        with pytest.raises(Refused):
            returning.reopen(procedure_of(panel), sheet, actor=session.get_one(Account, panel.hr), role="hr", reason="Te laat")


def test_two_procedures_with_one_assessor_and_the_same_codes_stay_apart(work: Work, start: Start, as_person: Person) -> None:
    panel = start(make_panel_at_work)
    with work() as session:
        shared = session.get_one(Account, panel.members[0])
        other = make_panel_at_work(people=(shared,))
        make_sheet(panel, shared.id, content=rated("9", "9", words=SECRET))
        make_sheet(panel, panel.members[1])
        make_sheet(other, shared.id, "K02", submitted=False)
        assert seen_by(panel, shared.id) == set(panel.members)
        assert seen_by(other, shared.id) == set()
        assert not queries.rated(other.procedure) & set(panel.candidates.values())
        assert set(queries.submitted_by(other.procedure, None)) == set()
    browser = as_person(shared.id)
    assert SECRET in browser.get(panel.path("K01")).text
    assert SECRET not in browser.get(other.path("K01")).text
    assert browser.get("/taken").text.count('<span class="code">K01</span>') == 2
    mixed = f"/taken/{panel.procedure}/{PART}/{other.candidates['K02']}"
    assert browser.get(mixed).status_code == 404
    assert as_person(other.members[1]).get(panel.path("K01")).status_code == 404


def test_what_was_taken_back_unread_is_shown_to_its_writer_alone(work: Work, start: Start) -> None:
    panel = start(make_panel_at_work)
    with work():
        first, second = panel.members
        returning.take_back(place_of(panel, first), version=make_sheet(panel, first).version)
        writing.submit(place_of(panel, first), version=2)
        make_sheet(panel, second)

        def versions(reader: UUID) -> list[UUID]:
            found = queries.submitted_versions(procedure_of(panel), hats(panel, reader), PART, panel.candidates["K01"])
            return [version.account.id for version in found]

        assert versions(first).count(first) == 2
        assert versions(second).count(first) == 1
