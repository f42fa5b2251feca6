"""Own rows of the cross-walk: joined to the shipped one, added and removed at a competency, and by the workbook."""

import io
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.db import session
from selection.errors import NotFound, Refused
from selection.frameworks import actions, linking, pages, queries, wording
from selection.frameworks.crosswalk import Link, joined, seen_from
from selection.frameworks.models import FrameworkCounterpart
from selection.frameworks.reading import FrameworkProblems, read_framework
from selection.frameworks.workbook import framework_workbook
from selection.i18n import speaking
from tests.factories_accounts import make_person
from tests.pages import Visitor
from tests.selection.frameworks.books import book
from vacancies import shipped_crosswalk, shipped_frameworks

KNOWN = shipped_frameworks()
DURVEN = Link("klein", "durven", "lievegem", "samenwerken")
HEADS = ["Competentie", "Kader", "Tegenhanger", "Verwantschap"]


def rows_book(*rows):
    return book({"Tegenhangers": [list(row) for row in rows]}, heads={"Tegenhangers": HEADS})


def named(crosswalk, framework, competency):
    """(framework, competency) to the strength in the first group that has both."""
    found = {}
    for group in crosswalk.groups:
        everyone = (*group.members, *group.touches)
        if any((one.framework, one.competency) == (framework, competency) for one in everyone):
            found |= {(one.framework, one.competency): one.strength for one in everyone if (one.framework, one.competency) not in found}
    return found


def test_an_own_row_brings_along_what_its_counterpart_corresponds_to():
    whole = joined(shipped_crosswalk(), {DURVEN: "near"})
    about = named(whole, "klein", "durven")
    assert about["lievegem", "samenwerken"] == "near"
    assert about["maastricht", "samenwerken"] == "exact"  # as near as both are to the group: the page shows the farther of the two
    assert ("klein", "durven") in named(whole, "maastricht", "samenwerken")
    assert joined(shipped_crosswalk(), {}) == shipped_crosswalk()
    lone = Link("klein", "durven", "generiek", "nergens")
    assert named(joined(shipped_crosswalk(), {lone: "touches"}), "klein", "durven")["generiek", "nergens"] is None
    assert seen_from("lievegem", [(DURVEN, "near")]) == {DURVEN.turned(): "near"}


@pytest.mark.db
def test_a_counterpart_is_named_and_removed_at_the_competency(app, work):
    with work():
        hr = make_person("Hanne", "Hofman", email="hr@selectie.example", is_hr=True)
        make_person("Lies", "Lid", email="lid@selectie.example")
        book_of = read_framework(book(), KNOWN)
        actions.take(actions.keep(book_of.framework, "klein.xlsx", actor=hr, links=book_of.links), shown=actions.NEW, actor=hr)
    visitor = Visitor(app, "hr@selectie.example")
    address = "/competenties/kader/klein/competentie/durven"
    assert "Er is geen tegenhanger" in visitor.open(address).text
    assert visitor.send(f"{address}/tegenhangers", other="", strength="near").status_code == 422
    assert visitor.send(f"{address}/tegenhangers", other="klein/zwijgen", strength="near").status_code == 422  # of the same framework
    assert visitor.send(f"{address}/tegenhangers", other="lievegem/samenwerken", strength="near").status_code == 303
    page = visitor.open(address)
    assert (
        page.text.count("verwant: zelfde veld, ander accent") > 2
    )  # one is a choice of the form, one what was named; the others are those that it corresponds to
    assert "/competenties/kader/maastricht/competentie/samenwerken" in page.links
    assert address in visitor.open("/competenties/kader/maastricht/competentie/samenwerken").links
    assert visitor.send(f"{address}/tegenhangers", other="lievegem/samenwerken", strength="exact").status_code == 409
    reader = Visitor(app, "lid@selectie.example")
    assert "Zelf een tegenhanger" not in reader.open(address).text
    assert reader.send(f"{address}/tegenhangers", other="lievegem/visie", strength="near").status_code == 403
    with work(read_only=True):
        row = queries.own_rows()[DURVEN].id
    assert visitor.send("/competenties/kader/klein/competentie/zwijgen/tegenhangers/weg", row=str(row)).status_code == 404
    assert visitor.send(f"{address}/tegenhangers/weg", row="geen").status_code == 404
    assert visitor.send("/competenties/kader/lievegem/competentie/samenwerken/tegenhangers/weg", row=str(row)).status_code == 303
    assert "/competenties/kader/maastricht/competentie/samenwerken" not in visitor.open(address).links
    with work(read_only=True):
        assert session().scalar(sa.select(sa.func.count()).select_from(FrameworkCounterpart)) == 1  # nothing is deleted
        lines = session().scalars(sa.select(AuditLine).where(AuditLine.action.like("framework.counterpart%")).order_by(AuditLine.seq)).all()
        assert [(line.action, line.keys["pair"], line.keys["strength"]) for line in lines] == [
            ("framework.counterpart_added", "klein/durven/lievegem/samenwerken", "near"),
            ("framework.counterpart_removed", "klein/durven/lievegem/samenwerken", "near"),
        ]


