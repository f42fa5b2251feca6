"""Settling an open tie through real requests (R15): by decision, by draw, by two people at once, undone, and lapsed."""

from hashlib import sha256
from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from selection.accounts.models import Account, OneTimeLink
from selection.audit import AuditLine
from selection.candidates.models import Candidate, FindingKind
from selection.db import now, session
from selection.procedures.models import Procedure
from selection.results.models import TieSettlement
from tests.factories import make_procedure
from tests.factories_accounts import sign_in
from tests.factories_candidates import make_finding, make_not_sitting
from tests.pages import Page
from tests.selection.results.tied import MARKS, tied_case

pytestmark = pytest.mark.db
SEED = "4 12 19 23 31 44 (7)"
REASON = "K02 leidde de dienst al een jaar waarnemend."


@pytest.fixture
def case(work):
    with work():
        return tied_case()


@pytest.fixture
def people(app):
    """A signed-in browser of somebody: `people("hr")`."""
    known = {}

    def signed_in(name):
        if name not in known:
            known[name] = app.test_client()
            assert sign_in(known[name], f"{name}@een.example").status_code == 303
        return known[name]

    return signed_in


def base(case):
    return f"/procedures/{case.procedure}/rangschikking"


def decision(first="2", second="1", seen="K01,K02", reason=REASON):
    return {"seen": seen, "place0": first, "place1": second, "reason": reason}


def drawing(work, seed=SEED, who="waarnemer", seen="K01,K02"):
    with work() as own:
        witness = own.scalar(sa.select(Account.id).where(Account.email == f"{who}@een.example"))
    return {"seen": seen, "seed": seed, "source": "Lottotrekking van 23 november 2026", "witness": str(witness)}


def read(browser, path, status=200):
    answer = browser.get(path)
    assert answer.status_code == status, answer.text
    page = Page(answer.text)
    assert page.faults("nl") == []
    return page


def actions(work):
    with work() as own:
        return [(line.action, line.role, line.keys) for line in own.scalars(sa.select(AuditLine).where(AuditLine.action.like("tie.%")).order_by(AuditLine.seq))]


