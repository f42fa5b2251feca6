"""The shipped vacancy made from nothing, through the forms alone."""

import dataclasses
import json

import pytest

from scoring import fingerprint
from tests.selection.building.desk import Desk
from vacancies import definition_from, load_definition, shipped_definition_paths, shipped_frameworks

pytestmark = pytest.mark.db
DIRECTEUR = next(path for path in shipped_definition_paths() if path.stem == "directeur-interne-organisatie")


def day(iso):
    year, month, number = iso.split("-")
    return f"{number}/{month}/{year}"


def fields(table, keys):
    return {key: str(table[key]) for key in keys if key in table and not isinstance(table[key], bool)}


def text(desk, data):
    """The steps about the job."""
    changes = {
        **fields(data, ("title", "code", "organisation", "positions")),
        **{f"position.{key}": value for key, value in fields(data["position"], data["position"]).items() if key != "result_areas"},
    }
    desk.save("functie", changes)
    areas = data["position"]["result_areas"]
    desk.rows("functie", "position.result_areas", [{**area, "tasks": "\n".join(area["tasks"])} for area in areas])
    salary = data["salary"]
    changes = {f"salary.{key}": value for key, value in fields(salary, ("scale", "minimum", "maximum")).items()}
    desk.save("verloning", {**changes, "salary.notes": "\n".join(salary["notes"]), "salary.period_stated": None})
    desk.rows("verloning", "salary.seniority", [fields(step, step) for step in salary["seniority"]])
    desk.rows("verloning", "benefits", data["benefits"])
    desk.rows("voorwaarden", "conditions", [{**condition, "kind": condition["kind"].replace("general", "")} for condition in data["conditions"]])


def applying(desk, data):
    """Closing date and documents."""
    application = data["application"]
    changes = {"application.deadline": day(application["deadline"]), "application.incomplete_refused": "1"}
    desk.save("kandidatuur", {**changes, **{f"application.{key}": application[key] for key in ("contact", "accommodations")}})
    asked = [{key: value for key, value in fields(document, document).items() if key != "age_reference"} for document in application["documents"]]
    desk.rows("kandidatuur", "application.documents", asked)


def competencies(desk, data):
    """Required competencies from the list of the framework: as many at a time as stand there in the same order, kind and level."""
    code = data["framework"]
    order = [one.code for one in shipped_frameworks()[code].competencies]
    waiting = list(data["competencies"])
    while waiting:
        ticked = [waiting.pop(0)]
        same = ("kind", "level")
        while (
            waiting
            and all(waiting[0].get(key) == ticked[0].get(key) for key in same)
            and order.index(waiting[0]["competency"]) > order.index(ticked[-1]["competency"])
        ):
            ticked.append(waiting.pop(0))
        form = {"choose": [f"{code}/{entry['competency']}" for entry in ticked], f"level:{code}": ticked[0].get("level", ""), f"kind:{code}": ticked[0]["kind"]}
        desk.save("competenties", form, do=f"take:{code}")
    desk.rows("competenties", "knowledge", data["knowledge"])


def rounds(desk, data):
    """Rounds with their parts, then what is measured where, then topics and rules."""
    desk.rows("rondes", "rounds", [{"title": one["title"], "code": one["code"], "dates": ", ".join(map(day, one["dates"]))} for one in data["rounds"]])
    parts = [one["parts"][0] for one in data["rounds"]]
    for number, part in enumerate(parts):
        verdict = {"verdict": "1"} if part.get("verdict") else {}
        desk.rows("rondes", f"rounds[{number}].parts", [{**fields(part, ("title", "code", "points", "preparation")), **verdict}])
    ticks = {
        f"rounds[{number}].parts[0]:{data['framework']}/{criterion['competency']}": str(criterion.get("weight", 1))
        for number, one in enumerate(data["rounds"])
        for criterion in one["parts"][0]["criteria"]
        if "competency" in criterion
    }
    desk.save("matrix", ticks)
    desk.rows("criteria", "rounds[0].parts[0].criteria", [fields(criterion, criterion) for criterion in parts[0]["criteria"]])
    rules = data["scheme"]
    desk.save(
        "spelregels", {**{f"scheme.{key}": rules[key] for key in ("part_pass_mark", "total_pass_mark")}, "scheme.reserve": "1", "scheme.reserve.months": "36"}
    )
    desk.rows("spelregels", "scheme.reserve.answers", [{"code": code, **answers} for code, answers in rules["reserve"]["answers"].items()])


def test_the_directeur_is_made_from_nothing_and_equals_the_shipped_definition(app):
    shipped = load_definition(DIRECTEUR)
    data = json.loads(shipped.text)
    desk = Desk(app).begin(title="Iets anders")
    text(desk, data)
    applying(desk, data)
    competencies(desk, data)
    rounds(desk, data)
    made = definition_from(desk.source, name="x")
    assert dataclasses.replace(made, text="") == dataclasses.replace(shipped, text="")
    assert fingerprint(made.scheme) == fingerprint(shipped.scheme)

    page, _values = desk.page("nakijken")
    assert "Vacature gereed verklaren" in page.text
    version = desk.page("functie")[1]["version"]
    assert desk.client.send(f"/ontwerpen/{desk.draft}/gereed", version=version).status_code == 303
    offered = desk.client.get("/procedures/nieuw").text
    assert f'value="draft/{desk.draft}"' in offered
    answer = desk.client.send("/procedures/nieuw", definition=f"draft/{desk.draft}", year="2026", number="1", deputy="")
    assert answer.status_code == 303
