"""Rules changed as R17 allows, and shown exactly."""

import io
import json
import tomllib

import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.procedures import queries
from selection.procedures.models import Procedure, ProcedureDefinition, Seat
from tests.factories import close_rounds, open_for_rating

pytestmark = pytest.mark.db

FILE = """
code = "proef"
title = "{title}"
organisation = "Voorbeeldbestuur"
language = "nl"
[scheme]
part_pass_mark = "50%"
total_pass_mark = "{total}"
rounding = "0.01"
binding = true
[scheme.reserve]
months = 36
[scheme.reserve.answers.onbepaald-voltijds]
declined = "leaves"
no_answer = "leaves"
[[rounds]]
code = "gesprek"
title = "Verkennend gesprek"
  [[rounds.parts]]
  code = "gesprek"
  title = "Verkennend gesprek"
  points = 30
  criteria = [{{ topic = "motivatie", title = "Motivatie", weight = 1 }}, {{ topic = "ervaring", title = "{topic}", weight = 2 }}]
[[rounds]]
code = "assessment"
title = "Assessment"
  [[rounds.parts]]
  code = "assessment"
  title = "Assessment"
  verdict = true
"""
THIRD = """
[[rounds]]
code = "interview"
title = "Competentiegericht interview"
  [[rounds.parts]]
  code = "interview"
  title = "Competentiegericht interview"
  points = 70
"""


def file(title="Medewerker onthaal", total="60%", topic="Ervaring", third=True):
    text = FILE.format(title=title, total=total, topic=topic) + (THIRD if third else "")
    tomllib.loads(text)
    return io.BytesIO(text.encode()), "onthaal.toml"


def newest(session, world):
    return queries.newest_definition(session.get(Procedure, world.first))


def freeze(session, world, answers, *, judged=False):
    open_for_rating(session.get(Procedure, world.first))
    answers.judged = judged


def test_before_publication_the_definition_is_replaced_freely(browse, world, work, answers):
    client = browse("anna")
    assert client.send(f"/procedures/{world.first}/regels/vervangen", file=file(title="Onthaalmedewerker", third=False), version="1").status_code == 303
    with work() as session:
        procedure = session.get(Procedure, world.first)
        assert (procedure.title, [run.code for run in procedure.rounds]) == ("Onthaalmedewerker", ["gesprek", "assessment"])
        assert (newest(session, world).number, newest(session, world).kind) == (2, "replaced")
        ended = session.scalars(sa.select(Seat.round_code).where(Seat.procedure_id == world.first, Seat.ended_at.is_not(None))).all()
        assert set(ended) == {"interview"}
    back = client.send(f"/procedures/{world.first}/regels/vervangen", file=file(), version="2")
    assert back.status_code == 409
    with work() as session:
        version = session.get(Procedure, world.first).version
    assert client.send(f"/procedures/{world.first}/regels/vervangen", file=file(), version=str(version)).status_code == 303
    with work() as session:
        assert [run.code for run in session.get(Procedure, world.first).rounds] == ["gesprek", "assessment", "interview"]


def test_once_frozen_an_amendment_needs_a_reason(browse, world, work, answers):
    with work() as session:
        freeze(session, world, answers)
        version = session.get(Procedure, world.first).version
    client = browse("anna")
    assert client.send(f"/procedures/{world.first}/regels/vervangen", file=file(total="55%"), version=str(version)).status_code == 422
    fields = {"file": file(total="55%"), "reason": "Beslissing van het college", "version": str(version)}
    assert client.send(f"/procedures/{world.first}/regels/vervangen", **fields).status_code == 303
    with work() as session:
        row = newest(session, world)
        assert (row.kind, row.reason) == ("amended", "Beslissing van het college")
        line = session.scalars(sa.select(AuditLine).where(AuditLine.action == "rules.amended")).one()
        assert line.keys["old"] != line.keys["new"] == row.fingerprint
        assert "college" not in line.body
    assert "55" in client.get(f"/procedures/{world.first}/regels").text


def test_after_a_judgement_no_other_rules(browse, world, work, answers):
    with work() as session:
        freeze(session, world, answers, judged=True)
        version = session.get(Procedure, world.first).version
    client = browse("anna")
    assert client.get(f"/procedures/{world.first}/regels/vervangen").status_code == 409
    fields = {"file": file(total="55%"), "reason": "x", "version": str(version)}
    assert client.send(f"/procedures/{world.first}/regels/vervangen", **fields).status_code == 409
    refused = client.send(f"/procedures/{world.first}/regels/teksten", **fields | {"file": file(total="55%")})
    assert refused.status_code == 422
    assert "andere vingerafdruk" in refused.text
    content, name = file()
    blind = io.BytesIO(content.getvalue().replace(b"points = 30", b"points = 30\nblind = true"))
    refused = client.send(f"/procedures/{world.first}/regels/teksten", **fields | {"file": (blind, name)})
    assert refused.status_code == 422
    assert "blind worden beoordeeld" in refused.text


