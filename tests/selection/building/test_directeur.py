"""The shipped vacancy made from nothing, through the forms alone."""

import dataclasses
import json

import pytest

from scoring import fingerprint
from tests.selection.building.desk import Desk
from vacancies import definition_from, load_definition, shipped_definition_paths

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
    for area in data["position"]["result_areas"]:
        desk.row("functie", "position.result_areas", title=area["title"], intro=area.get("intro", ""), tasks="\n".join(area["tasks"]))
    salary = data["salary"]
    changes = {f"salary.{key}": value for key, value in fields(salary, ("scale", "minimum", "maximum")).items()}
    desk.save("verloning", {**changes, "salary.notes": "\n".join(salary["notes"]), "salary.period_stated": None})
    for step in salary["seniority"]:
        desk.row("verloning", "salary.seniority", **fields(step, step))
    for benefit in data["benefits"]:
        desk.row("verloning", "benefits", **benefit)
    for condition in data["conditions"]:
        desk.row("voorwaarden", "conditions", text=condition["text"], code=condition["code"], kind=condition["kind"].replace("general", ""))


def applying(desk, data):
    """Closing date and documents."""
    application = data["application"]
    changes = {"application.deadline": day(application["deadline"]), "application.incomplete_refused": "1"}
    desk.save("kandidatuur", {**changes, **{f"application.{key}": application[key] for key in ("contact", "accommodations")}})
    for document in application["documents"]:
        desk.row("kandidatuur", "application.documents", **{key: value for key, value in fields(document, document).items() if key != "age_reference"})


def competencies(desk, data):
    """Required competencies, one after the other, from the framework."""
    for entry in data["competencies"]:
        code = data["framework"]
        desk.save(
            "competenties",
            {"choose": f"{code}/{entry['competency']}", f"level:{code}": entry.get("level", ""), f"kind:{code}": entry["kind"]},
            do=f"take:{code}",
        )
    for entry in data["knowledge"]:
        desk.row("competenties", "knowledge", text=entry["text"])


def rounds(desk, data):
    """Rounds with their parts, then what is measured where, then topics and rules."""
    for number, one in enumerate(data["rounds"]):
        desk.row("rondes", "rounds", title=one["title"], code=one["code"], dates=", ".join(map(day, one["dates"])))
        part = one["parts"][0]
        verdict = {"verdict": "1"} if part.get("verdict") else {}
        desk.row("rondes", f"rounds[{number}].parts", **fields(part, ("title", "code", "points", "preparation")), **verdict)
    ticks = {
        f"rounds[{number}].parts[0]:{data['framework']}/{criterion['competency']}": str(criterion.get("weight", 1))
        for number, one in enumerate(data["rounds"])
        for criterion in one["parts"][0]["criteria"]
        if "competency" in criterion
    }
    desk.save("matrix", ticks)
    for number, one in enumerate(data["rounds"]):
        for criterion in one["parts"][0]["criteria"]:
            if "topic" in criterion:
                desk.row("criteria", f"rounds[{number}].parts[0].criteria", **fields(criterion, criterion))
    rules = data["scheme"]
    desk.save(
        "spelregels", {**{f"scheme.{key}": rules[key] for key in ("part_pass_mark", "total_pass_mark")}, "scheme.reserve": "1", "scheme.reserve.months": "36"}
    )
    for code, answers in rules["reserve"]["answers"].items():
        desk.row("spelregels", "scheme.reserve.answers", code=code, **answers)


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
