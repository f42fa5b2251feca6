"""What the forms show and read: opening and saving a step loses nothing, and what is typed comes into the definition as a file has it."""

import copy
import json
from random import Random

import pytest

from selection.building.nodes import Builder, Field, Row, Rows, attach, walk
from selection.building.places import options_for
from selection.building.problems import SENTENCES, faults_of
from selection.building.reading import Reader, code_of, coded
from selection.building.shape import FORMS, KEYS, PART, STEPS, keys_of, step_of
from selection.building.words import CHOICES, LABELS
from selection.i18n import speaking
from tests.generator.definitions import definition as generated
from tests.selection.building.known import KNOWN
from vacancies import key_paths, shipped_definitions
from vacancies.kinds import Choice
from vacancies.model import DEFINITION
from vacancies.tables import ListOf, Named, Table
from vacancies.wording import TEXTS

SHIPPED = json.loads(shipped_definitions()["directeur-interne-organisatie"].text)


@pytest.fixture(autouse=True, params=["nl"])
def tongue(request):
    with speaking(request.param):
        yield


def nodes_of(step, source, extra=""):
    return Builder(step, options_for(source, KNOWN), extra=extra).form(source)


def typed(nodes):
    """What a browser sends of a form that nobody touched."""
    fields = [node for node in walk(nodes) if isinstance(node, Field)]
    return {field.name: field.value for field in fields if field.kind != "flag" or field.value}


def saved(step, source, changes=(), **verbs):
    """The source after a step was opened, changed and saved; None takes a tick away."""
    form = {**typed(nodes_of(step, source, verbs.pop("extra", ""))), **dict(changes)}
    return coded(Reader(step, {name: text for name, text in form.items() if text is not None}, **verbs).source(copy.deepcopy(source)))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("step", FORMS)
def test_opening_and_saving_a_step_changes_nothing(step, language):
    with speaking(language):
        assert saved(step, SHIPPED) == SHIPPED
        for seed in range(12):
            source = generated(Random(seed))  # noqa: S311 - the same definitions every time
            assert saved(step, source) == source


def test_what_a_file_may_hold_and_a_form_cannot_read_stays_to_the_letter():
    source = {
        "title": "Twee\nregels",
        "code": "x",
        "language": "fr",
        "positions": "veel",
        "scheme": {"rounding": "0.25", "binding": False, "total_pass_mark": "60 %", "reserve": {}},
        "application": {"deadline": "2024-04-28T12:00:00+02:00"},
        "rounds": [{"code": "a", "dates": ["2024-05-15", "ergens in juni"], "parts": [{"code": "p", "points": "7,50", "pass_mark": "55,5%"}]}],
        "benefits": [],
        "position": {"result_areas": [{"title": "t", "tasks": ["een\nen twee", "drie"]}]},
    }
    for step in FORMS:
        assert saved(step, source) == source


def test_what_is_typed_stands_as_a_file_has_it():
    changes = {"rounds[0].parts[0].points": " 12,5 ", "rounds[0].dates": "1/6/2024, 02-06-2024, later", "rounds[0].parts[0].pass_mark": "33,3"}
    after = saved("rondes", SHIPPED, changes)["rounds"][0]
    assert (after["parts"][0]["points"], after["parts"][0]["pass_mark"]) == ("12.5", "33.3%")
    assert after["dates"] == ["2024-06-01", "2024-06-02", "later"]
    assert saved("kandidatuur", SHIPPED, {"application.deadline": "28/04/2024 9:30"})["application"]["deadline"] == "2024-04-28T09:30:00"
    assert saved("verloning", SHIPPED, {"salary.minimum": "4800", "salary.notes": " een \n\n twee "})["salary"]["notes"] == ["een", "twee"]


def test_an_emptied_field_is_left_out_and_a_table_without_anything_too():
    assert "organisation" not in saved("functie", SHIPPED, {"organisation": " "})
    form = dict.fromkeys(typed(nodes_of("kandidatuur", SHIPPED)), "")
    assert saved("kandidatuur", SHIPPED, {**form, "application.incomplete_refused": None}) == {
        key: value for key, value in SHIPPED.items() if key != "application"
    }
    assert saved("spelregels", SHIPPED, {"scheme.reserve": None})["scheme"].get("reserve") is None


