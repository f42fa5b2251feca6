"""Who reaches the candidates: only HR of the procedure, only through it, in a fixed number of queries."""

import uuid

import pytest
import sqlalchemy as sa

from selection.candidates import queries
from selection.candidates.models import Candidate, CandidatePerson, FindingKind
from tests.factories import make_candidate
from tests.factories_accounts import make_person
from tests.factories_candidates import make_case, make_finding, make_not_sitting, reach

pytestmark = pytest.mark.db

LIST_PAGES = ["/", "/nieuw", "/import", "/sjabloon.csv", "/sjabloon.xlsx", "/sluiten", "/heropenen", "/oordelen/assessment"]
CANDIDATE_PAGES = ["/{c}", "/{c}/wijzigen", "/{c}/verwijderen", "/{c}/vaststellen/teruggetrokken", "/{c}/vaststellen/afwezig/gesprek", "/{c}/wie-zat/gesprek"]
OWN_PAGES = ["/{c}/vaststellingen/{f}/ongedaan", "/{c}/wie-zat/{n}/ongedaan", "/import/{x}", "/import/{x}/wegdoen", "/import/{x}/ongedaan"]


@pytest.fixture
def two(work):
    """Two procedures of two HR officers; a candidate of each has one and the same address. Addresses of pages of the first."""
    with work():
        one, other = make_case(), make_case(domain="twee.example")
        for case in (one, other):
            make_candidate(reach(case)[1], "K04", email="dezelfde@x.be")
        candidate = queries.candidate_of(reach(one)[1], one.candidates[0])
        finding = make_finding(candidate, FindingKind.ABSENT, "gesprek", by=one.hr)
        row = make_not_sitting(candidate, "gesprek", one.panel[0], by=one.hr)
        make_person("Ada", "Beheer", email="admin@x.be", is_administrator=True)
        return one, other, {"c": candidate.id, "f": finding.id, "n": row.id, "x": uuid.uuid4()}


@pytest.mark.parametrize("path", LIST_PAGES + CANDIDATE_PAGES + OWN_PAGES)
def test_nobody_but_hr_of_the_procedure_reaches_a_page(two, pages, path):
    one, _other, ids = two
    path = path.format(**ids)
    assert pages(one, "hr@twee.example").get(path).status_code in {404, 405}
    assert pages(one, "hr@twee.example").send(path).status_code in {404, 405}
    for email in ("lid0@een.example", "admin@x.be"):
        person = pages(one, email)
        assert person.get(path).status_code in {403, 405}
        assert person.send(path).status_code in {403, 405}


@pytest.mark.parametrize("path", CANDIDATE_PAGES + OWN_PAGES[:2])
def test_a_candidate_is_reached_through_the_own_procedure_only(two, pages, path):
    _one, other, ids = two
    hr = pages(other, "hr@twee.example")
    assert hr.send(path.format(**ids), reason="x").status_code in {404, 405}
    assert hr.get(path.format(**ids)).status_code in {404, 405}


def test_changing_one_of_two_with_the_same_address_leaves_the_other(two, pages, work):
    one, other, _ids = two
    with work() as session:
        wanted = sa.select(Candidate).join(CandidatePerson).where(CandidatePerson.email == "dezelfde@x.be", Candidate.procedure_id == one.procedure)
        mine = session.scalars(wanted).one()
    fields = {"given_name": "Alleen", "family_name": "Hier", "email": "dezelfde@x.be", "telephone": "", "version": "1"}
    assert pages(one).send(f"/{mine.id}/wijzigen", **fields).status_code == 303
    assert pages(one).send(f"/{mine.id}/vaststellen/teruggetrokken", on="20/11/2026", reason="Per brief", seen="").status_code == 303
    text = pages(other, "hr@twee.example").get("/?zoek=dezelfde").text
    assert "Hier, Alleen" not in text
    assert "Teruggetrokken</span>" not in text


def test_who_becomes_a_candidate_reaches_the_procedure_no_more(two, pages, work):
    one, other, _ids = two
    hr = pages(one)
    assert hr.get("/").status_code == 200
    with work():
        make_candidate(reach(one)[1], "K05", email="hr@een.example")
    assert hr.get("/").status_code == 404
    assert pages(other, "hr@twee.example").get("/").status_code == 200


def counted(app, fetch):
    """Number of statements that a page runs."""
    seen = []

    def executed(connection, cursor, statement, parameters, context, executemany):
        seen.append(statement)

    engines = (app.database.read_engine, app.database.write_engine)
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", executed)
    try:
        assert fetch().status_code == 200
    finally:
        for engine in engines:
            sa.event.remove(engine, "before_cursor_execute", executed)
    return len(seen)


@pytest.mark.parametrize("path", ["/", "/oordelen/assessment", "/{c}", "/{c}/wie-zat/gesprek", "/import"])
def test_queries_do_not_grow_with_candidates(app, work, pages, path):
    numbers = []
    for size, domain in ((3, "een.example"), (30, "twee.example")):
        with work():
            case = make_case(size, closed_rounds=("gesprek",), domain=domain)
            procedure = reach(case)[1]
            for one in case.candidates:
                candidate = queries.candidate_of(procedure, one)
                make_finding(candidate, FindingKind.EXEMPT, "gesprek", "20", by=case.hr)
                make_finding(candidate, FindingKind.VERDICT, "assessment", "suitable", by=case.hr)
                make_not_sitting(candidate, "gesprek", case.panel[0], by=case.hr)
        hr = pages(case, f"hr@{domain}")
        address = path.format(c=case.candidates[0])
        assert hr.get(address).status_code == 200
        numbers.append(counted(app, lambda hr=hr, address=address: hr.get(address)))
    assert numbers[0] == numbers[1] > 3
