"""The pages about candidates as HR fetches them: what they show, what they refuse, and that nothing typed is lost."""

import io
import re
import uuid
from html.parser import HTMLParser

import openpyxl
import pytest
import sqlalchemy as sa

from selection.candidates import queries
from selection.candidates.models import CandidatePerson, Finding, FindingKind, ImportBatch, UploadedList
from tests.factories_candidates import make_case, make_finding, make_not_sitting, make_sheet, reach

pytestmark = pytest.mark.db


class Outline(HTMLParser):
    """Headings of the first rank, every id, and what labels point at."""

    def __init__(self):
        super().__init__()
        self.first, self.ids, self.fors = 0, [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.first += tag == "h1"
        self.ids += [values["id"]] if "id" in values else []
        self.fors += [values["for"]] if tag == "label" and "for" in values else []


def judged(page, status=200):
    """One h1, a title, no id twice, every label at a field, no bare placeholder."""
    assert page.status_code == status, page.text
    outline = Outline()
    outline.feed(page.text)
    assert outline.first == 1
    assert re.search(r"<title>[^<]+</title>", page.text)
    assert len(outline.ids) == len(set(outline.ids)), sorted(outline.ids)
    assert set(outline.fors) <= set(outline.ids)
    assert "%(" not in page.text
    return page.text


def hidden(text, name):
    """Value of a hidden field of a page."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)
    assert found, name
    return found.group(1)


def rows_of(work, model):
    with work() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(model))


PERSON = {"given_name": "Nele", "family_name": "  Van   den Berghe ", "email": "Nele@X.be", "telephone": "", "version": ""}
PAGES = ["/", "/?zoek=daat&stand=taking_part", "/import", "/heropenen", "/oordelen/assessment", "/{c}", "/{c}/wijzigen", "/{c}/vaststellen/teruggetrokken"]
PAGES += ["/{c}/vaststellen/uitgesloten", "/{c}/vaststellen/oordeel/assessment", "/{c}/vaststellen/afwezig/interview", "/{c}/vaststellen/vrijgesteld/interview"]
PAGES += ["/{c}/wie-zat/gesprek", "/{c}/wie-zat/assessment", "/{c}/vaststellingen/{f}/ongedaan"]


@pytest.fixture
def full(work):
    """A running procedure in which something of every kind was recorded; ids of one candidate and one finding."""
    with work():
        case = make_case(closed_rounds=("gesprek",))
        _hr, procedure = reach(case)
        first, second, third = (queries.candidate_of(procedure, one) for one in case.candidates)
        make_finding(first, FindingKind.EXEMPT, "gesprek", "20", by=case.hr, source="Eerder", reason="Geslaagd")
        finding = make_finding(first, FindingKind.VERDICT, "assessment", "suitable", by=case.hr, source="Bureau X")
        make_finding(second, FindingKind.ABSENT, "gesprek", by=case.hr)
        old = make_finding(third, FindingKind.WITHDRAWN, by=case.hr, reason="Per <b>mail</b>")
        make_not_sitting(first, "gesprek", case.panel[1], by=case.hr)
        old.ended_at, old.ended_by, old.end_reason = old.recorded_at, case.hr, "Toch niet"
        return case, {"c": case.candidates[0], "f": finding.id}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_renders_in_both_languages(full, pages, path, language):
    case, ids = full
    hr = pages(case)
    hr.client.send("/taal", lang=language, back="/")
    text = judged(hr.get(path.format(**ids)))
    assert f'<html lang="{language}">' in text


@pytest.mark.parametrize("path", ["/", "/nieuw", "/sluiten", "/import", "/{c}", "/{c}/verwijderen", "/{c}/wijzigen"])
def test_every_page_of_an_open_list_renders(work, pages, path):
    with work():
        case = make_case(opened=False)
    judged(pages(case).get(path.format(c=case.candidates[0])))


def test_an_empty_list_helps_on(work, pages):
    with work():
        case = make_case(0, opened=False)
    text = judged(pages(case).get("/"))
    assert "Nog geen kandidaten" in text
    assert "sjabloon.xlsx" in text
    assert "Er staat nog niemand" in judged(pages(case).get("/sluiten"))


def test_the_list_shows_states_and_filters(full, pages):
    case, _ids = full
    hr = pages(case)
    text = hr.get("/").text
    assert "Verkennend gesprek: vrijgesteld" in text
    assert "Assessment: geschikt" in text
    assert re.findall(r">K0\d<", text) == [">K01<", ">K02<", ">K03<"]
    assert re.findall(r">K0\d<", hr.get("/?stand=absent").text) == [">K02<"]
    assert re.findall(r">K0\d<", hr.get("/?zoek=DÁAT3").text) == [">K03<"]
    assert re.findall(r">K0\d<", hr.get("/?zoek=k2@een").text) == [">K02<"]
    assert "Niets gevonden" in hr.get("/?zoek=zzz").text


def test_adding_twice_by_a_double_click_adds_once(work, pages):
    with work():
        case = make_case(0, opened=False)
    hr, key = pages(case), uuid.uuid4()
    replies = [hr.send("/nieuw", key=key, **PERSON) for _time in range(2)]
    assert [reply.status_code for reply in replies] == [303, 303]
    with work() as session:
        person = session.scalars(sa.select(CandidatePerson)).one()
        assert (person.family_name, person.email) == ("Van den Berghe", "nele@x.be")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"given_name": " "}, "Vul de voornaam in"),
        ({"family_name": ""}, "Vul de familienaam in"),
        ({"email": "geen"}, "is geen e-mailadres"),
        ({"email": "lid2@een.example"}, "kan geen kandidaat zijn"),
        ({"email": "HR@een.example"}, "HR-medewerker van deze procedure"),
        ({"email": "k1@een.example"}, "heeft dit adres al"),
        ({"given_name": "x" * 101}, ""),
        ({"telephone": "abc"}, "abc is geen telefoonnummer. Schrijf het in cijfers"),
    ],
)
def test_a_wrong_form_comes_back_with_everything_typed(work, pages, change, words):
    with work():
        case = make_case(1, opened=False)
    reply = pages(case).send("/nieuw", **{**PERSON, "telephone": "09 55 55", **change})
    text = judged(reply, 422)
    assert words in text
    assert f'value="{change.get("telephone", "09 55 55")}"' in text
    assert "<title>Fout:" in text
    assert rows_of(work, CandidatePerson) == 1


def test_two_officers_changing_one_candidate(work, pages):
    with work():
        case = make_case(opened=False)
    hr, path = pages(case), f"/{case.candidates[0]}/wijzigen"
    version = hidden(hr.get(path).text, "version")
    assert hr.send(path, **{**PERSON, "version": version}).status_code == 303
    reply = hr.send(path, **{**PERSON, "family_name": "Van den Broeck", "version": version})
    text = judged(reply, 409)
    assert "Van den Broeck" in text
    assert "Van den Berghe" in text
    assert path in text
    assert hr.send(path, **{**PERSON, "version": "zz"}).status_code == 303  # the same text again is no conflict


def test_closing_and_reopening_the_list(work, pages):
    with work():
        case = make_case(opened=False)
    hr = pages(case)
    assert hr.send("/sluiten").status_code == 303
    text = hr.get("/").text
    assert "Lijst heropenen" in text
    assert hr.get("/nieuw").status_code == 409
    assert "Heropen ze zolang" in hr.get("/nieuw").text
    assert hr.send("/sluiten").status_code == 409
    assert hr.send("/heropenen").status_code == 303
    assert hr.send(f"/{case.candidates[0]}/verwijderen").status_code == 303
    assert hr.get(f"/{case.candidates[0]}").status_code == 404


LIST = "Voornaam;Familienaam;E-mail;Leeftijd\n=1+1;@naam;nieuw@x.be;3\nKandi;Anders;k1@een.example;\nKandi;Daat2;zelfde@x.be;\nX;;fout@x.be;\n"


def upload(hr, content, name="lijst.csv"):
    return hr.send("/import", file=(io.BytesIO(content), name))


def test_import_from_upload_to_undo(work, pages):
    with work():
        case = make_case(opened=False)
    hr = pages(case)
    reply = upload(hr, LIST.encode())
    assert reply.status_code == 303
    text = judged(hr.client.get(reply.location))
    for words in ("=1+1 @naam", "<del>Daat1</del> → <ins>Anders</ins>", "staat op de lijst met een ander adres", "Rij 5, kolom “Familienaam”", "Leeftijd"):
        assert words in text, words
    assert hr.client.get(reply.location).status_code == 200  # looking again imports nothing
    assert rows_of(work, ImportBatch) == 0
    done = hr.client.send(reply.location, **{"plan": hidden(text, "plan"), "row-4": "take"})
    assert done.status_code == 303
    assert rows_of(work, CandidatePerson) == 5
    assert hr.client.get(reply.location).status_code == 404
    with work() as session:
        batch = session.scalars(sa.select(ImportBatch)).one()
    assert "lijst.csv" in judged(hr.get("/import"))
    judged(hr.get(f"/import/{batch.id}/ongedaan"))
    assert hr.send(f"/import/{batch.id}/ongedaan").status_code == 303
    assert rows_of(work, CandidatePerson) == 3
    assert "=1+1" not in hr.get("/").text


def test_a_preview_overtaken_by_another_change_is_shown_again(work, pages):
    with work():
        case = make_case(opened=False)
    hr = pages(case)
    place = upload(hr, LIST.encode()).location
    plan = hidden(hr.client.get(place).text, "plan")
    hr.send("/nieuw", **{**PERSON, "email": "nieuw@x.be"})
    again = judged(hr.client.send(place, **{"plan": plan, "row-4": "take"}), 409)
    assert "intussen gewijzigd" in again
    assert re.search(r'value="take" checked', again)
    assert rows_of(work, ImportBatch) == 0
    assert hr.client.send(place, plan=hidden(again, "plan")).status_code == 303


def test_dropping_an_upload(work, pages):
    with work():
        case = make_case(opened=False)
    hr = pages(case)
    place = upload(hr, LIST.encode()).location
    assert hr.client.send(f"{place}/wegdoen").status_code == 303
    assert rows_of(work, UploadedList) == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Het bestand is leeg."),
        (b"%PDF-1.7 x", "Dit is geen tabel."),
        (b"PK\x03\x04zip", "Dit werkboek kan niet worden gelezen"),
        (b"\xd0\xcf\x11\xe0", "wachtwoord"),
        ("Voornaam;é".encode("latin-1"), "geen UTF-8"),
        (b"Voornaam\nA\n", "ontbreken: “familienaam”, “e-mail”. Voeg ze toe in rij 1. Of begin met het sjabloon voor kandidaten op deze pagina."),
    ],
)
def test_bad_files_are_refused_with_a_sentence(work, pages, content, words):
    with work():
        case = make_case(opened=False)
    text = judged(upload(pages(case), content), 422)
    assert words in text
    assert rows_of(work, UploadedList) == 0


def test_a_wrong_row_stands_in_the_preview_as_it_was_typed(work, pages):
    with work():
        case = make_case(opened=False)
    hr = pages(case)
    listed = upload(hr, b"Voornaam;Naam;E-mail;Telefoon\nJan;;jan(at)x.be;09 123 45 67\nPia;Proef;pia@x.be;\n")
    row = hr.client.get(listed.location).text.split("<tbody>")[1].split("</tr>")[0]
    for shown in ("Jan", '<mark class="wrong">leeg</mark>', '<mark class="wrong">jan(at)x.be</mark>', "Rij 2, kolom “Naam”", "jan(at)x.be is geen e-mailadres"):
        assert shown in row
    assert row.count('<mark class="wrong">') == 2


def test_no_file_at_all(work, pages):
    with work():
        case = make_case(opened=False)
    assert "Kies eerst een bestand" in judged(pages(case).send("/import"), 422)


def test_the_templates_can_be_filled_in_and_imported(work, pages):
    with work():
        case = make_case(opened=False)
    hr = pages(case)
    text = hr.get("/sjabloon.csv")
    assert text.headers["Content-Disposition"] == 'attachment; filename="kandidaten.csv"'
    assert text.data.decode("utf-8-sig") == "Voornaam;Familienaam;E-mail;Telefoon\r\n"
    book = openpyxl.load_workbook(io.BytesIO(hr.get("/sjabloon.xlsx").data))
    book.active.append(["Uit", "Excel", "excel@x.be", 32475123456])
    filled = io.BytesIO()
    book.save(filled)
    page = hr.client.get(upload(hr, filled.getvalue(), "lijst.xlsx").location).text
    assert "excel@x.be" in page
    assert "32475123456" in page
    assert hr.get("/sjabloon.pdf").status_code == 404


def test_findings_from_the_form_to_the_page(full, pages, work):
    case, ids = full
    hr, path = pages(case), f"/{ids['c']}/vaststellen/oordeel/assessment"
    seen = hidden(hr.get(path).text, "seen")
    assert seen == str(ids["f"])
    fields = {"value": "unsuitable", "on": "20/11/2026", "source": "Bureau Y", "reason": "", "why": "", "seen": seen}
    text = judged(hr.send(path, **fields), 422)
    assert "Zeg waarom dit wordt verbeterd" in text
    assert "Bureau Y" in text
    assert hr.send(path, **{**fields, "why": "Verkeerd verslag"}).status_code == 303
    shown = hr.get(f"/{ids['c']}").text
    assert "ongeschikt · 20/11/2026 · Bureau Y" in shown
    assert "Verkeerd verslag" in shown
    conflict = judged(hr.send(path, **{**fields, "value": "suitable", "why": "Toch wel"}), 409)
    assert "geschikt · 20/11/2026 · Bureau Y" in conflict
    assert "ongeschikt · 20/11/2026 · Bureau Y" in conflict
    assert "Toch wel" in conflict  # what was typed stands on the page
    assert rows_of(work, Finding) == 5


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"points": "30,5"}, "boven het maximum van 30"),
        ({"points": "１２"}, "is geen getal"),
        ({"points": ""}, "Vul een getal in"),
        ({"on": "31/02/2025"}, "is geen datum"),
        ({"on": "2027-01-01"}, "moet nog komen"),
        ({"reason": "  "}, "Geef een reden op"),
        ({"source": ""}, "Vul dit in"),
    ],
)
def test_a_wrong_exemption_comes_back_with_everything_typed(work, pages, change, words):
    with work():
        case = make_case()
    fields = {"points": "20", "on": "2025-05-01", "source": "Procedure 2025-01", "reason": "Zelfde functie", "seen": ""}
    text = judged(pages(case).send(f"/{case.candidates[0]}/vaststellen/vrijgesteld/gesprek", **{**fields, **change}), 422)
    assert words in text
    assert ("Zelfde functie" in text) or ("reason" in change)
    assert rows_of(work, Finding) == 0


def test_undoing_a_finding_needs_a_reason(full, pages, work):
    case, ids = full
    hr, path = pages(case), f"/{ids['c']}/vaststellingen/{ids['f']}/ongedaan"
    assert "Geef een reden op" in judged(hr.send(path, reason=" "), 422)
    assert hr.send(path, reason="Verkeerde kandidaat").status_code == 303
    assert "Verkeerde kandidaat" in hr.get(f"/{ids['c']}").text
    assert "al verbeterd of ongedaan" in judged(hr.send(path, reason="Nog eens"), 409)


def test_verdicts_of_a_whole_part_in_one_form(work, pages):
    with work():
        case = make_case(4, closed_rounds=("gesprek",))
        _hr, procedure = reach(case)
        for one in case.candidates[:3]:
            make_finding(queries.candidate_of(procedure, one), FindingKind.EXEMPT, "gesprek", "20", by=case.hr, source="s", reason="r")
    hr, (a, b, c, d) = pages(case), (one.hex for one in case.candidates)
    text = judged(hr.get("/oordelen/assessment"))
    assert [one in text for one in (a, b, c, d)] == [True, True, True, False]
    shared = {"on": "20/11/2026", "source": "Bureau X"}
    mistaken = {f"{a}-value": "suitable", f"{b}-value": "misschien", f"{b}-on": "x", f"{b}-source": "Eigen bron"}
    wrong = judged(hr.send("/oordelen/assessment", **shared, **mistaken), 422)
    assert "K02" in wrong
    assert "Eigen bron" in wrong
    assert rows_of(work, Finding) == 3
    assert "geen oordeel ingevuld" in judged(hr.send("/oordelen/assessment", **shared), 422)
    fields = {**shared, f"{a}-value": "suitable", f"{b}-value": "unsuitable", f"{b}-on": "19/11/2026"}
    assert hr.send("/oordelen/assessment", **fields).status_code == 303
    assert rows_of(work, Finding) == 5
    conflict = judged(hr.send("/oordelen/assessment", **{**fields, f"{a}-value": "unsuitable", f"{c}-value": "suitable"}), 409)
    assert "K01: Assessment" in conflict
    assert rows_of(work, Finding) == 5
    seen = hidden(hr.get("/oordelen/assessment").text, f"{a}-seen")
    change = {f"{a}-value": "unsuitable", f"{a}-on": "20/11/2026", f"{a}-source": "Bureau X", f"{a}-seen": seen}
    assert "reden van de verbetering" in judged(hr.send("/oordelen/assessment", **change), 422)
    assert hr.send("/oordelen/assessment", **change, **{f"{a}-reason": "Verwisseld"}).status_code == 303
    assert "Verwisseld" in hr.get(f"/{case.candidates[0]}").text


def test_verdicts_wait_for_their_round(work, pages):
    with work():
        case = make_case()
    hr = pages(case)
    assert "nog niet open" in judged(hr.get("/oordelen/assessment"))
    assert hr.send("/oordelen/assessment", **{f"{case.candidates[0].hex}-value": "suitable", "on": "20/11/2026", "source": "x"}).status_code == 422
    assert hr.get("/oordelen/gesprek").status_code == 404
    assert rows_of(work, Finding) == 0


def test_who_sat_in_one_form(work, pages):
    with work():
        case = make_case()
        _hr, procedure = reach(case)
        make_sheet(queries.candidate_of(procedure, case.candidates[0]), "gesprek", case.panel[2])
    hr, path = pages(case), f"/{case.candidates[0]}/wie-zat/gesprek"
    one, two, three = (f"gesprek-{account.hex}" for account in case.panel)
    fields = {f"{one}-why": "ill", f"{one}-reason": "Griep", f"{two}-why": "late", f"{two}-reason": "", f"{three}-why": "sat"}
    wrong = judged(hr.send(path, **fields), 422)
    assert "Geef de reden op waarom Lid Nummer1" in wrong
    assert "Griep" in wrong
    long = "De trein stond twee uur stil. " * 60 + "Einde."
    assert hr.send(path, **{**fields, f"{two}-reason": long}).status_code == 303
    assert f"{long}</textarea>" in hr.get(path).text
    shown = hr.get(f"/{case.candidates[0]}").text
    assert long in shown
    assert "Lid Nummer0 zetelde niet in Verkennend gesprek: ziek." in shown
    assert "zetelde dus wel" in judged(hr.send(path, **{f"{three}-why": "ill", f"{three}-reason": "x", f"{one}-why": "sat", f"{two}-why": "sat"}), 422)
    undo = re.search(r'action="([^"]+/ongedaan)"', shown).group(1)
    assert hr.client.send(undo).status_code == 303
    assert hr.client.send(undo).status_code == 409
