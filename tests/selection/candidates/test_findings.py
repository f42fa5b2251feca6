"""Findings: what can be recorded when, correcting and undoing, two officers at once."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
import sqlalchemy as sa

from scoring.scheme import Part
from selection.audit import AuditLine, digest
from selection.candidates import queries, recording
from selection.candidates.finding import Statement, carried_points
from selection.candidates.models import Finding, FindingKind
from selection.db import session
from selection.errors import Conflict, Refused
from selection.procedures.queries import definition_of
from tests.factories_candidates import make_case, make_finding, make_not_sitting, make_sheet, reach

pytestmark = pytest.mark.db

DAY = date(2026, 11, 20)
ABSENT = Statement(kind=FindingKind.ABSENT, part_code="gesprek", on=DAY)
VERDICT = Statement(kind=FindingKind.VERDICT, part_code="assessment", value="suitable", on=DAY, source="Bureau X, verslag 12")
EXEMPT = Statement(kind=FindingKind.EXEMPT, part_code="gesprek", value="20", on=date(2025, 5, 1), source="Procedure 2025-01", reason="Zelfde functie")
WITHDRAWN = Statement(kind=FindingKind.WITHDRAWN, on=DAY, reason="Per e-mail")
EXCLUDED = Statement(kind=FindingKind.EXCLUDED, on=DAY, source="College", reason="Diploma niet bewezen")


def first(case):
    hr, procedure = reach(case)
    return hr, procedure, queries.candidate_of(procedure, case.candidates[0])


def admitted_case(**columns):
    """Round gesprek is closed; the first candidate is exempt there with 20 of 30 and so admitted to the assessment, the others are not."""
    case = make_case(closed_rounds=("gesprek",), **columns)
    make_finding(first(case)[2], FindingKind.EXEMPT, "gesprek", "20", by=case.hr, source="Eerder", reason="Geslaagd")
    return case


def refused(procedure, candidate, said, hr, words, **more):
    with pytest.raises(Refused) as caught:
        recording.record(procedure, candidate, said, seen=None, actor=hr, **more)
    assert words in caught.value.message


def test_each_kind_is_recorded_with_its_audit_line(work):
    with work():
        case = admitted_case()
        hr, procedure, candidate = first(case)
        verdict = recording.record(procedure, candidate, VERDICT, seen=None, actor=hr)
        others = [queries.candidate_of(procedure, one) for one in case.candidates[1:]]
        late = replace(ABSENT, reason="Pas nu gemeld")
        recording.record(procedure, others[0], late, seen=None, actor=hr)
        recording.record(procedure, others[1], EXEMPT, seen=None, actor=hr)
        recording.record(procedure, others[0], WITHDRAWN, seen=None, actor=hr)
        recording.record(procedure, others[1], EXCLUDED, seen=None, actor=hr)
        lines = session().scalars(sa.select(AuditLine).where(AuditLine.action == "finding.recorded").order_by(AuditLine.seq)).all()
        assert [line.keys["kind"] for line in lines] == ["verdict", "absent", "exempt", "withdrawn", "excluded"]
        assert lines[0].keys["value"] == "suitable"
        assert lines[0].keys["source"] == digest("Bureau X, verslag 12", candidate.person.salt)
        assert not any("Bureau" in line.body or "Diploma" in line.body for line in lines)
        assert verdict.recorded_by == hr.id
        assert {"Bureau X, verslag 12", "Pas nu gemeld", "College"} <= set(queries.reason_texts(procedure.id).values())


@pytest.mark.parametrize("said", [ABSENT, EXEMPT, VERDICT])
def test_parts_are_judged_only_while_the_procedure_runs(work, said):
    with work():
        hr, procedure, candidate = first(make_case(opened=False))
        refused(procedure, candidate, said, hr, "zodra de lijst is afgesloten")
        recording.record(procedure, candidate, WITHDRAWN, seen=None, actor=hr)


def test_nothing_is_recorded_in_advance_but_an_exemption(work):
    with work():
        hr, procedure, candidate = first(make_case())
        refused(procedure, candidate, VERDICT, hr, "nog niet open")
        refused(procedure, candidate, replace(ABSENT, part_code="interview"), hr, "nog niet open")
        refused(procedure, candidate, replace(ABSENT, on=date(2026, 11, 24)), hr, "moet nog komen")
        recording.record(procedure, candidate, replace(EXEMPT, part_code="interview", value="40"), seen=None, actor=hr)


def test_a_verdict_is_for_who_is_admitted(work):
    with work():
        case = admitted_case()
        hr, procedure, admitted = first(case)
        other = queries.candidate_of(procedure, case.candidates[1])
        refused(procedure, other, VERDICT, hr, "niet toegelaten")
        recording.record(procedure, admitted, VERDICT, seen=None, actor=hr)
        refused(procedure, admitted, replace(VERDICT, part_code="gesprek"), hr, "geen oordeel")


def test_in_a_closed_round_a_reason_is_needed(work):
    with work():
        case = make_case(closed_rounds=("gesprek",))
        hr, procedure, candidate = first(case)
        refused(procedure, candidate, ABSENT, hr, "afgesloten. Geef de reden")
        recording.record(procedure, candidate, replace(ABSENT, reason="Lijst kwam later"), seen=None, actor=hr)


def test_kinds_that_exclude_each_other(work):
    with work():
        hr, procedure, candidate = first(make_case())
        recording.record(procedure, candidate, ABSENT, seen=None, actor=hr)
        refused(procedure, candidate, EXEMPT, hr, "Een afwezigheid is al geregistreerd")
        recording.record(procedure, candidate, WITHDRAWN, seen=None, actor=hr)
        refused(procedure, candidate, EXCLUDED, hr, "Een terugtrekking is al geregistreerd")


def test_absence_and_exemption_beside_sheets_that_count_are_refused(work):
    with work():
        case = make_case()
        hr, procedure, candidate = first(case)
        make_sheet(candidate, "gesprek", case.panel[2], "draft")
        sheet = make_sheet(candidate, "gesprek", case.panel[0])
        refused(procedure, candidate, ABSENT, hr, "één ingediend scoreblad")
        refused(procedure, candidate, EXEMPT, hr, "één ingediend scoreblad")
        make_sheet(candidate, "gesprek", case.panel[1])
        refused(procedure, candidate, ABSENT, hr, "2 ingediende scorebladen")
        make_not_sitting(candidate, "gesprek", sheet.account_id, "recused", by=case.hr)
        refused(procedure, candidate, ABSENT, hr, "één ingediend scoreblad")
        make_not_sitting(candidate, "gesprek", case.panel[1], "recused", by=case.hr)
        recording.record(procedure, candidate, ABSENT, seen=None, actor=hr)


def test_a_correction_ends_the_row_and_keeps_it(work):
    with work():
        case = admitted_case()
        hr, procedure, candidate = first(case)
        old = recording.record(procedure, candidate, VERDICT, seen=None, actor=hr)
        unsuitable = replace(VERDICT, value="unsuitable")
        with pytest.raises(Refused, match="reden van de verbetering"):
            recording.record(procedure, candidate, unsuitable, seen=old.id, actor=hr)
        new = recording.record(procedure, candidate, unsuitable, seen=old.id, why="Verslag verkeerd gelezen", actor=hr)
        assert (old.end_reason, old.ended_by, new.value) == ("Verslag verkeerd gelezen", hr.id, "unsuitable")
        line = session().scalars(sa.select(AuditLine).order_by(AuditLine.seq.desc()).limit(1)).one()
        assert (line.action, line.keys["old"], line.keys["new"]) == ("finding.corrected", "suitable", "unsuitable")
        assert queries.reason_texts(procedure.id)[line.keys["reason"]] == "Verslag verkeerd gelezen"
        assert [one.id for one in queries.current_findings(procedure.id)[candidate.id] if one.kind == FindingKind.VERDICT] == [new.id]


def test_two_officers_changing_one_verdict_see_both_texts_and_lose_nothing(work):
    with work():
        case = admitted_case()
        hr, procedure, candidate = first(case)
        held = recording.record(procedure, candidate, VERDICT, seen=None, actor=hr)
        with pytest.raises(Conflict) as caught:
            recording.record(procedure, candidate, replace(VERDICT, value="unsuitable", source="Bureau Y"), seen=None, actor=hr)
        label, mine, theirs = caught.value.context["rows"][0]
        assert label == "K01: Assessment"
        assert mine.startswith("ongeschikt · 20/11/2026 · Bureau Y")
        assert theirs.startswith("geschikt · 20/11/2026 · Bureau X")
        assert recording.record(procedure, candidate, VERDICT, seen=None, actor=hr) is held  # the same twice is no conflict and no second row
        recording.undo(procedure, candidate, held, why="Vergissing", actor=hr)
        with pytest.raises(Conflict) as caught:
            recording.record(procedure, candidate, VERDICT, seen=held.id, why="x", actor=hr)
        assert caught.value.context["rows"][0][2] == "Er is niets meer geregistreerd."
        assert session().scalar(sa.select(sa.func.count()).select_from(Finding).where(Finding.kind == FindingKind.VERDICT)) == 1


@pytest.mark.parametrize("kind", list(FindingKind))
def test_every_kind_is_undone_also_after_the_round_is_closed(work, kind):
    with work():
        case = make_case(closed_rounds=("gesprek", "assessment", "interview"))
        hr, procedure, candidate = first(case)
        part = "" if kind in queries.GONE else "assessment"
        finding = make_finding(candidate, kind, part, "suitable" if kind == FindingKind.VERDICT else "", by=case.hr)
        recording.undo(procedure, candidate, finding, why="Verkeerde kandidaat", actor=hr)
        assert queries.current_findings(procedure.id) == {}
        assert queries.findings_about(candidate)[0].end_reason == "Verkeerde kandidaat"
        with pytest.raises(Refused, match="al verbeterd of ongedaan"):
            recording.undo(procedure, candidate, finding, why="Nog eens", actor=hr)


PART = Part(code="p", title="P", points=Fraction(30))


@pytest.mark.parametrize(("typed", "stored"), [("0", "0"), ("30", "30"), ("21,5", "21.5"), (" 21.50 ", "21.5"), ("14.99", "14.99")])
def test_carried_points_are_read_exactly(work, typed, stored):
    with work():
        _hr, procedure = reach(make_case())
        assert carried_points(definition_of(procedure).scheme, PART, typed) == stored


BAD_NUMBERS = ["", " ", "30,01", "-1", "−1", "1e1", "1_0", "NaN", "sNaN", "Infinity", "１２", "٣", "12,345", "1.000,5", "+5", "0x1", "1 0", "7,5 %", "9" * 12]


@pytest.mark.parametrize("typed", BAD_NUMBERS)
def test_carried_points_that_are_none(work, typed):
    with work():
        _hr, procedure = reach(make_case())
        with pytest.raises(ValueError, match=r"[.]$"):
            carried_points(definition_of(procedure).scheme, PART, typed)


def test_carried_points_without_rounding_have_at_most_four_decimals(work):
    with work():
        _hr, procedure = reach(make_case())
        scheme = replace(definition_of(procedure).scheme, rounding=None)
        assert carried_points(scheme, PART, "14,9999") == "14.9999"
        with pytest.raises(ValueError, match="vier decimalen"):
            carried_points(scheme, PART, "14,99999")
        assert carried_points(scheme, replace(PART, points=None), "") == ""
        with pytest.raises(ValueError, match="geen punten"):
            carried_points(scheme, replace(PART, points=None), "3")
