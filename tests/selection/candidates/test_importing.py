"""Importing a list: applied exactly as previewed, shown again when something changed, undone as a whole."""

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.candidates import entering, importing, queries
from selection.candidates.entering import Details
from selection.candidates.importing import ChoicesMissing, PlanChanged
from selection.candidates.models import CandidatePerson, FindingKind, ImportBatch, UploadedList
from selection.candidates.reading import read_list
from selection.db import session
from selection.errors import NotFound, Refused
from tests.factories_candidates import make_case, make_finding, make_not_sitting, make_sheet, reach

pytestmark = pytest.mark.db

LIST = """Voornaam;Familienaam;E-mail;Telefoon
Nieuw;Eén;nieuw1@x.be;09 1
Kandi;Gewijzigd;k1@een.example;09 2
Kandi;Daat2;k2@een.example;
Kandi;Daat3;ander@x.be;
Dubbel;Persoon;dubbel@x.be;
Dubbel;Persoon;DUBBEL@x.be;09 9
Lid;Jury;lid0@een.example;
Fout;;fout@x.be;
"""


def prepared(case, text=LIST):
    hr, procedure = reach(case)
    kept = importing.keep(procedure, read_list(text.encode()), "lijst.csv", actor=hr)
    return hr, procedure, kept


def digest(procedure, kept):
    return importing.plan_of(procedure, importing.Upload.from_json(kept.content)).digest


def people(procedure):
    return {one.person.email: (one.person.name, one.person.telephone) for one in queries.candidates_of(procedure.id)}


def test_what_was_shown_is_what_happens(work):
    with work():
        case = make_case(opened=False)
        hr, procedure, kept = prepared(case)
        batch = importing.take(procedure, kept, shown=digest(procedure, kept), taken=frozenset({5, 7, 8}), actor=hr)
        assert people(procedure) == {
            "nieuw1@x.be": ("Nieuw Eén", "09 1"),
            "k1@een.example": ("Kandi Gewijzigd", "09 2"),
            "k2@een.example": ("Kandi Daat2", ""),
            "k3@een.example": ("Kandi Daat3", ""),
            "ander@x.be": ("Kandi Daat3", ""),
            "dubbel@x.be": ("Dubbel Persoon", "09 9"),
        }
        assert (batch.rows, batch.file_name) == (4, "lijst.csv")
        assert session().scalar(sa.select(sa.func.count()).select_from(UploadedList)) == 0
        line = session().scalars(sa.select(AuditLine).where(AuditLine.action == "candidates.imported")).one()
        assert (len(line.keys["added"]), len(line.keys["changed"])) == (3, 1)
        assert "x.be" not in line.body


def test_doubtful_rows_are_skipped_unless_taken_and_never_taken_twice(work):
    with work():
        hr, procedure, kept = prepared(make_case(opened=False))
        shown = digest(procedure, kept)
        with pytest.raises(ChoicesMissing) as caught:
            importing.take(procedure, kept, shown=shown, taken=frozenset({6, 7}), actor=hr)
        assert caught.value.rows == {6, 7}
        assert importing.take(procedure, kept, shown=shown, taken=frozenset(), actor=hr).rows == 2
        assert "lid0@een.example" not in people(procedure)


def test_a_change_meanwhile_imports_nothing(work):
    with work():
        hr, procedure, kept = prepared(make_case(opened=False))
        shown = digest(procedure, kept)
        entering.add(procedure, Details(given_name="Nieuw", family_name="Eén", email="nieuw1@x.be"), actor=hr)
        with pytest.raises(PlanChanged):
            importing.take(procedure, kept, shown=shown, taken=frozenset(), actor=hr)
        assert session().scalar(sa.select(sa.func.count()).select_from(ImportBatch)) == 0


def test_a_list_with_nothing_to_import_is_refused(work):
    with work():
        hr, procedure, kept = prepared(make_case(opened=False), "voornaam;naam;e-mail\nKandi;Daat1;k1@een.example\n")
        with pytest.raises(Refused, match="niets"):
            importing.take(procedure, kept, shown=digest(procedure, kept), taken=frozenset(), actor=hr)


def test_an_uploaded_list_belongs_to_its_procedure_and_person_and_goes_after_a_day(work, clock):
    with work():
        one, other = make_case(opened=False), make_case(opened=False, domain="twee.example")
        hr, procedure, kept = prepared(one)
        stranger, elsewhere = reach(other)
        assert importing.kept_list(procedure, kept.id, hr) is kept
        for wrong in ((elsewhere, stranger), (elsewhere, hr), (procedure, stranger)):
            with pytest.raises(NotFound):
                importing.kept_list(wrong[0], kept.id, wrong[1])
        clock.forward(hours=25)
        prepared(other)
        with pytest.raises(NotFound):
            importing.kept_list(procedure, kept.id, hr)


def test_undoing_takes_back_additions_and_changes_and_keeps_later_work(work):
    with work():
        case = make_case(opened=False)
        hr, procedure, kept = prepared(case, LIST.replace("Daat2;k2@een.example;", "Daat2;k2@een.example;09 3"))
        before = people(procedure)
        batch = importing.take(procedure, kept, shown=digest(procedure, kept), taken=frozenset({5}), actor=hr)
        second = queries.candidate_of(procedure, case.candidates[1])
        entering.change(procedure, second, Details(given_name="Kandi", family_name="Hand", email="k2@een.example"), version=second.version, actor=hr)
        new = next(one for one in queries.candidates_of(procedure.id) if one.person.email == "nieuw1@x.be")
        make_finding(new, FindingKind.WITHDRAWN, by=case.hr)
        make_not_sitting(new, "gesprek", case.panel[0], by=case.hr)
        assert importing.undo(procedure, batch, actor=hr) == (2, 1, 1)
        assert people(procedure) == before | {"k2@een.example": ("Kandi Hand", "")}
        with pytest.raises(Refused, match="al ongedaan"):
            importing.undo(procedure, batch, actor=hr)


@pytest.mark.parametrize("judgement", ["draft", "verdict", "exempt"])
def test_an_import_stays_once_one_of_its_candidates_was_judged(work, judgement):
    with work():
        case = make_case(1, opened=False)
        hr, procedure, kept = prepared(case, "voornaam;naam;e-mail\nA;B;a@x.be\nC;D;c@x.be\n")
        batch = importing.take(procedure, kept, shown=digest(procedure, kept), taken=frozenset(), actor=hr)
        first = queries.candidate_of(procedure, case.candidates[0])
        make_sheet(first, "gesprek", case.panel[0])  # of somebody who was there already: no hindrance
        assert importing.hindrances(procedure, [batch]) == {}
        judged = next(one for one in queries.candidates_of(procedure.id) if one.person.email == "a@x.be")
        if judgement == "draft":
            make_sheet(judged, "gesprek", case.panel[0], "draft")
        else:
            make_finding(judged, FindingKind(judgement), "assessment", "suitable" if judgement == "verdict" else "", by=case.hr)
        assert list(importing.hindrances(procedure, [batch])) == [batch.id]
        with pytest.raises(Refused, match="kandidaten ervan is al beoordeeld"):
            importing.undo(procedure, batch, actor=hr)
        assert session().scalar(sa.select(sa.func.count()).select_from(CandidatePerson)) == 3
