"""Proofs that come later, and extracts that were seen: their file is gone for good, the note of it stays."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from selection.admission import proving, queries
from selection.admission.models import Kind, Met
from selection.admission.pages import case_page, listing, owed_lines
from selection.admission.preparing import Checked
from selection.admission.proving import Noticed
from selection.admission.states import State
from selection.applications.models import ApplicationDocument
from selection.audit import AuditLine
from selection.candidates.finding import today
from selection.candidates.models import FindingKind
from selection.db import session
from selection.errors import BadInput, Conflict, Refused
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
        make_finding(found.candidate, FindingKind.WITHDRAWN, by=case.hr)
        gone = the_case(case)
        with pytest.raises(Refused, match="trok zich terug"):
            proving.see(procedure, gone, point, why, seen=gone.seen["strafregister"].id, today=today(), actor=hr)
        assert point.kind is Kind.DOCUMENT
