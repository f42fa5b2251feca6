"""The assessment matrix, the competencies that are taken over, what changed, and the trial computation."""

import copy
import json
from fractions import Fraction
from random import Random

import pytest

from scoring import Status, evaluate
from selection.building.changes import differences, history
from selection.building.matrix import exact_points, matrix, read_matrix, shares
from selection.building.models import VacancyRevision
from selection.building.taking import offers, take
from selection.i18n import speaking
from selection.results.rehearsal import _cases, _judgements, rehearsal
from tests.generator.definitions import definition as generated
from tests.selection.building.known import KNOWN
from vacancies import definition_from, scheme_from, shipped_definitions, shipped_frameworks

SHIPPED = json.loads(shipped_definitions()["directeur-interne-organisatie"].text)


@pytest.fixture(autouse=True)
def dutch():
    with speaking("nl"):
        yield


def sent(found):
    return {cell.name: cell.value for _title, lines in found.groups for line in lines for cell in line.cells if cell.value}


def test_the_shipped_vacancy_is_measured_everywhere_and_the_form_changes_nothing():
    found = matrix(SHIPPED, KNOWN)
    assert found.errors == []
    assert [title for title, _lines in found.groups] == ["Kern: van elke medewerker", "Specifiek voor deze functie"]
    assert [column.verdict for column in found.columns] == [False, True, False]
    assert found.remarks[0] == "Maar één keer gemeten: Voortdurend verbeteren, Klantgerichtheid, Verantwoordelijkheid nemen, Inleven."
    assert found.remarks[1:] == [
        "Assessment meet 14 competenties; meer dan negen is moeilijk goed te beoordelen.",
        "Competentiegericht interview meet 10 competenties; meer dan negen is moeilijk goed te beoordelen.",
    ]
    assert {cell.share for _title, lines in found.groups for line in lines for cell in line.cells} == {"", "7"}
    assert read_matrix(copy.deepcopy(SHIPPED), sent(found), KNOWN) == SHIPPED


def test_what_is_measured_nowhere_is_an_error_and_a_competency_that_nobody_asks_is_told():
    source = copy.deepcopy(SHIPPED)
    source["rounds"][1]["parts"][0]["criteria"].pop()
    source["competencies"] = [entry for entry in source["competencies"] if entry["competency"] != "visie"]
    found = matrix(source, KNOWN)
    assert found.errors == [("c-lievegem-inleven", "Inleven wordt nergens gemeten.")]
    assert [(title, [line.name for line in lines]) for title, lines in found.groups][-1] == ("Beoordeeld, maar niet gevraagd door de functie", ["Visie"])


def test_ticks_and_weights_make_criteria_with_the_asked_level_and_topics_stay():
    form = {"rounds[0].parts[0]:lievegem/visie": "2,5", "rounds[1].parts[0]:lievegem/inleven": "1", "rounds[2].parts[0]:lievegem/visie": "zwaar"}
    first, second, third = (one["parts"][0] for one in read_matrix(copy.deepcopy(SHIPPED), form, KNOWN)["rounds"])
    assert first["criteria"] == [*SHIPPED["rounds"][0]["parts"][0]["criteria"], {"competency": "visie", "level": "3", "weight": "2.5"}]
    assert second["criteria"] == [{"competency": "inleven"}]
    assert third["criteria"] == [{"competency": "visie", "level": "3", "weight": "zwaar"}]
    bare = read_matrix(copy.deepcopy(SHIPPED), {}, KNOWN)
    assert ["criteria" in one["parts"][0] for one in bare["rounds"]] == [True, False, False]


def test_shares_are_those_of_the_engine():
    """A candidate with the top rating on one criterion and the bottom on the others gets exactly its share."""
    part = {"code": "p", "points": 70, "criteria": [{"topic": "a", "weight": "0.15"}, {"topic": "b", "weight": 2}, {"topic": "c"}]}
    scheme = scheme_from({"code": "x", "title": "x", "scheme": {"rounding": "none", "min_assessors": 1}, "rounds": [{"code": "r", "parts": [part]}]})
    found = shares(part)
    assert sum(found.values()) == 70
    counting = scheme.counting(scheme.parts[0])
    whole = sum(one.weight for one in counting)
    assert found == {one.code: Fraction(70) * one.weight / whole for one in counting}
    assert (exact_points(found["c"]), exact_points(Fraction(15, 2)), exact_points(Fraction(1, 3))) == ("22 2/9", "7,5", "1/3")
    assert shares({"points": "x", "criteria": [{"topic": "a"}]}) == {}