@pytest.mark.db
def test_a_workbook_carries_the_rows_and_shows_what_changes_before_it_does(app, work):
    with work():
        make_person("Hanne", "Hofman", email="hr@selectie.example", is_hr=True)
    visitor = Visitor(app, "hr@selectie.example")

    def previewed(content):
        answer = visitor.send("/competenties/importeren", file=(io.BytesIO(content), "klein.xlsx"))
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"], visitor.open(answer.headers["Location"])

    address, page = previewed(rows_book(["durven", "lievegem", "samenwerken", "verwant"], ["zwijgen", "generiek", "in-team-werken", "raakt aan"]))
    assert "Durven (lievegem/samenwerken)" in page.text
    with work(read_only=True):
        assert queries.own_rows() == {}
        shown = actions.in_force("klein")
    assert visitor.send(address, old=shown).status_code == 303
    with work(read_only=True):
        assert {link: row.strength for link, row in queries.own_rows().items()} == {
            DURVEN: "near",
            Link("klein", "zwijgen", "generiek", "in-team-werken"): "touches",
        }
        shown = actions.in_force("klein")
    address, page = previewed(rows_book(["durven", "lievegem", "samenwerken", "zelfde begrip"]))
    assert "alleen tegenhangers veranderen: 0 toegevoegd, 1 gewijzigd, 1 verwijderd. Het kader blijft op versie 1." in page.text
    stale = visitor.send(address, old="iets anders")
    assert stale.status_code == 409
    assert visitor.send(address, old=shown).status_code == 303
    exported = visitor.client.get("/competenties/kader/klein/werkmap/1").get_data()
    with work(read_only=True):
        assert queries.version_in_force("klein").number == 1
        assert {link: row.strength for link, row in queries.own_rows().items()} == {DURVEN: "exact"}
    assert read_framework(exported, {**KNOWN}).links == {DURVEN: "exact"}
    _address, page = previewed(book())  # a workbook without the sheet leaves the rows as they are
    assert "De tegenhangers importeren" not in page.text
    with work(read_only=True):
        about = pages.counterparts(queries.framework_set(), "klein", "durven", queries.crosswalk_in_force())
        assert ("lievegem", "samenwerken") in {(one.version.code, one.competency.code) for one in about}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["nergens", "lievegem", "samenwerken", "verwant"], "De competentie nergens staat niet op het blad"),
        (["durven", "onbekend", "samenwerken", "verwant"], "“onbekend” is geen ander kader dat hier bekend is. Kies uit:"),
        (["durven", "klein", "zwijgen", "verwant"], "“klein” is geen ander kader dat hier bekend is."),
        (["durven", "lievegem", "nergens", "verwant"], "Het kader lievegem heeft geen competentie nergens. Verbeter de code."),
        (["durven", "lievegem", "samenwerken", "soms"], "“soms” kan hier niet. Kies uit: zelfde begrip, verwant, gedeeltelijk, raakt aan."),
        (["durven", "lievegem", "samenwerken", ""], "Deze cel is leeg. Vul ze in."),
        (["durven", "", "samenwerken", "verwant"], "Deze cel is leeg. Vul ze in."),
    ],
)
def test_every_fault_of_the_sheet_is_told_with_row_and_remedy(row, sentence):
    with speaking("nl"), pytest.raises(FrameworkProblems) as caught:
        read_framework(rows_book(row), KNOWN)
    with speaking("nl"):
        (text,) = [wording.sentence(problem) for problem in caught.value.problems]
    assert text.startswith("Blad “Tegenhangers”, rij 2, kolom ")
    assert sentence in text


