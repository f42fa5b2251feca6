"""The organisation's own pages: plain text with a few marks, every version kept."""

import pytest
import sqlalchemy as sa

from selection.db import session
from selection.organisation.markup import blocks
from selection.organisation.models import OrganisationPage, PageKind
from selection.organisation.queries import Organisation, filled, page_text, shipped_page
from tests.factories_accounts import make_person
from tests.pages import Visitor

pytestmark = pytest.mark.db
NASTY = "<script>alert(1)</script> {{ 7*7 }} {% x %} {onbekend}"


def test_a_page_is_written_kept_and_shown(app, work):
    with work():
        make_person("Ada", "Adam", email="admin@voorbeeld.example", is_administrator=True)
    admin, place = Visitor(app, "admin@voorbeeld.example"), "/instellingen/paginas/privacy/nl"
    admin.open("/instellingen")
    shipped = dict(admin.open(place).form(place).fields)["text"]
    assert shipped.strip().replace("\r\n", "\n") == shipped_page(PageKind.PRIVACY, "nl").text
    text = f"# Eigen kop\r\n\r\nVan {{organisation}}: {NASTY}\r\n- een\r\n- twee"
    assert admin.send(place, number="0", text=text).status_code == 303
    page = admin.open("/privacy")
    assert "Eigen kop" in page.text
    assert f"Van Voorbeeldbestuur: {NASTY}" in page.text
    assert admin.send(place, number="1", text=text).status_code == 303  # the same text makes no version
    answer = admin.send(place, number="0", text="Oud formulier")
    assert answer.status_code == 422
    assert "een andere versie" in admin.judged(answer).text
    assert "Oud formulier" in answer.text
    assert "Eigen kop" in admin.open(f"{place}/1").text
    assert "Wie is verantwoordelijk?" in admin.open(f"{place}/0").text
    admin.open(f"{place}/2", status=404)
    assert "Who is responsible?" in Visitor(app, language="en").open("/privacy").text
    with work():
        assert page_text("privacy", "nl").version == "privacy-nl-1"
        assert session().scalar(sa.select(sa.func.count()).select_from(OrganisationPage)) == 1
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), work():
        session().execute(sa.update(OrganisationPage).values(text="x"))


@pytest.mark.parametrize("kind", list(PageKind))
@pytest.mark.parametrize("code", ["nl", "en"])
def test_every_page_comes_with_a_text_without_holes(kind, code):
    about = Organisation(name="Bestuur", address="Dorp 1\n9999 Voorbeeld", contact_email="hr@voorbeeld.example", contact_phone="09 000 00 00")
    text = filled(shipped_page(kind, code).text, about, code)
    assert "Bestuur" in text
    assert "{" not in text
    assert "{" not in filled(shipped_page(kind, code).text, Organisation(name="Bestuur"), code)


def test_marks_become_headings_lists_and_links():
    found = blocks("# Kop\nEerste regel\ntweede regel\n\n- een https://a.example/x?y=1.\n- twee\n# Nog een\nMail a@b.example, of kom.")
    assert [(block.kind, len(block.items)) for block in found] == [("heading", 1), ("paragraph", 2), ("list", 2), ("heading", 1), ("paragraph", 1)]
    assert [(piece.text, piece.url) for piece in found[2].items[0]] == [("een ", ""), ("https://a.example/x?y=1", "https://a.example/x?y=1"), (".", "")]
    assert [piece.url for piece in found[4].items[0]] == ["", "mailto:a@b.example", ""]
    assert found[0].text == "Kop"
    assert [piece.url for block in blocks("javascript:alert(1) http://x.example data:x") for piece in block.items[0]] == [""]
    assert blocks("\n\n") == []