def test_competencies_come_from_a_list_or_a_profile_and_stand_once():
    source = {"title": "x"}
    profile = next(one for one in shipped_frameworks()["maastricht"].profiles if one.code == "teammanager")
    count = take(source, KNOWN, "profile", "maastricht", {"profile:maastricht": "teammanager"}, [])
    assert source["framework"] == "maastricht"
    assert count == len(source["competencies"]) == len({*profile.core, *profile.specific})
    assert all("framework" not in entry for entry in source["competencies"])
    assert take(source, KNOWN, "profile", "maastricht", {"profile:maastricht": "teammanager"}, []) == 0
    assert take(source, KNOWN, "take", "lievegem", {"level:lievegem": "3", "kind:lievegem": "core"}, ["lievegem/visie", "lievegem/nergens"]) == 1
    assert source["competencies"][-1] == {"framework": "lievegem", "competency": "visie", "level": "3", "kind": "core"}
    assert take(source, KNOWN, "take", "onbekend", {}, ["onbekend/x"]) == 0
    first = offers(source, KNOWN)[0]
    assert first.code == "maastricht"
    assert sum(chosen for _cluster, entries in first.clusters for _code, _name, chosen in entries) == count


def test_history_says_what_changed_in_the_words_of_the_form():
    older, newer = copy.deepcopy(SHIPPED), copy.deepcopy(SHIPPED)
    newer["salary"]["minimum"] = 5000
    newer["conditions"].pop(0)
    newer["benefits"][0], newer["benefits"][1] = newer["benefits"][1], newer["benefits"][0]
    rows = [
        VacancyRevision(number=2, act="saved", step="verloning", source=json.dumps(newer)),
        VacancyRevision(number=1, act="created", step="copy", source=json.dumps(older)),
    ]
    latest, first = history(rows)
    assert (latest.act, first.act) == ("Gewijzigd: Salaris en voordelen", "Overgenomen van een vroegere vacature")
    assert "Laagste bedrag: van “4470” naar “5000”" in latest.changed
    assert any(text.startswith("Voorwaarden: “Je gedrag past bij") and text.endswith("weggehaald") for text in latest.changed)
    assert "Voordelen: van “in een andere volgorde” naar “zoals het nu staat”" in latest.changed
    assert first.changed == []
    assert list(differences(older, older)) == []


def test_the_trial_shows_every_border_of_the_shipped_rules():
    found = rehearsal(definition_from(SHIPPED, name="x").scheme)
    by_about = {one.about: one for one in found.candidates}
    strong, equal = by_about["sterk in alles"], by_about["even sterk: hetzelfde totaal"]
    assert (strong.rank, equal.rank, strong.total) == (1, 1, equal.total)
    assert (by_about["op de slaaggrens van elk onderdeel"].status, by_about["op de slaaggrens van elk onderdeel"].total) == ("below_total", "50,00")
    assert by_about["niet geschikt in Assessment"].status == "unsuitable"
    assert by_about["één stap onder de slaaggrens van Verkennend gesprek"].parts == ["14,63", "", ""]
    assert by_about["afwezig op Competentiegericht interview"].status == "absent"
    assert all(any(decides for _text, _passed, decides in one.steps) for one in found.candidates if one.rank is None)
    assert found.heads[0] == ("Verkennend gesprek", "van\u00a030, nodig\u00a015")


@pytest.mark.parametrize("seed", range(60))
def test_the_trial_puts_everybody_where_it_says(seed):
    """Whatever the rules: who is under a mark or unsuitable fails that part, who is absent is absent, nobody is left pending."""
    scheme = scheme_from(generated(Random(seed)))  # noqa: S311 - the same definitions every time
    cases = {f"K{number:02d}": case for number, case in enumerate(_cases(scheme), 1)}
    result = evaluate(scheme, _judgements(scheme, cases))
    for code, case in cases.items():
        assert result.status(code) is not Status.PENDING
        state = next((one.state.value for one in result.of(code).parts if one.part == case.part), "")
        if case.there == "absent":
            assert state in {"absent", "not_admitted"}
        elif case.part:
            assert state in {"failed", "not_admitted"}, (case, result.of(code))
    assert len(rehearsal(scheme).candidates) == len(cases)