def test_a_row_that_stands_twice_is_a_fault_and_all_faults_come_together():
    rows = [["durven", "lievegem", "samenwerken", "verwant"], ["durven", "lievegem", "samenwerken", "gedeeltelijk"], ["durven", "x", "y", "z"]]
    with speaking("nl"), pytest.raises(FrameworkProblems) as caught:
        read_framework(rows_book(*rows), KNOWN)
    assert [(problem.code, problem.row) for problem in caught.value.problems] == [
        ("counterpart_twice", 3),
        ("no_such_word", 4),
        ("counterpart_framework", 4),
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_sheet_is_written_and_read_back_in_both_languages(language):
    links = {Link("klein", "durven", "lievegem", "samenwerken"): "near", Link("klein", "zwijgen", "woordenboek", "analyseren"): "touches"}
    framework = read_framework(book(), KNOWN).framework
    with speaking(language):
        content = framework_workbook(framework, links, language=language, created=datetime(2026, 1, 1, tzinfo=UTC), organisation="Voorbeeldbestuur", note="")
    assert read_framework(content, KNOWN).links == links
    assert read_framework(book(), KNOWN).links is None


@pytest.mark.db
def test_two_of_one_framework_are_no_counterparts(work):
    with work():
        hr = make_person(is_hr=True)
        with pytest.raises(Refused):
            linking.add_link(Link("lievegem", "visie", "lievegem", "coachen"), "near", actor=hr)


@pytest.mark.db
def test_a_row_about_a_competency_that_an_import_takes_away_ends_with_it_and_no_workbook_carries_it(app, work):
    with work():
        hr = make_person("Hanne", "Hofman", email="hr@selectie.example", is_hr=True)
        book_of = read_framework(book(), KNOWN)
        actions.take(actions.keep(book_of.framework, "klein.xlsx", actor=hr, links=book_of.links), shown=actions.NEW, actor=hr)
        linking.add_link(DURVEN, "near", actor=hr)
    visitor = Visitor(app, "hr@selectie.example")
    rows = {
        "Competenties": [["zwijgen", "Zwijgen", "", "", "", "ja"]],
        "Clusters": [],
        "Dimensies": [],
        "Gedrag": [["zwijgen", "1", "indicator", "", "Praat door anderen heen."], ["zwijgen", "2", "indicator", "", "Laat anderen uitspreken."]],
        "Functieprofielen": [],
    }
    answer = visitor.send("/competenties/importeren", file=(io.BytesIO(book(rows)), "klein.xlsx"))
    assert answer.status_code == 303, answer.text
    page = visitor.open(answer.headers["Location"])
    assert "(lievegem/samenwerken)" in page.text
    with work(read_only=True):
        shown = actions.in_force("klein")
    assert visitor.send(answer.headers["Location"], old=shown).status_code == 303
    with work(read_only=True):
        assert queries.own_rows() == {}
    assert visitor.client.get("/competenties/kader/lievegem/werkmap/1").status_code == 200
    with work(), pytest.raises(NotFound):
        linking.add_link(DURVEN, "near", actor=session().merge(hr))


@pytest.mark.db
def test_a_row_that_lost_its_other_end_stays_out_of_the_workbook(work):
    with work():
        hr = make_person("Hanne", "Hofman", email="hr@selectie.example", is_hr=True)
        lost = Link("lievegem", "samenwerken", "klein", "weg")
        session().add(FrameworkCounterpart(**lost._asdict(), strength="near", made_at=datetime(2026, 1, 1, tzinfo=UTC), made_by=hr.id))
    with work(read_only=True):
        assert lost in queries.own_rows()
        assert linking.rows_of(KNOWN["lievegem"]) == {}
