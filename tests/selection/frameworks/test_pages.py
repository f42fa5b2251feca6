"""The pages of frameworks: what stands on them for whom, an import from upload to new version, and what it costs."""

import io
import json
from contextlib import contextmanager
from html import unescape

import pytest
from sqlalchemy import event

from selection.db import session
from selection.frameworks import queries
from selection.frameworks.actions import take_shipped
from selection.frameworks.models import FrameworkVersion, Origin
from selection.frameworks.reading import read_framework
from selection.procedures.choices import definition_choices
from tests.factories_accounts import make_person
from tests.pages import Visitor
from tests.selection.frameworks.books import book, with_row
from tests.selection.frameworks.test_versions import changed, imported
from vacancies import framework_data, framework_from, framework_text, shipped_frameworks

pytestmark = pytest.mark.db


@pytest.fixture
def people(work):
    with work():
        make_person("Hanne", "Hofman", email="hr@selectie.example", is_hr=True)
        make_person("Lies", "Lid", email="lid@selectie.example")


@pytest.fixture
def hr(app, people):
    return Visitor(app, "hr@selectie.example")


def uploaded(visitor, content, name="kader.xlsx"):
    """The answer to an upload."""
    return visitor.send("/competenties/importeren", file=(io.BytesIO(content), name))


def test_a_competency_with_levels_counterparts_and_profiles(hr):
    page = hr.open("/competenties/kader/maastricht/competentie/plannen-en-organiseren")
    for text in ("Plannen en organiseren", "3 niveaus naast elkaar", "OIK 3 t/m 7", "ontwikkeltips", "Dezelfde competentie elders", "Projectleider"):
        assert text in page.text
    assert "Niveaus van verschillende kaders zijn niet op elkaar afgestemd: niveau 3 hier is niet niveau 3 daar." in page.text
    assert "/competenties/kader/woordenboek/competentie/plannen-en-organiseren" in page.links
    assert all(tip in page.text for level in shipped_frameworks()["maastricht"].competency("plannen-en-organiseren").levels for tip in level.tips)


PAGES = (
    ("/competenties/", ["Competentiewoordenboek", "27", "geen niveaus", "een ladder van 4 niveaus, van zwak naar sterk"]),
    ("/competenties/kader/woordenboek", ["Stakeholder management", "29 competenties", "Analyseren", "meegeleverd", "het product"]),
    ("/competenties/kader/woordenboek/competentie/analyseren", ["4 niveaus naast elkaar", "de hele ladder"]),
    ("/competenties/kader/generiek/competentie/objectieven-behalen", ["Dimensies", "Kansen benutten", "Ziet kansen en doet op het goede moment"]),
    ("/competenties/kader/jaargesprekken/competentie/klantgericht", ["Gedragsindicatoren", "Klantgerichtheid"]),
    ("/competenties/kader/lievegem/competentie/coachen", ["Eén niveau", "Niveau 3"]),
    ("/competenties/kader/maastricht/profiel/teammanager", ["Kerncompetenties", "Motiveren", "Daarnaast wordt niets vrij gekozen."]),
    ("/competenties/kader/maastricht/profiel/projectleider?niveau=oik-3-7", ["Daarnaast worden 2 competenties vrij gekozen.", "Deelt eigen kennis"]),
    ("/competenties/zoeken?woord=DAT+KAN+NIET'", ["Klantgericht werken", "Competentiegids in drie niveaus"]),
    ("/competenties/zoeken?woord=xyzzy", ["Geen competentie bevat “xyzzy”. Probeer een ander woord, of een deel ervan."]),
)


def test_what_stands_on_each_page(hr):
    for address, texts in PAGES:
        page = hr.open(address)
        assert [text for text in texts if text not in page.text] == [], address


def test_who_is_in_no_panel_and_no_hr_reads_but_has_no_import(app, people):
    visitor = Visitor(app, "lid@selectie.example")
    page = visitor.open("/competenties/kader/generiek")
    assert not [link for link in page.links if "werkmap" in link or "importeren" in link]
    assert visitor.client.get("/competenties/importeren").status_code == 403
    assert visitor.client.get("/competenties/kader/generiek/werkmap/1").status_code == 403
    assert "/competenties/" in visitor.open("/taken").links
    assert app.test_client().get("/competenties/").status_code in {302, 303, 401}
    assert "Competenties" in Visitor(app, "hr@selectie.example").open("/procedures").text


def test_what_nobody_knows_is_not_found(hr):
    for address in ("kader/geen", "kader/generiek/competentie/geen", "kader/maastricht/profiel/geen", "kader/generiek/werkmap/9"):
        assert hr.client.get(f"/competenties/{address}").status_code == 404
    assert hr.client.get("/competenties/zoeken?woord=&kader=generiek").headers["Location"] == "/competenties/kader/generiek"
    assert hr.client.get("/competenties/zoeken").headers["Location"] == "/competenties/"