def test_boxes_say_only_what_is_not_the_usual():
    first = "application.documents[0].required"
    without = saved("kandidatuur", {**SHIPPED, "application": {"documents": [{"code": "cv", "name": "Cv"}]}}, {first: None})
    assert without["application"]["documents"][0] == {"code": "cv", "name": "Cv", "required": False}
    again = saved("kandidatuur", without, {first: "1"})
    assert again["application"]["documents"][0] == {"code": "cv", "name": "Cv"}
    assert saved("rondes", {**SHIPPED, "rounds": [{"code": "a", "parts": [{"code": "p", "verdict": False}]}]})["rounds"][0]["parts"] == [{"code": "p"}]


def test_rows_come_go_and_move_and_the_others_keep_what_was_typed():
    changed = {"conditions[4].text": "Je hebt een diploma."}
    gone = saved("voorwaarden", SHIPPED, changed, drop="conditions[0]")["conditions"]
    assert [row["code"] for row in gone] == [row["code"] for row in SHIPPED["conditions"][1:]]
    assert gone[3]["text"] == "Je hebt een diploma."
    moved = saved("voorwaarden", SHIPPED, up="conditions[2]")["conditions"]
    assert [row["code"] for row in moved[:3]] == [SHIPPED["conditions"][number]["code"] for number in (0, 2, 1)]
    number = len(SHIPPED["conditions"])
    assert saved("voorwaarden", SHIPPED, extra="conditions") == SHIPPED  # an empty row is no row
    added = saved("voorwaarden", SHIPPED, {f"conditions[{number}].text": "Je spreekt vlot Nederlands."}, extra="conditions")["conditions"]
    assert added[-1] == {"text": "Je spreekt vlot Nederlands.", "code": "je-spreekt-vlot-nederlands"}


def test_codes_are_made_from_words_and_never_twice():
    assert code_of("Één gesprek, met de algemeen directeur en de voorzitter samen") == "een-gesprek-met-de-algemeen-directeur-en"
    rows = {"benefits[0].name": "Fiets", "benefits[1].name": "Fiets", "benefits[2].name": "FIETS", "benefits[3].name": "?"}
    made = Reader("verloning", rows).source({})["benefits"]
    assert [row["code"] for row in made] == ["fiets", "fiets-2", "fiets-3", "x"]
    scales = Reader("rondes", {"scales[0].labels": "a\nb", "scales[1].code": "schaal-1", "scales[1].max": "5", "scales[2].code": " "}).source({})["scales"]
    assert scales == {"schaal-1": {"labels": ["a", "b"]}, "schaal-2": {"max": 5}}


def test_a_hostile_form_makes_no_more_rows_than_it_names():
    form = {f"conditions[{number}].text": "x" for number in (999, 7)} | {"conditions[abc].text": "x", "conditions[0": "x", "onbekend": "x", "title": "y"}
    assert [row["text"] for row in Reader("voorwaarden", form).source({})["conditions"]] == ["x", "x"]


def test_faults_stand_at_their_field_in_the_words_of_the_form():
    source = copy.deepcopy(SHIPPED)
    source["rounds"][0]["parts"][0]["points"] = "dertig"
    source["rounds"][2]["parts"][0].pop("points")
    source["rounds"][2]["dates"] = ["ergens"]
    source["scales"] = {"eigen": {"max": 5}}
    source["conditions"][2].pop("text")
    source["competencies"].append({"framework": "maastricht", "competency": "samenwerken"})
    told = {}
    for fault in faults_of(source, KNOWN):
        nodes = nodes_of(fault.step, source)
        attach(nodes, [fault])
        told |= {node.name: node.errors for node in walk(nodes) if node.errors}
    assert told == {
        "rounds[0].parts[0].points": ["dertig is geen getal. Schrijf cijfers, met een komma of punt voor decimalen, zoals 7,5."],
        "rounds[2].parts[0].points": ["Geef het onderdeel punten, of zeg dat het er geen heeft."],
        "rounds[2].dates": ["ergens is geen datum. Schrijf ze als dag/maand/jaar, zoals 15/05/2024."],
        "scales[0].step": ["Vul dit in, of geef de schaal labels."],
        "conditions[2].text": ["Vul dit in."],
        "competencies[14].level": ["Kies een niveau."],
    }


