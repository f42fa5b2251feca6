"""Opening a procedure, opening it for rating, handing over, giving up, publishing."""

import io
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from selection.accounts.models import Account
from selection.audit import AuditLine
from selection.db import now
from selection.procedures import queries
from selection.procedures.models import HrTask, Procedure, ProcedureDefinition, ProcedureState
from tests.factories import definition_data, make_candidate, make_definition, make_definition_row

pytestmark = pytest.mark.db

MINIMAL = """
code = "onthaal"
title = "Medewerker onthaal"
[scheme]
total_pass_mark = "60%"
[[rounds]]
code = "gesprek"
  [[rounds.parts]]
  code = "gesprek"
  points = {points}
"""


def actions_of(session, procedure_id):
    return list(session.scalars(sa.select(AuditLine.action).where(AuditLine.procedure_id == procedure_id).order_by(AuditLine.seq)))


def opened(client, **fields):
    values = {"definition": "shipped/directeur-interne-organisatie", "year": "2026", "number": "77", "deputy": "", **fields}
    return client.send("/procedures/nieuw", **values)


def test_hr_opens_a_shipped_definition_twice(browse, world, work, answers):
    client = browse("anna")
    first, second = opened(client, deputy=str(world.dora)), opened(client, number="78")
    assert (first.status_code, second.status_code) == (303, 303)
    with work() as session:
        procedure = session.scalars(sa.select(Procedure).where(Procedure.number == 77)).one()
        assert [run.code for run in procedure.rounds] == ["verkennend-gesprek", "assessment", "competentiegericht-interview"]
        assert {(task.kind, task.account_id) for task in procedure.tasks} == {("responsible", world.anna), ("deputy", world.dora)}
        assert queries.definition_of(procedure).title == "Directeur Interne Organisatie"
        assert len(queries.newest_definition(procedure).fingerprint) == 64
        assert actions_of(session, procedure.id) == ["procedure.opened"]


def test_a_number_in_use_is_refused_beside_the_field(browse, world, answers):
    client = browse("anna")
    opened(client)
    page = opened(client)
    assert page.status_code == 422
    assert "Er is al een procedure 2026-77." in page.text


@pytest.mark.parametrize(("field", "value"), [("year", "1e3"), ("number", "-1"), ("number", "1,5"), ("definition", "shipped/niets"), ("deputy", "x")])
def test_bad_fields_keep_the_form(field, value, browse, world, answers, work):
    page = opened(browse("anna"), **{field: value})
    assert page.status_code == 422
    assert "error-summary" in page.text
    with work() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Procedure)) == 2


def test_a_file_of_ones_own(browse, world, work, answers):
    upload = (io.BytesIO(MINIMAL.format(points=30).encode()), "onthaal.toml")
    assert opened(browse("anna"), definition="upload", file=upload).status_code == 303
    with work() as session:
        assert session.scalars(sa.select(Procedure).where(Procedure.number == 77)).one().definition_code == "onthaal"


def test_the_faults_of_a_file_are_told_with_place_and_remedy(browse, world, answers):
    broken = MINIMAL.format(points=30).replace("points", "pionts")
    page = opened(browse("anna"), definition="upload", file=(io.BytesIO(broken.encode()), "onthaal.toml"))
    assert page.status_code == 422
    assert "onthaal.toml" in page.text
    assert "pionts" in page.text
    page = opened(browse("anna"), definition="upload", file=(io.BytesIO(b"\xff\xfe"), "onthaal.toml"))
    assert "geen tekstbestand in UTF-8" in page.text


def test_the_next_number_is_proposed(browse, world, work, answers):
    with work() as session:
        session.get(Procedure, world.second).number = 4041
        session.get(Procedure, world.first).number = 17  # the factory's own numbers may have run past it
    assert 'value="4042"' in browse("anna").get("/procedures/nieuw").text


def make_ready(session, world, answers):
    procedure = session.get(Procedure, world.first)
    procedure.candidates_closed_at = now()
    make_candidate(procedure, "K01", email="k01@voorbeeld.example")
    answers.addresses[world.first] = {"k01@voorbeeld.example"}
    return procedure.version


def test_opening_for_rating_names_everything_that_is_missing(browse, world, work, answers):
    client = browse("bram")
    page = client.get(f"/procedures/{world.second}").text
    for sentence in ("Er zijn nog geen kandidaten.", "Verkennend gesprek heeft geen voorzitter.", "Verkennend gesprek vraagt minstens 2 beoordelaars; nu: 0."):
        assert sentence in page
    assert "Beoordelen openen" not in page
    refused = client.send(f"/procedures/{world.second}/openen", version="1")
    assert refused.status_code == 409
    assert "Verkennend gesprek heeft geen voorzitter." in refused.text
    with work() as session:
        assert session.get(Procedure, world.second).state == ProcedureState.PREPARATION


def test_opening_freezes_and_is_done_once(browse, world, work, answers):
    with work() as session:
        version = make_ready(session, world, answers)
    client = browse("anna")
    assert "Beoordelen openen" in client.get(f"/procedures/{world.first}").text
    assert client.send(f"/procedures/{world.first}/openen", version=str(version)).status_code == 303
    with work() as session:
        procedure = session.get(Procedure, world.first)
        assert procedure.state == ProcedureState.RUNNING
        assert actions_of(session, procedure.id) == ["procedure.rating_opened"]
    again = client.send(f"/procedures/{world.first}/openen", version=str(version + 1))
    assert again.status_code == 409
    assert "al geopend" in again.text