def test_exported_edited_and_imported_it_is_a_new_version(hr, work):
    content = hr.client.get("/competenties/kader/lievegem/werkmap/1").data
    assert framework_text(read_framework(content, shipped_frameworks()).framework) == framework_text(shipped_frameworks()["lievegem"])
    same = hr.client.get(uploaded(hr, content).headers["Location"])
    assert "niets verschilt van versie 1, die nu geldt." in unescape(same.text)
    address = uploaded(hr, book(with_row("Kader", 2, "lievegem", "Eigen kader", "", "nl", "ladder"))).headers["Location"]
    preview = hr.open(address)
    assert "6 toegevoegd, 1 gewijzigd, 17 verdwenen. Dit wordt versie 2." in preview.text
    assert "Coachen (coachen)" in preview.text
    assert "Durven (durven)" in preview.text
    old = next(value for name, value in preview.form(address).fields if name == "old")
    assert hr.send(address, old="0").status_code == 409
    assert hr.send(address, old=old).headers["Location"] == "/competenties/kader/lievegem"
    page = hr.open("/competenties/kader/lievegem")
    assert "Versie 2 geldt nu. Lopende procedures houden de versie waarmee ze begonnen." in page.text
    assert "Dit is je eigen versie" in page.text
    with work(read_only=True):
        faults = definition_choices("", "nl", queries.framework_set()).faults
    assert (
        "directeur-interne-organisatie.toml: competencies[0].competency (voortdurend-verbeteren): "
        "het competentiekader lievegem heeft geen competentie voortdurend-verbeteren. Controleer de code in het kader."
    ) in faults
    back = hr.send("/competenties/kader/lievegem/meegeleverd").headers["Location"]
    assert "Durven (durven)" in hr.open(back).text
    assert hr.send(f"{back}/wegdoen").headers["Location"] == "/competenties/importeren"
    assert hr.client.get(back).status_code == 404


def test_faults_of_an_upload_are_told_on_the_page(hr):
    answer = uploaded(hr, book(with_row("Niveaus", 4, "1", "Weer")))
    assert answer.status_code == 422
    assert "Blad “Niveaus”, rij 4, kolom “Code”: 1 staat er twee keer." in unescape(answer.text)
    many = uploaded(hr, book({**with_row("Niveaus", 4, "1", "Weer"), **with_row("Clusters", 3, "A", "Weer")}))
    page = hr.judged(many)
    assert "Blad “Clusters”, rij 3, kolom “Code”: A en a verschillen alleen in hoofdletters." in page.text
    assert "Dit werkboek kan nog niet gebruikt worden; wat er fout is, staat hieronder." in page.text
    assert hr.send("/competenties/importeren").status_code == 422


def test_a_definition_takes_the_newest_texts(app, work):
    with work():
        imported(changed("lievegem", coachen="Coachen en begeleiden"), make_person(is_hr=True))
    with work(read_only=True):
        choices = definition_choices("", "nl", queries.framework_set())
    names = [asked.name for asked in choices.definitions["shipped/directeur-interne-organisatie"].competencies]
    assert "Coachen en begeleiden" in names
    assert choices.faults == ()


@contextmanager
def counted(app):
    """The statements that reach the database."""
    seen = []

    def noted(connection, cursor, statement, parameters, context, executemany):
        seen.append(statement)

    event.listen(app.database.read_engine, "after_cursor_execute", noted)
    try:
        yield seen
    finally:
        event.remove(app.database.read_engine, "after_cursor_execute", noted)


def cost(visitor, app, address):
    visitor.client.get(address)  # frameworks are read once in a process
    with counted(app) as seen:
        assert visitor.client.get(address).status_code == 200
    return len(seen)


def test_no_page_asks_more_when_there_are_more_versions_and_frameworks(hr, app, work):
    addresses = ["/competenties/", "/competenties/kader/generiek", "/competenties/zoeken?woord=plannen", "/competenties/importeren"]
    few = [cost(hr, app, address) for address in addresses]
    with work():
        maker = make_person(is_hr=True)
        for number in range(2, 12):
            for code in ("generiek", f"eigen-{number}"):
                data = {**framework_data(shipped_frameworks()["generiek"]), "code": code, "title": f"Kader {number}"}
                framework = framework_from(json.loads(json.dumps(data)), name=code)
                row = FrameworkVersion(code=code, number=number, fingerprint=f"{code}-{number}", content=framework_text(framework), origin=Origin.OWN)
                row.made_at, row.made_by = queries.versions_of("generiek")[0].made_at, maker.id
                session().add(row)
    assert [cost(hr, app, address) for address in addresses] == few


def test_starting_again_stores_nothing(app):
    assert take_shipped(app.database) == 0