def places(browser, case):
    """Place and code of the ranked, and why, from the workbook."""
    sheet = load_workbook(BytesIO(browser.get(f"{base(case)}.xlsx").data))["Rangschikking"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(number for number, row in enumerate(rows) if row[0] == "Plaats")
    at = {name: rows[head].index(name) for name in ("Plaats", "Kandidaat", "Waarom", "Gedeeld")}
    found = [(row[at["Plaats"]], row[at["Kandidaat"]], row[at["Gedeeld"]] or "", row[at["Waarom"]] or "") for row in rows[head + 1 :] if row[at["Plaats"]]]
    return found, "\n".join(str(row[0]) for row in rows[:head])


def test_a_decision_of_the_panel_orders_the_ranking(people, case, work):
    chair, hr = people("lid0"), people("hr")
    before = read(hr, base(case))
    assert "De volgorde van K01, K02 is nog te beslissen" in before.text
    assert places(hr, case)[0][:2] == [(1, "K01", "gedeeld", ""), (1, "K02", "gedeeld", "")]
    page = read(chair, f"{base(case)}/plaats/1")
    assert page.form("/beslissing").names[2:] == ["seen", "place0", "place1", "reason"]
    answer = chair.send(f"{base(case)}/plaats/1/beslissing", **decision())
    assert answer.status_code == 303
    record = read(chair, answer.headers["Location"])
    assert REASON in record.text
    assert record.text.index("K02 ") < record.text.index("K01 ")
    found, above = places(hr, case)
    assert [row[:3] for row in found] == [(1, "K02", ""), (2, "K01", ""), (3, "K03", "")]
    assert found[0][3] == "Gelijk totaal; plaats 1 na beslissing van de commissie."
    assert "Plaatsen 1 tot en met 2 (K02, K01): volgorde bepaald door de commissie op 23 november 2026." in above
    after = read(hr, base(case))
    assert "nog te beslissen" not in after.text
    assert f"Reden: {REASON}" in read(hr, f"/procedures/{case.procedure}/kandidaten/{case.candidates[0]}/uitkomst").text
    assert read(hr, f"/procedures/{case.procedure}/reserve").text.index("K02") < read(hr, f"/procedures/{case.procedure}/reserve").text.index("K01")
    ((action, role, keys),) = actions(work)
    assert (action, role, keys["candidates"], keys["replaced"]) == ("tie.decided", "chair", ["K02", "K01"], [])
    assert REASON not in str(keys)
    log = read(hr, f"/procedures/{case.procedure}/logboek").text
    assert "Volgorde bepaald door de commissie: K02, K01." in log
    assert REASON in log


def test_a_draw_orders_by_its_seed_and_can_be_recomputed(people, case, work):
    hr = people("hr")
    page = read(hr, f"{base(case)}/plaats/1")
    assert not any(form.action.endswith("/beslissing") for form in page.forms), "HR records no decision of the panel"
    answer = hr.send(f"{base(case)}/plaats/1/loting", **drawing(work))
    assert answer.status_code == 303
    lots = {code: sha256(f"{SEED}\n{code}".encode()).hexdigest() for code in ("K01", "K02")}
    first, second = sorted(lots, key=lots.get)
    record = read(hr, answer.headers["Location"]).text
    assert record.index(lots[first]) < record.index(lots[second])
    assert f"printf '%s\\n%s' '{SEED}' '{first}' | sha256sum" in record
    found, above = places(hr, case)
    assert [row[:2] for row in found] == [(1, first), (2, second), (3, "K03")]
    assert f"startgetal {SEED}, getuige Wim Aarnemer" in above
    outcome = read(hr, f"/procedures/{case.procedure}/kandidaten/{case.candidates[0]}/uitkomst").text
    assert f"met startgetal {SEED} en in aanwezigheid van Wim Aarnemer" in outcome
    ((action, role, keys),) = actions(work)
    assert (action, role, keys["seed"], keys["candidates"]) == ("tie.drawn", "hr", SEED, ["K01", "K02"])


def test_what_is_not_allowed_is_said_and_nothing_is_kept(people, case, work):
    chair, hr, tie = people("lid0"), people("hr"), f"{base(case)}/plaats/1"
    for path, fields, told in (
        ("beslissing", decision(reason=" "), "Geef de reden waarover de commissie het eens werd."),
        ("beslissing", decision(first="1"), "Plaats 1 is ook aan een andere kandidaat gegeven."),
        ("beslissing", decision(first=""), "Kies de plaats van K01."),
        ("beslissing", decision(first="7"), "Kies een van de mogelijkheden."),
        ("loting", drawing(work, seed="vijftien tekens"), "Het startgetal heeft minstens 16 tekens; dit heeft er 15."),
        ("loting", drawing(work, who="lid0"), "Kies een van de mogelijkheden."),
        ("loting", drawing(work, who="hr"), "Kies een van de mogelijkheden."),
    ):
        answer = chair.send(f"{tie}/{path}", **fields)
        assert answer.status_code == 422, path
        page = Page(answer.text)
        assert page.faults("nl") == []
        assert told in page.text
        assert all(value in answer.text for name, value in fields.items() if name in {"seed", "source"})
    assert hr.send(f"{tie}/beslissing", **decision()).status_code == 403
    assert people("lid1").send(f"{tie}/beslissing", **decision()).status_code == 404
    assert people("lid1").send(f"{tie}/loting", **drawing(work)).status_code == 404
    assert people("waarnemer").get(tie).status_code == 404
    assert chair.get(f"{base(case)}/plaats/3").status_code == 404, "nobody is tied there"
    assert chair.send(f"{tie}/beslissing", **decision(seen="K01")).status_code == 422
    assert actions(work) == []


def test_two_people_settle_at_once_and_the_second_sees_both(people, case, work):
    chair, hr, tie = people("lid0"), people("hr"), f"{base(case)}/plaats/1"
    assert hr.send(f"{tie}/loting", **drawing(work)).status_code == 303
    answer = chair.send(f"{tie}/beslissing", **decision())
    assert answer.status_code == 409
    text = Page(answer.text).text
    assert "Iemand anders heeft de volgorde intussen bepaald." in text
    assert REASON in text
    assert f"loting met startgetal {SEED}" in text
    assert len(actions(work)) == 1


def test_undone_with_a_reason_it_stays_readable_and_the_tie_is_open_again(people, case, work):
    chair, hr = people("lid0"), people("hr")
    record = chair.send(f"{base(case)}/plaats/1/beslissing", **decision()).headers["Location"]
    assert hr.get(f"{record}/ongedaan").status_code == 403
    assert chair.send(f"{record}/ongedaan", reason="").status_code == 422
    assert "De kandidaten delen weer hun plaats" in read(chair, f"{record}/ongedaan").text
    assert chair.send(f"{record}/ongedaan", reason="De stemming was niet geldig.").status_code == 303
    assert chair.send(f"{record}/ongedaan", reason="Nog eens.").status_code == 409
    text = read(people("lid1"), record).text
    assert REASON in text
    assert "De stemming was niet geldig." in text
    assert [row[:3] for row in places(hr, case)[0]][:2] == [(1, "K01", "gedeeld"), (1, "K02", "gedeeld")]
    assert [action for action, _role, _keys in actions(work)] == ["tie.decided", "tie.undone"]
    with pytest.raises(sa.exc.IntegrityError, match="only ends"), work() as own:
        own.execute(sa.update(TieSettlement).values(ended_at=None))


def reclosed(work, case, clock):
    """Close the last round again, a while later."""
    with work() as own:
        clock.forward(minutes=20)
        own.get_one(Procedure, case.procedure).rounds[-1].closed_at = clock.now


def test_a_round_reopened_lapses_what_was_settled_before(people, case, work, clock):
    hr = people("hr")
    record = hr.send(f"{base(case)}/plaats/1/loting", **drawing(work)).headers["Location"]
    with work() as own:
        own.get_one(Procedure, case.procedure).rounds[-1].closed_at = None
    assert "Een ronde is weer open." in read(hr, record).text
    assert hr.get(f"{base(case)}/plaats/1").status_code == 404
    assert hr.send(f"{base(case)}/plaats/1/loting", **drawing(work)).status_code == 409
    reclosed(work, case, clock)
    assert "Sindsdien is een ronde heropend en weer afgesloten." in read(hr, record).text
    assert "De volgorde van K01, K02 is nog te beslissen" in read(hr, base(case)).text
    again = hr.send(f"{base(case)}/plaats/1/loting", **drawing(work, seed="een ander getal, nog eens"))
    assert again.status_code == 303
    text = read(hr, record).text
    assert "nam de plaats ervan in" in text
    assert "Van kracht" in read(hr, again.headers["Location"]).text
    assert actions(work)[1][2]["replaced"] == [record.rpartition("/")[2]]


def test_who_is_no_longer_tied_is_passed_over_and_the_others_keep_their_order(people, work):
    with work():
        case = tied_case({**MARKS, "K03": MARKS["K01"]})
    hr = people("hr")
    fields = {"seen": "K01,K02,K03", "place0": "3", "place1": "1", "place2": "2", "reason": REASON}
    record = people("lid0").send(f"{base(case)}/plaats/1/beslissing", **fields).headers["Location"]
    assert [row[1] for row in places(hr, case)[0]] == ["K02", "K03", "K01"]
    with work():
        make_finding(session().get_one(Candidate, case.candidates[1]), FindingKind.WITHDRAWN, by=case.hr)
    assert [row[:2] for row in places(hr, case)[0]] == [(1, "K03"), (2, "K01")]
    assert "Niet langer gelijk en overgeslagen: K02." in read(hr, record).text
    with work():
        make_finding(session().get_one(Candidate, case.candidates[2]), FindingKind.WITHDRAWN, by=case.hr)
    assert "Deze kandidaten zijn niet langer gelijk." in read(hr, record).text
    assert "Eerder bepaald, niet meer van kracht" in read(hr, base(case)).text


def test_a_conflict_of_interest_keeps_chair_and_witness_away(people, case, work):
    chair, hr = people("lid0"), people("hr")
    with work() as own:
        candidate = own.get_one(Candidate, case.candidates[0])
        for account in case.panel[:2]:
            make_not_sitting(candidate, "interview", account, "recused", by=case.hr, reason="Familie.")
    assert chair.get(f"{base(case)}/plaats/1").status_code == 404
    assert "Volgorde bepalen" not in read(chair, base(case)).text
    page = hr.get(f"{base(case)}/plaats/1").text
    assert "Nummer2" in page
    assert "Wim Aarnemer" in page
    assert "Nummer1" not in page.split("<main", 1)[1]
    assert hr.send(f"{base(case)}/plaats/1/loting", **drawing(work, who="lid1")).status_code == 422


def test_whose_link_set_the_password_of_the_other_is_no_witness(people, case, work):
    with work() as own:
        holder = own.scalar(sa.select(Account.id).where(Account.email == "waarnemer@een.example"))
        link = {"purpose": "renew", "token_hash": "0" * 64, "created_at": now(), "expires_at": now(), "used_at": now()}
        own.add(OneTimeLink(account_id=holder, created_by=case.hr, **link))
    hr = people("hr")
    assert "Wim Aarnemer" not in hr.get(f"{base(case)}/plaats/1").text.split("<main", 1)[1]
    assert hr.send(f"{base(case)}/plaats/1/loting", **drawing(work)).status_code == 422


def test_another_procedure_answers_as_if_it_were_not_there(people, case, work):
    record = people("lid0").send(f"{base(case)}/plaats/1/beslissing", **decision()).headers["Location"]
    with work() as own:
        other = make_procedure(own.get_one(Account, case.hr)).id
    for path in (record, f"{record}/ongedaan"):
        assert people("hr").get(path.replace(str(case.procedure), str(other))).status_code == 404
