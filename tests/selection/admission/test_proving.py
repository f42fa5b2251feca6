"""Proofs that come later, and extracts that were seen: their file is gone for good, the note of it stays."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import undefer

from selection.admission import deciding, papers, proving, queries
from selection.admission.models import Kind, Met
from selection.admission.pages import case_page, listing, owed_lines
from selection.admission.preparing import Checked
from selection.admission.proving import Noticed
from selection.admission.states import State
from selection.applications import doubles, links
from selection.applications.models import Application, ApplicationDocument
from selection.audit import AuditLine
from selection.candidates.finding import today
from selection.candidates.models import FindingKind
from selection.db import now, session
from selection.errors import BadInput, Conflict, Refused
from selection.mail.models import Letter, LetterState
from tests.factories_admission import decided, draft_with, make_application, make_asking, prepared, refusal, the_case
from tests.factories_candidates import make_finding, reach

pytestmark = pytest.mark.db
BYTES = b"%PDF-1.7 uittreksel van een verzonnen kandidaat"


def point_of(found, code):
    return next(point for point in found.points if point.code == code)


def due(days):
    return Checked(outcome=Met.LATER, due_on=today() + timedelta(days=days))


def test_what_is_to_be_proved_later_stays_on_the_list_until_it_is_proved(work, clock):
    with work():
        case = make_asking(3)
        prepared(case, 0, draft_with(rechten=due(20)))
        prepared(case, 1, draft_with(rechten=due(10), rijbewijs=Checked(outcome=Met.MET)))
        prepared(case, 2, refusal())
        decided(case)
        procedure = reach(case)[1]
        lines = owed_lines(procedure, today())
        assert [(line.candidate_id, line.point.code, line.due) for line in lines] == [
            (case.candidates[1], "rechten", "03/12/2026"),
            (case.candidates[0], "rechten", "13/12/2026"),
            (case.candidates[0], "rijbewijs", "vóór de aanstelling"),
        ]
        assert all(line.provable and line.tag[2] == "Te bewijzen" for line in lines)
        assert queries.to_prove(procedure, the_case(case, 0).candidate) == [line.point.title for line in lines if line.candidate_id == case.candidates[0]]
    clock.forward(days=11)
    with work():
        hr, procedure = reach(case)
        assert [line.tag[2] for line in owed_lines(procedure, today())] == ["Te laat", "Te bewijzen", "Te bewijzen"]
        assert listing(procedure, today()).late == queries.late_proofs(procedure.id, today()) == 1
        found = the_case(case, 1)
        point, row = point_of(found, "rechten"), found.checks["condition:rechten"]
        with pytest.raises(Conflict):
            proving.change_point(procedure, found, point, Checked(outcome=Met.MET), seen=None, today=today(), actor=hr)
        with pytest.raises(BadInput, match="voorbij"):
            proving.change_point(procedure, found, point, due(-2), seen=row.id, today=today(), actor=hr)
        proving.change_point(procedure, found, point, Checked(outcome=Met.MET, note="Attest gezien"), seen=row.id, today=today(), actor=hr)
        assert the_case(case, 1).state is State.ADMITTED
        assert the_case(case, 1).version == found.version == 2
        line = session().scalars(sa.select(AuditLine).where(AuditLine.action == "admission.proved")).one()
        assert (line.keys["point"], line.keys["old"], line.keys["new"]) == ("condition:rechten", "later 2026-12-03", "met")
        assert "Attest" not in line.body
        found = the_case(case, 0)
        proving.change_point(procedure, found, point, Checked(outcome=Met.NOT_MET), seen=found.checks["condition:rechten"].id, today=today(), actor=hr)
        assert "toegelaten, maar niet voldaan" in listing(procedure, today()).lines[0].remark


def test_an_extract_is_seen_and_its_file_is_really_gone(work, raw):
    with work():
        case = make_asking(2)
        files = make_application(case, 0, {"strafregister": BYTES, "cv": b"%PDF cv"})
        make_application(case, 1, {"strafregister": b"%PDF andere"})
        hr, procedure = reach(case)
        found = the_case(case)
        point = point_of(found, "strafregister")
        with pytest.raises(BadInput, match="moet nog komen"):
            proving.see(procedure, found, point, Noticed(delivered_on=today() + timedelta(days=1)), seen=None, today=today(), actor=hr)
        proving.see(procedure, found, point, Noticed(delivered_on=date(2026, 10, 5)), seen=None, today=today(), actor=hr)
    with raw.connect() as connection:
        kept = {row.id: row.content for row in connection.execute(sa.select(ApplicationDocument.id, ApplicationDocument.content))}
        database = connection.exec_driver_sql("select count(*) from application_document where content is null").scalar()
    assert kept[files["strafregister"]] is None
    assert kept[files["cv"]] == b"%PDF cv"
    assert (len(kept), database) == (3, 1)
    with work():
        hr, procedure = reach(case)
        row = session().get_one(ApplicationDocument, files["strafregister"])
        assert (row.removed_at is not None, row.removed_by) == (True, hr.id)
        found = the_case(case)
        seen = found.seen["strafregister"]
        assert (seen.delivered_on, seen.seen_by, seen.removed) == (date(2026, 10, 5), hr.id, True)
        view = next(view for view in case_page(procedure, found, today()).documents if view.point.code == "strafregister")
        assert (view.files, view.noted.too_old) == ([], False)
        assert view.noted.sentence == "Niet ouder dan 3 maanden op 01/11/2026."


def test_a_note_of_an_extract_is_corrected_with_a_reason_and_flags_one_that_is_too_old(work):
    with work():
        case = make_asking(1)
        hr, procedure = reach(case)
        found = the_case(case)
        point = point_of(found, "strafregister")
        first = proving.see(procedure, found, point, Noticed(delivered_on=date(2026, 9, 1)), seen=None, today=today(), actor=hr)
        assert not first.removed
        old = Noticed(delivered_on=date(2026, 7, 31))
        with pytest.raises(Conflict):
            proving.see(procedure, the_case(case), point, old, seen=None, today=today(), actor=hr)
        with pytest.raises(Refused, match="reden"):
            proving.see(procedure, the_case(case), point, old, seen=first.id, today=today(), actor=hr)
        why = Noticed(delivered_on=date(2026, 7, 31), why="Verkeerd gelezen")
        proving.see(procedure, the_case(case), point, why, seen=first.id, today=today(), actor=hr)
        assert listing(procedure, today()).lines[0].remark == "Uittreksel uit het strafregister is te oud"
        assert "Verkeerd gelezen" in queries.reason_texts(case.procedure).values()
        assert point.kind is Kind.DOCUMENT


def seen_now(case, number=0):
    """Note that the extract of a candidate was seen, as the pages do it."""
    hr, procedure = reach(case)
    found = the_case(case, number)
    return proving.see(procedure, found, point_of(found, "strafregister"), Noticed(delivered_on=date(2026, 10, 5)), seen=None, today=today(), actor=hr)


def test_the_extract_of_who_withdrew_and_of_a_stopped_procedure_is_removed_too(work):
    with work():
        case = make_asking(2)
        ids = [make_application(case, number, {"strafregister": BYTES})["strafregister"] for number in range(2)]
        make_finding(the_case(case).candidate, FindingKind.WITHDRAWN, by=case.hr)
        assert "see" in case_page(reach(case)[1], the_case(case), today()).may
        seen_now(case)
        reach(case)[1].state = "stopped"
        assert case_page(reach(case)[1], the_case(case, 1), today()).may == {"see"}
        seen_now(case, 1)
        assert {session().get_one(ApplicationDocument, id_, options=[undefer(ApplicationDocument.content)]).content for id_ in ids} == {None}


def test_an_extract_that_was_seen_and_removed_counts_as_received(app, work, pages):
    with work():
        case = make_asking(1)
        make_application(case, 0, {"cv": BYTES, "strafregister": BYTES}, email_confirmed_at=now())
        procedure, application = reach(case)[1], session().scalars(sa.select(Application)).one()
        procedure.published_at = now()
        token = links.make(application)
        removed = seen_now(case).removed
    assert removed
    hr, visitor = pages(case).client, app.test_client()
    listed = hr.get(f"/procedures/{case.procedure}/kandidaturen/").text
    assert ("Onvolledig bij het afsluiten" in listed, "2 van 2" in listed) == (False, True)
    shown = hr.get(f"/procedures/{case.procedure}/kandidaturen/{application.id}").text
    assert ("Ontbreekt" in shown, "Gezien op 23/11/2026, bestand verwijderd." in shown) == (False, True)
    mine = visitor.get(f"/m/{token}").text
    assert ("onvolledig" in mine, "We hebben dit document gezien op 23/11/2026" in mine) == (False, True)


def test_a_file_that_the_applicant_removed_is_still_missing(work, pages):
    with work():
        case = make_asking(1)
        ids = make_application(case, 0, {"cv": BYTES, "strafregister": BYTES})
        row = session().get_one(ApplicationDocument, ids["strafregister"])
        row.removed_at, row.content = now(), None
    assert "1 van 2" in pages(case).client.get(f"/procedures/{case.procedure}/kandidaturen/").text


@pytest.fixture
def twice(work):
    """One person who applied twice, each time with an extract: the first a day earlier."""
    with work():
        case = make_asking(2)
        files = [make_application(case, number, {"strafregister": BYTES}, submitted_at=now() - timedelta(days=1 - number)) for number in range(2)]
        for number in range(2):
            the_case(case, number).candidate.person.email = "noor@kandidaat.example"
        return case, files


def keep_the_last(case, *, merge=False):
    hr, procedure = reach(case)
    first, last = session().scalars(sa.select(Application).order_by(Application.submitted_at))
    doubles.keep(procedure, last, first, merge=merge, actor=hr)


def test_the_extract_that_came_with_the_first_of_two_applications_goes_with_that_of_the_last(work, twice):
    case, files = twice
    with work():
        keep_the_last(case)
    with work():
        assert len(papers.answering(case.candidates[1], "strafregister")) == 2
        seen_now(case, 1)
    with work(read_only=True):
        rows = session().scalars(sa.select(ApplicationDocument).options(undefer(ApplicationDocument.content)))
        assert [(row.content, row.removed_at is None) for row in rows] == [(None, False)] * len(files)


def test_what_was_seen_of_the_first_application_goes_along_where_the_last_has_no_file_of_it(work, twice):
    case, files = twice
    with work():
        seen_now(case)
        last = session().get_one(ApplicationDocument, files[1]["strafregister"])
        last.removed_at, last.content = now(), None
        keep_the_last(case)
    with work(read_only=True):
        assert the_case(case, 1).seen["strafregister"].removed


def test_an_application_on_which_the_college_decided_does_not_give_way(work, twice):
    case, _files = twice
    with work():
        prepared(case, 0)
        decided(case, 0)
    with pytest.raises(Refused, match="al over de eerste kandidatuur beslist"), work():
        keep_the_last(case, merge=True)
    with work():
        hr, procedure = reach(case)
        found = the_case(case)
        deciding.undo(procedure, found, seen=found.decision.id, why="Tweemaal ingediend", actor=hr)
        keep_the_last(case, merge=True)
        assert session().scalars(sa.select(Letter)).one().state == LetterState.WITHDRAWN