def test_texts_are_corrected_with_the_same_fingerprint(browse, world, work, answers):
    with work() as session:
        freeze(session, world, answers, judged=True)
        version, before = session.get(Procedure, world.first).version, newest(session, world).fingerprint
    fields = {"file": file(topic="Relevante ervaring"), "reason": "Schrijffout", "version": str(version)}
    assert browse("anna").send(f"/procedures/{world.first}/regels/teksten", **fields).status_code == 303
    with work() as session:
        assert (newest(session, world).fingerprint, newest(session, world).kind) == (before, "corrected")
        part = queries.definition_of(session.get(Procedure, world.first)).scheme.part("gesprek")
        assert part.criterion("ervaring").title == "Relevante ervaring"


def neutralised(client, world, version, criterion="motivatie", reason="Vraag was fout"):
    return client.send(f"/procedures/{world.first}/regels/wegvallen", part="gesprek", criterion=criterion, reason=reason, version=str(version))


def test_a_criterion_drops_out_for_all_and_one_stays(browse, world, work, answers):
    client = browse("anna")
    assert client.get(f"/procedures/{world.first}/regels/wegvallen?part=gesprek&criterion=motivatie").status_code == 409
    with work() as session:
        freeze(session, world, answers, judged=True)
        version = session.get(Procedure, world.first).version
    assert neutralised(client, world, version, reason="").status_code == 422
    assert neutralised(client, world, version, criterion="niets").status_code == 404
    assert neutralised(client, world, version).status_code == 303
    with work() as session:
        scheme = queries.definition_of(session.get(Procedure, world.first)).scheme
        assert [criterion.code for criterion in scheme.counting(scheme.part("gesprek"))] == ["ervaring"]
        assert scheme.neutralised[0].reason == "Vraag was fout"
        version = session.get(Procedure, world.first).version
    last = neutralised(client, world, version, criterion="ervaring")
    assert last.status_code == 409
    assert "Minstens één blijft" in last.text
    assert "Vraag was fout" in client.get(f"/procedures/{world.first}/regels").text


def test_corrected_texts_keep_what_was_neutralised(browse, world, work, answers):
    client = browse("anna")
    with work() as session:
        freeze(session, world, answers, judged=True)
        version = session.get(Procedure, world.first).version
    neutralised(client, world, version)
    with work() as session:
        version = session.get(Procedure, world.first).version
    fields = {"file": file(topic="Relevante ervaring"), "reason": "Schrijffout", "version": str(version)}
    assert client.send(f"/procedures/{world.first}/regels/teksten", **fields).status_code == 303
    with work() as session:
        scheme = queries.definition_of(session.get(Procedure, world.first)).scheme
        assert [gone.criterion for gone in scheme.neutralised] == ["motivatie"]


def test_a_file_that_is_no_definition_changes_nothing(browse, world, work, answers):
    client = browse("anna")
    for content in (b"scheme = 3", b"code = [", b"\x00\x01", b""):
        page = client.send(f"/procedures/{world.first}/regels/vervangen", file=(io.BytesIO(content), "x.toml"), version="1")
        assert page.status_code == 422
        assert "Wat er mis is in het bestand" in page.text
    with work() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ProcedureDefinition)) == 2


def test_rules_of_a_closed_round_stay(browse, world, work, answers):
    with work() as session:
        freeze(session, world, answers)
        procedure = session.get(Procedure, world.first)
        close_rounds(procedure, "gesprek")
        version = procedure.version
    page = browse("anna").send(f"/procedures/{world.first}/regels/vervangen", file=file(), reason="x", version=str(version))
    assert page.status_code == 409
    assert "al een ronde afgesloten" in page.text


def test_the_page_prints_marks_exactly_and_the_mapping_of_the_scale(browse, world, answers):
    page = browse("anna").get(f"/procedures/{world.first}/regels").text
    assert "60 van de 100 punten" in page
    for text in ("50\u00a0%", "15", "35", "7,5", "75\u00a0%"):
        assert text in page


def test_the_frozen_definition_is_its_own_copy(work, world, answers):
    with work() as session:
        frozen = json.loads(newest(session, world).frozen)
        assert frozen["definition"]["code"] == "proef"
