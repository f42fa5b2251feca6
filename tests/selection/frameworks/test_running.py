"""An import changes nothing in a procedure that runs: not on its sheets, and not when its texts are corrected or its rules amended."""

import html
import re

import pytest

from selection.accounts.models import Account
from selection.db import session
from selection.frameworks import queries
from selection.frameworks.actions import take_shipped
from selection.procedures.actions import rules
from selection.procedures.queries import definition_of
from selection.scoresheets.content import Answer, Content
from tests.factories import definition_data
from tests.factories_accounts import sign_in
from tests.factories_scoresheets import email_of, make_panel_at_work, make_sheet, procedure_of
from tests.pages import Page
from tests.selection.frameworks.test_versions import changed, imported
from vacancies import framework_data, framework_from, shipped_frameworks

pytestmark = pytest.mark.db
ASKED = {"framework": "maastricht", "competency": "samenwerken", "level": "oik-3-7"}
LADDER = {"framework": "woordenboek", "competency": "analyseren"}
ALL = Content(answers={code: Answer(position=14, chosen="7") for code in ("motivatie", "ervaring", "samenwerken", "analyseren")})
VARYING = re.compile(r'name="(?:csrf_token|_key)" value="[^"]*"')
AMENDED = """
code = "proef"
title = "Medewerker onthaal"
competencies = [
  { framework = "maastricht", competency = "samenwerken", level = "oik-3-7" },
  { framework = "maastricht", competency = "luisteren", level = "oik-3-7" },
]
[scheme]
[[rounds]]
code = "gesprek"
  [[rounds.parts]]
  code = "gesprek"
  points = 100
"""


def data():
    """A definition of which the first part rates two topics, a competency at a level and a ladder."""
    whole = definition_data(competencies=[ASKED])
    whole["rounds"][0]["parts"][0]["criteria"] += [ASKED, LADDER]
    return whole


def another_ladder():
    """The ladder with other texts on every rung."""
    whole = framework_data(shipped_frameworks()["woordenboek"])
    for level in whole["competencies"][0]["levels"]:
        level["indicators"] = ["Een heel andere trede."]
    return framework_from(whole, name="woordenboek")


def test_the_sheet_of_a_running_procedure_reads_as_before(app, work):
    with work():
        panel = make_panel_at_work(codes=("K01",), members=1, data=data())
        email = email_of(panel.members[0])
    browser = app.test_client()
    assert sign_in(browser, email).status_code == 303
    before = VARYING.sub("", browser.get(panel.path("K01")).text)
    ladder = shipped_frameworks()["woordenboek"].competency("analyseren").levels
    assert [text.text for level in ladder for text in level.indicators if text.text not in html.unescape(before)] == []
    with work():
        hr = session().get_one(Account, panel.hr)
        for framework in (changed(samenwerken="Samen werken"), another_ladder()):
            imported(framework, hr)
    assert VARYING.sub("", browser.get(panel.path("K01")).text) == before
    assert "Een heel andere trede." in browser.get("/competenties/kader/woordenboek/competentie/analyseren").text


def test_a_criterion_leads_to_its_competency_as_the_procedure_keeps_it(app, work):
    with work():
        panel = make_panel_at_work(codes=("K01",), members=1, data=data())
        email, hr = email_of(panel.members[0]), session().get_one(Account, panel.hr)
        imported(changed(samenwerken="Samen werken"), hr)
        imported(another_ladder(), hr)
    browser = app.test_client()
    assert sign_in(browser, email).status_code == 303
    sheet = html.unescape(browser.get(panel.path("K01")).text)
    links = re.findall(r'<a href="(/procedures/[^"]+/competenties/[^"]+)" target="_blank" rel="noopener">Alle niveaus van deze competentie', sheet)
    assert [link.rpartition("/competenties/")[2] for link in links] == ["maastricht/samenwerken", "woordenboek/analyseren"]  # topics have none
    asked, ladder = (Page(browser.get(link).text) for link in links)
    assert asked.faults() == ladder.faults() == []
    assert "Samen werken" not in asked.text
    assert asked.text.count("gevraagd") == 1  # one of its levels
    assert "Een heel andere trede." not in ladder.text
    for indicator in shipped_frameworks()["woordenboek"].competency("analyseren").levels[-1].indicators:
        assert " ".join(indicator.text.split()) in ladder.text
    assert 'href="' + links[0] in browser.get(links[0].partition("/competenties/")[0] + "/regels").text
    assert browser.get(links[0].replace("samenwerken", "luisteren")).status_code == 404  # not of this procedure


def test_a_correction_and_an_amendment_keep_the_texts_too(work, database):
    take_shipped(database)
    with work():
        panel = make_panel_at_work(codes=("K01",), members=1, data=data())
        hr = session().get_one(Account, panel.hr)
        imported(changed(samenwerken="Samen werken", luisteren="Horen"), hr)
        procedure = procedure_of(panel)
        amended = rules.definition_from_file(AMENDED.encode(), "proef.toml", "nl", procedure)
        assert [one.name for one in amended.competencies] == ["Samenwerken", "Horen"]
        assert [one.name for one in rules.definition_from_file(AMENDED.encode(), "proef.toml", "nl").competencies] == ["Samen werken", "Horen"]
        make_sheet(panel, panel.members[0], content=ALL)
        better = data() | {"title": "Medewerker onthaal en balie"}
        rules.correct_texts(hr, procedure, better, name="proef.toml", language="nl", reason="Tikfout", version=procedure.version)
    with work(read_only=True):
        definition = definition_of(procedure_of(panel))
        assert (definition.title, definition.competencies[0].name) == ("Medewerker onthaal en balie", "Samenwerken")
        assert queries.framework_set()["maastricht"].competency("samenwerken").name == "Samen werken"