def test_a_candidate_with_a_seat_blocks_the_opening(browse, world, work, answers):
    with work() as session:
        make_ready(session, world, answers)
    answers.addresses[world.first] = {"member@voorbeeld.example"}
    assert "Mia Maes is kandidaat in deze procedure" in browse("anna").get(f"/procedures/{world.first}").text


def test_handing_over_is_an_act_with_a_date(browse, world, work, answers, clock):
    client = browse("anna")
    fields = {"task": "responsible", "account": str(world.bram), "version": "1"}
    assert client.send(f"/procedures/{world.first}/overdragen", **fields).status_code == 303
    assert client.get(f"/procedures/{world.first}").status_code == 404
    assert browse("bram").get(f"/procedures/{world.first}").status_code == 200
    with work() as session:
        tasks = session.scalars(sa.select(HrTask).where(HrTask.procedure_id == world.first, HrTask.kind == "responsible")).all()
        assert {(task.account_id, task.ended_at is None) for task in tasks} == {(world.anna, False), (world.bram, True)}
        assert next(task for task in tasks if task.ended_at is None).since == clock.now.date()
        assert "procedure.handed_over" in actions_of(session, world.first)


def test_one_person_does_not_hold_both_tasks(browse, world, answers):
    page = browse("anna").send(f"/procedures/{world.first}/overdragen", task="responsible", account=str(world.dora), version="1")
    assert page.status_code == 409
    assert "heeft de andere taak al" in page.text


def test_an_old_form_is_a_conflict(browse, world, answers, work):
    client = browse("anna")
    client.send(f"/procedures/{world.first}/overdragen", task="deputy", account=str(world.bram), version="1")
    page = client.send(f"/procedures/{world.first}/wegleggen", reason="Post geschrapt", version="1")
    assert page.status_code == 409
    assert "Post geschrapt" in page.text
    with work() as session:
        assert session.get(Procedure, world.first).state == ProcedureState.PREPARATION


def test_giving_up_needs_a_reason_and_no_judgement(browse, world, work, answers):
    client = browse("anna")
    assert client.send(f"/procedures/{world.first}/wegleggen", reason="  ", version="1").status_code == 422
    answers.judged = True
    refused = client.send(f"/procedures/{world.first}/wegleggen", reason="Post geschrapt", version="1")
    assert refused.status_code == 409
    assert "al iemand beoordeeld" in refused.text
    answers.judged = False
    assert client.send(f"/procedures/{world.first}/wegleggen", reason="Post geschrapt", version="1").status_code == 303
    with work() as session:
        procedure = session.get(Procedure, world.first)
        assert (procedure.state, procedure.discard_reason) == (ProcedureState.DISCARDED, "Post geschrapt")
    assert "Post geschrapt" in client.get(f"/procedures/{world.first}/logboek").text
    assert client.send(f"/procedures/{world.first}/overdragen", task="deputy", account=str(world.bram), version="2").status_code == 409


def test_publishing_records_decision_and_person_once(browse, world, work, answers):
    client = browse("anna")
    assert client.send(f"/procedures/{world.first}/bekendmaken", decision_date="31/02/2026", reference="x", version="1").status_code == 422
    fields = {"decision_date": "20/11/2026", "reference": "2026_CBS_0417", "version": "1"}
    assert client.send(f"/procedures/{world.first}/bekendmaken", **fields).status_code == 303
    with work() as session:
        procedure = session.get(Procedure, world.first)
        assert (procedure.decision_reference, procedure.published_by) == ("2026_CBS_0417", world.anna)
        assert procedure.decision_date.isoformat() == "2026-11-20"
        assert session.scalar(sa.select(sa.func.count()).select_from(ProcedureDefinition).where(ProcedureDefinition.procedure_id == world.first)) == 1
    assert client.send(f"/procedures/{world.first}/bekendmaken", **fields | {"version": "2"}).status_code == 409


def test_a_decision_of_tomorrow_publishes_nothing_and_what_was_typed_stays(browse, world, clock):
    clock.now = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # the 21st in Brussels
    fields = {"reference": "2026_CBS_0417", "version": "1"}
    refused = browse("anna").send(f"/procedures/{world.first}/bekendmaken", decision_date="22/11/2026", **fields)
    assert refused.status_code == 422
    assert "De datum van de beslissing ligt in de toekomst." in refused.text
    assert 'value="22/11/2026"' in refused.text
    assert browse("anna").send(f"/procedures/{world.first}/bekendmaken", decision_date="21/11/2026", **fields).status_code == 303


def test_a_vacancy_whose_last_day_is_past_is_not_published(browse, world, work, clock):
    with work() as session:
        procedure = session.get(Procedure, world.first)
        late = make_definition(definition_data(application={"deadline": date(2026, 11, 1), "contact": "selectie@voorbeeld.example"}))
        make_definition_row(procedure, late, by=session.get(Account, world.anna), number=2, kind="replaced")
    client, path = browse("anna"), f"/procedures/{world.first}/bekendmaken"
    page = client.get(path).text
    assert "De uiterste inschrijvingsdatum van deze vacature, 1 november 2026, is voorbij" in page
    assert 'name="reference"' not in page
    refused = client.send(path, decision_date="01/11/2026", reference="2026_CBS_0417", version="1")
    assert (refused.status_code, "1 november 2026, is voorbij" in refused.text) == (409, True)


def test_a_task_begins_on_the_day_in_brussels(browse, world, work, clock):
    clock.now = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert browse("anna").send(f"/procedures/{world.first}/overdragen", task="deputy", account=str(world.bram), version="1").status_code == 303
    with work() as session:
        assert [task.since for task in session.get(Procedure, world.first).tasks if task.account_id == world.bram] == [date(2026, 11, 21)]
