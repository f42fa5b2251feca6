"""The selection rules in words of a procedure: as they would be published, kept when they are, again with every amendment, and refused while open."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.procedures import queries
from selection.procedures.models import Procedure, PublishedRegulation
from selection.procedures.regulation import published_regulation, published_versions, regulation_text
from tests.factories import definition_data, make_definition, make_definition_row
from tests.pages import Page
from tests.selection.procedures.test_rules import file

pytestmark = pytest.mark.db


def decided(session, world):
    version = session.get(Procedure, world.first).version
    return {"decision_date": "02/11/2026", "reference": "CBS 2026/118", "version": str(version)}


def publish(client, work, world):
    with work() as session:
        fields = decided(session, world)
    return client.send(f"/procedures/{world.first}/bekendmaken", **fields)


def leave_open(session, world):
    """A definition that does not say what an answer to an offer does."""
    procedure = session.get(Procedure, world.first)
    scheme = definition_data()["scheme"] | {"reserve": {"months": 36}}
    make_definition_row(procedure, make_definition(definition_data(scheme=scheme)), by=procedure.tasks[0].account, number=2, kind="replaced")


def test_published_with_the_vacancy_amended_with_the_rules_and_never_changed(browse, world, work, answers, clock):
    client = browse("anna")
    text = f"/procedures/{world.first}/regels/tekst"
    before = client.get(text).text
    assert "Deze regels zijn nog niet bekendgemaakt." in before
    assert "Te controleren voor de bekendmaking" in before
    assert "Te controleren" not in browse("member").get(text).text
    clock.now = datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert publish(client, work, world).status_code == 303
    clock.now = datetime(2026, 11, 9, 9, tzinfo=UTC)
    with work() as session:
        version = session.get(Procedure, world.first).version
    fields = {"file": file(total="55%"), "reason": "Beslissing van het college", "version": str(version)}
    assert client.send(f"/procedures/{world.first}/regels/vervangen", **fields).status_code == 303
    newest, oldest, english = client.get(text).text, client.get(f"{text}?versie=1").text, client.get(f"{text}?taal=en").text
    assert "Dit is versie 2 van deze regels, van 9 november 2026." in newest
    assert "Wijziging van 9 november 2026: de regels zijn vervangen door die van deze versie. Reden: Beslissing van het college." in newest
    assert "minstens 55 punten" in newest
    assert "Dit is versie 1 van deze regels, van 2 november 2026." in oldest
    assert "minstens 60 punten" in oldest
    assert "This is a translation. Only the Dutch text has legal force." in english
    assert '<div class="regulation text-break" lang="en">' in english
    assert [client.get(f"{text}?versie={number}").status_code for number in ("3", "0", "x", "1e3")] == [404] * 4
    with work() as session:
        procedure = session.get(Procedure, world.first)
        assert [(row.number, row.definition_number) for row in published_versions(procedure)] == [(2, 2), (1, 1)]
        assert published_regulation(procedure).fingerprint == queries.newest_definition(procedure).fingerprint
        assert queries.newest_definition(procedure).fingerprint in newest
        lines = session.scalars(sa.select(AuditLine).where(AuditLine.action == "rules.worded").order_by(AuditLine.seq)).all()
        assert [line.keys["number"] for line in lines] == [1, 2]
    with work() as session, pytest.raises(sa.exc.IntegrityError, match="append-only"):
        session.execute(sa.update(PublishedRegulation).values(text_nl="{}"))


def test_a_criterion_that_drops_out_is_a_version_of_its_own(browse, world, work, answers):
    client = browse("anna")
    publish(client, work, world)
    answers.judged = True
    with work() as session:
        version = session.get(Procedure, world.first).version
    fields = {"part": "gesprek", "criterion": "ervaring", "reason": "De vraag was fout", "version": str(version)}
    assert client.send(f"/procedures/{world.first}/regels/wegvallen", **fields).status_code == 303
    with work() as session:
        procedure = session.get(Procedure, world.first)
        said = [paragraph for section in regulation_text(procedure, "nl").sections for paragraph in section.paragraphs]
    assert any("Het criterium ervaring van het onderdeel Verkennend gesprek is weggevallen" in each for each in said)
    assert any(": een criterium is weggevallen, voor alle kandidaten. Reden: De vraag was fout." in each for each in said)


def test_what_is_open_holds_publication_back_and_says_what_to_do(browse, world, work, answers):
    with work() as session:
        leave_open(session, world)
    client = browse("anna")
    page = client.get(f"/procedures/{world.first}/bekendmaken").text
    assert "Deze vacature kan nog niet worden bekendgemaakt" in page
    assert "scheme.reserve.answers" in page
    assert "Datum van de beslissing" not in page
    refused = publish(client, work, world)
    assert refused.status_code == 409
    assert "De selectieregels laten nog iets open." in refused.text
    assert "Wat aanvaarden, weigeren of niet antwoorden betekent voor de plaats in de reserve, is nog niet vastgelegd." in refused.text
    assert "Dit kan nog niet worden bekendgemaakt" in client.get(f"/procedures/{world.first}/regels/tekst").text
    with work() as session:
        assert session.get(Procedure, world.first).published_at is None
        assert published_regulation(session.get(Procedure, world.first)) is None


def test_an_amendment_that_would_leave_something_open_is_refused(browse, world, work, answers):
    client = browse("anna")
    publish(client, work, world)
    with work() as session:
        version = session.get(Procedure, world.first).version
    stream, name = file()
    open_ = stream.getvalue().replace(b'[scheme.reserve.answers.onbepaald-voltijds]\ndeclined = "leaves"\nno_answer = "leaves"\n', b"")
    fields = {"file": (type(stream)(open_), name), "reason": "Nieuwe regels", "version": str(version)}
    refused = client.send(f"/procedures/{world.first}/regels/vervangen", **fields)
    assert refused.status_code == 409
    assert "scheme.reserve.answers" in refused.text


def test_the_composition_of_the_panel_is_set_before_publication_only(browse, world, work, answers):
    client = browse("anna")
    address = f"/procedures/{world.first}/regels/samenstelling"
    with work() as session:
        version = session.get(Procedure, world.first).version
    fields = {"members": "3", "external": "1/3", "external_target": "y", "gender": "2/3", "chair": "y", "version": str(version)}
    assert client.send(address, **fields).status_code == 303
    page = client.get(f"/procedures/{world.first}/regels/tekst").text
    for sentence in (
        "De selectiecommissie telt minstens drie leden.",
        "Minstens een derde van de leden zijn deskundigen die niet bij Voorbeeldbestuur werken. Dat is een streefregel",
        "Hoogstens twee derde van de leden hebben hetzelfde gender.",
        "Een zitting gaat alleen door als de voorzitter aanwezig is.",
    ):
        assert sentence in page
    assert "geen bijzondere eisen" not in page
    form = client.get(address).text
    assert '<option selected value="1/3">' in form
    conflict = client.send(address, members="5", version=str(version))
    assert conflict.status_code == 409
    assert "minstens 3 leden, minstens een derde externe deskundigen" in conflict.text
    assert client.send(address, members="0", version=str(version + 1)).status_code == 422
    assert client.send(address, external="1/7", version=str(version + 1)).status_code == 422
    publish(client, work, world)
    assert client.get(address).status_code == 409
    assert "De selectiecommissie telt minstens drie leden." in client.get(f"/procedures/{world.first}/regels/tekst").text


def test_the_seats_are_checked_against_what_the_rules_ask(browse, world, work, answers):
    client = browse("anna")
    with work() as session:
        version = session.get(Procedure, world.first).version
    asked = {"members": "4", "external": "1/3", "gender": "2/3", "mandate": "y", "chair": "y", "secretary": "y"}
    client.send(f"/procedures/{world.first}/regels/samenstelling", **asked, version=str(version))
    overview = client.get(f"/procedures/{world.first}").text
    few = "De selectieregels vragen minstens 4 leden voor Verkennend gesprek; er zijn er 2."
    none = "De selectieregels noemen een secretaris; Verkennend gesprek heeft er geen."
    assert few in overview
    assert none in overview
    panel = Page(client.get(f"/procedures/{world.first}/jury").text)
    assert panel.faults() == []
    for sentence in (
        few,
        none,
        "Ga zelf na voor Verkennend gesprek: van 2 leden minstens 1 externe deskundige.",
        "Ga zelf na voor Verkennend gesprek: van 2 leden hoogstens 1 van hetzelfde gender.",
        "Ga zelf na voor Verkennend gesprek: geen lid heeft een politiek mandaat.",
    ):
        assert sentence in panel.text
        assert sentence in client.get(f"/procedures/{world.first}/bekendmaken").text
    assert "Assessment vraagt" not in panel.text
    seats = {"account": str(world.other), "rounds": ["gesprek", "interview"]}
    client.send(f"/procedures/{world.first}/jury/plaatsen", kind="secretary", **seats)
    client.send(f"/procedures/{world.first}/regels/samenstelling", **{**asked, "members_target": "y"}, version=str(version + 1))
    panel = client.get(f"/procedures/{world.first}/jury").text
    assert none not in panel
    assert f"{few} Dit is een streefregel: het eindrapport vermeldt waarom ze niet gehaald wordt." in panel
    assert few not in client.get(f"/procedures/{world.first}").text  # a target holds nothing back


def test_an_observer_whom_the_rules_do_not_name_is_a_remark(browse, world, work, answers):
    client = browse("anna")
    client.send(f"/procedures/{world.first}/jury/plaatsen", account=str(world.other), kind="observer", rounds=["gesprek"])
    assert "noemen geen waarnemers" not in client.get(f"/procedures/{world.first}/jury").text  # the rules ask nothing of the panel at all
    with work() as session:
        version = session.get(Procedure, world.first).version
    client.send(f"/procedures/{world.first}/regels/samenstelling", chair="y", version=str(version))
    assert "Verkennend gesprek heeft een waarnemer, en de selectieregels noemen geen waarnemers." in client.get(f"/procedures/{world.first}/jury").text


def test_on_paper_it_is_tagged_and_says_what_the_page_says(browse, world, work, answers):
    client = browse("anna")
    draft = client.get(f"/procedures/{world.first}/regels/tekst.pdf")
    publish(client, work, world)
    first, second = (client.get(f"/procedures/{world.first}/regels/tekst.pdf?taal=en") for _unused in range(2))
    assert draft.content_type == first.content_type == "application/pdf"
    assert draft.data != first.data == second.data
    assert b"pdfuaid" in first.data
    assert "attachment; filename=selectieregels-proef-" in first.headers["Content-Disposition"]
