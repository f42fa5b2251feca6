"""An own framework goes out of use and comes back; nothing is lost, and who uses it keeps it."""

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.db import session
from selection.frameworks import actions, queries
from selection.frameworks.models import FrameworkVersion
from selection.frameworks.reading import read_framework
from tests.factories_accounts import make_person
from tests.pages import Page, Visitor
from tests.selection.building.desk import Desk
from tests.selection.frameworks.books import book
from vacancies import shipped_frameworks

pytestmark = pytest.mark.db


@pytest.fixture
def visitor(app, work):
    with work():
        hr = make_person("Hanna", "Hofman", email="hr@selectie.example", is_hr=True)
        framework = read_framework(book(), shipped_frameworks()).framework
        actions.take(actions.keep(framework, "klein.xlsx", actor=hr), shown=actions.NEW, actor=hr)
    return Visitor(app, "hr@selectie.example")


def test_out_of_use_it_is_chosen_no_more_and_who_has_it_keeps_it(app, work, visitor):
    desk = Desk(app).begin(title="Redenaar")
    token = desk.client.token()
    form = {**desk.page("competenties")[1], "csrf_token": token, "choose": ["klein/durven"], "do": "take:klein"}
    assert desk.client.post(f"/ontwerpen/{desk.draft}/competenties", data=form).status_code == 303
    keeper = desk.draft
    assert visitor.send("/competenties/kader/klein/buiten-gebruik", reason="").status_code == 422
    assert visitor.send("/competenties/kader/klein/buiten-gebruik", reason="Vervangen door een ander kader.").status_code == 303
    page = visitor.open("/competenties/kader/klein")
    assert "Dit kader is buiten gebruik" in page.text
    assert "Vervangen door een ander kader." in page.text
    assert "Buiten gebruik" in visitor.open("/competenties/").text
    assert not any("klein" in link for link in visitor.open("/competenties/zoeken?woord=durven").links)
    assert 'value="klein/durven"' not in desk.begin(title="Een ander").get("competenties")
    desk.draft = keeper
    assert "Klein kader" in desk.get("competenties")  # this one keeps it
    assert "Het kader Klein kader is buiten gebruik." in desk.page("nakijken")[0].text
    assert "niet bekend" not in desk.page("competenties")[0].text
    assert visitor.send("/competenties/kader/klein/buiten-gebruik", reason="Nog eens.").status_code == 409
    with work(read_only=True):
        assert session().scalar(sa.select(sa.func.count()).select_from(FrameworkVersion).where(FrameworkVersion.code == "klein")) == 1


def test_out_of_use_it_is_not_imported_and_it_comes_back(work, visitor):
    assert visitor.send("/competenties/kader/klein/in-gebruik").status_code == 409  # it is in use
    visitor.send("/competenties/kader/klein/buiten-gebruik", reason="Even niet.")
    with work():
        hr = make_person("Hugo", "Helper", email="hugo@selectie.example", is_hr=True)
        kept = actions.keep(queries.version_in_force("klein").framework, "klein.xlsx", actor=hr)
        with pytest.raises(Exception, match="buiten gebruik"):
            actions.take(kept, shown=actions.in_force("klein"), actor=hr)
    assert visitor.send("/competenties/kader/klein/in-gebruik").status_code == 303
    assert Page(visitor.client.get("/competenties/kader/klein").text).faults() == []
    assert any("klein" in link for link in visitor.open("/competenties/zoeken?woord=durven").links)
    with work(read_only=True):
        lines = session().scalars(sa.select(AuditLine).where(AuditLine.action.in_(["framework.retired", "framework.returned"]))).all()
        assert {(line.action, line.keys["code"]) for line in lines} == {("framework.retired", "klein"), ("framework.returned", "klein")}


def test_what_comes_with_the_product_stays_in_use(visitor):
    assert visitor.client.get("/competenties/kader/lievegem/buiten-gebruik").status_code == 409
    assert visitor.send("/competenties/kader/lievegem/buiten-gebruik", reason="Weg.").status_code == 409
    assert "Buiten gebruik stellen" not in visitor.open("/competenties/kader/lievegem").text
    assert visitor.client.get("/competenties/kader/nergens/buiten-gebruik").status_code == 404