def test_every_place_of_a_fault_leads_to_a_step_and_no_sentence_speaks_of_files():
    source = {
        "rounds": [{"parts": [{"criteria": [{"weight": "x"}, {"competency": "y"}]}]}],
        "scheme": {"part_pass_mark": "120%", "reserve": {"answers": {"a": {"declined": "z"}}}},
    }
    faults = faults_of(source, KNOWN)
    assert {fault.step for fault in faults} == {"functie", "rondes", "criteria", "spelregels"}
    for fault in faults:
        nodes = nodes_of(fault.step, source)
        assert attach(nodes, [fault])[0][0], fault
    speaking_of_files = {
        code for code, (dutch, _english) in TEXTS.items() if any(word in dutch for word in ("true", "[", "Schrap", "points", "aanhalingstekens"))
    }
    never_here = {
        "float",
        "flag",
        "no_list",
        "no_table",
        "unknown_key",
        "unknown_key_like",
        "verdict_false",
        "twice",
        "no_text",
        "no_code",
        "number_type",
        "key_twice",
    }
    never_here |= {code for code in TEXTS if code.startswith("number_")}  # worded as every number field words them
    about_frameworks = {"levels_of_none", "level_of_none", "levels_missing", "no_kind"}
    assert speaking_of_files - set(SENTENCES) - never_here - about_frameworks == set()


def tables(kind, path=""):
    """Every table of the model with its path."""
    match kind:
        case Table():
            yield path, kind
            for name, key in kind.keys.items():
                yield from tables(key.kind, f"{path}.{name}" if path else name)
        case ListOf():
            yield from tables(kind.kind, f"{path}[]")
        case Named():
            yield from tables(kind.kind, f"{path}.*")


def test_every_key_of_the_model_has_a_label_and_stands_on_exactly_one_step():
    lacking = [path for path in key_paths() if path not in LABELS and path not in {"competencies[].competency", "competencies[].framework"}]
    assert lacking == []
    for path, kind in tables(DEFINITION):
        if path in {"competencies[]", "rounds[].parts[].criteria[]"}:
            continue
        steps = [keys_of(step, path, kind, {}) for step in FORMS if path in KEYS[step] or step_of(path.replace(".*", ".x")) == step]
        assert set(kind.keys) <= {key for keys in steps for key in keys}, path
        missing = [
            f"{path}.{name}".lstrip(".") for name, key in kind.keys.items() if isinstance(key.kind, Choice) and f"{path}.{name}".lstrip(".") not in CHOICES
        ]
        assert missing == []
    assert set(FORMS) < set(STEPS)
    assert len(PART) == len(set(PART))


def test_the_first_row_of_a_list_is_ready_to_be_filled_in_and_competencies_are_not_typed():
    rows = {node.name: node for node in walk(nodes_of("voorwaarden", {})) if isinstance(node, Rows)}
    assert [row.stored for row in rows["conditions"].rows] == [False]
    assert rows["conditions"].rows[0].title == ""
    competencies = next(node for node in walk(nodes_of("competenties", SHIPPED)) if isinstance(node, Rows) and node.name == "competencies")
    assert (competencies.rows[0].title, str(competencies.add)) == ("Voortdurend verbeteren", "")
    verdict = [node for node in walk(nodes_of("criteria", SHIPPED)) if isinstance(node, Row) and node.name.startswith("rounds[1].parts[0].criteria")]
    assert {child.name.rpartition(".")[2] for row in verdict for child in row.children} == {"level"}
