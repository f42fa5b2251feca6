"""The list of candidates: adding, changing, removing, closing with codes in chance order, reopening."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.candidates import entering, queries
from selection.candidates.entering import Details
from selection.candidates.models import CandidatePerson, FindingKind
from selection.db import session
from selection.errors import BadInput, Conflict, Refused
from selection.procedures.queries import candidacies_of
from tests.factories_candidates import make_case, make_finding, make_sheet, reach

pytestmark = pytest.mark.db

DETAILS = Details(given_name="Nele", family_name="Van den Berghe", email="nele@een.example", telephone="09 123")


def last_line():
    return session().scalars(sa.select(AuditLine).order_by(AuditLine.seq.desc()).limit(1)).one()


def test_adding_stores_normalised_details_and_audits_no_name(work):
    with work():
        case = make_case(opened=False)
        hr, procedure = reach(case)
        candidate = entering.add(procedure, DETAILS, actor=hr)
        assert (candidate.person.name, candidate.code, queries.count(procedure.id)) == ("Nele Van den Berghe", None, 4)
        line = last_line()
        assert (line.action, line.keys["candidate"]) == ("candidate.added", str(candidate.id))
        assert not any(word in line.body for word in ("Nele", "Berghe", "nele@"))


@pytest.mark.parametrize(("email", "words"), [("lid1@een.example", "jury"), ("hr@een.example", "HR-medewerker"), ("k1@een.example", "andere kandidaat")])
def test_addresses_of_panel_hr_and_candidates_are_refused(work, email, words):
    with work():
        hr, procedure = reach(make_case(opened=False))
        with pytest.raises(BadInput) as caught:
            entering.add(procedure, replace(DETAILS, email=email), actor=hr)
        assert words in caught.value.message.replace("selectiecommissie", "jury").lower().replace("hr-medewerker", "HR-medewerker")


def test_the_same_address_in_two_procedures_is_two_candidates(work):
    with work():
        one, other = make_case(opened=False, domain="een.example"), make_case(opened=False, domain="twee.example")
        for case in (one, other):
            hr, procedure = reach(case)
            entering.add(procedure, replace(DETAILS, email="dezelfde@x.be"), actor=hr)
        assert queries.candidacies("dezelfde@x.be") == {one.procedure, other.procedure}
        hr, procedure = reach(other)
        entering.change(procedure, queries.candidates_of(other.procedure)[-1], replace(DETAILS, email="dezelfde@x.be", family_name="Zz"), version=1, actor=hr)
        stored = session().scalars(sa.select(CandidatePerson.family_name).where(CandidatePerson.email == "dezelfde@x.be"))
        assert sorted(stored) == ["Van den Berghe", "Zz"]
        assert queries.addresses(one.procedure) >= {"dezelfde@x.be"}
        assert one.procedure not in candidacies_of(hr)


def test_a_change_with_an_old_version_shows_both_and_stores_nothing(work):
    with work():
        case = make_case(opened=False)
        hr, procedure = reach(case)
        candidate = queries.candidate_of(procedure, case.candidates[0])
        entering.change(procedure, candidate, replace(DETAILS, email="k1@een.example"), version=1, actor=hr)
        assert candidate.version == 2
        with pytest.raises(Conflict) as caught:
            entering.change(procedure, candidate, replace(DETAILS, family_name="Ander", email="k1@een.example"), version=1, actor=hr)
        assert caught.value.context["rows"] == [("Familienaam", "Ander", "Van den Berghe")]
        assert candidate.person.family_name == "Van den Berghe"
        entering.change(procedure, candidate, Details.of(candidate.person), version=1, actor=hr)  # the same text again is no conflict
        assert candidate.version == 2


def test_closing_gives_every_candidate_a_code_by_chance(work):
    with work():
        case = make_case(30, opened=False)
        hr, procedure = reach(case)
        entering.close_list(procedure, actor=hr)
        first = queries.codes(procedure.id)
        assert sorted(first.values()) == [f"K{number:02d}" for number in range(1, 31)]
        by_name = [first[str(one)] for one in case.candidates]
        assert by_name != sorted(by_name)
        assert last_line().keys["codes"] == {code: candidate for candidate, code in first.items()}
        with pytest.raises(Refused, match="afgesloten"):
            entering.add(procedure, DETAILS, actor=hr)
        with pytest.raises(Refused):
            entering.remove(procedure, queries.candidates_of(procedure.id)[0], actor=hr)
        entering.reopen_list(procedure, actor=hr)
        assert set(queries.codes(procedure.id).values()) == {""}
        entering.close_list(procedure, actor=hr)
        assert queries.codes(procedure.id) != first
        assert [one.code for one in queries.candidates_of(procedure.id)] == sorted(first.values())


@pytest.mark.parametrize(("number", "first", "last"), [(1, "K01", "K01"), (99, "K01", "K99"), (100, "K001", "K100"), (1000, "K0001", "K1000")])
def test_codes_grow_so_that_they_sort_as_text(number, first, last):
    codes = entering.codes_for(number)
    assert (codes[0], codes[-1], len(codes)) == (first, last, number)
    assert codes == sorted(codes)


def test_an_empty_list_is_not_closed(work):
    with work():
        hr, procedure = reach(make_case(0, opened=False))
        with pytest.raises(Refused, match="nog geen kandidaat"):
            entering.close_list(procedure, actor=hr)


@pytest.mark.parametrize("judgement", ["draft", "verdict", "exempt"])
def test_the_list_stays_closed_once_something_was_judged(work, judgement):
    with work():
        case = make_case(2)
        hr, procedure = reach(case)
        candidate = queries.candidate_of(procedure, case.candidates[0])
        if judgement == "draft":
            make_sheet(candidate, "gesprek", case.panel[0], state="draft")
        else:
            finding = make_finding(candidate, FindingKind(judgement), "assessment", "suitable" if judgement == "verdict" else "", by=case.hr)
            finding.ended_at = finding.recorded_at  # also when it was undone since (R17)
        with pytest.raises(Refused, match="beoordeeld"):
            entering.reopen_list(procedure, actor=hr)


def test_removing_takes_everything_about_the_person_along(work):
    with work():
        case = make_case(2, opened=False)
        hr, procedure = reach(case)
        candidate = queries.candidate_of(procedure, case.candidates[0])
        make_finding(candidate, FindingKind.WITHDRAWN, by=case.hr)
        entering.remove(procedure, candidate, actor=hr)
        assert queries.count(procedure.id) == 1
        assert session().scalar(sa.select(sa.func.count()).select_from(CandidatePerson)) == 1
        assert last_line().action == "candidate.removed"


def test_names_sort_as_dutch_reads_them_and_codes_by_code(work):
    with work():
        case = make_case(0, opened=False)
        hr, procedure = reach(case)
        for number, name in enumerate(["Zeger", "van den Berghe", "Évrard", "Van Aken", "D'Hondt", "ebbe"]):
            entering.add(procedure, Details(given_name="A", family_name=name, email=f"n{number}@x.be"), actor=hr)
        names = [one.person.family_name for one in queries.candidates_of(procedure.id)]
        assert names == ["D'Hondt", "ebbe", "Évrard", "Van Aken", "van den Berghe", "Zeger"]
